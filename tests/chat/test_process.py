"""`python -m bot serve` as a process: start, stop, kill, restart, webhook, health, settings, logs."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.cli.main import main
from bot.cli.opened import cache_folder
from bot.knowledge.folder import shipped
from tests.chat.botapi import TOKEN, BotApi, Fault
from tests.chat.conftest import free_port


class Process:
    """The program with its settings; its log in a file."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.log = folder / "log"
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM", "WENBAO", "WEBHOOK", "DATABASE", "HEALTH"))}
        environment |= {"WENBAO_DATA": str(folder / "var"), "HEALTH_LISTEN": "", "PYTHONPATH": str(Path.cwd()), **settings}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=folder, env=environment, stdout=out, stderr=out)

    def stop(self, how: int = signal.SIGTERM, seconds: float = 20) -> int:
        self.process.send_signal(how)
        return self.wait(seconds)

    def wait(self, seconds: float = 20) -> int:
        return self.process.wait(seconds)

    def said(self) -> str:
        return self.log.read_text("utf-8")


@pytest.fixture
def start(api: BotApi, knowledge: Path, tmp_path: Path) -> Iterator[Callable[..., Process]]:
    running: list[Process] = []

    def one(**settings: str) -> Process:
        values = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "WENBAO_KNOWLEDGE": str(knowledge), **settings}
        running.append(Process(tmp_path, **{name: value for name, value in values.items() if value is not None}))
        return running[-1]

    yield one
    for process in running:
        if process.process.poll() is None:
            process.stop(signal.SIGKILL)
        assert TOKEN not in process.said()
        assert "Traceback" not in process.said()


def test_killed_in_the_middle_it_answers_all_after_the_restart(api: BotApi, start: Callable[..., Process]) -> None:
    api.private(1)
    for user in range(1, 9):
        api.say(user, "农村低保有多少户?")
    api.fault = lambda method, params: Fault("slow", 30) if params.get("chat_id") in ("3", "4") else None
    first = start()
    api.wait(lambda: all(api.sent(user) for user in (1, 2, 5, 6, 7, 8)))
    time.sleep(0.5)  # killed between a reply and its record, it would answer that one again
    first.stop(signal.SIGKILL)
    api.fault = lambda method, params: None
    start()
    for user in (1, 2, 5, 6, 7, 8):
        api.reply(user)
    for user in (3, 4):
        api.reply(user)
    api.quiet()
    assert sum(len(api.sent(user)) for user in (1, 2, 5, 6, 7, 8)) == 6


def test_asked_twice_to_stop_it_finishes_what_it_has_and_exits_with_0(api: BotApi, start: Callable[..., Process]) -> None:
    process = start(LOG_FORMAT="json")
    api.wait(lambda: api.of("getUpdates") or api.polls["all"])
    api.fault = lambda method, params: Fault("slow", 1) if method == "sendMessage" else None
    for user in range(1, 7):
        api.say(user, "农村低保有多少户?")
    api.wait(lambda: api.confirmed == api._update)
    process.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    began = time.monotonic()
    assert process.stop(signal.SIGTERM) == 0
    assert time.monotonic() - began < 10
    for user in range(1, 7):
        assert len(api.sent(user)) == 1
    for line in process.said().splitlines():
        assert json.loads(line)["message"]


def test_by_webhook_with_its_secret_and_health_pages(api: BotApi, start: Callable[..., Process]) -> None:
    hook, health = free_port(), free_port()
    url = f"http://127.0.0.1:{hook}/some/path"
    settings = {"WEBHOOK_URL": url, "WEBHOOK_LISTEN": f"127.0.0.1:{hook}", "HEALTH_LISTEN": f"127.0.0.1:{health}"}
    process = start(**settings)
    api.wait(lambda: api.webhook["url"])
    secret = api.webhook["secret_token"]
    assert len(secret) >= 32
    api.say(1, "农村低保有多少户?")
    assert "4208户" in api.reply(1)["text"]
    update = {"update_id": 1, "message": api._message(2, api.private(2), text="农村低保有多少户?")}
    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, {"X-Telegram-Bot-Api-Secret-Token": "错"}):
        sent = {name: value.encode() for name, value in headers.items()}
        assert httpx.post(url, json=update, headers=sent).status_code == 403
    assert httpx.get(url).status_code == 405
    right = {"X-Telegram-Bot-Api-Secret-Token": secret}
    assert httpx.post(url, content=b"{not json", headers=right).status_code == 400
    assert httpx.post(url, content=b"[]", headers=right).status_code == 400
    assert httpx.post(url, content=b"[" * 100_000, headers=right).status_code == 400
    for _ in range(2):
        assert httpx.post(url, json=update, headers={**right, "Content-Type": "application/json; charset=utf-8"}).status_code == 200
    api.reply(2)
    at = f"http://127.0.0.1:{health}"
    assert httpx.get(f"{at}/healthz").text == "ok\n"
    assert httpx.get(f"{at}/readyz").status_code == 200
    metrics = httpx.get(f"{at}/metrics")
    assert metrics.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'wenbao_replies_total{status="answered"} 2' in metrics.text
    assert "wenbao_updates_repeated_total 1" in metrics.text
    assert httpx.get(f"{at}/nothing").status_code == 404
    assert process.stop() == 0
    assert api.webhook["url"], "the webhook stays, so that updates wait for the next start"
    start(**settings)
    api.wait(lambda: len(api.of("setWebhook")) == 2)
    assert api.webhook["secret_token"] == secret
    assert len(api.sent(2)) == 1


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, "TELEGRAM_BOT_TOKEN"),
        ({"STAFF_IDS": "张三"}, "STAFF_IDS"),
        ({"WEBHOOK_URL": "http://example.org"}, "WEBHOOK_URL"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, "DATABASE_URL"),
        ({"WENBAO_KNOWLEDGE": "/no/such/folder"}, "/no/such/folder"),
        ({"WENBAO_DATA": "/proc/nowhere"}, "WENBAO_DATA"),
    ],
)
def test_a_wrong_setting_is_one_clear_line_and_exit_2(
    settings: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:9", "HEALTH_LISTEN": "", **settings}.items():
        monkeypatch.setenv(name, value)
    assert main(["serve"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert told in said[0]


def test_without_a_token_it_says_so_in_one_line(start: Callable[..., Process]) -> None:
    process = start(TELEGRAM_BOT_TOKEN=None)
    assert process.wait() == 2
    assert "TELEGRAM_BOT_TOKEN" in process.said()
    assert len(process.said().splitlines()) == 1


@pytest.mark.parametrize("what", ["port", "token"])
def test_a_port_that_is_taken_or_a_token_that_is_rejected_is_one_clear_line_and_exit_2(
    what: str, api: BotApi, knowledge: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    taken = "" if what == "token" else f"127.0.0.1:{api.url.rsplit(':', 1)[1]}"
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "WENBAO_KNOWLEDGE": str(knowledge), "HEALTH_LISTEN": taken}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    api.token = "1:other"
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert ("HEALTH_LISTEN" if what == "port" else "TELEGRAM_BOT_TOKEN") in said.splitlines()[-1]
    assert TOKEN not in said
    assert "Traceback" not in said


def test_the_shipped_knowledge_answers_as_ask_does(api: BotApi, start: Callable[..., Process], tmp_path: Path) -> None:
    cache = cache_folder()
    answerer = Answerer(open_index(shipped(), cache))
    if cache and cache.is_dir():
        shutil.copytree(cache, tmp_path / "var" / "cache")
    start(WENBAO_KNOWLEDGE=str(shipped()))
    facts = [entry for entry in answerer.index.knowledge.entries if entry.is_fact][::12]
    asked = [entry.similar[-1] if entry.similar else entry.question for entry in facts]
    for user, question in enumerate(asked, 1):
        api.say(user, question)
    for user, question in enumerate(asked, 1):
        assert api.reply(user, seconds=60)["text"].split("\n\n出自")[0] == answerer.ask(question).reply.text
    assert not [call for call in api.calls if call.code == 400 and call.method != "setMyCommands"]
