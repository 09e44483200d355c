"""A comparison: one figure of two years side by side, and what a question says that asks for it (比去年多多少, 两年相比)."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.printed import plainly
from bot.knowledge.report import Report
from bot.language.periods import periods
from bot.language.text import key
from bot.matching.query import Query
from bot.matching.ranking import asked_properties
from bot.matching.reports import Catalogue

_YEAR = r"去年子?|上年度?|上一年度?|大?前年|头年|旧年|今年|本年度?|(?:19|20)\d\d *年?|[0-3]\d年"
# 比去年, 较上年, 跟2021年比, 和去年相比; not the 比 of 占比 and 比例.
_BASE = re.compile(
    rf"(?:(?<![占同环对类百])比起?|较|相较于?|相对于?|对比|相比于?) *(?P<base>{_YEAR})(?:的?同期|的时候|那年)?(?: *(?:来说|来讲|相比|比))?"
    rf"|(?:跟|和|同|与) *(?P<beside>{_YEAR})(?:的?同期|那年)? *(?:相比较?|比较|比起来|来比|对比|比)"
)
# Two years set side by side without a word of comparing between them; and the last two without naming them.
_CHANGE = re.compile(r"变化|相差|差(?:多少|几|距|别|了|额)|对比|相比|比较|增加|增长|增减|增幅|减少|降低|下降|上升|上涨|涨了|多了|少了|高了|低了|翻了")
_LAST_YEARS = re.compile(
    r"(?:同比|(?:这|近|前后|最近)?(?<![\d一二三四五六七八九〇零])(?:两|二|2)年(?:之间|间|里|来|的)?(?=.*(?:比|差|变化|增|减|涨|降|多了|少了))|年度对比)(?:相比|对比|比较|相差)?"
)
_GROWN = re.compile(r"(?:(?<!新)增加|增长|上升|上涨|提高|下降|降低|减少|涨|升|降|跌)[了出]*(?:多少|几|好多|百分之)")
_EACH = re.compile(r"各|分别")
# What asks for the difference; taken away, the question asks for the figure itself.
_MORE, _LESS = "(?:变多|增加|增长|增多|上升|上涨|提高|多|涨|升|高)", "(?:变少|减少|下降|降低|少|降|跌|低)"
_WHETHER = re.compile(rf"(?:是|到底|究竟)*{_MORE}(?:了,?(?:还是|或者?是?)?|,?(?:还是|或者?是?)),?{_LESS}了?(?=[呢吗啊呀吧]|[,。?!]|$)[呢吗啊呀吧]*")
_CHANGED = re.compile(r"(?:有|是)?(?:没有|多大|什么|啥|哪些|怎么)?(?:的)?(?:变化|差别|区别|差距|差额)(?:情况|是|有)?(?:了|大|多大|多少|如何)?(?:吗|呢)?")
_BY_HOW_MUCH = re.compile(
    r"(?:一共|总共|是|又|究竟|到底)?(?:增加|增长|增多|上升|上涨|提高|提升|下降|降低|减少|相差|多出|(?<![减至最老多])少了?|(?<!最)多|涨|升|降|跌|差|(?<!最)高|(?<!最)低|(?<!新)增|减)[了出]?(?:来|去)?"
    r"(?=多少|几|好多|百分之|没有|没|吗|呢|不|[,。?!]|$)"
)
_SHARE = re.compile(r"(?:百分之(?:多少|几)|(?:多少|几)个百分点|几成|(?:多少|几)倍|幅度|增幅|降幅|增速)(?:是多少|多大)?")
# An answer, or the name of what a figure measures, that tells a change itself.
_TELLS_CHANGE = re.compile(r"(?:比|较)(?:去年|上年|上一年)|同比|增长|增幅|降幅|增加|下降|减少")
_MEASURES_CHANGE = re.compile(r"[增降涨减]幅|增长|增速|同比|增加|减少|下降")
_NOT_EXACT = frozenset(("至少", "至多", "约"))


@dataclass(frozen=True)
class Wish:
    """What a question wants compared: the figure that `core` asks for, of the years `newer` and `older`.

    `base` is the year that the other is compared with, and `spelled` how the question says it (去年; "" where it does not). `implied` is
    true where it names no other year at all (涨了多少).
    """

    core: str
    newer: int
    older: int
    base: int
    spelled: str
    implied: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a figure, and the entry and report that state it."""

    report: Report
    entry: Entry
    figure: Figure

    @property
    def label(self) -> str:
        """The side's time as a sentence names it (2022年, 2021年第三季度)."""
        return f"{year_of(self.figure)}年{_within_year(self.figure)}"

    @property
    def printed(self) -> str:
        """The figure with its unit."""
        return plainly(self.figure.value) + self.figure.unit


def compares(text: str) -> bool:
    """True when a normalised text may ask for a comparison of years; a quick look before it is read."""
    return bool(_BASE.search(text) or _CHANGE.search(text) or _LAST_YEARS.search(text))


def wished(query: Query, catalogue: Catalogue, place: str, year: int) -> Wish | None:
    """The comparison of two years that a question about a place asks for, or None.

    `year` is what it is about where it names none. 去年 is the year before the one that it names.
    """
    text, implied = query.text, False
    named = [found for found, _ in catalogue.years_named(query, place)]
    if match := _BASE.search(text):
        spelled = (match["base"] or match["beside"]).strip()
        about = next(iter(named), year)
        base = _year(spelled, about)
        if base == about and not named:
            about = year - 1 if base == year else year
    elif _EACH.search(text):
        return None
    elif len(set(named)) == 2 and _CHANGE.search(text):
        about, base, spelled = max(named), min(named), ""
    elif (span := _span(query)) and _CHANGE.search(text):
        about, base, spelled = span[1], span[0], ""
    elif match := _LAST_YEARS.search(text):
        about = next(iter(named), year)
        earlier = [report.year for report in catalogue.of_place(place) if report.year < about]
        base, spelled = (earlier[0] if earlier and not match.group().startswith("同比") else about - 1), ""
    elif _GROWN.search(text) and len(set(named)) < 2:
        about, spelled, implied = next(iter(named), year), "", True
        base = about - 1 if catalogue.of_year(place, about - 1) else None
    else:
        return None
    return Wish(core_of(query), max(about, base), min(about, base), base, spelled, implied) if base and about != base else None


def _year(spelled: str, about: int) -> int | None:
    """The year that a comparison's base means, seen from the year that the question is about."""
    times = periods(spelled if not spelled[-1:].isdigit() else spelled + "年")
    for token in times[0].tokens if times else ():
        if token[0] == "R":
            return about + int(token[1:])
        if token[0] == "Y" and token[1:].isdigit():
            return int(token[1:])
    return None


def _span(query: Query) -> tuple[int, int] | None:
    """The ends of a range of years (2021年到2022年)."""
    for time in query.periods:
        for token in time.tokens:
            first, dash, last = token[1:].partition("-")
            if token[0] == "Y" and dash:
                return int(first), int(last)
    return None


def core_of(query: Query) -> str:
    """The question without its years and without what compares: the figure itself is left to be asked for."""
    text = query.text
    for time in reversed(query.periods):
        if any(token[0] in "YR" for token in time.tokens):
            text = text[: time.start] + text[time.end :]
    for pattern in (_BASE, _LAST_YEARS, _WHETHER, _CHANGED, _SHARE, _BY_HOW_MUCH):
        text = pattern.sub("", text)
    text = re.sub(r"(?:相比较?|比较|对比|比起来)(?=[,。?!]|$)|(?:情况|怎么样|怎样|如何|咋样)[呢了啊]?(?=[,。?!]|$)", "", text)
    return re.sub(r"^[,。?!、 和跟与同的到至]+|[,。?!、 和跟与同的]+$", "", text)


def states_change(entry: Entry, wish: Wish) -> bool:
    """True when a fact itself tells the change that is asked for: to the year before, unless it names the base."""
    told = any(_MEASURES_CHANGE.search(figure.metric) or (wish.implied and figure.qualifier == "新增") for figure in entry.figures) or bool(_TELLS_CHANGE.search(entry.answer))
    return told and (wish.newer - wish.older == 1 or str(wish.base) in entry.answer)


# -- figures by what they measure -----------------------------------------------------------------------------------------


def year_of(figure: Figure) -> int:
    """The year that a figure is of; 0 for a range of years or none."""
    match = re.match(r"((?:19|20)\d\d)(?!\d|-(?:19|20)\d\d)", figure.period)
    return int(match[1]) if match else 0


def _within_year(figure: Figure) -> str:
    return re.sub(r"^年", "", figure.period[4:])


class Ledger:
    """The figures of one report by what they measure, whatever the year."""

    def __init__(self, report: Report, entries: tuple[Entry, ...], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._sides: dict[tuple[str, ...], list[Side]] = defaultdict(list)
        for entry in entries:
            for figure in entry.figures:
                self._sides[measured(figure, lexicon)].append(Side(report, entry, figure))

    def find(self, figure: Figure, like: Callable[[Entry], bool], year: int = 0) -> Side | None:
        """The side that measures the same as a figure, of a year (0: of the report's own), in an entry that is `like` the figure's.

        None where there is none or where they differ. What a report only plans is no side.
        """
        sides = self._sides.get(measured(figure, self.lexicon), [])
        sides = [side for side in sides if year_of(side.figure) == (year or side.report.year) <= side.report.year and like(side.entry)]
        if not sides or len({side.figure.plain for side in sides}) > 1:
            return None
        return next((side for side in sides if side.entry.figures[0] is side.figure), sides[0])


def measured(figure: Figure, lexicon: Lexicon) -> tuple[str, ...]:
    """What a figure measures in comparable form: subject and metric by their concepts, unit without scale, people, qualifier, part of the year."""
    named = (lexicon.by_word[name].name if name in lexicon.by_word else name for name in (figure.subject, figure.metric, figure.population))
    return (*named, figure.measure, "" if figure.qualifier in _NOT_EXACT else figure.qualifier, _within_year(figure))


def asked_figure(query: Query, entry: Entry, lexicon: Lexicon) -> Figure | None:
    """The figure of an entry that a question asks for: the first of the asked property, else the entry's first."""
    return next((figure for figure in entry.figures if fits(query, figure, lexicon)), entry.figures[0] if entry.figures else None)


def fits(query: Query, figure: Figure, lexicon: Lexicon) -> bool:
    """True when a figure is of a property that a question asks for."""
    asked = asked_properties(query)
    return figure.metric in asked or lexicon.by_unit.get(figure.measure) in asked


# -- the words ------------------------------------------------------------------------------------------------------------


def exact(newer: Side, older: Side) -> bool:
    """True when the difference of two figures can be told: neither is printed as 超过, 不超过 or 约."""
    return not {newer.figure.qualifier, older.figure.qualifier} & _NOT_EXACT


def what(figure: Figure) -> str:
    """What a figure measures, as a sentence names it (营养午餐人数)."""
    people = figure.population if figure.population not in figure.subject else ""
    return figure.subject + (f"({people})" if people else "") + (figure.metric if figure.metric not in figure.subject else "")


def told(newer: Side, older: Side, say: dict[str, str]) -> str:
    """Two figures and their difference in a sentence, with the arithmetic."""
    words = {"what": what(newer.figure), "newer": newer.label, "older": older.label, "newer_figure": newer.printed, "older_figure": older.printed}
    if newer.figure.plain == older.figure.plain:
        return say["compare_same"].format(**words)
    grown = newer.figure.plain > older.figure.plain
    more, less = (newer, older) if grown else (older, newer)
    finer = min(newer.figure, older.figure, key=lambda figure: replace(figure, value=Decimal(1)).plain)
    difference = _short((more.figure.plain - less.figure.plain) / replace(finer, value=Decimal(1)).plain)
    percent = newer.figure.measure == "%"
    told_difference = difference + ("个百分点" if percent else finer.unit)
    if percent:
        change = say["compare_higher" if grown else "compare_lower"].format(difference=told_difference)
    else:
        change = say["compare_more" if grown else "compare_less"].format(difference=told_difference)
    sums = f"{more.printed}-{less.printed}={told_difference}"
    if not percent and older.figure.plain > 0:
        share = (more.figure.plain - less.figure.plain) / older.figure.plain * 100
        rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if rounded:
            rate = ("" if share == rounded else "约") + say["compare_grew" if grown else "compare_fell"].format(rate=_short(rounded) + "%")
            change += "," + rate
            sums += f",{told_difference}÷{older.printed}{'=' if share == rounded else '≈'}{_short(rounded)}%"
    return say["compare"].format(**words, change=change, arithmetic=sums)


def _short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def empty(core: str) -> bool:
    """True when hardly anything is left of a question once its years are taken out (那呢, 是多少): it leans on what was asked before."""
    return bool(re.fullmatch(r"(?:那么?|这|要是|如果是|换成|换|改成|又|也|还|同样|是|有|的|情况|怎么样|怎样|如何|咋样|多少|几|好多|呢|啊|呀|吧|吗|了|话|说|看|年|在)*", key(core)))
