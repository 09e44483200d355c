"""Exam questions: how they are read, asked and graded."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answering.answerer import Answerer
from bot.upkeep.exam import VERDICTS, ExamError, Graded, Question, ask_all, bare, by, holds, read_exam, tally
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


def graded(county: Answerer, tmp_path: Path, *questions: dict[str, Any]) -> list[Graded]:
    path = tmp_path / "考题.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"q{number}", "style": "formal", **question}, ensure_ascii=False) for number, question in enumerate(questions)), "utf-8")
    return list(ask_all(read_exam(path), county))


CROP = "鲜百合产量是多少"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ({"q": CROP, "expect": "answer", "must": [["1460"]]}, "right"),
        ({"q": CROP, "expect": "answer", "must": [["1461", "1460吨"]]}, "right"),
        ({"q": CROP, "expect": "answer", "must": [["1460"], ["白鹭县"]]}, "right"),
        ({"q": CROP, "expect": "answer", "must": [["1460"], ["3.2"]]}, "wrong"),
        ({"q": CROP, "expect": "answer", "must": [["1460"]], "must_not": ["2021"]}, "wrong"),
        ({"q": CROP, "expect": "answer", "must": [["999"]]}, "wrong"),
        ({"q": "2020年" + CROP, "expect": "answer", "must": [["1460"]]}, "silent"),
        ({"q": CROP, "expect": "refuse", "why": "year"}, "wrong"),
        ({"q": CROP, "expect": "refuse", "why": "year", "may": ["1460吨"]}, "right"),
        ({"q": "2020年" + CROP, "expect": "refuse", "why": "year"}, "right"),
        ({"q": "2020年" + CROP, "expect": "refuse", "why": "year", "must_not": ["报告"]}, "wrong"),
        ({"q": CROP, "expect": "clarify", "options": [[["1460"]], [["3.2"]]]}, "wrong"),
        ({"q": "百合园面积有多大?鲜百合产量是多少?", "expect": "clarify", "options": [[["1460"]], [["3.2"]]]}, "right"),
        ({"q": "2020年" + CROP, "expect": "clarify", "options": [[["1460"]], [["3.2"]]]}, "silent"),
        ({"q": "你好", "expect": "smalltalk"}, "right"),
        ({"q": CROP, "expect": "smalltalk"}, "wrong"),
        ({"q": "你好", "expect": "answer", "must": [["您好"]]}, "silent"),
    ],
)
def test_a_reply_is_graded_by_what_is_expected(county: Answerer, tmp_path: Path, question: dict[str, Any], verdict: str) -> None:
    assert [item.verdict for item in graded(county, tmp_path, question)] == [verdict]


MORE = [{"q": "百合园提质做了哪几件事", "expect": "answer", "must": [["三件事"]]}]


@pytest.mark.parametrize(
    ("turn", "verdict"),
    [
        ({"q": "还有吗", "expect": "answer", "must": [["87.5%"]]}, "offered"),
        ({"q": "还有吗", "expect": "answer", "must": [["612.4"]]}, "wrong"),
        ({"q": "还有吗", "expect": "clarify", "options": [[["87.5%"]], [["260台"]]]}, "right"),
        ({"q": "还有吗", "expect": "clarify", "options": [[["87.5%"]], [["612.4"]]]}, "wrong"),
        ({"q": "还有吗", "expect": "refuse"}, "wrong"),
    ],
)
def test_an_offered_choice_is_graded_by_the_answers_behind_it(county: Answerer, tmp_path: Path, turn: dict[str, Any], verdict: str) -> None:
    first, second = graded(county, tmp_path, {"turns": [*MORE, turn]})
    assert (first.verdict, second.turn.reply.status, second.verdict) == ("right", "clarify", verdict)


def test_a_reply_that_dumps_everything_is_wrong(county: Answerer, tmp_path: Path) -> None:
    question = "。".join(entry.question for entry in county.index.knowledge.entries if entry.is_fact)
    item = graded(county, tmp_path, {"q": question, "expect": "answer", "must": [["1460"]]})[0]
    assert item.verdict != "right" or len(item.turn.reply.text) <= 400


def test_the_turns_of_a_dialogue_are_one_conversation_and_dialogues_do_not_mix(county: Answerer, tmp_path: Path) -> None:
    dialogue = {"turns": [{"q": CROP, "expect": "answer", "must": [["1460"]]}, {"q": "2020年呢", "expect": "refuse", "why": "year"}]}
    alone = {"q": "2020年呢", "expect": "refuse", "why": "year"}
    items = graded(county, tmp_path, dialogue, alone)
    assert [item.question.id for item in items] == ["q0/1", "q0/2", "q1"]
    assert [item.question.opens for item in items] == [True, False, True]
    assert items[1].turn.reply.options[0].entry == "lily-crop"
    assert "lily-crop" not in [option.entry for option in items[2].turn.reply.options[:1]]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("{", 2),
        ("[]", 2),
        ('{"id": "x"}', 2),
        ('{"id": "x", "q": "y", "expect": "perhaps"}', 2),
        ('{"id": "x", "q": "y", "expect": "answer", "must": []}', 2),
        ('{"id": "x", "q": "y", "expect": "clarify"}', 2),
    ],
)
def test_a_line_that_is_not_in_the_format_is_named(tmp_path: Path, line: str, number: int) -> None:
    path = tmp_path / "考题.jsonl"
    path.write_text('{"id": "a", "q": "你好", "expect": "smalltalk"}\n' + line, "utf-8")
    with pytest.raises(ExamError, match=rf"考题\.jsonl:{number}:"):
        read_exam(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExamError, match="没有"):
        read_exam(tmp_path / "没有.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes("你好".encode("gbk"))
    with pytest.raises(ExamError, match="gbk"):
        read_exam(tmp_path / "gbk.jsonl")


def test_texts_are_compared_without_width_spaces_commas_and_quotes() -> None:
    assert bare("１,３７９ 人,“无事”") == "1379人无事"
    assert holds(bare("共 1,379 人"), (("1379人", "一千"),))
    assert not holds(bare("共1379人"), (("1379人",), ("户",)))
    assert holds("什么都行", ())


def test_shares_add_up_and_questions_are_sorted_by_kind() -> None:
    items = [
        Graded(Question(str(number), "x", "answer", style, True), None, verdict)
        for number, (style, verdict) in enumerate([("b", "right"), ("a", "wrong"), ("b", "silent"), ("", "right")])
    ]  # type: ignore[arg-type]
    found = tally(items)
    assert (found.count, found.shares) == (4, {"right": 0.5, "offered": 0.0, "silent": 0.25, "wrong": 0.25})
    assert set(found.shares) == set(VERDICTS)
    assert {name: len(group) for name, group in by(items, "style").items()} == {"-": 1, "a": 1, "b": 2}
    assert tally([]).count == 0
