"""Misses: questions alike stand together, the most frequent first; what is answered by now is gone."""

import random

from bot.answering.answerer import Answerer
from bot.matching.ranking import likeness
from bot.questions.store import Missed
from bot.upkeep.misses import grouped
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


def missed(text: str, count: int = 1, down: int = 0) -> Missed:
    return Missed(text, count, down, "unknown", "")


POOL = [missed("县里修了几座天桥", 2), missed("天桥修了几座"), missed("全县天桥修了多少座", 3), missed("百合酒好喝不好喝"), missed("哪里能买到百合酒")]


def test_questions_alike_are_one_group_and_the_biggest_group_comes_first(county: Answerer) -> None:
    groups = grouped(sorted(POOL, key=lambda each: -each.count), county)
    assert [each.text for each in groups[0].questions] == ["全县天桥修了多少座", "县里修了几座天桥", "天桥修了几座"]
    assert groups[0].count == 6
    assert [group.count for group in groups] == sorted((group.count for group in groups), reverse=True)
    assert sum(len(group.questions) for group in groups) == len(POOL)


def test_what_is_answered_by_now_is_left_out_unless_a_thumb_was_down(county: Answerer) -> None:
    good = "营养午餐花了多少钱?"
    assert county.ask(good).reply.status == "answered"
    assert grouped([missed(good)], county) == ()
    (group,) = grouped([missed(good, 1, 1)], county)
    assert (group.down, group.now, group.nearest[0].entry) == (1, "answered", "lunch-money")
    assert 0 <= group.nearest[-1].probability <= group.nearest[0].probability <= 1


def test_progress_is_told_for_each(county: Answerer) -> None:
    told: list[tuple[int, int]] = []
    grouped(POOL, county, lambda done, whole: told.append((done, whole)))
    assert told == [(number, len(POOL)) for number in range(1, len(POOL) + 1)]


def test_likeness_is_the_same_both_ways_lies_between_0_and_1_and_is_1_for_the_same_question(county: Answerer) -> None:
    index = county.index
    texts = [*random.Random(3).sample([phrasing.text for phrasing in index.phrasings], 30), "", "?", "qwerty", "今天天气怎么样"]
    queries = [index.reader.read(text) for text in texts]
    for one in queries:
        assert all(likeness(one, other, index) == likeness(other, one, index) for other in queries)
        assert all(0 <= likeness(one, other, index) <= 1 for other in queries)
    assert all(likeness(one, one, index) == 1 for one in queries if one.names)
