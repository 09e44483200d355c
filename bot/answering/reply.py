"""A reply: what every front end shows, and how it is composed from a decision in the bot's own sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.folder import Knowledge
from bot.language.numerals import Numeral
from bot.matching.decision import Answer, Choices, Decision, Match, Unknown
from bot.matching.query import SHORT, Query
from bot.matching.ranking import agrees, asked_properties, same_measure
from bot.matching.reports import Catalogue

Status = Literal["answered", "clarify", "no_answer", "smalltalk", "error"]
#: How many questions a reply offers at the most (the contract's limit).
MOST_OPTIONS = 4
_CHECKING = ("吧", "吗", "是不是", "对不对", "对吗", "是吧", "真的")


@dataclass(frozen=True)
class Option:
    """A question that is offered; asking it gives the entry."""

    entry: str
    question: str


@dataclass(frozen=True)
class Source:
    """Where the answer stands: the report, its section and date ("" where the report prints none)."""

    report: str
    title: str
    section: str
    date: str


@dataclass(frozen=True)
class Reply:
    """What the asker gets. `text` is plain Chinese, the short answer first; `entries` are all that were served, `entry` the first."""

    status: Status
    text: str
    entry: str | None = None
    confidence: float = 1.0
    options: tuple[Option, ...] = ()
    reason: str | None = None
    source: Source | None = None
    entries: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """The object of the command-line contract."""
        return {
            "status": self.status,
            "text": self.text,
            "entry": self.entry,
            "confidence": round(self.confidence, 3),
            "options": [{"entry": option.entry, "question": option.question} for option in self.options],
            "reason": self.reason,
            "source": self.source and {"report": self.source.report, "title": self.source.title, "section": self.source.section, "date": self.source.date or None},
        }


class Composer:
    """Puts decisions into words: the curated answers, and the bot's own sentences."""

    def __init__(self, knowledge: Knowledge, catalogue: Catalogue | None = None) -> None:
        """`catalogue` are all the reports that are served, where `knowledge` is of one of them."""
        self.knowledge = knowledge
        self.catalogue = catalogue or Catalogue(knowledge.reports)
        self.say: Mapping[str, str] = knowledge.sentences

    def compose(self, query: Query, decision: Decision) -> Reply:
        """The reply for a decision."""
        match decision:
            case Answer(matches, confidence):
                reply = self.answered(query, [match.candidate.entry for match in matches], confidence)
                return replace(reply, text="\n".join((reply.text, *(self.refusal("metric", name) for name in self._untold(query, matches)))))
            case Choices(matches, confidence):
                return self.choices([match.candidate.entry for match in matches], confidence)
            case Unknown():
                return self.unknown(decision)

    def _untold(self, query: Query, matches: tuple[Match, ...]) -> list[str]:
        """The measures that a question asks for beside others, that none of the facts which answer it speaks of, and that no figure of their subjects has.

        Of a short question only: in a long message a measure may be part of the story.
        """
        lexicon = self.knowledge.lexicon
        asked = [name for name in sorted(asked_properties(query, strictly=True)) if name in lexicon.concepts and lexicon.concepts[name].units]
        if len(asked) < 2 or len(query.key) > SHORT:
            return []
        spoken = {name for match in matches for name in match.candidate.scope.names | match.candidate.scope.figures}
        subjects = {figure.subject for match in matches for figure in match.candidate.entry.figures}
        spoken |= {
            name for entry in self.knowledge.entries for figure in entry.figures if figure.subject in subjects for name in (figure.metric, lexicon.by_unit.get(figure.measure, ""))
        }
        untold = [name for name in asked if not lexicon.meant_by(name) & spoken]
        return untold if len(untold) < len(asked) else []

    def answered(self, query: Query, entries: list[Entry], confidence: float) -> Reply:
        """The curated answers, one a line, after a correction where the question supposes another figure."""
        lines = [entry.answer for entry in entries]
        if len(entries) == 1:
            lines[0] = self._premise(query, entries[0]) + lines[0]
        first = entries[0]
        related = self.options(self.knowledge.by_id.get(id) for id in first.related)
        return Reply("answered", "\n".join(lines), first.id, confidence, related, None, self.source(first), tuple(entry.id for entry in entries))

    def choices(self, entries: list[Entry], confidence: float, opening: str = "clarify") -> Reply:
        """An offered choice, numbered so that it can be answered by a number."""
        options = self.options(entries)
        lines = [self.say[opening], *(f"{number}. {option.question}" for number, option in enumerate(options, 1))]
        return Reply("clarify", "\n".join(lines), None, confidence, options)

    def unknown(self, decision: Unknown) -> Reply:
        """Why the report does not answer, and the nearest questions that it does."""
        if decision.entry:
            return self.known_unknown(decision.entry.candidate.entry, decision.confidence, tuple(match.candidate.entry for match in decision.nearest))
        options = self.options((match.candidate.entry for match in decision.nearest), 3)
        text = self.refusal(decision.reason, decision.what)
        if options:
            text += self.say["nearest"].format(questions="".join(f"「{option.question}」" for option in options[:1]))
        return Reply("no_answer", text, None, decision.confidence, options, decision.reason)

    def known_unknown(self, entry: Entry, confidence: float, nearest: tuple[Entry, ...] = ()) -> Reply:
        """The curated sentence of an entry that says what the report leaves open, with what it does have."""
        options = self.options((*(self.knowledge.by_id.get(id) for id in entry.related), *nearest), 3)
        return Reply("no_answer", entry.answer, entry.id, confidence, options, entry.reason, self.source(entry), (entry.id,))

    def refusal(self, reason: str, what: str) -> str:
        """The sentence for a reason of the contract."""
        report = self.knowledge.reports[0]
        name = reason
        if reason == "year" and (str(report.year) in what or (report.plans and str(report.plans) in what) or not (any(char.isdigit() for char in what) or what.endswith("年"))):
            name = "year_part"
        elif reason == "unknown" and what:
            name = "unknown_what"
        elif reason == "metric" and (not what or getattr(self.knowledge.lexicon.concepts.get(what), "loose", False)):
            name = "metric_plain"
        if name == "year" and self.catalogue.several:
            name = "year_part" if self.catalogue.covers_year(report.place, what) else "year_among"
        elif name == "place" and len(self.catalogue.places) > 1:
            name = "place_among"
        whose = f"{report.place}的" if len(self.catalogue.places) > 1 else ""
        covered = {"years": self.catalogue.years_covered(report.place), "places": self.catalogue.places_covered(), "whose": whose}
        return self.say[name].format(what=what, place=report.place, **covered)

    def options(self, entries: Iterable[Entry | None], most: int = MOST_OPTIONS) -> tuple[Option, ...]:
        """The standard questions of some facts, each once."""
        out: dict[str, Option] = {}
        for entry in entries:
            if entry and entry.is_fact and entry.id not in out and len(out) < most:
                out[entry.id] = Option(entry.id, self.catalogue.question(entry))
        return tuple(out.values())

    def source(self, entry: Entry) -> Source:
        """Where an entry stands in its report."""
        report = self.knowledge.report_of[entry.report]
        return Source(report.id, report.title, report.heading(entry.section), report.date)

    def _premise(self, query: Query, entry: Entry) -> str:
        """A correction (不是2000个。) or a confirmation (对。) where the question states a figure to be checked."""
        if not entry.figures or not any(word in query.text for word in _CHECKING):
            return ""
        for number in query.numerals:
            figures = [figure for figure in entry.figures if same_measure(number.unit, number.percent, figure.measure)]
            if not figures and same_measure(number.unit, number.percent, entry.figures[0].measure) is None:
                figures = [entry.figures[0]]  # 900万吧: the unit is left out
            if not figures or (number.value < 4 and not number.percent):
                continue
            if any(_fits(number, figure) for figure in figures):
                return self.say["right_so"]
            measure = figures[0].measure if number.unit and figures[0].measure.startswith(number.unit) else number.unit
            return self.say["not_that"].format(said=number.spelled + ("" if number.percent else measure))
        return ""


def _fits(number: Numeral, figure: Figure) -> bool:
    return agrees(number, figure.plain, figure.value)


__all__ = ["Composer", "Match", "Option", "Reply", "Source", "Status"]
