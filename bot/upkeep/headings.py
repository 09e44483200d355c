"""A heading: a line, or the start of one, that names what follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HAN = "[一二三四五六七八九十百]"
_COUNT = "一二三四五六七八九十"
#: Kinds of numbering, the widest first; the place in the list is the heading's rank.
_KINDS = (
    re.compile(rf"第(?:{_HAN}{{1,3}}|\d{{1,2}})(?:章|部分|篇|编)(?:[:、.\s]|(?=[\u4e00-\u9fff]))"),
    re.compile(rf"第(?:{_HAN}{{1,3}}|\d{{1,2}})节(?:[:、.\s]|(?=[\u4e00-\u9fff]))"),
    re.compile(rf"{_HAN}{{1,3}}[、.](?!{_HAN}?[、.])"),
    re.compile(rf"\({_HAN}{{1,3}}\)"),
    re.compile(r"\d{1,2}(?:[、.](?!\d)|\.\d{1,2}(?=[\s\u4e00-\u9fff](?!元|亿|万|个|人|户)))"),
    re.compile(r"\(\d{1,2}\)|[①-⑳]"),
)
#: A line that names a half of a report without a number: 2019年工作回顾. It stands above 一、 and (一).
_UNNUMBERED = re.compile(
    r"(?:(?:19|20)\d\d年(?:度)?|过去一年|今年|上半年|今后五年|过去五年|下一步|下一年)?(?:的)?[\u4e00-\u9fff、“”]{0,14}?"
    r"(?:工作回顾|工作总结|工作情况|主要工作|工作安排|工作打算|工作任务|主要任务|工作重点|重点工作|工作思路|工作要求|总体要求|发展目标|主要目标|预期目标|存在问题|困难和问题|下一步打算)"
)
_UNNUMBERED_RANK = 1
#: ——工业稳步回升。 starts a paragraph: its label runs on into the text.
_DASHED = re.compile(r"[-—–]{1,2}\s*(?P<label>[\u4e00-\u9fff、“”]{4,20})[。:](?=\S)")
#: 一是工业稳步回升。 and 第一,聚焦民生。 start a paragraph; the rank of each.
_LEADS = (
    (6, re.compile(rf"(?P<mark>第(?P<number>{_HAN}{{1,2}})[,、:])(?P<label>[\u4e00-\u9fff、“”,]{{4,30}})[。:](?=\S|$)")),
    (7, re.compile(rf"(?P<mark>(?P<number>{_HAN}{{1,2}})是)(?P<label>[\u4e00-\u9fff、“”,]{{4,30}})[。:](?=\S|$)")),
)
_FEWEST_LEADS = 3
#: The rank of 1. and what is below it, which number sentences as often as headings.
NUMBERED = 4
#: A journalist's question: 问:, 记者:, 某某报记者提问:.
_ASKED = re.compile(r"(?:[问Q]|提问|记者(?:提问|问)?|[\u4e00-\u9fff、“”]{2,20}(?:记者|主持人)(?:[\u4e00-\u9fff]{2,4})?(?:提问|问)?)\s*\d{0,2}\s*:\s*(?=\S)")
_ANSWERED = re.compile(r"\s*(?:答|[\u4e00-\u9fff()、]{2,24}(?:答|回答|答复))\s*:")
_ASKS = re.compile(r"\?\s*$")
_SENTENCE = re.compile(r"[^。!?;]{0,60}")
_LONGEST = 60
#: A row of a table, whose first cell may be numbered.
#: A row of a table whose columns a single blank divides: 一、年末户籍人口 万人 26.48 27.07 27.55.
_NUMBERS_AT_END = re.compile(r"(?:\s-?\d[\d,.]*){3,}$")
_ROW = re.compile(r"\t|\||\S {2,}\S.* {2,}\S")


@dataclass(frozen=True)
class Heading:
    """A heading with its rank, 0 for the widest; a question put by a journalist has rank `QUESTION`."""

    rank: int
    text: str


QUESTION = 2


def heading_of(text: str) -> Heading | None:
    """The heading that a paragraph is or starts with (一、… (一)… 1.… 第一章 …, 问:…), or None.

    ——工业稳步回升。 is one too where the text goes on; 一是 and (1) inside a text number its sentences and head nothing.
    """
    if _ROW.search(text) or _NUMBERS_AT_END.search(text):
        return None
    if asked := _ASKED.match(text):
        rest = text[asked.end() :]
        if _ASKS.search(rest) or text.startswith(("问", "Q", "提问")) or "?" in rest:
            return Heading(QUESTION, text)
        return None
    for rank, kind in enumerate(_KINDS):
        if found := kind.match(text):
            return _named(rank, text, found.end())
    if _UNNUMBERED.fullmatch(text.rstrip(":")):
        return Heading(_UNNUMBERED_RANK, text.rstrip(":"))
    if found := _DASHED.match(text):
        return Heading(NUMBERED, f"——{found['label']}")
    return None


def leads(texts: Sequence[str]) -> dict[int, Heading]:
    """The headings of paragraphs that begin 一是…。 二是…。 三是…。 or 第一,…。 by the paragraphs' numbers: three or more, numbered on.

    Two such inside one paragraph, or one alone, number a text's sentences and head nothing.
    """
    out: dict[int, Heading] = {}
    for rank, kind in _LEADS:
        series: list[tuple[int, Heading]] = []
        found = [(at, match) for at, text in enumerate(texts) if (match := kind.match(text))]
        for at, match in [*found, (len(texts), None)]:
            number = _COUNT.find(match["number"]) + 1 if match and len(match["number"]) == 1 else 0
            if match is None or number != len(series) + 1:
                out |= dict(series) if len(series) >= _FEWEST_LEADS else {}
                series = []
            if match and number == len(series) + 1:
                series.append((at, Heading(rank, match["mark"].rstrip(",、:") + ("," if rank == _LEADS[0][0] else "") + match["label"])))
    return out


def _named(rank: int, text: str, at: int) -> Heading | None:
    rest = text[at:].strip()
    if not rest:
        return None
    head = (_SENTENCE.match(rest) or [""])[0].strip()
    whole = len(head) >= len(rest.rstrip("。:;? ")) and len(rest) <= _LONGEST
    if rank >= NUMBERED and not (len(head) <= 24 and not re.search(r"\d", head) and ((whole and not rest.endswith(";")) or (rank == NUMBERED and len(head) <= 20 and not whole))):
        return None
    if not whole and len(head) > 40:
        # 一、 starts a long sentence: its first clause has to do for a name.
        head = re.split("[,:]", head)[0][:30]
    if rank == 3 and not whole and re.search(r"[,].*\d", head):
        head = re.split(",", head)[0]
    marker = text[:at].strip()
    spaced = " " if marker.endswith(("章", "节", "分", "篇", "编")) else ""
    asked = "?" if whole and rest[len(head) :].startswith("?") else ""
    return Heading(rank, marker + spaced + head.rstrip(":, ") + asked)


def is_question(text: str) -> bool:
    """True for a paragraph that a journalist asks."""
    return bool(_ASKED.match(text)) and bool("?" in text)


def is_answer(text: str) -> bool:
    """True for a paragraph that starts an answer (答:)."""
    return bool(_ANSWERED.match(text))


#: What a report says of the whole again after its parts: thanks, what else was done, what is still lacking.
_CLOSING = re.compile(
    r"各位代表[,!:]|与此同时,|在(?:看到|肯定|总结)[\u4e00-\u9fff]{0,6}成绩的同时|在此,|总的来?看,|(?:一年来|过去一年|过去的一年|回顾[\u4e00-\u9fff]{0,6}),我们|[\u4e00-\u9fff]{0,6}成绩的取得"
)


def closes(text: str) -> bool:
    """True for a paragraph that speaks of the whole again: 各位代表,… behind (七)."""
    return bool(_CLOSING.match(text))


@dataclass
class Outline:
    """The headings above the current paragraph, as a reader goes down the text."""

    above: list[Heading] = field(default_factory=list)

    def enter(self, heading: Heading) -> None:
        """Go on under a heading."""
        while self.above and self.above[-1].rank >= heading.rank:
            self.above.pop()
        self.above.append(heading)

    def back(self) -> bool:
        """Go back from a lead (一是) to what it is a part of; False where the current paragraph is under none."""
        kept = [heading for heading in self.above if heading.rank < _LEADS[0][0]]
        under = len(kept) < len(self.above)
        self.above = kept
        return under

    def leave(self) -> bool:
        """Go back from the parts (一) and what is below them to what they are parts of; False where that has no heading."""
        wide = [heading for heading in self.above if heading.rank <= QUESTION]
        left = bool(wide) and len(wide) < len(self.above)
        self.above = wide if left else self.above
        return left

    @property
    def title(self) -> str:
        """The headings joined, the widest first."""
        return " ".join(heading.text for heading in self.above)
