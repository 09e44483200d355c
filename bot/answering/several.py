"""Several things asked at once: questions strung together, and one question about two subjects (生活补贴和护理补贴各多少)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.knowledge.entry import Entry
from bot.matching.decision import Answer, Match
from bot.matching.query import ASKING, SCOPED, TERM, Query, asks, clauses
from bot.matching.weights import Weights

_PAIRING = re.compile(r"和|跟|与|同|及|、|还有|各|分别|,|又|以及")
#: What parts the members of a list, and what asks for each of them.
_AND = re.compile(r"还有|以及|和|跟|与|同(?!比)|及(?!时|格)|、")
# Where a clause ends before the list; 、 stands inside one.
_BREAK = re.compile(r"[,。!?;:\n]")
_EACH = re.compile(r"(?:各自|各|分别)(?:都)?(?=[\u4e00-\u9fff])(?![地种类项级界镇村乡个位户人])")
#: Asks the same of something else: 代表建议办了几件,政协提案呢.
_AND_THIS = re.compile("呢[?。!~ ]*$")
_HOW_MANY = re.compile("多少|几")
_MOST = 3
#: A message with more question clauses than this is read as one.
_MOST_QUESTIONS = 4


def questions_in(query: Query) -> tuple[str, ...]:
    """The questions of a message, each with the clauses that lead to it; one where it asks one thing."""
    if listed := _each(query):
        return listed
    out: list[str] = []
    pending = ""
    for start, end in (piece for clause in clauses(query.text) for piece in _run_on(query, *clause)):
        clause = query.text[start:end]
        named = any(start <= unit.start < end for unit in query.units)
        if (asks(clause) or (out and _AND_THIS.search(clause))) and named:
            out.append(pending + clause)
            pending = ""
        else:
            pending += clause
    if not out or len(out) > _MOST_QUESTIONS:
        return (query.text,)
    if pending:
        out[-1] += pending
    return tuple(out)


def _run_on(query: Query, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a clause that asks how many, and how many again of something else (入库多少个项目批复多少个), as people dictate, each with
    what it counts; the clause itself where the second 多少 is of the same thing (多少户多少人)."""
    asked = [unit for unit in query.units if start <= unit.start < end and unit.kind == "metric" and _HOW_MANY.search(query.text[unit.start : unit.end])]
    edges = [start]
    for before, after in pairwise(asked):
        between = [unit for unit in query.units if before.end <= unit.start < after.start and (unit.kind == "subject" or (unit.kind in ("word", TERM) and len(unit.name) > 1))]
        if between:
            goes_on = query.text[before.end - 1] in "个家位名条项" and between[0].start == before.end and len(between) > 1
            counted = between[0] if goes_on else before
            edges.append(counted.end)
    return list(pairwise([*edges, end]))


def _each(query: Query) -> tuple[str, ...]:
    """The questions that 各 or 分别 asks of each thing in a list (低保和特困各多少人); empty where there is no such list.

    What is asked of them may stand before 分别, after the last of them (桃园和梨园亩均收益分别为多少): it is asked of each. What else a thing leaves
    out, the dialogue carries on.
    """
    each = _EACH.search(query.text)
    if not each:
        return ()
    start = max((match.end() for match in _BREAK.finditer(query.text, 0, each.start())), default=0)
    listed = [(begin + start, end + start) for begin, end in _spans(query.text[start : each.start()])]
    tail = query.text[each.end() :]
    named = [any(begin <= unit.start < end for unit in query.units if unit.kind in SCOPED or len(unit.name) > 1) for begin, end in listed]
    if len(listed) < 2 or len(listed) > _MOST_QUESTIONS or not all(named) or not tail:
        return ()
    properties = [[unit for unit in query.units if unit.kind in ASKING and begin <= unit.start < end] for begin, end in listed]
    last, (begin, end) = properties[-1], listed[-1]
    shared = query.text[last[0].start : end] if last and last[0].start > begin and not any(properties[:-1]) else ""
    of_it = query.text.find("的", begin, end)
    if not shared and of_it > begin and not any("的" in query.text[first:to] for first, to in listed[:-1]):
        shared = query.text[of_it:end]  # 城里和乡下的零售额
    return tuple(query.text[begin:end] + ("" if (begin, end) == listed[-1] else shared) + tail for begin, end in listed)


def _spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the members of a list."""
    ends = [(match.start(), match.end()) for match in _AND.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return [(start, end) for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True) if end > start]


def together(query: Query, matches: list[Match], weighed: Callable[[Query], list[Match]], weights: Weights) -> Answer | None:
    """Two or three facts that only together speak of all that is asked, each of them sure once the others' share is taken out.

    None where one fact does, or where the question pairs nothing.
    """
    if not _PAIRING.search(query.text):
        return None
    facts = [match for match in matches if match.veto is None and match.candidate.entry.is_fact][:10]
    for first in facts:
        left = _bindings(first)
        chosen = [first]
        for other in facts:
            missed = _bindings(other)
            if other is not first and left and missed and not left & missed and len(chosen) < _MOST:
                chosen.append(other)
                left &= missed
        if len(chosen) > 1 and not left:
            sure = [_sure(query, chosen, match, weighed) for match in chosen]
            if all(match is not None and match.probability >= weights.answer for match in sure):
                order = sorted(chosen, key=lambda match: match.candidate.number)
                return Answer(tuple(order), min(match.probability for match in sure if match))
    return None


def told_once(entries: Sequence[Entry]) -> list[Entry]:
    """Entries that are told one after another, less those whose own figure another one has told (46户,45.8万元 tells 45.8万元 too)."""
    kept: list[Entry] = []
    for entry in entries:
        own = entry.figures[:1]
        if not any((figure.printed, figure.subject) == (own[0].printed, own[0].subject) for other in kept for figure in other.figures if own):
            kept.append(entry)
    return kept


def _bindings(match: Match) -> set[str]:
    """What a match leaves open that binds: things, properties, people, and plain words of two characters or more."""
    return {unit.name for unit in match.candidate.missed if unit.kind in SCOPED or (unit.kind == TERM and len(unit.name) > 1)}


def _sure(query: Query, chosen: list[Match], match: Match, weighed: Callable[[Query], list[Match]]) -> Match | None:
    """The match of one chosen entry against its own share of the question: what only the others speak of left out."""
    own_missed = {unit.name for unit in match.candidate.missed}
    part = replace(query, units=tuple(unit for unit in query.units if unit.name not in own_missed))
    best = weighed(part)
    found = next((other for other in best if other.veto is None and other.candidate.entry.is_fact), None)
    return found if found and found.candidate.number == match.candidate.number else None
