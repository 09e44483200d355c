"""Ranking: the evidence for each candidate is bounded, complete and the same every time."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.language.numerals import numerals
from bot.matching.ranking import FEATURES, agrees, evidence, retrieve, same_measure
from tests.matching.test_query import ANY_TEXT

#: Features in tens of weight; all others are shares, cosines or yes and no.
IN_TENS = {"missed", "missed_nouns", "missed_subject", "missed_asked", "missed_population", "missed_other", "tells", "claimed"}


def ranked(county: Answerer, text: str) -> list[str]:
    query = county.index.reader.read(text)
    return [match.candidate.entry.id for match in county._matches(query)]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("晌午加餐一共花掉多少钱", "lunch-money"),
        ("镇上小书馆建了几个", "branches"),
        ("老人学堂里有几个老人", "class-pupils"),
        ("山间小道新修几公里", "paths-built"),
        ("山间小道养护几公里", "paths-mended"),
        ("赶圩车三季度买了几辆", "coaches-third"),
        ("百合地一共多大", "lily-area"),
        ("挑拣机器发了几台", "lily-machines"),
        ("营养五餐花了多少钱", "lunch-money"),
        ("银铃学堂开办了多少个", "classes"),
        ("林间变道养护多少公里", "paths-mended"),
        ("百合圆面积", "lily-area"),
        ("赶集砖车四季度新购多少辆", "coaches-fourth"),
        ("銀齡學堂開辦了多少個", "classes"),
        ("營養午餐花了多少錢", "lunch-money"),
        ("鮮百合產量是多少噸", "lily-crop"),
        ("yingyangwucan huale duoshao qian", "lunch-money"),
        ("xinjian linjianbiandao多少公里", "paths-built"),
        ("Ｆ分拣机　有几台？", "lily-machines"),
        ("分\u200b拣\u200b机有\u202e几台", "lily-machines"),
        ("营养午餐每餐什么标准", "lunch-standard"),
        ("赶集专车坐一次多少钱", "coach-fare"),
        ("百合园一亩补贴多少", "lily-subsidy"),
    ],
)
def test_synonyms_slips_pinyin_and_traditional_characters_find_the_entry(county: Answerer, text: str, entry: str) -> None:
    assert ranked(county, text)[0] == entry


def test_evidence_is_named_completely() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(FEATURES) >= IN_TENS


@settings(max_examples=200, deadline=None)
@given(text=ANY_TEXT)
def test_every_part_of_the_evidence_is_a_finite_share(county: Answerer, text: str) -> None:
    index = county.index
    candidates = evidence(index.reader.read(text), index)
    assert len({candidate.number for candidate in candidates}) == len(candidates) <= 20
    for candidate in candidates:
        assert len(candidate.features) == len(FEATURES)
        for name, value in zip(FEATURES, candidate.features, strict=True):
            assert math.isfinite(value), name
            assert 0 <= value <= (1000 if name in IN_TENS else 1 + 1e-9), name
        assert index.knowledge.entries[candidate.number] is candidate.entry
        assert candidate.phrasing in candidate.entry.phrasings


@settings(max_examples=100, deadline=None)
@given(text=ANY_TEXT)
def test_the_same_question_has_the_same_evidence(county: Answerer, text: str) -> None:
    index = county.index
    assert evidence(index.reader.read(text), index) == evidence(index.reader.read(text), index)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_stored_question_is_retrieved_first_by_its_own_phrasing(county: Answerer, data: st.DataObject) -> None:
    index = county.index
    number = data.draw(st.integers(0, len(index.phrasings) - 1))
    found = retrieve(index.reader.read(index.phrasings[number].text), index)
    assert index.owner[number] in found.nearest
    assert index.phrasings[number].text in [index.phrasings[position].text for position in found.nearest[index.owner[number]]]


def test_entries_of_the_conversation_are_looked_at_in_any_case(county: Answerer) -> None:
    index = county.index
    query = index.reader.read("营养午餐花了多少钱")
    others = set(range(len(index.knowledge.entries))) - set(retrieve(query, index).nearest)
    assert others
    assert others <= set(retrieve(query, index, also=tuple(sorted(others))).nearest)


@pytest.mark.parametrize(
    ("unit", "percent", "measure", "same"),
    [
        ("户", False, "户", True),
        ("元", False, "元", True),
        ("块", False, "元", True),
        ("人", False, "人次", True),
        ("户", False, "人", False),
        ("元", False, "户", False),
        ("", True, "%", True),
        ("", False, "%", False),
        ("户", True, "户", False),
        ("", False, "户", None),
        ("个", False, "户", None),
    ],
)
def test_a_spoken_unit_is_compared_with_a_figures_measure(unit: str, percent: bool, measure: str, same: bool | None) -> None:
    assert same_measure(unit, percent, measure) is same


@pytest.mark.parametrize(
    ("said", "means"), [("4208万", True), ("4208.87万", True), ("四千两百多万", True), ("4208.87", True), ("4300万", False), ("4208", True), ("五千万", False)]
)
def test_a_number_means_a_figure_in_plain_units_or_as_printed(said: str, means: bool) -> None:
    (number,) = numerals(said)
    assert agrees(number, Decimal("42088700"), Decimal("4208.87")) is means
