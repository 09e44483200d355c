"""A masthead: what report.yaml says of a report as a whole, held against its published text."""

import re
from collections.abc import Iterator

from bot.knowledge.document import Location
from bot.knowledge.loading import Placed
from bot.knowledge.printed import times
from bot.knowledge.problem import Problem
from bot.knowledge.report import Report, Section
from bot.upkeep.outlined import LEAST, Outlined, begins, likeness
from bot.upkeep.wording import Wording, bare

ID = "source-report"

_NUMBERING = re.compile(r"^[((]?[一二三四五六七八九十\d]+[))、..]*")
_QUOTED = re.compile(r"“([^“”]+)”|《([^《》]+)》")
# A place that the title does not name is named this often in a report on it.
_OFTEN = 5
_KINDS = ("省", "市", "县", "区", "镇", "乡", "村", "街道")


def masthead(placed: Placed[Report], text: Outlined, wording: Wording) -> Iterator[Problem]:
    """What of report.yaml the text has otherwise, or not at all."""
    for at, message, warning in (*_facts(placed.thing, text), *_places(placed.thing, text), *_outline(placed.thing, text, wording)):
        yield placed.problem(at, message, ID, warning=warning)


Slip = tuple[Location, str, bool]


def _facts(report: Report, text: Outlined) -> Iterator[Slip]:
    published = text.published
    named = times(line.text for part in text.parts for line in part.lines)
    if bare(report.title) not in text.bare:
        yield ("title",), f"原文里没有“{report.title}”这个标题,请照原文写" + (f";原文像是叫“{published.title}”" if published.title else ""), False
    if not report.office and published.office:
        yield ("id",), f"原文写了由“{published.office}”发布,请加上一行 office", False
    if not report.date and published.date:
        yield ("id",), f"原文写了日期 {published.date},请加上一行 date", False
    if bare(report.office) not in text.bare:
        yield ("office",), f"原文里没有“{report.office}”,请照原文写" + (f";原文写的是“{published.office}”" if published.office else ""), False
    if report.date and published.date and report.date != published.date:
        yield ("date",), f"原文的日期是 {published.date},这里是 {report.date},请对照改正", not times([report.date]) <= named
    elif report.date and not published.date and not times([report.date]) <= named:
        yield ("date",), f"原文里没有 {report.date} 这个日期,请对照改正", True
    years = {token for token in times([report.title]) if token.startswith("Y")} or named
    looks_back = report.plans and f"Y{report.plans}" in years and f"Y{report.year}" in named  # 2022年政府工作报告 of what 2021 brought
    if f"Y{report.year}" not in years and not looks_back:
        yield ("year",), f"原文的标题里没有 {report.year} 年,请对照改正", False
    if report.plans and (f"Y{report.plans}" not in named or report.plans <= report.year):
        yield ("plans",), f"原文没有写 {report.plans} 年的打算,请对照改正", False


def _places(report: Report, text: Outlined) -> Iterator[Slip]:
    if bare(report.place) not in bare(report.title + report.office) and text.bare.count(bare(report.place)) < _OFTEN:
        yield ("place",), f"标题里没有“{report.place}”,原文里也没有或极少,请照原文写", False
    for number, part in enumerate(report.parts):
        if bare(part) not in text.bare:
            yield ("parts", number), f"原文里没有“{part}”,请照原文写", False
    own = (report.place, *report.within)
    for number, place in enumerate(report.within):
        if bare(place) not in text.bare and not any(_stem(other) == _stem(place) for other in report.within if other != place) and _is_slip(place, text):
            yield ("within", number), f"“{place}”像是写错了字,请对照原文", False
    pieces = sorted({piece for place in own for piece in (bare(place), bare(_stem(place)))}, key=len, reverse=True)
    for number, alias in enumerate(report.aliases):
        if bare(alias) not in text.bare and not re.fullmatch("(?:" + "|".join(map(re.escape, pieces)) + ")+", bare(alias)):
            yield ("aliases", number), f"原文里没有“{alias}”,它也不是由 place 和 within 里的地名连成的,请检查有没有写错字", False


def _stem(place: str) -> str:
    return next((place.removesuffix(kind) for kind in _KINDS if place.endswith(kind) and len(place) > len(kind) + 1), place)


def _is_slip(place: str, text: Outlined) -> bool:
    """True when the text has the name with one other character, or the name is too short to tell."""
    return len(place) < 3 or any(re.search(f"{re.escape(place[:at])}[\\u4e00-\\u9fff]{re.escape(place[at + 1 :])}", text.bare) for at in range(len(place) - 1))


def _outline(report: Report, text: Outlined, wording: Wording) -> Iterator[Slip]:
    missing = {section.key for section in text.missing}
    for number, section in enumerate(report.outline):
        at = ("outline", number, "title")
        if section.key in missing:
            hint = "opens 里的字句要和这一节开头的几个字一样" if section.opens else "请照原文写;原文没有印这个标题的,加上 opens: [这一节开头的几个字]"
            yield at, f"原文里找不到“{section.title}”这一节,{hint}", False
        elif number == 0 and not section.opens and all(likeness(section, line) < LEAST for line in text.parts[0].lines):
            continue  # what stands before the first heading has no title of its own
        elif unlike := _unlike(section, text, wording):
            yield at, f"标题里的“{unlike}”和原文不一样,请照原文写;有意改写的,加上 opens: [这一节开头的几个字]", False
        for place, words in enumerate(section.opens):
            if section.key not in missing and not any(begins(line, words) for line in text.by_key[section.key].lines):
                yield ("outline", number, "opens", place), f"原文里没有以“{words}”开头的一段,请照原文写", False
    for number, waiver in enumerate(report.waived):
        if waiver.section not in text.by_key:
            yield ("waived", number, "section"), f"outline 里没有“{waiver.section}”这一节", False


def _unlike(section: Section, text: Outlined, wording: Wording) -> str:
    """The piece of a title that the text does not have; of a title in the maintainer's own words only what looks like a slip."""
    if section.opens:
        quoted = (match[1] or match[2] for match in _QUOTED.finditer(section.title))
        slips = (slip.written for slip in wording.slips(section.title))
        return next((words for words in quoted if bare(words) not in text.bare), "") or next(slips, "")
    pieces = (bare(_NUMBERING.sub("", piece)) for piece in section.title.split())
    return next((piece for piece in pieces if piece and piece not in text.bare), "")
