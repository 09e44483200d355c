"""A column of a table: in the terminal, where a Chinese character takes two places, and in Markdown."""

import unicodedata
from collections.abc import Iterable, Sequence


def padded(text: str, width: int, *, left: bool = False) -> str:
    """A text padded to a width; it stands at the right unless `left`."""
    gap = " " * max(0, width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))
    return text + gap if left else gap + text


def in_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in the terminal: the first column at the left, the others at the right."""
    return "\n".join(padded(first, 16, left=True) + "".join(padded(cell, 10) for cell in cells) for first, *cells in (head, *rows))


def in_markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column at the left, the others at the right."""
    shown = (head, ("---", *("--:" for _ in head[1:])), *([cell.replace("|", "\\|") for cell in row] for row in rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in shown)
