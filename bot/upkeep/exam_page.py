"""The page of an exam: shares as plots, confidence held against what came of it, and every failure with what was served and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.answering.answerer import Explanation
from bot.knowledge.folder import Knowledge
from bot.matching.decision import Match
from bot.upkeep.baseline import Change
from bot.upkeep.confidence import Bin, bins, distance
from bot.upkeep.exam import TITLES, VERDICTS, Graded, Question, by, tally
from bot.upkeep.page import Bar, Markup, Part, bars, filters, folded, joined, page, percent, table, tag
from bot.upkeep.thresholds import Threshold

#: How many candidates a failure shows.
_CANDIDATES = 5
_EXPECTED = {"answer": "该回答", "clarify": "该给选择", "refuse": "该说没有", "smalltalk": "寒暄"}
_STATUS = {"answered": "回答", "clarify": "给选择", "no_answer": "说没有", "smalltalk": "寒暄", "error": "出错"}
_STYLES = {
    "formal": "书面", "keyword": "关键词", "colloquial": "口语", "elder": "老人", "dialect": "方言", "typo": "错字", "homophone": "同音字", "traditional": "繁体", "pinyin": "拼音",
    "voice": "语音", "numeral": "数字写法", "long": "长文", "polite": "客气", "fragment": "片段", "mixed": "中英夹杂", "followup": "追问", "dialogue": "对话", "trap": "陷阱",
    "ambiguous": "两可",
}  # fmt: skip
_REASONS = {
    "year": "年份", "place": "地方", "population": "人群", "metric": "指标", "procedure": "办事", "personal": "个人的事", "opinion": "看法", "general": "常识", "other": "其他",
    "unknown": "没有写", "unreadable": "读不懂", "request": "要求",
}  # fmt: skip
#: The statuses whose confidence is drawn, with their legend and tone.
_DRAWN = (("answered", "回答了的", "right"), ("no_answer", "说没有的", "offered"), ("clarify", "给了选择的", "silent"))


@dataclass(frozen=True)
class Run:
    """One run of the exam: the questions with their replies, the facts that head the page, and what it is compared with.

    `step` tells the name of an explanation's step in Chinese; `changes` is None where there is no earlier result.
    """

    graded: Sequence[Graded]
    facts: Sequence[tuple[str, str]]
    knowledge: Knowledge
    step: Callable[[str], str]
    changes: Sequence[Change] | None = None
    thresholds: Sequence[Threshold] = ()


def exam_page(run: Run) -> str:
    """The page of a run, as HTML."""
    failures = [item for item in run.graded if item.verdict != "right"]
    sections = [("答得怎么样", _shares(run.graded)), ("把握准不准", _confidence(run.graded))]
    if run.changes is not None:
        sections.append(("和旧结果比", _changes(run.changes)))
    if run.thresholds:
        sections.append(("门槛高低", _thresholds(run.thresholds)))
    sections.append((f"没过的题({len(failures)})", _failures(failures, run)))
    return page("问报考题成绩", run.facts, sections)


# -- the plots ----------------------------------------------------------------------------------------------------------


def _shares(graded: Sequence[Graded]) -> Markup:
    out: list[str] = []
    views = (("全部", [("合计", list(graded))]), *((title, _groups(graded, field, names)) for title, field, names in _VIEWS))
    for title, groups in views:
        out += [tag("h3", title), bars([Bar(name, len(items), _parts(tally(items).shares)) for name, items in groups], f"{title}:各项占多少", "题数")]
    return joined(tag("p", "每条右边的百分数是答对的。“给了选择”是该直接回答,却列出几个来选,其中有对的。", class_="note"), *out)


_VIEWS = (("按要求", "expect", _EXPECTED), ("按文体", "style", _STYLES), ("按该说没有的原因", "why", _REASONS))


def _groups(graded: Sequence[Graded], field: str, names: dict[str, str]) -> list[tuple[str, list[Graded]]]:
    chosen = [item for item in graded if field != "why" or item.question.why]
    return [(names.get(name, name), items) for name, items in by(chosen, field).items()]


def _parts(shares: dict[str, float]) -> tuple[Part, ...]:
    return tuple(Part(TITLES[verdict], shares[verdict], verdict) for verdict in VERDICTS)


def _confidence(graded: Sequence[Graded]) -> Markup:
    found = [(legend, tone, bins(graded, status)) for status, legend, tone in _DRAWN]
    rows = [(f"{each.low:.1f}–{each.high:.1f}", legend, str(each.count), f"{each.mean:.2f}", percent(each.right)) for legend, _, binned in found for each in binned if each.count]
    told = ";".join(f"{legend}平均差 {percent(distance(binned))}" for legend, _, binned in found if any(each.count for each in binned))
    return joined(
        tag("p", "把握 0.9 的回答,十个里应有九个左右是对的:点越靠近斜线越好,越大题越多。", class_="note"),
        tag("ul", *(tag("li", Markup(f'<i class="{tone}"></i>'), legend) for legend, tone, _ in found), class_="legend", aria_hidden="true"),
        _diagram([(tone, binned) for _, tone, binned in found], told or "没有题"),
        tag("p", told + "。" if told else "没有可以画的。"),
        folded("数字表", table(("把握", "哪一种", "题数", "平均把握", "实际对的"), rows, "把握和实际对的比例")),
    )


def _diagram(found: Sequence[tuple[str, Sequence[Bin]]], told: str) -> Markup:
    """A reliability diagram: across, the mean confidence of a bin; upward, the share right; 260 units a side from (60, 14)."""
    most = max((each.count for _, binned in found for each in binned), default=0) or 1

    def across(value: float) -> str:
        return f"{60 + 260 * value:.1f}"

    def up(value: float) -> str:
        return f"{274 - 260 * value:.1f}"

    lines = []
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        lines.append(f'<path class="grid" d="M{across(tick)} {up(0)}V{up(1)}M{across(0)} {up(tick)}H{across(1)}"/>')
        lines.append(f'<text x="{across(tick)}" y="292" text-anchor="middle">{tick:.1f}</text><text x="52" y="{float(up(tick)) + 4:.1f}" text-anchor="end">{tick:.0%}</text>')
    lines.append(f'<path class="ideal" d="M{across(0)} {up(0)}L{across(1)} {up(1)}"/>')
    for tone, binned in found:
        lines += [f'<circle class="{tone}" cx="{across(each.mean)}" cy="{up(each.right)}" r="{3 + 9 * (each.count / most) ** 0.5:.1f}"/>' for each in binned if each.count]
    lines.append('<text x="190" y="310" text-anchor="middle">把握</text><text x="12" y="144" text-anchor="middle" transform="rotate(-90 12 144)">实际对的</text>')
    return tag("svg", Markup("".join(lines)), class_="plot", viewBox="0 0 336 316", role="img", aria_label=f"把握和实际对的比例:{told}")


def _thresholds(rows: Sequence[Threshold]) -> Markup:
    plot = [Bar(f"{row.answer:.2f}" + ("(现用)" if row.chosen else ""), row.tally.count, _parts(row.tally.shares)) for row in rows]
    return joined(tag("p", "报告里有的把握超过门槛才回答。门槛高,错的少,没答的多。", class_="note"), bars(plot, "不同门槛下各项占多少", "题数"))


# -- the questions ------------------------------------------------------------------------------------------------------


def _changes(changes: Sequence[Change]) -> Markup:
    out: list[str] = []
    for title, better in (("变坏", False), ("变好", True)):
        rows = [(each.item.question.id, f"{TITLES[each.before]} → {TITLES[each.item.verdict]}", each.item.question.text) for each in changes if each.better == better]
        out.append(tag("h3", f"{title} {len(rows)} 题"))
        if rows:
            out.append(tag("div", table(("题号", "变化", "问题"), rows, f"比旧结果{title}的题"), class_="words"))
    return joined(*out)


def _failures(failures: Sequence[Graded], run: Run) -> Markup:
    if not failures:
        return tag("p", "没有:全都过了。")
    before = _before(run.graded)
    ordered = sorted(failures, key=lambda item: -VERDICTS.index(item.verdict))
    choices = (
        ("verdict", "结果", [(verdict, TITLES[verdict]) for verdict in reversed(VERDICTS) if any(item.verdict == verdict for item in failures)]),
        *((field, title.removeprefix("按"), _values(failures, field, names)) for title, field, names in _VIEWS),
    )
    return joined(filters([choice for choice in choices if choice[2]]), *(_failure(item, before.get(item.question.id, ()), run) for item in ordered))


def _values(failures: Iterable[Graded], field: str, names: dict[str, str]) -> list[tuple[str, str]]:
    return [(value, names.get(value, value)) for value in sorted({getattr(item.question, field) for item in failures}) if value]


def _before(graded: Iterable[Graded]) -> dict[str, tuple[str, ...]]:
    """The earlier questions of each conversation, by the id of the later one."""
    out: dict[str, tuple[str, ...]] = {}
    held: tuple[str, ...] = ()
    for item in graded:
        held = () if item.question.opens else held
        out[item.question.id] = held
        held = (*held, item.question.text)
    return out


def _failure(item: Graded, before: tuple[str, ...], run: Run) -> Markup:
    question, reply = item.question, item.turn.reply
    served = run.knowledge.by_id.get(reply.entry or "")
    meta = [question.id, TITLES[item.verdict], _EXPECTED[question.expect], _STYLES.get(question.style, question.style), _REASONS.get(question.why, question.why)]
    how = f"{_STATUS[reply.status]}{'(' + _REASONS.get(reply.reason, reply.reason) + ')' if reply.reason else ''},把握 {reply.confidence:.2f}"
    told = [
        ("前文", "\n".join(before)),
        ("应当", _wanted(question)),
        ("实际", reply.text),
        ("方式", how),
        ("条目", f"{served.id}:{served.question}" if served else reply.entry or ""),
        ("选项", "\n".join(option.question for option in reply.options) if reply.status == "clarify" else ""),
    ]
    return tag(
        "article",
        tag("p", " · ".join(filter(None, meta)), class_="meta"),
        tag("h3", question.text),
        tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in told if value)),
        folded("为什么", *_why(item.turn.explanation, run.step)),
        class_=f"item is-{item.verdict}",
        data_verdict=item.verdict,
        data_expect=question.expect,
        data_style=question.style,
        data_why=question.why,
    )


def _wanted(question: Question) -> str:
    lines = []
    match question.expect:
        case "answer":
            lines.append("回答里有 " + _spelled(question.must))
        case "clarify":
            lines.append("给出选择,或全说:" + ";".join(_spelled(option) for option in question.options))
        case "refuse":
            lines.append(
                "说报告没有" + (f"({_REASONS.get(question.why, question.why)})" if question.why else "") + (f";说出 {'、'.join(question.may)} 也行" if question.may else "")
            )
        case _:
            lines.append("简短地寒暄")
    if question.must_not:
        lines.append("不能有 " + "、".join(question.must_not))
    return "\n".join(lines)


def _spelled(groups: Sequence[Sequence[str]]) -> str:
    return " 和 ".join("/".join(group) for group in groups)


def _why(why: Explanation, step: Callable[[str], str]) -> list[Markup]:
    out = [tag("p", step(why.step) + (f";听懂的:{why.query.text}" if why.query else ""))]
    if why.matches:
        out.append(tag("ol", *(tag("li", *_candidate(match)) for match in why.matches[:_CANDIDATES])))
    for part in why.parts:
        out += _why(part, step)
    return out


def _candidate(match: Match) -> list[str]:
    entry = match.candidate.entry
    told = [tag("b", f"{match.probability:.3f}"), f" {entry.question}{'' if entry.is_fact else '(报告没有写)'} ", tag("code", entry.id)]
    if match.veto:
        told.append(f";否决:{_REASONS.get(match.veto.reason, match.veto.reason)}" + (f"“{match.veto.what}”" if match.veto.what else ""))
    if match.candidate.missed:
        told.append(";没有着落:" + " ".join(unit.name for unit in match.candidate.missed))
    return told


__all__ = ["Run", "exam_page"]
