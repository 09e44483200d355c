"""Text holds nothing that looks like something else.

不要有全角的数字和字母,也不要有看不见的字符。它们多半是从网页、微信里复制来的,显示出来难看,
别人搜索和修改时也找不到;请重新打一遍。时间、单位这些地方的引号和列表里的逗号要用英文的,词库的词里不要有括号。

Good:

    section: "1.1"
    entries:
      - {id: hall-floor, question: 大厅在几楼?, answer: 报告没有写大厅在几楼。, reason: metric, similar: [A座大厅在几层]}

Bad:

    section: "1.1"
    entries:
      - {id: hall-floor, question: 大厅在几楼?, answer: 报告没有写大厅在几楼。, reason: metric, similar: [Ａ座大厅在几层]}
"""

import re
from collections.abc import Iterator

from bot.knowledge.document import Document, Location
from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

ID = "odd-character"
#: Fields that hold no prose: a Chinese quotation mark there was meant for YAML's.
_TERSE = frozenset(("period", "unit", "metric", "section", "key", "date", "kind"))
_QUOTES = re.compile("[“”‘’]")
#: A word of the lexicon with these is typed by nobody; a unit belongs into `units`.
_BRACKETS = re.compile(r"[{}\[\]]")
_WIDE = re.compile(r"[\uff05\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
# Control characters but the line break; soft hyphen, zero width (but for what joins two emoji), direction marks, byte order mark, private use.
_UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)


def check(loaded: Loaded) -> Iterator[Problem]:
    """Full-width and invisible characters in any text of any file; Chinese marks where YAML needs its own; brackets in words of the lexicon."""
    for document in loaded.documents:
        whole = document.words
        if "\uff0c" in whole:
            for location, text in _joined(document):
                yield document.problem(location, f"“{text[:20]}”只算一项:如果是几项,中间请用英文逗号隔开", ID, warning=True)
        if not _WIDE.search(whole) and not _UNSEEN.search(whole) and not _QUOTES.search(whole):
            continue
        for location, text in document.texts:
            if wide := _WIDE.search(text):
                yield document.problem(location, f"“{wide.group()}”是全角的,请改成半角", ID, warning=True)
            if location and location[0] != "sentences" and location[-1] in _TERSE and _QUOTES.search(text):
                yield document.problem(location, f'{text} 用了中文引号,请改成英文引号 "{_QUOTES.sub("", text)}"', ID)
            if unseen := _UNSEEN.search(text):
                near = text[max(0, unseen.start() - 4) : unseen.start()]
                after = f"“{near}”后面" if near else "开头"
                yield document.problem(location, f"{after}有看不见的字符(U+{ord(unseen.group()):04X}),请删掉重新打", ID, warning=True)
    for concept in loaded.concepts:
        for at, word in enumerate(concept.thing.words):
            if _BRACKETS.search(word):
                yield concept.problem(("words", at), f"词里有括号:“{word}”。没有人这样打字;单位请写在 units 里", ID)
        if _BRACKETS.search(concept.thing.name):
            yield concept.problem(("name",), f"名称里有括号:“{concept.thing.name}”。居民会看到它;单位请写在 units 里", ID)


def _joined(document: Document) -> Iterator[tuple[Location, str]]:
    """Lists in brackets whose one item has Chinese commas."""
    for location, text in document.texts:
        if "\uff0c" in text and location[-1:] == (0,) and (*location[:-1], 1) not in document.marks:
            (line, column), (list_line, list_column) = document.at(location), document.at(location[:-1])
            if line == list_line and column == list_column + 1:
                yield location, text
