"""What a report leaves unsaid of its subjects, as far as people always ask: 标准, 申请, 发放时间, 名单, 各镇各村."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.upkeep.measured import Measured
from bot.upkeep.phrasing import Phrasebook

_BENEFIT = re.compile(r"(?:低保|特困|补贴|补助|资助|津贴|救助|保险|医保|养老金|抚恤金?|贷款|奖补|供养|慰问金?|奖励|护理|临时救助|低保金|助学金|救助金|待遇)$")
_THING = re.compile(
    r"(?:项目|学校|幼儿园|中心|医院|卫生院|企业|村|基地|园区|合作社|食堂|车间|养老院|敬老院|福利院|公墓|图书馆|文化馆|卫生室|机构|公路|农场|服务站|食堂|站|所|(?<![试热重难亮要节])点|工程|小区|房|示范区|示范村)$"
)
_MOST = 6
#: What is at no place that one could go to; and words too wide to ask of.
_NOWHERE = re.compile(r"(?:网站|平台|公众号|账号|系统|应用|网页|专栏)$")
_WIDE = frozenset(("企业", "项目", "乡村", "农村", "城镇", "村", "小区", "学校", "医院", "工程", "机构"))
#: The parts that people ask about, by the last character of the place.
_PARTS = {"省": "市", "市": "区县", "区": "街道", "镇": "村", "乡": "村"}
_KINDS = {
    "标准": ("metric", "{s}每人每月多少钱?", ("{s}标准是多少", "{s}一个月多少钱", "{s}一个人能领多少", "{s}按什么标准发", "领{s}一年多少钱")),
    "申请条件和办法": ("procedure", "{s}怎么申请?", ("{s}申请条件", "办{s}要什么材料", "{s}去哪里办", "谁能享受{s}", "{s}找谁办")),
    "发放时间": ("unknown", "{s}什么时候发?", ("{s}几号到账", "{s}哪天发", "{s}发放时间", "{s}多久发一次", "{s}啥时候到账")),
    "名单": ("unknown", "{s}有哪些?", ("{s}名单", "{s}都叫什么名字", "是哪些{s}", "{s}有哪几个", "{s}具体名单")),
    "地点": ("place", "{s}在哪里?", ("{s}在什么地方", "{s}的地址", "{s}在哪个{p}", "各{p}{s}有多少", "{s}怎么去")),
}


@dataclass(frozen=True)
class _Neighbour:
    """A measure that people ask for beside one that a report has: `has` finds the subject, `lacks` the words of the text that would tell the measure."""

    has: re.Pattern[str]
    lacks: re.Pattern[str]
    name: str
    similar: tuple[str, ...]


_NEIGHBOURS = (
    _Neighbour(
        re.compile("^(?:地区)?生产总值$|^GDP$"),
        re.compile("人均(?:地区)?(?:生产总值|GDP)"),
        "人均GDP",
        ("人均生产总值多少", "人均GDP有多少", "平均每个人的GDP", "人均地区生产总值是多少", "人均产值多少"),
    ),
    _Neighbour(
        re.compile("^(?:全部|规上|规模以上)?工业(?:增加值|总产值)?$"),
        re.compile(r"工业企业|(?:规上|规模以上)[\u4e00-\u9fff]{0,4}(?:企业|\d)|[\d户家个][\u4e00-\u9fff]{0,6}(?:规上|规模以上)"),
        "规上工业企业数",
        ("规上工业企业有多少家", "有多少家工厂", "规模以上工业企业个数", "工业企业数量", "规上企业几家"),
    ),
    _Neighbour(
        re.compile("财政收入$|预算收入$"), re.compile("支出"), "财政支出", ("财政支出是多少", "财政花了多少钱", "一般公共预算支出多少", "财政钱花到哪了", "公共财政支出多少")
    ),
    _Neighbour(
        re.compile("零售总额$"),
        re.compile("网[上络]|线上|电商|电子商务"),
        "网上零售额",
        ("网上零售额是多少", "网购花了多少钱", "网络零售多少", "电商销售额多少", "网上买东西多少钱"),
    ),
    _Neighbour(re.compile("消费价格"), re.compile("房价|住宅|商品房|房地产"), "房价", ("房价是多少", "房价涨了多少", "房子多少钱一平", "新房均价多少", "二手房价格多少")),
    _Neighbour(re.compile("生猪出栏$"), re.compile("存栏"), "生猪存栏", ("生猪存栏多少头", "现在养着多少头猪", "存栏量多少", "猪的存栏数", "存栏多少头猪")),
    _Neighbour(
        re.compile("^(?:粮食|水稻|小麦|玉米|油料)?(?:播种|种植)面积$|^粮食$"),
        re.compile("产量|总产|单产"),
        "粮食产量",
        ("粮食产量是多少", "打了多少粮食", "粮食总产多少", "粮食亩产多少", "粮食收了多少吨"),
    ),
    _Neighbour(
        re.compile("投资$"),
        re.compile("项目"),
        "重点项目的个数和名单",
        ("重点项目有哪些", "重点项目有多少个", "在建项目名单", "开工了几个项目", "投资项目有哪些"),
    ),
)


@dataclass(frozen=True)
class Unsaid:
    """A question that the report does not answer, of a subject that it speaks of."""

    section: int
    subject: str
    reason: str
    question: str
    similar: tuple[str, ...]
    answer: str


def unsaid(found: tuple[Measured, ...], book: Phrasebook, text: str) -> tuple[Unsaid, ...]:
    """What is usually asked of each subject and is not among its metrics, at most six subjects a section, those that people draw first.

    Before them stand the measures that people ask for beside those of the report, of which no word is in its `text`.
    """
    out = list(_neighbours(found, text))
    place = book.origin.place or ""
    parts = _PARTS.get(place[-1:], "镇")
    done: set[str] = set()
    for section in sorted({one.stated.section for one in found}):
        mine = [one for one in found if one.stated.section == section and one.sure and not one.planned]
        subjects = list(dict.fromkeys(one.subject for one in mine if 2 <= len(one.subject) <= 14 and one.subject not in _WIDE and not re.search(r"\d", one.subject)))
        subjects.sort(key=lambda subject: not _BENEFIT.search(subject))
        for subject in [subject for subject in subjects if subject not in done and (_BENEFIT.search(subject) or _THING.search(subject))][:_MOST]:
            done.add(subject)
            metrics = list(dict.fromkeys(one.metric for one in mine if one.subject == subject))
            kinds = ("标准", "申请条件和办法", "发放时间") if _BENEFIT.search(subject) else ("名单", "地点")
            for kind in kinds:
                if kind == "地点" and _NOWHERE.search(subject):
                    continue
                if kind in metrics or (kind == "发放时间" and subject.endswith(("医保", "保险", "贷款"))) or (kind == "标准" and subject.endswith(("医保", "贷款"))):
                    continue
                reason, question, similar = _KINDS[kind]
                answer = f"报告没有写{subject}的{kind},只写了{'、'.join(metrics[:3])}。"
                out.append(Unsaid(section, subject, reason, question.format(s=subject), tuple(one.format(s=subject, p=parts) for one in similar), answer))
    return tuple(out)


def _neighbours(found: tuple[Measured, ...], text: str) -> Iterator[Unsaid]:
    """What people ask for beside the measures of a report, where no word of it is told."""
    for each in _NEIGHBOURS:
        one = next((one for one in found if one.sure and not one.planned and (each.has.search(one.subject) or each.has.search(one.label))), None)
        if one and not each.lacks.search(text):
            question, *similar = each.similar
            yield Unsaid(one.stated.section, one.subject, "metric", f"{question}?", (each.name, *similar), f"报告没有写{each.name},只写了{one.label}。")
