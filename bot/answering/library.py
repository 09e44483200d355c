"""The library: an answerer over one report or several side by side, which chooses the reports that a question is for.

Each report is answered from its own index. The question's place and year choose it, the conversation does for a follow-up, the newest is the
default; an older one is only offered where it alone has the answer. What compares two years is answered from both.
"""

import re
from dataclasses import replace
from functools import cached_property

from bot.answering import comparing, dialogue
from bot.answering.answerer import Answerer, Explanation, Turn
from bot.answering.changes import Changes
from bot.answering.dialogue import Conversation
from bot.answering.reply import Option, Reply
from bot.answering.shelf import FIRM, Shelf, without
from bot.answering.unreadable import unreadable
from bot.knowledge.entry import Entry
from bot.knowledge.report import Report
from bot.language.text import key, normalise
from bot.matching.decision import Answer
from bot.matching.index import Index
from bot.matching.query import SCOPED, Query
from bot.matching.reports import Catalogue, Choice
from bot.matching.weights import Weights

#: So many reports are set side by side at the most, and so many others looked into for what the chosen one does not have.
_MOST_BESIDE, _MOST_LOOKED_INTO = 6, 8
#: A message of a reasonable length only is looked through for a comparison.
_LONGEST_COMPARISON = 200
_EACH = re.compile(r"各自|分别|各(?=是|有|多少|几)")


class Library(Answerer):
    """Answers from one report or several; holds no state between questions, as `Answerer`."""

    def __init__(self, index: Index, calibrated: Weights | None = None) -> None:
        self.catalogue = Catalogue(index.knowledge.reports)
        super().__init__(index, calibrated, self.catalogue)
        self.shelf = Shelf(index, self.catalogue, self.weights)
        self.changes = Changes(self.shelf, self.composer)

    def ask(self, question: str, conversation: Conversation = Conversation()) -> Turn:  # noqa: B008 - frozen
        """The reply to one message."""
        text = normalise(question)
        several = self.catalogue.several
        if not several and not (len(text) <= _LONGEST_COMPARISON and comparing.compares(text)):
            return super().ask(question, conversation)
        if unreadable(text, self.composer):
            return self.shelf.of(self.catalogue.default).ask(question, conversation)
        query = self.index.reader.read(text)
        held = self._held(conversation)
        if held and not query.periods and not self.catalogue.places_named(query) and (turn := self.shelf.of(held)._in_dialogue(query, conversation)):
            turn = self.shelf.told(turn, Choice((held,), held=True))
            return replace(turn, conversation=replace(turn.conversation, report=held.id))
        choice = self.catalogue.choose(query, held, held is not None and dialogue.leans(query, self.shelf.of(held).index))
        turn = self._chosen(query, conversation, choice, held)
        return replace(turn, conversation=replace(turn.conversation, report=self._report(turn, choice).id)) if several else turn

    # -- one report ---------------------------------------------------------------------------------------------------

    def _chosen(self, query: Query, conversation: Conversation, choice: Choice, held: Report | None) -> Turn:
        """The reply from the chosen reports: precise first, then what compares or names several, then by evidence."""
        if self.catalogue.several and (turn := self._word_for_word_in(query, conversation, choice)):
            return turn
        place = choice.reports[0].place
        wish = comparing.wished(query, self.catalogue, place, choice.reports[0].year) if len(query.text) <= _LONGEST_COMPARISON else None
        if wish:
            return self.changes.reply(query, conversation, choice, wish)
        if self.catalogue.several and (turn := self._beside(query, conversation, place)):
            return turn
        return self._from_reports(query, conversation, choice, held)

    def _word_for_word_in(self, query: Query, conversation: Conversation, choice: Choice) -> Turn | None:
        """A stored question of a report, also with the report's place and year written before it."""
        newest = () if choice.held and not choice.place else (self.catalogue.newest(choice.reports[0].place),)
        for report in dict.fromkeys((*choice.reports, *newest)):
            texts = [self.shelf.dated(query, report)]
            if report in choice.reports and (choice.place or choice.year):
                texts.append(self._bare(query, report))
            for text in texts:
                entry = self.shelf.stored(report, key(text))
                if entry and (entry.is_fact or (report in choice.reports and entry.reason != "year")):  # another report may be of that year
                    return self.shelf.told(self.shelf.of(report).ask(text, self.shelf.moved(conversation, report)), replace(choice, reports=(report,)))
        return None

    def _bare(self, query: Query, report: Report) -> str:
        """The question without the first mention of the report's place and of its year."""
        spans = [(place.start, place.end) for covered, place in self.catalogue.places_named(query).items() if covered == report.place][:1]
        spans += [(time.start, time.end) for year, time in self.catalogue.years_named(query, report.place) if year == report.year][:1]
        return without(query.text, spans)

    def _from_reports(self, query: Query, conversation: Conversation, choice: Choice, held: Report | None) -> Turn:
        """The first of the chosen reports that has all that is asked; else the first's reply, where no other report has more."""
        if choice.missing and choice.held:
            return self._no_such_report(query, conversation, choice)
        reports = choice.reports
        if choice.missing:  # no report is of that year; one that names it may state a figure of it
            token = f"Y{choice.missing[:-1]}"
            reports += tuple(report for report in self.catalogue.of_place(reports[0].place) if report not in reports and token in self._years[report.id])
        turns: list[Turn] = []
        for report in reports:
            turn = self.shelf.told(self._in(report, query, conversation, held), replace(choice, reports=(report,)))
            if turn.reply.status == "smalltalk" or (turn.reply.status != "no_answer" and _whole(turn) and not self.shelf.lacking(query, report)):
                return turn
            turns.append(turn)
        turn = next((turn for turn in turns if turn.reply.status != "no_answer"), turns[0])
        return turn if choice.missing or not self.catalogue.several else self._elsewhere(query, choice, turn)

    def _no_such_report(self, query: Query, conversation: Conversation, choice: Choice) -> Turn:
        """A follow-up to another place that has no report of the year spoken of: said so, with the question for the year that it has."""
        report = choice.reports[0]
        moved = self.shelf.moved(conversation, report)
        entries = [entry for id in moved.about if (entry := self.index.knowledge.by_id[id]).is_fact]
        reply = self.shelf.refusal(report, "year", choice.missing, tuple(entries[:1]))
        return Turn(reply, moved, Explanation("no such report", query, chosen=choice))

    def _in(self, report: Report, query: Query, conversation: Conversation, held: Report | None) -> Turn:
        """A question asked of one report: its years made plain, and a mere 那2021年呢 asked as what the conversation is about."""
        answerer = self.shelf.of(report)
        if held and held is not report and conversation.about and comparing.empty(without(query.text, self.shelf.mentions(query, report.place))):
            about = self.index.knowledge.by_id.get(conversation.about[0])
            if about and about.report == held.id:
                return answerer.ask(self.shelf.again(about, held, report))
        return answerer.ask(self.shelf.dated(query, report), self.shelf.moved(conversation, report))

    # -- the conversation ---------------------------------------------------------------------------------------------

    def _held(self, conversation: Conversation) -> Report | None:
        """The report that the conversation is about."""
        if not self.catalogue.several:
            return None
        entries = (self.index.knowledge.by_id.get(id) for id in (*conversation.offered, *conversation.about))
        found = next((entry.report for entry in entries if entry), conversation.report)
        return self.catalogue.by_id.get(found)

    def _report(self, turn: Turn, choice: Choice) -> Report:
        """The report that a turn leaves the conversation with."""
        served = self.index.knowledge.by_id.get(turn.reply.entry or "")
        return self.catalogue.by_id[served.report] if served else (turn.explanation.chosen or choice).reports[0]

    # -- several reports ----------------------------------------------------------------------------------------------

    def _beside(self, query: Query, conversation: Conversation, place: str) -> Turn | None:
        """Several covered years or places named side by side: each one's reply in a line of its own."""
        places = self.catalogue.places_named(query)
        years = dict.fromkeys(year for year, _ in self.catalogue.years_named(query, place))
        asked = [(one, year) for one in places or (place,) for year in years or (self.catalogue.newest(one).year,)][:_MOST_BESIDE]
        found = {pair: reports[0] for pair in asked if (reports := self.catalogue.of_year(*pair))}
        if len(asked) < 2 or len(found) < (1 if len(places) > 1 else 2):
            return None
        core = _EACH.sub("", without(query.text, self.shelf.mentions(query, place)))
        turns = {pair: self.shelf.of(report).ask(core, self.shelf.moved(conversation, report)) for pair, report in found.items()}
        first = next((turn for turn in turns.values() if turn.reply.status == "answered"), None)
        if first is None:
            return next(iter(turns.values())) if len(places) > 1 else None
        same = self.index.knowledge.by_id[first.reply.entries[0]]
        turns = {pair: turn if turn.reply.status == "answered" else self._like(same, found[pair]) or turn for pair, turn in turns.items()}
        lines = []
        for pair in asked:
            label = (pair[0] if len(places) > 1 else "") + (f"{pair[1]}年" if len(years) > 1 else "")
            reply = turns[pair].reply if pair in turns else self.shelf.refusal(self.catalogue.newest(pair[0]), "year", f"{pair[1]}年")
            text = reply.text if reply.status in ("answered", "no_answer") else self.shelf.refusal(found[pair], "metric", "").text
            lines.append(self.composer.say["beside"].format(label=label, answer=text))
        good = [turn for turn in turns.values() if turn.reply.status == "answered"]
        entries = tuple(id for turn in good for id in turn.reply.entries)
        reply = replace(good[0].reply, text="\n".join(lines), entries=entries, confidence=min(turn.reply.confidence for turn in good))
        choice = Choice(tuple(found.values()), "、".join(places), "、".join(f"{year}年" for year in years))
        return Turn(reply, good[0].conversation, Explanation("side by side", query, parts=tuple(turn.explanation for turn in turns.values()), chosen=choice))

    def _like(self, entry: Entry, report: Report) -> Turn | None:
        """The reply of another report to what an entry is asked for, where it measures the same."""
        same = self.shelf.counterpart(entry, report)
        return self.shelf.of(report).ask(same.question) if same and same.is_fact else None

    def _elsewhere(self, query: Query, choice: Choice, turn: Turn) -> Turn:
        """A refusal with the question that another report answers in full, never its figure; the turn as it is where none does."""
        report = (turn.explanation.chosen or choice).reports[0]
        lacking = self.shelf.lacking(query, report)
        if turn.reply.reason in FIRM or (turn.reply.reason == "year" and not lacking):
            return turn
        say = self.composer.say
        found = self._having(query, choice, report, turn.reply.status == "no_answer" or bool(lacking))
        if found is None:
            return Turn(self.shelf.refusal(report, "unknown", lacking), turn.conversation, turn.explanation) if lacking and turn.reply.status != "no_answer" else turn
        option = Option(found.id, self.catalogue.question(found))
        there = self.catalogue.by_id[found.report]
        curated = turn.reply.status == "no_answer" and turn.reply.entry
        text = turn.reply.text if curated else say["lacking"].format(report=(report.place if len(self.catalogue.places) > 1 else "") + f"{report.year}年")
        text += say["older"].format(report=("" if there.place == report.place else there.place) + f"{there.year}年", question=option.question)
        served = self.shelf.of(report).composer.options(self.index.knowledge.by_id[id] for id in turn.reply.entries)
        options = (option, *(served if turn.reply.status == "answered" else turn.reply.options))[:3]
        if curated:
            return replace(turn, reply=replace(turn.reply, text=text, options=options))
        return Turn(Reply("no_answer", text, None, 0.8, options, "unknown"), Conversation(), replace(turn.explanation, step="in another report"))

    def _having(self, query: Query, choice: Choice, report: Report, loosely: bool) -> Entry | None:
        """The fact of another report that answers a question, of the same place first; not `loosely`: in full, and nothing like it is in `report`."""
        asked = {unit.name for unit in query.units if unit.role == "asked" and unit.kind in SCOPED}
        if not any(unit.kind == "subject" or unit.kind not in SCOPED for unit in query.units if unit.role == "asked"):
            return None
        others = [*self.catalogue.of_place(report.place), *(() if choice.place else map(self.catalogue.newest, self.catalogue.places[:_MOST_LOOKED_INTO]))]
        for other in [other for other in dict.fromkeys(others) if other is not report][:_MOST_LOOKED_INTO]:
            answerer = self.shelf.of(other)
            if all(name in answerer.index.unit_idf for name in asked):
                turn = answerer.ask(without(query.text, self.shelf.mentions(query, report.place)))
                found = self.index.knowledge.by_id.get(turn.reply.entry or "")
                if turn.reply.status == "answered" and found and (loosely or (_whole(turn) and self.shelf.counterpart(found, report) is None)):
                    return found
        return None

    @cached_property
    def _years(self) -> dict[str, frozenset[str]]:
        """The years that each report names."""
        return {report.id: frozenset().union(*(scope.years for scope in self.shelf.of(report).index.scopes)) for report in self.catalogue.reports}


def _whole(turn: Turn) -> bool:
    """True when a reply speaks of all that was asked, as far as its evidence tells."""
    decision = turn.explanation.decision
    return not isinstance(decision, Answer) or not any(match.candidate.missed for match in decision.matches)
