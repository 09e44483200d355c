"""Suggestions: the right kind of change, and a blast radius that is what really changes."""

import pytest

from bot.answering.answerer import Answerer
from bot.language.text import key, normalise
from bot.matching.index import build
from bot.upkeep.exam import Question
from bot.upkeep.suggest import MoreEntry, MorePhrasing, SuggestionError, applied, radius, suggested
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]

QUIET = lambda name, done, whole: None  # noqa: E731


def test_a_phrasing_is_suggested_for_the_entry_that_was_meant(county: Answerer) -> None:
    found = suggested("娃娃们晌午加餐的开支", (), county, "lunch-money")
    assert isinstance(found.change, MorePhrasing)
    assert (found.change.entry.id, found.change.phrasing) == ("lunch-money", "娃娃们晌午加餐的开支")
    likely = suggested("银龄学堂一共办了几所呀", (), county).change
    assert isinstance(likely, MorePhrasing)
    assert likely.entry.id == "classes"


def test_a_new_entry_is_suggested_where_none_is_near_or_an_answer_is_given(county: Answerer) -> None:
    found = suggested("体育馆几点关灯", ("体育馆什么时候关灯", "体育馆几点关灯?"), county).change
    assert isinstance(found, MoreEntry)
    assert found.entry.similar == ("体育馆什么时候关灯",)
    assert found.entry.id.isascii()
    assert found.entry.id[0].isalpha()
    given = suggested("百合园卖门票吗", (), county, "lily-area", "报告没有写百合园的门票。").change
    assert isinstance(given, MoreEntry)
    assert (given.after.id, given.entry.section, given.entry.topic, given.entry.answer) == ("lily-area", "3", "百合园", "报告没有写百合园的门票。")


def test_what_is_ruled_out_by_year_or_place_becomes_no_phrasing_of_a_fact(county: Answerer) -> None:
    for question in ("2019年百合园面积有多大", "舒城县鲜百合产量是多少"):
        assert isinstance(suggested(question, (), county).change, MoreEntry), question


def test_what_needs_nothing_or_says_nothing_is_told(county: Answerer) -> None:
    for question, words, id in (("营养午餐花了多少钱", "lunch-money", None), ("随便问问的事", "nobody", "nobody"), ("??", "没有字", None)):
        with pytest.raises(SuggestionError, match=words):
            suggested(question, (), county, id)


@pytest.mark.parametrize(("question", "answer"), [("娃娃们晌午饭的开支", None), ("体育馆几点关灯", "报告没有写体育馆。")])
def test_the_radius_is_what_an_index_with_the_change_really_answers(county: Answerer, question: str, answer: str | None) -> None:
    exam = [
        Question("1", question, "answer", "formal", True, must=(("612.4",),)),
        Question("2", "营养午餐花了多少钱", "answer", "formal", True, must=(("612.4",),)),
        Question("3", question + "呀", "refuse", "trap", True),
    ]
    found = suggested(question, (), county, "lunch-money", answer)
    told = radius(found, county, exam, QUIET, whole=True)
    anew = Answerer(build(applied(county.index.knowledge, found.change)))
    assert told.turn == anew.ask(question)
    assert told.exam == 3
    assert told.stored == sum(len(entry.phrasings) for entry in county.index.knowledge.entries if len(entry.phrasings) > 1)
    if answer is None:
        assert "1" in {shift.name for shift in told.gained}
        assert county.ask(question).reply.entry != "lunch-money"
        assert told.turn.reply.entry == "lunch-money"
    assert not {"2"} & {shift.name for shift in (*told.gained, *told.lost)}


@pytest.mark.parametrize(
    ("phrasing", "entry", "question", "must", "lost"),
    [
        ("养护林间便道的里程有多少公里", "paths-built", "请问养护林间便道的里程有多少公里呀", "942", {"x"}),
        ("赶集专车三季度买了几辆", "coaches-fourth", "新购赶集专车多少辆", "24", {"coaches-third"}),
    ],
)
def test_a_phrasing_that_steals_shows_as_lost(county: Answerer, phrasing: str, entry: str, question: str, must: str, lost: set[str]) -> None:
    """A phrasing of another entry, put where it does not belong, takes along what is asked like it, and its neighbours there."""
    found = suggested(phrasing, (), county, entry)
    told = radius(found, county, [Question("x", question, "answer", "formal", True, must=((must,),))], QUIET)
    assert told.lost
    assert all(shift.before != shift.after and key(normalise(shift.question)) != phrasing for shift in told.lost)
    assert {shift.name for shift in told.lost} == lost
