"""Contrast pairs: facts that differ in one point, none of which is ever answered for the other."""

import pytest

from bot.answering.answerer import Answerer
from bot.upkeep.contrast import pairs
from tests.opened import bot, county, county_folder, data

__all__ = ["bot", "county", "county_folder", "data"]


def named(answerer: Answerer) -> dict[frozenset[str], str]:
    entries = answerer.index.knowledge.entries
    return {frozenset((entries[pair.one].id, entries[pair.other].id)): pair.slot for pair in pairs(answerer.index)}


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        ("coaches-third", "coaches-fourth", "时间"),
        ("paths-built", "paths-mended", "性质"),
        ("paths-mended", "paths-planned", "时间"),
        ("lunch-pupils", "class-pupils", None),
        ("lunch-pupils", "lunch-money", None),
        ("branches", "classes", "说的事"),
        ("lily-area", "lily-old", "说的事"),
    ],
)
def test_facts_contrast_by_the_one_slot_that_differs(county: Answerer, one: str, other: str, slot: str | None) -> None:
    assert named(county).get(frozenset((one, other))) == slot


def test_a_pair_stands_once_and_measures_the_same(county: Answerer) -> None:
    found = pairs(county.index)
    entries = county.index.knowledge.entries
    assert found == tuple(sorted(set(found), key=lambda pair: (pair.one, pair.other)))
    for pair in found:
        one, other = entries[pair.one].figures[0], entries[pair.other].figures[0]
        assert pair.one < pair.other
        assert (one.metric, one.measure) == (other.metric, other.measure)
        assert one.plain != other.plain


@pytest.mark.slow
@pytest.mark.parametrize("opened", ["county", "bot"])
def test_no_question_of_the_one_is_answered_with_the_other(opened: str, request: pytest.FixtureRequest) -> None:
    """Both ways round; a little courtesy before the question keeps it from being found word for word."""
    answerer: Answerer = request.getfixturevalue(opened)
    entries = answerer.index.knowledge.entries
    found = pairs(answerer.index)
    assert len(found) >= 5
    apart: dict[int, set[int]] = {}
    for pair in found:
        apart.setdefault(pair.one, set()).add(pair.other)
        apart.setdefault(pair.other, set()).add(pair.one)
    mixed_up = []
    for number, others in sorted(apart.items()):
        for phrasing in entries[number].phrasings:
            for asked in (phrasing, f"我想打听一下{phrasing}"):
                served = answerer.ask(asked).reply.entries
                mixed_up += [(asked, entries[other].id) for other in others if entries[other].id in served and entries[number].id not in served]
    assert mixed_up == []
