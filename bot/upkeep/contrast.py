"""Contrast pairs: two facts so alike that one could be answered for the other, and that differ in one point only.

A pair is a test in both directions: no question of the one may be answered with the other (新建 and 养护 of the same road, the third and the
fourth quarter, one allowance and the next).
"""

from collections import defaultdict
from dataclasses import dataclass

from bot.knowledge.entry import Figure
from bot.language.periods import periods
from bot.language.text import normalise
from bot.matching.index import Index

#: Things of which this share of the weight is the same are akin: they contrast even if another slot differs too (其中, 国家要求).
_AKIN = 0.15


@dataclass(frozen=True)
class Pair:
    """Two facts, by number in the index, whose asked figures measure the same; `slot` says what sets them apart."""

    one: int
    other: int
    slot: str


@dataclass(frozen=True)
class _Asked:
    """What the asked figure of a fact is of, in comparable form: the names in its subject and population, its time, its qualifier."""

    number: int
    figure: Figure
    names: frozenset[str]
    time: frozenset[str]


def pairs(index: Index) -> tuple[Pair, ...]:
    """All contrast pairs, in the order of the knowledge.

    Two facts contrast when their asked (first) figures have the same metric and measure and another value, and one slot differs: the thing
    (subject with population, by the concepts that they name), the time or the qualifier. Things that are akin may differ in more.
    """
    measured: dict[tuple[str, str], list[_Asked]] = defaultdict(list)
    for number, entry in enumerate(index.knowledge.entries):
        if entry.figures:
            figure = entry.figures[0]
            measured[figure.metric, figure.measure].append(_Asked(number, figure, _names(figure, index), _time(number, index)))
    found = [
        Pair(one.number, other.number, slot)
        for alike in measured.values()
        for at, one in enumerate(alike)
        for other in alike[at + 1 :]
        if one.figure.plain != other.figure.plain and (slot := _differs(one, other, index))
    ]
    return tuple(sorted(found, key=lambda pair: (pair.one, pair.other)))


def _differs(one: _Asked, other: _Asked, index: Index) -> str:
    """The one slot that differs, or that their things are only akin; "" where the two are too far apart, or the same in every slot."""
    slots = [name for name, differs in (("时间", one.time != other.time), ("性质", one.figure.qualifier != other.figure.qualifier)) if differs]
    if one.names == other.names:
        return "和".join(slots)
    if not slots:
        return "说的事"
    whole = sum(index.weight(name) for name in sorted(one.names | other.names))
    shared = sum(index.weight(name) for name in sorted(one.names & other.names))
    return "和".join(("说的事", *slots)) if whole and shared / whole >= _AKIN else ""


def _names(figure: Figure, index: Index) -> frozenset[str]:
    return frozenset(name for text in (figure.subject, figure.population) if text for name in index.reader.read(text, forgiving=False).names)


def _time(number: int, index: Index) -> frozenset[str]:
    """The parts of the figure's time; the report's year where it has none."""
    entry = index.knowledge.entries[number]
    report = index.knowledge.report_of[entry.report]
    period = normalise(entry.figures[0].period or str(report.year))
    return frozenset(token for time in periods(period + "年" if period[-4:].isdigit() else period) for token in time.tokens)
