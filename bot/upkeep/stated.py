"""A stated figure: a number of a published text with its unit and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.printed import Printed, arabic, chinese
from bot.language.measures import chinese_unit_after, unit_after
from bot.language.numerals import han_value
from bot.language.periods import periods
from bot.language.text import folded
from bot.language.words import words_of
from bot.upkeep.published import Paragraph, Published
from bot.upkeep.tables import Cell, Table, tables

_SENTENCE_END = re.compile(r"[。!?]+[”』」)]*|\n")
_QUOTED = re.compile(r"[“《「『【\"]([^”》」』】\"]{1,40})[”》」』】\"]")
_SHORT_QUOTE = 14
_RANK = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,3})(?P<unit>位|名)?(?P<after>.?)")
_RANKS = re.compile(r"(?:居|列|位|排名?|名次|获|获得|荣获|保持|稳居|排在|全[国省市县区][\u4e00-\u9fff]{0,12})(?:全[国省市县区])?[\u4e00-\u9fff]{0,6}$")
_NO_RANK = tuple("季届次期批年部条点项章节号轮个步产阶类款书责线时要三方一二动组小中实人民医初高小、")
_FIRST = re.compile(r"(?:居|列|位居|位列|排名?|全[国省市县区])[\u4e00-\u9fff\d]{0,10}?(首位|之首|榜首)")
_TIME_UNITS = ("月", "日", "号", "时")
_RANGE = re.compile(r"^ ?(?:-|—|–|~|至|到|、|和|或)+ ?(?=\d)")
_CLOCK = re.compile(r"^:\d\d(?!\d)")
_RATIO = re.compile(r"^ ?[:∶] ?(\d+(?:\.\d+)?)((?: ?[:∶] ?\d+(?:\.\d+)?)*)(?![\d年])")
_INDEX = re.compile(r"(?:指数|系数|比值?|密度|指标|得分|评分)[\u4e00-\u9fff]{0,8}(?:为|达|到|达到|是)?\s*$")
#: 1150重点户, 32脱贫村: the measure ends the noun.
_COUNTED_NOUN = re.compile(r"[\u4e00-\u9fff]{2,3}(户|村)(?![\u4e00-\u9fff]?[镇乡])")


#: What has a number in its name: a congress, a span of years that is spoken of, a stage of works, a road; a threshold.
_SESSION = re.compile(
    r"届(?:[一二三四五六七八九十历]{1,3}[次中、]|[一二三四五六七八九十历]{0,3}(?:中?全会|全体|会议|人大|人民|政协|党代|代表|政府|常委)|[县市区省]?委|[\u4e00-\u9fff]{0,3}(?:全会|人大|政府))"
)
_SPOKEN_SPAN = re.compile(r"(?:过去|这|未来|今后|前|后|头|最后|往后)的?$")
_PLANNED = re.compile(r"年(?:滚动|一贯|一体|级|[\u4e00-\u9fff]{0,4}(?:规划|行动|计划))")
_SPAN_AFTER = re.compile(r"(?:[上下]一?个|最近|的|(?:^|[,。;:、(])近)$")
_SPAN_BEFORE = re.compile(r"以?来|间|内|累计|总计|合计")
#: 连续3年突破100万吨: the years are those over which another figure runs.
_RUNS_OVER = re.compile(r"[^,。;!?“”]{0,16}?\d")
_LED = re.compile(r"[比较]?(?:[上下]一?个|最?近|连续)$")
_STAGE = re.compile(r"期(?=[工扩配管项建水改动封主]|开工|完工|竣工|投产|$|[、,和])")
_STAGE_OF = tuple("区园库线厂馆站城港路院目")
#: What comes out in numbers or is held more than once; any other 二期 is a stage of works.
_ISSUED = re.compile(r"(?:班|刊|报|专栏|课堂|节目|培训|讲座|了|共|计|分|开展|举办|组织|编发|印发|播出|出版|连续)$")
_ROAD = re.compile(r"[天日](?:高速|公路|铁路|大道|大桥|国道|专线|街)")
#: 全国首批45个试点之一 counts those of the whole country.
_ONE_OF = re.compile(r"[^,。;!?、\d]{1,30}之一")
_OVER = re.compile(r"以[上下]的?(?=[\u4e00-\u9fff]{0,8}\d)")


@dataclass(frozen=True)
class Stated:
    """One figure of a published text.

    `value` is as printed and `unit` as printed with its scale (4208.87, 万元; 2, 轮; 3, 万人 for 3万余人), "" for an index number. `spelled` is the
    number with its unit as it stands there; `start` and `end` are its offsets in `paragraph.text`, `section` the number of the section from 0.
    `span` marks a span of time over which another figure runs (五年累计, 比上个五年): it parts the sentence, but is no figure of its own.
    """

    value: Decimal
    unit: str
    spelled: str
    paragraph: Paragraph
    section: int
    start: int
    end: int
    sentence: str
    cell: Cell | None = None
    span: bool = False

    @property
    def shown(self) -> str:
        """The figure as people write it (4208.87万元)."""
        return f"{self.value:f}{self.unit}"


def stated(published: Published) -> tuple[Stated, ...]:
    """Every figure of a text, in order: dates, years, the numbering of lists and numbers in names are none."""
    return tuple(found for found in stated_with_spans(published) if not found.span)


def stated_with_spans(published: Published) -> tuple[Stated, ...]:
    """Every figure of a text and every span of time that a figure runs over, in order."""
    return tuple(found for number, section in enumerate(published.sections) for found in _of_section(section.paragraphs, number))


def _of_section(paragraphs: tuple[Paragraph, ...], section: int) -> Iterator[Stated]:
    rows: dict[int, Table] = {row: table for table in tables([paragraph.text for paragraph in paragraphs]) for row in table.rows}
    for number, paragraph in enumerate(paragraphs):
        if number in rows:
            yield from _of_row(paragraph, section, rows[number], number)
        else:
            yield from _of_prose(paragraph, section)


def _of_row(paragraph: Paragraph, section: int, table: Table, row: int) -> Iterator[Stated]:
    for cell in table.figures(row):
        unit, taken = unit_after(paragraph.text[cell.start + len(cell.text) :]) if not cell.unit else (cell.unit, 0)
        end = cell.start + len(cell.text) + taken
        yield Stated(Decimal(cell.text.replace(",", "")), unit, paragraph.text[cell.start : end], paragraph, section, cell.start, end, paragraph.text, cell)


def figures_of(paragraph: Paragraph, section: int = 0) -> tuple[Stated, ...]:
    """The figures of one paragraph of prose, in order."""
    return tuple(found for found in _of_prose(paragraph, section) if not found.span)


def _of_prose(paragraph: Paragraph, section: int) -> Iterator[Stated]:
    text, last = folded(paragraph.text), 0
    found = [*_arabic(text), *_chinese(text), *_ranked(text)]
    for value, unit, start, end in sorted(found, key=lambda one: (one[2], -one[3])):
        if start < last:
            continue
        span = unit == "年" and _spans(text[:start], text[end:])
        begun = _LED.search(text[:start]) if span else None
        last = end
        start = begun.start() if begun else start
        yield Stated(value, unit, paragraph.text[start:end], paragraph, section, start, end, _sentence(paragraph.text, start), span=span)


def _spans(before: str, after: str) -> bool:
    """True for 五年累计, 近三年, 上个五年, and for 连续3年 before what has a figure."""
    return bool(_RUNS_OVER.match(after)) if before.endswith("连续") else bool(_SPAN_AFTER.search(before) or _SPAN_BEFORE.match(after))


Found = tuple[Decimal, str, int, int]


def _arabic(text: str) -> Iterator[Found]:
    times = [(period.start, period.end) for period in periods(text)]
    names = _names(text)
    numbers = arabic(text)
    found: dict[int, Found] = {}
    for printed in reversed(numbers):  # a number without a unit takes that of the next in its list
        one = _figure(printed, text, times, found)
        if one and not any(start <= printed.start < end for start, end in names):
            found[printed.start] = one
    yield from found.values()


def _figure(printed: Printed, text: str, times: list[tuple[int, int]], later: dict[int, Found]) -> Found | None:
    after, before = text[printed.end :], text[: printed.start]
    unit, taken = unit_after(after)
    if (printed.spelled.startswith("0") and not printed.spelled.startswith("0.") and printed.spelled != "0") or (before.endswith("/") and len(printed.spelled) > 4):
        return None  # the number of a document
    if before.endswith("第") and unit not in ("名", "位"):
        return None
    if _CLOCK.match(after) and printed.value < 25 and "." not in printed.spelled and not _INDEX.search(before):
        return None
    if (ratio := _RATIO.match(after)) and not unit and ("比" in before[-12:] or ratio[1] in ("1", "100") or ratio[2]):
        return printed.value, ratio.group().replace(" ", "").replace("∶", ":"), printed.start, printed.end + ratio.end()
    if re.search(r"\d[:∶] ?$", before) and not unit:
        return None
    year = bool(re.fullmatch(r"(?:19|20)\d\d", printed.spelled))
    if unit == "年" and (year or _two_digit_year(printed, times)):
        return None
    if unit in ("年", "分", "点", "周") and before.endswith(("年", "月", "日", "时", "点")):
        return None
    if not unit and re.match(r"大(?=[\u4e00-\u9fff]{2})(?!桥|学|于)", after) and printed.value < 100 and printed.spelled.isdigit():
        return printed.value, "个", printed.start, printed.end + 1
    if not unit:
        return _without_unit(printed, text, times, later)
    if _in_name(before, text[printed.end : printed.end + taken + 32], unit) or (unit.endswith("元") and _OVER.match(after[taken:])):
        return None
    if unit.startswith("年") and year:
        return None
    if after.startswith(_TIME_UNITS) and unit == "":
        return None
    return printed.value, unit, printed.start, printed.end + taken


def _two_digit_year(printed: Printed, times: list[tuple[int, int]]) -> bool:
    """True for 22年 as a year; a length of time has 近, 连续 or the like before it."""
    inside = any(start <= printed.start < end for start, end in times)
    return inside and len(printed.spelled) == 2 and 15 <= printed.value <= 35 and not re.search(r"(?:近|连续|用|约|为期|满|超过|达|执政|整整)$", printed.before)


def _without_unit(printed: Printed, text: str, times: list[tuple[int, int]], later: dict[int, Found]) -> Found | None:
    after = text[printed.end :]
    if after.startswith(_TIME_UNITS) or any(start <= printed.start < end for start, end in times):
        return None
    joined = _RANGE.match(after)
    following = later.get(printed.end + joined.end()) if joined else None
    if following and not re.match(r" ?[:∶]", after) and following[1]:
        return printed.value, following[1], printed.start, printed.end
    if counted := _COUNTED_NOUN.match(after):
        return printed.value, counted[1], printed.start, printed.end + counted.end()
    if _INDEX.search(text[: printed.start]) and not after[:1].isalnum():
        return printed.value, "", printed.start, printed.end
    return None


def _chinese(text: str) -> Iterator[Found]:
    names = _names(text)
    times = [(period.start, period.end) for period in periods(text)]
    inside = set(_inside_words(text))
    for printed in chinese(text):
        if (printed.before.endswith(("第", "分之")) and not printed.percent) or any(start <= printed.start < end for start, end in names):
            continue
        if printed.percent:
            yield printed.value, "个百分点" if text[printed.start : printed.end].endswith("点") else "%", printed.start, printed.end
            continue
        if printed.value < 2 or printed.spelled[0] in "百千万亿" or any(start <= printed.start and printed.end <= end for start, end in times):
            continue
        if printed.spelled.endswith(("万", "亿")):
            continue
        unit, taken = chinese_unit_after(text[printed.end :])
        if not unit or text[printed.end :].startswith("分之") or (unit == "大" and printed.value > 9):
            continue
        if _in_name(text[: printed.start], text[printed.end : printed.end + 32], unit, han=True) or printed.start in inside:
            continue
        if re.search(r"[一二三四五六七八九十百千万亿]$", printed.before) or printed.before.endswith(("十", "周", "星期", "初", "进一步", "不", "统")):
            continue
        yield printed.value, "个" if unit == "大" else unit, printed.start, printed.end + taken


def _in_name(before: str, after: str, unit: str, *, han: bool = False) -> bool:
    """True for 十八届五中全会, 这五年, 三期工程, 十天高速, 成立100周年: numbers that name a thing and count none, or count others than the report's."""
    if _ONE_OF.match(after):
        return True
    if unit == "届":
        return bool(_SESSION.match(after)) or before.endswith("党的")
    if unit == "次":
        return before.endswith("届")
    if unit == "期":
        return not _ISSUED.search(before) and (han or bool(_STAGE.match(after)) or before.endswith(_STAGE_OF))
    if unit in ("天", "日"):
        return bool(_ROAD.match(after))
    if unit == "周年":
        return bool(re.search(r"(?:成立|建党|建国|诞辰|胜利|建军|过去|这)$", before))
    return unit == "年" and not before.endswith("连续") and bool(_SPOKEN_SPAN.search(before) or _PLANNED.match(after))


def _inside_words(text: str) -> Iterator[int]:
    """Where a Han number starts a longer word of daily use: 三轮车, 二人台."""
    at = 0
    for word in words_of(text):
        if len(word) >= 3 and word[0] in "二三四五六七八九十" and not re.search(r"[个只条项家户年月日天名位元万亿千百十次场座所处]$", word):
            yield at
        at += len(word)


def _ranked(text: str) -> Iterator[Found]:
    for found in _RANK.finditer(text):
        before = text[: found.start()]
        value = Decimal(found[1]) if found[1].isdigit() else han_value(found[1])
        if value is None or found["after"] in _NO_RANK or not (found["unit"] or _RANKS.search(before[-24:])):
            continue
        if "、" in found["after"] and not _RANKS.search(before[-24:]):
            continue
        yield value, found["unit"] or "名", found.start(), found.end("unit") if found["unit"] else found.end(1)
    for found in _FIRST.finditer(text):
        yield Decimal(1), "位", found.start(1), found.end(1)


def _names(text: str) -> list[tuple[int, int]]:
    """Where short quotations and titles of documents stand: the numbers in them belong to a name (“四个不摘”)."""
    return [found.span() for found in _QUOTED.finditer(text) if text[found.start()] in "《" or len(found[1]) <= _SHORT_QUOTE]


def _sentence(text: str, at: int) -> str:
    start = max((found.end() for found in _SENTENCE_END.finditer(text, 0, at)), default=0)
    end = next((found.end() for found in _SENTENCE_END.finditer(text, at)), len(text))
    return text[start:end].strip()
