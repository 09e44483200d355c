"""What is loose in the data is loose in the answer.

qualifier 要和回答的说法一致。写了“约”的数,回答里要有“近”“约”“左右”;“至少”对“超过”“余”“以上”“不低于”;
“至多”对“以内”“不超过”。反过来,回答里紧挨着数字写了“近”“余”“以内”的,也要写上 qualifier。

Good:

    section: "1.1"
    entries:
      - id: fund-posts
        question: 开发岗位安排了多少钱?
        answer: 2023年安排近300万元开发岗位。
        figures: [{subject: 开发岗位, metric: 金额, value: 300, unit: 万元, period: "2023", qualifier: 约}]

Bad:

    section: "1.1"
    entries:
      - id: fund-posts
        question: 开发岗位安排了多少钱?
        answer: 2023年安排近300万元开发岗位。
        figures: [{subject: 开发岗位, metric: 金额, value: 300, unit: 万元, period: "2023"}]
"""

import re
from collections.abc import Iterator

from bot.knowledge.entry import Figure
from bot.knowledge.loading import Loaded
from bot.knowledge.printed import Printed, arabic, comparable
from bot.knowledge.problem import Problem
from bot.language.text import normalise

ID = "loose-figure"
# What may stand right before a figure, and right after it; the first part is plain enough to ask for a qualifier.
_SAID = {
    "约": (r"(?<![最附就临])近|(?<![签节预合条违])约|大概", r"左右|上下"),
    "至少": (r"超过|突破", r"余|多|以上"),
    "至多": (r"不超过|至多|最多", r"以内|之内"),
}
_ALSO = {"约": r"接近", "至少": r"不低于|不少于|至少|高于|超", "至多": r"低于|不高于|少于|不足|不到"}


def check(loaded: Loaded) -> Iterator[Problem]:
    """Figures whose qualifier and whose words in the answer differ."""
    for placed in loaded.entries:
        text = comparable(placed.thing.answer)
        numbers = arabic(text)
        for number, figure in enumerate(placed.thing.figures):
            printed = [found for found in numbers if found.prints(figure)]
            if not printed:
                continue
            said = {kind for kind in _SAID for found in printed if _is_said(found, figure, kind)}
            if figure.qualifier in _SAID and figure.qualifier not in said:
                if any(_is_said(found, figure, figure.qualifier, also=True) for found in printed):
                    continue
                message = f"qualifier 是“{figure.qualifier}”,回答里的“{printed[0].shown}”却像是准数,请对照报告改成一样的"
                yield placed.problem(("figures", number, "qualifier"), message, ID, warning=True)
            elif said and not figure.qualifier:
                message = f"回答里的“{printed[0].shown}”不是准数,请给这条 figures 加上 qualifier: {min(said)}"
                yield placed.problem(("figures", number, "value"), message, ID, warning=True)


def _is_said(number: Printed, figure: Figure, kind: str, *, also: bool = False) -> bool:
    before, after = _SAID[kind]
    if also:
        before += "|" + _ALSO[kind]
    behind = number.text[number.end :]
    unit = re.escape(normalise(figure.unit))
    return bool(re.search(rf"(?:{before}) ?$", number.before) or re.match(rf" ?(?:(?:{after})|{unit} ?(?:{after}))", behind))
