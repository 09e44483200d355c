"""A suggestion: what to add to the knowledge for a question that it missed, and what that would change elsewhere (its blast radius)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from bot.answering.answerer import Answerer, Turn
from bot.errors import WenbaoError
from bot.knowledge.entry import Entry
from bot.knowledge.folder import Knowledge
from bot.knowledge.schema import Reason
from bot.language.text import key, normalise
from bot.matching.decision import Answer, decide, weigh
from bot.matching.index import Index, build
from bot.matching.query import Query
from bot.matching.ranking import Hidden, evidence, retrieve
from bot.upkeep.exam import VERDICTS, Graded, Question, ask_all
from bot.upkeep.misses import Near, near
from bot.upkeep.writing import NewEntry, with_entry, with_phrasing

#: An entry this likely, and not barred, is taken for the one that was meant. Of the calibration questions that get no answer, this gives the
#: right entry to 16 of 17 that the report answers, and a fact to 5 of 147 that it does not.
LIKELY = 0.35
#: What of an id that the reading of a question may fill.
_LONGEST_ID = 40

Progress = Callable[[str, int, int], None]


class SuggestionError(WenbaoError):
    """A question for which nothing can be suggested."""


@dataclass(frozen=True)
class MorePhrasing:
    """A phrasing for an entry that is there."""

    entry: Entry
    phrasing: str


@dataclass(frozen=True)
class MoreEntry:
    """A new entry behind the nearest one: what people ask and the report does not say, until someone finds that it does."""

    after: Entry
    entry: NewEntry


@dataclass(frozen=True)
class Suggestion:
    """What is proposed for a question, what it gets today, and which entries are near."""

    question: str
    turn: Turn
    nearest: tuple[Near, ...]
    change: MorePhrasing | MoreEntry


@dataclass(frozen=True)
class Shift:
    """A question that a change answers otherwise: `before` and `after` are what is served, in words of the exam or as ids of entries."""

    name: str
    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Radius:
    """What a change would do: exam questions and stored phrasings gained and lost, of how many that were asked."""

    exam: int
    stored: int
    gained: tuple[Shift, ...]
    lost: tuple[Shift, ...]
    turn: Turn


def suggested(question: str, others: Sequence[str], answerer: Answerer, id: str | None = None, answer: str | None = None) -> Suggestion:
    """What to do about a question; `others` are missed ones like it.

    A phrasing for the entry `id`, or for the entry that was likely meant; else a new entry. Raises `SuggestionError` for what is answered word
    for word already, for an unknown id and for what cannot be read.
    """
    index = answerer.index
    knowledge = index.knowledge
    if id is not None and id not in knowledge.by_id:
        raise SuggestionError(f"没有 {id} 这一条,请检查编号(bot misses 和 bot ask --explain 里有)")
    if not key(normalise(question)):
        raise SuggestionError("这一句里没有字,没法补")
    number = index.by_key.get(key(normalise(question)))
    if number is not None:
        raise SuggestionError(f"“{question}”已经是 {knowledge.entries[number].id} 的问法,不用补")
    query = index.reader.read(question)
    turn = answerer.ask(question)
    nearest = near(query, answerer)
    if id is None and answer is None and nearest and nearest[0].probability >= LIKELY and not nearest[0].barred:
        id = nearest[0].entry
    if id is not None and answer is None:
        return Suggestion(question, turn, nearest, MorePhrasing(knowledge.by_id[id], question))
    if not nearest and id is None:
        raise SuggestionError("知识库里没有和这一句相近的问答,不知道写到哪个文件:请用 --entry 写明放在哪一条后面")
    after = knowledge.by_id[id or nearest[0].entry]
    reason = turn.reply.reason if turn.reply.reason in get_args(Reason) else "unknown"
    told = answer or "报告没有写这件事。"
    more = tuple(dict.fromkeys(other for other in others if key(normalise(other)) != key(normalise(question)) and key(normalise(other)) not in index.by_key))
    facts = tuple(each.entry for each in nearest if knowledge.by_id[each.entry].is_fact)[:2]
    return Suggestion(
        question, turn, nearest, MoreEntry(after, NewEntry(_new_id(query, index), question, more, told, str(reason), after.section, after.topic, facts or (after.id,)))
    )


def _new_id(query: Query, index: Index) -> str:
    """An id that is free: the syllables of the words that the question names."""
    of_char = index.reader.sounds.of_char
    words = ["".join(of_char.get(char, char if char.isascii() and char.isalnum() else "") for char in unit.name) for unit in query.units if unit.kind != "place"]
    stem = "-".join(word for word in words if word).lower()[:_LONGEST_ID].strip("-")
    stem = stem if stem[:1].isalpha() and stem.isascii() else f"new-{stem}".strip("-") if stem.isascii() else "new"
    taken = index.knowledge.by_id.keys() | {talk.id for talk in index.knowledge.smalltalk}
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 10**6))) if name not in taken)


def applied(knowledge: Knowledge, change: MorePhrasing | MoreEntry) -> Knowledge:
    """The knowledge with a change in it; nothing is written."""
    entries = list(knowledge.entries)
    match change:
        case MorePhrasing(entry, phrasing):
            at = entries.index(entry)
            entries[at] = replace(entry, similar=(*entry.similar, phrasing))
        case MoreEntry(after, new):
            own = Entry(new.id, new.topic, new.section, new.question, new.similar, new.answer, after.report, related=new.related, reason=new.reason)
            entries.insert(entries.index(after) + 1, own)
    return replace(knowledge, entries=tuple(entries))


def written(data: bytes, change: MorePhrasing | MoreEntry) -> bytes:
    """The bytes of the file of the entry, with the change in it. Raises `WritingError`."""
    match change:
        case MorePhrasing(entry, phrasing):
            return with_phrasing(data, entry.id, phrasing)
        case MoreEntry(after, new):
            return with_entry(data, after.id, new)


# -- the blast radius -----------------------------------------------------------------------------------------------------


def radius(suggestion: Suggestion, answerer: Answerer, exam: Sequence[Question], progress: Progress, *, whole: bool = False) -> Radius:
    """What the change would do to the questions of exams and to the stored phrasings.

    Stored phrasings are asked with themselves hidden, so that they need their neighbours: those of the entries near the question, or
    with `whole` all of them.
    """
    index = answerer.index
    changed = Answerer(build(applied(index.knowledge, suggestion.change), index), answerer.weights)
    gained: list[Shift] = []
    lost: list[Shift] = []
    pairs = zip(ask_all(exam, answerer), ask_all(exam, changed), strict=True)
    for done, (before, after) in enumerate(pairs, 1):
        progress("考题", done, len(exam))
        step = VERDICTS.index(after.verdict) - VERDICTS.index(before.verdict)
        if step:
            (lost if step > 0 else gained).append(_shift(before, after))
    asked = list(_near_phrasings(suggestion, index, whole=whole))
    for done, (id, text) in enumerate(asked, 1):
        progress("存着的问法", done, len(asked))
        served = [_served(id, text, each) for each in (answerer, changed)]
        right = [_is_right(id, each, index) for each in served]
        if right[0] != right[1]:
            (gained if right[1] else lost).append(Shift(id, text, *(each or "不答" for each in served)))
    return Radius(len(exam), len(asked), tuple(gained), tuple(lost), changed.ask(suggestion.question))


def _shift(before: Graded, after: Graded) -> Shift:
    served = [each.turn.reply.entry or each.turn.reply.status for each in (before, after)]
    return Shift(before.question.id, before.question.text, *served)


def _near_phrasings(suggestion: Suggestion, index: Index, *, whole: bool) -> Iterator[tuple[str, str]]:
    """The entries' ids and phrasings that are asked, in the order of the knowledge."""
    entries = set(range(len(index.of_entry))) if whole else set(retrieve(index.reader.read(suggestion.question), index).nearest)
    if isinstance(suggestion.change, MorePhrasing):
        entries.add(index.number_of[suggestion.change.entry.id])
    for number in sorted(entries):
        if len(index.of_entry[number]) > 1:
            yield from ((index.knowledge.entries[number].id, index.phrasings[position].text) for position in index.of_entry[number])


def _served(id: str, text: str, answerer: Answerer) -> str | None:
    """The fact that a stored phrasing gets with itself hidden; None where it gets none."""
    index = answerer.index
    number = index.number_of[id]
    position = next(position for position in index.of_entry[number] if index.phrasings[position].text == text)
    counts = Counter(name for other in index.of_entry[number] for name in index.phrasings[other].names)
    own = {name for name in index.phrasings[position].names if counts[name] == 1}
    query = index.reader.read(text)
    hidden = Hidden(frozenset((position,)), number, index.scopes[number].names - own, whole=False)
    decision = decide(query, weigh(query, index, evidence(query, index, hidden=hidden), answerer.weights), answerer.weights)
    return decision.matches[0].candidate.entry.id if isinstance(decision, Answer) else None


def _is_right(id: str, served: str | None, index: Index) -> bool:
    """Whether a phrasing of an entry gets its fact, or none where the entry says that the report does not have it."""
    return served == (id if index.knowledge.by_id[id].is_fact else None)


def exam_files(folder: Path) -> tuple[Path, ...]:
    """The exams that lie in a knowledge folder."""
    return tuple(sorted({*folder.glob("*/exam/*.jsonl"), *folder.glob("exam/*.jsonl")}))
