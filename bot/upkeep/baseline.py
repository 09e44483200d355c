"""A baseline: the verdicts of an earlier run of the exam, and what changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.upkeep.exam import VERDICTS, ExamError, Graded


@dataclass(frozen=True)
class Change:
    """A question whose verdict is another now than it was."""

    item: Graded
    before: str

    @property
    def better(self) -> bool:
        """True when the verdict rose (`VERDICTS` are best first)."""
        return VERDICTS.index(self.item.verdict) < VERDICTS.index(self.before)


def read_baseline(path: Path) -> dict[str, str]:
    """The verdicts by question that an earlier `eval --json` printed. Raises `ExamError`."""
    try:
        found = json.loads(path.read_text("utf-8"))["verdicts"]
        if not all(verdict in VERDICTS for verdict in found.values()):
            raise ValueError(path)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        raise ExamError(f"旧结果 {path} 不是 bot eval --json 的输出") from error
    return dict(found)


def changes(graded: Iterable[Graded], before: dict[str, str]) -> tuple[Change, ...]:
    """The questions of both runs whose verdict changed, in the order of the exam."""
    return tuple(Change(item, old) for item in graded if (old := before.get(item.question.id)) and old != item.verdict)
