"""The county with its published text, on disk."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge.problem import Problem
from bot.upkeep.check import Checked, checked
from bot.upkeep.published import Published, read_published
from tests.published import write


@dataclass(frozen=True)
class County:
    """A knowledge folder and the published text of its report, both of which a test can change."""

    folder: Path
    text: Path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace what stands once in a file of the report, or in the text (`原文`)."""
        path = self.text if name == "原文" else self.folder / "bailu-2021" / name
        content = path.read_text("utf-8")
        assert content.count(old) == 1, f"{old} stands {content.count(old)} times in {name}"
        path.write_text(content.replace(old, new), "utf-8")

    def line(self, name: str, words: str) -> int:
        """The line of a file where some words stand first."""
        path = self.text if name == "原文" else self.folder / "bailu-2021" / name
        return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)

    @property
    def published(self) -> Published:
        return read_published(self.text)

    def checked(self) -> Checked:
        return checked(self.folder, source=self.published)

    def problems(self) -> list[Problem]:
        return list(self.checked().problems)

    def only(self) -> Problem:
        """The one problem that there is."""
        (problem,) = self.problems()
        return problem


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(*write(tmp_path))
