"""The shelf: the reports that are served, each with its answerer and its figures, and how one sees what another says."""

import re
from dataclasses import replace

from bot.answering.answerer import Answerer, Turn
from bot.answering.comparing import Ledger
from bot.answering.dialogue import Conversation
from bot.answering.reply import Reply
from bot.knowledge.entry import Entry
from bot.knowledge.report import Report
from bot.language.text import key, normalise
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.reports import Catalogue, Choice
from bot.matching.weights import Weights

#: Refusals that no other figure or report changes.
FIRM = frozenset(("personal", "opinion", "procedure", "population", "place", "unreadable"))
#: What so many of an entry's phrasings name is what it speaks of; an entry that speaks of so much of that by weight is of the same.
_AGREED, _ALIKE = 0.5, 0.7
_JOINING = re.compile(r"(?:和|跟|与|同|、|及|以及|还有|,) *$")
_LEADING = re.compile(r"^(?:的|度|里|年|,)+")


class Shelf:
    """All reports of an index. Answerers and ledgers are made when a question first needs them."""

    def __init__(self, index: Index, catalogue: Catalogue, weights: Weights) -> None:
        self.index = index
        self.catalogue = catalogue
        self.weights = weights
        self.entries = index.knowledge.by_id
        self._answerers: dict[str, Answerer] = {}
        self._ledgers: dict[str, Ledger] = {}

    def of(self, report: Report) -> Answerer:
        """The answerer of one report."""
        found = self._answerers.get(report.id)
        if found is None:
            part = self.index.parts.get(report.id, self.index)
            found = self._answerers.setdefault(report.id, Answerer(part, self.weights, self.catalogue))
        return found

    def stored(self, report: Report, spoken: str) -> Entry | None:
        """The entry of a report with a phrasing of that key, or None."""
        index = self.of(report).index
        number = index.by_key.get(spoken)
        return None if number is None else index.knowledge.entries[number]

    def ledger(self, report: Report) -> Ledger:
        """The figures of one report by what they measure."""
        found = self._ledgers.get(report.id)
        if found is None:
            knowledge = self.of(report).index.knowledge
            found = self._ledgers.setdefault(report.id, Ledger(report, knowledge.entries, knowledge.lexicon))
        return found

    def refusal(self, report: Report, reason: str, what: str, entries: tuple[Entry, ...] = ()) -> Reply:
        """A refusal in a report's name, with the first of some facts as what it does have."""
        composer = self.of(report).composer
        options = composer.options(entries, 3)
        text = composer.refusal(reason, what) + (composer.say["nearest"].format(questions=f"「{options[0].question}」") if options else "")
        return Reply("no_answer", text, None, 0.9, options, reason)

    def alike(self, one: Entry, other: Entry) -> bool:
        """True when two entries speak of the same: each of most that the other's phrasings agree on (养护 and 新建 of one thing are two)."""
        if one.id == other.id:
            return True
        mine, theirs = (self.index.scopes[self.index.number_of[entry.id]] for entry in (one, other))
        for core, names in ((mine.core, theirs.names), (theirs.core, mine.names)):
            weights = {name: often * self.index.weight(name) for name, often in core.items() if often >= _AGREED}
            if sum(weight for name, weight in weights.items() if name in names) < _ALIKE * sum(weights.values()):
                return False
        return True

    def counterpart(self, entry: Entry, report: Report) -> Entry | None:
        """The entry of another report that is asked for the same: whose figure measures the same, or that is asked in the same words."""
        if entry.figures and (side := self.ledger(report).find(entry.figures[0], lambda other: self.alike(entry, other))) and side.entry.figures[0] is side.figure:
            return side.entry
        return self.stored(report, key(normalise(entry.question)))

    def again(self, about: Entry, held: Report, report: Report) -> str:
        """The question of an earlier report's entry as it is asked of another report."""
        if same := self.counterpart(about, report):
            return same.question
        query = self.index.reader.read(about.question, forgiving=False)
        return without(query.text, self.mentions(query, held.place))

    def moved(self, conversation: Conversation, report: Report) -> Conversation:
        """The conversation as another report sees it: its entries of the same, and none of another report's."""
        if not self.catalogue.several:
            return conversation
        known = self.index.knowledge.by_id

        def here(ids: tuple[str, ...]) -> tuple[str, ...]:
            found = (known[id] if known[id].report == report.id else self.counterpart(known[id], report) for id in ids if id in known)
            return tuple(entry.id for entry in found if entry)

        offered = conversation.offered if all(id in known and known[id].report == report.id for id in conversation.offered) else ()
        return replace(conversation, about=here(conversation.about), offered=offered)

    def dated(self, query: Query, report: Report) -> str:
        """The text with 今年 and 去年 written as years where they are not reckoned from this report."""
        if report.year == self.catalogue.newest(report.place).year:
            return query.text
        text = query.text
        for year, time in reversed(self.catalogue.years_named(query, report.place)):
            if time.tokens[0][0] == "R":
                text = f"{text[: time.start]}{year}年{text[time.end :]}"
        return text

    def mentions(self, query: Query, place: str) -> list[tuple[int, int]]:
        """Where a question names covered places and years."""
        places = [(found.start, found.end) for found in self.catalogue.places_named(query).values()]
        return places + [(time.start, time.end) for _, time in self.catalogue.years_named(query, place)]

    def lacking(self, query: Query, report: Report) -> str:
        """The first asked subject that another report speaks of and this one does not; "" where there is none."""
        names = (unit.name for unit in query.units if unit.role == "asked" and unit.kind == "subject")
        return next((name for name in names if name in self.index.unit_idf and name not in self.of(report).index.unit_idf), "") if self.catalogue.several else ""

    def told(self, turn: Turn, choice: Choice) -> Turn:
        """A turn that tells which report was chosen."""
        return replace(turn, explanation=replace(turn.explanation, chosen=choice)) if self.catalogue.several else turn


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with some stretches cut out, and what joined them to each other."""
    for start, end in sorted(spans, reverse=True):
        text = _JOINING.sub("", text[:start]) + _LEADING.sub("", text[end:])
    return text.strip()
