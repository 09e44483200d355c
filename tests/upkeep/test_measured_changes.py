"""A change is told as a change, whichever way round it is said, and a level as a level."""

import pytest

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.draft import draft
from bot.upkeep.measured import Measured, measured
from bot.upkeep.origin import Origin
from bot.upkeep.published import Paragraph, Published, Section
from bot.upkeep.stated import stated

HOME = Origin("白鹭县", 2021, 0, ("白鹭",), (), ())


def published(text: str) -> Published:
    return Published("x.txt", "白鹭县2021年工作总结", "", "", (Section("一、工作", (Paragraph(text, 1),)),))


def read(text: str) -> list[Measured]:
    return list(measured(published(text), stated(published(text)), HOME, Lexicon({})))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("增加油菜播种面积3万亩、红薯2万亩、芝麻面积1万亩。", ["油菜播种面积 增幅", "红薯播种面积 增幅", "芝麻面积 增幅"]),
        ("压减一般性支出3000万元。", ["一般性支出 降幅"]),
        ("调减甘蔗种植面积5万亩,增加育秧大棚30座。", ["甘蔗种植面积 降幅", "育秧大棚 增幅"]),
        ("新增停车位500个,增加到2000个。", ["停车位 个数", "停车位 个数"]),
        (
            "渔业总产值26亿元,现价总量比上年增加3亿元,同比增长2%,比上年同期增速高0.8个百分点。",
            ["渔业 总产值", "渔业现价总量 增幅", "渔业总产值 增幅", "渔业总产值增速 比上年同期高"],
        ),
    ],
)
def test_what_changed_and_what_it_came_to(text: str, told: list[str]) -> None:
    assert [f"{one.subject} {one.metric}" for one in read(text)] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增加油菜播种面积3万亩。", ["油菜播种面积增加了多少? 白鹭县2021年油菜播种面积增加3万亩。"]),
        ("财政收入8亿元,增长6%,增速比上年同期高0.8个百分点。", ["财政收入增速比上年同期高多少? 白鹭县2021年财政收入增速比上年同期高0.8个百分点。"]),
        (
            "车船税0.8亿元、契税1.2亿元,同比分别增长5%、7%。",
            ["车船税的金额是多少? 白鹭县2021年车船税的金额是0.8亿元,同比增长5%。", "契税的金额是多少? 白鹭县2021年契税的金额是1.2亿元,增长7%。"],
        ),
    ],
)
def test_how_a_change_is_asked_and_answered(text: str, expected: list[str]) -> None:
    found = draft(published(text), "bailu", Lexicon({}), place="白鹭县", year=2021)
    told = [f"{one.question} {line.split('answer: ')[1].strip(chr(34))}" for one in found.skeletons for line in one.text.splitlines() if "answer: " in line]
    assert set(expected) <= set(told), told
