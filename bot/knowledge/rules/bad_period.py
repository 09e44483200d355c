"""A figure's period can be read.

figures 的 period 要写成程序认得的时间。可以写年份(2023)、几年(2013-2021)、日期(2023-09-28)、
学期(2023秋学期)、季度(2023第三季度),都要带四位数的年份。

Good:

    section: "1.1"
    entries:
      - id: loans-count
        question: 办了几笔助学贷款?
        answer: 2023年秋学期办理助学贷款80笔。
        figures: [{subject: 助学贷款, metric: 笔数, value: 80, unit: 笔, period: 2023秋学期}]

Bad:

    section: "1.1"
    entries:
      - id: loans-count
        question: 办了几笔助学贷款?
        answer: 秋学期办理助学贷款80笔。
        figures: [{subject: 助学贷款, metric: 笔数, value: 80, unit: 笔, period: 秋学期}]
"""

from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.printed import times
from bot.knowledge.problem import Problem

ID = "bad-period"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Periods of figures that name no year."""
    for placed in loaded.entries:
        for number, figure in enumerate(placed.thing.figures):
            if figure.period and not any(token.startswith("Y") for token in times([figure.period])):
                message = f"period“{figure.period}”里认不出年份,请写成 2023、2013-2021、2023-09-28、2023秋学期 或 2023第三季度 的样子"
                yield placed.problem(("figures", number, "period"), message, ID)
