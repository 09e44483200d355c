"""A contradiction: figures of one sentence of the published text that cannot all be right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.entry import Figure
from bot.knowledge.printed import plainly
from bot.upkeep.stated import Stated

# What an average divides by, with the units that such a count may have.
_AVERAGES = {"户均": ("户",), "人均": ("人", "名", "位"), "村均": ("村", "个"), "亩均": ("亩",)}
_AVERAGE = re.compile("|".join(_AVERAGES))
_CLAUSE = re.compile(r"[,,。;;!?]")
_SHARE = re.compile(r"占(?:比|总[数量]|[^,,。;;\d]{0,8}的)?[^,,。;;\d]{0,4}$")
_TOTAL = re.compile(r"(?:共计|合计|总计|总共|一共|共)[^,,。;;\d]{0,3}$")
# Rounded figures may differ by their last place, and by this share of the whole.
_SLACK = Decimal("0.02")


@dataclass(frozen=True)
class Contradiction:
    """`figure` does not agree with `others`; `expected` says what they come to, as people write it (2300.5元), with a word before it (约 or 最多)."""

    figure: Stated
    others: tuple[Stated, ...]
    expected: str

    @property
    def figures(self) -> tuple[Stated, ...]:
        """All figures that are concerned."""
        return (self.figure, *self.others)


def contradictions(figures: tuple[Stated, ...]) -> Iterator[Contradiction]:
    """Averages, parts, totals and shares of a text that do not come out: each sentence (up to 。 or ;) is looked at by itself."""
    groups: dict[tuple[int, str], list[Stated]] = {}
    for found in figures:
        if found.cell is None:
            start = max(found.paragraph.text.rfind(mark, 0, found.start) for mark in "。;;")
            groups.setdefault((found.paragraph.line, f"{found.section}:{start}"), []).append(found)
    for group in groups.values():
        yield from _averages(group)
        yield from _parts(group)
        yield from _totals(group)


def _averages(group: list[Stated]) -> Iterator[Contradiction]:
    """户均2800元 beside 126万元 and 420户."""
    for number, found in enumerate(group):
        kinds = _AVERAGE.findall(_clause_before(found))
        if not kinds:
            continue
        earlier = group[:number]
        total = next((other for other in reversed(earlier) if _measure(other) == _measure(found) and not _AVERAGE.search(_clause_before(other))), None)
        count = next((other for other in reversed(earlier) if _measure(other) in _AVERAGES[kinds[-1]]), None)
        if total and count and _plain(count):
            expected = _plain(total) / _plain(count)
            if not _near(expected, _plain(found), _place(found) + _place(total) / _plain(count)):
                yield Contradiction(found, (total, count), f"约{plainly(expected.quantize(Decimal('0.1')))}{_measure(found)}")


def _parts(group: list[Stated]) -> Iterator[Contradiction]:
    """Parts (其中) that are more than their whole, and their shares (占72%)."""
    for number, found in enumerate(group):
        if "其中" not in _between(group[number - 1] if number else None, found):
            continue
        whole = next((other for other in reversed(group[:number]) if other.unit == found.unit and not _AVERAGE.search(_clause_before(other))), None)
        if whole is None or not found.unit or "%" in found.unit or _AVERAGE.search(_clause_before(found)):
            continue
        parts = [found]
        for other in group[number + 1 :]:
            if other.unit != found.unit or _TOTAL.search(_clause_before(other)) or not re.fullmatch(r"[、,,和][^。;;,,]{0,20}", _between(parts[-1], other)):
                break
            parts.append(other)
        if sum(_plain(part) for part in parts) > _plain(whole) and sum(part.value for part in parts) > whole.value:
            yield Contradiction(whole, tuple(parts), f"至少{plainly(sum((part.value for part in parts), Decimal(0)))}{found.unit}")
        share = group[number + 1] if number + 1 < len(group) else None
        if share and share.unit == "%" and _SHARE.search(_between(found, share)) and _plain(whole):
            expected = _plain(found) / _plain(whole) * 100
            if not _near(expected, share.value, _place(share)):
                yield Contradiction(share, (found, whole), f"约{plainly(expected.quantize(Decimal('0.01')))}%")


def _totals(group: list[Stated]) -> Iterator[Contradiction]:
    """A list with its total behind it: 甲村3个、乙村4个,共8个."""
    for number, found in enumerate(group):
        parts = [other for other in group[:number] if other.unit == found.unit]
        if len(parts) < 2 or not _TOTAL.search(_clause_before(found)) or any("其中" in _clause_before(part) or _TOTAL.search(_clause_before(part)) for part in parts):
            continue
        expected = sum((part.value for part in parts), Decimal(0))
        if not _near(expected, found.value, _place(found) * len(parts)):
            yield Contradiction(found, tuple(parts), f"{plainly(expected)}{found.unit}")


def _clause_before(found: Stated) -> str:
    return _CLAUSE.split(found.paragraph.text[: found.start])[-1]


def _between(one: Stated | None, other: Stated) -> str:
    return other.paragraph.text[one.end if one else 0 : other.start]


def _figure(found: Stated) -> Figure:
    return Figure("", "", found.value, found.unit, "", "")


def _plain(found: Stated) -> Decimal:
    return _figure(found).plain


def _measure(found: Stated) -> str:
    return _figure(found).measure


def _place(found: Stated) -> Decimal:
    """Half a unit of the figure's last printed place, in plain units."""
    scale = _plain(found) / found.value if found.value else Decimal(1)
    return Decimal(5).scaleb(int(found.value.as_tuple().exponent) - 1) * scale


def _near(expected: Decimal, printed: Decimal, place: Decimal) -> bool:
    return abs(expected - printed) <= max(place, abs(expected) * _SLACK)
