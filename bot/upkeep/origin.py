"""The origin of a published text: the place and year that it speaks of, and the places around and in it."""

import re
from collections import Counter
from dataclasses import dataclass

from bot.upkeep.published import Published

_LEVEL = r"(?:自治县|自治州|自治旗|新区|开发区|街道|县|区|市|镇|乡|旗|州)"
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,6}}?{_LEVEL})(?!域|区|里|级|直|场|民(?!政|生|族)|内|外|间|别|长|委|村|落)")
_NO_NAME = re.compile(r"^(?:全|我|本|各|该|在|和|与|及|对|关于|美丽|示范|乡村|城乡|农村|省|试点|贫困|脱贫|现代|工业|园|城|兄弟|其他|周边|一个|两个|相关|有关|所有|重点|经济|高新)")
_LEADING = re.compile("^.*[在的为对被给领]")
_NO_PLACE = re.compile(
    "了|贫困|脱贫|批准|及城|城镇$|政府|党委|党组|人大|社区$|小区$|园区$|片区$|城区$|地区$|山区$|库区$|灾区$|景区$|辖区$|牧区$|校区$|林区$|矿区$|老区$|全[县市区镇乡]$|乡镇$|城乡$|^[个县度]|^[年月日](?!照|喀|土)|建设|发展|实施"
)
_WITHIN = re.compile(r"([\u4e00-\u9fff]{2,4}(?:省|市|自治区|自治州))(?=[\u4e00-\u9fff]{2,5}(?:县|区|市))")
_INSIDE = re.compile(r"(?:^|(?<=[,。、;:“”在和赴中及与到为\s]))([\u4e00-\u9fff]{2,3}(?:镇|街道|乡(?!村|镇|亲|土|贤|风|建)))(?!级|里|政府|域|区|村)")
_NO_INSIDE = re.compile(r"乡镇|城镇|村镇|小镇|各镇|全镇|我镇|每个|重点镇|中心镇|强镇|建制镇|示范|特色|下乡|返乡|入乡|家乡|回乡|城乡|他乡|之乡|个镇|个乡|美丽|农村")
_REVIEW = re.compile(r"((?:19|20)\d\d)年?(?:度)?[\u4e00-\u9fff“”]{0,14}(?:回顾|完成情况|执行情况|进展情况|开展情况|工作情况|工作总结|决算|公报)")
_PLAN = re.compile(r"((?:19|20)\d\d)年?(?:度)?[\u4e00-\u9fff“”,]{0,16}(?:打算|计划|安排|目标|预算草案|草案|思路|要点|重点工作)")

#: A year that is not merely compared with (比2016年全年, 2016年同期).
_OWN_YEAR = re.compile(r"(?<![比较与同和到自])((?:19|20)\d\d)年(?!以来|同期|同比|底相比|[^,。;]{0,4}(?:计划|规划|目标))")
_PART = re.compile(
    r"(?P<q1>(?:第?一|1)季度|1(?:[-—~至到])3月)|(?P<h1>上半年|1(?:[-—~至到])6月)|(?P<q3>前三季度|1(?:[-—~至到])9月)|(?P<q2>第?二季度)|(?P<third>第三季度)|(?P<q4>第?四季度)|(?P<h2>下半年)"
)
_PARTS = {"q1": "第一季度", "h1": "上半年", "q3": "前三季度", "q2": "第二季度", "third": "第三季度", "q4": "第四季度", "h2": "下半年"}
#: A part of the year named this often is the text's own, where the next one is named less than so many times.
_OFTEN, _FAR_MORE = 3, 3


@dataclass(frozen=True)
class Origin:
    """Where and when a text's figures are from; "" or 0 where the text does not say. `plans` is the year of what it plans, `period` the part of the
    year that the text is of, where it is not the whole (第一季度)."""

    place: str
    year: int
    plans: int
    aliases: tuple[str, ...]
    within: tuple[str, ...]
    parts: tuple[str, ...]
    unnamed: str = "本地"
    period: str = ""


def origin_of(published: Published, place: str = "", year: int = 0) -> Origin:
    """Find them; `place` and `year` are taken as given where a person has named them."""
    text = "\n".join(paragraph.text for paragraph in published.paragraphs)
    place = place or _place(published, text)
    year = year or _year(published, text)
    aliases = (place[:-1],) if len(place) >= 3 and place[-1] in "县区市镇乡旗" and not place.endswith(("自治县", "开发区", "新区")) else ()
    found = [name for name in _WITHIN.findall(text) if place and re.search(re.escape(name) + re.escape(place), text)]
    within = tuple(dict.fromkeys(found))[:3]
    inside = Counter(re.sub("^[在和赴到与及为中](?=..)", "", name) for name in _INSIDE.findall(text))
    parts = tuple(name for name, _ in inside.most_common(12) if not _NO_INSIDE.search(name) and name != place)
    levels = Counter(re.findall("[全我本]([省市县区镇乡])", text))
    unnamed = f"本{levels.most_common(1)[0][0]}" if levels else "本地"
    return Origin(place, year, _plans(text, year), aliases, within, parts, unnamed, _part_of_the_year(published, text))


def _place(published: Published, text: str) -> str:
    offices = _place_names(published.office)
    titled = next(iter(_place_names(re.sub("^关于|(?:19|20)\\d\\d年?", "", published.title))), "")
    slogan = bool(offices) and bool(titled) and titled not in published.office and text.count(offices[0]) > text.count(titled)
    for source in (*(() if slogan else (published.title,)), published.office, "\n".join(paragraph.text for paragraph in published.paragraphs[:6])):
        source = re.sub(r"^关于|^中共|^[^\n]{0,8}日报", "", source)
        source = re.sub(r"(?:19|20)\d\d年?", "", source)
        names = _place_names(source)
        for name in names:
            wider = re.match(r"([\u4e00-\u9fff]{2,3}(?:省|市|州))([\u4e00-\u9fff]{2,5})$", name)
            if wider and re.search(rf"{_LEVEL}$", wider[2]) and len(wider[2]) > 2:
                return wider[2]
            rest = source[source.find(name) + len(name) :]
            inner = _NAME.match(rest)
            if name.endswith(("市", "州")) and inner and not _NO_NAME.match(inner["name"]):
                return inner["name"]
            return name
    counted = Counter(_place_names(text))
    return counted.most_common(1)[0][0] if counted else ""


def _place_names(source: str) -> list[str]:
    """What reads as the name of a place: not 政府和县, 个社区, 团结带领全县."""
    names = (_LEADING.sub("", found["name"]) for found in _NAME.finditer(source))
    return [name for name in names if len(name) >= 2 and not _NO_NAME.match(name) and not _NO_PLACE.search(name)]


def _year(published: Published, text: str) -> int:
    heads = [published.title, *(section.title for section in published.sections)]
    for head in heads:
        if found := _REVIEW.search(head):
            return int(found[1])
    work_report = "政府工作报告" in published.title
    if found := re.search(r"((?:19|20)\d\d)年?", published.title) or (re.match(r"(\d{4})-0[1-4]", published.date) if work_report else None):
        told = int(found[1])  # a government's work report of a year, read at its start, looks back on the year before, or on the five before
        return told - 1 if work_report and re.search(rf"{told - 1}年|过去的?[一五]年|[一五]年来", text) else told
    if counted := Counter(_OWN_YEAR.findall(text)):
        return int(max(counted, key=lambda year: (counted[year], year)))
    if compared := re.findall(r"((?:19|20)\d\d)年", text):
        latest = max(compared)
        return int(latest) + (not re.search(rf"(?<![比较]){latest}年", text))  # told only as what the text's own year is compared with
    return int(published.date[:4]) if published.date else 0


def _part_of_the_year(published: Published, text: str) -> str:
    """The part of the year that the text is of: the one in its title, else the one that it names at least three times, every other one far less."""
    if titled := _PART.search(published.title):
        return _PARTS[titled.lastgroup or ""]
    counted = Counter(_PARTS[found.lastgroup or ""] for found in _PART.finditer(text))
    whole = len(re.findall("全年|年度", text))
    named = counted.most_common(2)
    told = named and named[0][1] >= _OFTEN and named[0][1] > 2 * whole and (len(named) == 1 or named[0][1] > _FAR_MORE * named[1][1])
    return named[0][0] if told else ""


def _plans(text: str, year: int) -> int:
    years = {int(found) for found in _PLAN.findall(text)}
    return year + 1 if year and (year + 1 in years or re.search(rf"{year + 1}年", text)) else 0
