"""What an entry names, its answer tells.

names 里的名称要在回答里出现。可以有一两个字不同(“旱情、疫情”对“旱情和疫情”);一点也对不上的,
多半是放错了条目,或回答漏写了。

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
from bot.knowledge.problem import Problem
from bot.language.text import key, normalise

ID = "name-not-told"
# Share of a name's pairs of characters that its answer must have.
_LEAST = 0.5


def check(loaded: Loaded) -> Iterator[Problem]:
    """Names most of which the answer of their entry lacks."""
    for placed in loaded.entries:
        answer = key(normalise(placed.thing.answer))
        for number, name in enumerate(placed.thing.names):
            plain = key(normalise(name))
            pairs = {plain[at : at + 2] for at in range(max(1, len(plain) - 1))}
            if sum(pair in answer for pair in pairs) < _LEAST * len(pairs):
                yield placed.problem(("names", number), f"names 里的 {name} 在回答里没有,请写进回答,或从 names 里删掉", ID, warning=True)
