"""A table of a published text, flattened to lines: its cells with the row's name, the column's name and the unit."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

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
    """Lines of cells that belong together, by their numbers; `unit` is that of the whole table (单位:万元), `above` a line of two cells over it."""

    lines: dict[int, tuple[tuple[str, int], ...]]
    unit: str
    above: tuple[str, ...] = ()

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
        if self.columns:
            return self._crossed(row)
        if row == self.header:
            return ()
        cells = self.lines[row]
        names = self.lines[self.header] if self.header is not None else ()
        label = next((text for text, _ in cells if text and not _number(text) and not _is_unit(text.strip("()"))), "")
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

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The name of each column where the header has several lines with cells that span others; () for a plain table."""
        heads = []
        for cells in self.lines.values():
            if any(_number(text) for text, _ in cells):
                break
            heads.append([text for text, _ in cells])
        if len(heads) < 2 or len(heads) == len(self.lines) or "" not in heads[-1]:
            return ()
        return _spanned([*([list(self.above)] if self.above else []), *heads])

    @cached_property
    def _paths(self) -> dict[int, list[str]]:
        """The names of each row, the widest first; a cell that spans several rows names them all."""
        values = len(self.columns) - next((at for at, name in enumerate(self.columns) if name), 0)
        out: dict[int, list[str]] = {}
        path: list[str] = []
        for row, cells in self.lines.items():
            labels = [text for text, _ in cells[: max(len(cells) - values, 0)]]
            path = [label or (path[at] if at < len(path) else "") for at, label in enumerate(labels)]
            out[row] = [name for label in path if (name := _bare(label))]
        return out

    def _crossed(self, row: int) -> tuple[Cell, ...]:
        """The figures of a line under a header of several lines, each named by its row and column: 不予公开中属于国家秘密(自然人)."""
        cells, path = self.lines[row], self._paths[row]
        out = []
        for at, (text, start) in enumerate(cells):
            column = self.columns[at - len(cells)] if len(cells) - at <= len(self.columns) else ""
            if (found := _number(text)) and column:
                unit = unit_after(text[found.end() :])[0] or _bracketed(column) or self.unit
                out.append(Cell(found.group(), start, unit, _crossing(path, _bare(column)), ""))
        return tuple(out)


_SUMS = ("总计", "合计", "小计", "总数", "共计")


def _crossing(path: list[str], column: str) -> str:
    """What a cell is of: its row within what that is part of, and its column; a sum says of what."""
    name = "".join(path[-2:]) if path and path[-1] in _SUMS else "中".join(path[-2:])
    if not name:
        return column
    return (name if name.endswith(_SUMS) else name + column) if column in _SUMS else f"{name}({column})"


def _spanned(heads: list[list[str]]) -> tuple[str, ...]:
    """The names of the columns of a header whose upper lines span the lower: an empty cell below belongs to the one above it alone."""
    bottom = heads[-1]
    names = [[text] if text else [] for text in bottom]
    spans: list[tuple[int, int, bool]] = []
    for under, group in groupby(range(len(bottom)), key=lambda at: bool(bottom[at])):
        run = list(group)
        spans += [(run[0], run[-1] + 1, True)] if under else [(at, at + 1, False) for at in run]
    for line in reversed(heads[:-1]):
        more = len(line) - len(spans)
        if more > 0 and sum(under for *_, under in spans) == 1:
            at = next(number for number, span in enumerate(spans) if span[2])
            first, last, _ = spans[at]
            width, rest = divmod(last - first, more + 1)
            if rest:
                return ()
            spans[at : at + 1] = [(start, start + width, True) for start in range(first, last, width)]
        elif more < 0:
            runs = [list(group) for _, group in groupby(spans, key=lambda span: span[2])]
            spans = [(run[0][0], run[-1][1], run[0][2]) for run in runs]
        if len(line) != len(spans):
            break
        for text, (first, last, _) in zip(line, spans, strict=True):
            for at in range(first, last):
                names[at][:0] = [text] if text else []
    ends = [parts[-1] if parts else "" for parts in names]
    return tuple("".join(parts) if ends.count(end) > 1 else "中".join(parts[-2:]) if end == "其他" else end for parts, end in zip(names, ends, strict=True))


def tables(lines: list[str]) -> list[Table]:
    """The tables among the lines of a section: two or more lines in a row with at least three cells each, one of them a figure."""
    out: list[Table] = []
    held: dict[int, tuple[tuple[str, int], ...]] = {}

    def close() -> None:
        if len(held) >= 2 and any(_number(text) for cells in held.values() for text, _ in cells):
            first = min(held)
            before = " ".join(lines[max(0, first - 2) : first])
            unit = next((found[1] or found[2] for found in _UNIT_IN.finditer(before) if "单位" in found.group()), "")
            above = tuple(text.strip() for text in lines[first - 1].split("\t")) if first else ()
            out.append(Table(dict(held), unit, above if len(above) == 2 and not any(map(_number, above)) else ()))
        held.clear()

    for number, line in enumerate(lines):
        cells = (
            _tabbed(line)
            or _spaced(line)
            or tuple((found.group().strip(), found.start() + len(found.group()) - len(found.group().lstrip())) for found in _CELL.finditer(line) if found.group().strip())
        )
        if len(cells) >= _FEWEST - (1 if held else 0) and max(len(text) for text, _ in cells) <= 40:
            held[number] = cells
        elif not (held and "|" in line and len(cells) < 2):  # a heading inside a table, or an empty row
            close()
    close()
    return out


def _tabbed(line: str) -> tuple[tuple[str, int], ...]:
    """The cells of a row that tabs divide, empty ones too; () for a row of fewer than three."""
    if line.count("\t") < _FEWEST - 1:
        return ()
    return tuple((found.group().strip(), found.start() + len(found.group()) - len(found.group().lstrip())) for found in re.finditer(r"(?:^|(?<=\t))[^\t]*", line))


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
