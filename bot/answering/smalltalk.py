"""Small talk: greetings, thanks, who are you. Whole messages only; a greeting before a question is part of the question."""

import re

from rapidfuzz import fuzz, process

from bot.answering.reply import Composer, Reply
from bot.language.text import key
from bot.matching.index import Index
from bot.matching.query import SCOPED, TERM, Query, Unit, asks, clauses

_LONGEST, _LONGEST_OF_ALL = 20, 32
_NEAR_CLAUSE = 76
# A message that names nothing of the report and is this near to a stored phrase (RapidFuzz ratio, 0 to 100) is that small talk, said otherwise.
_NEAR = 66
# Of five characters and less, one more must agree.
_NEAR_SHORT = 76
# A noun that weighs less than this share of the rarest names nothing that the report is about.
_LIGHT = 0.6
# A word of the lexicon that weighs this much, or any other that weighs more, is no turn of small talk.
_WORD, _PLAIN_WORD = 2.6, 4.2
# Who is spoken of is neither the bot nor the asker.
_OF_OTHERS = re.compile(r"[他她它]|书记|[局镇县区村市乡院校]长|主任|发言人|记者")


def smalltalk(text: str, query: Query, index: Index, composer: Composer) -> Reply | None:
    """The reply to a normalised message that is small talk and nothing else, or None."""
    spoken = key(text)
    number = index.talk.get(spoken)
    if number is None and len(spoken) <= _LONGEST and spoken not in index.by_key and not _substance(query, index):
        number = _clause(text, index)
        if number is None:
            number = _held(spoken, query, index)
        if number is None:
            near = process.extractOne(spoken, list(index.talk), scorer=fuzz.ratio, score_cutoff=_NEAR if len(spoken) > 5 else _NEAR_SHORT)
            number = index.talk[near[0]] if near and _names_no_more(query, near[0], index) else None
    if number is None and len(spoken) <= _LONGEST_OF_ALL and spoken not in index.by_key and not _binding(query, index):
        number = _near_clause(text, index)
        if number is None and not asks(text):
            number = _held(spoken, query, index)
    return None if number is None else Reply("smalltalk", index.knowledge.smalltalk[number].answer)


def _binding(query: Query, index: Index) -> bool:
    """True when a message names a thing, a procedure, a time, a place or a number."""
    named = any(unit.kind in ("subject", "procedure", "request") or _measures(unit, index) for unit in query.units)
    return named or bool(query.periods or query.places or any(number.value > 3 for number in query.numerals))


def _measures(unit: Unit, index: Index) -> bool:
    """True for a property that is measured in units (利润, 人数)."""
    concept = index.knowledge.lexicon.concepts.get(unit.name)
    return unit.kind == "metric" and concept is not None and bool(concept.units) and not concept.loose


def _names_no_more(query: Query, phrase: str, index: Index) -> bool:
    """True when a message names no thing or property that the small talk it resembles does not name (书记叫什么名字 is not 你叫什么名字)."""
    held = index.reader.read(phrase, forgiving=False).names
    return not _OF_OTHERS.search(query.text) and all(unit.name in held for unit in query.units if unit.kind in SCOPED or _tells(unit, index))


def _tells(unit: Unit, index: Index) -> bool:
    """True for a word that says which thing of the report is meant (哪条河, 哪个单位发布的)."""
    return unit.name in index.unit_idf and index.weight(unit.name) >= (_WORD if unit.kind != TERM else _PLAIN_WORD)


def _near_clause(text: str, index: Index) -> int | None:
    """The last clause of a message that is nearly small talk by itself."""
    for start, end in reversed(clauses(text)):
        spoken = key(text[start:end])
        near = process.extractOne(spoken, list(index.talk), scorer=fuzz.ratio, score_cutoff=_NEAR_CLAUSE) if len(spoken) > 1 else None
        if near and not _OF_OTHERS.search(spoken):
            return index.talk[near[0]]
    return None


def _substance(query: Query, index: Index) -> bool:
    """True when a message names anything that a report could be asked about."""
    if query.periods or query.places or any(number.value > 3 for number in query.numerals):
        return True
    top = max(index.unit_idf.values(), default=1.0)
    nouns = index.reader.dictionary.nouns
    return any(unit.kind in SCOPED - {"metric"} or _measures(unit, index) or (unit.name in nouns and index.unit_idf.get(unit.name, 0.0) >= _LIGHT * top) for unit in query.units)


def _clause(text: str, index: Index) -> int | None:
    """The last clause of a message that is small talk by itself (行,麻烦你啦)."""
    found = [index.talk.get(key(text[start:end])) for start, end in clauses(text)]
    return next((number for number in reversed(found) if number is not None), None)


def _held(spoken: str, query: Query, index: Index) -> int | None:
    """The small talk whose phrase makes up most of a message (谢谢啦,你真有耐心), the longest phrase first; of two as long the later one."""
    found: tuple[int, int, int] | None = None
    for phrase, number in index.talk.items():
        at = spoken.rfind(phrase)
        if at >= 0 and len(phrase) >= 2 and (found is None or (len(phrase), at) > found[:2]):
            found = (len(phrase), at, number)
    if found is None or 3 * found[0] < len(spoken):
        return None
    phrase = spoken[found[1] : found[1] + found[0]]
    return found[2] if not asks(query.text) or _names_no_more(query, phrase, index) else None
