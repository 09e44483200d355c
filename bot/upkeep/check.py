"""The check of a knowledge folder: every slip in it, and how much was read."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.problem import Problem
from bot.knowledge.rules import check_all
from bot.upkeep.coverage import Coverage
from bot.upkeep.proof import proof
from bot.upkeep.published import Published


@dataclass(frozen=True)
class Checked:
    """What a check found, sorted by place, and how many files, entries and drafts among them it read; `coverage` where a published text was
    held against it."""

    problems: tuple[Problem, ...]
    files: int
    entries: int
    drafts: int = 0
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
    found = {*loaded.problems, *_mild_on_drafts(loaded, (*check_all(loaded), *(held.problems if held else ())))}
    return Checked(tuple(sorted(found)), len(loaded.documents), len(loaded.entries), len(loaded.drafts), held.coverage if held else None)


def _mild_on_drafts(loaded: Loaded, problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems, those inside a draft as warnings: nobody is served it."""
    starts: dict[str, list[tuple[int, bool]]] = {}
    for placed in loaded.entries:
        starts.setdefault(placed.thing.path, []).append((placed.thing.line, placed.thing.draft))
    for problem in problems:
        at = bisect_right(entries := starts.get(problem.path, []), (problem.line, True)) - 1
        yield replace(problem, warning=True) if at >= 0 and entries[at][1] else problem


def check(folder: Path, source: Published | None = None) -> tuple[Problem, ...]:
    """Every problem of a folder, errors and warnings, sorted by place."""
    return checked(folder, source).problems
