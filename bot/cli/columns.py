"""A column of a table in the terminal, in which a Chinese character takes two places."""

import unicodedata


def padded(text: str, width: int, *, left: bool = False) -> str:
    """A text padded to a width; it stands at the right unless `left`."""
    gap = " " * max(0, width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))
    return text + gap if left else gap + text
