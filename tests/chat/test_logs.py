"""Logs never hold a token, in any form of record."""

import io
import json
import logging

import pytest

from bot.chat import logs
from tests.chat.botapi import TOKEN


@pytest.fixture(params=["people", "json"])
def log(request: pytest.FixtureRequest):
    stream = io.StringIO()
    before = logging.getLogger().handlers[:]
    logs.set_up(request.param, "short-secret", stream=stream)
    yield stream
    logging.getLogger().handlers[:] = before


def test_no_token_is_logged_wherever_it_stands(log: io.StringIO) -> None:
    other = "987654321:" + "A" * 35
    logger = logging.getLogger("anything")
    logger.info("in the text %s" % TOKEN)  # noqa: UP031
    logger.info("in the arguments %s %s", TOKEN, {"url": f"https://api/bot{other}/getMe"})
    logger.warning("wrong number of arguments %s", TOKEN, "short-secret")
    try:
        raise ValueError(f"in the exception bot{TOKEN}")
    except ValueError:
        logger.exception("failed")
    said = log.getvalue()
    assert TOKEN not in said
    assert other not in said
    assert "short-secret" not in said
    assert said.count("[令牌]") >= 4
    assert "ValueError" in said


def test_the_urls_of_the_http_library_are_not_logged(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api/x")
    assert log.getvalue() == ""


def test_json_is_one_object_a_line() -> None:
    stream = io.StringIO()
    before = logging.getLogger().handlers[:]
    try:
        logs.set_up("json", stream=stream)
        logging.getLogger("bot").info("两行\n一条")
        assert json.loads(stream.getvalue())["message"] == "两行\n一条"
    finally:
        logging.getLogger().handlers[:] = before
