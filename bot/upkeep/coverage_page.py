"""The page of a coverage: what of each section of the outline is answered, each figure that is not, and every entry with its answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import PurePath

from bot.knowledge.rules.few_phrasings import FEWEST
from bot.upkeep.coverage import Coverage, CoveredEntry, CoveredSection, TextFigure
from bot.upkeep.page import Bar, Markup, Part, bars, filters, folded, joined, page, percent, table, tag

_KINDS = {"unproven": "原文没有证实的", "thin": f"相似问不到 {FEWEST} 种的", "fact": "报告写了的", "unknown": "报告没有写的"}
#: The tones of the kinds, surest first.
_TONES = {"fact": "right", "thin": "offered", "unproven": "wrong", "unknown": "silent"}


@dataclass(frozen=True)
class Left:
    """A figure of a published text, and where it stands: the text's path and the title of the section."""

    source: str
    section: str
    figure: TextFigure


def coverage_page(found: Sequence[Coverage], answers: Mapping[str, str], facts: Iterable[tuple[str, str]]) -> str:
    """The page of the coverage of some reports, as HTML; `answers` are those of the entries by their ids."""
    sections = [("各节答了多少", joined(*chain.from_iterable(_plots(coverage) for coverage in found)))]
    if any(coverage.source for coverage in found):
        left = [Left(coverage.source, section.title, figure) for coverage in found for section in coverage.sections for figure in section.figures]
        still = [one for one in left if one.figure.state == "open"]
        waived = [(one.figure.shown, one.section, f"第 {one.figure.line} 行", one.figure.reason) for one in left if one.figure.state == "waived"]
        sections.append((f"还没有答到的数({len(still)})", _open(still)))
        if waived:
            sections.append((f"免答的数({len(waived)})", tag("div", table(("数", "目录", "原文", "为什么免答"), waived, "免答的数"), class_="words")))
    sections.append((f"全部问答({len(answers)})", _entries(found, answers)))
    return page("问报覆盖情况", facts, sections)


def kind(entry: CoveredEntry) -> str:
    """The kind of an entry: a known unknown, or a fact that is unproven, thin (few similar questions), or neither."""
    if not entry.is_fact:
        return "unknown"
    if entry.proven is False:
        return "unproven"
    return "thin" if entry.phrasings - 1 < FEWEST else "fact"


def _plots(coverage: Coverage) -> list[Markup]:
    out = [tag("h3", f"《{coverage.title}》")]
    if coverage.source:
        told = f"原文 {coverage.source} 有 {coverage.figures} 个数,答了和免答的占 {percent(coverage.share)};{coverage.facts} 条写了的问答,原文证实 {coverage.proven} 条。"
        with_figures = [section for section in coverage.sections if section.figures]
        out += [tag("p", told), tag("p", "每条是一节的数,右边的百分数是答了的。", class_="note")]
        out.append(bars([Bar(section.title, len(section.figures), _states(section)) for section in with_figures], "各节的数", "数"))
    most = max((len(section.entries) for section in coverage.sections), default=0) or 1
    out.append(tag("p", "每条是一节的问答,长短是条数;右边先是总数,再是报告写了、问法也够的。", class_="note"))
    out.append(bars([Bar(section.title, len(section.entries), _kinds(section, most)) for section in coverage.sections], "各节的问答", "条数"))
    return out


def _states(section: CoveredSection) -> tuple[Part, ...]:
    whole = len(section.figures)
    shown = (("答了", section.count("answered"), "right"), ("免答", section.count("waived"), "silent"), ("没有答到", section.count("open"), "wrong"))
    return tuple(Part(title, count / whole, tone) for title, count, tone in shown)


def _kinds(section: CoveredSection, most: int) -> tuple[Part, ...]:
    kinds = [kind(entry) for entry in section.entries]
    return tuple(Part(_KINDS[name], kinds.count(name) / most, tone, str(kinds.count(name))) for name, tone in _TONES.items())


def _open(figures: Sequence[Left]) -> Markup:
    if not figures:
        return tag("p", "没有:原文的每个数都答了,或者写明了为什么免答。")
    return joined(*(_sentence(list(same)) for _, same in groupby(figures, key=lambda left: (left.source, left.figure.line, left.figure.sentence))))


def _sentence(left: Sequence[Left]) -> Markup:
    """The open figures of one sentence."""
    first = left[0]
    columns = "、".join(str(one.figure.column) for one in left)
    told = (("目录", first.section), ("位置", f"{first.source} 第 {first.figure.line} 行,第 {columns} 列"), ("原句", first.figure.sentence))
    heading = tag("h3", "、".join(one.figure.shown for one in left))
    return tag("article", heading, tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in told)), class_="item is-wrong")


def _entries(found: Sequence[Coverage], answers: Mapping[str, str]) -> Markup:
    present = {kind(entry) for coverage in found for entry in coverage.entries}
    choices = [("kind", "哪一种", [(name, title) for name, title in _KINDS.items() if name in present])]
    groups = (_group(section, answers) for coverage in found for section in coverage.sections if section.entries)
    return joined(filters(choices), *groups)


def _group(section: CoveredSection, answers: Mapping[str, str]) -> Markup:
    answered = {id: [figure.shown for figure in section.figures if id in figure.entries] for id in {id for figure in section.figures for id in figure.entries}}
    items = (_entry(entry, answers.get(entry.id, ""), answered.get(entry.id, ())) for entry in section.entries)
    return folded(f"{section.title}({section.facts} 条写了的,{section.unknowns} 条没有写的)", *items, class_="group")


def _entry(entry: CoveredEntry, answer: str, figures: Sequence[str]) -> Markup:
    known = kind(entry)
    meta = [
        entry.id,
        _KINDS[known] if known != "fact" else "",
        f"{entry.phrasings} 种问法",
        f"答原文的 {'、'.join(figures)}" if figures else "",
        f"{PurePath(entry.path).name}:{entry.line}",
    ]
    return tag("article", tag("h4", entry.question), tag("p", answer), tag("p", " · ".join(filter(None, meta)), class_="meta"), class_=f"item is-{_TONES[known]}", data_kind=known)


__all__ = ["coverage_page", "kind"]
