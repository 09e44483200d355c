"""The index: every stored phrasing read into a query, and for each term the phrasings that hold it."""

import math
import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.folder import Knowledge
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.report import Report
from bot.language.periods import periods, widened
from bot.language.pinyin import Sounds
from bot.language.text import key, normalise
from bot.language.words import Dictionary
from bot.matching.query import ASKING, TERM, Query, Reader, grams, pairs

_SENTENCE = re.compile(r"[^,。;,;]+[,。;,;]?")
# A part of an answer that says what the report does not have is nothing that the entry speaks of.
_DENIES = re.compile(r"没有(?:写|说|讲|提|解释|说明|印|列|单独|把|介绍|分)|没(?:写|说|讲|提)|不是|未(?:写|说)")
#: The three ways in which a phrasing can resemble a question: by meaning, by characters, by sound.
CHANNELS = ("units", "grams", "sounds")

#: A fact with this many phrasings is known in full. Of knowledge cut to fewer, questions were found and told from unanswerable ones better the nearer
#: the weights were to those for bare entries. What is not known of an unknown is written down, so it counts as known in full.
FULL = 6
#: Of knowledge barer than this nobody knows what else it speaks of: no word that it does not use tells against it.
MOSTLY_BARE = 0.5
# What a word that is no noun (设在, 打听) counts for where no entry has it, beside a noun: it is a way of asking rather than a thing asked about.
_TURN_OF_SPEECH = 0.35


@dataclass(frozen=True)
class Phrasing:
    """One stored question: what of it counts in each channel. `key` is its text without punctuation.

    Only `names` is kept as a set; characters and sounds are taken apart when a question first comes near, so that an index loads fast.
    """

    text: str
    key: str
    plain: str
    bare: str
    names: frozenset[str]
    spoken: str

    @classmethod
    def of(cls, text: str, query: Query) -> "Phrasing":
        """A stored text, read."""
        return cls(text, query.key, query.plain, query.bare, query.names, " ".join(query.syllables))

    def terms(self, channel: str) -> frozenset[str]:
        """The terms of a channel."""
        return self.names if channel == "units" else self.grams if channel == "grams" else self.sounds

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its characters and pairs of characters."""
        return grams(self.bare)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Its pairs of syllables."""
        return pairs(tuple(self.spoken.split()))

    def unkept(self, channel: str) -> frozenset[str]:
        """The terms of a channel, not remembered: what building needs once."""
        return self.names if channel == "units" else grams(self.bare) if channel == "grams" else pairs(tuple(self.spoken.split()))

    def __getstate__(self) -> tuple[object, ...]:
        return (self.text, self.key, self.plain, self.bare, self.names, self.spoken)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(("text", "key", "plain", "bare", "names", "spoken"), state, strict=True):
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class Scope:
    """What an entry speaks of, gathered from its phrasings, answer and figures.

    `names` are all units that it explains, with those wider than them; `core` those that its phrasings agree on, each with its weight;
    `said` how much of its phrasings (0 to 1, `_loudness` of their share) name each; `asks` the properties that its phrasings ask for, `figures`
    those that its figures measure, both with the wider ones, `measures` their units; `periods`, `years` and `places` the tokens that it
    names, `moments` the times that most phrasings name (第三季度, 2023年), the report's own year left out.
    """

    names: frozenset[str]
    core: dict[str, float]
    said: dict[str, float]
    asks: frozenset[str]
    figures: frozenset[str]
    measures: frozenset[str]
    periods: frozenset[str]
    years: frozenset[str]
    moments: frozenset[str]
    places: frozenset[str]


#: The scope of an entry that speaks of nothing.
NOTHING = Scope(frozenset(), {}, {}, *(frozenset[str]() for _ in range(7)))


@dataclass(frozen=True)
class Splice:
    """How the phrasings of an index differ from those before: `new` ones stand in place of those from `start` up to `stop`; of the others
    some are `reread`, each given with its number now, as it was and as it is."""

    start: int
    stop: int
    new: tuple[Phrasing, ...]
    reread: tuple[tuple[int, Phrasing, Phrasing], ...]

    @classmethod
    def between(cls, old: tuple[Phrasing, ...], new: tuple[Phrasing, ...]) -> "Splice":
        """The one stretch that differs in its texts, and what outside it is read otherwise."""
        most = min(len(old), len(new))
        start = next((at for at in range(most) if old[at].text != new[at].text), most)
        after = next((at for at in range(most - start) if old[-1 - at].text != new[-1 - at].text), most - start)
        stop, end = len(old) - after, len(new) - after
        kept = [*zip(range(start), old, new), *zip(range(end, len(new)), old[stop:], new[end:], strict=True)]  # noqa: B905
        return cls(start, stop, new[start:end], tuple(each for each in kept if each[1] is not each[2] and each[1] != each[2]))


def _insert(holders: dict[str, "array[int]"], term: str, *numbers: int) -> None:
    """Put numbers that follow one another among the holders of a term into their place."""
    found = holders.get(term, array("I"))
    at = bisect_left(found, numbers[0])
    holders[term] = found[:at] + array("I", numbers) + found[at:]


class Channel:
    """One inverted index with TF-IDF weights and cosine normalisation (each term counted once)."""

    def __init__(self, phrasings: Iterable[frozenset[str]]) -> None:
        size = 0
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, terms in enumerate(phrasings):
            size += 1
            for term in terms:
                holders[term].append(number)
        self._weigh({term: array("I", found) for term, found in holders.items()}, size)

    def _weigh(self, holders: dict[str, "array[int]"], size: int) -> None:
        # In the order of the terms, so that the same phrasings have the same norms to the last bit.
        self.holders = {term: holders[term] for term in sorted(holders)}
        self.idf = {term: _idf(size, len(found)) for term, found in self.holders.items()}
        self.rare = math.log(1 + size)
        squares = [0.0] * size
        for term, found in self.holders.items():
            square = self.idf[term] ** 2
            for number in found:
                squares[number] += square
        self.norms = array("d", (math.sqrt(square) or 1.0 for square in squares))

    def edited(self, splice: "Splice", channel: str) -> "Channel":
        """The channel of the edited phrasings, made from the one before them."""
        start, stop, shift = splice.start, splice.stop, len(splice.new) - (splice.stop - splice.start)
        holders: dict[str, array[int]] = {}
        for term, found in self.holders.items():
            low = bisect_left(found, start)
            high = bisect_left(found, stop, low)
            if low < high or (shift and high < len(found)):
                found = found[:low] + (array("I", [number + shift for number in found[high:]]) if shift else found[high:])
            holders[term] = found
        fresh: defaultdict[str, list[int]] = defaultdict(list)
        for number, phrasing in enumerate(splice.new, start):
            for term in phrasing.unkept(channel):
                fresh[term].append(number)
        for term, numbers in fresh.items():
            _insert(holders, term, *numbers)
        for number, old, new in splice.reread:
            gone, come = old.unkept(channel), new.unkept(channel)
            for term in gone - come:
                at = bisect_left(holders[term], number)
                holders[term] = holders[term][:at] + holders[term][at + 1 :]
            for term in come - gone:
                _insert(holders, term, number)
        made = Channel(())
        made._weigh({term: found for term, found in holders.items() if found}, len(self.norms) + shift)
        return made

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

    `used` counts the names of the units of all phrasings, `plain` those of the plain words among them. `bareness` says of each entry how little
    is known of it: 1 for one phrasing, 0 for `FULL` and more, even steps between; 0 for a known unknown. `letters` is the inverse document frequency of each character
    over the phrasings, `rarest` the weight of a name that no entry has, `themes` the names that facts are about, `measures` the units of all figures.
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
    bareness: tuple[float, ...] = field(repr=False)
    mean_bareness: float
    rarest: float
    letters: dict[str, float] = field(repr=False)
    themes: frozenset[str] = field(repr=False)
    measures: frozenset[str] = field(repr=False)
    number_of: dict[str, int] = field(repr=False)
    talk: dict[str, int] = field(repr=False)
    used: Counter[str] = field(default_factory=Counter, repr=False)
    plain: Counter[str] = field(default_factory=Counter, repr=False)
    parts: dict[str, "Index"] = field(default_factory=dict, repr=False)

    def weight(self, name: str) -> float:
        """How much a unit tells: its inverse document frequency over the entries (0.1 to about 6); for one that no entry has, by how
        rare it is in daily Chinese."""
        known = self.unit_idf.get(name)
        if known is not None:
            return known
        top = self.rarest
        if name in self.reader.lexicon.concepts:
            return top
        frequency = self.reader.dictionary.frequency(name)
        rarity = (math.log(self.reader.dictionary.total / (frequency + 1)) - 5) / 8
        share = 1.0 if name in self.reader.dictionary.nouns else _TURN_OF_SPEECH
        return top * share * min(1.0, max(0.05, rarity * (1.0 if len(name) > 1 else 0.5)))


#: In folders with fewer entries than this words would weigh too little: measured on drafted reports of 30 to 90 entries.
_WEIGHED_ON = 150
#: How steep the scale is on which a name becomes an entry's own: one in 20 phrasings goes about a quarter of the way from "never" to "always".
_LOUD = 20
#: With more changed words than this, looking for each in every text costs more than reading them all anew.
_MANY_WORDS = 1000


def build(knowledge: Knowledge, before: Index | None = None) -> Index:
    """Read every phrasing of the knowledge into an index (seconds, not milliseconds; the result can be pickled).

    With the index of an earlier state of the knowledge, only what changed since is read: new phrasings, and those that hold a word which the
    lexicon now takes otherwise. The result is the same.
    """
    words = frozenset(word for word in knowledge.lexicon.by_word if len(word) > 1)
    dictionary = Dictionary.of_daily_use(words, before.reader.dictionary if before else None)
    sounds = before.reader.sounds if before else Sounds.of_common_characters()
    readings = _Readings(Reader(knowledge.lexicon, dictionary, sounds, knowledge.reports), before)
    owner = array("I", (number for number, entry in enumerate(knowledge.entries) for _ in entry.phrasings))
    phrasings = tuple(readings.phrasing(text) for entry in knowledge.entries for text in entry.phrasings)
    used, plain = readings.counted(phrasings)
    spoken = {word: used[concept.name] for word, concept in knowledge.lexicon.by_word.items() if concept.name in used and len(word) > 1 and concept.kind not in ("colour", "place")}
    vocabulary = {**plain, **spoken}
    frame = (knowledge.lexicon.concepts, knowledge.reports, vocabulary)
    kept = before and frame == (before.knowledge.lexicon.concepts, before.knowledge.reports, before.reader.vocabulary)
    reader = before.reader if before and kept else Reader(knowledge.lexicon, dictionary, sounds, knowledge.reports, vocabulary)
    scopes = tuple(_scopes(knowledge, readings))
    index = _assembled(knowledge, reader, phrasings, scopes, before)
    index.used, index.plain = used, plain
    if len(knowledge.reports) > 1:
        for report in knowledge.reports:
            own = [number for number, entry in enumerate(knowledge.entries) if entry.report == report.id]
            part = replace(knowledge, reports=(report,), entries=tuple(knowledge.entries[number] for number in own))
            texts = tuple(phrasing for phrasing, number in zip(phrasings, owner, strict=True) if knowledge.entries[number].report == report.id)
            index.parts[report.id] = _assembled(part, reader, texts, tuple(scopes[number] for number in own), before.parts.get(report.id) if before else None)
    return index


def _assembled(knowledge: Knowledge, reader: Reader, phrasings: tuple[Phrasing, ...], scopes: tuple[Scope, ...], before: Index | None) -> Index:
    """An index of entries whose phrasings were read and whose scopes are known, both in the order of the entries."""
    owner = array("I", (number for number, entry in enumerate(knowledge.entries) for _ in entry.phrasings))
    ends = list(accumulate((len(entry.phrasings) for entry in knowledge.entries), initial=0))
    holders = Counter(name for scope in scopes for name in scope.names)
    size = len(scopes)
    bareness = tuple(max(0.0, (FULL - len(entry.phrasings)) / (FULL - 1)) if entry.is_fact else 0.0 for entry in knowledge.entries)
    mean_bareness = math.fsum(bareness) / size if size else 0.0
    scale = _scale(size, mean_bareness)
    letters = Counter(char for phrasing in phrasings for char in dict.fromkeys(phrasing.key))
    by_key: dict[str, int] = {}
    for number, phrasing in zip(owner, phrasings, strict=True):
        by_key.setdefault(phrasing.key, number)
    return Index(
        knowledge=knowledge,
        reader=reader,
        phrasings=phrasings,
        owner=owner,
        of_entry=tuple(tuple(range(start, end)) for start, end in pairwise(ends)),
        scopes=scopes,
        by_key=by_key,
        channels=_channels(phrasings, before),
        unit_idf={name: max(0.1, scale * _idf(size, found)) for name, found in holders.items()},
        bareness=bareness,
        mean_bareness=mean_bareness,
        rarest=scale * math.log(1 + size) or 1.0,
        themes=frozenset(name for entry, scope in zip(knowledge.entries, scopes, strict=True) if entry.is_fact for name in scope.core),
        measures=frozenset().union(*(scope.measures for scope in scopes)),
        letters={char: _idf(len(phrasings), found) for char, found in letters.items()},
        number_of={entry.id: number for number, entry in enumerate(knowledge.entries)},
        talk={key(normalise(phrase)): number for number, talk in enumerate(knowledge.smalltalk) for phrase in talk.phrases},
    )


def _scale(size: int, bareness: float) -> float:
    """What makes the weights of `size` entries as large as those that the features were weighed on (1 and more).

    An inverse document frequency grows with the logarithm of the entries, so in a small folder a word that no entry has would count for half.
    Bare entries have weights of their own, found on folders as small as they are: the barer the folder (`bareness` is the mean), the nearer to 1.
    """
    grown = max(1.0, math.log(1 + _WEIGHED_ON) / math.log(2 + size))
    return 1.0 + (grown - 1.0) * (1.0 - bareness) if size else 1.0


def _idf(size: int, found: int) -> float:
    """The inverse document frequency of what `found` of `size` texts hold (that of BM25)."""
    return math.log(1 + (size - found + 0.5) / (found + 0.5))


def _channels(phrasings: tuple[Phrasing, ...], before: Index | None) -> dict[str, Channel]:
    """The three channels; those before, as far as they still hold."""
    splice = Splice.between(before.phrasings if before else (), phrasings)
    if before is None or 4 * (len(splice.new) + len(splice.reread)) > len(phrasings):
        return {channel: Channel(phrasing.unkept(channel) for phrasing in phrasings) for channel in CHANNELS}
    if splice.start == splice.stop and not splice.new and not splice.reread:
        return before.channels
    return {channel: before.channels[channel].edited(splice, channel) for channel in CHANNELS}


class _Readings:
    """The stored texts as read: from the index before where nothing that bears on them changed, else anew."""

    def __init__(self, reader: Reader, before: Index | None) -> None:
        self.reader = reader
        self.before = before
        self._read: dict[str, Query] = {}
        changed = reader.changed(before.reader) if before else frozenset()
        # A word that is in a text is in its key too, punctuation apart.
        self._changed = tuple(sorted({key(normalise(word)) for word in changed}))
        self._kept: dict[str, Phrasing] = {}
        if before and len(changed) <= _MANY_WORDS:
            self._kept = {phrasing.text: phrasing for phrasing in before.phrasings if not self._holds(phrasing.key)}

    def _holds(self, text: str) -> bool:
        return any(word in text for word in self._changed)

    def query(self, text: str) -> Query:
        """A text, read as it stands."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self.reader.read(text, forgiving=False)
        return found

    def phrasing(self, text: str) -> Phrasing:
        """A stored question."""
        return self._kept.get(text) or Phrasing.of(text, self.query(text))

    def same(self, *texts: str) -> bool:
        """True when no changed word stands in any of the texts."""
        return not self._changed or (bool(self._kept) and not any(self._holds(key(normalise(text))) for text in texts))

    def counted(self, phrasings: tuple[Phrasing, ...]) -> tuple[Counter[str], Counter[str]]:
        """How often each unit's name stands in the phrasings, and each plain word of two characters or more: the counts before, less what
        is gone, with what is new."""
        used: Counter[str] = Counter()
        plain: Counter[str] = Counter()
        now, then = Counter(phrasing.text for phrasing in phrasings), Counter[str]()
        if self.before and self._kept:
            used, plain = self.before.used.copy(), self.before.plain.copy()
            then = Counter(phrasing.text for phrasing in self.before.phrasings)
        for text in now.keys() | then.keys():
            if text in self._kept and now[text] == then[text]:
                continue
            for times, reader in ((now[text], self), (-then[text], self.before)):
                if not times or reader is None:
                    continue
                query = self.query(text) if reader is self else reader.reader.read(text, forgiving=False)
                for unit in query.units:
                    used[unit.name] += times
                    if unit.kind == TERM and len(unit.name) > 1:
                        plain[unit.name] += times
        return +used, +plain


def _scopes(knowledge: Knowledge, readings: _Readings) -> Iterator[Scope]:
    """The scope of each entry: the one before where neither the entry nor what its words mean changed."""
    before = readings.before
    if before is None:
        yield from (_scope(knowledge, readings, entry) for entry in knowledge.entries)
        return
    old, new = before.knowledge.lexicon, knowledge.lexicon
    wider = {name for name in old.concepts.keys() | new.concepts.keys() if _broader(old, name) != _broader(new, name)}
    units = {unit for unit in old.by_unit.keys() | new.by_unit.keys() if old.by_unit.get(unit) != new.by_unit.get(unit)}
    reports = {report.id for report in knowledge.reports if _frame(report) == _frame(before.knowledge.report_of.get(report.id))}
    for entry in knowledge.entries:
        number = before.number_of.get(entry.id)
        scope = before.scopes[number] if number is not None and before.knowledge.entries[number] == entry else None
        stays = scope and entry.report in reports and scope.names.isdisjoint(wider) and scope.measures.isdisjoint(units) and readings.same(*_told(entry), *entry.phrasings)
        yield scope if scope and stays else _scope(knowledge, readings, entry)


def _broader(lexicon: Lexicon, name: str) -> tuple[str, ...]:
    concept = lexicon.concepts.get(name)
    return concept.broader if concept else ()


def _frame(report: Report | None) -> tuple[object, ...] | None:
    """What of a report bears on the scopes of its entries."""
    return (report.year, report.period, report.plans, *_here(report)) if report else None


def _told(entry: Entry) -> tuple[str, ...]:
    """What an entry says beside its phrasings."""
    figures = [text for figure in entry.figures for text in (figure.subject, figure.metric, figure.population, figure.period)]
    return (entry.answer, *figures, *entry.names, entry.topic)


def _scope(knowledge: Knowledge, readings: _Readings, entry: Entry) -> Scope:
    lexicon = knowledge.lexicon
    phrasings = [readings.query(text) for text in entry.phrasings]
    answer = readings.query("".join(part for part in _SENTENCE.findall(entry.answer) if not _DENIES.search(part)))
    names = set(answer.names)
    for query in phrasings:
        names |= query.names
    if entry.is_fact:
        # Whose case it is stands in a phrasing of a fact as colour (我妈没收入,兜底分哪几类): the fact says nothing of it.
        names -= {unit.name for query in phrasings[1:] for unit in query.units if unit.kind == "personal"} - phrasings[0].names
    for figure in entry.figures:
        for text in (figure.subject, figure.metric, figure.population):
            if text:
                names |= readings.query(text).names | {text}
        names |= measured_by(figure, lexicon)
    for text in (*entry.names, entry.topic):
        names |= readings.query(text).names
    for name in list(names):
        names |= set(lexicon.ancestors(name))
    standard = phrasings[0]
    agreed = Counter(name for query in phrasings for name in query.names)
    agreed.update(standard.names)  # the standard question counts twice
    often = {name: count / (len(phrasings) + 1) for name, count in sorted(agreed.items()) if count >= 0.3 * (len(phrasings) + 1) or name in standard.names}
    told = Counter(name for query in phrasings for name in query.names | {wider for name in query.names for wider in lexicon.ancestors(name)})
    said = {name: _loudness(told[name] / len(phrasings)) for name in sorted(names)}
    kinds = {unit.name: unit.kind for query in phrasings for unit in query.units}
    asks = {name for name in often if kinds[name] in ASKING}
    measured = {name for figure in entry.figures for name in measured_by(figure, lexicon)}
    if entry.figures:
        asks |= measured_by(entry.figures[0], lexicon)
    asks |= {wider for name in asks for wider in lexicon.ancestors(name)}
    measured |= {wider for name in measured for wider in lexicon.ancestors(name)}
    tokens = {token for query in (*phrasings, answer) for time in query.periods for token in time.tokens}
    for figure in entry.figures:
        tokens |= {token for time in readings.query(_dated(figure.period)).periods for token in time.tokens}
    dated = {token for figure in entry.figures for time in readings.query(_dated(figure.period)).periods for token in time.tokens}
    report = knowledge.report_of.get(entry.report)
    years = {token for token in tokens if token[0] == "Y"}
    if report:
        years |= {absolute(token, report) for time in phrasings[0].periods for token in time.tokens if token[0] == "R"}  # 上年度结转的申请有多少
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
        said,
        frozenset(asks),
        frozenset(measured | asks),
        frozenset(word for figure in entry.figures for word in {figure.measure, figure.measure.removesuffix("次")} if word),
        widened(frozenset(tokens)),
        frozenset(years),
        moments,
        frozenset(places - {place_token(name) for name in _here(report)}),
    )


def _loudness(share: float) -> float:
    """How much a name belongs to an entry of whose phrasings this share has it: on a logarithmic scale from 0.1 (only its answer has it) to 1."""
    return 0.1 + 0.9 * math.log(1 + _LOUD * share) / math.log(1 + _LOUD)


def measured_by(figure: Figure, lexicon: Lexicon) -> set[str]:
    """What a figure measures: its metric, and the plain one of its unit."""
    return {figure.metric, lexicon.by_unit.get(figure.measure, figure.metric)}


def _here(report: Report | None) -> tuple[str, ...]:
    return (report.place, *report.aliases) if report else ()


def _dated(period: str) -> str:
    text = normalise(period)
    return text + "年" if text[-4:].isdigit() else text


@lru_cache(maxsize=1024)
def span_of(period: str) -> frozenset[str]:
    """The tokens of the period of a report (第一季度) or a figure (2022第三季度); empty where none is named."""
    return frozenset(token for time in periods(normalise(period)) for token in time.tokens)


def place_token(name: str) -> str:
    """A place's name without its level, where enough is left (舒城县 → 舒城)."""
    return name[:-1] if len(name) >= 3 and name[-1] in "省市县区镇乡村" else name


def absolute(token: str, report: Report) -> str:
    """A token of a time with relative years made absolute by the report's own year (去年 of a report of 2022 is 2021)."""
    if token[0] != "R":
        return token
    offset = int(token[1:])
    return f"Y{report.plans}" if offset == 1 and report.plans else f"Y{report.year + offset}"
