"""Scrubbing: a question without the numbers that point to a person, short enough for the log."""

import re
import unicodedata

#: Longer texts are cut in the log.
LONGEST = 300
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# A run of digits that may be broken by spaces, dots or hyphens, as phone and card numbers are written; an identity number may end in X.
_BROKEN = re.compile(r"(?<!\d)[+(]?\d(?:[ \-.·_/()]{0,2}\d){6,24}(?:[ \-]?[xX](?![a-zA-Z]))?")
_HAN = re.compile(r"[零〇一二三四五六七八九幺两]{7,}")
_DATE = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}")


def scrubbed(text: str) -> str:
    """The text without phone, identity and bank-card numbers and e-mail addresses, cut to `LONGEST` characters."""
    text = unicodedata.normalize("NFKC", text[: LONGEST * 20])
    text = "".join(char for char in text if char.isprintable() or char == "\n").replace("\n", " ")
    text = _EMAIL.sub("[邮箱]", text)
    text = _BROKEN.sub(_number, text)
    text = _HAN.sub("[号码]", text)
    return text[:LONGEST]


def _number(match: re.Match[str]) -> str:
    """A mark for a number that may be a person's; a date, or an amount with a decimal point, stays."""
    run = match[0]
    if _DATE.fullmatch(run) or re.fullmatch(r"\d{1,6}\.\d+|\d{4}[-.]\d{4}", run):
        return run
    return "[号码]"
