"""A slip of the pen: one wrong character in a name that the published report has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.language.text import is_han, key, normalise

_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Slip:
    """One wrong character: the name as written and as the report has it."""

    written: str
    printed: str


class Wording:
    """The pairs of neighbouring characters that a report and all the knowledge of it use, and how often."""

    def __init__(self, source: str, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._source = frozenset(_pairs(source))
        self._known = Counter(pair for text in texts for pair in _pairs(_letters(text)))
        # Each name with each of its characters left open: 石门现代_业园.
        self._open = {name[:at] + "_" + name[at + 1 :]: name for name in names for at in range(len(name))}
        self._lengths = sorted({len(name) for name in self._open}, reverse=True)

    def slips(self, text: str, own: Iterable[str] = ()) -> Iterator[Slip]:
        """The names that `text` has with one other character, which makes pairs that nothing else has.

        `own` are the texts of the same entry that say the same, and do not vouch for it.
        """
        plain = bare(text)
        for at in self._odd(plain, [_letters(text), *(_letters(part) for part in own)]):
            if found := next(self._instead(plain, at), None):
                yield found

    def _instead(self, plain: str, at: int) -> Iterator[Slip]:
        for length in self._lengths:
            for start in range(max(0, at - length + 1), min(at, len(plain) - length) + 1):
                written = plain[start : start + length]
                if name := self._open.get(plain[start:at] + "_" + plain[at + 1 : start + length]):
                    yield Slip(written, name)

    def _odd(self, plain: str, own: list[str]) -> Iterator[int]:
        for at, char in enumerate(plain):
            around = [plain[start : start + 2] for start in (at - 1, at) if start >= 0 and start + 2 <= len(plain)]
            if is_han(char) and not any(pair in self._source or self._known[pair] > sum(part.count(pair) for part in own) for pair in around):
                yield at


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """A text without punctuation and spaces, in comparable form."""
    return key(normalise(text))


def _letters(text: str) -> str:
    """The letters and characters of a text as they stand: quicker than `bare`, and enough to count by."""
    return _NO_LETTER.sub("", text)


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))
