"""An explanation as the terminal shows it: what was understood, weighed and decided."""

from bot.answering.answerer import Explanation, Turn
from bot.matching.decision import Answer, Choices, Match, Unknown
from bot.matching.query import Query
from bot.matching.ranking import FEATURES
from bot.matching.reports import Choice, listed
from bot.matching.weights import weights

_KINDS = {
    "subject": "事项", "metric": "问什么", "population": "人群", "procedure": "办事", "personal": "个人", "opinion": "看法",
    "request": "要求", "word": "词", "term": "词", "place": "地点",
}  # fmt: skip
_STEPS = {
    "unreadable": "读不懂的内容", "smalltalk": "寒暄", "word for word": "与库里的问法一字不差", "choice taken": "选了上面给出的一项",
    "choice taken by a word": "用一个词选了上面给出的一项", "numbered point": "问第几点", "more of the same": "问还有没有", "evidence": "按证据判断",
    "evidence with the conversation": "按证据判断(带上前文)", "figures": "按数字和单位找到的", "several questions": "一句话里有几个问题",
    "compared": "两年相比", "side by side": "几个年份或地方各答各的", "no such report": "没有那一年的报告", "in another report": "只有别的报告写了",
}  # fmt: skip


def explained(turn: Turn) -> str:
    """The explanation of a turn, many lines of Chinese."""
    return "\n".join(["", *_lines(turn.explanation, ""), f"把握:{turn.reply.confidence:.2f}"])


def step_title(step: str) -> str:
    """What people call a step of an explanation."""
    return _STEPS.get(step, step)


def _lines(why: Explanation, indent: str) -> list[str]:
    lines = [f"{indent}怎么判断的:{step_title(why.step)}"]
    if why.chosen:
        lines.append(f"{indent}选的报告:{_chosen(why.chosen)}")
    if why.query:
        lines += [indent + line for line in _understood(why.query)]
    for match in why.matches[:5]:
        lines += [indent + line for line in _match(match)]
    if why.decision:
        lines.append(f"{indent}结论:{_decided(why.decision)}")
    for number, part in enumerate(why.parts, 1):
        lines.append(f"{indent}第{number}问")
        lines += _lines(part, indent + "  ")
    return lines


def _chosen(choice: Choice) -> str:
    titles = listed([f"《{report.title}》" for report in choice.reports], "份报告")
    named = [f"地方:问的是“{choice.place}”"] if choice.place else []
    named += [f"年份:问的是“{choice.year}”"] if choice.year else []
    if choice.held:
        named.append("接着前文")
    if choice.missing:
        named.append(f"没有{choice.missing}的报告")
    return titles + "(" + (";".join(named) or "没有说哪年哪里,用最新的") + ")"


def _understood(query: Query) -> list[str]:
    lines = [f"听懂的:{query.text}"]
    for role, title in (("asked", "  问的"), ("told", "  背景"), ("carried", "  前文带来")):
        units = [unit for unit in query.units if unit.role == role]
        if units:
            lines.append(title + ":" + " ".join(f"{unit.name}[{_KINDS.get(unit.kind, unit.kind)}{',由“' + unit.slip + '”改' if unit.slip else ''}]" for unit in units))
    if query.periods:
        lines.append("  时间:" + " ".join(f"{time.spelled}({'/'.join(time.tokens)})" for time in query.periods))
    if query.places:
        lines.append("  地点:" + " ".join(place.name for place in query.places))
    if query.numerals:
        lines.append("  数字:" + " ".join(number.spelled + number.unit for number in query.numerals))
    return lines


def _match(match: Match) -> list[str]:
    candidate = match.candidate
    parts = [(name, weight * value) for name, weight, value in zip(FEATURES, weights().at(candidate.bareness).candidate, candidate.features, strict=True)]
    told = " ".join(f"{name}{share:+.1f}" for name, share in sorted(parts, key=lambda part: -abs(part[1])) if abs(share) >= 0.05)
    lines = [
        f"候选 {candidate.entry.id} 概率{match.probability:.3f}" + (f" 否决:{match.veto.reason}“{match.veto.what}”" if match.veto else ""),
        f"  标准问:{candidate.entry.question}" + ("(报告没有写)" if not candidate.entry.is_fact else ""),
        f"  最近问法:{candidate.phrasing}",
        f"  得分:{candidate.score:.2f} = {told}",
    ]
    if candidate.missed:
        lines.append("  没有着落的词:" + " ".join(unit.name for unit in candidate.missed))
    return lines


def _decided(decision: Answer | Choices | Unknown) -> str:
    match decision:
        case Answer(matches):
            return "回答 " + "、".join(match.candidate.entry.id for match in matches)
        case Choices(matches):
            return "请选择 " + "、".join(match.candidate.entry.id for match in matches)
        case Unknown(reason, what):
            return f"报告没有写({reason}{':' + what if what else ''})" + (f",按 {decision.entry.candidate.entry.id}" if decision.entry else "")
