"""Loading: from the files of a knowledge folder to `Knowledge`, with every problem found on the way."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from bot.knowledge import schema
from bot.knowledge.document import Document, Location, parse, read
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.folder import FolderError, Knowledge, Layout, Talk, layout, shipped
from bot.knowledge.lexicon import Concept, Lexicon
from bot.knowledge.printed import times
from bot.knowledge.problem import KnowledgeError, Problem
from bot.knowledge.report import Report, Section, Waiver
from bot.knowledge.sentences import NEEDED

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED = re.compile(r"""\b(?:id|name|key)["']?: *["']?([^\s"',{}\[\]#]+)""")

Thing = TypeVar("Thing")

#: What reading finds by itself, beside the rules: the ids of such problems with what each asks for.
READING = {
    "yaml-syntax": "文件要能按 YAML 读出来:UTF-8 编码,缩进、冒号、引号、括号都对",
    "duplicate-key": "一处里面同一个字段只写一遍",
    "empty-file": "文件不能是空的",
    "empty-folder": "报告的文件夹里至少要有一条问答",
    "missing-field": "必须有的字段不能缺",
    "unknown-field": "只写程序认得的字段",
    "wrong-type": "文字、数字、列表各按要求写",
    "wrong-value": "字段的值要在允许的范围里",
    "lexicon-kind": "同名的概念 kind 要一样",
}


@dataclass(frozen=True)
class Placed(Generic[Thing]):
    """A thing of the knowledge with the place that it was read from."""

    thing: Thing
    document: Document
    location: Location

    def problem(self, inside: Location, message: str, rule: str, *, warning: bool = False) -> Problem:
        """A problem at a value inside the thing: ("similar", 3), ("figures", 0, "value")."""
        return self.document.problem((*self.location, *inside), message, rule, warning=warning)

    def where(self, *inside: str | int) -> str:
        """The place as `path:line`, to name in a message about another place."""
        return f"{self.document.path}:{self.document.at((*self.location, *inside))[0]}"


@dataclass(frozen=True)
class Loaded:
    """A folder as read: the knowledge without its drafts, where each part of it stands, drafts too, and the problems of reading.

    `concepts` are as each file has them, before those of one name are put together in `lexicon`. `unread` are ids and names that stand in what could
    not be read: a reference to one of them is not to be called unknown.
    """

    knowledge: Knowledge
    layout: Layout
    documents: tuple[Document, ...]
    entries: tuple[Placed[Entry], ...]
    reports: tuple[Placed[Report], ...]
    concepts: tuple[Placed[Concept], ...]
    lexicon: Lexicon
    talks: tuple[Placed[Talk], ...]
    sentences: Document
    unread: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def drafts(self) -> tuple[Placed[Entry], ...]:
        """The entries that nobody has looked through yet."""
        return tuple(placed for placed in self.entries if placed.thing.draft)

    @property
    def answering(self) -> tuple[Placed[Entry] | Placed[Talk], ...]:
        """All that has an answer."""
        return (*self.entries, *self.talks)


class Shelf:
    """Files as they were read last, so that only changed ones are read again: give one shelf to `load_all` again and again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], tuple[bytes, _Fitted]] = {}
        self._used: set[tuple[Path, str]] = set()

    def fitted(self, path: Path, form: type[BaseModel], items: str) -> "_Fitted":
        """A file held against its form; as it was kept, where it has the same bytes still."""
        name = (path, form.__name__)
        self._used.add(name)
        try:
            data = path.read_bytes()
        except OSError:
            self._kept.pop(name, None)
            return _fitted(None, path, form, items)
        digest = hashlib.sha256(data).digest()
        kept = self._kept.get(name)
        if kept and kept[0] == digest:
            return kept[1]
        fitted = _fitted(data, path, form, items)
        self._kept[name] = (digest, fitted)
        return fitted

    def tidy(self) -> None:
        """Let go of the files that were not asked for since the last time."""
        self._kept = {name: kept for name, kept in self._kept.items() if name in self._used}
        self._used = set()


@dataclass(frozen=True)
class _Fitted:
    """A file held against its form: `numbers` are those of the items that fit, `unread` what may stand in the others."""

    document: Document
    form: Any
    numbers: tuple[int, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str]


def _fitted(data: bytes | None, path: Path, form: type[BaseModel], items: str) -> _Fitted:
    document, problems = read(path, shown(path)) if data is None else parse(data, shown(path))
    unread = frozenset(_NAMED.findall((data or b"").decode("utf-8", errors="replace")))
    if document.data is None and problems:
        return _Fitted(document, None, (), tuple(problems), unread)
    if items:
        fitted, numbers, misfits = schema.fit_items(document, form, items)
    else:
        (fitted, misfits), numbers, unread = schema.fit(document, form), (), frozenset()
    return _Fitted(document, fitted, numbers, (*problems, *misfits), unread if misfits else frozenset())


def load(folder: Path) -> Knowledge:
    """The knowledge of a folder.

    Drafts are left out, and so are reports of which there is nothing else. Raises `FolderError` where there is no report to serve, and
    `KnowledgeError` with every problem where something in it cannot be read. Slips that `bot check` finds beyond that (a figure that
    differs from its data) do not stop loading.
    """
    return servable(load_all(folder))


def servable(loaded: Loaded) -> Knowledge:
    """The knowledge of a folder as read. Raises `KnowledgeError` where something in it could not be read."""
    if loaded.problems:
        raise KnowledgeError(loaded.problems)
    if loaded.drafts and not loaded.knowledge.reports:
        raise FolderError(f"{loaded.layout.root} 里只有草稿({len(loaded.drafts)} 条),还没有可以回答的:审好以后删掉“draft: true”那一行,见 knowledge/README.md")
    if absent := [name for name in NEEDED if name not in loaded.knowledge.sentences]:
        raise KnowledgeError(tuple(loaded.sentences.problem(("sentences",), f"缺少“{name}”这一句,请补上", "missing-sentence") for name in absent))
    return loaded.knowledge


def load_all(folder: Path, shelf: Shelf | None = None) -> Loaded:
    """Read every file, also beside broken ones; of those that the shelf holds, only the changed ones."""
    shelf = shelf or Shelf()
    loaded = _Reader(layout(folder), shelf).loaded()
    shelf.tidy()
    return loaded


def shared_lexicon(folder: Path) -> Lexicon:
    """The words that reports share: those of a folder's own `lexicon`, or the ones that ship."""
    shared = folder if (folder / "lexicon").is_dir() else shipped()
    return _Reader(Layout(shared, (), shared), Shelf()).loaded().lexicon


def shown(path: Path) -> str:
    """A path from the working folder, as people see it in problems."""
    try:
        return str(Path(os.path.abspath(path)).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class _Reader:
    """Reads the files of one layout, gathering problems."""

    def __init__(self, where: Layout, shelf: Shelf) -> None:
        self.where = where
        self.shelf = shelf
        self.problems: list[Problem] = []
        self.documents: list[Document] = []
        self.unread: set[str] = set()

    def loaded(self) -> Loaded:
        concepts = self._concepts()
        talks = self._talks()
        spoken, sentences = self._sentences()
        reports: list[Placed[Report]] = []
        entries: list[Placed[Entry]] = []
        for folder in self.where.reports:
            before = len(self.problems)
            report = self._report(folder / "report.yaml")
            reports += [report] if report else []
            found = [entry for path in self.where.entries(folder) for entry in self._entries(path, report.thing.id if report else folder.name)]
            entries += found
            if not found and len(self.problems) == before:
                self.problems.append(Problem(shown(folder / "report.yaml"), 0, 0, "这个报告的文件夹里没有一条问答,请加一个写“entries:”的 .yaml 文件", "empty-folder"))
        drafted = {placed.thing.report for placed in entries if placed.thing.draft} - {placed.thing.report for placed in entries if not placed.thing.draft}
        # A report that is only drafted is not served, nor are its words.
        unready = {Path(placed.document.path).parent for placed in reports if placed.thing.id in drafted}
        lexicon = Lexicon(self._merged(concepts))
        served = Lexicon(_Reader(self.where, self.shelf)._merged([placed for placed in concepts if Path(placed.document.path).parent not in unready])) if unready else lexicon
        knowledge = Knowledge(
            reports=tuple(sorted((placed.thing for placed in reports if placed.thing.id not in drafted), key=lambda report: (-report.year, report.id))),
            entries=tuple(placed.thing for placed in entries if not placed.thing.draft),
            lexicon=served,
            smalltalk=tuple(placed.thing for placed in talks),
            sentences=spoken,
        )
        return Loaded(
            knowledge=knowledge,
            layout=self.where,
            documents=tuple(self.documents),
            entries=tuple(entries),
            reports=tuple(reports),
            concepts=tuple(concepts),
            lexicon=lexicon,
            talks=tuple(talks),
            sentences=sentences,
            unread=frozenset(self.unread),
            problems=tuple(sorted(self.problems)),
        )

    def _fit(self, path: Path, form: type[schema.Form], items: str = "") -> tuple[schema.Form | None, tuple[int, ...], Document]:
        """A file held against its form, with the numbers of those of its items that fit."""
        fitted = self.shelf.fitted(path, form, items)
        self.problems += fitted.problems
        self.documents.append(fitted.document)
        self.unread |= fitted.unread
        return fitted.form, fitted.numbers, fitted.document

    def _report(self, path: Path) -> Placed[Report] | None:
        form, _, document = self._fit(path, schema.ReportFile)
        self.problems += _wrong_dates(document)
        if form is None:
            return None
        outline = tuple(Section(section.key, section.title, tuple(section.opens)) for section in form.outline)
        waived = tuple(Waiver(item.figure, item.section, item.reason) for item in form.waived)
        lists = (tuple(form.aliases), tuple(form.within), tuple(form.parts))
        report = Report(form.id, form.title, form.date or "", form.office or "", int(form.year), form.place, int(form.plans or 0), *lists, outline, waived, form.period or "")
        return Placed(report, document, ())

    def _entries(self, path: Path, report: str) -> list[Placed[Entry]]:
        form, numbers, document = self._fit(path, schema.EntriesFile, "entries")
        return [Placed(_entry(item, form, report, document, number), document, ("entries", number)) for number, item in zip(numbers, form.entries, strict=True)] if form else []

    def _concepts(self) -> list[Placed[Concept]]:
        out = []
        for path in self.where.lexicons:
            form, numbers, document = self._fit(path, schema.LexiconFile, "concepts")
            for number, item in zip(numbers, form.concepts if form else (), strict=True):
                concept = Concept(item.name, item.kind, tuple(item.words), tuple(item.units), tuple(item.broader), item.loose)
                out.append(Placed(concept, document, ("concepts", number)))
        return out

    def _merged(self, concepts: list[Placed[Concept]]) -> dict[str, Concept]:
        out: dict[str, Concept] = {}
        first: dict[str, Placed[Concept]] = {}
        for placed in concepts:
            new = placed.thing
            known = out.setdefault(new.name, new)
            at = first.setdefault(new.name, placed)
            if known.kind != new.kind:
                message = f"“{new.name}”在 {at.where('kind')} 是 {known.kind},这里是 {new.kind},请改成一样的,或换个名字"
                self.problems.append(placed.problem(("kind",), message, "lexicon-kind"))
            elif known is not new:
                pairs = ((known.words, new.words), (known.units, new.units), (known.broader, new.broader))
                words, units, broader = (tuple(dict.fromkeys((*old, *more))) for old, more in pairs)
                out[new.name] = Concept(new.name, new.kind, words, units, broader, known.loose or new.loose)
        return out

    def _talks(self) -> list[Placed[Talk]]:
        form, numbers, document = self._fit(self.where.shared / "smalltalk.yaml", schema.SmalltalkFile, "smalltalk")
        talks = form.smalltalk if form else ()
        return [Placed(Talk(talk.id, tuple(talk.phrases), talk.answer), document, ("smalltalk", number)) for number, talk in zip(numbers, talks, strict=True)]

    def _sentences(self) -> tuple[dict[str, str], Document]:
        form, _, document = self._fit(self.where.shared / "sentences.yaml", schema.SentencesFile)
        return dict(form.sentences) if form else {}, document


def _entry(item: schema.EntryForm, form: schema.EntriesFile, report: str, document: Document, number: int) -> Entry:
    return Entry(
        id=item.id,
        topic=item.topic or form.topic or "",
        section=item.section or form.section or "",
        question=item.question,
        similar=tuple(item.similar),
        answer=item.answer,
        report=report,
        figures=tuple(Figure(fig.subject, fig.metric, fig.value, fig.unit, fig.period or "", fig.population or "", fig.qualifier or "", fig.derived or "") for fig in item.figures),
        names=tuple(item.names),
        related=tuple(item.related),
        points=tuple(item.points),
        reason=item.reason or "",
        draft=form.draft if item.draft is None else item.draft,
        path=document.path,
        line=document.at(("entries", number))[0],
    )


def _wrong_dates(document: Document) -> Iterator[Problem]:
    """What no form sees: a day that no calendar has, a year of two digits."""
    data = document.data if isinstance(document.data, dict) else {}
    published = data.get("date")
    if isinstance(published, str) and not _is_date(published.strip()):
        wrong = "日历上没有这一天" if _DATE.fullmatch(published.strip()) else '要写成 "2022-12-28" 的样子'
        yield document.problem(("date",), f"“date”{wrong},现在是“{published}”,请改正", "wrong-value")
    part = data.get("period")
    if isinstance(part, str) and not _is_part_of_a_year(part):
        yield document.problem(("period",), f"“period”要写一年里的一段,例如 第一季度、上半年、前三季度,现在是“{part}”;讲全年就删掉这一行", "wrong-value")
    for name in ("year", "plans"):
        year = data.get(name)
        if isinstance(year, Decimal) and not (year == int(year) and 1900 <= year < 2100):
            yield document.problem((name,), f"“{name}”要写四位数的年份,例如 2022,现在是“{year}”", "wrong-value")


def _is_part_of_a_year(text: str) -> bool:
    tokens = times([text])
    return bool(tokens) and all(token[0] in "HQMT" for token in tokens)


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
