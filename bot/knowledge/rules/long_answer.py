"""An answer is short.

一条回答最多 400 个字。问的人只要一两句话,写长了请拆成几条,用 points 连起来。
标准问、报告的标题和目录最多 200 个字,这样几条回答连同出处也不会超过 Telegram 一条消息的 4096 个字。

Good:

    section: "1.1"
    entries:
      - {id: park-open, question: 公园开放了吗?, answer: 公园已经开放。}

Bad:

    section: "1.1"
    entries:
      - id: park-open
        question: 公园开放了吗?
        answer: >-
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
          公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。公园已经开放,里面种了很多花和树,修了步道和长椅,大家可以来散步。
"""

from collections.abc import Iterator
from typing import Any

from bot.knowledge.document import Location
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem

ID = "long-answer"
_LONGEST = 400
#: Four answers of 400 characters, each at most two UTF-16 units, with title and heading stay within Telegram's 4096 units;
#: so do four offered questions.
_LONGEST_TITLE = 200


def check(loaded: Loaded) -> Iterator[Problem]:
    """Answers, also to small talk, that are too long; titles and questions that are."""
    for placed in loaded.answering:
        length = len(placed.thing.answer)
        if length > _LONGEST:
            yield placed.problem(("answer",), f"回答有 {length} 个字,最多 {_LONGEST} 个,请写短,或拆成几条用 points 连起来", ID)
    for report in loaded.reports:
        yield from _title(report, ("title",), "标题", report.thing.title)
        for number, section in enumerate(report.thing.outline):
            yield from _title(report, ("outline", number, "title"), "目录里的标题", section.title)
    for entry in loaded.entries:
        yield from _title(entry, ("question",), "标准问", entry.thing.question)


def _title(placed: Placed[Any], inside: Location, what: str, text: str) -> Iterator[Problem]:
    if len(text) > _LONGEST_TITLE:
        yield placed.problem(inside, f"{what}有 {len(text)} 个字,最多 {_LONGEST_TITLE} 个,请写短", ID)
