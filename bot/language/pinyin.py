"""Sounds: toneless pinyin of characters, and pinyin typed in place of characters. The one door to pypinyin."""

import re
from dataclasses import dataclass, field
from functools import cached_property

_LATIN = re.compile(r"[a-zü']+(?: +[a-zü']+)*")
# Pairs that input methods and many speakers do not keep apart.
_MERGE = ((re.compile("^zh"), "z"), (re.compile("^ch"), "c"), (re.compile("^sh"), "s"), (re.compile("^l(?=[aeiouv])"), "n"), (re.compile("(?<=[aei])ng$"), "n"))


@dataclass(frozen=True)
class Sounds:
    """The toneless reading of every common character, and the syllables that exist."""

    of_char: dict[str, str] = field(repr=False)
    syllables: frozenset[str] = field(repr=False)

    @classmethod
    def of_common_characters(cls) -> "Sounds":
        """Read them from pypinyin (0.5 s, so done only when an index is built)."""
        from pypinyin import Style, lazy_pinyin

        chars = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
        common = [char for char in chars if _encodable(char)]
        readings = {char: lazy_pinyin(char, style=Style.NORMAL)[0] for char in common}
        return cls(readings, frozenset(readings.values()))

    def blurred(self, char: str) -> str:
        """The reading of a character with confusable sounds merged (zh=z, ch=c, sh=s, l=n, -ng=-n); the character itself
        where it has no reading."""
        return self._blurred[char]

    def key(self, word: str) -> tuple[str, ...]:
        """The blurred readings of a word's characters."""
        return tuple(map(self._blurred.__getitem__, word))

    @cached_property
    def _blurred(self) -> "_Blurred":
        return _Blurred({char: blur(reading) for char, reading in self.of_char.items()})

    def __getstate__(self) -> dict[str, object]:
        return {"of_char": self.of_char, "syllables": self.syllables}

    def split(self, latin: str) -> list[str] | None:
        """Split typed pinyin (tuopin qunzhong) into syllables, or None when it is not pinyin throughout.

        Spaces and apostrophes end a syllable; within a run the split with the fewest syllables wins.
        """
        out: list[str] = []
        for run in re.split(r"[ ']+", latin.replace("ü", "v")):
            if not run:
                continue
            best: list[list[str] | None] = [[]] + [None] * len(run)
            for end in range(1, len(run) + 1):
                for start in range(max(0, end - 6), end):
                    head = best[start]
                    if head is not None and run[start:end] in self.syllables and (best[end] is None or len(head) + 1 < len(best[end] or [])):
                        best[end] = [*head, run[start:end]]
            last = best[-1]
            if last is None:
                return None
            out += last
        return out


class _Blurred(dict[str, str]):
    """The blurred reading of each character that has one; any other character is its own."""

    def __missing__(self, char: str) -> str:
        return blur(char)


def blur(syllable: str) -> str:
    """Merge the sounds that input methods and many speakers do not keep apart."""
    for pattern, to in _MERGE:
        syllable = pattern.sub(to, syllable)
    return syllable


def latin_runs(text: str) -> list[tuple[int, int]]:
    """Offsets of the stretches of Latin letters in a normalised text."""
    return [match.span() for match in _LATIN.finditer(text)]


def _encodable(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
