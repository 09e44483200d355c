"""Words: the one door to jieba.

The full dictionary of jieba takes over a second to read, so it is read only when an index is built; what a question needs of it (the words
in daily use, the names of counties and towns) is kept in the index as a `Dictionary`.
"""

import importlib
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

# Words rarer than this in jieba's dictionary (of 60 million words of text) are left out: 80,000 stay, which
# cuts the start from 1.4 s to 0.1 s and changes no answer of the exam.
_IN_DAILY_USE = 20
_DIVISIONS = "省市县区镇乡旗州盟"


def _jieba() -> Any:
    # jieba asks pkg_resources only for the path of its dictionary and falls back to open(); that import costs 0.2 s.
    if "jieba" not in sys.modules and "pkg_resources" not in sys.modules:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            module = importlib.import_module("jieba")
        finally:
            del sys.modules["pkg_resources"]
    else:
        module = importlib.import_module("jieba")
    import logging

    module.setLogLevel(logging.WARNING)
    return module


@dataclass(frozen=True)
class Dictionary:
    """The words of daily Chinese with their frequencies.

    `frequencies` is jieba's prefix dictionary (a prefix that is no word has 0); `total` their sum; `divisions` holds the names of
    provinces, cities, counties and towns with their last character (舒城县); `nouns` are the nouns of two characters or more.
    """

    frequencies: dict[str, int] = field(repr=False)
    total: int
    divisions: frozenset[str] = field(repr=False)
    nouns: frozenset[str] = field(repr=False)

    @classmethod
    def of_daily_use(cls, extra: frozenset[str] = frozenset()) -> "Dictionary":
        """Read jieba's own dictionary and keep what questions need; `extra` are words that the knowledge adds."""
        jieba = _jieba()
        full = jieba.Tokenizer()
        full.initialize()
        kept: dict[str, int] = {}
        divisions = set()
        nouns = _nouns(full)
        for word, frequency in full.FREQ.items():
            if not frequency:
                continue
            if len(word) >= 3 and word[-1] in _DIVISIONS:
                divisions.add(word)
            if frequency >= _IN_DAILY_USE:
                kept[word] = frequency
        for word in extra:
            kept[word] = max(kept.get(word, 0), full.suggest_freq(word, tune=False))
        for word in list(kept):
            for end in range(1, len(word)):
                kept.setdefault(word[:end], 0)
        return cls(kept, full.total, frozenset(divisions), frozenset(nouns & kept.keys()))

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = _jieba().Tokenizer()
        tokenizer.FREQ = self.frequencies
        tokenizer.total = self.total
        tokenizer.initialized = True
        return tokenizer

    def __getstate__(self) -> dict[str, Any]:
        return {"frequencies": self.frequencies, "total": self.total, "divisions": self.divisions, "nouns": self.nouns}

    def cut(self, text: str) -> list[str]:
        """Split a text into words; joined together they are the text again."""
        return list(self._tokenizer.cut(text, HMM=False))

    def frequency(self, word: str) -> int:
        """Occurrences of `word` in jieba's 60 million words; 0 for one that is not in daily use."""
        return self.frequencies.get(word, 0)

    def __contains__(self, word: str) -> bool:
        return bool(self.frequencies.get(word))


def words_of(text: str) -> list[str]:
    """Split a text into words with jieba's full dictionary; the first call reads it (1.5 s)."""
    return list(_jieba().cut(text, HMM=False))


def _nouns(tokenizer: Any) -> set[str]:
    """The words that jieba's dictionary marks as nouns (its lines are: word, frequency, part of speech)."""
    with tokenizer.get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0] for row in rows if len(row) == 3 and row[2].startswith("n") and len(row[0]) > 1}
