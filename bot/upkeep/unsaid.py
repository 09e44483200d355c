"""What a report leaves unsaid of its subjects, as far as people always ask: 标准, 申请, 发放时间, 名单, 各镇各村."""

import re
from dataclasses import dataclass

from bot.upkeep.measured import Measured
from bot.upkeep.phrasing import Phrasebook

_BENEFIT = re.compile(r"(?:低保|特困|补贴|补助|资助|津贴|救助|保险|医保|养老金|抚恤金?|贷款|奖补|供养|慰问金?|奖励|护理|临时救助|低保金|助学金|救助金|待遇)$")
_THING = re.compile(
    r"(?:项目|学校|幼儿园|中心|医院|卫生院|企业|村|基地|园区|合作社|食堂|车间|养老院|敬老院|福利院|公墓|图书馆|文化馆|卫生室|机构|公路|农场|服务站|食堂|站|所|点|工程|小区|房|示范区|示范村)$"
)
_MOST = 6
_KINDS = {
    "标准": ("metric", "{s}每人每月多少钱?", ("{s}标准是多少", "{s}一个月多少钱", "{s}一个人能领多少", "{s}按什么标准发", "领{s}一年多少钱")),
    "申请条件和办法": ("procedure", "{s}怎么申请?", ("{s}申请条件", "办{s}要什么材料", "{s}去哪里办", "谁能享受{s}", "{s}找谁办")),
    "发放时间": ("unknown", "{s}什么时候发?", ("{s}几号到账", "{s}哪天发", "{s}发放时间", "{s}多久发一次", "{s}啥时候到账")),
    "名单": ("unknown", "{s}有哪些?", ("{s}名单", "{s}都叫什么名字", "是哪些{s}", "{s}有哪几个", "{s}具体名单")),
    "地点": ("place", "{s}在哪里?", ("{s}在什么地方", "{s}的地址", "{s}在哪个镇", "各镇{s}有多少", "{s}怎么去")),
}


@dataclass(frozen=True)
class Unsaid:
    """A question that the report does not answer, of a subject that it speaks of."""

    section: int
    subject: str
    reason: str
    question: str
    similar: tuple[str, ...]
    answer: str


def unsaid(found: tuple[Measured, ...], book: Phrasebook) -> tuple[Unsaid, ...]:
    """What is usually asked of each subject and is not among its metrics; at most four subjects a section, those that people draw first."""
    out: list[Unsaid] = []
    done: set[str] = set()
    for section in sorted({one.stated.section for one in found}):
        mine = [one for one in found if one.stated.section == section and one.sure and not one.planned]
        subjects = list(dict.fromkeys(one.subject for one in mine if 2 <= len(one.subject) <= 14 and not re.search(r"\d", one.subject)))
        subjects.sort(key=lambda subject: not _BENEFIT.search(subject))
        for subject in [subject for subject in subjects if subject not in done and (_BENEFIT.search(subject) or _THING.search(subject))][:_MOST]:
            done.add(subject)
            metrics = list(dict.fromkeys(one.metric for one in mine if one.subject == subject))
            kinds = ("标准", "申请条件和办法", "发放时间") if _BENEFIT.search(subject) else ("名单", "地点")
            for kind in kinds:
                if kind in metrics or (kind == "发放时间" and subject.endswith(("医保", "保险", "贷款"))) or (kind == "标准" and subject.endswith(("医保", "贷款"))):
                    continue
                reason, question, similar = _KINDS[kind]
                answer = f"报告没有写{subject}的{kind},只写了{'、'.join(metrics[:3])}。"
                out.append(Unsaid(section, subject, reason, question.format(s=subject), tuple(one.format(s=subject) for one in similar), answer))
    return tuple(out)
