"""A number as an answer prints it, with what stands around it, and whether it prints a figure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.entry import Figure
from bot.language.numerals import numerals
from bot.language.periods import Period, periods
from bot.language.text import normalise

# Not the 2 of m2, nor the 312 of g312: a digit after a letter belongs to a name.
_ARABIC = re.compile(r"(?<![a-z\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LOOSE = re.compile(r"^ *[余多来几]?")
# 第一季度 and 第三批 count quarters and lots; 第一 alone is a rank.
_NOT_RANK = tuple("季届次期批年部条点项章节号轮个步产阶类款")
_RANKS = ("位", "名")
_FIRST = re.compile(r"首[位名]|之首|榜首")
# Words that a name may lose or change in an answer.
_PARTICLES = re.compile("[的和与及]")
# The first of 第一、第二季度 is a quarter too.
_FIRST_QUARTERS = re.compile(r"第([一二三四])(?=(?:[、和与及]第?[一二三四])+个?季)")
# A list's own numbers (1. 2) (3)) at the start of a clause.
_MARKER = re.compile(r"(?:^|[ ,;:。、!?\n])\(?(\d{1,2})(?:[.、](?!\d)|\))")


@dataclass(frozen=True)
class Printed:
    """One number of a normalised text.

    `spelled` is as it stands there without thousands commas; `value` is in plain units for Chinese figures, as printed for Arabic ones.
    """

    spelled: str
    value: Decimal
    arabic: bool
    percent: bool
    start: int
    end: int
    text: str

    @property
    def before(self) -> str:
        """The text before the number."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """The text after the number, without what only loosens it (余, 多)."""
        return _LOOSE.sub("", self.text[self.end :], count=1)

    @property
    def shown(self) -> str:
        """The number with what belongs to it, to name it in a message."""
        return self.spelled + (re.match(r"%|[^\W\d_]{0,3}", self.text[self.end :]) or [""])[0]

    def prints(self, figure: Figure) -> bool:
        """True when this is that figure: the value as printed, its unit behind it."""
        if self.arabic:
            same, measures = self.equals(figure), (figure.unit,)
        else:
            same, measures = self.equals(figure), (figure.unit, figure.measure, *(("大",) if self.value <= 10 else ()))
        if not same:
            return False
        if self.before.endswith("第"):
            return figure.unit in _RANKS and not self.after.startswith(_NOT_RANK)
        if normalise(figure.unit) == "%" and (self.percent or self.before.endswith("百分之")):
            return True
        return any(_follows(self.after, normalise(unit)) for unit in measures if unit)

    def equals(self, figure: Figure) -> bool:
        """True when the number is the figure's, whatever its unit."""
        return self.spelled == plainly(figure.value) if self.arabic else self.value in (figure.plain, figure.value)


def _follows(after: str, unit: str) -> bool:
    """True when the text goes on with the unit and not with a longer one (人 of 人次, 个 of 个百分点)."""
    rest = after[len(unit) :]
    return after.startswith(unit) and not rest.startswith("百分点") and not (rest.startswith("次") and unit[-1] in "人户场轮批")


def plainly(value: Decimal) -> str:
    """A value as people print it (no exponent)."""
    return f"{value:f}"


def arabic(text: str) -> tuple[Printed, ...]:
    """The numbers in Arabic figures of a normalised text, those that only number a list left out."""
    markers = {match.start(1) for match in _MARKER.finditer(text)}
    return tuple(
        Printed(spelled := match.group().replace(",", ""), Decimal(spelled), True, False, match.start(), match.end(), text)
        for match in _ARABIC.finditer(text)
        if match.start() not in markers
    )


def chinese(text: str) -> tuple[Printed, ...]:
    """The numbers in Chinese figures of a normalised text."""
    return tuple(
        Printed(number.spelled, number.value, False, number.percent, number.start, number.end, text)
        for number in numerals(text)
        if not any(char.isdigit() and char.isascii() for char in number.spelled)
    )


def says(text: str, figure: Figure) -> bool:
    """True when a normalised text prints the figure with its unit, in Arabic or Chinese figures."""
    if figure.unit in _RANKS and figure.value == 1 and _FIRST.search(text):
        return True
    return any(number.prints(figure) for number in (*arabic(text), *chinese(text)))


def within(number: Printed, names: Iterable[str]) -> bool:
    """True when a name holds the number with what follows it (219 of 219会议室)."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(number.text[number.start : number.end])}(?![\d.])(?P<next>.?)")
    following = number.text[number.end : number.end + 1]
    return any(found["next"] in ("", following) for name in names for found in pattern.finditer(normalise(name)))


def dated(number: Printed, spans: Iterable[Period], allowed: frozenset[str]) -> bool:
    """True when the number belongs to a time all of whose parts are allowed."""
    return any(span.start <= number.start and number.end <= span.end and allowed.issuperset(span.tokens) for span in spans)


def times(texts: Iterable[str]) -> frozenset[str]:
    """The parts of all times that some texts name; a bare year counts (2022, 2013-2021)."""
    return frozenset(token for text in texts for period in periods(_spelled_out(text)) for token in period.tokens)


def names_it(text: str, name: str) -> bool:
    """True when a text has all characters of a name in their order, with only a few others between: 分层分级兑现的补贴 tells 分层分级补贴."""
    if name in text:
        return True
    most = 2 * len(name) + 4
    for start in (at for at, char in enumerate(text) if char == name[0]):
        window = iter(text[start : start + most])
        if all(char in window for char in _PARTICLES.sub("", name)):
            return True
    return False


def comparable(text: str) -> str:
    """A text normalised for numbers: circled and superscript ones (①, m²) are no digits of its own."""
    return normalise("".join(" " if unicodedata.category(char) == "No" else char for char in text))


def _spelled_out(text: str) -> str:
    plain = _FIRST_QUARTERS.sub(r"第\1季度", normalise(text))
    return plain + "年" if re.search(r"(?<!\d)\d{4}$", plain) else plain
