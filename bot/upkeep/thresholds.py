"""The answer threshold swept: how much is right, silent and wrong at each value of it, and which one is in use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.answerer import Answerer
from bot.upkeep.exam import Question, Tally, ask_all, tally

#: 0.05 to 0.95 in steps of a twentieth.
_STEPS = 20

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Threshold:
    """What the exam gives at one answer threshold; `chosen` marks the one that the bot uses."""

    answer: float
    chosen: bool
    tally: Tally


def sweep(questions: Sequence[Question], bot: Answerer, progress: Progress) -> tuple[Threshold, ...]:
    """Every threshold from 0.05 to 0.95, and the one in use, over the whole way of a question, dialogues too.

    The threshold of a choice keeps its distance to that of an answer; all else stays as calibrated.
    """
    own = bot.weights
    values = sorted({step / _STEPS for step in range(1, _STEPS)} | {own.answer})
    out = []
    for done, value in enumerate(values):
        progress("门槛", done, len(values))
        choice = min(max(own.choice + value - own.answer, 0.0), 1.0)
        trial = Answerer(bot.index, replace(own, answer=value, choice=choice))
        out.append(Threshold(value, value == own.answer, tally(ask_all(questions, trial))))
    progress("", len(values), len(values))
    return tuple(out)
