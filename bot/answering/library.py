"""The library: an answerer over one report or several side by side, which chooses the reports that a question is for.

Each report is answered from its own index. The question's place and year choose it, the conversation does for a follow-up, the newest is the
default; an older one is only offered where it alone has the answer. What compares two years is answered from both.
"""

import re
from dataclasses import replace
from functools import cached_property

from bot.answering import comparing, dialogue
from bot.answering.answerer import Answerer, Explanation, Turn
from bot.answering.comparing import Ledger, Side, Wish
from bot.answering.dialogue import Conversation
from bot.answering.reply import Option, Reply
from bot.answering.unreadable import unreadable
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.report import Report
from bot.language.text import key, normalise
from bot.matching.decision import Answer
from bot.matching.index import Index
from bot.matching.query import SCOPED, Query
from bot.matching.reports import Catalogue, Choice
from bot.matching.weights import Weights

#: So many reports are set side by side at the most, and so many others looked into for what the chosen one does not have.
_MOST_BESIDE, _MOST_LOOKED_INTO = 3, 8
#: A message of a reasonable length only is looked through for a comparison.
_LONGEST_COMPARISON = 200
#: What so many of an entry's phrasings name is what it speaks of; an entry that speaks of so much of that by weight is of the same.
_AGREED, _ALIKE = 0.5, 0.7
#: Refusals that no other figure or report changes.
_FIRM = frozenset(("personal", "opinion", "procedure", "population", "place", "unreadable"))
_JOINING = re.compile(r"(?:和|跟|与|同|、|及|以及|还有|,) *$")
_EACH = re.compile(r"各自|分别|各(?=是|有|多少|几)")
_LEADING = re.compile(r"^(?:的|度|里|年|,)+")


class Library(Answerer):
    """Answers from one report or several; holds no state between questions, as `Answerer`."""

    def __init__(self, index: Index, calibrated: Weights | None = None) -> None:
        self.catalogue = Catalogue(index.knowledge.reports)
        super().__init__(index, calibrated, self.catalogue)
        self._answerers: dict[str, Answerer] = {}
        self._ledgers: dict[str, Ledger] = {}

    def ask(self, question: str, conversation: Conversation = Conversation()) -> Turn:  # noqa: B008 - frozen
        """The reply to one message."""
        text = normalise(question)
        several = self.catalogue.several
        if not several and not (len(text) <= _LONGEST_COMPARISON and comparing.compares(text)):
            return super().ask(question, conversation)
        if unreadable(text, self.composer):
            return self.of(self.catalogue.default).ask(question, conversation)
        query = self.index.reader.read(text)
        held = self._held(conversation)
        if held and not query.periods and not self.catalogue.places_named(query) and (turn := self.of(held)._in_dialogue(query, conversation)):
            turn = self._told(turn, Choice((held,), held=True))
            return replace(turn, conversation=replace(turn.conversation, report=held.id))
        choice = self.catalogue.choose(query, held, held is not None and dialogue.leans(query, self.of(held).index))
        turn = self._chosen(query, conversation, choice, held)
        return replace(turn, conversation=replace(turn.conversation, report=self._report(turn, choice).id)) if several else turn

    def of(self, report: Report) -> Answerer:
        """The answerer of one report."""
        found = self._answerers.get(report.id)
        if found is None:
            part = self.index.parts.get(report.id, self.index)
            found = self._answerers.setdefault(report.id, Answerer(part, self.weights, self.catalogue))
        return found

    # -- one report ---------------------------------------------------------------------------------------------------

    def _chosen(self, query: Query, conversation: Conversation, choice: Choice, held: Report | None) -> Turn:
        """The reply from the chosen reports: precise first, then what compares or names several, then by evidence."""
        if self.catalogue.several and (turn := self._word_for_word_in(query, conversation, choice)):
            return turn
        place = choice.reports[0].place
        wish = comparing.wished(query, self.catalogue, place, choice.reports[0].year) if len(query.text) <= _LONGEST_COMPARISON else None
        if wish:
            return self._compared(query, conversation, choice, wish)
        if self.catalogue.several and (turn := self._beside(query, conversation, place)):
            return turn
        return self._from_reports(query, conversation, choice, held)

    def _word_for_word_in(self, query: Query, conversation: Conversation, choice: Choice) -> Turn | None:
        """A stored question of a report, also with the report's place and year written before it."""
        newest = () if choice.held and not choice.place else (self.catalogue.newest(choice.reports[0].place),)
        for report in dict.fromkeys((*choice.reports, *newest)):
            texts = [self._dated(query, report)]
            if report in choice.reports and (choice.place or choice.year):
                texts.append(self._bare(query, report))
            for text in texts:
                entry = self._stored(report, key(text))
                if entry and (entry.is_fact or (report in choice.reports and entry.reason != "year")):  # another report may be of that year
                    return self._told(self.of(report).ask(text, self._moved(conversation, report)), replace(choice, reports=(report,)))
        return None

    def _stored(self, report: Report, spoken: str) -> Entry | None:
        index = self.of(report).index
        number = index.by_key.get(spoken)
        return None if number is None else index.knowledge.entries[number]

    def _bare(self, query: Query, report: Report) -> str:
        """The question without the first mention of the report's place and of its year."""
        spans = [(place.start, place.end) for covered, place in self.catalogue.places_named(query).items() if covered == report.place][:1]
        spans += [(time.start, time.end) for year, time in self.catalogue.years_named(query, report.place) if year == report.year][:1]
        return _without(query.text, spans)

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
            turn = self._told(self._in(report, query, conversation, held), replace(choice, reports=(report,)))
            if turn.reply.status == "smalltalk" or (turn.reply.status != "no_answer" and _whole(turn) and not self._lacking(query, report)):
                return turn
            turns.append(turn)
        turn = next((turn for turn in turns if turn.reply.status != "no_answer"), turns[0])
        return turn if choice.missing or not self.catalogue.several else self._elsewhere(query, choice, turn)

    def _no_such_report(self, query: Query, conversation: Conversation, choice: Choice) -> Turn:
        """A follow-up to another place that has no report of the year spoken of: said so, with the question for the year that it has."""
        report = choice.reports[0]
        moved = self._moved(conversation, report)
        entries = [entry for id in moved.about if (entry := self.index.knowledge.by_id[id]).is_fact]
        reply = self._refusal(report, "year", choice.missing, tuple(entries[:1]))
        return Turn(reply, moved, Explanation("no such report", query, chosen=choice))

    def _in(self, report: Report, query: Query, conversation: Conversation, held: Report | None) -> Turn:
        """A question asked of one report: its years made plain, and a mere 那2021年呢 asked as what the conversation is about."""
        answerer = self.of(report)
        if held and held is not report and conversation.about and comparing.empty(_without(query.text, self._mentions(query, report.place))):
            about = self.index.knowledge.by_id.get(conversation.about[0])
            if about and about.report == held.id:
                return answerer.ask(self._again(about, held, report))
        return answerer.ask(self._dated(query, report), self._moved(conversation, report))

    def _again(self, about: Entry, held: Report, report: Report) -> str:
        """The question of an earlier report's entry as it is asked of another report."""
        if same := self._counterpart(about, report):
            return same.question
        query = self.index.reader.read(about.question, forgiving=False)
        return _without(query.text, self._mentions(query, held.place))

    def _counterpart(self, entry: Entry, report: Report) -> Entry | None:
        """The entry of another report that is asked for the same: whose figure measures the same, or that is asked in the same words."""
        if entry.figures and (side := self._ledger(report).find(entry.figures[0], lambda other: self._alike(entry, other))) and side.entry.figures[0] is side.figure:
            return side.entry
        return self._stored(report, key(normalise(entry.question)))

    def _alike(self, one: Entry, other: Entry) -> bool:
        """True when two entries speak of the same: each of most that the other's phrasings agree on (养护 and 新建 of one thing are two)."""
        if one.id == other.id:
            return True
        mine, theirs = (self.index.scopes[self.index.number_of[entry.id]] for entry in (one, other))
        for core, names in ((mine.core, theirs.names), (theirs.core, mine.names)):
            weights = {name: often * self.index.weight(name) for name, often in core.items() if often >= _AGREED}
            if sum(weight for name, weight in weights.items() if name in names) < _ALIKE * sum(weights.values()):
                return False
        return True

    def _dated(self, query: Query, report: Report) -> str:
        """The text with 今年 and 去年 written as years where they are not reckoned from this report."""
        if report.year == self.catalogue.newest(report.place).year:
            return query.text
        text = query.text
        for year, time in reversed(self.catalogue.years_named(query, report.place)):
            if time.tokens[0][0] == "R":
                text = f"{text[: time.start]}{year}年{text[time.end :]}"
        return text

    def _mentions(self, query: Query, place: str) -> list[tuple[int, int]]:
        """Where a question names covered places and years."""
        places = [(found.start, found.end) for found in self.catalogue.places_named(query).values()]
        return places + [(time.start, time.end) for _, time in self.catalogue.years_named(query, place)]

    # -- the conversation ---------------------------------------------------------------------------------------------

    def _held(self, conversation: Conversation) -> Report | None:
        """The report that the conversation is about."""
        if not self.catalogue.several:
            return None
        entries = (self.index.knowledge.by_id.get(id) for id in (*conversation.offered, *conversation.about))
        found = next((entry.report for entry in entries if entry), conversation.report)
        return self.catalogue.by_id.get(found)

    def _moved(self, conversation: Conversation, report: Report) -> Conversation:
        """The conversation as another report sees it: its entries of the same, and none of another report's."""
        if not self.catalogue.several:
            return conversation
        known = self.index.knowledge.by_id

        def here(ids: tuple[str, ...]) -> tuple[str, ...]:
            found = (known[id] if known[id].report == report.id else self._counterpart(known[id], report) for id in ids if id in known)
            return tuple(entry.id for entry in found if entry)

        offered = conversation.offered if all(id in known and known[id].report == report.id for id in conversation.offered) else ()
        return replace(conversation, about=here(conversation.about), offered=offered)

    def _report(self, turn: Turn, choice: Choice) -> Report:
        """The report that a turn leaves the conversation with."""
        served = self.index.knowledge.by_id.get(turn.reply.entry or "")
        return self.catalogue.by_id[served.report] if served else (turn.explanation.chosen or choice).reports[0]

    # -- several reports ----------------------------------------------------------------------------------------------

    def _beside(self, query: Query, conversation: Conversation, place: str) -> Turn | None:
        """Two or three covered years or places named side by side: each one's reply in a line of its own."""
        places = self.catalogue.places_named(query)
        years = dict.fromkeys(year for year, _ in self.catalogue.years_named(query, place))
        wanted = [found[0] for one in places or (place,) for year in years or (self.catalogue.newest(one).year,) if (found := self.catalogue.of_year(one, year))]
        if not 1 < len(wanted) <= _MOST_BESIDE or len(wanted) < max(1, len(places)) * max(1, len(years)):
            return None
        core = _EACH.sub("", _without(query.text, self._mentions(query, place)))
        turns = [(report, self.of(report).ask(core, self._moved(conversation, report))) for report in wanted]
        first = next((turn for _, turn in turns if turn.reply.status == "answered"), None)
        if first is None:
            return None
        same = self.index.knowledge.by_id[first.reply.entries[0]]
        turns = [(report, turn if turn.reply.status == "answered" else self._like(same, report) or turn) for report, turn in turns]
        lines = []
        for report, turn in turns:
            label = (report.place if len(places) > 1 else "") + (f"{report.year}年" if len(years) > 1 else "")
            text = turn.reply.text if turn.reply.status in ("answered", "no_answer") else self._refusal(report, "metric", "").text
            lines.append(self.composer.say["beside"].format(label=label, answer=text))
        good = [turn for _, turn in turns if turn.reply.status == "answered"]
        entries = tuple(id for turn in good for id in turn.reply.entries)
        reply = replace(good[0].reply, text="\n".join(lines), entries=entries, confidence=min(turn.reply.confidence for turn in good))
        choice = Choice(tuple(wanted), "、".join(places), "、".join(f"{year}年" for year in years))
        return Turn(reply, good[0].conversation, Explanation("side by side", query, parts=tuple(turn.explanation for _, turn in turns), chosen=choice))

    def _like(self, entry: Entry, report: Report) -> Turn | None:
        """The reply of another report to what an entry is asked for, where it measures the same."""
        same = self._counterpart(entry, report)
        return self.of(report).ask(same.question) if same and same.is_fact else None

    def _lacking(self, query: Query, report: Report) -> str:
        """The first asked subject that another report speaks of and this one does not; "" where there is none."""
        names = (unit.name for unit in query.units if unit.role == "asked" and unit.kind == "subject")
        return next((name for name in names if name in self.index.unit_idf and name not in self.of(report).index.unit_idf), "") if self.catalogue.several else ""

    def _elsewhere(self, query: Query, choice: Choice, turn: Turn) -> Turn:
        """A refusal with the question that another report answers in full, never its figure; the turn as it is where none does."""
        report = (turn.explanation.chosen or choice).reports[0]
        lacking = self._lacking(query, report)
        if turn.reply.reason in _FIRM or (turn.reply.reason == "year" and not lacking):
            return turn
        say = self.composer.say
        found = self._having(query, choice, report, turn.reply.status == "no_answer" or bool(lacking))
        if found is None:
            return Turn(self._refusal(report, "unknown", lacking), turn.conversation, turn.explanation) if lacking and turn.reply.status != "no_answer" else turn
        option = Option(found.id, self.catalogue.question(found))
        there = self.catalogue.by_id[found.report]
        curated = turn.reply.status == "no_answer" and turn.reply.entry
        text = turn.reply.text if curated else say["lacking"].format(report=(report.place if len(self.catalogue.places) > 1 else "") + f"{report.year}年")
        text += say["older"].format(report=("" if there.place == report.place else there.place) + f"{there.year}年", question=option.question)
        served = self.of(report).composer.options(self.index.knowledge.by_id[id] for id in turn.reply.entries)
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
            answerer = self.of(other)
            if all(name in answerer.index.unit_idf for name in asked):
                turn = answerer.ask(_without(query.text, self._mentions(query, report.place)))
                found = self.index.knowledge.by_id.get(turn.reply.entry or "")
                if turn.reply.status == "answered" and found and (loosely or (_whole(turn) and self._counterpart(found, report) is None)):
                    return found
        return None

    @cached_property
    def _years(self) -> dict[str, frozenset[str]]:
        """The years that each report names."""
        return {report.id: frozenset().union(*(scope.years for scope in self.of(report).index.scopes)) for report in self.catalogue.reports}

    # -- two years compared -------------------------------------------------------------------------------------------

    def _compared(self, query: Query, conversation: Conversation, choice: Choice, wish: Wish) -> Turn:
        """The change that a report states; else two figures with their difference; else why there is none."""
        place = choice.reports[0].place
        newer = next(iter(self.catalogue.of_year(place, wish.newer)), None)
        report = newer or self.catalogue.newest(place)
        years = "和".join(dict.fromkeys(part for part in (choice.year, wish.spelled) if part))
        choice = replace(choice, reports=(report, *self.catalogue.of_year(place, wish.older)), year=years)
        plain = self._told(self.of(report).ask(self._dated(query, report), self._moved(conversation, report)), choice)
        known = self.index.knowledge.by_id
        stated = plain.reply.status == "answered" and (plain.explanation.step == "word for word" or any(comparing.states_change(known[id], wish) for id in plain.reply.entries))
        # 比去年多吗 reads like an opinion; with the other year at hand it is none.
        firm = _FIRM - {"opinion"} if self.catalogue.several else _FIRM
        if stated or plain.reply.status == "smalltalk" or plain.reply.reason in firm or (plain.reply.entry and plain.reply.reason and not self.catalogue.several):
            return plain
        core = self._core(wish, conversation, report)
        turn = self.of(report).ask(core, self._moved(conversation, report))
        entries = [known[id] for id in turn.reply.entries if known[id].is_fact] or [known[option.entry] for option in turn.reply.options if turn.reply.status == "clarify"]
        if not entries:
            entries = [known[id] for one in self.catalogue.of_year(place, wish.older) if one is not report for id in self.of(one).ask(core).reply.entries if known[id].is_fact]
        asked = self.index.reader.read(core)
        pairs = [pair for entry in entries if (pair := self._pair(asked, entry, report, wish))]
        pairs = [pair for pair in pairs if comparing.fits(asked, pair[0].figure, self.index.knowledge.lexicon)] or pairs
        explanation = Explanation("compared", query, parts=(plain.explanation, turn.explanation), chosen=choice)
        if pairs:
            reply = self._told_pairs(pairs[:_MOST_BESIDE], turn.reply.confidence)
            remembered = Conversation(reply.entries[:1], (), turn.conversation.units)
            return Turn(reply, remembered, explanation)
        if wish.implied:
            return plain
        if not entries and plain.reply.status in ("answered", "clarify"):
            entries = [known[id] for id in plain.reply.entries] or [known[option.entry] for option in plain.reply.options]
        base = f"{wish.base}年"
        if not self.catalogue.of_year(place, wish.base) or not newer:
            if not entries:
                return plain
            if not newer and wish.newer == report.plans:  # a plan beside a figure: two things
                return Turn(self._refusal(report, "metric", "", tuple(entries)), turn.conversation, explanation)
            missing = base if newer or wish.base == wish.newer else f"{wish.newer}年"
            reply = self._refusal(report, "year", wish.spelled if missing == base and wish.spelled and not self.catalogue.several else missing, tuple(entries))
            return Turn(reply, turn.conversation, explanation)
        return self._one_sided(plain, entries, report, wish, explanation)

    def _one_sided(self, plain: Turn, entries: list[Entry], report: Report, wish: Wish, explanation: Explanation) -> Turn:
        """A refusal that says which of the two years there is a figure of."""
        entries = [entry for entry in entries if entry.figures]
        if not entries:
            return plain if plain.reply.status == "no_answer" else Turn(self._refusal(report, "metric", ""), plain.conversation, explanation)
        there = self.catalogue.by_id[entries[0].report].year
        missing = wish.older if there == wish.newer else wish.newer
        text = self.composer.say["compare_one"].format(there=f"{there}年", what=comparing.what(entries[0].figures[0]), missing=f"{missing}年")
        options = self.of(report).composer.options(entries[:1])
        text += self.composer.say["nearest"].format(questions=f"「{options[0].question}」")
        return Turn(Reply("no_answer", text, None, 0.9, options, "year"), plain.conversation, explanation)

    def _core(self, wish: Wish, conversation: Conversation, report: Report) -> str:
        """The question for the figure itself; where it names none, that of what the conversation is about."""
        if comparing.empty(wish.core) and conversation.about and (about := self.index.knowledge.by_id.get(conversation.about[0])):
            return about.question if about.report == report.id else self._again(about, self.catalogue.by_id[about.report], report)
        return wish.core

    def _pair(self, asked: Query, entry: Entry, report: Report, wish: Wish) -> tuple[Side, Side] | None:
        """The two sides of a comparison, from an entry that states one of them."""
        figure = comparing.asked_figure(asked, entry, self.index.knowledge.lexicon)
        if figure is None or not 0 < comparing.year_of(figure) <= self.catalogue.by_id[entry.report].year:
            return None
        newer, older = (self._side(figure, entry, report, year) for year in (wish.newer, wish.older))
        return (newer, older) if newer and older else None

    def _side(self, figure: Figure, entry: Entry, report: Report, year: int) -> Side | None:
        """The same figure of a year: the entry's own, the year's own report's, or what the other states of that year."""
        if comparing.year_of(figure) == year:
            return Side(self.catalogue.by_id[entry.report], entry, figure)
        reports = dict.fromkeys((*self.catalogue.of_year(report.place, year), report, self.catalogue.newest(report.place)))
        return next((side for one in reports if (side := self._ledger(one).find(figure, lambda other: self._alike(entry, other), year))), None)

    def _ledger(self, report: Report) -> Ledger:
        found = self._ledgers.get(report.id)
        if found is None:
            knowledge = self.of(report).index.knowledge
            found = self._ledgers.setdefault(report.id, Ledger(report, knowledge.entries, knowledge.lexicon))
        return found

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
                sources.append(say["compare_source"].format(older=older.label, title=source.title, section=source.section, date=source.date))
        first = pairs[0][0].entry
        entries = dict.fromkeys(side.entry.id for pair in pairs for side in pair)
        related = self.of(pairs[0][0].report).composer.options(self.index.knowledge.by_id.get(id) for id in first.related)
        text = "\n".join(dict.fromkeys((*lines, *sources)))
        return Reply("answered", text, first.id, confidence, related, None, self.composer.source(first), tuple(entries))

    # -- the reply ----------------------------------------------------------------------------------------------------

    def _refusal(self, report: Report, reason: str, what: str, entries: tuple[Entry, ...] = ()) -> Reply:
        composer = self.of(report).composer
        options = composer.options(entries, 3)
        text = composer.refusal(reason, what) + (composer.say["nearest"].format(questions=f"「{options[0].question}」") if options else "")
        return Reply("no_answer", text, None, 0.9, options, reason)

    def _told(self, turn: Turn, choice: Choice) -> Turn:
        """A turn that tells which report was chosen."""
        return replace(turn, explanation=replace(turn.explanation, chosen=choice)) if self.catalogue.several else turn


def _whole(turn: Turn) -> bool:
    """True when a reply speaks of all that was asked, as far as its evidence tells."""
    decision = turn.explanation.decision
    return not isinstance(decision, Answer) or not any(match.candidate.missed for match in decision.matches)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with some stretches cut out, and what joined them to each other."""
    for start, end in sorted(spans, reverse=True):
        text = _JOINING.sub("", text[:start]) + _LEADING.sub("", text[end:])
    return text.strip()
