"""The decision: what is probable, and what follows from it."""

import math
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.matching.decision import HALF_NAMED, Answer, Choices, Decision, Match, Unknown, decide, silent_features, weigh
from bot.matching.query import Query
from bot.matching.ranking import evidence
from bot.matching.weights import SILENT, Weights
from tests.matching.test_query import ANY_TEXT

REASONS = {"year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown"}


def weighed(county: Answerer, text: str) -> tuple[Query, list[Match]]:
    query = county.index.reader.read(text)
    return query, weigh(query, county.index, evidence(query, county.index), county.weights)


def decided(county: Answerer, text: str) -> Decision:
    return decide(*weighed(county, text), county.weights)


@settings(max_examples=250, deadline=None)
@given(text=ANY_TEXT)
@example(text="营养午餐花了多少钱")
def test_the_candidates_and_the_silence_make_one(county: Answerer, text: str) -> None:
    query, matches = weighed(county, text)
    assert all(0 <= match.probability <= 1 for match in matches)
    if not matches:
        return
    likeliest = matches[0]
    own = county.weights.at(likeliest.candidate.bareness)
    silence = sum(weight * value for weight, value in zip(own.silent, silent_features(query, county.index), strict=True))
    share_of_silence = likeliest.probability * math.exp(silence - likeliest.candidate.score) if likeliest.probability > 1e-12 else 1.0
    assert sum(match.probability for match in matches) + share_of_silence == pytest.approx(1.0)
    assert [match.probability for match in matches] == sorted((match.probability for match in matches), reverse=True)


def test_silence_has_a_feature_for_each_weight(county: Answerer) -> None:
    query = county.index.reader.read("营养午餐花了多少钱")
    assert len(silent_features(query, county.index)) == len(SILENT) == len(county.weights.silent)


@settings(max_examples=250, deadline=None)
@given(text=ANY_TEXT)
@example(text="")
@example(text="赶集专车")
@example(text="2020年营养午餐")
def test_any_text_gets_a_decision_in_which_vetoes_hold(county: Answerer, text: str) -> None:
    decision = decided(county, text)
    assert 0 <= decision.confidence <= 1 + 1e-9
    match decision:
        case Answer(matches):
            assert matches
            assert all(one.veto is None and one.candidate.entry.is_fact for one in matches)
        case Choices(matches):
            assert 2 <= len(matches) <= 4
            assert len({one.candidate.number for one in matches}) == len(matches)
            assert all(one.veto is None and one.candidate.entry.is_fact for one in matches)
        case Unknown():
            assert decision.reason in REASONS
            assert all(one.candidate.entry.is_fact for one in decision.nearest)
            assert decision.entry is None or not decision.entry.candidate.entry.is_fact


@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT)
def test_the_same_text_gets_the_same_decision(county: Answerer, text: str) -> None:
    assert decided(county, text) == decided(county, text)


TEXTS = ("营养午餐花了多少钱", "赶集专车", "学堂", "百合", "2020年百合园面积", "分拣机花了多少钱", "图书分馆几点开门", "林间便道多少公里", "今天天气怎么样")


@settings(max_examples=150, deadline=None)
@given(text=st.sampled_from(TEXTS), thresholds=st.tuples(*[st.floats(0, 1)] * 3), step=st.floats(0, 1))
def test_a_higher_bar_never_turns_silence_into_an_answer(county: Answerer, text: str, thresholds: tuple[float, float, float], step: float) -> None:
    answer, choice, margin = thresholds
    lower = replace(county.weights, answer=answer, choice=choice, margin=margin)
    higher = replace(lower, answer=min(1.0, answer + step), choice=min(1.0, choice + step))
    query, matches = weighed(county, text)
    if isinstance(decide(query, matches, lower), Unknown):
        assert isinstance(decide(query, matches, higher), Unknown)


@pytest.mark.parametrize("text", TEXTS)
def test_the_bars_at_their_ends(county: Answerer, text: str) -> None:
    query, matches = weighed(county, text)
    never = replace(county.weights, answer=1.4, choice=1.4)  # facts that each fit in full are offered at three quarters of the bar
    assert isinstance(decide(query, matches, never), Unknown)
    facts = [one for one in matches if one.veto is None and one.candidate.entry.is_fact]
    always = decide(query, matches, replace(county.weights, answer=0.0, choice=0.0, margin=0.0))
    unknown_first = matches and matches[0].veto is None and not matches[0].candidate.entry.is_fact and matches[0].candidate.named >= HALF_NAMED
    of_another = all(any(unit.kind in ("subject", "population") for unit in one.candidate.missed) for one in facts)  # none is of what is named
    if not facts or unknown_first or (of_another and isinstance(always, Unknown)):
        assert isinstance(always, Unknown)
    else:
        assert isinstance(always, Answer | Choices)
        assert always.matches[0] == facts[0]


def test_nothing_known_is_silence(county: Answerer) -> None:
    decision = decide(county.index.reader.read("你说呢"), [], county.weights)
    assert isinstance(decision, Unknown)
    assert (decision.reason, decision.nearest, decision.entry) == ("unknown", (), None)


def test_two_facts_that_differ_in_what_was_left_out_are_offered(county: Answerer) -> None:
    decision = decided(county, "新购赶集专车多少辆")
    assert isinstance(decision, Choices)
    assert {one.candidate.entry.id for one in decision.matches} == {"coaches-third", "coaches-fourth"}


@pytest.mark.parametrize(
    ("text", "entry"),
    [("图书分馆星期天开门吗", "branch-hours"), ("营养午餐每餐标准多少钱", "lunch-standard"), ("坐赶集专车几块", "coach-fare")],
)
def test_a_known_unknown_says_why(county: Answerer, text: str, entry: str) -> None:
    decision = decided(county, text)
    assert isinstance(decision, Unknown)
    assert decision.entry is not None
    assert decision.entry.candidate.entry.id == entry
    assert decision.reason == decision.entry.candidate.entry.reason


def test_weights_alone_decide_the_order(county: Answerer) -> None:
    query = county.index.reader.read("营养午餐花了多少钱")
    candidates = evidence(query, county.index)
    flat = Weights((0.0,) * len(county.weights.candidate), (0.0,) * len(county.weights.silent), 0.5, 0.5, 0.5)
    shares = [match.probability for match in weigh(query, county.index, candidates, flat)]
    assert shares == [pytest.approx(1 / (len(candidates) + 1))] * len(candidates)
