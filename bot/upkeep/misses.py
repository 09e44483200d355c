"""Misses: questions of the log that got no answer or a thumb down, grouped by likeness."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering.answerer import Answerer
from bot.matching.decision import weigh
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.ranking import evidence, likeness
from bot.questions.store import Missed

#: Questions at least this much alike are one group. Of the calibration questions, a sixth of the pairs with one answer lie above it (people
#: ask in very different words) and none of 521 pairs with two; what shares only its subject lies at about 0.5.
ALIKE = 0.55
_NEAREST = 3
# Less probable than this, an entry is not near, but the nearest is always told.
_LEAST = 0.01


@dataclass(frozen=True)
class Near:
    """An entry near a question, with the probability (0 to 1) that it is what was asked; `barred` when the question's year, place, people or
    measure rules it out."""

    entry: str
    question: str
    probability: float
    barred: bool


@dataclass(frozen=True)
class Group:
    """Questions alike, the most frequent first; `nearest` are the entries nearest to that one, best first.

    `now` is the status that it gets from the knowledge as it is today.
    """

    questions: tuple[Missed, ...]
    nearest: tuple[Near, ...]
    now: str

    @property
    def count(self) -> int:
        """How often its questions were asked."""
        return sum(missed.count for missed in self.questions)

    @property
    def down(self) -> int:
        """How many thumbs were down."""
        return sum(missed.down for missed in self.questions)


def grouped(missed: Sequence[Missed], answerer: Answerer, progress: Callable[[int, int], None] = lambda done, whole: None) -> tuple[Group, ...]:
    """The missed questions in groups, the biggest first; those that today's knowledge answers without a thumb down are left out.

    A question joins the first group whose first question it resembles; the questions come with the most frequent first.
    """
    index = answerer.index
    heads: list[tuple[Query, list[Missed], str]] = []
    for done, each in enumerate(missed, 1):
        progress(done, len(missed))
        now = answerer.ask(each.text).reply.status
        if now not in ("no_answer", "clarify") and not each.down:
            continue
        query = index.reader.read(each.text)
        found = next((members for head, members, _ in heads if likeness(head, query, index) >= ALIKE), None)
        if found is None:
            heads.append((query, [each], now))
        else:
            found.append(each)
    groups = [Group(tuple(members), near(head, answerer), now) for head, members, now in heads]
    return tuple(sorted(groups, key=lambda group: (-group.count, -group.down)))


def near(query: Query, answerer: Answerer) -> tuple[Near, ...]:
    """The entries nearest to a question, best first."""
    index: Index = answerer.index
    matches = weigh(query, index, evidence(query, index), answerer.weights)[:_NEAREST]
    return tuple(
        Near(match.candidate.entry.id, match.candidate.entry.question, match.probability, match.veto is not None)
        for number, match in enumerate(matches)
        if number == 0 or match.probability >= _LEAST
    )
