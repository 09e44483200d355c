"""The catalogue: which reports there are, by place and year, and which of them a question is for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.entry import Entry
from bot.knowledge.report import Report
from bot.language.periods import Period, periods
from bot.matching.index import absolute, place_token
from bot.matching.query import PlaceName, Query

#: More places or years than these are told by their number or their ends.
_MOST_NAMED = 5
_PLANNED = re.compile(r"打算|计划|准备|预计|目标|拟|要[建修办发新]|将")


@dataclass(frozen=True)
class Choice:
    """The reports that a question is for, most fitting first, and why.

    `place` and `year` are what of the question chose them, as spelled, "" where it names none; `held` is true where the conversation chose
    for it. `missing` is a year (2021年) that the question or the conversation wants and no report of the place is of.
    """

    reports: tuple[Report, ...]
    place: str = ""
    year: str = ""
    held: bool = False
    missing: str = ""


class Catalogue:
    """Reports, found by place and year without looking through them.

    Takes them newest first; the first is the one for questions that name neither. Reports of one place are those with the same `place`.
    """

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self.reports = reports
        self.by_id = {report.id: report for report in reports}
        self.default = reports[0]
        self._of_place: dict[str, tuple[Report, ...]] = {}
        self._names: dict[str, str] = {}
        for report in reports:
            self._of_place[report.place] = (*self._of_place.get(report.place, ()), report)
        for spelled in (_whole, _stem, _parts):  # a place's own name before another's short name, that before a part's
            for report in reports:
                for name in spelled(report):
                    self._names.setdefault(name, report.place)

    @property
    def several(self) -> bool:
        """True when there is anything to choose."""
        return len(self.reports) > 1

    @property
    def places(self) -> tuple[str, ...]:
        """All covered places, in the order of the reports."""
        return tuple(self._of_place)

    def of_place(self, place: str) -> tuple[Report, ...]:
        """The reports of a covered place, newest first."""
        return self._of_place[place]

    def newest(self, place: str) -> Report:
        """The newest report of a covered place: what 今年 and 去年 are reckoned from."""
        return self._of_place[place][0]

    def of_year(self, place: str, year: int) -> tuple[Report, ...]:
        """The reports of a covered place whose figures are of a year."""
        return tuple(report for report in self._of_place[place] if report.year == year)

    def places_named(self, query: Query) -> dict[str, PlaceName]:
        """The covered places that a question names, each with where it first does; those that it asks about, else those of its story."""
        found = [(self._names.get(place.name) or self._names.get(place_token(place.name)), place) for place in query.places]
        for role in ("asked", "told"):
            out: dict[str, PlaceName] = {}
            for covered, place in found:
                if covered and place.role == role:
                    out.setdefault(covered, place)
            around = {place_token(name) for covered in out for name in self.newest(covered).within}
            if inside := {covered: place for covered, place in out.items() if place_token(covered) not in around}:
                return inside  # the city written before its county is no place of its own
        return {}

    def years_named(self, query: Query, place: str) -> tuple[tuple[int, Period], ...]:
        """The years that a question about a place names, in its order; 去年 is reckoned from the newest report of the place."""
        newest = self.newest(place)
        out = []
        for time in query.periods:
            if any(start <= time.start < end for start, end in query.focus):
                years = [absolute(token, newest) for token in time.tokens]
                out += [(int(year[1:]), time) for year in years if year[0] == "Y" and year[1:].isdigit()]
        return tuple(out)

    def choose(self, query: Query, held: Report | None = None, leaning: bool = False) -> Choice:
        """The reports that a question is for.

        Its place: the named one, else that of `held` (what the conversation is about), else the default's. Its year: the named one; in a
        follow-up (`leaning`) the conversation's; else the newest.
        """
        named = next(iter(self.places_named(query).items()), None)
        place = named[0] if named else held.place if held else self.default.place
        spelled = named[1].name if named else ""
        own = self._of_place[place]
        years = self.years_named(query, place)
        if years:
            year, time = years[0]
            exact = self.of_year(place, year)
            planned = tuple(report for report in own if report.plans == year and report not in exact)
            fitting = (*planned, *exact) if _PLANNED.search(query.text) else exact or planned
            rest = tuple(report for report in self.of_year(place, own[0].year) if report not in fitting)
            return Choice((*fitting, *rest), spelled, time.spelled, missing="" if fitting else f"{year}年")
        if held and leaning:
            if held.place == place:
                return Choice((held, *(report for report in self.of_year(place, held.year) if report is not held)), spelled, held=True)
            same = self.of_year(place, held.year)
            return Choice(same or (own[0],), spelled, held=True, missing="" if same else f"{held.year}年")
        return Choice(self.of_year(place, own[0].year), spelled, held=bool(held and not named))

    def question(self, entry: Entry) -> str:
        """An entry's standard question as it must be asked to be chosen: with the year where there is a newer report, with the place where it
        is not the default's."""
        report = self.by_id[entry.report]
        year = "" if report.year == self.newest(report.place).year or str(report.year) in entry.question else f"{report.year}年"
        elsewhere = report.place != self.default.place and not any(name in entry.question for name in (report.place, *report.aliases))
        return (report.place if elsewhere else "") + year + entry.question

    def years_covered(self, place: str) -> str:
        """The years of a place's reports as a sentence names them (2021年和2022年), with the plans of a single one."""
        reports = self._of_place[place]
        years = sorted({report.year for report in reports})
        if len(years) > _MOST_NAMED and years[-1] - years[0] == len(years) - 1:
            told = f"{years[0]}年到{years[-1]}年"
        else:
            told = listed([f"{year}年" for year in years], "年", keep_last=True) + (reports[0].period if len(reports) == 1 else "")
        plans = reports[0].plans
        return told + (f"(和{plans}年的打算)" if plans and len(reports) == 1 else "")

    def covers_year(self, place: str, spelled: str) -> bool:
        """True when a time as spelled (2021年, 明年) is a year that a report of a place is of or plans for."""
        years = {absolute(token, self.newest(place)) for time in periods(spelled) for token in time.tokens}
        return any(f"Y{year}" in years for report in self._of_place[place] for year in (report.year, report.plans))

    def places_covered(self) -> str:
        """The covered places as a sentence names them (白鹭县和青石县)."""
        return listed(self.places, "个地方")


def listed(names: Iterable[str], counted: str, keep_last: bool = False) -> str:
    """Names joined as people say them; of very many some, and how many there are (甲、乙等12个地方)."""
    names = list(names)
    if len(names) > _MOST_NAMED:
        shown = names[-_MOST_NAMED:] if keep_last else names[:_MOST_NAMED]
        return "、".join(shown) + f"等{len(names)}{counted}"
    return "和".join(part for part in ("、".join(names[:-1]), names[-1]) if part) if names else ""


def _whole(report: Report) -> tuple[str, ...]:
    return (report.place, *report.aliases)


def _stem(report: Report) -> tuple[str, ...]:
    return tuple(place_token(name) for name in _whole(report))


def _parts(report: Report) -> tuple[str, ...]:
    return tuple(name for part in report.parts for name in (part, place_token(part)))
