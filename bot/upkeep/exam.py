"""Exam questions: reading them, asking them, grading the replies."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.answerer import Answerer, Turn
from bot.answering.dialogue import Conversation
from bot.errors import WenbaoError

#: Verdicts, best first. `offered`: a choice that holds the right answer where a plain one was due; `silent`: a refusal of what the report answers.
VERDICTS = ("right", "offered", "silent", "wrong")
#: What people call them.
TITLES = {"right": "对", "offered": "给了选择", "silent": "没答", "wrong": "错"}
_LONGEST, _MOST_FIGURES = 400, 8
_SPACES_AND_QUOTES = re.compile(r"[\s,“”\"'‘’「」『』]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class ExamError(WenbaoError):
    """An exam file that cannot be read."""


@dataclass(frozen=True)
class Question:
    """One question of an exam, or one turn of a dialogue.

    `must` and `options` are groups of spellings as the exam format has them; `opens` marks the first turn of a conversation.
    """

    id: str
    text: str
    expect: str
    style: str
    opens: bool
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    options: tuple[tuple[tuple[str, ...], ...], ...] = ()
    may: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Graded:
    """A question with the reply that it got and the verdict on it."""

    question: Question
    turn: Turn
    verdict: str


def read_exam(path: Path) -> tuple[Question, ...]:
    """All questions of an exam file in order. Raises `ExamError` naming the line that is not in the format."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExamError(f"读不了考题文件 {path},请检查路径和编码") from error
    out: list[Question] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out += _questions(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ExamError(f"{path}:{number}:1: 这一行不是合格的考题(exam-format)") from error
    return tuple(out)


def _questions(data: dict[str, Any]) -> Iterator[Question]:
    turns = data.get("turns") or [data]
    for number, turn in enumerate(turns):
        expect = turn["expect"]
        if expect not in ("answer", "clarify", "refuse", "smalltalk"):
            raise ValueError(expect)
        if (expect == "answer" and not turn["must"]) or (expect == "clarify" and not turn["options"]):
            raise ValueError(expect)
        yield Question(
            id=f"{data['id']}" + (f"/{number + 1}" if "turns" in data else ""),
            text=str(turn["q"]),
            expect=expect,
            style=str(data.get("style", "")),
            opens=number == 0,
            must=tuple(tuple(map(str, group)) for group in turn.get("must", ())),
            must_not=tuple(map(str, turn.get("must_not", ()))),
            options=tuple(tuple(tuple(map(str, group)) for group in option) for option in turn.get("options", ())),
            may=tuple(map(str, turn.get("may", ()))),
            why=str(turn.get("why", "")),
        )


def ask_all(questions: Iterable[Question], answerer: Answerer) -> Iterator[Graded]:
    """Ask every question, the turns of a dialogue in one conversation, and grade the replies."""
    held = Conversation()
    for question in questions:
        turn = answerer.ask(question.text, Conversation() if question.opens else held)
        held = turn.conversation
        yield Graded(question, turn, grade(question, turn, answerer))


def grade(question: Question, turn: Turn, answerer: Answerer) -> str:
    """The verdict on one reply."""
    reply = turn.reply
    text = bare(reply.text)
    offered = [bare(answerer.index.knowledge.by_id[option.entry].answer) for option in reply.options] if reply.status == "clarify" else []
    match question.expect:
        case "answer":
            if reply.status == "answered":
                plain = holds(text, question.must) and not any(bare(word) in text for word in question.must_not)
                dump = len(question.must) <= 2 and (len(reply.text) > _LONGEST or len(set(_FIGURE.findall(text))) > _MOST_FIGURES)
                return "right" if plain and not dump else "wrong"
            if reply.status == "clarify":
                return "offered" if any(holds(answer, question.must) for answer in offered) else "wrong"
            return "silent"
        case "clarify":
            if all(holds(text, option) for option in question.options):
                return "right"
            if reply.status == "clarify":
                found = sum(any(holds(answer, option) for answer in offered) for option in question.options)
                return "right" if found >= min(2, len(question.options)) else "wrong"
            return "silent" if reply.status == "no_answer" else "wrong"
        case "refuse":
            if reply.status == "no_answer" and not any(bare(word) in text for word in question.must_not):
                return "right"
            return "right" if reply.status == "answered" and any(bare(word) in text for word in question.may) else "wrong"
        case _:
            return "right" if reply.status == "smalltalk" else "wrong"


def bare(text: str) -> str:
    """A text as the exam compares it: NFKC, without white space, commas and quotes."""
    return _SPACES_AND_QUOTES.sub("", unicodedata.normalize("NFKC", text))


def holds(text: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    """True when the text holds at least one spelling of every group."""
    return all(any(bare(spelling) in text for spelling in group) for group in groups)


@dataclass(frozen=True)
class Tally:
    """Shares (0 to 1) of the verdicts among `count` questions."""

    count: int
    shares: dict[str, float]


def tally(graded: Iterable[Graded]) -> Tally:
    """The shares of the verdicts."""
    verdicts = [item.verdict for item in graded]
    return Tally(len(verdicts), {verdict: verdicts.count(verdict) / len(verdicts) if verdicts else 0.0 for verdict in VERDICTS})


def by(graded: Iterable[Graded], field: str) -> dict[str, list[Graded]]:
    """The graded questions by `expect`, `style` or `why`."""
    out: dict[str, list[Graded]] = {}
    for item in graded:
        out.setdefault(getattr(item.question, field) or "-", []).append(item)
    return dict(sorted(out.items()))
