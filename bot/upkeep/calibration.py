"""Calibration: the weights of the evidence and the thresholds of the decision, found from questions whose answer is known.

Three kinds of such questions: every stored phrasing with itself hidden (its entry is right); with its whole entry hidden (the knowledge
does not say: silence is right, a near miss); and labelled questions of calibration files. The weights maximise the likelihood of the
conditional logit of `matching/weights.py` with a quadratic penalty, by full-batch gradient steps in plain floats: the same knowledge gives
the same bytes.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot.answering.dialogue import Conversation, carried, leans, neighbours
from bot.matching.decision import Answer, Choices, Decision, Match, decide, silent_features, weigh
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.ranking import FEATURES, Candidate, Hidden, evidence
from bot.matching.scope import veto
from bot.matching.weights import SILENT, Weights
from bot.upkeep.bare_faq import LEFT_OUT, BareFaq, bare_faq
from bot.upkeep.exam import Question, bare, holds

_STEPS, _RATE, _PENALTY = 160, 0.4, 0.0002
#: Every n-th stored phrasing is asked; labelled questions count as much as this many of them.
_EVERY, _LABELLED = 11, 8.0
#: A known unknown with more of `tells_nothing` is none that a question means.
_NOTHING_MORE = 0.9
_NOTHING = (0.0,) * (len(FEATURES) + len(SILENT))
#: The bare FAQs that are asked, other questions than the benchmark asks (turn 0); two of them know the words of the domain. Thresholds
#: are tried on every n-th question.
_TURNS, _WITH_WORDS, _JUDGED = (1, 3, 5, 7, 9), (3, 7), 8
#: What a reply is worth when thresholds are chosen: a wrong figure costs more than an offered choice or a silence gains.
WORTH = {"right": 1.0, "offered": 0.5, "silent": 0.0, "wrong": -1.75}
#: Ambiguous questions are few in the files, and not that few in life.
_AMBIGUOUS = 3.0
#: The thresholds that are tried, in twentieths. One above 0.7 would leave plain everyday questions unanswered.
_ANSWER, _CHOICE, _MARGIN, _RIVAL = range(4, 15), 18, range(7, 18, 2), (3, 6, 9, 12)


@dataclass(frozen=True)
class Sample:
    """One question with its candidates' features, the silence's, and which of them are right (-1 is silence)."""

    features: tuple[tuple[float, ...], ...]
    silent: tuple[float, ...]
    right: frozenset[int]
    weight: float


Progress = Callable[[str, int, int], None]


def calibrate(index: Index, labelled: Sequence[Question], progress: Progress) -> dict[str, object]:
    """The weights and thresholds as data for weights.json: those for entries that are known in full, and those for bare ones."""
    samples = list(_stored(index, progress))
    cases = list(_cases(labelled, index))
    samples += [_sample(case, index) for case in cases]
    full = _weights(_fit(samples, _NOTHING, progress))
    counts = _counts(case.question for case in cases)
    full = _thresholds([Judged(case.query, weigh(case.query, index, case.candidates, full), partial(_worth, case.question, counts)) for case in cases], full, progress)
    stripped = [each for turn in _TURNS for each in _stripped(bare_faq(index.knowledge, turn, words=turn in _WITH_WORDS), progress)]
    # What bare entries cannot teach, figures and the conversation, keeps its weight.
    bare = _weights(_fit([each.sample for each in stripped if each.sample.right], (*full.candidate, *full.silent), progress))
    judged = [Judged(each.query, weigh(each.query, each.index, each.candidates, bare), partial(_worth_bare, each.number)) for each in stripped[::_JUDGED]]
    return _data(full) | {"bare": _data(_thresholds(judged, bare, progress))}


def _data(found: Weights) -> dict[str, object]:
    return {
        "candidate": {name: round(value, 3) for name, value in zip(FEATURES, found.candidate, strict=True)},
        "silent": {name: round(value, 3) for name, value in zip(SILENT, found.silent, strict=True)},
        "thresholds": {"answer": found.answer, "choice": found.choice, "margin": found.margin, "rival": found.rival},
    }


def _weights(found: Sequence[float]) -> Weights:
    return Weights(tuple(found[: len(FEATURES)]), tuple(found[len(FEATURES) :]), 0.5, 0.5, 0.5)


def write(found: dict[str, object], path: Path) -> None:
    """Write the weights, in a form that is the same for the same weights."""
    path.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


# -- questions with a known answer --------------------------------------------------------------------------------------


def _stored(index: Index, progress: Progress) -> Iterable[Sample]:
    counts = [Counter(name for position in positions for name in index.phrasings[position].names) for positions in index.of_entry]
    asked = range(0, len(index.phrasings), _EVERY)
    for done, position in enumerate(asked):
        progress("存着的问法", done + 1, len(asked))
        phrasing = index.phrasings[position]
        number = index.owner[position]
        entry = index.knowledge.entries[number]
        own = {name for name in phrasing.names if counts[number][name] == 1}
        query = index.reader.read(phrasing.text)
        if len(index.of_entry[number]) > 1:
            hidden = Hidden(frozenset((position,)), number, index.scopes[number].names - own, whole=False)
            candidates = evidence(query, index, hidden=hidden)
            right = {at for at, candidate in enumerate(candidates) if candidate.number == number}
            if not entry.is_fact:
                right |= {at for at, candidate in enumerate(candidates) if _says_so(candidate)} | {-1}
            if right and right != {-1}:
                yield Sample(tuple(c.features for c in candidates), silent_features(query, index), frozenset(right), 1.0)
        if done % 2 == 0 or not entry.is_fact:
            hidden = Hidden(frozenset(index.of_entry[number]), number, frozenset(), whole=True)
            candidates = [c for c in evidence(query, index, hidden=hidden) if c.number != number]
            told = entry.figures[0].printed if entry.figures else None
            right = {-1} | {
                at
                for at, c in enumerate(candidates)
                if _says_so(c) or (entry.is_fact and (c.entry.id in entry.related or entry.id in c.entry.related or (told and told in c.entry.answer)))
            }
            yield Sample(tuple(c.features for c in candidates), silent_features(query, index), frozenset(right), 0.5)


def _says_so(candidate: Candidate) -> bool:
    """True for a known unknown that the question names at least a little better than it names the facts beside it."""
    return not candidate.entry.is_fact and candidate.features[FEATURES.index("tells_nothing")] < _NOTHING_MORE


@dataclass(frozen=True)
class Case:
    """A labelled question with its candidates."""

    question: Question
    query: Query
    candidates: list[Candidate]


def _cases(labelled: Sequence[Question], index: Index) -> Iterable[Case]:
    """The labelled questions with their candidates; a later turn of a dialogue with what the right answers before it carry over."""
    held = Conversation()
    for question in labelled:
        if question.opens:
            held = Conversation()
        query = index.reader.read(question.text)
        if question.expect == "smalltalk" or not query.units:
            continue
        if held and leans(query, index):
            query, near = carried(query, held, index), neighbours(held, index)
            case = Case(question, query, evidence(query, index, near, frozenset(near)))
        else:
            case = Case(question, query, evidence(query, index))
        yield case
        right = [case.candidates[at].entry.id for at in sorted(_sample(case, index).right) if at >= 0 and case.candidates[at].entry.is_fact]
        if right and question.expect == "answer":
            held = Conversation((right[0],), (), tuple((unit.name, unit.kind) for unit in query.units if unit.role == "asked"))
        elif question.expect == "clarify":
            held = Conversation((), tuple(right[:4]), tuple((unit.name, unit.kind) for unit in query.units))


def _sample(case: Case, index: Index) -> Sample:
    question = case.question
    right = set()
    for at, candidate in enumerate(case.candidates):
        answer = bare(candidate.entry.answer)
        vetoed = veto(case.query, candidate.number, index)
        if question.expect == "refuse":
            if vetoed or _says_so(candidate):
                right.add(at)
        elif candidate.entry.is_fact and not vetoed:
            groups = [question.must] if question.expect == "answer" else list(question.options)
            if any(holds(answer, group) for group in groups) or (
                question.expect == "answer" and len(question.must) > 1 and any(holds(answer, (group,)) for group in question.must)
            ):
                right.add(at)
    if question.expect == "refuse" or not right:
        right.add(-1)
    return Sample(tuple(c.features for c in case.candidates), silent_features(case.query, index), frozenset(right), _LABELLED)


# -- bare entries -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stripped:
    """A question to a bare FAQ with its candidates; `number` is the entry that is right, None where it was left out."""

    query: Query
    index: Index
    candidates: list[Candidate]
    number: int | None
    sample: Sample


def _stripped(faq: BareFaq, progress: Progress) -> Iterable[Stripped]:
    index = faq.index
    for done, (text, number) in enumerate(faq.asked):
        progress("只有标准问", done + 1, len(faq.asked))
        query = index.reader.read(text)
        candidates = evidence(query, index)
        right = frozenset(at for at, candidate in enumerate(candidates) if candidate.number == number) if number is not None else frozenset((-1,))
        # A fifth of the topics is left out; the questions that cannot be answered count as much as those that can.
        sample = Sample(tuple(c.features for c in candidates), silent_features(query, index), right, 1.0 if number is not None else LEFT_OUT - 1.0)
        yield Stripped(query, index, candidates, number, sample)


# -- the fit ------------------------------------------------------------------------------------------------------------


def _fit(samples: Sequence[Sample], start: Sequence[float], progress: Progress) -> list[float]:
    """Gradient ascent with momentum scaled by each weight's own gradient history (Adam, Kingma and Ba 2015), drawn back to the start."""
    size = len(start)
    weights = list(start)
    first, second = [0.0] * size, [0.0] * size
    total = sum(sample.weight for sample in samples) or 1.0
    for step in range(1, _STEPS + 1):
        gradient = [0.0] * size
        for sample in samples:
            _add_gradient(sample, weights, gradient)
        rate = _RATE * (1 - step / (_STEPS + 1))
        for at in range(size):
            slope = gradient[at] / total - _PENALTY * (weights[at] - start[at])
            first[at] = 0.9 * first[at] + 0.1 * slope
            second[at] = 0.99 * second[at] + 0.01 * slope * slope
            weights[at] += rate * (first[at] / (1 - 0.9**step)) / (math.sqrt(second[at] / (1 - 0.99**step)) + 1e-6)
        progress("求权重", step, _STEPS)
    return weights


def _add_gradient(sample: Sample, weights: list[float], gradient: list[float]) -> None:
    width = len(FEATURES)
    own = weights[:width]
    scores = [sum(map(float.__mul__, own, features)) for features in sample.features]
    scores.append(sum(map(float.__mul__, weights[width:], sample.silent)))
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts)
    good = sum(parts[at] for at in sample.right)
    last = len(parts) - 1
    for at, part in enumerate(parts):
        is_right = at in sample.right or (at == last and -1 in sample.right)
        pull = sample.weight * ((part / good if is_right and good else 0.0) - part / whole)
        if abs(pull) < 1e-5:
            continue
        if at == last:
            for offset, value in enumerate(sample.silent):
                gradient[width + offset] += pull * value
        else:
            for offset, value in enumerate(sample.features[at]):
                if value:
                    gradient[offset] += pull * value


# -- the thresholds -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A question with its weighed matches, and what a decision on it is worth."""

    query: Query
    matches: list[Match]
    worth: Callable[[Decision], float]


def _thresholds(judged: Sequence[Judged], found: Weights, progress: Progress) -> Weights:
    best, most = found, -math.inf
    grid = [(a / 20, c / 20, m / 20, r / 20) for a in _ANSWER for c in range(a, _CHOICE, 2) for m in _MARGIN for r in _RIVAL]
    for done, (answer, choice, margin, rival) in enumerate(grid):
        trial = replace(found, answer=answer, choice=choice, margin=margin, rival=rival)
        worth = sum(each.worth(decide(each.query, each.matches, trial)) for each in judged)
        if worth > most + 1e-9:
            best, most = trial, worth
        if done % 50 == 0:
            progress("求门槛", done, len(grid))
    return best


def _counts(questions: Iterable[Question]) -> dict[str, float]:
    """What a question of each kind counts: those that are to be refused as much in all as those that are to be answered."""
    of_kind = Counter(question.expect for question in questions)
    return {"answer": 1.0, "refuse": of_kind["answer"] / (of_kind["refuse"] or 1), "clarify": _AMBIGUOUS}


def _worth(question: Question, counts: Mapping[str, float], decision: Decision) -> float:
    return counts.get(question.expect, 1.0) * WORTH[verdict(question, decision)]


def _worth_bare(number: int | None, decision: Decision) -> float:
    """What a decision on a bare FAQ is worth, by the entries that it serves."""
    served = [match.candidate.number for match in decision.matches] if isinstance(decision, Answer | Choices) else []
    if number is None:
        return WORTH["wrong" if served else "right"]
    if not served:
        return WORTH["silent"]
    return WORTH["wrong" if number not in served else "right" if isinstance(decision, Answer) else "offered"]


def verdict(question: Question, decision: Decision) -> str:
    """The verdict on a decision by the entries that it serves."""
    served = [bare(match.candidate.entry.answer) for match in decision.matches] if isinstance(decision, Answer | Choices) else []
    match decision:
        case Answer():
            text = "\n".join(served)
            good = (question.expect == "answer" and holds(text, question.must)) or (question.expect == "clarify" and all(holds(text, option) for option in question.options))
            # Of a question for several things one entry gives only a part; the parts are put together later.
            part = question.expect == "answer" and len(question.must) > 1 and any(holds(text, (group,)) for group in question.must)
            return "right" if good else "silent" if part else "wrong"
        case Choices():
            if question.expect == "clarify":
                return "right" if sum(any(holds(answer, option) for answer in served) for option in question.options) >= 2 else "wrong"
            return "offered" if question.expect == "answer" and any(holds(answer, question.must) for answer in served) else "wrong"
        case _:
            return "right" if question.expect == "refuse" else "silent"


__all__ = ["WORTH", "Match", "Sample", "calibrate", "verdict", "write"]
