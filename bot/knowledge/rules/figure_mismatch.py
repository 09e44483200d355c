"""An answer and the data of its figures say the same.

回答里的数字要和 figures 一致,一个不多,一个不少。figures 的每个数要连同单位出现在回答里(写成“两轮”“第一”也可以);
回答里的阿拉伯数字要在 figures 里,或在 names 里(如 9月22日、219会议室),或是报告的年份、日期和 figures 的时间。
有 reason 的条目(报告没有写的)不能有 figures,回答里除了报告的年份也不能有数字。

Good:

    section: "1.1"
    entries:
      - id: pension-people
        question: 有多少人领养老金?
        answer: 2023年全县有1.2万人领养老金,共发放860.5万元。
        figures:
          - {subject: 养老金, metric: 人数, value: 1.2, unit: 万人, period: "2023"}
          - {subject: 养老金, metric: 金额, value: 860.5, unit: 万元, period: "2023"}

Bad:

    section: "1.1"
    entries:
      - id: pension-people
        question: 有多少人领养老金?
        answer: 2023年全县有1.2万人领养老金,共发放860.5万元。
        figures:
          - {subject: 养老金, metric: 人数, value: 1.3, unit: 万人, period: "2023"}
          - {subject: 养老金, metric: 金额, value: 860.5, unit: 亿元, period: "2023"}
"""

from collections.abc import Iterable, Iterator

from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.printed import Printed, arabic, chinese, comparable, dated, plainly, says, times, within
from bot.knowledge.problem import Problem
from bot.knowledge.report import Report
from bot.language.periods import periods

ID = "figure-mismatch"
# What may follow the year of a report where no figure is allowed: 2022年, 2022秋学期, 2022-2023年.
_AFTER_YEAR = tuple("年春秋-—~至到、,和与及")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Figures that the answer does not print, and numbers of the answer that are no figure's."""
    reports = {placed.thing.id: placed.thing for placed in loaded.reports}
    units = {figure.measure for placed in loaded.entries for figure in placed.thing.figures if figure.measure}
    for placed in loaded.entries:
        report = reports.get(placed.thing.report)
        if placed.thing.is_fact:
            yield from _fact(placed, report, units)
        else:
            yield from _unknown(placed, report, units)


def _fact(placed: Placed[Entry], report: Report | None, units: set[str]) -> Iterator[Problem]:
    entry = placed.thing
    text = comparable(entry.answer)
    numbers = arabic(text)
    told = [says(text, figure) for figure in entry.figures]
    for number, (figure, is_told) in enumerate(zip(entry.figures, told, strict=True)):
        if not is_told:
            other = next((printed.shown for printed in (*numbers, *chinese(text)) if printed.equals(figure)), "")
            found = f"只有“{other}”" if other else "没有这个数"
            message = f"figures 写的是“{plainly(figure.value)}{figure.unit}”,回答里{found},请对照报告改成一样的"
            yield placed.problem(("figures", number, "value"), message, ID)
    spans = periods(text)
    allowed = _times(entry, report)
    for printed in (*numbers, *_counts(text, units)):
        if any(printed.prints(figure) or (printed.equals(figure) and not is_told) for figure, is_told in zip(entry.figures, told, strict=True)):
            continue
        if within(printed, entry.names) or dated(printed, spans, allowed):
            continue
        message = f"回答里的“{printed.shown}”在 figures 里没有:写错了就改,没写错就补一条 figures(名称和日期补进 names)"
        yield placed.problem(("answer",), message, ID)


def _unknown(placed: Placed[Entry], report: Report | None, units: set[str]) -> Iterator[Problem]:
    entry = placed.thing
    if entry.figures:
        yield placed.problem(("figures",), "有 reason 的条目是报告没有写的,不能有 figures:请删掉 figures,或删掉 reason", ID)
    text = comparable(entry.answer)
    years = {year for year in (report.year, report.plans, report.date[:4]) if year} if report else set()
    for printed in (*arabic(text), *_counts(text, units)):
        is_year = plainly(printed.value) in {str(year) for year in years} and printed.after.startswith(_AFTER_YEAR)
        if not is_year and report:
            message = f"有 reason 的条目是报告没有写的,回答里不能有“{printed.shown}”,只能写报告的年份:请改成不带数字的话"
            yield placed.problem(("answer",), message, ID)


def _times(entry: Entry, report: Report | None) -> frozenset[str]:
    """The parts of times that an answer may name without a figure."""
    own = (report.date, str(report.year), str(report.plans)) if report else ()
    return times((*own, *(figure.period for figure in entry.figures), *entry.names))


def _counts(text: str, units: Iterable[str]) -> Iterator[Printed]:
    """Numbers above ten in Chinese figures before a unit that figures have: 二十三户, but not 三件事 or 二十大."""
    for printed in chinese(text):
        composed = (len(printed.spelled) > 1 and printed.value > 10 and printed.spelled[0] not in "十百千万亿") or printed.percent
        if composed and (printed.percent or printed.after.startswith(tuple(units))) and not printed.before.endswith("第"):
            yield printed
