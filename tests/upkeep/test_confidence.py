"""Confidence held against what came of it."""

import pytest

from bot.answering.answerer import Explanation, Turn
from bot.answering.dialogue import Conversation
from bot.answering.reply import Reply, Status
from bot.upkeep.confidence import bins, distance
from bot.upkeep.exam import Graded, Question


def graded(confidence: float, verdict: str, status: Status = "answered") -> Graded:
    question = Question("q", "问", "answer", "formal", True, (("1",),))
    return Graded(question, Turn(Reply(status, "答", confidence=confidence), Conversation(), Explanation("evidence")), verdict)


def test_replies_fall_into_bins_by_their_confidence_and_status() -> None:
    served = [graded(0.0, "wrong"), graded(0.95, "right"), graded(1.0, "right"), graded(0.91, "wrong"), graded(0.85, "offered"), graded(0.95, "wrong", "no_answer")]
    found = bins(served, "answered")
    assert [each.count for each in found] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 3]
    assert found[9].mean == pytest.approx(0.9533, abs=1e-4)
    assert found[9].right == pytest.approx(2 / 3)
    assert (found[8].right, found[1].right, found[1].mean) == (0, 0, 0)
    assert [each.count for each in bins(served, "no_answer")][9] == 1


def test_the_distance_counts_each_bin_by_its_replies() -> None:
    served = [graded(0.95, "right")] * 3 + [graded(0.25, "right")]
    assert distance(bins(served, "answered")) == pytest.approx((3 * 0.05 + 0.75) / 4)
    assert distance(bins(served, "clarify")) == 0
