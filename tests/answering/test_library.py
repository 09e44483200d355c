"""The library: several reports side by side answer as each alone would, and none speaks for another."""

import re
from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer, Turn
from bot.answering.dialogue import Conversation
from bot.answering.library import Library
from tests.answering.test_answerer import FIGURE, strangers


def told(turn: Turn) -> tuple[str, str | None]:
    return turn.reply.status, turn.reply.entry or turn.reply.reason


def talk(bot: Answerer, *messages: str) -> list[Turn]:
    held, turns = Conversation(), []
    for message in messages:
        turns.append(bot.ask(message, held))
        held = turns[-1].conversation
    return turns


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("多少学生吃上了营养午餐", ("answered", "lunch-pupils-22")),
        ("今年多少学生吃上了营养午餐", ("answered", "lunch-pupils-22")),
        ("2021年多少学生吃上了营养午餐", ("answered", "lunch-pupils")),
        ("去年多少学生吃上了营养午餐", ("answered", "lunch-pupils")),
        ("青石县多少学生吃上了营养午餐", ("answered", "qs-lunch-pupils")),
        ("青石县2022年多少学生吃上了营养午餐", ("answered", "qs-lunch-pupils")),
        ("青石县2021年多少学生吃上了营养午餐", ("no_answer", "year")),
        ("2018年多少学生吃上了营养午餐", ("no_answer", "year")),
        ("舒城县多少学生吃上了营养午餐", ("no_answer", "place")),
        ("2022年打算新建林间便道多少公里", ("answered", "paths-planned")),
        ("2021年百合园面积有多大", ("answered", "lily-area")),
        ("你好", ("smalltalk", None)),
        ("", ("no_answer", "unreadable")),
    ],
)
def test_the_named_year_and_place_answer_else_the_newest(shelf: Library, question: str, expected: tuple[str, str | None]) -> None:
    assert told(shelf.ask(question)) == expected


def test_every_entry_is_reached_by_its_question_and_by_all_phrasings_under_its_place_and_year(shelf: Library) -> None:
    for entry in shelf.index.knowledge.entries:
        if entry.reason == "year":
            continue  # what it calls unknown, the other year's report tells: see test_comparing
        report = shelf.catalogue.by_id[entry.report]
        for question in (shelf.catalogue.question(entry), *(f"{report.place}{report.year}年{phrasing}" for phrasing in entry.phrasings)):
            reply = shelf.ask(question).reply
            assert (reply.entry, reply.text) == (entry.id, entry.answer), question
            assert reply.source
            assert reply.source.report == entry.report


def test_offered_questions_give_the_entry_they_name(shelf: Library) -> None:
    offered = 0
    for question in ("2021年赶集专车", "2021年图书分馆添了多少册书", "青石县图书分馆", "鲜百合产量", "2018年营养午餐人数", "溪边步道多长", "银龄学堂学费多少", "2021年林间便道"):
        for option in shelf.ask(question).reply.options:
            offered += 1
            assert shelf.ask(option.question).reply.entry == option.entry, (question, option)
    assert offered >= 8


def test_a_refusal_names_what_is_covered(shelf: Library) -> None:
    assert shelf.ask("2018年多少学生吃上了营养午餐").reply.text.startswith("白鹭县的报告有2021年和2022年的数据,没有“2018年”的。")
    assert shelf.ask("青石县2021年多少学生吃上了营养午餐").reply.text.startswith("青石县的报告有2022年的数据,没有“2021年”的。")
    assert shelf.ask("舒城县多少学生吃上了营养午餐").reply.text.startswith("报告写的是白鹭县和青石县,没有“舒城县”的数据。")


@pytest.mark.parametrize(
    ("question", "figure", "offered"),
    [
        ("鲜百合产量是多少", "1460", "2021年鲜百合产量是多少?"),
        ("图书分馆添了多少册书?", "2.6", "2021年图书分馆添了多少册书?"),
        ("第三季度新购赶集专车多少辆", "24", "2021年第三季度新购赶集专车多少辆?"),
        ("2022年鲜百合产了几吨", "1460", "2021年鲜百合产量是多少?"),
        ("溪边步道有多长", "12", "青石县溪边步道有多长?"),
    ],
)
def test_what_only_another_report_has_is_offered_and_its_figure_not_told(shelf: Library, question: str, figure: str, offered: str) -> None:
    reply = shelf.ask(question).reply
    assert reply.status == "no_answer"
    assert reply.options[0].question == offered
    assert f"「{offered}」" in reply.text
    assert figure not in FIGURE.findall(reply.text.replace(offered, ""))


def test_an_older_figure_never_comes_unasked(shelf: Library) -> None:
    newest = {report.id for report in (shelf.catalogue.newest(place) for place in shelf.catalogue.places)}
    for entry in shelf.index.knowledge.entries:
        for question in entry.phrasings:
            if not re.search(r"20\d\d|[去上]年|明年", question):
                source = shelf.ask(question).reply.source
                assert source is None or source.report in newest, question


@pytest.mark.parametrize(
    ("messages", "entries"),
    [
        (("多少学生吃上了营养午餐", "那2021年呢", "那金额呢", "2022年的呢"), ("lunch-pupils-22", "lunch-pupils", "lunch-money", "lunch-money-22")),
        (("多少学生吃上了营养午餐", "青石县呢", "白鹭县呢", "去年的呢"), ("lunch-pupils-22", "qs-lunch-pupils", "lunch-pupils-22", "lunch-pupils")),
        (("青石县有几个图书分馆", "多少学生吃上了营养午餐"), ("qs-branches", "qs-lunch-pupils")),
        (("2021年开办了几个银龄学堂", "图书分馆建了多少个"), ("classes", "branches-22")),
        (("2021年百合园提质做了哪几件事", "第三点呢"), ("lily-measures", "lily-machines")),
    ],
)
def test_a_follow_up_switches_year_or_place_and_keeps_the_rest(shelf: Library, messages: tuple[str, ...], entries: tuple[str, ...]) -> None:
    assert tuple(turn.reply.entry for turn in talk(shelf, *messages)) == entries


def test_a_choice_is_taken_from_the_report_that_offered_it(shelf: Library) -> None:
    first, second = talk(shelf, "2021年新购赶集专车多少辆", "第二个")
    assert first.reply.status == "clarify"
    assert second.reply.entry == first.reply.options[1].entry
    assert second.reply.source
    assert second.reply.source.report == "bailu-2021"


def test_a_follow_up_to_a_place_without_that_year_is_refused(shelf: Library) -> None:
    _, turn = talk(shelf, "2021年多少学生吃上了营养午餐", "青石县呢")
    assert told(turn) == ("no_answer", "year")
    assert [option.entry for option in turn.reply.options] == ["qs-lunch-pupils"]
    assert "3184" not in turn.reply.text


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("2021年和2022年各有多少学生吃上营养午餐", ["2021年:白鹭县2021年有3184名学生吃上营养午餐。", "2022年:白鹭县2022年有3502名学生吃上营养午餐。"]),
        ("青石县和白鹭县各有多少学生吃上营养午餐", ["青石县:青石县2022年有1290名学生吃上营养午餐。", "白鹭县:白鹭县2022年有3502名学生吃上营养午餐。"]),
    ],
)
def test_two_years_or_places_asked_together_are_told_one_by_one(shelf: Library, question: str, lines: list[str]) -> None:
    reply = shelf.ask(question).reply
    assert reply.text.splitlines() == lines
    assert len(reply.entries) == 2


def test_of_two_places_the_one_without_that_year_is_said_to_have_none(shelf: Library) -> None:
    lines = shelf.ask("2021年白鹭县和青石县各有几个图书分馆").reply.text.splitlines()
    assert lines[0] == "白鹭县:白鹭县2021年建成图书分馆17个。"
    assert lines[1].startswith("青石县:青石县的报告有2022年的数据,没有“2021年”的。")


def test_of_two_years_one_of_which_is_not_covered_no_figure_is_told(shelf: Library) -> None:
    assert told(shelf.ask("2018年和2021年各有几个图书分馆")) == ("no_answer", "year")


def test_one_report_answers_in_a_library_as_alone(county: Library) -> None:
    alone = Answerer(county.index)
    for entry in county.index.knowledge.entries:
        for question in entry.phrasings:
            assert county.ask(question) == alone.ask(question)


def test_the_explanation_tells_which_report_was_chosen(shelf: Library) -> None:
    choice = shelf.ask("去年多少学生吃上了营养午餐").explanation.chosen
    assert choice
    assert ([report.id for report in choice.reports], choice.year, choice.held) == (["bailu-2021"], "去年", False)
    assert all(turn.explanation.chosen for turn in talk(shelf, "青石县有几个图书分馆", "营养午餐呢", "鲜百合产量", "谢谢"))


def test_a_conversation_of_a_changed_folder_is_no_obstacle(shelf: Library) -> None:
    gone = Conversation(("no-such-entry",), ("nor-this",), (("营养午餐", "subject"),), "no-such-report")
    assert shelf.ask("多少学生吃上了营养午餐", gone).reply.entry == "lunch-pupils-22"
    assert shelf.ask("那2021年呢", replace(gone, report="bailu-2022")).reply.status in ("answered", "no_answer", "clarify")


def test_no_reply_holds_a_figure_that_the_knowledge_does_not(shelf: Library) -> None:
    for text in ("2021年 2022年 2019年 营养午餐", "前年图书分馆", "青石县白鹭县舒城县图书分馆几个", "那2021年呢", "2021-2022年图书分馆", "🙂" * 50, "比" * 300, "2021年" * 80):
        reply = shelf.ask(text).reply
        assert not strangers(shelf, text, reply), text
