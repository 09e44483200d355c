"""Errors seeded into a knowledge folder at random, one at a time: wrong digits, units, sections, times and names.

Each is a slip that a clerk may make and no form can see. `python -m tests.upkeep.seeding FOLDER TEXT [COUNT]` tries them on any folder.
"""

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded, Placed, load_all
from bot.knowledge.printed import plainly
from bot.upkeep.check import check
from bot.upkeep.published import Published, read_published

_UNITS = ("万元", "亿元", "元", "户", "人次", "人", "个", "项", "万亩", "亩", "公里", "套", "%")
_QUOTED = re.compile(r"“([^“”]{2,})”|《([^《》]{2,})》")


@dataclass(frozen=True)
class Seed:
    """One error: the file with its new text, and the lines (first and last, from 1) within which a problem must be told."""

    kind: str
    file: Path
    text: str
    first: int
    last: int
    what: str


class Sower:
    """Seeds errors into the files of one folder."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.dice = dice
        self.loaded: Loaded = load_all(folder)
        self.files = {path: path.read_text("utf-8") for report in self.loaded.layout.reports for path in sorted(report.glob("*.yaml"))}
        self.entries = [(self._file(placed), placed) for placed in self.loaded.entries]
        self.facts = [(file, placed) for file, placed in self.entries if placed.thing.is_fact]
        self.han = sorted({char for text in self.files.values() for char in text if "\u4e00" <= char <= "\u9fff"})

    def _file(self, placed: Placed[Entry]) -> Path:
        return next(path for path in self.files if str(path).endswith(placed.document.path) or path.name == Path(placed.document.path).name)

    def seeds(self) -> Iterator[Seed]:
        """Errors without end, all kinds in turn."""
        kinds: list[Callable[[], Seed | None]] = [
            self.digit_of_answer, self.digit_of_figure, self.digit_of_both, self.unit_of_answer, self.unit_of_figure, self.unit_of_both, self.section_of_entry,
            self.section_of_unknown, self.section_of_file, self.name_of_list, self.name_of_answer, self.name_of_both, self.quoted_name, self.period_of_figure,
            self.digit_of_phrasing, self.digit_of_words, self.year_of_answer, self.masthead,
        ]  # fmt: skip
        while True:
            for kind in kinds:
                for _ in range(300):
                    if seed := kind():
                        yield seed
                        break

    # ---------------------------------------------------------------- numbers

    def digit_of_answer(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        found = list(re.finditer(r"\d+(?:\.\d+)?", placed.thing.answer))
        if not found:
            return None
        old = placed.thing.answer
        match = self.dice.choice(found)
        new = old[: match.start()] + self._other_digit(match.group()) + old[match.end() :]
        return self._seed("digit of answer", file, placed, [(old, new)])

    def digit_of_figure(self) -> Seed | None:
        return self._figure("digit of figure", figure=True, answer=False)

    def digit_of_both(self) -> Seed | None:
        return self._figure("digit of both", figure=True, answer=True)

    def _figure(self, kind: str, *, figure: bool, answer: bool) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        if not placed.thing.figures:
            return None
        one = self.dice.choice(placed.thing.figures)
        old = plainly(one.value)
        new = self._other_digit(old)
        pattern = re.compile(rf"(?<![\d.]){re.escape(old)}(?![\d.])")
        if one.derived or not pattern.search(placed.thing.answer):
            return None
        changes = [(f"value: {old}, unit: {self._yaml(one.unit)}", f"value: {new}, unit: {self._yaml(one.unit)}")] if figure else []
        changes += [(placed.thing.answer, pattern.sub(new, placed.thing.answer))] if answer else []
        return self._seed(kind, file, placed, changes)

    def unit_of_answer(self) -> Seed | None:
        return self._unit("unit of answer", figure=False, answer=True)

    def unit_of_figure(self) -> Seed | None:
        return self._unit("unit of figure", figure=True, answer=False)

    def unit_of_both(self) -> Seed | None:
        return self._unit("unit of both", figure=True, answer=True)

    def _unit(self, kind: str, *, figure: bool, answer: bool) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        if not placed.thing.figures:
            return None
        one = self.dice.choice(placed.thing.figures)
        value, printed = plainly(one.value), plainly(one.value) + one.unit
        if one.derived or printed not in placed.thing.answer:
            return None
        new = self.dice.choice([unit for unit in _UNITS if unit != one.unit])
        changes = [(f"value: {value}, unit: {self._yaml(one.unit)}", f"value: {value}, unit: {self._yaml(new)}")] if figure else []
        changes += [(placed.thing.answer, placed.thing.answer.replace(printed, value + new))] if answer else []
        return self._seed(kind, file, placed, changes)

    def period_of_figure(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        if not placed.thing.figures:
            return None
        old = self.dice.choice(placed.thing.figures).period
        digits = [at for at, char in enumerate(old) if char.isdigit()]
        if not digits:
            return None
        at = self.dice.choice(digits[2:] or digits)
        new = old[:at] + self._other_digit(old[at], zero=True) + old[at + 1 :]
        return self._seed("period of figure", file, placed, [(f'period: "{old}"' if old.isdigit() or "-" in old else f"period: {old}", f'period: "{new}"')])

    def digit_of_phrasing(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        values = {plainly(figure.value) for figure in placed.thing.figures}
        phrasings = [(text, match) for text in placed.thing.phrasings for match in re.finditer(r"\d+(?:\.\d+)?", text) if match.group() in values]
        if not phrasings:
            return None
        old, match = self.dice.choice(phrasings)
        return self._seed("digit of phrasing", file, placed, [(old, old[: match.start()] + self._other_digit(match.group()) + old[match.end() :])])

    def digit_of_words(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        words = [text for figure in placed.thing.figures for text in (figure.subject, figure.population) if re.search(r"\d", text)]
        if not words:
            return None
        old = self.dice.choice(words)
        at = self.dice.choice([at for at, char in enumerate(old) if char.isdigit()])
        new = old[:at] + self._other_digit(old[at]) + old[at + 1 :]
        return self._seed("digit of words", file, placed, [(f": {old}", f": {new}")])

    def year_of_answer(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        old = placed.thing.answer
        match = re.search(r"20\d\d(?=年)", old)
        if not match:
            return None
        at = match.end() - 1
        return self._seed("year of answer", file, placed, [(old, old[:at] + self._other_digit(old[at], zero=True) + old[at + 1 :])])

    def _other_digit(self, number: str, *, zero: bool = False) -> str:
        places = [at for at, char in enumerate(number) if char.isdigit()]
        at = self.dice.choice(places)
        digits = [digit for digit in "0123456789" if digit != number[at] and (digit != "0" or zero or (at > 0 and at < len(number) - 1))]
        return number[:at] + self.dice.choice(digits) + number[at + 1 :]

    # ---------------------------------------------------------------- sections

    def section_of_entry(self) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        return self._section("section of entry", file, placed) if placed.thing.figures or placed.thing.names else None

    def section_of_unknown(self) -> Seed | None:
        file, placed = self.dice.choice(self.entries)
        return self._section("section of unknown", file, placed) if not placed.thing.is_fact else None

    def _section(self, kind: str, file: Path, placed: Placed[Entry]) -> Seed | None:
        key = self._other_section(placed.thing.section)
        return self._seed(kind, file, placed, [(f"  - id: {placed.thing.id}\n", f'  - id: {placed.thing.id}\n    section: "{key}"\n')])

    def section_of_file(self) -> Seed | None:
        file, placed = self.dice.choice(self.entries)
        key = self._other_section(placed.thing.section)
        text = re.sub(r"^section: .*$", f'section: "{key}"', self.files[file], count=1, flags=re.MULTILINE)
        line = text[: text.index("section: ")].count("\n") + 1
        return Seed("section of file", file, text, line, line, f"{placed.thing.section} -> {key}")

    def _other_section(self, key: str) -> str:
        return self.dice.choice([section.key for section in self.loaded.knowledge.reports[0].outline if section.key != key])

    # ---------------------------------------------------------------- names

    def name_of_list(self) -> Seed | None:
        return self._name("name of list", listed=True, answer=False)

    def name_of_answer(self) -> Seed | None:
        return self._name("name of answer", listed=False, answer=True)

    def name_of_both(self) -> Seed | None:
        return self._name("name of both", listed=True, answer=True)

    def _name(self, kind: str, *, listed: bool, answer: bool) -> Seed | None:
        file, placed = self.dice.choice(self.facts)
        names = [name for name in placed.thing.names if name in placed.thing.answer]
        if not names:
            return None
        old = self.dice.choice(names)
        if (new := self._misspelt(old)) is None:
            return None
        block, first, last = self._block(file, placed)
        told = placed.thing.answer
        said = block.replace(told, told.replace(old, new), 1) if answer else block
        if listed:
            head, mark, tail = said.partition("    names:")
            end = re.search(r"^    \w+:", tail[1:], re.MULTILINE)
            cut = end.start() + 1 if end else len(tail)
            said = head + mark + tail[:cut].replace(old, new, 1) + tail[cut:]
        return self._changed(kind, file, block, said, first, last, f"{placed.thing.id}: {old} -> {new}")

    def quoted_name(self) -> Seed | None:
        file, placed = self.dice.choice(self.entries)
        found = list(_QUOTED.finditer(placed.thing.answer))
        if not found:
            return None
        match = self.dice.choice(found)
        old, new = match[0], self._misspelt(match[0])
        return self._seed("quoted name", file, placed, [(placed.thing.answer, placed.thing.answer.replace(old, new))]) if new else None

    def _misspelt(self, name: str) -> str | None:
        places = [at for at, char in enumerate(name) if "\u4e00" <= char <= "\u9fff"]
        if not places:
            return None
        at = self.dice.choice(places)
        return name[:at] + self.dice.choice([char for char in self.han if char != name[at]]) + name[at + 1 :]

    def masthead(self) -> Seed | None:
        file = next(path for path in self.files if path.name == "report.yaml")
        text = self.files[file]
        field = self.dice.choice(["title", "date", "office", "year", "plans", "place", "parts", "outline"])
        report = self.loaded.knowledge.reports[0]
        values = {"title": report.title, "date": report.date, "office": report.office, "year": str(report.year), "plans": str(report.plans), "place": report.place}
        old = values.get(field) or (
            self.dice.choice(report.parts) if field == "parts" else self.dice.choice([section.title for section in report.outline if not section.opens]).split()[-1]
        )
        if old.isdigit() or field == "date":
            at = self.dice.choice([at for at, char in enumerate(old) if char.isdigit()][2:])
            new = old[:at] + self._other_digit(old[at], zero=True) + old[at + 1 :]
        elif (new := self._misspelt(old) or "") == "":
            return None
        start = text.index(f"{field}:")
        place = text.index(old, start)
        line = text[:place].count("\n") + 1
        return Seed("masthead", file, text[:place] + new + text[place + len(old) :], line, line, f"{field}: {old} -> {new}")

    # ---------------------------------------------------------------- files

    def _block(self, file: Path, placed: Placed[Entry]) -> tuple[str, int, int]:
        lines = self.files[file].splitlines(keepends=True)
        later = [other.thing.line for path, other in self.entries if path == file and other.thing.line > placed.thing.line]
        first, last = placed.thing.line, min(later, default=len(lines) + 1) - 1
        return "".join(lines[first - 1 : last]), first, last

    def _seed(self, kind: str, file: Path, placed: Placed[Entry], changes: list[tuple[str, str]]) -> Seed | None:
        block, first, last = self._block(file, placed)
        said = block
        for old, new in changes:
            if said.count(old) < 1:
                return None
            said = said.replace(old, new, 1)
        return self._changed(kind, file, block, said, first, last, f"{placed.thing.id}: {changes}")

    def _changed(self, kind: str, file: Path, block: str, said: str, first: int, last: int, what: str) -> Seed | None:
        if said == block:
            return None
        return Seed(kind, file, self.files[file].replace(block, said, 1), first, last + said.count("\n") - block.count("\n"), what)

    def _yaml(self, unit: str) -> str:
        return '"%"' if unit == "%" else unit


def missed(folder: Path, text: Published, dice: random.Random, count: int) -> list[str]:
    """Seed `count` errors into a folder, one after another; those of which `check` tells nothing at the right place."""
    sower = Sower(folder, dice)
    out = []
    for number, seed in zip(range(count), sower.seeds(), strict=False):
        kept = seed.file.read_text("utf-8")
        seed.file.write_text(seed.text, "utf-8")
        problems = check(folder, text)
        seed.file.write_text(kept, "utf-8")
        if not any(problem.path.endswith(seed.file.name) and seed.first <= problem.line <= seed.last for problem in problems):
            out.append(f"{number} {seed.kind} {seed.file.name}:{seed.first}-{seed.last} {seed.what}" + "".join(f"\n    {problem}" for problem in problems[:3]))
    return out


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "knowledge"
        shutil.copytree(sys.argv[1], copy)
        for line in missed(copy, read_published(Path(sys.argv[2])), random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1), int(sys.argv[3]) if len(sys.argv) > 3 else 100):
            print(line, flush=True)
