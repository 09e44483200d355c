"""A derivation: the sum by which a figure that the report does not print follows from figures that it does print."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from bot.errors import WenbaoError
from bot.knowledge.entry import Figure
from bot.knowledge.printed import plainly
from bot.language.text import normalise

_TOKEN = re.compile(r" *(?:(?P<number>\d+(?:\.\d+)?)(?P<unit>%|[^\W\d]*)|(?P<name>“[^“”]+”|《[^《》]+》)|(?P<sign>[-+*/×÷()]))")
_SIGNS = {"×": "*", "÷": "/"}


class DerivationError(WenbaoError):
    """A sum that cannot be read or worked out."""


@dataclass(frozen=True)
class Derivation:
    """A sum with the figures and the names (each counts one) that it takes from the report; `value` is in plain units (元, not 万元)."""

    terms: tuple[Figure, ...]
    names: tuple[str, ...]
    value: Decimal

    def gives(self, figure: Figure) -> bool:
        """True when the sum comes to the figure, rounded to the places that the figure is printed with."""
        return self.rounded(figure) == figure.value

    def rounded(self, figure: Figure) -> Decimal:
        """What the sum comes to in the figure's unit and places; a share of two figures becomes a percentage. Raises `DerivationError`."""
        scale = figure.plain / figure.value if figure.value else Decimal(1)
        value = self.value * 100 if figure.unit == "%" else self.value / scale
        try:
            return value.quantize(Decimal(1).scaleb(int(figure.value.as_tuple().exponent)), ROUND_HALF_UP)
        except InvalidOperation as error:
            raise DerivationError("算式里的数太大了,请检查") from error


def derivation(formula: str) -> Derivation:
    """Read and work out a sum like `126万元 / 420户`, `(50万元 - 40万元) / 50万元` or `《甲》 + 《乙》`. Raises `DerivationError`."""
    text, at, tokens = normalise(formula), 0, []
    terms: list[Figure] = []
    names: list[str] = []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise DerivationError(f"算式“{formula}”里的“{text[at:].strip()[:8]}”认不出来,只能写带单位的数、带引号或书名号的名称,和 + - * / 与括号")
        if match["number"]:
            term = Figure("", "", Decimal(match["number"]), match["unit"], "", "")
            # A number without a unit is a factor (12 个月 and 100), not a figure of the report.
            terms += [term] if match["unit"] else []
            tokens.append(str(term.plain / 100 if term.unit == "%" else term.plain))
        elif match["name"]:
            names.append(match["name"])
            tokens.append("1")
        else:
            tokens.append(_SIGNS.get(match["sign"], match["sign"]))
        at = match.end()
        at += len(text[at:]) - len(text[at:].lstrip())
    rest = tokens[::-1]
    try:
        value = _sum(rest, formula)
    except (DivisionByZero, InvalidOperation, RecursionError) as error:
        raise DerivationError(f"算式“{formula}”算不出来:不能除以零") from error
    if rest:
        raise DerivationError(f"算式“{formula}”写得不对,请检查括号和运算符号")
    return Derivation(tuple(terms), tuple(names), value)


def _sum(rest: list[str], formula: str) -> Decimal:
    value = _product(rest, formula)
    while rest and rest[-1] in "+-":
        value = value + _product(rest, formula) if rest.pop() == "+" else value - _product(rest, formula)
    return value


def _product(rest: list[str], formula: str) -> Decimal:
    value = _term(rest, formula)
    while rest and rest[-1] in "*/":
        value = value * _term(rest, formula) if rest.pop() == "*" else value / _term(rest, formula)
    return value


def _term(rest: list[str], formula: str) -> Decimal:
    token = rest.pop() if rest else ""
    if token == "(":
        value = _sum(rest, formula)
        if not rest or rest.pop() != ")":
            raise DerivationError(f"算式“{formula}”的括号没有成对")
        return value
    if not token or token in "+-*/)":
        raise DerivationError(f"算式“{formula}”写得不对,请检查括号和运算符号")
    return Decimal(token)


def shows(answer: str, terms: tuple[Figure, ...]) -> bool:
    """True when an answer says that a figure was worked out, and from which figures."""
    text = normalise(answer)
    return bool(re.search(r"推算|测算|计算|折算|算下来|算出|[按据用].{1,30}算", text)) and all(plainly(term.value) in text for term in terms)
