"""Items: the figures of one topic that its picture shows, each with a label that reads on its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.report import Report

#: More figures than this are too many for one look at a phone.
MOST = 12
# Qualifiers that are read together with the figure.
_BEFORE = ("约", "至少", "至多")
# A part says what it is a part of.
_PART = "其中"
_RANK, _SHARE = "排名", "比例"
# A name that ends so says itself that it is a share.
_SHARES = ("率", "占比", "比例", "比重")


@dataclass(frozen=True)
class Item:
    """One figure: what it is of, the figure, and what else must be known to read it right; items of one `subject` belong together."""

    label: str
    value: str
    note: str = ""
    subject: str = ""


def items(entries: Iterable[Entry], report: Report, lexicon: Lexicon) -> tuple[Item, ...]:
    """Each figure once, in the report's order; where there are too many, the figures that entries are about go before their companions."""
    found: dict[tuple[str, str, str, str], tuple[int, Figure]] = {}
    for entry in entries:
        for number, figure in enumerate(entry.figures):
            key = (figure.subject, figure.metric, figure.printed, figure.qualifier)
            rank, first = found.get(key, (number, figure))
            found[key] = (min(rank, number), first)
    chosen = sorted(found.values(), key=lambda one: one[0] > 0)[:MOST]
    kept = [figure for _, figure in found.values() if any(figure is one for _, one in chosen)]
    metrics = Counter(subject for subject, _ in {(figure.subject, figure.metric) for figure in kept})
    labels = [_label(figure, metrics[figure.subject] == 1, lexicon) for figure in kept]
    alike = Counter((label, figure.qualifier) for label, figure in zip(labels, kept, strict=True))
    return tuple(Item(label, _value(figure), _note(figure, label, report, alike[label, figure.qualifier] > 1), figure.subject) for label, figure in zip(labels, kept, strict=True))


def _value(figure: Figure) -> str:
    before = figure.qualifier if figure.qualifier in _BEFORE else ""
    return f"第{figure.printed}" if figure.metric == _RANK else before + figure.printed


def _label(figure: Figure, alone: bool, lexicon: Lexicon) -> str:
    """The subject and what of it is measured, as one name; what the unit tells anyway is left out where the subject has no other figure."""
    subject, metric = figure.subject, figure.metric
    if metric in subject or (metric == _SHARE and subject.endswith(_SHARES)) or (alone and _told(figure, lexicon)):
        return subject
    # 脱贫群众收入 and 人均纯收入 are one name with 收入 once: 脱贫群众人均纯收入.
    ending = next((count for count in range(min(len(subject), len(metric)) - 1, 1, -1) if subject[-count:] == metric[-count:]), 0)
    if ending:
        return subject[:-ending] + metric
    # 批复实施项目 and 项目数 share 项目.
    shared = next((count for count in range(min(len(subject), len(metric)), 1, -1) if subject[-count:] == metric[:count]), 0)
    return subject + metric[shared:]


def _told(figure: Figure, lexicon: Lexicon) -> bool:
    """True where the unit says what is measured (户 → 户数, 轮 → 轮次); a percentage may be of anything."""
    plain = lexicon.by_unit.get(figure.measure, "")
    return figure.metric != _RANK and figure.measure != "%" and figure.metric in (plain, figure.measure, f"{figure.measure}数", f"{figure.measure}次")


def _note(figure: Figure, label: str, report: Report, ambiguous: bool) -> str:
    """What the label leaves open: a qualifier, among whom, another time than the report's year."""
    among = figure.population if figure.population not in (label, report.place) and figure.population not in label else ""
    parts = []
    if figure.qualifier == _PART:
        parts.append(f"{_PART}:{among}" if among else _PART)
    else:
        parts += [figure.qualifier] if figure.qualifier and figure.qualifier not in _BEFORE else []
        parts += [among] if among and (ambiguous or figure.metric == _RANK) else []
    period = _period(figure.period, report)
    return "·".join([*parts, *([period] if period and period not in label else [])])


def _period(period: str, report: Report) -> str:
    """A figure's time as people say it; "" for the report's own year, which is said of the whole picture."""
    year = str(report.year)
    if period == year:
        return ""
    if period.replace("-", "").isdigit() and len(period) in (4, 9):
        return f"{period}年"
    return period.removeprefix(year) if not period.replace("-", "").isdigit() else period
