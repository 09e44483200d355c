"""Settings: where they come from and what is said about a wrong one."""

import re
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings

TOKEN = "123456789:AAtest_Test-test"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_API_URL", "WENBAO_KNOWLEDGE", "WENBAO_DATA", "DATABASE_URL", "DATABASE_URL_FILE",
        "WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_SECRET", "WEBHOOK_SECRET_FILE", "HEALTH_LISTEN", "STAFF_IDS", "LOG_FORMAT", "CREDENTIALS_DIRECTORY",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_are_those_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert (settings.wenbao_knowledge, settings.wenbao_data, settings.database_url) == (None, Path("var"), None)
    assert (settings.webhook_url, settings.webhook_listen, settings.webhook_secret) == (None, ("127.0.0.1", 8080), None)
    assert (settings.health_listen, settings.staff_ids, settings.log_format) == (("127.0.0.1", 9090), frozenset(), "people")
    assert TOKEN not in repr(settings)


def test_they_come_from_dotenv_and_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nSTAFF_IDS=1, 2,3\nHEALTH_LISTEN=\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("WEBHOOK_LISTEN", "[::1]:9000")
    settings = read_settings()
    assert settings.staff_ids == {1, 2, 3}
    assert settings.health_listen is None
    assert settings.webhook_listen == ("::1", 9000)
    monkeypatch.setenv("STAFF_IDS", "9")
    assert read_settings().staff_ids == {9}


@pytest.mark.parametrize("place", ["environment", "dotenv"])
def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n", "utf-8")
    if place == "environment":
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(tmp_path / "token"))
    else:
        (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN_FILE={tmp_path / 'token'}\n", "utf-8")
    assert read_settings().telegram_bot_token.get_secret_value() == TOKEN


def test_a_token_may_be_a_credential_of_systemd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "telegram-bot-token").write_text(TOKEN + "\n", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read_settings().telegram_bot_token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "hello"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_TOKEN_FILE": "/x"}, "TELEGRAM_BOT_TOKEN_FILE"),
        ({"TELEGRAM_BOT_TOKEN_FILE": "/no/such/file"}, "TELEGRAM_BOT_TOKEN_FILE"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "api.telegram.org"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STAFF_IDS": "@someone"}, "STAFF_IDS"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STAFF_IDS": "1,²"}, "STAFF_IDS"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "STAFF_IDS": "9" * 30}, "STAFF_IDS"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://[x"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:port"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://[::1"}, "WEBHOOK_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "HEALTH_LISTEN": "9090"}, "HEALTH_LISTEN"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_LISTEN": "0.0.0.0:99999"}, "WEBHOOK_LISTEN"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "http://example.org/x"}, "WEBHOOK_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "有空格 的"}, "WEBHOOK_SECRET"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "LOG_FORMAT": "xml"}, "LOG_FORMAT"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert named in str(told.value)
    assert "\n" not in str(told.value)
    assert TOKEN not in str(told.value)
    assert re.search("[一-鿿]", str(told.value).replace("不对", "")), "in Chinese"


def test_a_line_of_dotenv_that_cannot_be_read_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Path(".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n= = =\n", "utf-8")
    with pytest.raises(SettingsError, match="第 2 行"):
        read_settings()
    assert not caplog.records
