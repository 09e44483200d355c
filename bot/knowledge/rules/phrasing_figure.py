"""A figure that a phrasing states is one of the entry's.

问法里的数要是这一条的数。从数字倒着问的问法(“86个说的是什么”),数要在这一条的 figures、回答或 names 里,
一位也不能错;时间和“第3”不算。有 reason 的条目不管。

Good:

    section: "1.1"
    entries:
      - id: points-count
        question: 建成了多少个便民服务点?
        similar: [86个说的是什么, 便民点有几个]
        answer: 建成便民服务点86个。
        figures: [{subject: 便民服务点, metric: 个数, value: 86, unit: 个, period: "2023"}]

Bad:

    section: "1.1"
    entries:
      - id: points-count
        question: 建成了多少个便民服务点?
        similar: [68个说的是什么, 便民点有几个]
        answer: 建成便民服务点86个。
        figures: [{subject: 便民服务点, metric: 个数, value: 86, unit: 个, period: "2023"}]
"""

from collections.abc import Iterator

from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded
from bot.knowledge.printed import Printed, arabic, comparable, within
from bot.knowledge.problem import Problem
from bot.language.periods import periods

ID = "phrasing-figure"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Numbers of phrasings that stand neither in the figures nor in the answer."""
    for placed in loaded.entries:
        entry = placed.thing
        if not entry.is_fact:
            continue
        for at, text in ((("question",), entry.question), *((("similar", number), text) for number, text in enumerate(entry.similar))):
            if not any(char.isdigit() for char in text):
                continue
            plain = comparable(text)
            spans = periods(plain)
            for printed in arabic(plain):
                is_time = any(span.start <= printed.start and printed.end <= span.end for span in spans)
                if not is_time and not printed.before.endswith("第") and not _own(printed, entry):
                    yield placed.problem(at, f"问法里的“{printed.shown}”在这一条的 figures 和回答里都没有,请对照报告改正", ID, warning=True)


def _own(printed: Printed, entry: Entry) -> bool:
    if any(printed.value in (figure.value, figure.plain) for figure in entry.figures) or within(printed, entry.names):
        return True
    return any(printed.value == other.value for text in (entry.answer, *entry.names) for other in arabic(comparable(text)))
