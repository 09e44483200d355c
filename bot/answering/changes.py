"""Changes: the replies to questions that set two years side by side, from the reports of both."""

from dataclasses import replace

from bot.answering import comparing
from bot.answering.answerer import Explanation, Turn
from bot.answering.comparing import Side, Wish
from bot.answering.dialogue import Conversation
from bot.answering.reply import Composer, Reply
from bot.answering.shelf import FIRM, Shelf
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.report import Report
from bot.knowledge.sentences import filled
from bot.matching.query import Query
from bot.matching.reports import Choice

#: Where a question may mean several figures, so many are compared.
_MOST_TOLD = 3


class Changes:
    """Answers what compares two years."""

    def __init__(self, shelf: Shelf, composer: Composer) -> None:
        self.shelf = shelf
        self.composer = composer

    def reply(self, query: Query, conversation: Conversation, choice: Choice, wish: Wish) -> Turn:
        """The change that a report states; else two figures with their difference; else why there is none."""
        place = choice.reports[0].place
        newer = next(iter(self.shelf.catalogue.of_year(place, wish.newer)), None)
        report = newer or self.shelf.catalogue.newest(place)
        years = "和".join(dict.fromkeys(part for part in (choice.year, wish.spelled) if part))
        choice = replace(choice, reports=(report, *self.shelf.catalogue.of_year(place, wish.older)), year=years)
        plain = self.shelf.told(self.shelf.of(report).ask(self.shelf.dated(query, report), self.shelf.moved(conversation, report)), choice)
        known = self.shelf.index.knowledge.by_id
        stated = plain.reply.status == "answered" and (plain.explanation.step == "word for word" or any(comparing.states_change(known[id], wish) for id in plain.reply.entries))
        # 比去年多吗 reads like an opinion; with the other year at hand it is none.
        firm = FIRM - {"opinion"} if self.shelf.catalogue.several else FIRM
        if stated or plain.reply.status == "smalltalk" or plain.reply.reason in firm or (plain.reply.entry and plain.reply.reason and not self.shelf.catalogue.several):
            return plain
        core = self._core(wish, conversation, report)
        turn = self.shelf.of(report).ask(core, self.shelf.moved(conversation, report))
        entries = [known[id] for id in turn.reply.entries if known[id].is_fact] or [known[option.entry] for option in turn.reply.options if turn.reply.status == "clarify"]
        if not entries:
            entries = [
                known[id] for one in self.shelf.catalogue.of_year(place, wish.older) if one is not report for id in self.shelf.of(one).ask(core).reply.entries if known[id].is_fact
            ]
        asked = self.shelf.index.reader.read(core)
        pairs = [pair for entry in entries if (pair := self._pair(asked, entry, report, wish))]
        pairs = [pair for pair in pairs if comparing.fits(asked, pair[0].figure, self.shelf.index.knowledge.lexicon)] or pairs
        explanation = Explanation("compared", query, parts=(plain.explanation, turn.explanation), chosen=choice)
        if pairs:
            reply = self._told_pairs(pairs[:_MOST_TOLD], turn.reply.confidence)
            remembered = Conversation(reply.entries[:1], (), turn.conversation.units)
            return Turn(reply, remembered, explanation)
        if wish.implied:
            return plain
        if not entries and plain.reply.status in ("answered", "clarify"):
            entries = [known[id] for id in plain.reply.entries] or [known[option.entry] for option in plain.reply.options]
        base = f"{wish.base}年"
        if not self.shelf.catalogue.of_year(place, wish.base) or not newer:
            if not entries:
                return plain
            if not newer and wish.newer == report.plans:  # a plan beside a figure: two things
                return Turn(self.shelf.refusal(report, "metric", "", tuple(entries)), turn.conversation, explanation)
            missing = base if newer or wish.base == wish.newer else f"{wish.newer}年"
            reply = self.shelf.refusal(report, "year", wish.spelled if missing == base and wish.spelled and not self.shelf.catalogue.several else missing, tuple(entries))
            return Turn(reply, turn.conversation, explanation)
        return self._one_sided(plain, entries, report, wish, explanation)

    def _one_sided(self, plain: Turn, entries: list[Entry], report: Report, wish: Wish, explanation: Explanation) -> Turn:
        """A refusal that says which of the two years there is a figure of."""
        entries = [entry for entry in entries if entry.figures]
        if not entries:
            return plain if plain.reply.status == "no_answer" else Turn(self.shelf.refusal(report, "metric", ""), plain.conversation, explanation)
        there = self.shelf.catalogue.by_id[entries[0].report].year
        missing = wish.older if there == wish.newer else wish.newer
        text = self.composer.say["compare_one"].format(there=f"{there}年", what=comparing.what(entries[0].figures[0]), missing=f"{missing}年")
        options = self.shelf.of(report).composer.options(entries[:1])
        text += self.composer.say["nearest"].format(questions=f"「{options[0].question}」")
        return Turn(Reply("no_answer", text, None, 0.9, options, "year"), plain.conversation, explanation)

    def _core(self, wish: Wish, conversation: Conversation, report: Report) -> str:
        """The question for the figure itself; where it names none, that of what the conversation is about."""
        if comparing.empty(wish.core) and conversation.about and (about := self.shelf.index.knowledge.by_id.get(conversation.about[0])):
            return about.question if about.report == report.id else self.shelf.again(about, self.shelf.catalogue.by_id[about.report], report)
        return wish.core

    def _pair(self, asked: Query, entry: Entry, report: Report, wish: Wish) -> tuple[Side, Side] | None:
        """The two sides of a comparison, from an entry that states one of them."""
        figure = comparing.asked_figure(asked, entry, self.shelf.index.knowledge.lexicon)
        if figure is None or not 0 < comparing.year_of(figure) <= self.shelf.catalogue.by_id[entry.report].year:
            return None
        newer, older = (self._side(figure, entry, report, year) for year in (wish.newer, wish.older))
        return (newer, older) if newer and older else None

    def _side(self, figure: Figure, entry: Entry, report: Report, year: int) -> Side | None:
        """The same figure of a year: the entry's own, the year's own report's, or what the other states of that year."""
        if comparing.year_of(figure) == year:
            return Side(self.shelf.catalogue.by_id[entry.report], entry, figure)
        reports = dict.fromkeys((*self.shelf.catalogue.of_year(report.place, year), report, self.shelf.catalogue.newest(report.place)))
        return next((side for one in reports if (side := self.shelf.ledger(one).find(figure, lambda other: self.shelf.alike(entry, other), year))), None)

    def _told_pairs(self, pairs: list[tuple[Side, Side]], confidence: float) -> Reply:
        """Comparisons in words, one a line, and where the older figures stand."""
        say = dict(self.composer.say)
        lines, sources = [], []
        for newer, older in pairs:
            if comparing.exact(newer, older):
                lines.append(comparing.told(newer, older, say))
            else:
                lines += [*dict.fromkeys((newer.entry.answer, older.entry.answer)), say["compare_rough"]]
            if older.report is not newer.report:
                source = self.composer.source(older.entry)
                sources.append(filled(say["compare_source"], older=older.label, title=source.title, section=source.section, date=source.date))
        first = pairs[0][0].entry
        entries = dict.fromkeys(side.entry.id for pair in pairs for side in pair)
        related = self.shelf.of(pairs[0][0].report).composer.options(self.shelf.index.knowledge.by_id.get(id) for id in first.related)
        text = "\n".join(dict.fromkeys((*lines, *sources)))
        return Reply("answered", text, first.id, confidence, related, None, self.composer.source(first), tuple(entries))
