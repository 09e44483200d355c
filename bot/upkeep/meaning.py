"""The check by meaning: questions that lead to the wrong answer, told at the phrasing that does.

Unlike the rules it asks the questions, so it needs the index and about five milliseconds a phrasing: a minute for ten thousand of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem
from bot.language.text import key, normalise
from bot.matching.decision import Answer, Decision, decide, weigh
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.ranking import Hidden, evidence
from bot.matching.weights import Weights
from bot.upkeep.contrast import pairs

#: What is found, by rule, with what each asks for.
MEANING = {
    "contrast": "两条只差一点的,问这一条不能答成那一条",
    "stolen-phrasing": "问法要和别的条分得开,免得换个说法就答成别的",
    "nearer-answer": "回答要说到标准问问的事,不能更像在答别的",
}

#: Of the replies served at this confidence nine in ten are right: a reader would take the answer for sure.
_CONFIDENT = 0.9
#: Another answer speaks of nearly all that is asked, the own one of hardly anything (no entry that ships comes near).
_SPEAKS, _SILENT = 0.85, 0.35
#: And it has hardly a pair of characters of the question.
_STRANGE = 0.1

Progress = Callable[[str, int, int], None]


def check_meaning(loaded: Loaded, index: Index, weights: Weights, progress: Progress, only: str = "") -> Iterator[Problem]:
    """Every contrast that fails, every phrasing that another entry steals, every answer to another question.

    `loaded` is the folder that `index` was built from; `only` is the path of the one file (as problems show it) whose entries are asked.
    """
    yield from _answers(loaded, index, only)
    asked = _Asked(loaded, index, weights)
    numbers = [number for number, placed in enumerate(loaded.entries) if only in ("", placed.document.path)]
    for done, number in enumerate(numbers):
        progress("按意思检查", done + 1, len(numbers))
        yield from asked.problems(number)


@dataclass(frozen=True)
class _Place:
    placed: Placed[Entry]
    phrasing: int

    def problem(self, message: str, rule: str, *, warning: bool) -> Problem:
        inside = ("similar", self.phrasing - 1) if self.phrasing else ("question",)
        return self.placed.problem(inside, message, rule, warning=warning)


class _Asked:
    """The stored phrasings, each asked by its evidence: with its own copy in the index, and without."""

    def __init__(self, loaded: Loaded, index: Index, weights: Weights) -> None:
        self.loaded, self.index, self.weights = loaded, index, weights
        self.apart: dict[int, dict[int, str]] = {}
        for pair in pairs(index):
            self.apart.setdefault(pair.one, {})[pair.other] = pair.slot
            self.apart.setdefault(pair.other, {})[pair.one] = pair.slot

    def problems(self, number: int) -> Iterator[Problem]:
        """What goes wrong with the phrasings of one entry."""
        index = self.index
        placed, positions = self.loaded.entries[number], index.of_entry[number]
        often = Counter(name for position in positions for name in index.phrasings[position].names)
        for at, position in enumerate(positions):
            phrasing = index.phrasings[position]
            query = index.reader.read(phrasing.text)
            place = _Place(placed, at)
            if (slip := self._contrast(query, number, place, phrasing.text)) is not None:
                yield slip
            elif len(positions) > 1:
                own = {name for name in phrasing.names if often[name] == 1}
                hidden = Hidden(frozenset((position,)), number, index.scopes[number].names - own, whole=False)
                if (slip := self._stolen(query, number, place, hidden)) is not None:
                    yield slip

    def _contrast(self, query: Query, number: int, place: _Place, text: str) -> Problem | None:
        """The question word for word or by all its evidence, answered with an entry that contrasts."""
        others = self.apart.get(number)
        if not others:
            return None
        served = self.index.by_key.get(key(normalise(text)), number)
        answered = (served,) if served != number else _served(self._decided(query))
        wrong = [at for at in answered if at in others and number not in answered]
        if not wrong:
            return None
        served = wrong[0]
        other = self.loaded.entries[served]
        message = f"“{text}”会答成 {other.thing.id}({other.where('question')}),两条差在{others[served]},请把问法写得分得开"
        return place.problem(message, "contrast", warning=False)

    def _stolen(self, query: Query, number: int, place: _Place, hidden: Hidden) -> Problem | None:
        """The question without its own copy, answered for sure with an entry that does not tell the same."""
        decision = self._decided(query, hidden)
        served = _served(decision)
        if not isinstance(decision, Answer) or number in served or decision.confidence < _CONFIDENT:
            return None
        own, other = place.placed.thing, self.loaded.entries[served[0]]
        if own.figures and own.figures[0].printed in other.thing.answer:
            return None
        slot = self.apart.get(number, {}).get(served[0])
        why = f",两条差在{slot}" if slot else ""
        missed = "、".join(unit.name for unit in decision.matches[0].candidate.missed)
        advice = f"那一条没有说到“{missed}”,在这一条多写几句说到它的问法,或写进词库" if missed else "那一条也说到这些词,请在这一条多写几句问法,把两条的分别说出来"
        message = f"“{own.phrasings[place.phrasing]}”换个说法就会答成 {other.thing.id}({other.where('question')}){why}:{advice}"
        return place.problem(message, "stolen-phrasing", warning=True)

    def _decided(self, query: Query, hidden: Hidden | None = None) -> Decision:
        return decide(query, weigh(query, self.index, evidence(query, self.index, hidden=hidden), self.weights), self.weights)


def _served(decision: Decision) -> tuple[int, ...]:
    return tuple(match.candidate.number for match in decision.matches) if isinstance(decision, Answer) else ()


def _answers(loaded: Loaded, index: Index, only: str) -> Iterator[Problem]:
    """Facts whose own answer hardly speaks of what the standard question names, while another fact's answer does."""
    facts = [number for number, placed in enumerate(loaded.entries) if placed.thing.is_fact]
    spoken = {number: _spoken(loaded.entries[number].thing, index) for number in facts}
    holders: dict[str, list[int]] = {}
    for number, names in spoken.items():
        for name in names:
            holders.setdefault(name, []).append(number)
    for number in facts:
        placed = loaded.entries[number]
        # What no answer speaks of (多少, 了) tells nothing.
        names = index.reader.read(placed.thing.question, forgiving=False).names & holders.keys()
        if only not in ("", placed.document.path) or _share(names, spoken[number], index) > _SILENT or _alike(placed.thing) > _STRANGE:
            continue
        others = {other for name in names for other in holders.get(name, ()) if other != number and not _leads_to(loaded.entries[other].thing, placed.thing)}
        best = max(sorted(others), key=lambda other: _share(names, spoken[other], index), default=number)
        if best != number and _share(names, spoken[best], index) >= _SPEAKS:
            other = loaded.entries[best]
            message = f"回答没有说到标准问里的事,{other.thing.id}({other.where('answer')})的回答倒说到了,是不是贴错了:请对照报告改正"
            yield placed.problem(("answer",), message, "nearer-answer", warning=True)


def _alike(entry: Entry) -> float:
    """Share of the standard question's pairs of characters that the answer has."""
    asked, told = (normalise(text) for text in (entry.question, entry.answer))
    pairs_asked = {asked[at : at + 2] for at in range(len(asked) - 1)}
    return sum(pair in told for pair in pairs_asked) / len(pairs_asked) if pairs_asked else 1.0


def _leads_to(other: Entry, entry: Entry) -> bool:
    """True for an overview, which names what it leads to and is no rival of it."""
    return entry.id in other.points or (entry.id in other.related and not other.figures)


def _spoken(entry: Entry, index: Index) -> frozenset[str]:
    """All that an answer with its figures speaks of, and what is wider than that."""
    lexicon = index.knowledge.lexicon
    texts = (entry.answer, *(text for figure in entry.figures for text in (figure.subject, figure.population) if text))
    names = {name for text in texts for name in index.reader.read(text, forgiving=False).names}
    names |= {name for figure in entry.figures for name in (figure.metric, lexicon.by_unit.get(figure.measure, figure.metric))}
    return frozenset(names | {wider for name in names for wider in lexicon.ancestors(name)})


def _share(wanted: frozenset[str], held: frozenset[str], index: Index) -> float:
    """Share of the weight of `wanted` that is in `held`; 1 when nothing is wanted."""
    whole = sum(index.weight(name) for name in sorted(wanted))
    return sum(index.weight(name) for name in sorted(wanted & held)) / whole if whole else 1.0
