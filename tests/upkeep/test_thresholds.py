"""The answer threshold swept over an invented county."""

from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer
from bot.upkeep.exam import Question, ask_all, tally
from bot.upkeep.thresholds import Threshold, sweep
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]

QUESTIONS = [
    Question("1", "晌午加餐一年用掉多少钱", "answer", "colloquial", True, (("612.4",),)),
    Question("2", "镇上小书馆建成几个", "answer", "colloquial", True, (("17个",),)),
    Question("3", "那山间小道养护的里程呢", "answer", "followup", True, (("942",),)),
    Question("7", "山里修路修了好长", "answer", "dialect", True, (("128",),)),
    Question("4", "分拣机的颜色和牌子", "refuse", "trap", True, why="metric"),
    Question("5", "百合花开得香不香", "refuse", "trap", True, why="opinion"),
    Question("8", "百合园里头今年刚栽的那片多大", "refuse", "trap", True, why="metric"),
    Question("9", "分拣机师傅多少个", "refuse", "trap", True, why="metric"),
    Question("6", "图书馆小孩子能不能进去看书", "refuse", "trap", True, why="unknown"),
]


@pytest.fixture(scope="module")
def rows(county: Answerer) -> tuple[Threshold, ...]:
    return sweep(QUESTIONS, county, lambda what, done, of: None)


def test_every_twentieth_is_tried_and_the_one_in_use_is_marked(county: Answerer, rows: tuple[Threshold, ...]) -> None:
    assert {round(row.answer * 20, 6) for row in rows} >= set(range(1, 20))
    assert [row.answer for row in rows if row.chosen] == [county.weights.answer]
    assert all(row.tally.count == len(QUESTIONS) for row in rows)


def test_the_row_in_use_is_what_the_exam_gives(county: Answerer, rows: tuple[Threshold, ...]) -> None:
    assert next(row.tally for row in rows if row.chosen) == tally(ask_all(QUESTIONS, county))


def test_a_higher_threshold_is_more_silent_and_less_wrong(rows: tuple[Threshold, ...]) -> None:
    silent, wrong = ([row.tally.shares[verdict] for row in rows] for verdict in ("silent", "wrong"))
    assert silent == sorted(silent)
    assert wrong == sorted(wrong, reverse=True)
    assert silent[-1] > silent[0]
    assert wrong[-1] < wrong[0]


def test_a_threshold_of_its_own_is_tried_too(county: Answerer) -> None:
    own = Answerer(county.index, replace(county.weights, answer=0.62, choice=0.9))
    found = sweep(QUESTIONS[:1], own, lambda what, done, of: None)
    assert [row.answer for row in found if row.chosen] == [0.62]
    assert len(found) == 20
