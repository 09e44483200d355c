"""Writing into a knowledge file: a phrasing or an entry is put in its place, and every other byte stays as it is.

A line (or, in brackets, an item) is inserted; what then stands in the file is read again and must be the data from before with the new
thing in it, else nothing is written.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import WenbaoError
from bot.knowledge.document import Document, Location, parse

_LIST_END, _MAP_END = "]", "}"


class WritingError(WenbaoError):
    """A file that is written in a way in which nothing can be put in."""


@dataclass(frozen=True)
class NewEntry:
    """An entry to be written: one that says what the report does not have."""

    id: str
    question: str
    similar: tuple[str, ...]
    answer: str
    reason: str
    section: str
    topic: str
    related: tuple[str, ...]


def with_phrasing(data: bytes, id: str, phrasing: str) -> bytes:
    """The bytes of a file with one more phrasing (相似问) at the end of those of an entry. Raises `WritingError`."""
    document = _read(data)
    number = _number(document, id)
    due = deepcopy(document.data)
    due["entries"][number].setdefault("similar", []).append(phrasing)
    return _first_that_reads(_phrased(_Lines(data), document, number, phrasing), due, id)


def with_entry(data: bytes, after: str, entry: NewEntry) -> bytes:
    """The bytes of a file with an entry behind another one, written as a clerk would. Raises `WritingError`."""
    document = _read(data)
    number = _number(document, after)
    fields = _fields(entry, document)
    due = deepcopy(document.data)
    due["entries"].insert(number + 1, fields)
    lines = _Lines(data)
    start = document.at(("entries", number))
    dash = lines.text[start[0] - 1][: start[1] - 1]
    blank = "  " if "\n\n" in lines.whole else ""
    indent = " " * len(dash)
    body = [f"{name}: {_scalar(value)}" if isinstance(value, str) else f"{name}: [{', '.join(map(_scalar, value))}]" for name, value in fields.items()]
    new = [dash + body[0], *(indent + line for line in body[1:])]
    end = _end(document, lines, ("entries", number))
    return _first_that_reads(iter((lines.inserted(end, *([""] if blank else []), *new),)), due, after)


def skeleton(entry: NewEntry) -> str:
    """An entry as YAML to look at."""
    similar = [f"      - {_scalar(text)}" for text in entry.similar]
    lines = [f"  - id: {entry.id}", f"    reason: {entry.reason}"]
    lines += [f"    section: {_scalar(entry.section)}"] if entry.section else []
    lines += [f"    topic: {_scalar(entry.topic)}"] if entry.topic else []
    lines += [f"    question: {_scalar(entry.question)}", *(["    similar:", *similar] if similar else []), f"    answer: {_scalar(entry.answer)}"]
    lines += [f"    related: [{', '.join(entry.related)}]"] if entry.related else []
    return "\n".join(lines)


def _fields(entry: NewEntry, document: Document) -> dict[str, Any]:
    """The fields of an entry; what its file says for all of its entries is not said again."""
    own = {"section": entry.section, "topic": entry.topic}
    told = {name: value for name, value in own.items() if value and document.data.get(name) != value}
    fields: dict[str, Any] = {"id": entry.id, "reason": entry.reason, **told, "question": entry.question}
    fields |= {"similar": list(entry.similar)} if entry.similar else {}
    fields |= {"answer": entry.answer} | ({"related": list(entry.related)} if entry.related else {})
    return fields


class _Lines:
    """A file as lines, with the line ends that it has."""

    def __init__(self, data: bytes) -> None:
        self.whole = data.decode("utf-8-sig")
        self.mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        self.end = "\r\n" if "\r\n" in self.whole else "\n"
        self.text = re.split(r"\r\n|\n", self.whole)

    def inserted(self, at: int, *new: str) -> bytes:
        """With new lines before the line `at` (from 0)."""
        return self.bytes(self.end.join([*self.text[:at], *new, *self.text[at:]]))

    def bytes(self, text: str) -> bytes:
        """A text as the bytes of the file."""
        return (self.mark + text).encode("utf-8")

    def offset(self, line: int, column: int) -> int:
        """Where a line and column, both from 1, stand in the whole."""
        at = 0
        for _ in range(line - 1):
            at = self.whole.index("\n", at) + 1
        return at + column - 1


def _phrased(lines: _Lines, document: Document, number: int, phrasing: str) -> Iterator[bytes]:
    """The ways to put a phrasing in, the likeliest first."""
    entry: Location = ("entries", number)
    similar = (*entry, "similar")
    count = len(document.data["entries"][number].get("similar") or ())
    if count:
        line, column = document.at((*similar, count - 1))
        before = lines.text[line - 1][: column - 1]
        if re.fullmatch(r" *- +", before):
            yield lines.inserted(_end(document, lines, (*similar, count - 1)), before + _scalar(phrasing))
        yield from _in_brackets(lines, lines.offset(line, column), _LIST_END, f", {_scalar(phrasing)}")
    else:
        line, column = document.named_at((*entry, "question"))
        indent = " " * (column - 1)
        if "similar" not in document.data["entries"][number]:
            yield lines.inserted(_end(document, lines, (*entry, "question")), f"{indent}similar:", f"{indent}  - {_scalar(phrasing)}")
            yield from _in_brackets(lines, lines.offset(line, column), _MAP_END, f", similar: [{_scalar(phrasing)}]")
        yield from _in_brackets(lines, lines.offset(*document.named_at(similar)), _LIST_END, _scalar(phrasing))


def _in_brackets(lines: _Lines, start: int, bracket: str, new: str) -> Iterator[bytes]:
    """Before each of the next closing brackets."""
    for match in list(re.finditer(re.escape(bracket), lines.whole[start : start + 20_000]))[:30]:
        at = start + match.start()
        yield lines.bytes(lines.whole[:at] + new + lines.whole[at:])


def _end(document: Document, lines: _Lines, location: Location) -> int:
    """The line (from 0) behind a value: before what follows it, and before the blank lines and comments there."""
    last = max(mark[0] for at, mark in document.marks.items() if at[: len(location)] == location)
    behind = [mark[0] for marks in (document.marks, document.keys) for at, mark in marks.items() if mark[0] > last and at[: len(location)] != location]
    end = min(behind, default=len(lines.text) + 1) - 1
    while end > last and re.fullmatch(r"\s*(?:#.*)?", lines.text[end - 1]):
        end -= 1
    return end


def _scalar(text: str) -> str:
    """A text as YAML has it anywhere, also in brackets: plain where that reads as the same text, else in quotes."""
    plain = not re.search(r"[\[\]{},#&*!|>'\"%@`\n]|: |:$|^[-?:]", text)
    if plain and parse(f"- [{text}]".encode(), "")[0].data == [[text]]:
        return text
    return json.dumps(text, ensure_ascii=False)


def _read(data: bytes) -> Document:
    document, problems = parse(data, "")
    if problems or not isinstance(document.data, dict) or not isinstance(document.data.get("entries"), list):
        raise WritingError("这个文件现在读不出来,没有改;先用 bot check 看哪里不对")
    return document


def _number(document: Document, id: str) -> int:
    found = [number for number, entry in enumerate(document.data["entries"]) if isinstance(entry, dict) and entry.get("id") == id]
    if not found:
        raise WritingError(f"文件里没有 {id} 这一条,没有改")
    return found[0]


def _first_that_reads(ways: Iterator[bytes], due: Any, id: str) -> bytes:
    for made in ways:
        document, problems = parse(made, "")
        if not problems and document.data == due:
            return made
    raise WritingError(f"{id} 这一条的写法特别,加不进去,没有改;请自己加进文件")


def saved(path: Path, data: bytes) -> None:
    """Write a file, at once or not at all."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        new.chmod(path.stat().st_mode)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise WritingError(f"写不了 {path}({error.strerror}),请检查权限和磁盘") from error
