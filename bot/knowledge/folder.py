"""A knowledge folder: where its files lie, and everything they say once loaded."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.errors import WenbaoError
from bot.knowledge.document import folder_files
from bot.knowledge.entry import Entry
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.report import Report


class FolderError(WenbaoError):
    """A knowledge folder that is missing or holds no report."""


@dataclass(frozen=True)
class Talk:
    """One kind of small talk: whole messages, and what the bot says to them."""

    id: str
    phrases: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Knowledge:
    """All that is known: reports (newest first), entries, lexicon, small talk and the bot's own sentences."""

    reports: tuple[Report, ...]
    entries: tuple[Entry, ...]
    lexicon: Lexicon
    smalltalk: tuple[Talk, ...]
    sentences: Mapping[str, str]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Each entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def report_of(self) -> dict[str, Report]:
        """Each report by its id."""
        return {report.id: report for report in self.reports}


@dataclass(frozen=True)
class Layout:
    """Where the files of a knowledge folder lie: one folder a report, and the shared words and sentences."""

    root: Path
    reports: tuple[Path, ...]
    shared: Path

    @property
    def lexicons(self) -> tuple[Path, ...]:
        """The files of the shared lexicon, then each report's own."""
        own = (folder / "lexicon.yaml" for folder in self.reports)
        return (*folder_files(self.shared / "lexicon"), *(path for path in own if path.is_file()))

    def entries(self, report: Path) -> tuple[Path, ...]:
        """The files of a report's entries."""
        return tuple(path for path in folder_files(report) if path.stem not in ("report", "lexicon"))

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is read."""
        shared = (self.shared / "smalltalk.yaml", self.shared / "sentences.yaml")
        return (*self.lexicons, *shared, *(path for report in self.reports for path in (report / "report.yaml", *self.entries(report))))

    def fingerprint(self) -> str:
        """A digest that changes with any byte or name of any file."""
        digest = hashlib.sha256()
        for path in self.files:
            digest.update(f"{path.resolve()}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"-")
        return digest.hexdigest()

    def edition(self) -> str:
        """Twelve hexadecimal digits that change with what the files say, and not with where they lie."""
        digest = hashlib.sha256()
        for path in self.files:
            digest.update(f"{path.parent.name}/{path.name}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"-")
        return digest.hexdigest()[:12]


def shipped() -> Path:
    """The knowledge folder that ships with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_knowledge"
    return inside if inside.is_dir() else package.parent / "knowledge"


def layout(folder: Path) -> Layout:
    """Find the files of a knowledge folder: one that holds reports, or the folder of a single report.

    The shared lexicon and sentences are the folder's own, else those beside a single report, else the ones that ship.
    """
    if not folder.is_dir():
        raise FolderError(f"没有知识库文件夹 {folder},请检查 --knowledge 或 WENBAO_KNOWLEDGE 写的路径")
    single = (folder / "report.yaml").is_file()
    reports = (folder,) if single else tuple(sorted(path.parent for path in folder.glob("*/report.yaml")))
    if not reports:
        raise FolderError(f"知识库文件夹 {folder} 里没有 report.yaml,不知道是哪份报告")
    candidates = (folder, folder.parent, shipped()) if single else (folder, shipped())
    shared = next((path for path in candidates if (path / "lexicon").is_dir()), shipped())
    return Layout(folder, reports, shared)
