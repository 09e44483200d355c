"""A draft: the files of a knowledge folder that a published text gives, for a person to look through."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from bot.knowledge.lexicon import Lexicon
from bot.knowledge.printed import plainly
from bot.upkeep.measured import FORMER, Measured, measured
from bot.upkeep.named import Named, named_facts
from bot.upkeep.origin import Origin, origin_of
from bot.upkeep.phrasing import Phrasebook
from bot.upkeep.published import Published
from bot.upkeep.stated import Stated, stated_with_spans
from bot.upkeep.unsaid import unsaid

_HAN_DIGITS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"^(?:\(([一二三四五六七八九十]+)\)|([一二三四五六七八九十]+)[、是]|第([一二三四五六七八九十]+)[章节部分篇,]+|(\d{1,2})[.、])\s*")
#: So many characters of a paragraph tell where a section goes on.
_OPENING = 14
_COMPANIONS = frozenset(("户数", "人数", "金额", "人次", "个数"))
_HEAD = "# {title}\n# 草稿:由程序从报告里找出来的,逐条对照原文改好。审好整个文件,删掉下面 draft: true 那一行;\n# 先审好一条,就在那一条里写 draft: false。\n"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Skeleton:
    """One drafted entry: its id, what it is of (value and unit of its figure, or its question), and its YAML."""

    id: str
    same: str
    question: str
    text: str
    section: str


@dataclass(frozen=True)
class Draft:
    """Files by name, with their skeletons, and what is left for a person: notes of what was not understood."""

    origin: Origin
    report: str
    lexicon: str
    sections: dict[str, tuple[str, str]]
    skeletons: tuple[Skeleton, ...]
    figures: tuple[Measured, ...]
    doubts: tuple[str, ...]

    def files(self, known: frozenset[str] = frozenset()) -> dict[str, str]:
        """The files by name; entries whose `same` or question is `known` left out, and files that then are empty."""
        out = {"report.yaml": self.report}
        if self.lexicon:
            out["lexicon.yaml"] = self.lexicon
        for key, (name, head) in self.sections.items():
            entries = [one.text for one in self.skeletons if one.section == key and not {one.same, one.question} & known]
            if entries:
                out[f"{name}.yaml"] = head + "entries:\n" + "\n".join(entries)
        return out


def draft(published: Published, id: str, lexicon: Lexicon, *, place: str = "", year: int = 0, progress: Progress = lambda _: None) -> Draft:
    """Draft the knowledge of a text; `id` is the report's, `place` and `year` are taken as given where they are named."""
    progress(f"读了 {len(published.paragraphs)} 段,{len(published.sections)} 节")
    origin = origin_of(published, place, year)
    parts = stated_with_spans(published)
    figures = tuple(one for one in parts if not one.span)
    progress(
        f"找到 {len(figures)} 个数字;地方:{origin.place or '没认出来'},年份:{origin.year or '没认出来'}{origin.period}{f',打算是 {origin.plans} 年的' if origin.plans else ''}"
    )
    found = tuple(one for one in measured(published, parts, origin, lexicon) if not one.stated.span)
    progress("认出每个数字说的是什么")
    names = named_facts(published, origin, id)
    progress(f"找到 {len(names)} 条名称、做法和答问")
    writer = _Writer(published, id, origin, lexicon, Phrasebook(origin, lexicon, (one.subject for one in found)))
    skeletons = tuple(writer.skeletons(found, names))
    progress(f"写了 {len(skeletons)} 条草稿")
    doubts = tuple(_doubts(published, origin, found, figures))
    return Draft(origin, writer.report(), writer.lexicon_file(), writer.files(skeletons), skeletons, found, doubts)


def _doubts(published: Published, origin: Origin, found: tuple[Measured, ...], figures: tuple[Stated, ...]) -> Iterator[str]:
    """What a person has to look at first."""
    if not origin.place:
        yield "没认出是哪个地方的报告:请在 report.yaml 里写 place,或用 --place 重来"
    if not origin.year:
        yield "没认出是哪一年的报告:请在 report.yaml 里写 year,或用 --year 重来"
    elif origin.plans and str(origin.plans) in published.title:
        yield f"标题写的是 {origin.plans} 年,回顾的数字按 {origin.year} 年、打算按 {origin.plans} 年写:请在 report.yaml 里核对 year 和 plans,错了用 --year 重来"
    elif str(origin.year) not in published.title:
        yield f"标题里没有写 {origin.year} 年,是从正文看出来的:请在 report.yaml 里核对 year,错了用 --year 重来"
    if not published.office:
        yield "没认出是谁发布的:原文写了的话,请在 report.yaml 里补上 office"
    if not published.date:
        yield "没认出哪天发布的:原文写了的话,请在 report.yaml 里补上 date"
    if unsure := [one for one in found if not one.sure]:
        listed = "、".join(f"{one.stated.shown}(第{one.stated.paragraph.line}行)" for one in unsure[:8])
        yield f"{len(unsure)} 个数字说的是什么没有把握,先看这些:{listed}" + ("…" if len(unsure) > 8 else "")
    if odd := [one for one in figures if not one.unit]:
        yield "没有单位的数字没有写成 figures,写在 names 里:" + "、".join(f"{one.spelled}(第{one.paragraph.line}行)" for one in odd[:8])


@dataclass
class _Writer:
    """Writes the YAML of one draft."""

    published: Published
    id: str
    origin: Origin
    lexicon: Lexicon
    book: Phrasebook
    keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = section_keys(self.published)

    def skeletons(self, found: tuple[Measured, ...], names: tuple[Named, ...]) -> Iterator[Skeleton]:
        """All entries in the order of the sections: named facts, figures, then what the report does not say."""
        missing = unsaid(found, self.book, "".join(paragraph.text for paragraph in self.published.paragraphs))
        for section, key in enumerate(self.keys):
            mine = [one for one in found if one.stated.section == section]
            told = [one for one in names if one.section == section]
            stem = f"{self.id}-{key.replace('.', '-').lower()}"
            ids = {number: f"{stem}-{number + (2 if number + 1 < len(mine) and _came_from(mine[number + 1], mine[number]) else 1)}" for number in range(len(mine))}
            for number, name in enumerate(told):
                question = next(self.book.fresh((name.question, f"{name.question[:-1]}({self._short(section)})?")), "")
                if question:
                    similar = tuple(self.book.fresh(name.similar))
                    yield Skeleton(f"{stem}-n{number + 1}", question, question, self._named(f"{stem}-n{number + 1}", name, question, similar), key)
            for number, one in enumerate(mine):
                if number + 1 < len(mine) and _came_from(mine[number + 1], one):
                    continue  # told with what it came to
                companion = mine[number - 1] if number and _came_from(one, mine[number - 1]) else self._companion(one, mine)
                near = [ids[other] for other in range(len(mine)) if other != number and mine[other].group == one.group]
                near += [ids[other] for other in (number - 1, number + 1) if other in ids]
                near = [each for each in dict.fromkeys(near) if each != ids[number]]
                yield self._figure(ids[number], key, one, companion, near[:3])
            subjects = {one.subject: ids[number] for number, one in reversed(list(enumerate(mine)))}
            for number, gap in enumerate(one for one in missing if one.section == section):
                question = next(self.book.fresh((gap.question,)), "")
                if question:
                    text = self._unsaid(f"{stem}-u{number + 1}", gap.reason, question, tuple(self.book.fresh(gap.similar)), gap.answer, [subjects[gap.subject]])
                    yield Skeleton(f"{stem}-u{number + 1}", question, question, text, key)

    def _companion(self, one: Measured, mine: list[Measured]) -> Measured | None:
        """The nearest figure of the same thing: 金额 with 人数; else the one that follows in the sentence, of how it grew or of what part of it."""
        at = mine.index(one)
        after: Measured | None = None
        if not (one.change or one.metric == "排名"):
            told = next((other for other in mine[at + 1 :] if other.subject == one.subject or other.subject == one.label), None)
            after = told if told and _grew(told, one) else None
            if (
                after is None
                and at
                and one.named
                and "元" in one.unit
                and mine[at - 1].metric in _COMPANIONS
                and _goes_on(one, mine[at - 1])
                and one.subject == mine[at - 1].subject
            ):
                return mine[at - 1]  # 项目50项、总投资9亿元: the money is told with the count
            if after is None and at + 1 < len(mine) and _goes_on(mine[at + 1], one):
                after = mine[at + 1]
            elif after is None and at and one.subject != mine[at - 1].subject and not mine[at - 1].change and mine[at - 1].metric != "排名" and _goes_on(one, mine[at - 1]):
                after = mine[at - 1]
        if not _goes_along(one):
            return after
        same = [other for other in mine if other.group == one.group and other is not one and _goes_along(other) and other.metric != one.metric and other.unit]
        same = [other for other in same if other.subject == one.subject and other.period == one.period]
        return min(same, key=lambda other: (abs(mine.index(other) - mine.index(one)), mine.index(other))) if same else after

    def _figure(self, id: str, key: str, one: Measured, companion: Measured | None, related: list[str]) -> Skeleton:
        asked = self.book.asked(one, companion)
        lines = [f"  # 原文(第{one.stated.paragraph.line}行):{_comment(one.stated.sentence)}"]
        if not one.sure:
            lines.append("  # 这个数字说的是什么没有把握,请对照原文改 subject、问法和回答。")
        lines += [f"  - id: {id}", f"    question: {_scalar(asked.question)}"]
        lines += ["    similar:", *(f"      - {_scalar(phrasing)}" for phrasing in asked.similar)] if asked.similar else []
        lines.append(f"    answer: {_scalar(asked.answer)}")
        if one.unit:
            lines.append("    figures:")
            lines += [f"      - {self._slots(each)}" for each in (one, companion) if each]
        if names := list(dict.fromkeys(_numbered_names(one))):
            lines.append(f"    names: [{', '.join(_scalar(name, flow=True, quoted=name[0].isdigit()) for name in names)}]")
        if related:
            lines.append(f"    related: [{', '.join(related)}]")
        return Skeleton(id, _same(key, one.value, one.unit), asked.question, "\n".join(lines) + "\n", key)

    def _slots(self, one: Measured) -> str:
        slots = {
            "subject": one.subject,
            "metric": one.metric,
            "value": plainly(one.value),
            "unit": one.unit,
            "period": one.period,
            "population": one.population,
            "qualifier": one.qualifier,
        }
        return "{" + ", ".join(f"{name}: {value if name == 'value' else _scalar(value, flow=True)}" for name, value in slots.items() if value) + "}"

    def _named(self, id: str, one: Named, question: str, similar: tuple[str, ...]) -> str:
        lines = [f"  # 原文(第{one.line}行):{_comment(one.sentence)}", f"  - id: {id}", f"    question: {_scalar(question)}"]
        lines += ["    similar:", *(f"      - {_scalar(phrasing)}" for phrasing in similar)] if similar else []
        lines.append(f"    answer: {_scalar(one.answer)}")
        lines += [f"    names: [{', '.join(_scalar(name, flow=True) for name in one.names)}]"] if one.names else []
        return "\n".join(lines) + "\n"

    def _unsaid(self, id: str, reason: str, question: str, similar: tuple[str, ...], answer: str, related: list[str]) -> str:
        lines = [f"  - id: {id}", f"    reason: {reason}", f"    question: {_scalar(question)}"]
        lines += ["    similar:", *(f"      - {_scalar(phrasing)}" for phrasing in similar)] if similar else []
        return "\n".join([*lines, f"    answer: {_scalar(answer)}", f"    related: [{', '.join(related)}]"]) + "\n"

    def files(self, skeletons: tuple[Skeleton, ...]) -> dict[str, tuple[str, str]]:
        """For each section with entries, the name of its file and what stands above the entries."""
        out = {}
        used = {one.section for one in skeletons}
        for number, key in enumerate(self.keys):
            if key in used:
                title = self._title(number)
                topic = _bare(title.split(" ")[0]) or title
                head = _HEAD.format(title=title) + f"section: {_scalar(key, quoted=True)}\ntopic: {_scalar(topic[:16])}\ndraft: true\n"
                out[key] = (f"{key}-{self._short(number)}", head)
        return out

    def _title(self, number: int) -> str:
        return self.published.sections[number].title or "发布信息"

    def _short(self, number: int) -> str:
        words = re.sub("^[^:]{0,20}:", "", _bare(self._title(number).split(" ")[-1]))
        return re.sub(r"[^\u4e00-\u9fff\w]", "", re.split("[,。::]", words)[0])[:14] or "正文"

    def report(self) -> str:
        """report.yaml."""
        origin = self.origin
        lines = ["# 这份报告是什么、谁发布的、管哪里、哪一年。请对照原文核对每一行。", f"id: {self.id}", f"title: {_scalar(self.published.title)}"]
        year = origin.year or int((self.published.date or "2000")[:4])
        lines.append(
            f'date: "{self.published.date}"' if self.published.date else '# date: "2000-01-01"        # 原文里没找到哪天发布的:找到了就去掉行首的“# ”并改对,原文没写就不用管'
        )
        lines.append(
            f"office: {_scalar(self.published.office)}"
            if self.published.office
            else "# office: 某某县人民政府        # 原文里没找到是谁发布的:找到了就去掉行首的“# ”并改对,原文没写就不用管"
        )
        lines.append(f"year: {year}            # 报告里的数字是哪一年的")
        if origin.period:
            lines.append(f"period: {origin.period}        # 报告只讲那一年的这一段;讲全年就删掉这一行")
        if origin.plans:
            lines.append(f"plans: {origin.plans}           # 报告里的打算是哪一年的")
        lines.append(f"place: {_scalar(origin.place or origin.unnamed)}")
        for name, values in (("aliases", origin.aliases), ("within", origin.within), ("parts", origin.parts)):
            if values:
                lines.append(f"{name}: [{', '.join(_scalar(value, flow=True) for value in values)}]")
        lines.append("outline:")
        lines += [f"  - {{key: {_scalar(key, quoted=True)}, title: {_scalar(self._title(number), flow=True)}{self._opens(number)}}}" for number, key in enumerate(self.keys)]
        return "\n".join(lines) + "\n"

    def _opens(self, number: int) -> str:
        """The words with which a section begins and goes on, where others stand between."""
        mine = self.published.sections[number].paragraphs
        lines = [paragraph.line for paragraph in self.published.paragraphs]
        after = [later for earlier, later in pairwise(mine) if any(earlier.line < line < later.line for line in lines)]
        if not after:
            return ""
        words = (self._title(number).split(" ")[-1], *(paragraph.text[:_OPENING] for paragraph in after))
        return f", opens: [{', '.join(_scalar(each, flow=True) for each in words)}]"

    def lexicon_file(self) -> str:
        """lexicon.yaml: the names that the report itself puts in quotation marks, twice or more.

        Other subjects are left to the index, which knows their words one by one: as names of their own they cost 5 of 100 answers of the
        calibration questions, since people say only a part of them.
        """
        text = "".join(paragraph.text for paragraph in self.published.paragraphs)
        counted = Counter(re.findall(r"“([\u4e00-\u9fff]{2,8})”", text))
        names = [name for name, count in counted.items() if count > 1 and name not in self.lexicon.by_word]
        if not names:
            return ""
        concepts = "".join(f"  - name: {name}\n    kind: subject\n    words: [“{name}”]\n" for name in names)
        return "# 这份报告自己的名称:请在 words 里补上人们平常的叫法。\nconcepts:\n" + concepts


def section_keys(published: Published) -> list[str]:
    """A short key for each section of a text: 1.2 for 一、 (二), qa1 for a journalist's question, intro for what stands before."""
    out: list[str] = []
    questions = 0
    for number, section in enumerate(published.sections):
        last = section.title.split(" ")[-1]
        if not section.title:
            key = "intro"
        elif last.endswith("?") or last.startswith(("问:", "记者")):
            questions += 1
            key = f"qa{questions}"
        else:
            marks = [found for part in section.title.split(" ") if (found := _NUMBERED.match(part))]
            key = ".".join(str(_value(next(filter(None, mark.groups())))) for mark in marks) or f"s{number}"
        while key in out:
            key += "b"
        out.append(key)
    return out


def _came_from(one: Measured, before: Measured) -> bool:
    """True where a figure is what `before` came to: 由 3151 家增至 3408 家."""
    metric = before.metric.removeprefix(FORMER)
    return (
        metric != before.metric
        and one.subject == before.subject
        and metric in (one.metric, one.subject, one.label)
        and (one.stated.sentence, one.period) == (before.stated.sentence, before.period)
    )


def _goes_along(one: Measured) -> bool:
    """True for what is told with the other numbers of its thing: 人数 with 金额, 个数 with 总投资."""
    return not one.change and (one.metric.endswith(("投资", "投资额", "资金")) if one.named else one.metric in _COMPANIONS)


def _grew(one: Measured, before: Measured) -> bool:
    """True for the rate at which a figure of the same sentence grew, also where others stand between: A、B 12亿元、9亿元,分别增长5%、7%."""
    return one.metric in ("增幅", "降幅") and one.unit == "%" and one.subject == before.label and _goes_on(one, before)


def _goes_on(one: Measured, before: Measured) -> bool:
    """True where a figure tells more of the thing of the one before it: 5043亿元,增长6.3%; 2.5万个,其中超充设施28个."""
    if one.stated.sentence != before.stated.sentence or one.planned != before.planned or one.period != before.period or not (one.unit and before.unit):
        return False
    if one.stated.cell or one.metric.startswith(FORMER) or ":" in one.unit:
        return False
    if one.metric == "时长" or (one.label, one.metric, one.unit, one.change, one.qualifier) == (before.label, before.metric, before.unit, before.change, before.qualifier):
        return False  # a second figure of the same measure is of something else
    return one.subject.endswith((before.subject, before.label)) or one.qualifier == "其中"


def _numbered_names(one: Measured) -> Iterator[str]:
    """What of the answer holds digits and is no figure with a unit: 60周岁以上老年人, 2.09:1, an index number."""
    yield from (name for name in (one.subject, one.metric) if re.search(r"\d", name))
    if not one.unit or one.unit.startswith(":"):
        yield f"{plainly(one.value)}{one.unit}"


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    return (_HAN_DIGITS.find(tens) + 1 or 1 if "十" in numeral else 0) * 10 + (_HAN_DIGITS.find(ones) + 1 if ones else 0)


def _same(section: str, value: Decimal, unit: str) -> str:
    return f"{section} {plainly(value)}{unit}"


def _bare(title: str) -> str:
    return _NUMBERED.sub("", title)


def _comment(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:200]


_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fff\w()“”《》、,。?·/+.-]*")


def _scalar(text: str, *, flow: bool = False, quoted: bool = False) -> str:
    """A text as YAML reads it back: plain where that is safe, else in double quotes."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n") and not (flow and "," in text) and not quoted
    return text if plain else json.dumps(text, ensure_ascii=False)
