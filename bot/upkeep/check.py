"""The check of a knowledge folder: every slip in it, and how much was read."""

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bot.knowledge.folder import FolderError
from bot.knowledge.loading import Loaded, load_all, shown
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


#: A check beyond the rules, made once a folder is read.
Further = Callable[[Loaded], Iterable[Problem]]


def checked(folder: Path, only: Path | None = None, further: Further | None = None, source: Published | None = None) -> Checked:
    """Hold a folder against its form and every rule, one of its reports against its published text where that is given, then all against a
    further check; `only` keeps to the problems of one file.

    Raises `FolderError` where there is no such folder or file in it, and `ProofError` where the text belongs to no report of it.
    """
    loaded = load_all(folder)
    # Without a report.yaml that can be read there is nothing to prove; its problems say so.
    held = proof(loaded, source) if source and loaded.reports else None
    ruled = (*check_all(loaded), *(held.problems if held else ()), *(further(loaded) if further else ()))
    problems = {*loaded.problems, *_mild_on_drafts(loaded, ruled)}
    coverage = held.coverage if held else None
    if only is None:
        return Checked(tuple(sorted(problems)), len(loaded.documents), len(loaded.entries), len(loaded.drafts), coverage)
    path = shown(only)
    entries = [placed.thing for placed in loaded.entries if placed.document.path == path]
    return Checked(tuple(sorted(problem for problem in problems if problem.path == path)), 1, len(entries), sum(entry.draft for entry in entries), coverage)


def around(file: Path) -> Path:
    """The knowledge folder that a file of it is checked in: the one with the shared words, else that of its report.

    Raises `FolderError` for a file that lies in none.
    """
    found = [folder for folder in Path(os.path.abspath(file)).parents[:2] if (folder / "report.yaml").is_file() or any(folder.glob("*/report.yaml"))]
    if not found:
        raise FolderError(f"{file} 不在知识库里:它的文件夹里没有 report.yaml")
    return next((folder for folder in found if (folder / "lexicon").is_dir()), found[0])


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
    return checked(folder, source=source).problems
