"""Logs: for people or as JSON, on standard error, and never with a token."""

import json
import logging
import re
import sys
import time
from typing import Any, TextIO

_TOKENS = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "[令牌]"
_LEVELS = {"DEBUG": "细节", "INFO": "", "WARNING": "注意", "ERROR": "出错", "CRITICAL": "严重"}


class Redacting(logging.Filter):
    """Takes tokens and other secrets out of a record, its arguments and its traceback."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self.secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """A text without secrets."""
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        return _TOKENS.sub(_HIDDEN, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; all records pass."""
        try:
            said = record.getMessage()
        except Exception:  # noqa: BLE001 - a wrong format string must not stop the log
            said = str(record.msg)
        record.msg, record.args = self.clean(said), None
        if record.exc_info and record.exc_info[0]:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        elif record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


class _People(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        level = _LEVELS.get(record.levelname, record.levelname)
        line = f"{time.strftime('%m-%d %H:%M:%S', time.localtime(record.created))} {level + ' ' if level else ''}{record.msg}"
        return f"{line}\n{record.exc_text}" if record.exc_text else line


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"
        line: dict[str, Any] = {"time": at, "level": record.levelname.lower(), "logger": record.name, "message": record.msg}
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def set_up(form: str, *secrets: str, stream: TextIO | None = None) -> None:
    """Log to standard error in a form, "people" or "json", without secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(Redacting(*secrets))
    handler.setFormatter(_Json() if form == "json" else _People())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in ("httpx", "httpcore", "telegram", "tornado", "asyncio", "jieba", "PIL", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
