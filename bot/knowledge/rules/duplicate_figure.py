"""A figure is asked for by one entry.

同一个数只用一条问答来问。两条问答的 figures 一样,标准问又都在问第一个数,就是写重了:
请合成一条,把另一条的问法移到 similar 里。倒着问的(如“超过100万元的是哪个村”)、还问别的数的,不算写重。

Good:

    section: "1.1"
    entries:
      - id: bridges-count
        question: 修了多少座桥?
        answer: 2023年修桥5座,都在河东。
        figures: [{subject: 修桥, metric: 个数, value: 5, unit: 座, period: "2023"}]
      - id: bridges-where
        question: 桥修在哪里?
        answer: 2023年修的5座桥都在河东。
        figures: [{subject: 修桥, metric: 个数, value: 5, unit: 座, period: "2023"}]

Bad:

    section: "1.1"
    entries:
      - id: bridges-count
        question: 修了多少座桥?
        answer: 2023年修桥5座,都在河东。
        figures: [{subject: 修桥, metric: 个数, value: 5, unit: 座, period: "2023"}]
      - id: bridges-total
        question: 一共新修多少座桥?
        answer: 2023年共修桥5座。
        figures: [{subject: 修桥, metric: 个数, value: 5, unit: 座, period: "2023"}]
"""

from collections.abc import Iterator

from bot.knowledge.entry import Entry
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem
from bot.knowledge.slots import slots
from bot.language.text import normalise

ID = "duplicate-figure"
_HOW_MANY = ("多少", "几", "好多")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Facts whose standard question asks for the figure that an earlier one asks for."""
    lexicon = loaded.knowledge.lexicon
    first: dict[object, Placed[Entry]] = {}
    for placed in loaded.entries:
        entry = placed.thing
        if not entry.figures or not _asks(entry, lexicon):
            continue
        report = loaded.knowledge.report_of.get(entry.report)
        told = [(slots(figure, report, lexicon), figure.plain) for figure in entry.figures]
        other = first.setdefault((entry.report, told[0], frozenset(told)), placed)
        if other is not placed:
            message = f"和 {other.thing.id}({other.where('question')})问的是同一个数“{entry.figures[0].printed}”,请合成一条,问法都移到一条的 similar 里"
            yield placed.problem(("question",), message, ID, warning=True)


def _asks(entry: Entry, lexicon: Lexicon) -> bool:
    """True when the standard question asks for the first figure, and does not state it."""
    figure, question = entry.figures[0], normalise(entry.question)
    if normalise(f"{figure.value:f}") in question:
        return False
    concepts = (lexicon.concepts.get(name) for name in (figure.metric, lexicon.by_unit.get(figure.measure, "")))
    words = {figure.metric, *(word for concept in concepts if concept for word in (concept.name, *concept.words) if len(word) > 1)}
    return any(word in question for word in (*words, *(ask + figure.measure for ask in _HOW_MANY)))
