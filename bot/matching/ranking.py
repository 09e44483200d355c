"""Ranking: few candidates out of many phrasings, and for each the evidence that it is what was asked. The one door to RapidFuzz."""

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from rapidfuzz import fuzz

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.lexicon import NOT
from bot.language.numerals import Numeral
from bot.language.periods import widened
from bot.matching.index import CHANNELS, NOTHING, Asked, Index, Scope, absolute
from bot.matching.query import ASKING, SCOPED, TERM, Query, Unit

#: How many entries are looked at closely, and how many phrasings of each.
_CANDIDATES = 20
_PHRASINGS = 3
#: What each channel counts for when candidates are gathered, and how many phrasings it may touch.
_SHARES = {"units": 1.0, "grams": 0.7, "sounds": 0.5}
_BUDGET = 900
#: A known unknown with this much of `tells`, before it is put in tens, is set apart from the facts beside it (a common word weighs 1 to 2).
_TELLING = 1.5

#: The parts of the evidence, in the order of the weights. Each is 0 to 1 unless said otherwise.
FEATURES = (
    "bias",  # always 1
    "explained",  # share of the asked units' weight that the entry speaks of
    "missed",  # weight of the plain words that it does not speak of, in units of 10; nouns left out
    "missed_nouns",  # weight of the plain nouns that it does not speak of, in units of 10
    "missed_subject",  # weight of the named subjects that it does not speak of, in units of 10
    "missed_asked",  # weight of the asked properties that it does not speak of, in units of 10
    "missed_population",  # weight of the groups of people that it does not cover, in units of 10
    "missed_other",  # weight of own cases, opinions and requests that it does not speak of, in units of 10
    "named",  # share of the nearest phrasing's weight that the question names
    "core",  # share of what its phrasings agree on that the question names
    "missed_part",  # weight of the words that narrow what is counted (里面验收了的有几个) and that the entry does not speak of, in units of 10
    "missed_head",  # weight of the noun that is counted (几个主任医师) where the entry does not speak of it, in units of 10
    "missed_of",  # weight of the unit whose property is asked (发现问题多少条), the less the more of the entry's phrasings name it, in units of 10
    "negated",  # when the question denies (没通过的), the more (up to 1) the fewer of the entry's phrasings do
    "asks",  # share of the asked properties that its phrasings ask for
    "asks_other",  # 1 when properties are asked and its phrasings ask for none of them
    "asks_open",  # 1 when no property is asked
    "units",  # cosine with the nearest phrasing by meaning
    "grams",  # by characters
    "sounds",  # by pairs of syllables
    "ratio",  # RapidFuzz ratio with the nearest phrasing
    "token_set",  # RapidFuzz partial ratio on the bare text
    "letters_asked",  # of entries with few phrasings: share of the weight of the question's characters, of whatever words, that the nearest phrasing holds
    "letters_named",  # of these: share of the weight of that phrasing's characters that the question holds
    "spelled",  # of these: RapidFuzz ratio of the whole texts as they are written
    "measured",  # share of the asked properties that one of its figures measures
    "unknown",  # the entry is a known unknown
    "tells",  # weight of the asked units by how much more its phrasings name them than those of the fact beside a known unknown that comes nearest, in units of 10
    "tells_nothing",  # 1 for a known unknown that tells nothing, falling to 0 as it tells more: a fact beside it says all that is asked as loudly
    "claimed",  # weight of the asked units by how much more a known unknown of a fact's topic names them than the fact does, in units of 10
    "said",  # share of the asked units' weight, each counted by how much of the entry's phrasings name it
    "unowned",  # share of the asked units' weight that no candidate's phrasings name loudly
    "measure_match",  # 1 when a figure has the asked measure word (几轮)
    "measure_other",  # 1 when its figures have others only
    "fits",  # 1 when it speaks of all that binds, has the asked property, and half of its core is named
    "fits_whole",  # the same, and no plain noun is left over and three quarters of its core are named
    "moment",  # 1 when the question names the time that the entry is about
    "moment_unnamed",  # 1 when it does not name it
    "number_match",  # a number in the question is one of the entry's figures
    "number_clash",  # a number in the question is none of them, with the same measure
    "told",  # share of the story's weight that it speaks of
    "carried",  # share of what the conversation carries over that it speaks of
    "near",  # the entry is of the topic that the conversation is about
)


@dataclass(frozen=True)
class Hidden:
    """What calibration takes out of the index for one question: phrasings, a whole entry, and the names that go with them."""

    phrasings: frozenset[int]
    entry: int
    names: frozenset[str]
    whole: bool


_EXPLAINED, _ASKS, _MEASURE, _OTHER_MEASURE = (FEATURES.index(name) for name in ("explained", "asks", "measure_match", "measure_other"))
_NUMBER, _CLASH, _MOMENT, _UNNAMED, _CORE = (FEATURES.index(name) for name in ("number_match", "number_clash", "moment", "moment_unnamed", "core"))
#: An entry whose core is named to this share is plainly meant before one that is named less by this much.
_NAMED, _NAMED_MORE = 0.55, 0.2
_WORDY = frozenset(("word", TERM))


@dataclass(frozen=True)
class Candidate:
    """An entry that a question may mean, with the evidence.

    `features` stand in the order of `FEATURES`; `missed` are the asked units that the entry does not speak of, `lacking` the names of those that tell which
    fact is meant: no turn of speech; `phrasing` is the nearest
    stored question; `score` is the weighted sum (log-odds scale), set by `weigh`; `bareness` says how few phrasings it has (`Index.bareness`).
    """

    number: int
    entry: Entry
    features: tuple[float, ...] = field(repr=False)
    missed: tuple[Unit, ...] = ()
    lacking: frozenset[str] = frozenset()
    phrasing: str = ""
    score: float = 0.0
    scope: Scope = field(default=NOTHING, repr=False)
    bareness: float = 0.0

    @property
    def asked(self) -> float:
        """Share of the asked properties that the entry's phrasings ask for, with its measure word counted as one."""
        return self.features[_ASKS] + self.features[_MEASURE] - self.features[_OTHER_MEASURE]

    def covers(self, query: Query) -> bool:
        """True when the entry speaks of every asked unit, and has every asked property."""
        return not self.missed and asked_properties(query, strictly=True) <= self.scope.figures

    @property
    def explained(self) -> float:
        """Share of the asked units' weight that the entry speaks of."""
        return self.features[_EXPLAINED]

    @property
    def named(self) -> float:
        """Share of what the entry's phrasings agree on that the question names."""
        return self.features[_CORE]

    def told_by(self, entry: Entry) -> bool:
        """True when another entry's answer tells this one's asked figure too, or all of its names."""
        told = [self.entry.figures[0].printed] if self.entry.figures else list(self.entry.names)
        return bool(told) and all(each in entry.answer for each in told)

    def set_apart(self, other: "Candidate", query: Query) -> bool:
        """True when the question names something of this entry's own that the other one does not speak of: a thing, a group, a time, a
        word that its phrasings agree on, one of its figures or a number in their measure."""
        if self.features[_NUMBER] + self.features[_CLASH] > other.features[_NUMBER] + other.features[_CLASH] or self.features[_MOMENT] > other.features[_MOMENT]:
            return True
        if other.features[_UNNAMED] > self.features[_UNNAMED] or not self.scope.years & other.scope.years:
            return True
        if self.features[_CORE] >= _NAMED and self.features[_CORE] - other.features[_CORE] >= _NAMED_MORE:
            return True  # it is named in full, and the other one only in part
        own = self.scope.names - other.scope.names
        return any(unit.name in own and (unit.kind in SCOPED or unit.name in self.scope.core) for unit in query.units)

    def dwells_on(self, query: Query, other: "Candidate") -> bool:
        """True when the question names a thing that this entry's phrasings agree on, and the other one's do not (it is merely mentioned there)."""
        return any(unit.name in self.scope.core and unit.name not in other.scope.core for unit in query.of_kind("subject"))


def asked_properties(query: Query, *, strictly: bool = False) -> set[str]:
    """The names of the properties that a question asks for: its own, else those that the conversation carries over.

    `strictly` leaves out those that many properties answer (多少, 什么).
    """
    own = {unit.name for unit in query.of_kind(*ASKING) if not (strictly and unit.loose)}
    return own or {unit.name for unit in query.units if unit.kind in ASKING and unit.role == "carried" and not (strictly and unit.loose)}


@dataclass(frozen=True)
class Retrieved:
    """The entries nearest to a question, best first, each with its nearest phrasings; and the question in each channel."""

    nearest: dict[int, list[int]]
    asked: dict[str, Asked]


def retrieve(query: Query, index: Index, also: Iterable[int] = (), hidden: Hidden | None = None) -> Retrieved:
    """The entries nearest to a question over the three channels.

    `also` are entries that are looked at in any case (those the conversation is about).
    """
    lexicon = index.knowledge.lexicon
    weights: dict[str, float] = {}
    for unit in query.units:
        share = {"asked": 1.0, "told": 0.4, "carried": 0.5}[unit.role]
        weights[unit.name] = max(weights.get(unit.name, 0.0), share)
        for wider in lexicon.ancestors(unit.name):
            weights[wider] = max(weights.get(wider, 0.0), share * 0.3)
    asked = {
        "units": index.channels["units"].asked(weights),
        "grams": index.channels["grams"].asked(dict.fromkeys(query.grams, 1.0)),
        "sounds": index.channels["sounds"].asked(dict.fromkeys(query.sounds, 1.0)),
    }
    totals: dict[int, float] = {}
    for channel, share in _SHARES.items():
        asked[channel].gather(totals, share, _BUDGET)
    for number in hidden.phrasings if hidden else ():
        totals.pop(number, None)
    best: dict[int, float] = dict.fromkeys(also, 0.0)
    owner = index.owner
    for number, total in totals.items():
        if total > best.get(owner[number], 0.0):
            best[owner[number]] = total
    kept = heapq.nsmallest(_CANDIDATES, best, key=lambda entry: (-best[entry], entry))
    kept += [entry for entry in also if entry not in kept]
    nearest = {}
    for entry in kept:
        found = sorted((number for number in index.of_entry[entry] if number in totals), key=lambda number: (-totals[number], number))[:_PHRASINGS]
        nearest[entry] = found or [number for number in index.of_entry[entry] if not hidden or number not in hidden.phrasings][:1] or list(index.of_entry[entry][:1])
    return Retrieved(nearest, asked)


def evidence(query: Query, index: Index, also: Iterable[int] = (), near: frozenset[int] = frozenset(), hidden: Hidden | None = None) -> list[Candidate]:
    """The candidates of a question with all parts of the evidence, not yet weighed."""
    found = retrieve(query, index, also, hidden)
    weights = {unit.name: index.weight(unit.name) for unit in query.units}
    asked = [unit for unit in query.units if unit.role == "asked"]
    told = {unit.name for unit in query.units if unit.role == "told"}
    carried = {unit.name for unit in query.units if unit.role == "carried"}
    lexicon = index.knowledge.lexicon
    asks = [lexicon.meant_by(name) for name in sorted(asked_properties(query))]
    named_names = query.names | {wider for name in query.names for wider in lexicon.ancestors(name)}
    out = []
    total = sum(weights[unit.name] for unit in asked) or 1.0
    nouns = index.reader.dictionary.nouns
    plain, bare = query.plain, query.bare
    head = query.counted(nouns)
    narrowing = query.narrowing
    negated = any(unit.role == "asked" and unit.name in lexicon.denials for unit in query.units)
    report = index.knowledge.reports[0]
    moments = widened(frozenset(absolute(token, report) for time in query.periods for token in time.tokens), inwards=True)
    telling = frozenset(unit.name for unit in asked if unit.kind != TERM or unit.name in nouns or len(unit.name) > 1)
    claims: dict[str, dict[str, float]] = {}
    for number in found.nearest:
        if not index.knowledge.entries[number].is_fact and not (hidden and hidden.entry == number):
            claimed = claims.setdefault(index.knowledge.entries[number].topic, {})
            for name, loud in index.scopes[number].said.items():
                claimed[name] = max(claimed.get(name, 0.0), loud)
    loudest = {
        unit.name: max((index.scopes[number].said.get(unit.name, 0.0) for number in found.nearest if not (hidden and hidden.entry == number)), default=0.0) for unit in asked
    }
    unowned = math.fsum(weights[unit.name] * (1 - loudest[unit.name]) for unit in asked) / total
    for number, nearest in found.nearest.items():
        entry, scope = index.knowledge.entries[number], index.scopes[number]
        if scope.moments and not entry.is_fact and not near and not scope.moments & moments:
            continue  # a known unknown of another time (of the plans, say) than the question speaks of
        speaks_of = hidden.names if hidden and hidden.entry == number else scope.names
        missed = tuple(unit for unit in asked if unit.name not in speaks_of)
        gone = sum(weights[unit.name] for unit in missed)
        stored = [index.phrasings[position] for position in nearest]
        named = max(_share(phrasing.names, query.names, index) for phrasing in stored)
        matches, clashes = _numbers(query, entry)
        said = _said(scope, hidden.names if hidden and hidden.entry == number else None)
        quiet = partial(_unsaid, weights, said)
        tells = _lead(telling, weights, scope, _beside(entry, index)) + 3 * len(moments & (scope.periods | scope.moments))
        core = _core(scope.core, named_names, index)
        fits = not any(unit.kind in SCOPED for unit in missed) and (not asks or _asked_share(asks, scope.asks) > 0)
        features = (
            1.0,
            1 - gone / total,
            quiet(unit for unit in asked if unit.kind in _WORDY and unit.name not in nouns),
            quiet(unit for unit in asked if unit.kind in _WORDY and unit.name in nouns),
            quiet(unit for unit in asked if unit.kind == "subject"),
            quiet(unit for unit in asked if unit.kind in ASKING),
            quiet(unit for unit in asked if unit.kind == "population"),
            quiet(unit for unit in asked if unit.kind in SCOPED - ASKING - {"population", "subject"}),
            named,
            core,
            sum(weights[unit.name] for unit in missed if unit in narrowing) / 10,
            weights[head] / 10 if head and head not in speaks_of else 0.0,
            quiet([query.asked_of] if query.asked_of else []),
            (1 - said.get(NOT, 0.0)) * negated,
            _asked_share(asks, scope.asks),
            float(bool(asks) and not _asked_share(asks, scope.asks)),
            float(not asks),
            *(max(found.asked[channel].cosine(at, phrasing.terms(channel)) for at, phrasing in zip(nearest, stored, strict=True)) for channel in CHANNELS),
            max(fuzz.ratio(plain, phrasing.plain) for phrasing in stored) / 100,
            max(fuzz.partial_ratio(bare, phrasing.bare) for phrasing in stored) / 100,
            *(_spelled(query.key, [phrasing.key for phrasing in stored], index) if index.bareness[number] else (0.0, 0.0, 0.0)),
            _asked_share(asks, scope.figures) if entry.is_fact else 0.0,
            float(not entry.is_fact),
            tells / 10,
            0.0 if entry.is_fact else max(0.0, 1 - tells / _TELLING),
            math.fsum(weights[unit.name] * max(0.0, claims[entry.topic].get(unit.name, 0.0) - said.get(unit.name, 0.0)) for unit in asked) / 10
            if entry.is_fact and entry.topic in claims
            else 0.0,
            math.fsum(weights[unit.name] * said.get(unit.name, 0.0) for unit in asked) / total,
            unowned,
            float(bool(query.measures & scope.measures)),
            float(bool(query.measures and scope.measures and not query.measures & scope.measures)),
            float(fits and core >= 0.4),
            float(fits and core >= 0.7 and not any(unit.name in nouns for unit in missed)),
            float(bool(scope.moments & moments)),
            float(bool(scope.moments - moments)),
            matches,
            clashes,
            _share(told, speaks_of, index),
            _share(carried, speaks_of, index),
            float(number in near),
        )
        out.append(
            Candidate(
                number,
                entry,
                features,
                missed,
                frozenset(unit.name for unit in missed if unit.kind != TERM or unit.name in nouns or unit.name.isascii()),
                stored[0].text,
                scope=scope,
                bareness=index.bareness[number],
            )
        )
    return out


def likeness(one: Query, other: Query, index: Index) -> float:
    """How alike two questions are (0 to 1, the same both ways round): half by what they name, half by how they are spelled."""
    named = (_share(one.names, other.names, index) + _share(other.names, one.names, index)) / 2
    return (named + fuzz.ratio(one.plain, other.plain) / 100) / 2


def _said(scope: Scope, left: frozenset[str] | None) -> dict[str, float]:
    """How much of an entry's phrasings name each of its names; of those that are hidden, only what is left."""
    return scope.said if left is None else {name: loud for name, loud in scope.said.items() if name in left}


def _beside(entry: Entry, index: Index) -> list[Scope]:
    """What the facts speak of that a known unknown is related to; nothing beside a fact."""
    related = () if entry.is_fact else entry.related
    return [index.scopes[index.number_of[id]] for id in related if id in index.number_of] or [NOTHING]


def _lead(names: Iterable[str], weights: dict[str, float], scope: Scope, beside: list[Scope]) -> float:
    """The weight of what an entry's phrasings name more than those of any one fact beside it: each of the words may stand in one of the
    facts (学堂 in one, 人数 in another), all of them only in the known unknown."""
    own = [(weights[name], name, scope.said.get(name, 0.0)) for name in sorted(names)]
    return min(math.fsum(weight * max(0.0, loud - fact.said.get(name, 0.0)) for weight, name, loud in own) for fact in beside)


def _unsaid(weights: dict[str, float], said: dict[str, float], units: Iterable[Unit]) -> float:
    """The weight of units, each the less the more of an entry's phrasings name it, in units of 10."""
    return math.fsum(weights[unit.name] * (1 - said.get(unit.name, 0.0)) for unit in units) / 10


def _share(wanted: Iterable[str], held: frozenset[str], index: Index) -> float:
    """Share of the weight of `wanted` that is in `held`; 0 when nothing is wanted."""
    whole = part = 0.0
    for name in sorted(wanted):
        weight = index.weight(name)
        whole += weight
        if name in held:
            part += weight
    return part / whole if whole else 0.0


def _spelled(asked: str, stored: list[str], index: Index) -> tuple[float, float, float]:
    """How much of the characters is shared, by their weight: of the question's, of the nearest stored text's, and in their order. Character for
    character a question is most like one that was put for the same thing, also where no word of it is known."""
    rare = math.log(1 + len(index.phrasings))

    def weight(chars: frozenset[str]) -> float:
        return math.fsum(index.letters.get(char, rare) for char in chars)

    own = frozenset(asked)
    whole = weight(own) or 1.0
    held = [(weight(own & frozenset(text)), weight(frozenset(text)) or 1.0, fuzz.ratio(asked, text)) for text in stored]
    return max(both for both, _, _ in held) / whole, max(both / of for both, of, _ in held), max(ratio for _, _, ratio in held) / 100


def _core(core: dict[str, float], named: frozenset[str], index: Index) -> float:
    """Share of the weight of an entry's core that the question names."""
    whole = part = 0.0
    for name, often in core.items():
        weight = often * index.weight(name)
        whole += weight
        if name in named:
            part += weight
    return part / whole if whole else 0.0


def _asked_share(asks: list[frozenset[str]], held: frozenset[str]) -> float:
    """Share of the asked properties (each with those that answer it too) that are held."""
    return sum(1 for names in asks if names & held) / len(asks) if asks else 0.0


#: A number this large is known by itself, whatever it counts.
_LARGE = 1000


def _numbers(query: Query, entry: Entry) -> tuple[float, float]:
    """Whether a number of the question is one of the entry's figures, and whether one with a figure's measure is not."""
    matches = clashes = 0.0
    for number in query.numerals:
        if not number.percent and number.value < 4:
            continue
        if any(_means(number, figure) for figure in entry.figures):
            matches = 1.0
        elif any(same_measure(number.unit, number.percent, figure.measure) for figure in entry.figures):
            clashes = 1.0
    return matches, clashes


def _means(number: Numeral, figure: Figure) -> bool:
    """True when a number of the question is a figure: about as much with its measure, or in the thousands (五千万那笔); exactly as much else."""
    alike = same_measure(number.unit, number.percent, figure.measure)
    if alike or (alike is None and number.value >= _LARGE):
        return agrees(number, figure.plain, figure.value)
    return alike is None and number.value in (figure.plain, figure.value)


def agrees(number: Numeral, plain: Decimal, printed: Decimal) -> bool:
    """True when a number of the question means a figure, in plain units or as printed without its scale."""
    return number.agrees_with(plain) or number.agrees_with(printed)


#: Measure words; any other character after a number tells nothing (900万吧).
_MEASURES = frozenset("人户元块项轮期次家亩条套栋笔场件处支名位口公米平岁年月日天吨斤镇村支部首")


def same_measure(unit: str, percent: bool, measure: str) -> bool | None:
    """Whether a spoken unit is a figure's measure; None where nothing was said that tells."""
    if percent or measure == "%":
        return percent and measure == "%"
    if not unit or not measure:
        return None
    if unit == "块":
        unit = "元"
    if unit in measure:
        return True
    return False if unit in _MEASURES else None
