"""The coverage of a report: each figure of its published text with the entries that answer it, and what each section has been given, by the outline."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.printed import Printed, comparable, plainly, says
from bot.knowledge.report import Report
from bot.upkeep.evidence import Sighting, pairs
from bot.upkeep.outlined import Line, Outlined
from bot.upkeep.stated import Stated

State = Literal["answered", "waived", "open"]
# The text's 第一 and 之首 are a rank in any unit of ranks.
_RANKS = ("位", "名")
_CLAUSE = re.compile("[,,;;。]")


@dataclass(frozen=True)
class TextFigure:
    """One figure of the published text: as people write it (`shown`, 4208.87万元), where it stands (line and column from 1), its sentence,
    whether an entry answers it, which do, and for a waived one the reason."""

    shown: str
    line: int
    column: int
    sentence: str
    state: State
    entries: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class CoveredEntry:
    """One entry of a section: `figures` counts its own; `proven` is False where the text does not bear it out, None where no text was held against it."""

    id: str
    question: str
    path: str
    line: int
    is_fact: bool
    reason: str
    phrasings: int
    figures: int
    proven: bool | None


@dataclass(frozen=True)
class CoveredSection:
    """One section of the outline. `line` is where it begins in the text, 0 where it does not or where there is no text."""

    key: str
    title: str
    line: int
    figures: tuple[TextFigure, ...]
    entries: tuple[CoveredEntry, ...]

    def count(self, state: State) -> int:
        """How many figures of the text are in one state."""
        return sum(figure.state == state for figure in self.figures)

    @property
    def facts(self) -> int:
        """How many entries say what the report says."""
        return sum(entry.is_fact for entry in self.entries)

    @property
    def unknowns(self) -> int:
        """How many entries are known unknowns."""
        return len(self.entries) - self.facts

    @property
    def phrasings(self) -> int:
        """How many phrasings all entries have together."""
        return sum(entry.phrasings for entry in self.entries)

    @property
    def phrasings_each(self) -> float:
        """How many phrasings an entry has on average; 0 without entries."""
        return self.phrasings / len(self.entries) if self.entries else 0.0


@dataclass(frozen=True)
class Coverage:
    """All sections of one report. `source` is the published text's path as people see it, "" where none was held against the knowledge."""

    report: str
    title: str
    source: str
    sections: tuple[CoveredSection, ...]

    @property
    def figures(self) -> int:
        """How many figures the text has."""
        return sum(len(section.figures) for section in self.sections)

    def count(self, state: State) -> int:
        """How many figures of the text are in one state."""
        return sum(section.count(state) for section in self.sections)

    @property
    def share(self) -> float:
        """Share (0 to 1) of the text's figures that are answered or waived; 1 for a text without figures."""
        return 1 - self.count("open") / self.figures if self.figures else 1.0

    @property
    def entries(self) -> tuple[CoveredEntry, ...]:
        """All entries."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def facts(self) -> int:
        """How many entries say what the report says."""
        return sum(section.facts for section in self.sections)

    @property
    def proven(self) -> int:
        """How many of them the text bears out."""
        return sum(bool(entry.proven) for entry in self.entries if entry.is_fact)


def coverages(loaded: Loaded) -> tuple[Coverage, ...]:
    """What the knowledge alone tells: the entries of every report by section. Drafts are not served and do not count."""
    out = []
    for placed in loaded.reports:
        entries = [item for item in loaded.entries if item.thing.report == placed.thing.id and not item.thing.draft]
        out.append(Coverage(placed.thing.id, placed.thing.title, "", tuple(_sections(placed.thing, entries))))
    return tuple(out)


def coverage(report: Report, text: Outlined, entries: Iterable[Placed[Entry]], found: Iterable[Stated], source: str, unproven: frozenset[str]) -> Coverage:
    """Which figures `found` in a text the entries of its report answer; `unproven` are the ids of facts that the text does not bear out."""
    return Coverage(report.id, report.title, source, tuple(_sections(report, list(entries), text, found, unproven)))


def _sections(
    report: Report, entries: list[Placed[Entry]], text: Outlined | None = None, all_found: Iterable[Stated] = (), unproven: frozenset[str] = frozenset()
) -> Iterator[CoveredSection]:
    by_key: dict[str, list[Placed[Entry]]] = defaultdict(list)
    titles = {section.key: section.title for section in report.outline} or {"": report.title}
    for placed in entries:
        by_key[placed.thing.section if placed.thing.section in titles else ("" if "" in titles else placed.thing.section)].append(placed)
    figures: dict[str, list[Stated]] = defaultdict(list)
    for found in all_found:
        figures[text.key_of.get(found.paragraph.line, "") if text else ""].append(found)
    for key in dict.fromkeys((*titles, *by_key, *figures)):
        part = text.by_key.get(key) if text else None
        yield CoveredSection(
            key=key,
            title=titles.get(key, key or report.title),
            line=part.lines[0].number if part and part.lines else 0,
            figures=tuple(_covered(report, key, figures[key], [placed.thing for placed in by_key[key]], [placed.thing for placed in entries if placed not in by_key[key]])),
            entries=tuple(_entry(placed, (placed.thing.id not in unproven) if text else None) for placed in by_key[key]),
        )


def _entry(placed: Placed[Entry], proven: bool | None) -> CoveredEntry:
    entry = placed.thing
    where = (placed.document.path, entry.line)
    return CoveredEntry(entry.id, entry.question, *where, entry.is_fact, entry.reason, len(entry.phrasings), len(entry.figures), proven)


def _covered(report: Report, key: str, figures: list[Stated], entries: list[Entry], elsewhere: list[Entry]) -> Iterator[TextFigure]:
    """The figures of one section with what became of them. Of equal figures each entry answers those whose surroundings it fits best."""
    answers: dict[int, list[str]] = defaultdict(list)
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, found in enumerate(figures):
        alike[plainly(found.value), "名" if found.unit in _RANKS else found.unit].append(number)
    for numbers in alike.values():
        sightings = {number: _sighting(figures[number]) for number in numbers}
        for entry in entries:
            if entry.is_fact and tells(entry, figures[numbers[0]]):
                for number in _fitting(entry, figures[numbers[0]], sightings):
                    answers[number].append(entry.id)
    waived = {(waiver.figure, waiver.section): waiver.reason for waiver in report.waived}
    for number, found in enumerate(figures):
        reason = waived.get((found.shown, key)) or waived.get((found.spelled, key)) or ""
        if not answers[number] and not reason:
            answers[number] = [entry.id for entry in elsewhere if _repeats(found, entry)]
        state: State = "answered" if answers[number] else "waived" if reason else "open"
        yield TextFigure(found.shown, found.paragraph.line, found.start + 1, found.sentence, state, tuple(answers[number]), "" if answers[number] else reason)


def _repeats(found: Stated, entry: Entry) -> bool:
    """True when a figure of the text is one that an entry of another section has, of the same thing: a report says its best figures twice."""
    same = (figure for figure in entry.figures if figure.value == found.value and _same_unit(figure.unit, found.unit) and not figure.derived)
    clause = _CLAUSE.split(found.paragraph.text[: found.start])[-1]
    return any(pairs(figure.subject) <= pairs(clause) for figure in same)


def tells(entry: Entry, found: Stated) -> bool:
    """True when an entry has a figure of the text among its own, or prints it in its answer."""
    if any(figure.value == found.value and _same_unit(figure.unit, found.unit) and not figure.derived for figure in entry.figures):
        return True
    units = _RANKS if found.unit in _RANKS else (found.unit,)
    return bool(found.unit) and any(says(comparable(entry.answer), Figure("", "", found.value, unit, "", "")) for unit in units)


def _same_unit(one: str, other: str) -> bool:
    return one == other or (one in _RANKS and other in _RANKS)


def _fitting(entry: Entry, found: Stated, sightings: dict[int, Sighting]) -> list[int]:
    """The numbers of the equal figures that an entry speaks of."""
    if len(sightings) == 1:
        return list(sightings)
    told = pairs(entry.question) | pairs(entry.answer)
    subjects = frozenset(pair for figure in entry.figures if figure.value == found.value for pair in pairs(figure.subject + figure.population))
    scores = {number: sighting.has(told) + 2 * sighting.has(subjects) for number, sighting in sightings.items()}
    best = max(scores.values())
    return [number for number, score in scores.items() if score >= best]


def _sighting(found: Stated) -> Sighting:
    text = found.paragraph.text
    return Sighting(Line(text, found.paragraph.line), Printed(found.spelled, found.value, True, False, found.start, found.end, text))
