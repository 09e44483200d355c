"""Words: the one door to jieba.

The full dictionary of jieba takes over a second to read, so it is read only when an index is built; what a question needs of it (the words
in daily use, the names of counties and towns) is kept in the index as a `Dictionary`.
"""

import importlib
import sys
from collections.abc import Iterator
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
    """The words of daily Chinese, and those that the knowledge adds, with their frequencies.

    `daily` and `added` are in the form of jieba's prefix dictionary (a prefix that is no word has 0); `total` is the sum of all of jieba's
    frequencies; `divisions` holds the names of provinces, cities, counties and towns with their last character (舒城县); `nouns` are the
    nouns of two characters or more. How a text is cut depends only on the words that stand in it: what is read once stays read.
    """

    daily: dict[str, int] = field(repr=False)
    added: dict[str, int] = field(repr=False)
    total: int
    divisions: frozenset[str] = field(repr=False)
    nouns: frozenset[str] = field(repr=False)

    @classmethod
    def of_daily_use(cls, extra: frozenset[str] = frozenset(), before: "Dictionary | None" = None) -> "Dictionary":
        """Read jieba's own dictionary and keep what questions need; `extra` are words that the knowledge adds.

        With a dictionary from `before`, only the words that are new to it are looked up. The result is the same.
        """
        if before and extra == {word for word, frequency in before.added.items() if frequency}:
            return before
        known = {word: frequency for word, frequency in before.added.items() if frequency and word in extra} if before else {}
        new = extra.difference(known)
        wanted = {word[start:end] for word in new for start in range(len(word)) for end in range(start + 1, len(word) + 1)}
        daily: dict[str, int] = {}
        divisions, nouns = set(), set()
        found: dict[str, int] = {}
        total = 0
        for word, frequency, noun in _rows(wanted if before else None) if wanted or not before else ():
            total += frequency
            if word in wanted:
                found[word] = frequency
            if frequency >= _IN_DAILY_USE:
                daily[word] = frequency
            if len(word) >= 3 and word[-1] in _DIVISIONS:
                divisions.add(word)
            if noun and len(word) > 1:
                nouns.add(word)
        if before:
            daily, total, divisions, nouns = before.daily, before.total, set(before.divisions), nouns | before.nouns
        else:
            _with_prefixes(daily)
        judge = _tokenizer(_with_prefixes(found), total)
        added = {**known, **{word: max(found.get(word, 0), judge.suggest_freq(word, tune=False)) for word in new}}
        for word in list(added):
            for end in range(1, len(word)):
                if word[:end] not in daily:
                    added.setdefault(word[:end], 0)
        return cls(daily, added, total, frozenset(divisions), frozenset(word for word in nouns if word in daily or word in added))

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """All words and prefixes."""
        return {**self.daily, **self.added}

    @cached_property
    def _tokenizer(self) -> Any:
        return _tokenizer(self.frequencies, self.total)

    def __getstate__(self) -> dict[str, Any]:
        return {"daily": self.daily, "added": self.added, "total": self.total, "divisions": self.divisions, "nouns": self.nouns}

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


def _rows(wanted: set[str] | None) -> Iterator[tuple[str, int, bool]]:
    """The words of jieba's dictionary (or those of them that are wanted) with their frequencies, and whether each is a noun.

    Its lines are: word, frequency, part of speech.
    """
    with _jieba().Tokenizer().get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    for line in lines if wanted is None else [line for line in lines if line.partition(" ")[0] in wanted]:
        word, frequency, speech = line.split(" ")
        yield word, int(frequency), speech.startswith("n")


def _with_prefixes(words: dict[str, int]) -> dict[str, int]:
    for word in list(words):
        for end in range(1, len(word)):
            words.setdefault(word[:end], 0)
    return words


def _tokenizer(frequencies: dict[str, int], total: int) -> Any:
    """A tokenizer of jieba's that knows these words only."""
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ = frequencies
    tokenizer.total = total
    tokenizer.initialized = True
    return tokenizer
