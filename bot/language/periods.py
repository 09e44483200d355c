"""Times named in a text: years, halves, quarters, months, days, school terms."""

import re
from dataclasses import dataclass

from bot.language.numerals import han_value

_D = "零〇一二三四五六七八九"
#: 2013公里 is a length, no year.
_MEASURED = r"公里|公顷|公斤|千米|千瓦|平方|平米|立方|吨|座|株|辆|栋|条(?!例)|处(?![理置])|件|㎡|km"
_YEAR4 = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?!\d|\.\d| *(?:{_MEASURED}))(?= *年|[^\d个户人元万亿名位套项家次亩%.]|$)|([{_D}]{{4}}|[一二两]千零?[{_D}十]{{1,3}})(?= *年)")
_YEAR2 = re.compile(rf"(?<![\d.年第近续去])(?<!最近)([0-3]\d|[{_D}][{_D}]|[二三]?十[一二三四五六七八九]?)(?= *年(?!内|来|以|前|后|之|期|多|左|的?时间|级))")
_HAN_YEAR = rf"(?:19|20)\d\d|(?:一九|二[零〇])[{_D}]{{2}}"
_RANGE = re.compile(rf"({_HAN_YEAR}) *年? *(?:-|—|–|~|至|到) *({_HAN_YEAR})")
# 三季度工作会议 is a meeting, not a time that figures are of; 一季度来一次 tells how often.
_QUARTER = re.compile(r"(?:第([一二三四1-4])个?季度?|([一二三四1-4])季度|q([1-4])(?![a-z0-9]))(?!的?(?:工作)?(?:会议|会上|例会|调度会|点评会)|[^,。!?;]{0,3}一[次回趟])")
_ONE_TO_TWELVE = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_MONTH = re.compile(rf"(?<![\d个])({_ONE_TO_TWELVE}) *月(?:份)?(?! *个)(?:(\d{{1,2}}|[一二三四五六七八九十]+)[日号])?")
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) *月?份? *(?:-|—|~|至|到) *(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) *月")
_DATE = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPARED = re.compile(r"(?:比|较|相对|对比|相比|超过|高于|低于)$")
_BESIDE = re.compile(r"(?:跟|和|同|与)$")
_RELATIVE = {
    "大前年": -3, "前年": -2, "上一年度": -1, "上年度": -1, "上一年": -1, "上年": -1, "去年": -1, "旧年": -1, "头年": -1,
    "明年": 1, "来年": 1, "下一年": 1, "下年": 1, "后年": 2, "今年": 0, "本年度": 0, "本年": 0, "当年": 0,
}  # fmt: skip
# 库里头年度入库的 is no 头年.
_RELATIVE_RE = re.compile("|".join(word if word != "头年" else "(?<![里外前后])头年(?!度)" for word in sorted(_RELATIVE, key=len, reverse=True)))
_FIRST_QUARTERS = re.compile(r"前([二两三23])个?季度?")
_HALF = {"上半年": "H1", "前半年": "H1", "头半年": "H1", "下半年": "H2", "后半年": "H2"}
_LAST_QUARTER = re.compile(r"(?:最后|末|年底)(?:那)?(?:的)?(?:最后)?(?:那)?(?:一)?(?:个)?季度?")
_TERM = re.compile(r"([春秋])(?:季)?(?:学期|季?开学)")
# A month or week told from the day of speaking: no report has it.
_OF_LATE = re.compile(r"(?:上上?|下下?|这|本)个?(?:月|周|星期|礼拜)(?![末日天嫂])(?:份|里)?|(?:上|下|这个?|本)季度")
_PLAN = re.compile(r"第?(十[一二三四五])五(?:时期|期间|规划|计划)?")


@dataclass(frozen=True)
class Period:
    """One time named in a text.

    `tokens` are its parts in a comparable form: `Y2022`, `Y2013-2021` (a range is one thing), `H1` (half), `Q3` (quarter), `M9`, `D9-22`, `T秋` (school term), `P十四五`;
    a relative year is `R-1` (去年) until a report's own year is known; a month or week told from today is `L上个月`. `start`/`end` are offsets.
    """

    tokens: tuple[str, ...]
    start: int
    end: int
    spelled: str


def _number(spelled: str) -> int:
    return int(spelled) if spelled.isdigit() else int(han_value(spelled) or 0)


def periods(text: str) -> tuple[Period, ...]:
    """All times that a normalised text names, left to right.

    A year that something is only compared with (比去年, 较上年) is no period: it belongs to the asked increase.
    """
    found: list[Period] = []
    taken: list[tuple[int, int]] = []

    def add(tokens: tuple[str, ...], start: int, end: int) -> None:
        if all(end <= a or start >= b for a, b in taken):
            found.append(Period(tokens, start, end, text[start:end]))
            taken.append((start, end))

    for match in _DATE.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            add((f"Y{year}", f"M{month}", f"D{month}-{day}"), *match.span())
    for match in _RANGE.finditer(text):
        first, last = (int("".join(str(max(_D.index(char) - 1, 0)) if char in _D else char for char in year)) for year in match.groups())
        if first < last <= first + 60:
            end = match.end() + (1 if text[match.end() : match.end() + 1] == "年" else 0)
            add((f"Y{first}-{last}",), match.start(), end)
    for match in _YEAR4.finditer(text):
        end = match.end() + (1 if text[match.end() : match.end() + 1] == "年" else 0)
        year = _number(match[1] or match[2])
        if 1900 <= year < 2100 and not _compared(text, match.start()):
            add((f"Y{year}",), match.start(), end)
    for match in _YEAR2.finditer(text):
        spelled = match[1]
        if not spelled.isdigit() and len(spelled) == 2 and "十" not in spelled:
            spelled = "".join(str(_D.index(char) - (1 if _D.index(char) else 0)) for char in spelled)
        year = _number(spelled)
        # 十年, 二十年, 三十年 and 五年 are lengths; 08年, 一九年, 22年 are years.
        if (match[1].isdigit() or "十" not in match[1]) and year <= 35 and not _compared(text, match.start()):
            add((f"Y{2000 + year}",), match.start(), match.end() + 1)
    for match in _RELATIVE_RE.finditer(text):
        if not _compared(text, match.start()):
            add((f"R{_RELATIVE[match.group()]:+d}",), *match.span())
    for match in _PLAN.finditer(text):
        add((f"P{match[1]}五",), *match.span())
    for match in _OF_LATE.finditer(text):
        add((f"L{match.group()}",), *match.span())
    for spelled, token in _HALF.items():
        for match in re.finditer(spelled, text):
            add((token,), *match.span())
    for match in _LAST_QUARTER.finditer(text):
        if "季" in match.group():
            add(("Q4",), *match.span())
    for match in _FIRST_QUARTERS.finditer(text):
        add(tuple(f"Q{number}" for number in range(1, _number(match[1]) + 1)), *match.span())
    for match in _MONTHS.finditer(text):
        first, last = _number(match[1]), _number(match[2])
        if 1 <= first < last <= 12:
            quarter = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2", (1, 12): ""}.get((first, last))
            months = tuple(f"M{month}" for month in range(first, last + 1))
            add(((quarter,) if quarter else ()) if quarter is not None else months, *match.span())
    for match in _QUARTER.finditer(text):
        add((f"Q{_number(match[1] or match[2] or match[3])}",), *match.span())
    for match in _MONTH.finditer(text):
        month = _number(match[1])
        if 1 <= month <= 12:
            add((f"M{month}", *((f"D{month}-{_number(match[2])}",) if match[2] else ())), *match.span())
    for match in _TERM.finditer(text):
        add((f"T{match[1]}",), *match.span())
    return tuple(sorted(found, key=lambda period: period.start))


def _compared(text: str, start: int) -> bool:
    before = text[:start]
    return bool(_COMPARED.search(before) or (_BESIDE.search(before) and "比" in text[start:]))


def widened(tokens: frozenset[str], *, inwards: bool = False) -> frozenset[str]:
    """The tokens with what they add up to: two quarters make a half, a day lies in its month.

    With `inwards` a half also names its quarters: so a question means it, but what is known of a half is not known of its quarters.
    """
    out = set(tokens)
    for half, quarters in (("H1", {"Q1", "Q2"}), ("H2", {"Q3", "Q4"})):
        if inwards and half in out:
            out |= quarters
        if quarters <= out:
            out.add(half)
    out |= {"M" + token[1:].split("-")[0] for token in tokens if token[0] == "D"}
    return frozenset(out)
