"""A sentence reads well.

回答和标准问要读得通。不要有乱码、落单的括号和引号、重复的字(的的、了了)、连着的标点,
也不要六十个字没有一个标点。乱码在哪个文件里都不行。

Good:

    section: "1.1"
    entries:
      - {id: library-name, question: 图书馆叫什么?, answer: 图书馆叫“清河书屋”(在河东)。}

Bad:

    section: "1.1"
    entries:
      - {id: library-name, question: 图书馆叫什么?, answer: 图书馆的的名字叫“清河书屋(在河东)。。}
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "unreadable"
_LONGEST = 60
_PAUSE = re.compile(r"[,。;、:?!,;:?!“”‘’「」『』《》〈〉【】()() \n—…·\"]|\.(?!\d)")
# 目的的, 的的确确, 为了了解 and 不了了之 are right.
_DOUBLED = re.compile(r"(?<!目)的的(?!确)|(?<![为不])了了(?!解)|是是(?!非)|在在|和和|与与|对对")
_MARKS = re.compile(r"[,。;、:?!]{2,}(?<!\?!)|,,|;;")
_REPEATED = re.compile(r"([\u4e00-\u9fff]{3,8})\1")
_PAIRS = dict(zip("”’)】》〉」』)]}", "“‘(【《〈「『([{", strict=True))
# 1) and a) number a list.
_NUMBERED = re.compile(r"(?<![\w((])(?:\d{1,2}|[a-z])[))]")
_FOREIGN = re.compile(r"[^\x00-\x7f]{4,}")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Garbled text anywhere; answers and standard questions that stumble."""
    for document in loaded.documents:
        for location, text in document.texts:
            if garbled := _garbled(text):
                yield document.problem(location, f"“{garbled}”是乱码,多半是文件存错了编码,请照原文重新打", ID)
    for placed in loaded.answering:
        yield from (placed.problem(("answer",), f"回答{slip}", ID, warning=True) for slip in _slips(placed.thing.answer))
    for entry in loaded.entries:
        yield from (entry.problem(("question",), f"标准问{slip}", ID, warning=True) for slip in _slips(entry.thing.question))


def _slips(text: str) -> Iterator[str]:
    if lone := _lone(text):
        yield f"里的“{lone}”没有配成一对,请补上另一半,或删掉"
    if doubled := _DOUBLED.search(text) or _REPEATED.search(text):
        yield f"里“{doubled.group()}”写重了,请删掉一个"
    if marks := _MARKS.search(text):
        yield f"里有连着的标点“{marks.group()}”,请只留一个"
    longest = max(_PAUSE.split(text), key=len)
    if len(longest) > _LONGEST:
        yield f"从“{longest[:8]}”起 {len(longest)} 个字没有一个标点,请断成几句"


def _lone(text: str) -> str:
    """The first bracket or quotation mark without its other half; "" where there is none."""
    text = _NUMBERED.sub("", text)
    opened: list[str] = []
    for char in text:
        if char in _PAIRS.values():
            opened.append(char)
        elif char in _PAIRS and (not opened or opened.pop() != _PAIRS[char]):
            return char
    return opened[-1] if opened else '"' if text.count('"') % 2 else ""


# A folder that is saved again holds almost only texts that were looked at before.
@lru_cache(maxsize=1 << 17)
def _garbled(text: str) -> str:
    """A stretch of text that was written in one encoding and read in another; "" where there is none."""
    if "\ufffd" in text:
        return text[max(0, text.index("\ufffd") - 2) :][:6]
    if "锟斤拷" in text or "烫烫烫" in text:
        return "锟斤拷" if "锟斤拷" in text else "烫烫烫"
    for found in _FOREIGN.finditer(text):
        if _misread(found.group(), "gb18030") or _misread(found.group(), "cp1252"):
            return found.group()[:8]
    return ""


def _misread(text: str, encoding: str) -> bool:
    """True when the bytes of a text are mostly Chinese in UTF-8; a few may have been lost on the way."""
    meant = text.encode(encoding, "ignore").decode("utf-8", "replace")
    return sum("\u4e00" <= char <= "\u9fff" for char in meant) > len(meant) / 2
