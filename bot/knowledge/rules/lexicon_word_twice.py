"""A word has one meaning.

词库里一个词只能属于一个概念。同一个词写在两个概念里,程序不知道它是哪个意思;概念的 name 也算它的词。

Good:

    # 文件: lexicon/例.yaml
    concepts:
      - {name: 养老金, kind: subject, words: [退休金, 养老钱]}
      - {name: 高龄津贴, kind: subject, words: [长寿钱]}

Bad:

    # 文件: lexicon/例.yaml
    concepts:
      - {name: 养老金, kind: subject, words: [退休金, 养老钱]}
      - {name: 高龄津贴, kind: subject, words: [长寿钱, 养老钱]}
"""

from collections.abc import Iterator

from bot.knowledge.document import Location
from bot.knowledge.lexicon import Concept
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem
from bot.language.text import normalise

ID = "lexicon-word-twice"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every word that another concept had before, with the place where."""
    first: dict[str, tuple[Placed[Concept], Location]] = {}
    for placed in loaded.concepts:
        concept = placed.thing
        named: list[tuple[str, Location]] = [(concept.name, ("name",))]
        named += [(word, ("words", number)) for number, word in enumerate(concept.words)]
        for word, inside in named:
            other, where = first.setdefault(normalise(word), (placed, inside))
            if other.thing.name != concept.name:
                yield placed.problem(
                    inside, f"“{word}”已经是“{other.thing.name}”的词,在 {other.where(*where)},请只留一处;意思一样的,把这里的 name 改成“{other.thing.name}”,两处的词就合在一起", ID
                )
