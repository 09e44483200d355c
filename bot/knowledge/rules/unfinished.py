"""An answer is finished.

回答里不要留“待补”“TODO”“XXX”“???”一类的记号。没写完的回答会照样发给问的人;还没查到的,先不要放进知识库。

Good:

    section: "1.1"
    entries:
      - {id: stadium-name, question: 体育馆叫什么?, answer: 体育馆叫清河体育馆。}

Bad:

    section: "1.1"
    entries:
      - {id: stadium-name, question: 体育馆叫什么?, answer: 体育馆叫XXX体育馆。}
"""

import re
from collections.abc import Iterator

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "unfinished"
_MARK = re.compile(r"TODO|FIXME|TBD|[Xx×]{2,}|待补|待填|待查|待核|[?\uff1f]{2,}", re.IGNORECASE)


def check(loaded: Loaded) -> Iterator[Problem]:
    """Answers with a mark of something that is still to be written."""
    for placed in loaded.answering:
        if found := _MARK.search(placed.thing.answer):
            yield placed.problem(("answer",), f"回答里还有“{found.group()}”,像是没有写完,请写完或删掉这一条", ID)
