"""Several reports in Telegram: the outline starts with them, and a pressed question is asked of its own report."""

import pytest

from bot.answering.library import Library
from tests.chat.botapi import BotApi
from tests.chat.test_finding import buttons
from tests.opened import data, shelf, shelf_folder

__all__ = ["data", "shelf", "shelf_folder"]


def test_about_lists_the_reports(api: BotApi, serve, shelf: Library) -> None:
    serve(lambda: shelf)
    api.say(1, "/about")
    text = api.reply(1)["text"]
    for title in ("白鹭县2022年民生工作情况", "白鹭县2021年民生工作情况", "青石县2022年民生工作情况"):
        assert f"《{title}》" in text


def test_the_outline_starts_with_the_reports_and_its_questions_are_asked_of_theirs(api: BotApi, serve, shelf: Library) -> None:
    serve(lambda: shelf)
    api.say(1, "/topics")
    menu = api.reply(1)
    reports = buttons(menu)
    assert list(reports)[:3] == ["白鹭县2022年民生工作情况", "青石县2022年民生工作情况", "白鹭县2021年民生工作情况"]
    for pages, step in enumerate(("白鹭县2021年民生工作情况", "一、学校和图书", "营养午餐")):
        current = buttons(api.of("editMessageText", 1)[-1].result) if pages else reports
        api.press(1, 1, menu["message_id"], current[step])
        api.wait(lambda pages=pages: len(api.of("editMessageText", 1)) > pages)
    api.press(1, 1, menu["message_id"], buttons(api.of("editMessageText", 1)[-1].result)["营养午餐花了多少钱?"])
    assert "612.4万元" in api.reply(1, 1)["text"]


@pytest.mark.parametrize(("id", "figure"), [("lunch-money", "612.4万元"), ("qs-branches", "9个"), ("lunch-pupils-22", "3502名")])
def test_a_link_to_an_entry_opens_that_entry(api: BotApi, serve, shelf: Library, id: str, figure: str) -> None:
    serve(lambda: shelf)
    api.say(1, f"/start {id}")
    assert figure in api.reply(1)["text"]


def test_first_questions_are_of_the_newest_report(api: BotApi, serve, shelf: Library) -> None:
    serve(lambda: shelf)
    api.say(1, "/start")
    offered = [press.split(":")[1] for press in buttons(api.reply(1)).values()]
    assert offered
    assert {shelf.index.knowledge.by_id[id].report for id in offered} == {"bailu-2022"}
