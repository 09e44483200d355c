"""An id names one thing.

同一个 id 只能用一次。问答的 id 在整个知识库里、闲聊的 id 在 smalltalk.yaml 里、章节的 key 在一份报告里都不能重复;
重复时后一条会盖住前一条。

Good:

    section: "1.1"
    entries:
      - {id: school-count, question: 全县有几所小学?, answer: 报告没有写小学的所数。, reason: metric}
      - {id: school-pupils, question: 小学生有多少人?, answer: 报告没有写小学生的人数。, reason: metric}

Bad:

    section: "1.1"
    entries:
      - {id: school-count, question: 全县有几所小学?, answer: 报告没有写小学的所数。, reason: metric}
      - {id: school-count, question: 小学生有多少人?, answer: 报告没有写小学生的人数。, reason: metric}
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.knowledge.document import Location
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem

ID = "duplicate-id"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every id that stood before, with the place where."""
    yield from _twice((placed.thing.id, placed, ("id",)) for placed in loaded.entries)
    yield from _twice((placed.thing.id, placed, ("id",)) for placed in loaded.reports)
    yield from _twice((placed.thing.id, placed, ("id",)) for placed in loaded.talks)
    for report in loaded.reports:
        yield from _twice((section.key, report, ("outline", number, "key")) for number, section in enumerate(report.thing.outline))


def _twice(named: Iterable[tuple[str, Placed[Any], Location]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, placed, inside in named:
        if name in first:
            yield placed.problem(inside, f"“{name}”已经用在 {first[name]},请换一个", ID)
        first.setdefault(name, placed.where(*inside))
