"""Contradictions: averages, parts, shares and totals that do not come out, and those that do."""

from pathlib import Path

import pytest

from bot.upkeep.contradiction import contradictions
from bot.upkeep.published import Paragraph, Published, Section
from bot.upkeep.stated import stated


def _found(text: str) -> list[tuple[str, list[str], str]]:
    published = Published(Path("报告.txt"), "", "", "", (Section("", (Paragraph(text, 1),)),))
    return [(found.figure.shown, [other.shown for other in found.others], found.expected) for found in contradictions(stated(published))]


@pytest.mark.parametrize(
    ("text", "figure", "others", "expected"),
    [
        ("为420户花农分红126万元,户均分红2800元。", "2800元", ["126万元", "420户"], "约3000.0元"),
        ("培训学员310人,其中妇女330人。", "310人", ["330人"], "至少330人"),
        ("建成水窖50口,其中山上30口、坡下25口。", "50口", ["30口", "25口"], "至少55口"),
        ("项目200个,其中产业项目90个,占比55%。", "55%", ["90个", "200个"], "约45.00%"),
        ("甲镇修渠3条,乙镇修渠4条,共9条。", "9条", ["3条", "4条"], "7条"),
    ],
)
def test_figures_that_cannot_all_be_right_are_found(text: str, figure: str, others: list[str], expected: str) -> None:
    assert _found(text) == [(figure, others, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "为420户花农分红126万元,户均分红3000元。",
        "培训学员310人,其中妇女30人。",
        "村均收入42万元,其中石门村超过100万元。",
        "项目200个,其中产业项目90个,占比45%。",
        "甲镇修渠3条,乙镇修渠4条,共7条。",
        "为420户花农分红126万元。全县人均收入17000元。",
        "新增强村7个,累计达17个,占比24.3%。",
        "户均制定措施6.8条。",
        "为0户分红5万元,户均分红10元。",
    ],
)
def test_figures_that_agree_or_measure_other_things_are_left_alone(text: str) -> None:
    assert _found(text) == []
