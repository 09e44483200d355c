"""A phrasing: how people may ask for a measured figure, and how the answer may say it, in the words of the lexicon."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.knowledge.lexicon import Lexicon
from bot.knowledge.printed import plainly
from bot.language.measures import plain_unit
from bot.language.text import key, normalise
from bot.language.words import words_of
from bot.upkeep.blank import blanked
from bot.upkeep.clause import CONTENT
from bot.upkeep.measured import FORMER, YEARLY, Measured
from bot.upkeep.origin import Origin

_AMOUNT_END = re.compile(r"(?:总值|总额|收入|支出|投资|产值|税收|余额|增加值|价格|电价|标准|补贴标准|利润|存款|贷款余额|税|税费|能耗|[\u4e00-\u9fff]额)$")
#: Measures that are told as they are and not counted: 消费量是…, 能耗是….
_MEASURE_END = re.compile("(?:消费量|用量|排放量|能耗|强度|密度|浓度|天数)$")
_SPENT = frozenset(("发放", "投入", "拨付", "下达", "安排", "支付", "兑现", "支出", "筹集", "争取", "落实", "补助", "资助", "报销", "理赔", "减免", "配套", "打卡发放", "累计发放"))
_DONE = frozenset(
    (
        "新建",
        "建成",
        "改建",
        "扩建",
        "完成",
        "开展",
        "举办",
        "组建",
        "发放",
        "引进",
        "培育",
        "新增",
        "净增",
        "创建",
        "办理",
        "实施",
        "流转",
        "组织",
        "开工",
        "竣工",
        "续建",
        "建设",
        "打造",
        "培训",
        "设立",
        "建立",
    )
)
_COUNTED = frozenset(("人数", "户数", "人次", "个数", "次数", "数量"))
_SIZES = {"面积": "多大", "长度": "多长", "重量": "多重", "时长": "多久"}
_MOST, _FEWEST = 10, 5


@dataclass(frozen=True)
class Asked:
    """A standard question, other phrasings of it, and a short answer."""

    question: str
    similar: tuple[str, ...]
    answer: str


class Phrasebook:
    """Makes questions and answers for one report; no phrasing is given twice."""

    def __init__(self, origin: Origin, lexicon: Lexicon, subjects: Iterable[str] = ()) -> None:
        self.origin, self.lexicon = origin, lexicon
        self.subjects = frozenset(subjects)
        self.place = origin.place or ""
        self.wide = f"全{self.place[-1]}" if self.place and self.place[-1] in "省市县区镇乡" else "全部"
        self.used: set[str] = set()

    def asked(self, one: Measured, companion: Measured | None) -> Asked:
        """The question for a figure, its phrasings and its answer; `companion` is the figure that the answer tells along with it."""
        forms = list(self._forms(one))
        if not one.planned and (year := re.fullmatch(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", one.period)) and self.origin.year and year[0] != str(self.origin.year):
            told = f"{one.period.replace('-', '至')}年"  # of another year than the report: said in each question
            forms = [f"{told}{form.removeprefix(self.place) if self.place else form}".replace(f"{told}{told}", told) for form in forms]
            forms = [form.replace(FORMER, "") for form in forms]
            if (noun := words_of(one.subject)[-1]) != one.subject and len(noun) > 1:
                forms[2:2] = [form.replace(one.subject, noun) for form in forms[:2] if one.subject in form]
        if companion and companion.metric.startswith(FORMER):
            forms[1:1] = [f"{one.label}从多少变到多少", f"原来{one.label}是多少"]
        question = self._standard(forms[0], one)
        if one.planned:
            forms = [forms[0], *(f"{ahead}{form}" for form in forms[1:4] for ahead in ("计划", "明年", "打算"))]
        forms[1:] = [form.translate(_UNQUOTED) for form in forms[1:]]
        if "“" in one.subject:
            forms[1:1] = [forms[0].translate(_UNQUOTED)]
        similar = list(self.fresh([*forms[1:8], *self._with_synonyms(one, forms), *self._backwards(one)]))[:_MOST]
        if len(similar) < _FEWEST:
            shown = one.stated.shown
            similar += self.fresh([f"{shown}是什么数", f"报告里的{shown}指什么", f"{one.subject}{shown}说的是啥", f"{one.verb}{one.subject}怎么样", f"{shown}是哪方面的"])
        similar = [*similar[:_MOST], *self.fresh([blanked(one.stated, "" if one.unit.startswith("%") else _counted_in(one.unit)).translate(_UNQUOTED)])]
        return Asked(question, tuple(similar), self.answer(one, companion))

    def fresh(self, phrasings: Iterable[str]) -> Iterator[str]:
        """Those that were not given before."""
        for phrasing in phrasings:
            if (same := key(normalise(phrasing))) and same not in self.used and len(phrasing) <= 60:
                self.used.add(same)
                yield phrasing

    def _standard(self, question: str, one: Measured) -> str:
        """The question, made different from those before by what tells the figure apart."""
        told = [question]
        if one.population and one.population not in question:
            told.append(f"{one.population}的{question}")
        if one.qualifier in ("新增", "累计", "其中", "每年"):
            told.append(f"{one.qualifier}的{question}")
        told += [
            question if question.startswith(one.period) else f"{one.period}年{question}",
            f"{one.verb}的{question}" if one.verb else question,
            f"{question[:-1]}({one.stated.shown})?",
            f"第{one.stated.section}节的{question[:-1]}({one.stated.shown},第{one.stated.paragraph.line}行)?",
        ]
        return next(self.fresh(told), question)

    @staticmethod
    def _livestock(subject: str, unit: str) -> Iterator[str]:
        """How people ask for 生猪存栏 and 生猪出栏."""
        found = re.fullmatch("(?P<kind>[\u4e00-\u9fff]{1,6}?)(?P<done>存栏|存笼|出栏|出笼)(?:量|数)?", subject)
        if not found:
            return
        kinds = list(dict.fromkeys((found["kind"], found["kind"].removeprefix("生").removeprefix("肉"))))
        for kind in reversed(kinds):
            if found["done"].startswith("存"):
                yield from (f"养了多少{unit}{kind}", f"{kind}养了多少{unit}", f"现在有多少{unit}{kind}", f"{kind}存栏量")
            else:
                yield from (f"卖了多少{unit}{kind}", f"{kind}出栏量", f"{kind}卖了多少{unit}", f"一年出栏多少{unit}{kind}")

    def _forms(self, one: Measured) -> Iterator[str]:
        """Ways to ask, the most formal first."""
        subject, unit, metric = one.subject, _counted_in(one.unit), one.metric
        when = f"{self.origin.plans}年" if one.planned and self.origin.plans else ""
        aim = "计划" if one.planned else ""
        if metric == "排名":
            yield from (f"{subject}排第几?", f"{subject}排名第几", f"{subject}在全市排多少名", f"{subject}的名次", f"{subject}位居第几", f"{subject}排名")
        elif metric in ("增幅", "降幅"):
            down = metric == "降幅"
            rate = "降幅" if down else "增速"
            fell = _fell(one)
            text = one.stated.paragraph.text[: one.stated.start]
            turned = found[1] if (found := _TURNED.search(text)) else ""
            yield from (
                f"{when}{subject}年均{fell}多少?" if one.base == YEARLY else f"{when}{subject}{fell}了多少?",
                f"{subject}{'降幅' if down else '增幅'}",
                *((f"{subject}{turned}了多少", f"{subject}{turned}比例") if turned else ()),
                f"{subject}{fell}多少",
                *((f"{subject}{rate}是多少", f"{subject}比上年{'少' if down else '多'}了多少") if _is_share(unit) else (f"{subject}{'少' if down else '多'}了多少",)),
            )
            yield from (
                f"{subject}{'降' if down else '涨'}了多少",
                f"{self.place}{subject}{'年均' if one.base == YEARLY else '同比' if one.base or _is_share(unit) else ''}{fell}多少",
                f"{subject}{fell}百分之几" if "%" in unit else f"{subject}{fell}几{unit}",
            )
        elif one.named and _SET_AGAINST.match(one.metric):
            label = one.label
            yield from (f"{when}{label}多少?", label, f"{label}了多少", f"{label}几个百分点", f"{self.place}{label}多少个百分点", f"{label}多少百分点")
        elif one.named:
            label = one.label
            if metric in ("总量", "总数"):
                count = _counted_in(one.unit)
                yield from (f"{label}是多少?", label, f"{subject}累计多少{count}", f"{subject}总共有多少{count}", f"{subject}累计达到多少{count}")
            if "人均" in metric and "收入" in metric:
                yield f"{when}{aim}{label}是多少?"
                yield from (f"{subject}人均收入多少", f"{subject}一年收入多少", f"{subject}平均每人挣多少钱")
            yield f"{when}{aim}{label}是多少?"
            if "投资" in metric:
                yield from (f"{subject}投了多少钱", f"{subject}投资额")
            yield from (
                label,
                f"{label}多少",
                f"{self.place}{label}达到多少",
                f"{self.wide}{label}有多少",
                f"{label}是百分之几" if "%" in unit else f"{label}多少{unit}",
                f"{label}有多大" if "面积" in metric else f"{label}有多高" if re.search("率|[度比价]|收入|标准|水平|速", metric) else f"{label}的数字",
            )
        elif unit in ("%", "‰", "成") or "%" in unit:
            what = metric if metric != "比例" else "占比"
            yield from (
                f"{when}{subject}{what}是多少?",
                f"{subject}{metric}",
                f"{subject}占百分之几",
                f"{subject}达到百分之多少",
                f"{self.place}{subject}{what}多少",
                f"{subject}的比例是多少",
                f"{subject}占多少",
            )
        elif one.unit.startswith(":"):
            yield from (f"{when}{subject}是多少?", subject, f"{subject}多少", f"{self.place}{subject}是几比几", f"{subject}情况", f"{subject}怎么样")
        elif metric in ("金额", "标准"):
            yield from self._money(one, subject, when, aim)
        else:
            yield from self._counts(one, subject, unit, metric, when, aim)

    def _money(self, one: Measured, subject: str, when: str, aim: str) -> Iterator[str]:
        measure = one.unit
        if one.metric == "标准":
            per = one.per or "每人"
            yield from (
                f"{when}{subject}标准是多少?",
                f"{subject}标准",
                f"{subject}{per}多少钱",
                f"{subject}一个人能拿多少钱",
                f"{self.place}{subject}发多少钱",
                f"{subject}{per}多少元",
            )
        elif _AMOUNT_END.search(subject):
            yield from (
                f"{when}{aim}{subject}是多少?",
                subject,
                f"{subject}多少",
                f"{self.place}{subject}有多少",
                f"{self.wide}{subject}多少{measure}",
                f"{subject}达到多少",
                f"{subject}金额是多少",
            )
        else:
            verb = one.verb if one.verb in _SPENT else "投入" if re.search("建设|工程|改造|项目|中心|管护", subject) else ""
            first = f"{when}{aim}{subject}{verb}了多少钱?" if verb and not aim else f"{when}{aim}{subject}的金额是多少?"
            yield from (
                first,
                f"{one.verb}了多少{subject}" if one.verb and re.search("[金款贷券费助贴]$|款物$", subject) else f"{subject}有多少",
                f"{subject}金额",
                f"{subject}多少钱",
                f"{subject}{verb}多少资金",
                f"{subject}一共多少{measure}",
                *((f"{self.place}{subject}花了多少钱", f"{subject}用了多少资金") if verb else ()),
                f"{self.wide}{subject}{verb}多少钱",
                f"{subject}总共几{measure}",
            )

    def _counts(self, one: Measured, subject: str, unit: str, metric: str, when: str, aim: str) -> Iterator[str]:
        if subject == unit:
            yield from (
                f"{self.place}有多少个{subject}?",
                f"{self.place}下辖几个{subject}",
                f"{self.wide}几个{subject}",
                f"{subject}有几个",
                f"{subject}的数量",
                f"一共多少个{subject}",
            )
            return
        done = one.verb if one.verb in _DONE and one.verb not in subject else ""
        if (_MEASURE_END.search(subject) or "/" in unit) and not done:
            yield f"{when}{aim}{subject}是多少?"
            yield from (subject, f"{subject}多少", f"{self.place}{subject}有多少", f"{subject}多少{unit}", f"{subject}达到多少", f"{self.wide}{subject}多少")
            return
        first = f"{when}{aim}{done}{subject}多少{unit}?" if done else f"{when}{aim}{subject}有多少{unit}?"
        yield first
        if crossed := re.fullmatch(r"(?P<row>[^()]+)\((?P<column>[^()]+)\)", subject):  # a cell of a table
            yield f"{crossed['column']}的{crossed['row']}有多少{unit}"
            yield f"{crossed['row']}里{crossed['column']}多少{unit}"
        yield from (
            subject if re.search("[量数额]$", subject) else f"{subject}{metric}",
            f"{subject}有多少{unit}",
            f"{subject}多少{unit}",
            f"{subject}一共几{unit}",
            f"{self.place}{subject}有几{unit}",
        )
        yield from self._livestock(subject, unit)
        if one.verb and not done and one.verb not in subject:
            yield f"{one.verb}了多少{subject}"
        if done:
            yield f"{done}了多少{unit}{subject}"
            yield f"{self.place}{done}{subject}几{unit}"
        if metric in _SIZES:
            yield f"{subject}有{_SIZES[metric]}"
        if one.population and one.population not in subject and subject not in one.population:
            yield f"{subject}有多少{one.population}"
        if metric in ("人数", "人次"):
            yield f"{subject}惠及多少人"
        elif metric == "户数":
            yield f"有多少户{subject}"
        yield f"{subject}数量是多少"

    def _with_synonyms(self, one: Measured, forms: list[str]) -> Iterator[str]:
        """The forms with a word of the subject said as people say it."""
        for said in self.synonyms(one.subject)[:3]:
            for form in forms[1:3]:
                if one.subject in form:
                    yield form.replace(one.subject, said)

    def synonyms(self, subject: str) -> list[str]:
        """The subject with one of its words said otherwise (低保金 for 低保)."""
        if "周岁" in subject:
            return [subject.replace("周岁", "岁")]
        if (done := _DONE_FOR.match(subject)) and not any(other.startswith(done[0]) for other in self.subjects - {subject}):
            return [done[0], f"{done[0]}资金"]  # 教育资助 for 教育资助贫困家庭学生
        head = self.head(subject)
        found = self.contained(subject)
        short = self._shortened(subject)
        if not found:
            return [*short, *([head] if head else [])]
        word, name = found
        concept = self.lexicon.concepts[name]
        others = [other for other in (concept.name, *concept.words) if other != word and other not in subject and 2 <= len(other) <= 6 and not re.match("[a-z]", other)]
        if word != subject:
            others = [other for other in others if _shortens(other, word) and _swapped(subject, word, other)]
        return list(dict.fromkeys([*short, *([head] if head else []), *(subject.replace(word, other) for other in others[:4])]))

    def _shortened(self, subject: str) -> list[str]:
        """The subject without a word inside it, where that gives a word of the lexicon: 屋顶光伏项目 for 屋顶分布式光伏项目."""
        words = words_of(subject)
        for at in range(1, len(words) - 1):
            joined = words[at - 1] + words[at + 1]
            if joined in self.lexicon.by_word and joined not in subject:
                return ["".join((*words[:at], *words[at + 1 :]))]
        return []

    def head(self, subject: str) -> str:
        """The noun at the end of a long subject (综合楼 of 新建中心小学综合楼), where no other subject of the report has it."""
        if not len(subject) >= 4 or not re.fullmatch("[\u4e00-\u9fff]+", subject):
            return ""
        words = words_of(subject)
        head = words[-1] if len(words[-1]) > 1 else "".join(words[-2:])
        if len(head) < 2 or head == subject or head in _NO_HEAD or head in CONTENT or any(head in other for other in self.subjects - {subject}):
            return ""
        return head

    def contained(self, subject: str) -> tuple[str, str] | None:
        """The longest word of a subject or population of the lexicon inside a subject, with the concept's name."""
        found = [
            (subject[start:end], self.lexicon.by_word[subject[start:end]].name)
            for start in range(len(subject))
            for end in range(start + 2, len(subject) + 1)
            if subject[start:end] in self.lexicon.by_word and self.lexicon.by_word[subject[start:end]].kind in ("subject", "population")
        ]
        return max(found, key=lambda pair: len(pair[0])) if found else None

    def _backwards(self, one: Measured) -> Iterator[str]:
        yield f"{one.stated.shown}说的是什么" if one.metric != "排名" else f"{one.subject}第几名"

    def answer(self, one: Measured, companion: Measured | None) -> str:
        """The figure in one sentence, with whom and what time it is of."""
        told = self._told(one)
        if companion:
            told += f",{self._also(companion, one)}"
        return f"{self._opening(one)}{told}。"

    def _opening(self, one: Measured) -> str:
        year = re.match(r"\d{4}(?:-\d{4})?", one.period)
        when = f"{year[0]}年" if year else ""
        when += one.period[len(year[0]) :] if year else ""
        return f"按计划,{self.place}{when}" if one.planned else f"{self.place}{when}"

    def _told(self, one: Measured) -> str:
        figure = self.figure(one)
        told = "" if one.qualifier in _LOOSE else "是"
        if one.metric == "排名":
            return f"{one.subject}排名第{plainly(one.value)}{one.unit}"
        if one.change or one.metric in ("增幅", "降幅"):
            fell = _fell(one)
            return f"{one.subject}{one.base if re.match('比|较|同比|年均', one.base) else ''}{fell}{figure}"
        if one.named and _SET_AGAINST.match(one.metric):
            return f"{one.label}{figure}"
        if one.named:
            return f"{one.label}{told}{figure}"
        if one.metric in ("比例", "完成率"):
            return f"{one.subject}的{one.metric}{told}{figure}"
        if one.metric == "标准":
            return f"{one.subject}标准是{one.per}{figure}"
        if one.metric == "金额":
            if _AMOUNT_END.search(one.subject):
                return f"{one.subject}{told}{figure}"
            return f"{one.subject}{one.verb}{figure}" if one.verb in _SPENT else f"{one.subject}的金额{told}{figure}"
        if one.metric == "时长" and f"连续{one.stated.spelled}" in one.stated.sentence:
            return f"{one.subject}连续{figure}"
        if one.verb in _DONE and one.verb not in one.subject:
            return f"{one.verb}{one.subject}{figure}"
        if _MEASURE_END.search(one.subject) or "/" in one.unit:
            return f"{one.subject}{told}{figure}"
        return f"{one.subject}{'共' if one.metric in _COUNTED else '的' + one.metric + told}{figure}"

    def _also(self, one: Measured, whole: Measured) -> str:
        """A figure told behind another one, `whole`."""
        if one.metric.startswith(FORMER):
            return f"{FORMER[:-1]}是{self.figure(one)}"
        if one.subject != whole.subject and one.subject != whole.label:
            return ("其中" if one.qualifier == "其中" and whole.qualifier != "其中" else "") + self._told(one)
        if one.metric == "排名":
            return self._told(one)
        if _SET_AGAINST.match(one.metric):
            return f"{one.metric}{self.figure(one)}"
        if one.change or one.metric in ("增幅", "降幅"):
            return f"{one.base if re.match('比|较|同比|年均', one.base) else ''}{_fell(one)}{self.figure(one)}"
        if one.verb in _DONE and one.metric in _COUNTED:
            return f"{one.verb}{self.figure(one)}"
        told = "" if one.qualifier in _LOOSE else "是"
        return f"{'共' if one.metric in _COUNTED else one.metric + told}{self.figure(one)}"

    def figure(self, one: Measured) -> str:
        """The figure with the word that its qualifier asks for."""
        return _LOOSE.get(one.qualifier, "") + plainly(one.value) + one.unit


def _shortens(other: str, word: str) -> bool:
    """True where a word is a short form of another, inside a name the only kind that surely means the same: 规上 of 规模以上."""
    letters = iter(word)
    return other.isascii() or all(letter in letters for letter in other)


def _swapped(subject: str, word: str, other: str) -> bool:
    """True where a word stands whole in a name and another can stand in its place: 税收 does not in 非税收入."""
    ends = set(accumulate(map(len, words_of(subject)), initial=0))
    at = subject.find(word)
    said = subject.replace(word, other)
    told = set(accumulate(map(len, words_of(said)), initial=0))
    whole = {at, at + len(word)} <= ends and {at, at + len(other)} <= told
    return (whole or len(word) > len("社会消费品")) and not re.search(r"([\u4e00-\u9fff]{2,})\1", said)


def _fell(one: Measured) -> str:
    """How a change is said: a share grows (增长5%), an amount is added (增加5万亩)."""
    share = _is_share(one.unit)
    if re.search("价格?(?:指数)?$", one.subject):
        return "下降" if one.metric == "降幅" else "上涨"
    return ("下降" if share else "减少") if one.metric == "降幅" else "增长" if share else "增加"


def _is_share(unit: str) -> bool:
    return unit.endswith(("%", "‰", "百分点", "倍", "成", "番"))


def _counted_in(unit: str) -> str:
    """The unit without its scale (人 for 万人); "" for a mere scale (26.2万) or a ratio."""
    bare = re.sub("^[万亿]+|^[千百十](?![瓦米克卡伏])", "", plain_unit(unit))
    return "" if bare.startswith(":") else bare


_DONE_FOR = re.compile("[\u4e00-\u9fff]{2,4}?(?:资助|救助|补助|补贴|培训|慰问|帮扶|保障)(?=[\u4e00-\u9fff]{2,})")


#: Too wide to ask with alone.
_NO_HEAD = frozenset(
    [
        "工作",
        "项目",
        "建设",
        "情况",
        "资金",
        "补贴",
        "补助",
        "改造",
        "任务",
        "人员",
        "群众",
        "企业",
        "产业",
        "活动",
        "培训",
        "工程",
        "服务",
        "面积",
        "收入",
        "支出",
        "对象",
        "管理",
        "投资",
        "贷款",
        "人口",
        "保险",
        "单位",
        "行动",
        "就业",
        "治理",
        "监测",
        "专项",
        "发展",
        "学生",
        "老人",
        "设施",
        "机制",
        "措施",
        "登记",
    ]
)
#: How far a rate is from another: 比上年同期高, 高于全省平均.
_SET_AGAINST = re.compile("(?:比|较).+[高低快慢出]$|(?:高于|低于|快于|高出)(?=..)")
_UNQUOTED = str.maketrans("", "", "“”")
#: What else is said of a fall or rise than 下降 and 增长.
_TURNED = re.compile("(压缩|压减|缩短|缩减|回落|收窄|降低|减少|提高|提升|上升|增加)(?:了|达到?|近|约|超过?)*$")
_LOOSE = {"至少": "超过", "至多": "不超过", "约": "约"}
