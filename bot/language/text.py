"""A text as people type it, made comparable: one form for what looks or means the same."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SPACES = re.compile(r"\s+")
_NOT_KEY = re.compile(r"[\W_]+")
# Stand in GB 2312 for names and old words, but in daily use are the traditional forms of 后 于 干 征.
_ALSO_TRADITIONAL = "後於乾徵"
_HAN = re.compile(r"[\u3400-\u9fff]")
_ALL_HAN = re.compile(r"[\u3400-\u9fff]+")
_MARKUP = re.compile(r"<[^<>]{0,200}>")


@lru_cache(maxsize=1)
def _converter() -> Any:
    """OpenCC from traditional characters with Taiwan wording to simplified; imported only when a text needs it."""
    from opencc import OpenCC

    return OpenCC("tw2sp")


def _needs_simplifying(text: str) -> bool:
    """True when a character lies outside GB 2312, the set of simplified characters in daily use."""
    if any(char in text for char in _ALSO_TRADITIONAL):
        return True
    try:
        text.encode("gb2312", errors="strict")
    except UnicodeEncodeError:
        return any(_HAN.match(char) and not _in_gb2312(char) for char in text)
    return False


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def normalise(text: str) -> str:
    """Give `text` one comparable form: NFKC, simplified, lower case, single spaces, nothing invisible.

    Lone surrogates (broken UTF-8 read with `surrogateescape`) and control characters become spaces. The result never
    holds a leading or trailing space, and `normalise(normalise(x)) == normalise(x)`.
    """
    if _is_settled(text):
        return text
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    previous = None
    # Lower-casing or simplifying can expose a further NFKC step; two rounds settle all of Unicode in practice.
    for _ in range(4):
        if text == previous or _is_settled(text):
            break
        previous = text
        text = _one_pass(text)
    return text


@lru_cache(maxsize=1)
def _settled() -> frozenset[str]:
    """The characters that stay as they are wherever they stand: simplified ones, small letters, digits, common punctuation."""
    rows = (bytes((high, low)).decode("gb2312", errors="ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset("abcdefghijklmnopqrstuvwxyz0123456789 ,.?!:;()%-/、。“”《》").union(*rows).difference(_ALSO_TRADITIONAL)


def _is_settled(text: str) -> bool:
    """True for most texts that are normal already; False says nothing."""
    return _settled().issuperset(text) and "  " not in text and text == text.strip(" ")


def _one_pass(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", text)
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in text)
    if _needs_simplifying(text):
        text = str(_converter().convert(text))
    return _SPACES.sub(" ", text.lower()).strip()


def folded(text: str) -> str:
    """The text with each character in its plainest form (full width, capitals; circled digits are blanks), every offset kept."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in "²³":
        return char
    plain = " " if unicodedata.category(char) == "No" else unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def key(text: str) -> str:
    """The letters, characters and digits of an already normalised text, without punctuation and spaces: two texts with
    one key are the same question word for word."""
    return _NOT_KEY.sub("", text)


def without_markup(text: str) -> str:
    """The text with anything that looks like an HTML or XML tag taken out."""
    return _MARKUP.sub(" ", text)


def is_han(char: str) -> bool:
    """True for one Chinese character."""
    return bool(_HAN.match(char))


def all_han(word: str) -> bool:
    """True for Chinese characters and nothing else."""
    return bool(_ALL_HAN.fullmatch(word))
