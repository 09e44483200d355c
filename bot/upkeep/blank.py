"""A sentence of a report with a blank for one of its figures: the question that asks for that figure in all the words that the report has for it."""

import re

from bot.upkeep.stated import Stated

_SENTENCE = re.compile("[。;;!!??\n]")
_CLAUSE = re.compile("[,,::]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]+是|[((]?[一二三四五六七八九十\d]+[))、..]|其中|同时|此外|另外|累计|共计|共)+[,、::]?")
_ASIDE = re.compile(r"[((][^()()]*[))]")
_FIGURE = re.compile(r"\d")
_YEARS = re.compile(r"(?:19|20)\d\d(?:年度?)?(?:[-—~至到](?:19|20)\d\d)?年?(?:[底末初])?")
_MEMBER = re.compile("[、和及]")
#: A clause of fewer characters before a figure says too little by itself.
_FEW, _MOST = 14, 40


def blanked(one: Stated, unit: str) -> str:
    """`围绕十个重点领域提出多少项改革任务` of 76项 there, counted in 项; "" where nothing but the figure would be left."""
    text = one.paragraph.text
    before = _SENTENCE.split(text[: one.start])[-1]
    after = _CLAUSE.split(_SENTENCE.split(text[one.end :])[0])
    clauses = [_LEAD.sub("", _YEARS.sub("", _ASIDE.sub("", clause))) for clause in _CLAUSE.split(before)]
    told = clauses[-1]
    if _FIGURE.search(told):
        told = _MEMBER.split(told)[-1]
    for earlier in reversed(clauses[:-1]):
        if len(_HAN.findall(told)) >= _FEW or _FIGURE.search(earlier):
            break
        told = earlier + told
    rest = _ASIDE.sub("", after[0])
    if _FIGURE.search(rest):
        rest = ""
    whole = f"{told[-_MOST:]}多少{unit}{rest[:_MOST]}"
    return whole if len(_HAN.findall(whole)) >= 6 and not _FIGURE.search(told) else ""
