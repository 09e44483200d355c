"""What an entry names, its answer tells.

names 里的名称要在回答里出现。中间可以隔几个字(“旱情、疫情”对“旱情和疫情”),一个字也不能错;对不上的,
多半是写错了字、放错了条目,或回答漏写了。

Good:

    section: "1.1"
    entries:
      - {id: mayor-name, question: 谁在会上发言?, answer: 在会上发言的是县长李明。, names: [李明]}

Bad:

    section: "1.1"
    entries:
      - {id: mayor-name, question: 谁在会上发言?, answer: 在会上发言的是县长李明。, names: [王芳]}
"""

from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.printed import names_it
from bot.knowledge.problem import Problem
from bot.language.text import key, normalise

ID = "name-not-told"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Names that the answer of their entry lacks, or has otherwise."""
    for placed in loaded.entries:
        answer = key(normalise(placed.thing.answer))
        for number, name in enumerate(placed.thing.names):
            plain = key(normalise(name))
            if not names_it(answer, plain):
                yield placed.problem(("names", number), f"names 里的 {name} 在回答里没有,或写得不一样:请在回答里照写,或从 names 里删掉", ID, warning=True)
