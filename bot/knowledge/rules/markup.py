"""An answer is plain text.

回答是纯文字,不要写排版记号。HTML 标签、Markdown 的 **、` 和 [字](网址) 都会原样显示给问的人。

Good:

    section: "1.1"
    entries:
      - {id: market-name, question: 新市场叫什么?, answer: 新市场叫“清河集市”。}

Bad:

    section: "1.1"
    entries:
      - {id: market-name, question: 新市场叫什么?, answer: 新市场叫**清河集市**。}
"""

import re
from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "markup"
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]+;|\*\*|__|`|\]\(|^#+ ", re.MULTILINE)


def check(loaded: Loaded) -> Iterator[Problem]:
    """Answers with marks of HTML or Markdown."""
    for placed in loaded.answering:
        if found := _MARKUP.search(placed.thing.answer):
            yield placed.problem(("answer",), f"回答是纯文字,“{found.group().strip()}”会原样显示出来,请删掉", ID)
