"""The check of a knowledge folder: every slip in it, and how much was read."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.knowledge.loading import load_all
from bot.knowledge.problem import Problem
from bot.knowledge.rules import check_all
from bot.upkeep.coverage import Coverage
from bot.upkeep.proof import proof
from bot.upkeep.published import Published


@dataclass(frozen=True)
class Checked:
    """What a check found, sorted by place, and how many files and entries it read; `coverage` where a published text was held against it."""

    problems: tuple[Problem, ...]
    files: int
    entries: int
    coverage: Coverage | None = None

    @cached_property
    def errors(self) -> int:
        """How many problems must be mended."""
        return sum(not problem.warning for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are only worth a look."""
        return len(self.problems) - self.errors


def checked(folder: Path, source: Published | None = None) -> Checked:
    """Hold a folder against its form and every rule, and one of its reports against its published text where that is given.

    Raises `FolderError` where there is no folder, and `ProofError` where the text belongs to no report of it.
    """
    loaded = load_all(folder)
    # Without a report.yaml that can be read there is nothing to prove; its problems say so.
    held = proof(loaded, source) if source and loaded.reports else None
    problems = {*loaded.problems, *check_all(loaded), *(held.problems if held else ())}
    return Checked(tuple(sorted(problems)), len(loaded.documents), len(loaded.entries), held.coverage if held else None)


def check(folder: Path, source: Published | None = None) -> tuple[Problem, ...]:
    """Every problem of a folder, errors and warnings, sorted by place."""
    return checked(folder, source).problems
