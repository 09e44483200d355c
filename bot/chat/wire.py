"""The wire: HTTP to the Bot API, with answers that are not what they should be told apart quietly."""

import json
import os
import ssl
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

# The library warns at each 429 until it is told that its times are wanted as timedeltas, as they will be.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@cache
def tls() -> ssl.SSLContext:
    """One set of certificates for all connections; reading it takes longer than all the rest of a start."""
    return httpx.create_ssl_context()


class Garbled(TelegramError):
    """An answer of the Bot API that cannot be read; whether the call was carried out is not known."""


class Wire(HTTPXRequest):
    """`HTTPXRequest` that neither logs an unreadable answer with a traceback nor takes one without a result for an empty result."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON. Raises `Garbled`."""
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise Garbled("answer is not JSON") from None
        if not isinstance(data, dict) or ("result" not in data and "description" not in data):
            raise Garbled("answer has neither result nor description")
        if data.get("ok") is False and "description" not in data:
            raise Garbled("answer is not ok and does not say why")
        if not isinstance(data.get("parameters", {}), dict):
            data.pop("parameters")
        return data


class Ear(Wire):
    """The wire of getUpdates, which keeps the updates as they came: the library reads none of a batch when one of it is malformed."""

    heard: tuple[Any, ...] = ()

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """The answer, with its updates taken out into `heard`. Raises `Garbled`."""
        self.heard = ()
        code, payload = await super().do_request(*args, **more)
        if code != HTTPStatus.OK:
            return code, payload
        result = self.parse_json_payload(payload).get("result")
        if not isinstance(result, list):
            raise Garbled("getUpdates gave no list")
        self.heard = tuple(result)
        return code, b'{"ok": true, "result": []}'
