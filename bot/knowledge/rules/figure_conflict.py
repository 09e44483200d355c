"""One figure has one value.

同一个数在各条问答里要一样。subject、metric、单位、period、population、qualifier 都相同(词库里的同义词也算相同)的
两个 figures,value 却不同,一定有一个写错了。

Good:

    section: "1.1"
    entries:
      - id: wells-count
        question: 打了几口井?
        answer: 2023年打井12口。
        figures: [{subject: 打井, metric: 数量, value: 12, unit: 口, period: "2023"}]
      - id: wells-overview
        question: 水利做了什么?
        answer: 主要是打井,共12口。
        figures: [{subject: 打井, metric: 数量, value: 12, unit: 口, period: "2023"}]

Bad:

    section: "1.1"
    entries:
      - id: wells-count
        question: 打了几口井?
        answer: 2023年打井12口。
        figures: [{subject: 打井, metric: 数量, value: 12, unit: 口, period: "2023"}]
      - id: wells-overview
        question: 水利做了什么?
        answer: 主要是打井,共21口。
        figures: [{subject: 打井, metric: 数量, value: 21, unit: 口, period: "2023"}]
"""

from collections.abc import Iterator

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.printed import plainly
from bot.knowledge.problem import Problem
from bot.knowledge.slots import slots

ID = "figure-conflict"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every figure that an earlier entry of the report has with another value."""
    first: dict[tuple[str, ...], tuple[Figure, Placed[Entry], int]] = {}
    for placed in loaded.entries:
        for number, figure in enumerate(placed.thing.figures):
            report = loaded.knowledge.report_of.get(placed.thing.report)
            what = (placed.thing.report, *slots(figure, report, loaded.knowledge.lexicon))
            known, other, at = first.setdefault(what, (figure, placed, number))
            if known.plain != figure.plain:
                there = f"{other.thing.id}({other.where('figures', at, 'value')})"
                message = f"“{figure.subject}”的“{figure.metric}”这里是 {plainly(figure.value)}{figure.unit},在 {there} 是 {plainly(known.value)}{known.unit},请对照报告改正"
                yield placed.problem(("figures", number, "value"), message, ID)
