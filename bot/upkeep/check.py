"""The check of a knowledge folder: every slip in it, and how much was read."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.knowledge.loading import load_all
from bot.knowledge.problem import Problem
from bot.knowledge.rules import check_all


@dataclass(frozen=True)
class Checked:
    """What a check found, sorted by place, and how many files and entries it read."""

    problems: tuple[Problem, ...]
    files: int
    entries: int

    @cached_property
    def errors(self) -> int:
        """How many problems must be mended."""
        return sum(not problem.warning for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are only worth a look."""
        return len(self.problems) - self.errors


def checked(folder: Path) -> Checked:
    """Hold a folder against its form and every rule. Raises `FolderError` where there is none."""
    loaded = load_all(folder)
    return Checked(tuple(sorted({*loaded.problems, *check_all(loaded)})), len(loaded.documents), len(loaded.entries))


def check(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a folder, errors and warnings, sorted by place."""
    return checked(folder).problems
