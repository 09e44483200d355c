"""What an entry points to is there.

related 和 points 里的 id 都要有,不能是自己,也不要写两遍。related 是答完以后请人接着问的,
只能指向报告写了的(没有 reason 的)条目。

Good:

    section: "1.1"
    entries:
      - {id: clinic-count, question: 有几个卫生室?, answer: 报告只写了村医的情况。, related: [clinic-doctors]}
      - {id: clinic-doctors, question: 村医怎么样?, answer: 报告说村医都有证。}

Bad:

    section: "1.1"
    entries:
      - {id: clinic-count, question: 有几个卫生室?, answer: 报告只写了村医的情况。, related: [clinic-doctor]}
      - {id: clinic-doctors, question: 村医怎么样?, answer: 报告说村医都有证。}
"""

from collections.abc import Iterator
from difflib import get_close_matches

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "broken-related"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every id under related or points that leads nowhere, to the entry itself, or to what cannot be offered."""
    known = {placed.thing.id: placed.thing for placed in loaded.entries}
    for placed in loaded.entries:
        entry = placed.thing
        for name, targets in (("related", entry.related), ("points", entry.points)):
            for number, target in enumerate(targets):
                message = ""
                if target == entry.id:
                    message = "指向了自己,请删掉"
                elif target in targets[:number]:
                    message = "写了两遍,请删掉一处"
                elif target not in known and target not in loaded.unread:
                    near = get_close_matches(target, known, 1)
                    message = "没有这个 id" + (f",是不是 {near[0]}" if near else ",请检查拼写或删掉")
                elif name == "related" and target in known and not known[target].is_fact:
                    message = "是报告没有写的(有 reason),不能请人接着问它,请删掉或换一个"
                if message:
                    yield placed.problem((name, number), f"{name} 里的“{target}”{message}", ID)
