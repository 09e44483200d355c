"""The index: every stored phrasing read into a query, and for each term the phrasings that hold it."""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.folder import Knowledge
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.report import Report
from bot.language.periods import widened
from bot.language.pinyin import Sounds
from bot.language.text import normalise
from bot.language.words import Dictionary
from bot.matching.query import ASKING, TERM, Query, Reader, grams, pairs

_SENTENCE = re.compile(r"[^,。;,;]+[,。;,;]?")
# A part of an answer that says what the report does not have is nothing that the entry speaks of.
_DENIES = re.compile(r"没有(?:写|说|讲|提|解释|说明|印|列|单独|把|介绍|分)|没(?:写|说|讲|提)|不是|未(?:写|说)")
#: The three ways in which a phrasing can resemble a question: by meaning, by characters, by sound.
CHANNELS = ("units", "grams", "sounds")

# What a word that is no noun (设在, 打听) counts for where no entry has it, beside a noun: it is a way of asking rather than a thing asked about.
_TURN_OF_SPEECH = 0.35


@dataclass(frozen=True)
class Phrasing:
    """One stored question: whose it is, and what of it counts in each channel.

    Only `names` is kept as a set; characters and sounds are taken apart when a question first comes near, so that an index loads fast.
    """

    entry: int
    text: str
    plain: str
    bare: str
    names: frozenset[str]
    spoken: str

    def terms(self, channel: str) -> frozenset[str]:
        """The terms of a channel."""
        return self.names if channel == "units" else self.grams if channel == "grams" else self.sounds

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its characters and pairs of characters."""
        return frozenset(grams(self.bare))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Its pairs of syllables."""
        return pairs(tuple(self.spoken.split()))

    def __getstate__(self) -> tuple[object, ...]:
        return (self.entry, self.text, self.plain, self.bare, self.names, self.spoken)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(("entry", "text", "plain", "bare", "names", "spoken"), state, strict=True):
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class Scope:
    """What an entry speaks of, gathered from its phrasings, answer and figures.

    `names` are all units that it explains, with those wider than them; `core` those that its phrasings agree on, each with its weight;
    `apart` what a known unknown speaks of and the facts related to it don't; `asks` the properties that its phrasings ask for, `figures`
    those that its figures measure, both with the wider ones, `measures` their units; `periods`, `years` and `places` the tokens that it
    names, `moments` the times that most phrasings name (第三季度, 2023年), the report's own year left out.
    """

    names: frozenset[str]
    core: dict[str, float]
    apart: frozenset[str]
    asks: frozenset[str]
    figures: frozenset[str]
    measures: frozenset[str]
    periods: frozenset[str]
    years: frozenset[str]
    moments: frozenset[str]
    places: frozenset[str]


#: The scope of an entry that speaks of nothing.
NOTHING = Scope(frozenset(), {}, *(frozenset[str]() for _ in range(8)))


class Channel:
    """One inverted index with TF-IDF weights and cosine normalisation (each term counted once)."""

    def __init__(self, phrasings: Iterable[frozenset[str]]) -> None:
        holders: dict[str, array[int]] = {}
        sets = list(phrasings)
        for number, terms in enumerate(sets):
            for term in terms:
                holders.setdefault(term, array("I")).append(number)
        size = len(sets)
        self.idf = {term: math.log(1 + (size - len(found) + 0.5) / (len(found) + 0.5)) for term, found in holders.items()}
        self.rare = math.log(1 + size)
        self.norms = array("d", (math.sqrt(sum(self.idf[term] ** 2 for term in sorted(terms))) or 1.0 for terms in sets))
        self.holders = holders

    def asked(self, weights: dict[str, float]) -> "Asked":
        """Weighted terms of a question (1 for one asked in full) made ready for cosines."""
        squares = 0.0
        gains: dict[str, float] = {}
        for term in sorted(weights):
            idf = self.idf.get(term)
            if idf is None:
                # An unknown term counts against every phrasing, by half.
                squares += (weights[term] * self.rare / 2) ** 2
            else:
                squares += (weights[term] * idf) ** 2
                gains[term] = weights[term] * idf * idf
        return Asked(self, gains, math.sqrt(squares) or 1.0)


class Asked:
    """A question in one channel: what each of its terms adds to a phrasing's cosine."""

    def __init__(self, channel: Channel, gains: dict[str, float], norm: float) -> None:
        self.channel = channel
        self.gains = gains
        self.names = frozenset(gains)
        self.norm = norm

    def gather(self, totals: dict[int, float], share: float, budget: int) -> None:
        """Add `share` of the cosines to `totals`, rarest terms first, until `budget` phrasings have been touched: common terms cost most
        and tell least."""
        norms, holders = self.channel.norms, self.channel.holders
        spent = 0
        for term in sorted(self.gains, key=lambda term: (len(holders[term]), term)):
            found = holders[term]
            spent += len(found)
            if spent > budget and spent > len(found):
                break
            gain = share * self.gains[term] / self.norm
            for number in found:
                totals[number] = totals.get(number, 0.0) + gain / norms[number]

    def cosine(self, number: int, terms: frozenset[str]) -> float:
        """The cosine (0 to 1) with one phrasing, whose terms are given."""
        gains = self.gains
        return math.fsum(gains[term] for term in self.names & terms) / (self.norm * self.channel.norms[number])


@dataclass
class Index:
    """Everything that answering needs, built once from a `Knowledge`.

    Where the knowledge holds several reports, `parts` has an index of each by the report's id, which knows that report alone and shares the
    reader: a question is answered from the parts that it is for, so that neither the weights nor the time depend on how many others there are.
    """

    knowledge: Knowledge
    reader: Reader
    phrasings: tuple[Phrasing, ...]
    owner: "array[int]"
    of_entry: tuple[tuple[int, ...], ...]
    scopes: tuple[Scope, ...]
    by_key: dict[str, int]
    channels: dict[str, Channel] = field(repr=False)
    unit_idf: dict[str, float] = field(repr=False)
    number_of: dict[str, int] = field(repr=False)
    talk: dict[str, int] = field(repr=False)
    parts: dict[str, "Index"] = field(default_factory=dict, repr=False)

    def weight(self, name: str) -> float:
        """How much a unit tells: its inverse document frequency over the entries (0.1 to about 6); for one that no entry has, by how
        rare it is in daily Chinese."""
        known = self.unit_idf.get(name)
        if known is not None:
            return known
        top = math.log(1 + len(self.knowledge.entries)) or 1.0
        if name in self.reader.lexicon.concepts:
            return top
        frequency = self.reader.dictionary.frequency(name)
        rarity = (math.log(self.reader.dictionary.total / (frequency + 1)) - 5) / 8
        share = 1.0 if name in self.reader.dictionary.nouns else _TURN_OF_SPEECH
        return top * share * min(1.0, max(0.05, rarity * (1.0 if len(name) > 1 else 0.5)))


def build(knowledge: Knowledge) -> Index:
    """Read every phrasing of the knowledge into an index (seconds, not milliseconds; the result can be pickled)."""
    words = frozenset(word for word in knowledge.lexicon.by_word if len(word) > 1)
    dictionary = Dictionary.of_daily_use(words)
    sounds = Sounds.of_common_characters()
    plain_reader = Reader(knowledge.lexicon, dictionary, sounds, knowledge.reports)
    texts = [(number, phrasing) for number, entry in enumerate(knowledge.entries) for phrasing in entry.phrasings]
    read = [plain_reader.read(text, forgiving=False) for _, text in texts]
    counts = Counter(unit.name for query in read for unit in query.units if unit.kind == TERM and len(unit.name) > 1)
    used = Counter(unit.name for query in read for unit in query.units)
    spoken = {word: used[concept.name] for word, concept in knowledge.lexicon.by_word.items() if concept.name in used and len(word) > 1 and concept.kind not in ("colour", "place")}
    vocabulary = {**counts, **spoken}
    reader = Reader(knowledge.lexicon, dictionary, sounds, knowledge.reports, vocabulary)
    of_entry: list[list[Query]] = [[] for _ in knowledge.entries]
    for (number, _text), query in zip(texts, read, strict=True):
        of_entry[number].append(query)
    scopes = [_scope(knowledge, reader, entry, of_entry[number]) for number, entry in enumerate(knowledge.entries)]
    place = {entry.id: number for number, entry in enumerate(knowledge.entries)}
    scopes = [
        scope if entry.is_fact else replace(scope, apart=scope.names.difference(*(scopes[place[id]].names for id in entry.related if id in place)))
        for entry, scope in zip(knowledge.entries, scopes, strict=True)
    ]
    talk = {reader.read(phrase, forgiving=False).key: number for number, talk in enumerate(knowledge.smalltalk) for phrase in talk.phrases}
    index = _assembled(knowledge, reader, of_entry, scopes, talk)
    if len(knowledge.reports) > 1:
        for report in knowledge.reports:
            own = [number for number, entry in enumerate(knowledge.entries) if entry.report == report.id]
            part = replace(knowledge, reports=(report,), entries=tuple(knowledge.entries[number] for number in own))
            index.parts[report.id] = _assembled(part, reader, [of_entry[number] for number in own], [scopes[number] for number in own], talk)
    return index


def _assembled(knowledge: Knowledge, reader: Reader, read: list[list[Query]], scopes: list[Scope], talk: dict[str, int]) -> Index:
    """An index of entries whose phrasings were read and whose scopes are known, both in the order of the entries."""
    phrasings = tuple(
        Phrasing(number, text, query.plain, query.bare, query.names, " ".join(query.syllables))
        for number, entry in enumerate(knowledge.entries)
        for text, query in zip(entry.phrasings, read[number], strict=True)
    )
    of_entry: list[list[int]] = [[] for _ in knowledge.entries]
    for position, phrasing in enumerate(phrasings):
        of_entry[phrasing.entry].append(position)
    holders = Counter(name for scope in scopes for name in scope.names)
    size = len(scopes)
    by_key: dict[str, int] = {}
    for number, queries in enumerate(read):
        for query in queries:
            by_key.setdefault(query.key, number)
    return Index(
        knowledge=knowledge,
        reader=reader,
        phrasings=phrasings,
        owner=array("I", (phrasing.entry for phrasing in phrasings)),
        of_entry=tuple(map(tuple, of_entry)),
        scopes=tuple(scopes),
        by_key=by_key,
        channels={channel: Channel(phrasing.terms(channel) for phrasing in phrasings) for channel in CHANNELS},
        unit_idf={name: max(0.1, math.log(1 + (size - found + 0.5) / (found + 0.5))) for name, found in holders.items()},
        number_of={entry.id: number for number, entry in enumerate(knowledge.entries)},
        talk=talk,
    )


def _scope(knowledge: Knowledge, reader: Reader, entry: Entry, phrasings: list[Query]) -> Scope:
    lexicon = knowledge.lexicon
    answer = reader.read("".join(part for part in _SENTENCE.findall(entry.answer) if not _DENIES.search(part)), forgiving=False)
    names = set(answer.names)
    for query in phrasings:
        names |= query.names
    for figure in entry.figures:
        for text in (figure.subject, figure.metric, figure.population):
            if text:
                names |= reader.read(text, forgiving=False).names | {text}
        names |= _measured(figure, lexicon)
    for text in (*entry.names, entry.topic):
        names |= reader.read(text, forgiving=False).names
    for name in list(names):
        names |= set(lexicon.ancestors(name))
    standard = phrasings[0]
    agreed = Counter(name for query in phrasings for name in query.names)
    agreed.update(standard.names)  # the standard question counts twice
    often = {name: count / (len(phrasings) + 1) for name, count in agreed.items() if count >= 0.3 * (len(phrasings) + 1) or name in standard.names}
    kinds = {unit.name: unit.kind for query in phrasings for unit in query.units}
    asks = {name for name in often if kinds[name] in ASKING}
    measured = {name for figure in entry.figures for name in _measured(figure, lexicon)}
    if entry.figures:
        asks |= _measured(entry.figures[0], lexicon)
    asks |= {wider for name in asks for wider in lexicon.ancestors(name)}
    measured |= {wider for name in measured for wider in lexicon.ancestors(name)}
    tokens = {token for query in (*phrasings, answer) for time in query.periods for token in time.tokens}
    for figure in entry.figures:
        tokens |= {token for time in reader.read(_dated(figure.period), forgiving=False).periods for token in time.tokens}
    report = knowledge.report_of.get(entry.report)
    dated = {token for figure in entry.figures for time in reader.read(_dated(figure.period), forgiving=False).periods for token in time.tokens}
    report = knowledge.report_of.get(entry.report)
    years = {token for token in tokens if token[0] == "Y"}
    if report:
        own, plans = f"Y{report.year}", f"Y{report.plans}"
        asked = dated | {token for time in phrasings[0].periods for token in time.tokens}
        if not (plans in asked and own not in asked):
            years.add(own)
    spoken = Counter(token for query in phrasings for token in {token for time in query.periods for token in time.tokens})
    moments = frozenset(token for token, count in spoken.items() if count > 0.5 * len(phrasings) and not (report and token == f"Y{report.year}"))
    places = {place_token(place.name) for query in (*phrasings, answer) for place in query.places}
    return Scope(
        frozenset(names),
        often,
        frozenset(),
        frozenset(asks),
        frozenset(measured | asks),
        frozenset(word for figure in entry.figures for word in {figure.measure, figure.measure.removesuffix("次")} if word),
        widened(frozenset(tokens)),
        frozenset(years),
        moments,
        frozenset(places - {place_token(name) for name in _here(report)}),
    )


def _measured(figure: Figure, lexicon: Lexicon) -> set[str]:
    """What a figure measures: its metric, and the plain one of its unit."""
    return {figure.metric, lexicon.by_unit.get(figure.measure, figure.metric)}


def _here(report: Report | None) -> tuple[str, ...]:
    return (report.place, *report.aliases) if report else ()


def _dated(period: str) -> str:
    text = normalise(period)
    return text + "年" if text[-4:].isdigit() else text


def place_token(name: str) -> str:
    """A place's name without its level, where enough is left (舒城县 → 舒城)."""
    return name[:-1] if len(name) >= 3 and name[-1] in "省市县区镇乡村" else name


def absolute(token: str, report: Report) -> str:
    """A token of a time with relative years made absolute by the report's own year (去年 of a report of 2022 is 2021)."""
    if token[0] != "R":
        return token
    offset = int(token[1:])
    return f"Y{report.plans}" if offset == 1 and report.plans else f"Y{report.year + offset}"
