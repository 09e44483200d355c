"""Confidence held against what came of it: of the replies served at 0.9, about nine in ten should be right."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.upkeep.exam import Graded

_BINS = 10


@dataclass(frozen=True)
class Bin:
    """The replies served with a confidence from `low` up to, but not including, `high` (the last bin: including 1).

    `mean` is their mean confidence, `right` the share of them that were right; both 0 to 1, and 0 of no replies.
    """

    low: float
    high: float
    count: int
    mean: float
    right: float


def bins(graded: Iterable[Graded], status: str) -> tuple[Bin, ...]:
    """Ten bins of equal width over the replies of one status (`answered`, `no_answer`, `clarify`).

    A confidence is held against the verdict `right` alone: a choice offered where an answer was due is not.
    """
    served = [(item.turn.reply.confidence, item.verdict == "right") for item in graded if item.turn.reply.status == status]
    out = []
    for number in range(_BINS):
        held = [(confidence, right) for confidence, right in served if min(int(confidence * _BINS), _BINS - 1) == number]
        count = len(held)
        mean = sum(confidence for confidence, _ in held) / count if count else 0.0
        out.append(Bin(number / _BINS, (number + 1) / _BINS, count, mean, sum(right for _, right in held) / count if count else 0.0))
    return tuple(out)


def distance(of: Iterable[Bin]) -> float:
    """The expected calibration error: the mean distance of confidence from the share right, each bin counting by its replies."""
    filled = [each for each in of if each.count]
    whole = sum(each.count for each in filled)
    return sum(each.count * abs(each.mean - each.right) for each in filled) / whole if whole else 0.0
