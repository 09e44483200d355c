"""An answer and the data of its figures speak of the same time.

回答里的时间要和 figures 的 period 一致。回答写了年份的,要是 figures、标准问或 names 里的年份;
period 里的年份、季度、学期、日期,要在回答或标准问里写到,没有写年份的就是报告的年份。

Good:

    section: "1.1"
    entries:
      - id: loans-count
        question: 秋学期办了几笔助学贷款?
        answer: 2023年秋学期办理助学贷款80笔。
        figures: [{subject: 助学贷款, metric: 笔数, value: 80, unit: 笔, period: 2023秋学期}]

Bad:

    section: "1.1"
    entries:
      - id: loans-count
        question: 秋学期办了几笔助学贷款?
        answer: 2023年秋学期办理助学贷款80笔。
        figures: [{subject: 助学贷款, metric: 笔数, value: 80, unit: 笔, period: 2022秋学期}]
"""

from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.printed import comparable, times
from bot.knowledge.problem import Problem
from bot.language.periods import periods, widened

ID = "time-mismatch"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Years of answers that are not those of the figures, and periods of figures that the answer does not tell."""
    reports = {placed.thing.id: placed.thing for placed in loaded.reports}
    for placed in loaded.entries:
        entry, report = placed.thing, reports.get(placed.thing.report)
        if not entry.is_fact or not report:
            continue
        asked = times((entry.question, *entry.names))
        told = widened(asked | times([entry.answer]))
        dated = times(figure.period for figure in entry.figures)
        years = _years(dated | asked)
        for span in periods(comparable(entry.answer)):
            if years and not _years(span.tokens) <= years:
                yield placed.problem(("answer",), f"回答里的“{span.spelled}”不是 figures、标准问或 names 里的年份,请对照报告改成一样的", ID)
        own = _years(told) or {f"Y{report.year}", f"Y{report.plans}"}
        for number, figure in enumerate(entry.figures):
            tokens = times([figure.period])
            if not figure.derived and (not tokens <= told | own or not _years(tokens) <= own):
                yield placed.problem(("figures", number, "period"), f"period 是“{figure.period}”,回答和标准问说的不是这个时间,请对照报告改成一样的", ID)


def _years(tokens: frozenset[str] | tuple[str, ...]) -> set[str]:
    return {token for token in tokens if token.startswith("Y")}
