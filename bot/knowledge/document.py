"""A YAML document that remembers where each of its values stands. The one door to PyYAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.problem import Problem

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_DEEPEST = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Location = tuple[str | int, ...]
Mark = tuple[int, int]


class Odd:
    """A value that YAML read as something other than it looks: an unquoted no, 010, 2022-12-28."""

    def __init__(self, spelled: str) -> None:
        self.spelled = spelled

    def __repr__(self) -> str:
        return self.spelled


@dataclass(frozen=True)
class Document:
    """The data of one file with the position of every value.

    Numbers are `Decimal` as printed, true and false are `bool`; what else YAML took for a truth value, a date or an octal number is `Odd`.
    `marks` gives line and column, both from 1, of each value by its location in `data`, `keys` those of its name where it has one.
    """

    path: str
    data: Any
    marks: dict[Location, Mark] = field(repr=False)
    keys: dict[Location, Mark] = field(repr=False, default_factory=dict)

    @cached_property
    def texts(self) -> tuple[tuple[Location, str], ...]:
        """Every text of the document with its location."""
        return tuple(_texts(self.data, ()))

    @cached_property
    def words(self) -> str:
        """All its texts together, one a line: what is not in these is in none."""
        return "\n".join(text for _, text in self.texts)

    def at(self, location: Location) -> Mark:
        """Line and column of the value at `location`, or of the nearest value around it."""
        while location and location not in self.marks:
            location = location[:-1]
        return self.marks.get(location, (1, 1))

    def named_at(self, location: Location) -> Mark:
        """Line and column of the name before the value at `location`, or of the value where it has none."""
        return self.keys.get(location) or self.at(location)

    def problem(self, location: Location, message: str, rule: str, *, warning: bool = False) -> Problem:
        """A problem at the position of a value."""
        return Problem(self.path, *self.at(location), message, rule, warning)


def _texts(data: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, (*at, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*at, number))


def read(path: Path, shown: str) -> tuple[Document, list[Problem]]:
    """Read a YAML file; faults of encoding and syntax and doubled keys are problems, never exceptions. `shown` is the path that
    people see."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Document(shown, None, {}), [Problem(shown, 0, 0, _unreadable(error), "yaml-syntax")]
    return parse(data, shown)


def parse(data: bytes, shown: str) -> tuple[Document, list[Problem]]:
    """The same for the bytes of a file."""
    empty = Document(shown, None, {})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return empty, [Problem(shown, line, 1, "文件不是 UTF-8 编码,请在编辑器里选 UTF-8 另存", "yaml-syntax")]
    reader = _Reader(text, shown)
    try:
        data = reader.whole()
    except yaml.MarkedYAMLError as error:
        return empty, [*reader.problems, _explained(error, text, shown)]
    except yaml.YAMLError as error:
        code = getattr(error, "character", None)
        char = chr(code) if isinstance(code, int) else str(code)
        line = text[: max(0, text.find(char))].count("\n") + 1
        return empty, [*reader.problems, Problem(shown, line, 1, f"这一行有看不见的控制字符(U+{ord(char[0]):04X}),请删掉", "yaml-syntax")]
    except _TooDeepError as error:
        return empty, [*reader.problems, Problem(shown, *error.mark, f"一层套一层超过了 {_DEEPEST} 层,请检查括号和缩进", "yaml-syntax")]
    return Document(shown, data, reader.marks, reader.keys), reader.problems


def _unreadable(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件,请补上"
        case PermissionError():
            return "没有权限读这个文件,请检查文件的权限"
    return "读不了这个文件,请检查磁盘和文件"


class _TooDeepError(Exception):
    """Values nested deeper than any form has them. Composing such a file with libyaml would overflow the stack of the process."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark


class _Reader:
    """Turns the parsing events of one text into data, marks and problems."""

    def __init__(self, text: str, path: str) -> None:
        self.loader = _LOADER(text)
        self.path = path
        self.marks: dict[Location, Mark] = {}
        self.keys: dict[Location, Mark] = {}
        self.problems: list[Problem] = []

    def whole(self) -> Any:
        """The data of the text's first document."""
        data, documents = None, 0
        while event := self._next():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._complain(_mark(event), "一个文件只能写一份内容,请删掉这一行“---”", "yaml-syntax")
                    break
            elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                data = self._value(event, ())
        return data

    def _next(self) -> Any:
        return self.loader.get_event() if self.loader.check_event() else None

    def _value(self, event: Any, at: Location) -> Any:
        mark = self.marks[at] = _mark(event)
        if len(at) > _DEEPEST:
            raise _TooDeepError(mark)
        if isinstance(event, yaml.AliasEvent):
            self._complain(mark, f"“*{event.anchor}”会被 YAML 当作引用,这里不用引用:要写星号请给整句加引号", "yaml-syntax")
            return f"*{event.anchor}"
        if event.anchor is not None:
            self._complain(mark, f"“&{event.anchor}”会被 YAML 当作引用的名字,这里不用引用:要写 & 请给整句加引号", "yaml-syntax")
        if event.tag is not None:
            self._complain(mark, "句首的“!”会被 YAML 当作标记,请给整句加引号", "yaml-syntax")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(at)
        return self._scalar(event)

    def _mapping(self, at: Location) -> dict[str, Any]:
        out: dict[str, Any] = {}
        begun_again = False
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = _mark(event)
            if isinstance(event, yaml.ScalarEvent):
                key = event.value
            else:
                key = "?"
                self._value(event, (*at, key))
                self._complain(mark, "名称要写成文字,不能是括号里的内容;如果是一句话,请加引号", "yaml-syntax")
            location = (*at, key)
            if key in out and key != "?":
                if not begun_again:
                    # The first name again is a new item without its dash; what follows it is no further slip.
                    begun_again = key == next(iter(out)) and isinstance((at or ("",))[-1], int)
                    dash = ";如果这里是新的一条,请在前面加上“- ”" if begun_again else ""
                    self._complain(mark, f"“{key}”写了两遍,第一处在第 {self.keys[location][0]} 行,请合并或删掉一处{dash}", "duplicate-key")
                kept = (self.marks, self.keys)
                self.marks, self.keys = {}, {}
                self._value(self._next(), location)
                self.marks, self.keys = kept
                continue
            self.keys[location] = mark
            out[key] = self._value(self._next(), location)
        out.pop("?", None)
        return out

    def _sequence(self, at: Location) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            out.append(self._value(event, (*at, len(out))))
        return out

    def _scalar(self, event: Any) -> Any:
        value: str = event.value
        if not event.implicit[0]:
            return value
        kind = self.loader.resolve(yaml.ScalarNode, value, event.implicit).rsplit(":", 1)[-1]
        if kind == "str":
            return value
        if kind in ("int", "float") and _PLAIN_NUMBER.fullmatch(value):
            return Decimal(value)
        if kind == "bool" and value in ("true", "false"):
            return value == "true"
        if kind == "null" and value in ("", "~", "null"):
            return None
        return Odd(value)

    def _complain(self, mark: Mark, message: str, rule: str) -> None:
        self.problems.append(Problem(self.path, *mark, message, rule))


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


# What PyYAML says (libyaml's words and those of its own parser), and what that means to a person; True: where it began tells more than where it ended.
_HINTS = (
    ("tab character", "用了 Tab 键,YAML 里只能用空格缩进", False),
    ("mapping values are not allowed", "这一行的冒号不对:句子里有“: ”请给整句加引号;也可能是上一行的冒号后面少了空格,或缩进没有对齐", False),
    ("expected ':'", "这一行缺英文冒号,或冒号后面少了空格", True),
    ("quoted scalar", "引号没有成对,请检查这里开始的引号", True),
    ("expected alphabetic", "句首的 & 或 * 有特别的意思,请给整句加引号", False),
    ("scanning a tag", "句首的“!”有特别的意思,请给整句加引号", False),
    ("block scalar", "句首的 | 或 > 有特别的意思,请给整句加引号", False),
    ("cannot start any token", "句子以特殊字符开头,请给整句加引号", False),
    ("flow", "方括号或花括号里写得不对:请检查逗号、冒号后面的空格,括号要成对", False),
    ("block sequence entries", "“- ”不能写在冒号后面,请另起一行,缩进两格", False),
    ("expected '-' indicator", "缩进没有对齐,或少了“- ”", False),
    ("expected <block end>", "缩进没有对齐,或少了“- ”", False),
    ("expected key", "缩进没有对齐;也可能是前面的引号没有成对,或引号后面又有字:整句请用一对引号包起来,句子里的引号用“”", False),
    ("directive", "句首的 % 有特别的意思,请给整句加引号", False),
    ("incompatible YAML", "请删掉 %YAML 这一行", False),
)


def _explained(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    hint, began = next(((hint, began) for sign, hint, began in _HINTS if sign in said), ("YAML 格式不对,请检查缩进、冒号和引号", False))
    marks = (error.context_mark, error.problem_mark) if began else (error.problem_mark, error.context_mark)
    mark = next((mark for mark in marks if mark is not None), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = re.split(r"\r\n|\r|\n", text)
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if here[column - 1 : column] == "\t":
        hint = _HINTS[0][1]
    elif odd := next((number for number, each in enumerate(lines[:line], 1) if _ODD_QUOTES.fullmatch(each)), 0):
        line, column, hint = odd, lines[odd - 1].index('"') + 1, "引号没有成对,请在这一行补上另一个引号;句子里的引号用“”"
    elif dash := _DASH.match(here):
        column, hint = dash.end(), "“-”后面要有一个空格"
    elif _WIDE_COLON.match(here):
        column, hint = here.index("\uff1a") + 1, "这里是中文冒号,请改成英文冒号,后面加一个空格"
    elif (opened := error.context_mark) and "flow" in said and opened.line + 1 < line:
        line, column, hint = opened.line + 1, opened.column + 1, f"这里的“{lines[opened.line][opened.column]}”没有配成一对,请在这一行的末尾补上另一半"
    return Problem(path, line, column, hint, "yaml-syntax")


# What a person meant where the parser stumbles later: a line with one quotation mark, a dash or a name without what must follow it.
_ODD_QUOTES = re.compile(r'[^"#\']*"(?:[^"]*"[^"]*")*[^"]*')
_DASH = re.compile(r" *-(?=[^\s-])")
_WIDE_COLON = re.compile(r" *(?:- +)?[a-z]+\uff1a")


def folder_files(folder: Path) -> Iterator[Path]:
    """The YAML files directly in a folder, in the order of their names; hidden ones left out."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix in (".yaml", ".yml") and not path.name.startswith((".", "~")) and path.is_file():
            yield path
