"""A measured figure: what a stated figure is of, read from the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, groupby, pairwise

from bot.knowledge.lexicon import Lexicon
from bot.language.measures import plain_unit
from bot.language.periods import periods
from bot.language.text import folded
from bot.language.words import words_of
from bot.upkeep.clause import CONTENT, OWN_RATES, PLAIN_PEOPLE, Clause, noun_after, object_after, purpose_after, read_clause
from bot.upkeep.origin import Origin
from bot.upkeep.published import Published
from bot.upkeep.stated import Stated

#: Starts the metric of a figure that another came from.
FORMER = "原来的"
#: The base of a rise that is told as the mean of several years.
YEARLY = "年均"
#: What a unit measures where the words do not say it.
_BY_UNIT = (
    (("元",), "金额"), (("人次", "人份", "剂次", "剂", "针次", "台次", "辆次", "车次"), "人次"), (("户次", "户"), "户数"),
    (("人", "名", "位", "口"), "人数"), (("亩", "公顷", "平方米", "平方公里", "㎡", "平米", "平方"), "面积"), (("公里", "千米", "米", "里"), "长度"),
    (("吨", "公斤", "斤", "千克"), "重量"), (("次", "场", "场次", "批", "批次", "期", "轮", "轮次", "届", "班次"), "次数"), (("倍", "番"), "倍数"),
    (("年", "个月", "天", "小时", "分钟", "周", "工作日"), "时长"), (("岁", "周岁"), "年龄"), (("立方米", "立方", "方", "升"), "容积"), (("千瓦", "兆瓦"), "装机容量"),
    (("千瓦时", "度"), "用电量"),
)  # fmt: skip
_PLAINER = {"占比": "比例", "比重": "比例", "总产": "产量"}
_PEOPLE = frozenset(("人数", "户数", "人次"))
_GROUP_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:对象|人员|户|人口|家庭)$")
_AT_LEAST, _AT_MOST, _ABOUT = (
    r"(?:超过|超|突破|逾|不低于|不少于|高于|多达|达)$",
    r"(?:不超过|低于|不高于|不足|控制在|最高|至多)$",
    r"(?:(?<![签节预合公制])约|(?<!附)近|接近|大约)$",
)
_SEPARATED = re.compile(r"[,;:()。]")
_PLANS = re.compile(r"打算|计划|安排|目标|下一步|下步|明年|展望|思路|重点工作|工作要点|草案")
_TARGETS = re.compile(r"(?:计划|力争|预计|目标|确保|拟|将|争取|达到.{0,6}以上)")


@dataclass(frozen=True)
class Measured:
    """A figure with what it is of.

    `subject`, `metric`, `population`, `qualifier` and `period` are as an entry of the knowledge has them. `named` is true for a metric that the text names
    (参保率) and false for one that the unit gives; `verb` is the verb of the clause (发放), `change` 增长 or 下降, `base` what it is compared with
    (比上年); `group` joins figures of one thing; `planned` marks what is still to be done; `sure` is false where the subject was only guessed.
    """

    stated: Stated
    subject: str
    metric: str
    population: str
    qualifier: str
    period: str
    named: bool
    verb: str
    change: str
    base: str
    per: str
    group: int
    planned: bool
    sure: bool
    spoken: str = ""
    root: str = ""

    @property
    def unit(self) -> str:
        """The unit as printed."""
        return self.stated.unit

    @property
    def value(self) -> Decimal:
        """The value without its sign: 下降 says that."""
        return abs(self.stated.value)

    @property
    def label(self) -> str:
        """The subject with a named metric: 农村居民人均可支配收入."""
        if self.metric == f"{FORMER}{self.subject}" or (self.named and self.metric.startswith(self.subject)):
            return self.metric
        if not self.named or self.metric in self.subject:
            return self.subject
        if self.stated.cell and self.subject.endswith(self.metric[:2]):
            return self.subject + self.metric[2:]  # 集中采购 and 采购数量
        return self.subject + self.metric


def measured(published: Published, figures: tuple[Stated, ...], origin: Origin, lexicon: Lexicon) -> tuple[Measured, ...]:
    """What each figure of a text is of, in the order of the figures."""
    reader = _Reader(published, origin, lexicon)
    out: list[Measured] = []
    for (_, _), group in groupby(figures, key=lambda figure: (figure.paragraph.line, figure.sentence)):
        sentence = tuple(group)
        out += reader.row(sentence) if sentence[0].cell else reader.sentence(sentence)
    return tuple(out)


class _Reader:
    """Goes down a text sentence by sentence; `group` counts the things spoken of."""

    def __init__(self, published: Published, origin: Origin, lexicon: Lexicon) -> None:
        self.published, self.origin, self.lexicon = published, origin, lexicon
        self.places = tuple(sorted((origin.place, *origin.aliases), key=len, reverse=True)) if origin.place else ()
        self.group = 0
        self.paragraph: tuple[int, str] = (0, "")

    def row(self, figures: tuple[Stated, ...]) -> Iterator[Measured]:
        """The figures of a row of a table."""
        self.group += 1
        for figure in figures:
            cell = figure.cell
            assert cell is not None
            change = "下降" if figure.value < 0 else "增长"
            grew = re.search("(?:增长速度|增长率|增速|增幅)$", cell.row) if "%" in figure.unit else None
            topic = cell.row[: grew.start()] if grew else cell.row
            if grew or re.search("增长|增幅|增速|同比|比上年|±", cell.column):
                metric, named = "降幅" if figure.value < 0 else "增幅", False
            else:
                metric, named, change = self._metric(figure, Clause("")), False, ""
                column = re.sub(r"^(?:19|20)\d\d年", "", cell.column)
                if re.search("为预算|完成预算|占预算", column):
                    metric = "完成率"
                elif column and not re.search(r"^(?:(?:19|20)\d\d年?|数量|数值|数据|指标值|绝对数|完成数?|实绩|人数|金额|本年)$", column):
                    metric, named = column, True
            years = re.findall(r"(?:19|20)\d\d", cell.column)
            yield self._made(figure, topic or self._topic(figure), metric, Clause("", change=change), named=named, period=years[-1] if years else "", sure=bool(cell.row))

    def sentence(self, figures: tuple[Stated, ...]) -> list[Measured]:
        """The figures of one sentence, each with what it is of."""
        text = figures[0].paragraph.text
        start = text.rfind(figures[0].sentence, 0, figures[0].end + len(figures[0].sentence))
        start = max(start, 0) if start <= figures[0].start else 0
        out: list[Measured] = []
        shared: list[str] = []
        measure = ""
        years: list[str] = []
        yearly = ""
        ahead: Clause | None = None
        for number, figure in enumerate(figures):
            before = figures[number - 1].end if number else start
            after = figures[number + 1].start if number + 1 < len(figures) else len(text)
            gap, tail = text[before : figure.start], text[figure.end : after]
            if not number:
                gap = re.sub(
                    r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}是|第[一二三四五六]是|——|答:|问:)",
                    "",
                    gap,
                )
            if not tail and number + 1 < len(figures):
                # 1040个8.6亿元扶贫项目: both count what stands after the second.
                tail = text[figures[number + 1].end : figures[number + 2].start if number + 2 < len(figures) else len(text)]
            gap = re.sub(r"\([^()\d]{1,12}\)", "", gap)
            if (gap.endswith("的") or (number and not gap)) and (beyond := self._noun_beyond(text, figures, number)):
                tail = beyond if gap else ""  # 省定的3项5件、市定的7件实事: what the figure before counts
            lead = _SEPARATED.split(gap.removesuffix("("))[-1]
            if number and re.search("[、和与及]$", gap):
                lead = ""  # 15个乡镇、203个行政村: what stands between belongs to the first
            lead = re.sub("^[一二三四五六七八九十]{1,2}是", "", lead.lstrip())
            if number and lead and lead == gap and noun_after(gap) == gap and noun_after(tail):
                lead = ""  # 21个行政村3个社区
            if number and lead and lead == gap and (counted := noun_after(gap)) and gap.startswith(counted) and (does := read_clause(gap[len(counted) :])).verb and does.empty:
                lead = gap[len(counted) :]  # 3个领域提出8项任务
            lead = _of_owner(gap, lead, figure, out)
            previous = out[-1] if out and not re.search(r";", gap) else None
            if number and re.match(r"^[、和及与]", gap) and not _SEPARATED.search(gap):
                lead = gap.lstrip("、和及与")
            if (sized := self._size(text, figures, number)) and number + 1 < len(figures):
                out.append(self._with(figure, Clause(lead, matter=sized), gap, "", out, None, text))
                continue
            if number and (sized := self._size(text, figures, number - 1)):
                # 投资额超100亿元项目4个: the figure before says which of them
                out.append(self._with(figure, Clause(lead, matter=sized), gap, "", out, None, text))
                continue
            fresh = "分别" in lead
            if fresh:
                lead = _SAID_BEFORE.sub(r"分别\g<change>", lead)
                years, yearly = _of_years(lead, _run(figures, number))
                shared = [] if years else self._shared(lead, figures, number, out, gap)
            elif not shared and (run := _run(figures, number)) > 1 and _told_together(out, run) and (changed := read_clause(lead)).change and changed.empty:
                shared, fresh = [one.label for one in out[-run:]], True  # 参保人数分别达到13万人和20万人,比上年增加2万人和5万人
            if years and (previous or not number):
                # 2015和2016年增速分别为3%、2%: each is of its own year
                made = self._with(figure, read_clause(yearly, self.places), gap, "", out, previous, text)
                quarter = out[-1].period[4:] if out and "同期" in lead else ""
                out.append(replace(made, period=years.pop(0) + quarter))
                continue
            if shared:
                clause = replace(read_clause(lead, self.places) if fresh else Clause("", change=out[-1].change, base=out[-1].base), matter="")
                item, shared = shared[0], shared[1:]
                named = read_clause(item, self.places)
                measure = clause.metric if fresh else measure  # 分别完成投资5亿元、2亿元: said once for all
                clause = replace(clause, matter=named.matter, metric=named.metric or measure)
                out.append(self._with(figure, clause, gap, "", out, None, text))
                continue
            clause = read_clause(lead, self.places)
            if previous and (risen := _RISEN.fullmatch(lead)) and _same_kind(figure, previous.stated) and not noun_after(tail):
                clause = replace(clause, verb="", change="下降" if risen["verb"] in ("减少", "缩减") else "增长")
            if clause.funded and tail == "的" and number + 1 < len(figures):
                tail = text[figures[number + 1].end : figures[number + 2].start if number + 2 < len(figures) else len(text)]  # 总投资8亿元的6个项目
            if ahead and out and re.match("[、和及与]", gap) and not (clause.change or clause.empty) and _same_kind(figure, out[-1].stated):
                clause = replace(clause, change=ahead.change, metric=clause.metric or ahead.metric)  # 增加水稻种植面积26万亩、蔬菜16万亩
            else:
                ahead = clause if clause.ahead else None
            if (
                clause.change
                and clause.empty
                and previous
                and previous.change
                and len(out) > 1
                and len(previous.subject) > len(out[-2].subject)
                and previous.subject.startswith(out[-2].subject)
            ):
                previous = out[-2]  # 总值626亿元,现价总量增加73亿元,增长2%: of the whole again
            earlier = [part for part in _SEPARATED.split(gap)[:-1] if part.strip()]
            out.append(self._with(figure, clause, gap, tail, out, previous, text, earlier))
        return _town_and_country(out, text)

    @staticmethod
    def _size(text: str, figures: tuple[Stated, ...], number: int) -> str:
        """The things of a size that a figure of a sentence gives and the next counts: 投资额超100亿元项目, 30-100亿元项目; "" where it gives none."""
        figure, last = figures[number], number
        if "元" not in figure.unit:
            return ""
        if last + 2 < len(figures) and re.fullmatch("[-—~至]", text[figure.end : figures[last + 1].start]):
            last += 1
        if last + 1 >= len(figures) or not (kind := _OF_SIZE.fullmatch(text[figures[last].end : figures[last + 1].start])) or kind["noun"].endswith("资金"):
            return ""
        start = max(text.rfind(mark, 0, figure.start) for mark in ",;:。、(") + 1
        return re.sub("^(?:其中|新增|净增|引进)+", "", text[start : figures[last + 1].start])

    @staticmethod
    def _noun_beyond(text: str, figures: tuple[Stated, ...], number: int) -> str:
        """What follows the last of figures that count one noun: 甲定的3项、乙定的5件实事; "" where the noun follows the first."""
        ends = [figure.end for figure in figures[number:]]
        starts = [figure.start for figure in figures[number + 1 :]]
        for at, (end, start) in enumerate(zip(ends, starts, strict=False)):
            if not re.fullmatch("[、和与及][\u4e00-\u9fff]{1,10}的", text[end:start]) and (end != start or not at + 1 < len(starts)):
                return text[end:start] if at else ""
        return text[ends[-1] :] if starts else ""

    def _shared(self, lead: str, figures: tuple[Stated, ...], number: int, out: list[Measured], gap: str) -> list[str]:
        """The things of A、B和C分别为x、y和z, as many as there are figures for."""
        run = _run(figures, number)
        if run < 2:
            return []
        named = _COMPARED.sub("", lead.split("分别")[0]).strip()
        before = [part for part in _SEPARATED.split(gap)[:-1] if part.strip()]
        if not named and before and re.search("[、和与及]", before[-1]):
            named = _ALL_DID.sub("", before[-1].strip())  # 甲业、乙业,同比分别增长3%、5%
        if not named:
            return [one.label for one in out[-run:]] if len(out) >= run else []
        items = _listed(named, run)
        return [head + item for head, item in zip(_heads(items), _lent(items), strict=True)] if items else []

    def _with(self, figure: Stated, clause: Clause, gap: str, tail: str, out: list[Measured], previous: Measured | None, text: str, earlier: list[str] | None = None) -> Measured:
        if clause.compared and previous:
            clause = replace(clause, change="", base="")
        if clause.change and "百分点" not in figure.unit and not clause.compared and re.search("(?:高于|低于|快于|高出)$", clause.text):
            clause = replace(clause, change="", base="")  # 年均值低于20微克: how much, not how much less
        if clause.change and not clause.base and re.search("年均|年平均", clause.text):
            clause = replace(clause, base=YEARLY)
        part, share = _parted(clause.matter) if figure.unit.endswith(("%", "‰")) and not clause.change else ("", "")
        if part:
            clause = replace(clause, matter=part, metric=share)
        subject, population, sure = _for_whom(clause.who, clause.matter), clause.who, True
        following = "" if clause.change else noun_after(tail, whole=clause.verb in _EVENTS and clause.empty)
        ranked = _is_rank(figure)
        milestone = _MILESTONE.match(tail) if clause.empty and previous else None
        if milestone:
            following = ""
        if ranked:
            subject, following = _before_rank(clause.matter), ""
            if previous and re.search("(?:考核|评比|评价|测评|排名)中$", subject) and "," not in gap:
                subject = previous.root  # 绿化在全省90个县考核中位列第一
            if subject in _RANKED_PART and previous:
                subject = previous.root or previous.label
                subject += "" if subject.endswith(clause.matter[:2]) else _before_rank(clause.matter)
        elif clause.matter in ("男", "女"):
            subject = clause.matter + "性人口"
        elif figure.unit in ("年", "届") and re.search("连续$", clause.text) and (event := _EVENT_AFTER.match(tail)):
            subject = (clause.matter if not clause.empty else "") + event["event"]
        elif following and re.search("(?:首批|在?全[国省市县区])$", clause.text):
            subject = following
        elif clause.part and re.search("(?:领域|方面|行业|系统|区域)$", clause.matter) and previous:
            subject = clause.matter + previous.subject
        elif (
            clause.part
            and previous
            and clause.matter in ("企业", "项目", "党员", "居民", "学生", "农户")
            and len(previous.subject) <= 10
            and not previous.subject.endswith(clause.matter)
        ):
            subject = f"{previous.subject}中{clause.matter}"
        elif following and _LISTED_BY.fullmatch(clause.matter):
            subject = clause.matter + following  # 市列32个重点项目
        elif figure.unit in _UNITS_ALONE:
            subject = figure.unit
        elif following and (
            (figure.unit == "次" and clause.text.endswith("至少")) or clause.text.endswith("等") or re.search("(?:区|县|市|境|镇|乡|村|园)内$|在用$", clause.matter)
        ):
            subject = following
        elif clause.compared and previous:
            subject = clause.matter if len(clause.matter) > 3 and "百分点" not in figure.unit else ""
        elif _SHARE_OF.match(clause.text) and previous:
            subject = ""
        elif previous and re.match(r"(?:及|周岁|岁)*以[上下]", clause.text) and _ends_at(previous, figure, gap):
            subject = previous.stated.spelled + clause.matter
        elif previous and re.fullmatch(r"\d+(?:\.\d+)?[万千百亿]*元以[上下]", clause.matter) and (noun := re.search("(?:项目|企业|工程)$", previous.subject)):
            subject = clause.matter + noun[0]
        elif clause.among and not clause.empty:
            subject = clause.matter + following
        elif (
            clause.empty or clause.ends_in_verb or (clause.text.endswith("的") and not clause.start) or figure.spelled.endswith("大") or (figure.unit in ("名", "位") and following)
        ):
            subject, population = self._following(figure, clause, following, tail, text)
        elif following and figure.unit == "年":
            subject = clause.matter + re.sub("全[国省市县区]$", "", following)
        if subject in ("时间", "时间内", "时间里"):
            subject = ""
        if subject in _VAGUE and clause.verb in CONTENT and clause.verb not in subject:
            subject = clause.verb + subject
        if not subject and not previous and clause.matter in ("项目", "任务") and clause.verb:
            subject = clause.verb + clause.matter
        if not subject and not previous and re.match("人均|户均|村均|亩均|月人均|年人均", clause.metric):
            subject = clause.metric
        if not subject and not previous and clause.metric.endswith("面积") and f"计划{clause.metric}" in clause.text:
            subject = f"计划{clause.metric}"
        if not subject and clause.metric and _stands_alone(clause.metric, bool(previous)):
            subject = clause.metric
        if previous and "元" in figure.unit and clause.empty:
            if _RAISED.fullmatch(clause.text):
                subject = clause.text
            elif (granted := _GRANTED.search(clause.text)) and granted[0] not in previous.subject and len(previous.subject) <= 18:
                subject = previous.subject + granted[0]
        elif previous and (stem := re.sub("(?:专项|补助)?(?:资金|经费)$", "", subject)) != subject and stem in previous.subject:
            subject = ""
        if "标准煤" in figure.unit and subject.endswith("消费量") and "能源" not in subject:
            subject = subject.removesuffix("消费量") + "能源消费量"
        if clause.funded:
            subject = following if not previous or tail.startswith("的") else ""
        if previous and subject and subject == clause.matter and gap.startswith(subject) and previous.subject.endswith(subject):
            subject = previous.subject  # 贷款31个子项目完成投资
        if clause.metric.startswith("对") and clause.matter:
            subject = clause.matter
        if clause.change and figure.unit == "%" and not clause.empty and subject == clause.matter:
            subject += _price_of(clause, figure)
        if previous and clause.change and "百分点" in figure.unit and _PULLS.match(subject):
            subject = re.sub("(?:总?产值|增加值|零售总?额|投资额)$", "", previous.root or previous.subject) + subject
        if previous and (of := _SUCH.fullmatch(clause.text)) and previous.unit == figure.unit:
            subject = of["which"] + previous.subject
        if previous and previous.unit != "%" and "亿" in figure.unit and clause.metric == "增加值" and clause.empty and (topic := _TOPIC.match(figure.sentence)):
            subject = topic["what"]
        if previous and clause.change and clause.matter + clause.metric in _WHOLE_SUM:
            subject = previous.subject + clause.matter + clause.metric
        against = _AGAINST.fullmatch(clause.text) if previous and "百分点" in figure.unit else None
        if against:
            subject = ""
        if previous and (turned := next(filter(None, (_counterpart(clause.matter or clause.text, one.subject) for one in reversed(out[-3:]))), "")):
            subject = turned
        if not previous and earlier and _CONTENT_ALONE.fullmatch(clause.text):
            matter = read_clause(earlier[-1], self.places).matter
            subject = clause.text + matter if 2 <= len(matter) <= 12 else subject
        if previous and clause.text in ("查处", "处分", "立案", "问责", "补录", "清退", "返贫") and figure.unit[-1:] in ("人", "户", "名"):
            subject = clause.text
        if previous and not subject and clause.empty and _CONTENT_ALONE.fullmatch(clause.text):
            bare = read_clause(previous.subject).matter
            bare = re.sub(r"^新", "", bare)
            subject = "" if clause.text in "".join(one.subject for one in out) else clause.text + re.sub("^(?:登记|维修|改造|新建|实施)", "", bare)
        if previous and subject and _UNDONE.fullmatch(subject) and clause.empty is False and not previous.subject.startswith(subject):
            subject += re.sub("^(?:建成|新建|完成)", "", read_clause(previous.subject).matter)
        if previous and clause.matter == "项目" and (stem := re.sub("(?:专项|补助)?(?:资金|经费)$", "", previous.subject)) != previous.subject:
            subject = stem + "项目"
        if earlier and _OF_ITS_WHOLE.match(subject) and not previous:
            subject = next((matter + subject for part in reversed(earlier) if 2 <= len(matter := read_clause(part, self.places).matter) <= 20), subject)
        elif previous and _OF_ITS_WHOLE.match(subject) and not clause.change:
            subject = _OF_ITS_WHOLE.sub("", previous.subject) + subject if _OF_ITS_WHOLE.search(previous.subject) else subject
        if (solved := next((found for found in _SOLVED.finditer(text) if found.start() < figure.start < found.start("what")), None)) and not clause.change:
            who = _SOLVED_FOR.match(text, figure.end)
            subject, population = f"解决{solved['what']}" + (f"的{who['who']}" if who and who.end() <= solved.end() else ""), ""
        content = clause.text if clause.empty and not subject and 2 <= len(clause.text) <= 4 else ""
        whole = next((one.subject for one in out if content and content in one.subject), "")
        inherited = not subject
        if whole:
            subject = whole[: whole.find(content) + len(content)]
        elif not subject:
            subject, population, sure = self._inherited(figure, clause, out, previous, earlier or [], text)
        elif previous is None or not clause.empty:
            self.group += 1
        if (stem := _GROUP_END.sub("", subject)) != subject and not population and len(stem) > 2 and stem in self.lexicon.by_word:
            subject, population = stem, subject
        if clause.change and clause.metric and subject == clause.matter and not (clause.compared and previous):
            subject += clause.metric
        metric = "排名" if ranked else self._metric(figure, clause)
        named = bool(clause.metric) and not clause.change and metric not in ("时长", "次数")
        if previous and inherited and subject.endswith("新增") and re.search("(?:达到?|突破)$", clause.text):
            subject = subject.removesuffix("新增")  # 新增面积4万亩,达到10万亩
        if previous and inherited and not clause.text and previous.metric in ("增幅", "降幅") and previous.unit == figure.unit:
            metric, named, subject = previous.metric, False, previous.subject
            clause = replace(clause, change=previous.change, base=previous.base)
        if milestone:
            metric, named = f"突破的{milestone['kind']}", True
        elif previous and inherited and previous.metric.startswith("突破的") and len(out) > 1 and _same_kind(figure, out[-2].stated):
            metric, named = out[-2].metric, out[-2].named
        elif part:
            metric, named = share, True
        elif previous and inherited and "百分点" in figure.unit and (against or clause.compared or re.match("高于|低于|快于|高出", clause.text)):
            metric, named = f"比{against['whom']}{against['how']}" if against else clause.text[:16], True
            subject = _pace_of(previous)
        elif clause.change and not (clause.compared or (previous and re.match("高于|低于|快于|高出", clause.text))):
            metric, named = "降幅" if clause.change == "下降" else "增幅", False
        elif previous and figure.unit == "%" and re.fullmatch("[、,和及]?", clause.text) and (done := _DONE_BY_SHARE.match(tail)):
            metric, named, subject = f"{done['done']}率", True, previous.subject
        elif previous and inherited and figure.unit == "%" and not clause.text.removeprefix("其中") and (used := _GOES_TO.match(tail)):
            metric, named = f"{used[0]}的比例", True
        elif previous and inherited and _SHARE_OF.match(clause.text):
            metric, named = _share(clause.text), True
        elif previous and not clause.metric and _same_kind(figure, previous.stated):
            joined = re.match("^[、和及与]", gap)
            if (inherited and (clause.compared or re.search("[达到至为]$", clause.text) or clause.start)) or (joined and previous.named):
                metric = previous.metric.removeprefix(FORMER)
                named = bool(previous.spoken) if metric != previous.metric else previous.named
        elif inherited and previous and previous.spoken and not clause.metric and "%" in figure.unit and previous.spoken.endswith(("率", "度", "比例")):
            metric, named = previous.spoken, True
        if clause.start and not re.search("上年|去年", clause.text):
            metric, named = f"{FORMER}{metric}", True
        if metric == "时长" and clause.metric and subject.startswith(clause.matter) and clause.metric not in subject:
            subject = clause.matter + clause.metric + subject[len(clause.matter) :]  # 单产连续5年创新高
        made = self._made(
            figure, subject, metric, clause, named=named, population=population, gap=gap, tail=text[figure.end : figure.end + 6], sure=sure, text=text, parent=previous
        )
        return replace(
            made,
            qualifier="" if milestone else made.qualifier,
            spoken=clause.metric,
            root=re.sub("在?全[国省市县区]$", "", clause.matter)
            if (clause.change and clause.metric and not inherited) or re.search("全[国省市县区]$", clause.text)
            else (previous.root if inherited and previous else subject if clause.funded else ""),
            per=made.per or (previous.per if previous and previous.metric == metric and inherited else ""),
        )

    def _following(self, figure: Stated, clause: Clause, following: str, tail: str, text: str) -> tuple[str, str]:
        """The subject where it stands after its figure, and the people whom it is for."""
        if "元" in figure.unit and clause.empty and (purpose := purpose_after(tail)):
            return purpose, ""
        after = read_clause(following) if following else Clause("")
        if after.empty and not after.metric and not (after.task and len(following) > 3):
            return ("" if clause.empty else clause.matter), ""
        subject, population = after.matter or following, ""
        if PLAIN_PEOPLE.fullmatch(subject) or re.search("(?:人|户|者|群众|学生|对象)$", subject):
            rest = text[figure.end :]
            if done := object_after(rest[rest.find(subject) + len(subject) :] if subject in rest else rest):
                subject, population = _for_whom(subject, done), subject
        if subject in _SOME_PLACES and (does := _DOES.match(tail, tail.find(subject) + len(subject))):
            subject = f"{does['does']}的{subject}"  # 9个社区成立…委员会
        if subject in ("举措", "措施", "政策措施", "具体举措") and (aim := re.match(r"[\u4e00-\u9fff“”]{4,20}(?=[,。;])", tail[tail.find(subject) + len(subject) :])):
            subject = aim[0] + subject
        if clause.ends_in_verb and not clause.empty and len(clause.matter) <= 8:
            subject = clause.matter + subject
        return subject, population

    def _inherited(self, figure: Stated, clause: Clause, out: list[Measured], previous: Measured | None, earlier: list[str], text: str) -> tuple[str, str, bool]:
        """The subject of a figure that names none: that of an earlier clause, of the figure before, of the sentence's label, of the heading."""
        for part in reversed(earlier):
            found = read_clause(part, self.places)
            matter = found.matter + (found.metric if found.metric in ("价格", "指数") or not found.matter else "")
            if len(matter) >= 3 and not found.empty and len(matter) <= 20 and not previous:
                self.group += 1
                return matter, "", True
        if previous:
            whole = previous.subject if previous.metric.startswith("占") else previous.label
            named = whole if clause.change and not previous.change else previous.subject if clause.change or "百分点" in figure.unit else previous.root or previous.subject
            return named, previous.population, previous.sure
        if out:
            return out[-1].subject, out[-1].population, False
        self.group += 1
        return self._topic(figure), "", False

    def _topic(self, figure: Stated) -> str:
        """What the sentence before, the label of the paragraph or the heading is about."""
        before = figure.paragraph.text[: figure.start]
        sentences = [part for part in re.split("[。;!?]", before)[:-1] if part.strip()]
        for sentence in reversed(sentences[-2:]):
            label = re.sub(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.、])", "", sentence.strip())
            for part in reversed(_SEPARATED.split(label)):
                found = read_clause(part, self.places)
                matter = found.matter
                if stands := _STATEMENT.fullmatch(matter):
                    matter = "" if stands["titled"] else stands["what"]
                if not found.empty and 3 <= len(matter) <= 18 and not re.search(r"\d", matter):
                    return matter
        title = self.published.sections[figure.section].title.split(" ")[-1]
        heading = re.sub(r"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|第[一二三四五六七八九十\d]+[章节部分篇]+)", "", title)
        found = read_clause(re.split("[,:]", heading)[-1], self.places)
        return (found.matter or heading or self.published.title)[:20]

    def _metric(self, figure: Stated, clause: Clause) -> str:
        unit = figure.unit
        if clause.metric and unit not in ("年", "届") and clause.metric not in ("资金总额", "总额", "金额", "总金额", "数量", "总数", "总人数", "总户数"):
            metric = clause.metric
            rate = re.search("率$|比例$|占比$|比重$|(?<!浓)度$|覆盖面$|速$|幅$", metric)
            if bool(rate) == unit.endswith(("%", "‰", "百分点")) or unit in ("", "分"):
                return _PLAINER.get(metric, metric)
        if clause.task and unit.endswith("%"):
            return "完成率"
        if unit.endswith(("%", "‰", "成")):
            return "比例"
        if "百分点" in unit:
            return "增幅"
        if clause.per and "元" in unit:
            return "标准"
        bare = plain_unit(unit).lstrip("万亿千百十")
        for units, metric in _BY_UNIT:
            if bare in units or (metric == "金额" and ("元" in bare.split("/")[0])) or (not bare and "亿" in unit and metric == "金额"):
                return metric
        if not bare and re.search("金|款|费|支出|收入|税|投资|产值|资助|补贴", clause.text):
            return "金额"
        return "个数" if bare and bare[0] in "个家座处所间项条种类套栋台辆件份支笔宗" else "数量"

    def _made(
        self,
        figure: Stated,
        subject: str,
        metric: str,
        clause: Clause,
        *,
        named: bool,
        population: str = "",
        gap: str = "",
        tail: str = "",
        period: str = "",
        sure: bool = True,
        text: str = "",
        parent: Measured | None = None,
    ) -> Measured:
        planned = self._planned(figure, text)
        if not period:
            period = self._period(figure, gap, clause, planned)
        qualifier = _qualifier(clause.text, gap, tail, figure)
        if parent and _PART_ONLY.fullmatch(subject) and parent.subject not in subject and len(parent.subject) <= 10:
            subject = parent.subject + subject
        return Measured(figure, subject, metric, population, qualifier, period, named, clause.verb, clause.change, clause.base, clause.per, self.group, planned, sure)

    def _planned(self, figure: Stated, text: str) -> bool:
        title = self.published.sections[figure.section].title
        years = [int(year) for year in re.findall(r"(20\d\d)年", figure.sentence[: max(0, figure.sentence.find(figure.spelled))])]
        if years and self.origin.year and years[-1] > self.origin.year:
            return True
        if not years and self.origin.year and self._year_above(figure.section) > self.origin.year:
            return True
        return bool(
            _PLANS.search(title)
            and not re.search(r"完成情况|执行情况|回顾|开展情况|推进情况|落实情况|以来", title)
            and (self.origin.plans or re.search("打算|下一步|下步|明年|展望|目标", title))
        )

    def _year_of(self, figure: Stated) -> str:
        """The year before the report's own that an earlier sentence of the paragraph begins with: it goes on until another time is told."""
        for sentence in reversed(re.split("[。;]", figure.paragraph.text[: figure.start])):
            if begun := _BEGINS_IN.match(sentence):
                return begun["year"] if int(begun["year"]) < self.origin.year else ""
            if _SINCE_THEN.search(sentence):
                break
        return ""

    def _year_above(self, section: int) -> int:
        """The latest year that the section's title names, or else that of the last widest heading before it that names one: what follows
        二、2022年工作要求 is of 2022 too. 0 where none does."""
        titles = [self.published.sections[section].title, *(one.title for one in reversed(self.published.sections[:section]) if " " not in one.title)]
        named = (re.findall(r"(20\d\d)年", title) for title in titles)
        return next((max(map(int, years)) for years in named if years), 0)

    def _period(self, figure: Stated, gap: str, clause: Clause, planned: bool) -> str:
        year = self.origin.plans or self.origin.year + 1 if planned else self.origin.year
        if clause.start and re.search("上年|去年", clause.text):
            return str(year - 1)
        near = folded(figure.paragraph.text[max(0, figure.start - 160) : figure.start])
        near = re.sub(r"\([^()]*\)", "", re.split("[。;]", near)[-1])  # a year told in brackets is of what stands there
        if now := re.search("(?:截至)?目前", near):
            near = near[now.end() :]
        found = [period for period in periods(near) if period.tokens and period.tokens[0][0] == "Y" and not re.search(r"(?:比|较)$", near[: period.start])]
        terms = [token for period in periods(near) for token in period.tokens if token[0] in "TQ"]
        told = found[-1].tokens[0][1:] if found else self._year_of(figure) or str(year)
        if found and re.fullmatch(r"\d{4}", told) and int(told) < year and re.search(r"自$", near[: found[-1].start]) and re.match("[^,]{0,20}以来", near[found[-1].end :]):
            told = f"{told}-{year}"
        if terms and "-" not in told:
            return f"{told}{terms[-1][1:]}学期" if terms[-1][0] == "T" else f"{told}第{'一二三四'[int(terms[-1][1]) - 1]}季度"
        return told + self.origin.period if told == str(self.origin.year) and not planned else told


#: A year that a sentence begins with, and what ends its reach.
_BEGINS_IN = re.compile(r"\W*(?P<year>(?:19|20)\d\d)年(?!以来|起|[至到—~-])")
_SINCE_THEN = re.compile("目前|现在|如今|今年|截至|以来|至今")
#: Pulls up the growth of a whole.
_PULLS = re.compile("(?:拉动|带动|支撑|推动|影响)")
#: How many of those counted before are such: 产量同比增长的有45种.
_SUCH = re.compile("(?:其中,?)?(?P<which>[\u4e00-\u9fff]{2,12}的)(?:共有?|已?有|达到?|为)")
_GROWN = re.compile("(?P<what>产量|产值|销量|销售额|价格|投资|增加值)(?:同比)?(?:增长|下降|上涨)的")
#: The trade that a sentence is about: 设施农业发展步伐加快.
_TOPIC = re.compile(
    "(?:今年以来|年初以来|全年|[前一二三四第]+季度|上半年|,)*(?P<what>[\u4e00-\u9fff]{1,8}?(?:农业|渔业|林业|畜牧业|养殖业|种植业|工业|建筑业|服务业|旅游业|物流业|产业|经济))(?:生产|发展|建设|步伐|稳步|持续|不断|保持|平稳|快速)"
)
_GREW_MOST = re.compile("(?:[增降]幅|增[速长]|涨幅)(?:较[大快高]|居前|靠前|最[大快高])")


#: Where a price index is told of its parts: 从消费品价格看, …价格上涨2%,其中.
_PRICES = re.compile("(?P<kind>(?:出厂|购进|零售|销售)?价格)(?:[^,。;]{0,6}看,|[^;]*?[,。]其中)")


def _price_of(clause: Clause, figure: Stated) -> str:
    """价格 for the parts of a price index, which only name what is bought: 食品烟酒上涨1%; "" elsewhere."""
    if clause.metric or re.search("价", clause.matter) or _COMPLETE.search(clause.matter) or not re.search("涨|下降|下跌|上升|降低|回落", clause.text):
        return ""
    sentences = re.split("(?<=[。!?;])", figure.paragraph.text[: figure.start])
    near = sentences[-1] if not sentences[-1].strip().startswith("其中") else "".join(sentences[-2:])
    found = list(_PRICES.finditer(near))
    return found[-1]["kind"] if found else ""


def _of_owner(gap: str, lead: str, figure: Stated, out: list[Measured]) -> str:
    """The clause of a figure in brackets, which tell how much what stands before them grew: 汽车增长 for 汽车(增长35%); other clauses as they are."""
    before, opened, inside = gap.rpartition("(")
    item = re.split("[、,;。:)]", before)[-1]
    if not opened or ")" in inside or (out and item == before):
        return lead
    near = re.split("[。;]", figure.paragraph.text[: figure.start])[-1]
    grew = _GREW_MOST.search(near) if not inside and figure.unit == "%" else None
    if not (grew or (inside and read_clause(inside).empty)):
        return lead
    what = next((found["what"] for one in reversed(out) if (found := _GROWN.match(one.subject))), "")
    item = re.sub("^.*(?:的有|包括|主要有|分别是|依次为)", "", item)
    return item + what + (inside or ("下降" if grew and grew[0].startswith("降") else "增长")) if item else lead


#: By how much what was told before rose.
_RISEN = re.compile("(?:净|共|约|又)*(?P<verb>增加|扩大|提升|减少|缩减)(?:了|约|近)*")
#: What stands between the things of a list and 分别.
_COMPARED = re.compile("(?:,|同比|环比|年均|(?:比|较)(?:上年|去年)(?:同期|末)?|增长|增幅|增速|下降|降幅|达到?|完成|实现)+$")
#: What all things of a list did, before it is told how much each: 均实现快速增长.
_ALL_DID = re.compile("(?:均|都|双双)[\u4e00-\u9fff]{2,12}$")
#: 增长分别为 for 分别增长.
_SAID_BEFORE = re.compile("(?P<change>增长|增幅|增速|下降|降幅)分别(?:为|是|达到?)$")
_YEARS = re.compile(r"(?P<years>(?:(?:19|20)\d\d年?[、和与及])+(?:19|20)\d\d年)(?P<what>.+)$")
#: What is an amount or a rate by itself and lacks no word of the next in its list.
_COMPLETE = re.compile("(?:GDP|总值|总额|收入|支出|投资|存款|贷款|余额|产值|增加值|税|费|[率额量数]|比重|面积|[A-Za-z])$")


def _run(figures: tuple[Stated, ...], number: int) -> int:
    """How many figures stand in one list, from one on."""
    text, run = figures[0].paragraph.text, 1
    while number + run < len(figures) and re.fullmatch(r"[、,和与及 ]{0,2}", text[figures[number + run - 1].end : figures[number + run].start]):
        run += 1
    return run


def _of_years(lead: str, run: int) -> tuple[list[str], str]:
    """The years of 2015和2016年增速分别为, where there are as many as figures, and what is said of them."""
    found = _YEARS.search(lead)
    years = re.findall(r"(?:19|20)\d\d", found["years"]) if found else []
    return (years, found["what"].removeprefix("同期")) if found and len(years) == run > 1 else ([], "")


def _told_together(out: list[Measured], run: int) -> bool:
    """True where so many figures of different things were just told in one list."""
    last = out[-run:]
    text = last[0].stated.paragraph.text if last else ""
    joined = all(re.fullmatch("[、和与及]", text[one.stated.end : other.stated.start]) for one, other in pairwise(last))
    return joined and len({one.label for one in last}) == run


def _listed(named: str, run: int) -> list[str]:
    """The things of A、B和C, as many as there are figures; a 和 inside of one stays (酒和饮料制造业), [] where they do not come out even."""
    items = [item for item in named.split("、") if item]
    while len(items) < run:
        cuts = [(at, found) for at, item in enumerate(items) for found in re.finditer("以及|[和与及]", item) if found.start() > 0 and found.end() < len(item)]
        if not cuts:
            return []
        alike = [cut for cut in cuts if cut[1].string[cut[1].start() - 1] == cut[1].string[-1]]
        at, found = (alike or cuts)[-1]
        items[at : at + 1] = [found.string[: found.start()], found.string[found.end() :]]
    return items if len(items) == run else []


def _lent(items: list[str]) -> list[str]:
    """The things of a list, each with the words that only the last has: 城镇、农村居民人均可支配收入."""
    last = items[-1]
    ends = set(accumulate(map(len, words_of(last))))
    metric = read_clause(last).metric or next((turn for turn in _TURNS if last.endswith(turn)), "")
    out = []
    for item in items[:-1]:
        if item[-1] == last[-1] or _COMPLETE.search(item):
            out.append(item)
        elif len(item) > 2 and (at := last.rfind(item[-2:])) > 0:
            out.append(item + last[at + 2 :])  # 养老保险、职工医疗保险参保人数
        elif len(item) < len(last) and (len(item) in ends or item[0] == last[0] or (len(item) > 1 and len(words_of(item)) == len(words_of(last[: len(item)])) == 1)):
            out.append(item + last[len(item) :])
        else:
            out.append(item + metric if metric != last and last.endswith(metric) else item)
    return [*out, last]


def _heads(items: list[str]) -> list[str]:
    """What the first of a list says for those that name only a measure: 规上工业总产值、利润."""
    first = read_clause(items[0]) if items else Clause("")
    head = items[0][: items[0].rfind(first.metric)] if first.metric and not first.empty else ""
    out = [""]
    for item in items[1:]:
        longer = items[0][: -len(item)] if item[-1] == items[0][-1] and (item in _NUMBERS or (first.empty and item.endswith("率"))) else ""  # 项目开工率、完工率
        out.append((head or longer) if item in _NUMBERS or ((found := read_clause(item)).metric and found.empty) else "")
    return out


def _town_and_country(found: list[Measured], text: str) -> list[Measured]:
    """城乡居民…为2万元和1万元: the first of two joined figures is of the towns, the second of the country."""
    out = list(found)
    for at in range(len(out) - 1):
        first, second = out[at], out[at + 1]
        joined = re.fullmatch("[、和与及]", text[first.stated.end : second.stated.start])
        if joined and first.unit == second.unit and first.subject == second.subject and (both := re.search("城乡(?P<whose>居民)?", first.subject)):
            town = "城镇" if both["whose"] else "城市"
            out[at] = replace(first, subject=first.subject.replace("城乡", town), root="")
            out[at + 1] = replace(second, subject=second.subject.replace("城乡", "农村"), root="")
    return out


def _for_whom(who: str, done: str) -> str:
    """What is done with the people whom it is for: 困难残疾人生活补贴."""
    return done if not who or PLAIN_PEOPLE.fullmatch(who) or who in done or len(who + done) > 16 else who + done


#: What says only that something was counted: 信访批次和人次.
_NUMBERS = frozenset(("人次", "批次", "件次", "起次", "人数", "起数", "件数", "户数"))
#: A measure of the whole that is no thing of its own.
_WHOLE_SUM = frozenset(("现价总量", "现价", "总量", "总额", "总数", "绝对额"))
#: 比同期增速高0.8个百分点.
_AGAINST = re.compile(r"(?:并|且|增速|增幅|涨幅)?(?:比|较)(?P<whom>[\u4e00-\u9fff\d]{2,12}?)(?:增速|增幅|涨幅|水平)?(?P<how>(?<!提)高|(?<!降)低|(?<!加)快|(?<!放)慢|高出)")


def _pace_of(one: Measured) -> str:
    """What is set against another place or time: the growth of what grew, else the rate itself."""
    if one.subject.endswith(("增速", "增幅")):
        return one.subject
    return one.subject + "增速" if one.metric in ("增幅", "降幅") else one.label


#: Whose list or level something is of: 市列, 省定.
_LISTED_BY = re.compile("[国部省市县区镇][列定级属管]")
#: A round figure that was passed on the way to the one told next: 突破1000万亩大关,达到….
_MILESTONE = re.compile("(?P<kind>大关|关口|台阶|门槛),?(?:达到?|实现|完成|为)")
#: Places that say nothing without what they did.
_SOME_PLACES = frozenset(("社区", "村", "行政村", "乡镇", "镇街", "街道", "学校", "医院", "企业", "单位", "小区", "园区"))
_DOES = re.compile("(?:全部|均|都|已)*(?P<does>(?:成立|建立|设立|建有|配备|开设|开通)[\u4e00-\u9fff“”]{2,14})(?=[,。;])")
#: What was solved for how many: 解决了5万人和2万学生的饮水问题.
_SOLVED = re.compile("解决了?(?=[^,。;]*?[\\d一二三四五六七八九十百千万])[^,。;]*?(?:的|(?<=[人户口]))(?P<what>[\u4e00-\u9fff]{2,10}(?:问题|难题|困难))")
_SOLVED_FOR = re.compile("(?P<who>[\u4e00-\u9fff]{2,8}?)(?=[和、与及的])")
#: What tells how a matter stands and names no other: 社会事业全面进步, 甲县被评为….
_STATEMENT = re.compile(
    "(?P<what>[\u4e00-\u9fff]{2,14}?)(?:(?:持续|不断|全面|稳步|进一步|明显|显著|得到|取得|保持|扎实|深入|有序|顺利|日益|更加|逐步|大幅)[\u4e00-\u9fff]{2,8}|(?P<titled>被?(?:评为|确定为|列为|授予|命名为)|荣获|获评|获批).+)"
)
#: What stands between a size and how many are of it.
_OF_SIZE = re.compile(r"(?:以上|以下)?的?(?P<noun>[\u4e00-\u9fff]{0,4}(?:项目|企业|工程|商户|村))")
_RAISED = re.compile("(?:统筹)?(?:整合|争取|筹集|募集|筹措)[\u4e00-\u9fff]{0,6}资金")
_GRANTED = re.compile("(?:奖补|补助|补贴|奖励)资金$")
_RANKED_PART = frozenset(("增速", "增幅", "总量", "排名", "增长"))
#: Units that are what they count: 5镇10乡.
_UNITS_ALONE = frozenset(("镇", "乡", "街道", "乡镇"))
_MONEY_PER_HEAD = re.compile("(?:可支配|纯)?(?:年|月)?收入|增收|补助|补贴|发放|领取|消费|支出|分红|资助|奖励|保费|筹资")
#: What is said of the same animals one after the other, and words that a list leaves out after its first item.
_TURNS = {"出栏": "存栏", "出笼": "存笼", "存栏": "出栏", "存笼": "出笼"}
_PAIRS = {**_TURNS, "收入": "支出", "支出": "收入", "存款": "贷款", "贷款": "存款"}


def _stands_alone(metric: str, follows: bool) -> bool:
    """True for a measure that says by itself what it is of: 人均耕地, 年均降水量, 空气质量优良率."""
    if metric.endswith(OWN_RATES):
        return True
    per = re.match("(?:月人均|年人均|人均|户均|村均|亩均|日均|年均|平均)(?P<of>.{2,})", metric)
    if per:
        return not _MONEY_PER_HEAD.match(per["of"])
    return not follows and len(metric) >= 5


def _counterpart(matter: str, before: str) -> str:
    """生猪出栏 after 生猪存栏; 财政支出 after 财政收入; 创建省级森林村庄 after 创建省级森林城镇."""
    if (other := _PAIRS.get(matter)) and before.endswith(other):
        return before.removesuffix(other) + matter
    kinds = ("城镇", "村庄", "社区", "乡镇", "县城", "集镇")
    if matter in kinds and len(before) >= 6 and before[-2:] in kinds:
        return before[:-2] + matter
    return ""


#: Work named without what it is done to: 新开工145条.
_UNDONE = re.compile("新(?:开工|点火|签约|投产|竣工|入库|建成|供应|完成)|供应|交付")
#: What is only a part of the matter before it: 整体办理时限, 8个方面.
_OF_ITS_WHOLE = re.compile("(?:整体|总体|平均)(?=..)|(?:具体)?(?:方面|领域|举措|措施|任务|条款|内容|应用场景)$")
_EVENT_AFTER = re.compile(r"(?:实现|荣获|获得?|保持|位居|居|蝉联)*(?!全[国省市县区](?:第|$))(?P<event>[^,。;:()?!\d]{2,24})")
#: What was done with the share that stands before it: 100%签约.
_DONE_BY_SHARE = re.compile("(?P<done>签约|拆迁|拆除|覆盖|达标|完成|办结|满意|普及|入户|整改|落实|兑现|开工|竣工|安置|化解)(?=[,、。;]|$)")
#: Nouns that say nothing without what was done to them.
_VAGUE = frozenset(("案件", "事项", "项目", "任务", "问题", "纠纷", "小区", "点位"))
_GOES_TO = re.compile("(?:投向|用于|流向|来自)[\u4e00-\u9fff]{2,16}")


def _parted(matter: str) -> tuple[str, str]:
    """The part and its share of a whole: 教育支出 and 占一般公共预算支出的比例."""
    found = re.fullmatch(r"(?P<part>[\u4e00-\u9fffA-Z]{2,}?)(?P<share>占(?!比|地|用|有|道)[\u4e00-\u9fffA-Z]{2,}?)的?", matter)
    return (found["part"], _share(found["share"])) if found else ("", "")


def _share(text: str) -> str:
    """A share of a whole by its name: 占农业总产值的比重 for 占农业总产值的比重预计达到."""
    found = re.match(r"(?P<of>占.*?)的?(?P<name>比重|比例|份额)?(?:预计?|计|已|将|分别|提高|上升|下降|降低|增加)*(?:达到?|为|到|至|约|超过?|近|的| )*$", text)
    return f"{found['of']}的{found['name'] or '比例'}" if found else f"{text}的比例"


_SHARE_OF = re.compile("占(?!比|地)")
_CONTENT_ALONE = re.compile("取缔|查处|整改提升|关停|注销|维修养护|维修|养护|改造|清退|退出|办结|化解|整改|竣工|开工|投产|拆除|治理|管护")
#: A part that has no name without its whole.
_PART_ONLY = re.compile(
    "县内|县外|省内|省外|市内|市外|省内县外|公办|民办|公立|私立|城镇|农村|乡村|城市|女性|男性|小学|初中|高中|中学|新增|集中|分散|本级|市级|县级|省级|国家级|其他"
)


def _ends_at(previous: Measured, figure: Stated, gap: str) -> bool:
    return previous.stated.paragraph is figure.paragraph and "," not in gap


def _is_rank(figure: Stated) -> bool:
    return figure.spelled.startswith("第") or figure.spelled in ("首位", "之首", "榜首")


def _before_rank(matter: str) -> str:
    """What is ranked: 人居环境整治 in 人居环境整治位居全市."""
    return re.sub(r"在?(?:暂|稳|位|连续)?(?:居|列|位列|排名?|保持|获|荣获)?(?:全[国省市县区])?[县市区]*$", "", matter)


def _same_kind(figure: Stated, other: Stated) -> bool:
    return figure.unit.lstrip("万亿") == other.unit.lstrip("万亿")


_EVENTS = frozenset(("开展", "举办", "承办", "举行", "召开", "组织开展", "实施", "完成", "推进"))


def _qualifier(lead: str, gap: str, tail: str, figure: Stated) -> str:
    """The qualifier that the words around a figure ask for, or ""."""
    close = lead.rstrip(" ")
    loose = re.search("[余多]", figure.spelled)
    if re.search(r"(?:不低于|不少于|不高于|不超过|高于国家).{0,8}$", close) and re.search(
        r"要求|考核|标准|规定", tail + figure.sentence[figure.sentence.find(figure.spelled) :][:14]
    ):
        return "国家要求"
    if loose or re.match(r"(?:以上|余|多)", tail) or re.search(_AT_LEAST.replace("|达)", ")"), close):
        return "至少"
    if re.match(r"(?:以内|之内|以下)", tail) or re.search(_AT_MOST, close):
        return "至多"
    if re.match(r"(?:左右|上下)", tail) or re.search(_ABOUT, close):
        return "约"
    if "其中" in gap[-30:]:
        return "其中"
    if re.search(r"新增|净增|新(?:建|改|开|招|引进|培育|认定|纳入|识别)", close):
        return "新增"
    if "累计" in close:
        return "累计"
    return "每年" if re.search("(?<!每[人户生村])每年", close) else ""
