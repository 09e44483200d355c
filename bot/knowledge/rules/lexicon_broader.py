"""A wider concept is a concept, and wider.

词库里 broader 写的要是另一个概念的 name。不能是自己,也不能绕一圈又回到自己。

Good:

    # 文件: lexicon/例.yaml
    concepts:
      - {name: 补贴, kind: subject, words: [补助]}
      - {name: 种粮补贴, kind: subject, words: [种地补贴], broader: [补贴]}

Bad:

    # 文件: lexicon/例.yaml
    concepts:
      - {name: 补贴, kind: subject, words: [补助]}
      - {name: 种粮补贴, kind: subject, words: [种地补贴], broader: [补帖]}
"""

from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "lexicon-broader"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every broader that names no concept, or leads back."""
    lexicon = loaded.lexicon
    for placed in loaded.concepts:
        name = placed.thing.name
        for number, wider in enumerate(placed.thing.broader):
            message = ""
            if wider == name:
                message = "就是自己,请删掉"
            elif wider not in lexicon.concepts and wider not in loaded.unread:
                known = lexicon.by_word.get(wider)
                message = f"不是概念的 name,它是“{known.name}”的词,请写“{known.name}”" if known else "不是哪个概念的 name,请检查拼写,或先加上这个概念"
            elif name in lexicon.ancestors(wider):
                message = f"绕一圈又回到了“{name}”,请删掉其中一个 broader"
            if message:
                yield placed.problem(("broader", number), f"“{name}”的 broader“{wider}”{message}", ID)
