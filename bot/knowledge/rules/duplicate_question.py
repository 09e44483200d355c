"""A phrasing belongs to one entry.

同一句问法只能写在一条问答里,而且只写一遍。比较时不看标点、空格、大小写、全角半角和繁简;
和闲聊的话相同也不行,因为闲聊先回答。

Good:

    section: "1.1"
    entries:
      - {id: roads-length, question: 修了多少公里路?, similar: [修路多长], answer: 报告没有写修路的长度。, reason: metric}
      - {id: roads-money, question: 修路花了多少钱?, similar: [修路花费], answer: 报告没有写修路的资金。, reason: metric}

Bad:

    section: "1.1"
    entries:
      - {id: roads-length, question: 修了多少公里路?, similar: [修路情况], answer: 报告没有写修路的长度。, reason: metric}
      - {id: roads-money, question: 修路花了多少钱?, similar: ["修路 情况?"], answer: 报告没有写修路的资金。, reason: metric}
"""

from collections.abc import Iterator

from bot.knowledge.document import Location
from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem
from bot.language.text import key, normalise

ID = "duplicate-question"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every phrasing that stood before in the same report or among the small talk, with the place where."""
    spoken: dict[str, str] = {}
    for talk in loaded.talks:
        for number, phrase in enumerate(talk.thing.phrases):
            same, where = key(normalise(phrase)), talk.where("phrases", number)
            if same in spoken:
                yield talk.problem(("phrases", number), f"“{phrase}”在 {spoken[same]} 已经写过,请删掉一处", ID)
            spoken.setdefault(same, where)
    first: dict[tuple[str, str], tuple[Placed[Entry], Location]] = {}
    for placed in loaded.entries:
        entry = placed.thing
        for number, phrasing in enumerate(entry.phrasings):
            inside: Location = ("similar", number - 1) if number else ("question",)
            same = key(normalise(phrasing))
            other, at = first.setdefault((entry.report, same), (placed, inside))
            if at != inside or other is not placed:
                own = other is placed
                said = "在这一条里写了两遍,另一处在" if own else f"也是 {other.thing.id} 的问法,在"
                yield placed.problem(inside, f"“{phrasing}”{said} {other.where(*at)},请删掉一处或改得不一样", ID)
            elif same in spoken:
                yield placed.problem(inside, f"“{phrasing}”和闲聊的话相同(在 {spoken[same]}),永远问不到这一条,请改一改", ID)
