"""The settings of `serve`, read from the environment, from `.env`, and for secrets also from files."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import WenbaoError

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# Each secret with the name of its file in systemd's credentials folder.
_SECRETS = {"TELEGRAM_BOT_TOKEN": "telegram-bot-token", "WEBHOOK_SECRET": "webhook-secret", "DATABASE_URL": "database-url"}


class SettingsError(WenbaoError):
    """A setting that is missing or wrong."""


def _address(value: object) -> object:
    """`host:port` as a pair; "" as None (off)."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    host, _, port = value.strip().rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        raise ValueError("要写成 127.0.0.1:8080 的样子")
    return host.strip("[]"), int(port)


def _numbers(value: object) -> object:
    """Ids separated by commas or spaces, Chinese commas too."""
    if not isinstance(value, str):
        return value
    parts = [part for part in re.split(r"[,,、;;\s]+", value) if part]
    if not all(re.fullmatch(r"[0-9]{1,16}", part) for part in parts):
        raise ValueError("要写 Telegram 的数字编号,几个之间用逗号隔开")
    return frozenset(int(part) for part in parts)


Address = Annotated[tuple[str, int] | None, NoDecode, BeforeValidator(_address)]


class Settings(BaseSettings):
    """All settings of `serve` by the names of the command-line contract."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", case_sensitive=False, env_ignore_empty=False)

    telegram_bot_token: SecretStr
    telegram_api_url: str = "https://api.telegram.org"
    wenbao_knowledge: Path | None = None
    wenbao_data: Path = Path("var")
    database_url: SecretStr | None = None
    webhook_url: str | None = None
    webhook_listen: Address = ("127.0.0.1", 8080)
    webhook_secret: SecretStr | None = None
    health_listen: Address = ("127.0.0.1", 9090)
    staff_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)] = Field(default=frozenset())
    log_format: Literal["people", "json"] = "people"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        bare = value.get_secret_value().strip()
        if not bare:
            raise ValueError("是空的;请填 @BotFather 给的令牌")
        if not _TOKEN.fullmatch(bare):
            raise ValueError("不像令牌;要像 123456789:AA… 这样,请从 @BotFather 整段复制")
        return SecretStr(bare)

    @field_validator("telegram_api_url")
    @classmethod
    def _api(cls, value: str) -> str:
        value = value.strip().rstrip("/") or "https://api.telegram.org"
        scheme, host = _split(value)
        if scheme not in ("http", "https") or not host:
            raise ValueError("要以 http:// 或 https:// 开头,后面是服务器地址")
        return value

    @field_validator("wenbao_knowledge", "database_url", mode="before")
    @classmethod
    def _unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("wenbao_data", mode="before")
    @classmethod
    def _data(cls, value: object) -> object:
        return value or Path("var")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.match(r"(sqlite|postgresql)(\+\w+)?://", value.get_secret_value()):
            raise ValueError("要以 postgresql:// 开头(或 sqlite:///)")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        scheme, host = _split(value.strip())
        if not host or not (scheme == "https" or (scheme == "http" and _loopback(host))):
            raise ValueError("要以 https:// 开头,是外网能打开的地址")
        return value.strip()

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("只能用英文字母、数字、“_”和“-”,1 到 256 个")
        return value

    @field_validator("log_format", mode="before")
    @classmethod
    def _format(cls, value: object) -> object:
        value = str(value).strip().lower() or "people"
        if value not in ("people", "json"):
            raise ValueError("只能是 people 或 json")
        return value


def _split(address: str) -> tuple[str, str]:
    """The scheme and the host of an address, "" for what cannot be read."""
    try:
        parts = urlsplit(address)
        return ("", "") if parts.port == 0 else (parts.scheme, parts.hostname or "")
    except ValueError:
        return "", ""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings from the environment, `.env` and secret files. Raises `SettingsError` for the first thing to mend."""
    secrets = _from_files(env_file)
    try:
        return Settings(_env_file=env_file, **secrets)  # type: ignore[call-arg, arg-type]
    except ValidationError as errors:
        raise SettingsError(_told(errors)) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} 不是 UTF-8 编码的文本,请另存为 UTF-8") from None


def _from_files(env_file: Path | None) -> dict[str, str]:
    """The secrets that are given as files: NAME_FILE first, then systemd's credentials folder."""
    told = _dotenv(env_file)
    given = {**told, **{name.upper(): value for name, value in os.environ.items()}}
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    out: dict[str, str] = {}
    for name, credential in _SECRETS.items():
        path = given.get(f"{name}_FILE")
        if path and given.get(name):
            raise SettingsError(f"{name} 和 {name}_FILE 只能设一个,请去掉一个")
        if path:
            out[name.lower()] = _read(Path(path), f"{name}_FILE")
        elif folder and not given.get(name) and (Path(folder) / credential).is_file():
            out[name.lower()] = _read(Path(folder) / credential, f"凭据 {credential}")
    return out


def _dotenv(env_file: Path | None) -> dict[str, str]:
    if not env_file or not env_file.is_file():
        return {}
    try:
        with env_file.open(encoding="utf-8") as file:
            wrong = next((line.original.line for line in parse_stream(file) if line.error), 0)
        if wrong:
            raise SettingsError(f"{env_file} 第 {wrong} 行看不懂,要写成 名字=值 的样子")
        return {name.upper(): value for name, value in dotenv_values(env_file).items() if value is not None}
    except OSError as error:
        raise SettingsError(f"读不了 {env_file}({error.strerror}),请检查权限") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} 不是 UTF-8 编码的文本,请另存为 UTF-8") from None


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"读不了 {name} 指的文件 {path},请检查路径和权限") from None


def _told(errors: ValidationError) -> str:
    error = errors.errors(include_url=False, include_input=False)[0]
    name = str(error["loc"][0]).upper() if error["loc"] else "设置"
    if error["type"] == "missing":
        return f"没有设置 {name}:请到 Telegram 里找 @BotFather 要令牌,再设环境变量 {name},或写进 .env 文件"
    cause = error.get("ctx", {}).get("error")
    return f"{name} 不对:{cause or '值的格式不对,请检查'}"
