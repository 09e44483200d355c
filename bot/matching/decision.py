"""The decision: to answer, to offer a choice, or to say that the report does not have it."""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.matching.index import MOSTLY_BARE, Index
from bot.matching.query import SCOPED, Query
from bot.matching.ranking import Candidate, asked_properties
from bot.matching.scope import Veto, missed_veto, veto
from bot.matching.weights import Weights

#: A fact this likely beside the best one is its rival; no more than four are offered.
_NEAR, _MOST_CHOICES = 0.4, 4
#: The share of the answering threshold that is enough to offer a choice between facts that each fit in full.
_PLAINLY = 0.75
#: Where the question names less than this share of what the best fact is about, it is vague, and a rival needs that much less.
HALF_NAMED, _VAGUE = 0.4, 0.05
#: A question of which a fact does not speak of this share says more than that fact, and is not open to it.
_EXPLAINED = 0.4
#: Facts that a question fits alike are offered where they hold this much of the probability between them.
_LIKELY_ENOUGH = 0.3
#: A known unknown of which the question names this share is plainly meant.
_MEANT = 0.55
#: A known unknown this likely says why.
_TELLING = 0.1
#: A fact this likely beside the likeliest one may say why the report does not answer.
_ABOUT = 0.1


@dataclass(frozen=True)
class Match:
    """A candidate weighed: its probability, and the veto that bars it, if any."""

    candidate: Candidate
    probability: float
    veto: Veto | None = None


@dataclass(frozen=True)
class Answer:
    """These entries answer the question (several where it asks for several things)."""

    matches: tuple[Match, ...]
    confidence: float


@dataclass(frozen=True)
class Choices:
    """Two or more entries fit equally; the asker chooses."""

    matches: tuple[Match, ...]
    confidence: float


@dataclass(frozen=True)
class Unknown:
    """The report does not say. `entry` is the known unknown that says so, if one does; `nearest` are facts to offer."""

    reason: str
    what: str
    confidence: float
    nearest: tuple[Match, ...] = ()
    entry: Match | None = None


Decision = Answer | Choices | Unknown


def silent_features(query: Query, index: Index) -> tuple[float, ...]:
    """What speaks for silence whatever the candidates, in the order of `SILENT`."""
    asked = [unit for unit in query.units if unit.role == "asked"]
    unseen = [unit for unit in asked if unit.name not in index.unit_idf]
    scoped = sum(1 for unit in unseen if unit.kind in SCOPED)
    return (1.0, sum(index.weight(unit.name) for unit in unseen) / 10, float(scoped), len(query.key) / 10)


def weigh(query: Query, index: Index, candidates: list[Candidate], weights: Weights) -> list[Match]:
    """Score, veto and normalise: the matches, most probable first; ties stand in the order of the knowledge.

    Probabilities and the silence together make 1; a vetoed match keeps its share, so that a near miss speaks for silence.
    """
    apart = {unit.name for unit in query.parts}
    if apart and (of_the_part := [c for c in candidates if c.entry.is_fact and apart <= c.scope.core.keys()]):
        candidates = [c for c in candidates if c in of_the_part or not c.entry.is_fact]  # the whole is not meant where a fact is about its part
    scored = [replace(c, score=sum(w * f for w, f in zip(weights.at(c.bareness).candidate, c.features, strict=True))) for c in candidates]
    quiet = silent_features(query, index)
    silences = {bareness: sum(w * f for w, f in zip(weights.at(bareness).silent, quiet, strict=True)) for bareness in {c.bareness for c in candidates}}
    odds = [candidate.score - silences[candidate.bareness] for candidate in scored]
    top = max([0.0, *odds])
    parts = [math.exp(each - top) for each in odds]
    whole = sum(parts) + math.exp(-top)
    matches = [Match(candidate, part / whole, veto(query, candidate.number, index)) for candidate, part in zip(scored, parts, strict=True)]
    return sorted(matches, key=lambda match: (-match.probability, match.candidate.number))


def decide(query: Query, matches: list[Match], weights: Weights, fitting: Collection[int] = ()) -> Decision:
    """The decision over weighed matches, in two questions.

    Does the report say it? The facts that no veto bars must hold at least `weights.answer` of the probability between them; the rest
    is with the silence, the known unknowns and the vetoed. Then which fact is it? The best one answers if none contests it; so do several that are
    asked for side by side; else they are offered, if the facts hold `weights.choice`.

    `fitting` are the numbers of the facts that the question fits alike (`left_open`): they are offered before the report is said to have nothing.
    """
    facts = [match for match in matches if match.veto is None and match.candidate.entry.is_fact]
    mass = sum(match.probability for match in facts)

    def otherwise() -> Decision:
        return _offered(facts, fitting, matches) or _silence(matches, facts, mass)

    if not facts or mass < min(weights.answer, weights.choice) * _PLAINLY:
        return otherwise()
    best = _best(facts)
    if matches[0].veto is None and not matches[0].candidate.entry.is_fact and matches[0].candidate.named >= HALF_NAMED and matches[0].probability > best.probability:
        return otherwise()  # a known unknown is likelier than any one fact
    rivals = [match for match in facts if match is not best and _contests(match, best, query, mass, weights)]
    if mass >= weights.answer and (whole := completed(query, best, facts)):
        return Answer(whole, sum(match.probability for match in whole))
    if not rivals:
        return Answer((best,), best.probability) if mass >= weights.answer else otherwise()
    near = [best, *rivals][:_MOST_CHOICES]
    share = sum(match.probability for match in near)
    if mass >= weights.answer and (asked := side_by_side(query, near)):
        return Answer(asked, share)
    # Where each of the rivals speaks of all that is asked, the question is plainly ambiguous, and less is enough.
    if (mass >= weights.choice or not any(match.candidate.lacking for match in near)) and not _lacked_by_all(near):
        return Choices(tuple(near), share)
    return otherwise()


def _lacked_by_all(near: list[Match]) -> bool:
    """True when a thing or a group that the question names is spoken of by none of the facts: to offer them would be no choice."""
    return bool(frozenset.intersection(*(frozenset(unit.name for unit in match.candidate.missed if unit.kind in ("subject", "population")) for match in near)))


def _offered(facts: list[Match], fitting: Collection[int], matches: list[Match]) -> Choices | None:
    """A choice between the facts that the question fits alike, the likeliest first; None where they are too few or a known unknown is plainly meant."""
    open_to = [match for match in facts if match.candidate.number in fitting and match.candidate.explained >= _EXPLAINED]
    first = matches[0] if matches else None
    if len(open_to) < 2 or (first and first.veto is None and not first.candidate.entry.is_fact and first.candidate.named >= _MEANT):
        return None
    near = open_to[:_MOST_CHOICES]
    share = sum(match.probability for match in near)
    return Choices(tuple(near), share) if share >= _LIKELY_ENOUGH else None


def _best(facts: list[Match]) -> Match:
    """The likeliest fact; of those that are near it, one that asks for what was asked, unless it is too bare to tell."""
    if facts[0].candidate.bareness > MOSTLY_BARE:
        return facts[0]
    near = [match for match in facts if match.probability >= facts[0].probability * _NEAR]
    most = max(match.candidate.asked for match in near)
    return next(match for match in near if match.candidate.asked >= most - 0.01)


def _contests(other: Match, best: Match, query: Query, mass: float, weights: Weights) -> bool:
    """True when a fact may as well be meant as the best one.

    Either it speaks of all that the best one speaks of, asks for the same, and nothing in the question sets the best one apart; or each
    speaks of something that the other one does not, and neither prevails. What the best one's answer tells as well is no rival. Of a bare entry
    it is not known what else it speaks of; there the probability alone tells.
    """
    if best.candidate.bareness > MOSTLY_BARE:
        return other.probability >= weights.rival * best.probability
    particular = best.candidate.named >= HALF_NAMED or asked_properties(query, strictly=True)
    if (particular and other.candidate.asked < best.candidate.asked - 0.01) or other.candidate.told_by(best.candidate.entry):
        return False
    lacking, lacked = other.candidate.lacking, best.candidate.lacking
    ratio = other.probability / best.probability
    if lacking <= lacked:
        plain = best.candidate.named >= HALF_NAMED or best.candidate.dwells_on(query, other.candidate)
        least = weights.rival if plain else weights.rival * _VAGUE
        return ratio >= least and not best.candidate.set_apart(other.candidate, query)
    return bool(lacked - lacking) and ratio >= _NEAR and best.probability < mass * weights.margin


def side_by_side(query: Query, near: list[Match]) -> tuple[Match, ...]:
    """Of facts that are equally near, those of the times that the question names (the first two quarters), or the one that has every asked property.

    The latter only where the question asks for two properties or more: 多少户、多少人 of one subject. Empty where they are rivals.
    """
    moments = [match for match in near if match.candidate.scope.moments]
    named = {token for time in query.periods for token in time.tokens}
    apart = [match.candidate.scope.moments & named for match in moments]
    if len(moments) > 1 and all(apart) and len(set(map(min, apart))) == len(moments) and sum(map(len, apart)) == len(frozenset().union(*apart)):
        return tuple(sorted(moments, key=lambda match: match.candidate.number))
    asked = {name for name in asked_properties(query, strictly=True) if any(name in match.candidate.scope.figures for match in near)}
    whole = [match for match in near if asked <= match.candidate.scope.figures]
    if len(asked) < 2 or not whole:
        return ()
    told = {figure.printed for figure in whole[0].candidate.entry.figures}
    same = all(match.candidate.entry.figures and match.candidate.entry.figures[0].printed in told for match in whole[1:])
    return (whole[0],) if same else ()


def completed(query: Query, best: Match, facts: list[Match]) -> tuple[Match, ...]:
    """The best fact with the few about the same thing that measure what else is strictly asked for (户数, 人数 and 金额 of 低保).

    In the order of the knowledge; empty where the best fact measures all that is asked, or none of it, or no other fact measures the rest.
    """
    asked = asked_properties(query, strictly=True)
    left = asked - best.candidate.scope.figures
    things = {unit.name for unit in query.of_kind("subject", "population")} & best.candidate.scope.names
    if not things or left == asked:
        return ()
    chosen = [best]
    for match in facts:
        if left & match.candidate.scope.asks and match.candidate.entry.topic == best.candidate.entry.topic and things <= match.candidate.scope.names:
            chosen.append(match)
            left -= match.candidate.scope.figures
    return tuple(sorted(chosen, key=lambda match: match.candidate.number)) if len(chosen) > 1 else ()


def _silence(matches: list[Match], facts: list[Match], mass: float) -> Unknown:
    """Why the report does not answer: the veto on the likeliest match, else the known unknown that says so, else what no match speaks of."""
    nearest = tuple(facts[:3])
    told = [match for match in matches if match.candidate.entry.is_fact]
    # Why is best told by a fact about the thing that is asked about, though another may resemble the question more.
    about = (match for match in told if match.probability >= _ABOUT * told[0].probability and not any(unit.kind in ("subject", "population") for unit in match.candidate.missed))
    barred = next(about, told[0] if told else None)
    unknown = next((match for match in matches if not match.candidate.entry.is_fact), None)
    if barred and barred.veto and (not unknown or unknown.veto or unknown.probability < 2 * barred.probability):
        return Unknown(barred.veto.reason, barred.veto.what, 1 - mass, (barred, *(match for match in nearest if match is not barred)))
    if unknown and unknown.veto is None and unknown.probability >= _TELLING and not missed_veto(unknown.candidate.missed):
        return Unknown(unknown.candidate.entry.reason, "", 1 - mass, nearest, unknown)
    if not matches:
        return Unknown("unknown", "", 1 - mass)
    veto = next((match.veto for match in matches[:1] if match.veto), None) or missed_veto((barred or matches[0]).candidate.missed)
    return Unknown(veto.reason if veto else "unknown", veto.what if veto else "", 1 - mass, nearest)
