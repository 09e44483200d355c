"""A table of a published text, flattened to lines: its cells with the row's name, the column's name and the unit."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.language.measures import unit_after

_CELL = re.compile(r"[^\t|]+?(?=\s*(?:[\t|]| {2,}|$))")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_UNIT_IN = re.compile(r"\((?:单位\s*:\s*)?([^()]{1,8})\)|单位\s*:\s*([^\s)]{1,8})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 3


@dataclass(frozen=True)
class Cell:
    """A figure of a table: its text, offset in the line, unit, and the names of its row and column."""

    text: str
    start: int
    unit: str
    row: str
    column: str


@dataclass(frozen=True)
class Table:
    """Lines of cells that belong together, by their numbers; `unit` is that of the whole table (单位:万元)."""

    lines: dict[int, tuple[tuple[str, int], ...]]
    unit: str

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the lines."""
        return tuple(self.lines)

    @cached_property
    def header(self) -> int | None:
        """The number of the line that names the columns."""
        first = next(iter(self.lines))
        cells = self.lines[first]
        return first if sum(bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text) for text, _ in cells) == 0 else None

    def figures(self, row: int) -> tuple[Cell, ...]:
        """The figures of one line."""
        if row == self.header:
            return ()
        cells = self.lines[row]
        names = self.lines[self.header] if self.header is not None else ()
        label = next((text for text, _ in cells if not _number(text) and not _is_unit(text.strip("()"))), "")
        own = next((bare for text, _ in cells if _is_unit(bare := text.strip("()"))), "")
        out = []
        for at, (text, start) in enumerate(cells):
            found = _number(text)
            if not found or (at == 0 and re.fullmatch(r"\d{1,2}", text)):
                continue
            from_right = at - len(cells)
            column = names[from_right][0] if len(names) == len(cells) or (-from_right <= len(names) and _YEAR.match(names[from_right][0])) else ""
            unit = unit_after(text[found.end() :])[0] or _bracketed(column) or ("%" if re.search(r"%|增长|增幅|增速|同比|±", column) else "")
            unit = unit or own or _bracketed(label) or self.unit
            out.append(Cell(found.group(), start, unit, _bare(label), _bare(column)))
        return tuple(out)


def tables(lines: list[str]) -> list[Table]:
    """The tables among the lines of a section: two or more lines in a row with at least three cells each, one of them a figure."""
    out: list[Table] = []
    held: dict[int, tuple[tuple[str, int], ...]] = {}

    def close() -> None:
        if len(held) >= 2 and any(_number(text) for cells in held.values() for text, _ in cells):
            first = min(held)
            before = " ".join(lines[max(0, first - 2) : first])
            unit = next((found[1] or found[2] for found in _UNIT_IN.finditer(before) if "单位" in found.group()), "")
            out.append(Table(dict(held), unit))
        held.clear()

    for number, line in enumerate(lines):
        cells = _spaced(line) or tuple(
            (found.group().strip(), found.start() + len(found.group()) - len(found.group().lstrip())) for found in _CELL.finditer(line) if found.group().strip()
        )
        if len(cells) >= _FEWEST - (1 if held else 0) and max(len(text) for text, _ in cells) <= 40:
            held[number] = cells
        elif not (held and "|" in line and len(cells) < 2):  # a heading inside a table, or an empty row
            close()
    close()
    return out


def _spaced(line: str) -> tuple[tuple[str, int], ...]:
    """The cells of a row whose columns a single blank divides: a name, perhaps a unit, and three numbers or years and more; () for other lines."""
    found = re.search(r"(?:(?<=\s)(?:-?\d[\d,.]*|(?:19|20)\d\d年)(?:\s+|$)){3,}$", line) if not re.search(r"[\t|]", line) else None
    if not found or not line[: found.start()].strip():
        return ()
    name = line[: found.start()].rstrip()
    at = name.rfind(" ") + 1
    parts = [(name[:at], 0), (name[at:], at)] if at and (_is_unit(name[at:].strip("()")) or name[at:] == "单位") else [(name, 0)]
    cells = [(text.strip(), start + len(text) - len(text.lstrip())) for text, start in parts]
    return (*cells, *((one.group(), one.start()) for one in re.compile(r"\S+").finditer(line, found.start())))


def _number(text: str) -> re.Match[str] | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    rest = text[found.end() :].strip()
    return found if not rest or unit_after(rest)[1] == len(rest) else None


def _is_unit(text: str) -> bool:
    return unit_after(text)[1] == len(text) and bool(text)


def _bracketed(text: str) -> str:
    found = next((found[1] or found[2] for found in _UNIT_IN.finditer(text)), "")
    return found if _is_unit(found) else ""


def _bare(text: str) -> str:
    return re.sub(r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|其中:|#)\s*|\([^()]*\)", "", text).strip()
