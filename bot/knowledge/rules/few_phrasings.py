"""A fact can be asked in several ways.

报告写了的事,similar 至少写 5 种问法。问法少了,换个说法就认不出来;请补上口语、简写、没有标点的问法。

Good:

    section: "1.1"
    entries:
      - id: bridge-name
        question: 新修的桥叫什么?
        similar: [新桥名字, 那座新桥叫啥, 刚修好的桥是什么桥, 桥的名称, 报告里的新桥是哪座]
        answer: 新修的是清河大桥。

Bad:

    section: "1.1"
    entries:
      - id: bridge-name
        question: 新修的桥叫什么?
        similar: [新桥名字, 那座新桥叫啥]
        answer: 新修的是清河大桥。
"""

from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "few-phrasings"
#: How many similar questions a fact has at least.
FEWEST = 5


def check(loaded: Loaded) -> Iterator[Problem]:
    """Facts with too few similar questions."""
    for placed in loaded.entries:
        count = len(placed.thing.similar)
        if placed.thing.is_fact and count < FEWEST:
            message = f"“{placed.thing.id}”只有 {count} 个 similar,至少要 {FEWEST} 个,请补上别的问法"
            yield placed.problem(("similar",), message, ID, warning=True)
