"""Several reports on the command line: ask, chat and batch choose alike, and --explain says which report was chosen and why."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.answering.dialogue import Conversation
from bot.answering.library import Library
from bot.cli.explaining import explained


def run(data: Path, *arguments: str, typed: str = "") -> str:
    environment = {"WENBAO_DATA": str(data), "PATH": "", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "bot", *arguments], input=typed, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(shelf: Library, messages: Sequence[str]) -> list[dict[str, object]]:
    held, out = Conversation(), []
    for message in messages:
        turn = shelf.ask(message, held)
        held = turn.conversation
        out.append(json.loads(json.dumps(turn.reply.as_json())))
    return out


MESSAGES = ("多少学生吃上了营养午餐", "那2021年呢", "青石县呢", "白鹭县2022年的呢", "比去年多多少", "鲜百合产量是多少", "2018年的图书分馆", "谢谢")


def test_batch_and_chat_answer_as_the_library_does(shelf: Library, shelf_folder: Path, data: Path) -> None:
    expected = asked(shelf, MESSAGES)
    lines = "".join(json.dumps({"q": message, "session": "s"}, ensure_ascii=False) + "\n" for message in MESSAGES)
    printed = run(data, "ask", "--knowledge", str(shelf_folder), "--json", "--batch", "-", typed=lines)
    assert [json.loads(line) for line in printed.splitlines()] == expected
    talked = run(data, "chat", "--knowledge", str(shelf_folder), typed="\n".join(MESSAGES) + "\n")
    for reply in expected:
        assert str(reply["text"]) in talked
    assert {reply["status"] for reply in expected} == {"answered", "no_answer", "smalltalk"}


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("多少学生吃上了营养午餐", "选的报告:《白鹭县2022年民生工作情况》(没有说哪年哪里,用最新的)"),
        ("去年多少学生吃上了营养午餐", "选的报告:《白鹭县2021年民生工作情况》(年份:问的是“去年”)"),
        ("青石县多少学生吃上了营养午餐", "选的报告:《青石县2022年民生工作情况》(地方:问的是“青石县”)"),
        ("2018年多少学生吃上了营养午餐", "选的报告:《白鹭县2022年民生工作情况》(年份:问的是“2018年”;没有2018年的报告)"),
        ("营养午餐人数比去年多多少", "选的报告:《白鹭县2022年民生工作情况》和《白鹭县2021年民生工作情况》(年份:问的是“去年”)"),
    ],
)
def test_the_chosen_report_is_explained(shelf: Library, question: str, line: str) -> None:
    assert line in explained(shelf.ask(question)).splitlines()


def test_a_report_that_the_conversation_chose_is_explained(shelf: Library) -> None:
    held = shelf.ask("2021年多少学生吃上了营养午餐").conversation
    assert "选的报告:《白鹭县2021年民生工作情况》(接着前文)" in explained(shelf.ask("那金额呢", held))


def test_one_report_needs_no_choice(county: Library) -> None:
    assert "选的报告" not in explained(county.ask("营养午餐花了多少钱"))


def test_every_step_is_named_in_chinese(shelf: Library) -> None:
    held = shelf.ask("2021年多少学生吃上了营养午餐").conversation
    for question, before in (("营养午餐人数比去年多多少", Conversation()), ("2021年和2022年各有几个图书分馆", Conversation()), ("鲜百合产量", Conversation()), ("青石县呢", held)):
        step = explained(shelf.ask(question, before)).splitlines()[1]
        assert step.startswith("怎么判断的:")
        assert not any(char.isascii() and char.isalpha() for char in step), step
