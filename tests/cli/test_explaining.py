"""Explanations: every step and every part of what was understood has its words in Chinese."""

import re

import pytest

from bot.answering.answerer import Answerer
from bot.answering.dialogue import Conversation
from bot.cli.explaining import explained

ABOUT = Conversation(about=("lily-measures",))
OFFERED = Conversation(offered=("coaches-third", "coaches-fourth"))
STEPS = [
    ("营养午餐花了多少钱", Conversation()),
    ("晌午加餐花掉多少钱呀", Conversation()),
    ("2020年舒城县鲜百合产量是多少", Conversation()),
    ("营养午餐花了多少钱?2020年图书分馆有几个?", Conversation()),
    ("260台是什么", Conversation()),
    ("你好", Conversation()),
    ("", Conversation()),
    ("第二个", OFFERED),
    ("第四季度的", OFFERED),
    ("都要", OFFERED),
    ("第三点呢", ABOUT),
    ("还有吗", ABOUT),
    ("那鲜百合呢", Conversation(about=("lily-area",))),
]


@pytest.mark.parametrize(("message", "held"), STEPS, ids=[message or "nothing" for message, _ in STEPS])
def test_the_step_that_decided_is_named_in_chinese(county: Answerer, message: str, held: Conversation) -> None:
    (step, *_) = re.findall(r"怎么判断的:(.*)", explained(county.ask(message, held)))
    assert re.search(r"[\u4e00-\u9fff]", step)
    assert not re.search(r"[A-Za-z]", step)


@pytest.mark.parametrize(("message", "held"), STEPS, ids=[message or "nothing" for message, _ in STEPS])
def test_kinds_of_units_are_named_in_chinese(county: Answerer, message: str, held: Conversation) -> None:
    for line in re.findall(r"(?m)^ *(?:问的|背景|前文带来):(.*)$", explained(county.ask(message, held))):
        assert not re.search(r"\[[a-z]+", line), line


def test_what_each_part_of_the_evidence_adds_makes_the_score(county: Answerer) -> None:
    lines = explained(county.ask("晌午加餐花掉多少钱呀")).splitlines()
    scored = [re.fullmatch(r" *得分:(-?\d+\.\d\d) = (.*)", line) for line in lines]
    found = [match for match in scored if match]
    assert found
    for match in found:
        parts = [float(part) for part in re.findall(r"[a-z_]([+-]\d+\.\d)", match[2])]
        assert sum(parts) == pytest.approx(float(match[1]), abs=0.05 * 35)


def test_the_confidence_of_the_reply_is_told(county: Answerer) -> None:
    turn = county.ask("晌午加餐花掉多少钱呀")
    assert explained(turn).endswith(f"把握:{turn.reply.confidence:.2f}")
