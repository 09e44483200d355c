"""An answer is short.

一条回答最多 400 个字。问的人只要一两句话,写长了请拆成几条,用 points 连起来。

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

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "long-answer"
_LONGEST = 400


def check(loaded: Loaded) -> Iterator[Problem]:
    """Answers, also to small talk, that are too long."""
    for placed in loaded.answering:
        length = len(placed.thing.answer)
        if length > _LONGEST:
            yield placed.problem(("answer",), f"回答有 {length} 个字,最多 {_LONGEST} 个,请写短,或拆成几条用 points 连起来", ID)
