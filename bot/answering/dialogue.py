"""A dialogue: what a follow-up carries over from the turns before it, and which offered choice it takes."""

import re
from dataclasses import dataclass, replace

from bot.knowledge.entry import Entry
from bot.language.numerals import han_value
from bot.matching.index import MOSTLY_BARE, Index
from bot.matching.query import ASKING, TERM, Query, Unit
from bot.matching.scope import veto

_ORDINAL = re.compile(r"^(?:那|就|我?要|我?选|我问的是|是)?(?:第)?([一二三四五六七八九1-9])(?:个|条|项|种|点)?(?:吧|呢|的|呀|啊)?$")
_POINT = re.compile(r"第([一二两三四五六七八九十\d]{1,3})(?:点|条|项|个方面|方面|个|招|步|张)|最后(?:一|那)?(?:点|条|项|个方面|招)")
_ENDS = {"前一个": 0, "前面那个": 0, "前者": 0, "前面的": 0, "上面那个": 0, "头一个": 0, "后一个": -1, "后面那个": -1, "后者": -1, "最后一个": -1, "后面的": -1, "下面那个": -1}
_ALL = re.compile(r"^(?:都|两个都|全部|全都|一起|两个|三个|两样都|都要|都说|都讲)(?:要|说|讲|想知道|告诉我|看|问)?(?:说|讲|一下|下|看)?(?:吧|呢)?$")
_MORE = re.compile(r"^(?:那)?(?:还有(?:吗|呢|没有|别的吗|其他的吗|啥|什么|没)?|别的呢|其他的?呢|另外呢|然后呢|继续|接着说|再说说|还有没有)$")
_LEANING = re.compile(r"^(?:那|这|其中|里面|里头|当中|它|他|她|换成|换|改成|如果是|要是|同样|再|后来|还|又|也|对应)|呢$|(?:那个|那些|这个|这些|的那种|那种)$|^.{0,4}的$")
_NEW = re.compile(r"^(?:换个话题|换个问题|另外问|再问个别的|对了|顺便问|还想问个别的|问个别的|说个别的|不说这个)")
_OTHER = re.compile(r"^(?:那|那么)?(?:另外|另|剩下|余下|其余|没选|还有)(?:的|那|的那)?(?:一)?(?:个|条|项|种)?(?:是啥|是什么)?(?:呢|啊|呀)?$")
# A unit that weighs less than this share of the rarest tells no subject of its own.
_SUBSTANCE = 0.45
# Beside the number of a point a word that weighs this much says of which list.
_OF_A_LIST = 2.6


@dataclass(frozen=True)
class Conversation:
    """What is remembered between two turns, as plain values.

    `about` are the ids of the entries last spoken of, `offered` those of an open choice, `units` the names and kinds of what was
    asked last; `report` is the id of the report last answered from, where there are several.
    """

    about: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    report: str = ""

    def __bool__(self) -> bool:
        return bool(self.about or self.offered)

    @property
    def chosen(self) -> bool:
        """True when one of the offered entries has been taken; the others can still be."""
        return any(id in self.offered for id in self.about)


def changes_subject(query: Query) -> bool:
    """True when the asker says so (换个话题, 对了)."""
    return bool(_NEW.match(query.text))


def leans(query: Query, index: Index, ambiguous: bool = False, *, part: bool = False) -> bool:
    """True when a question does not stand on its own: it names no subject, or starts or ends as a follow-up does.

    A whole message leans too where it is `ambiguous` by itself or names nothing but what is done (是哪几年形成的); not so a `part` of a longer one.
    """
    if leans_in_form(query) or not stands(query, index):
        return True
    nouns = index.reader.dictionary.nouns
    return not part and (
        ambiguous or not any(unit.role == "asked" and (unit.kind in ("subject", "population") or unit.name in nouns) for unit in query.units if unit.kind not in ASKING)
    )


def leans_in_form(query: Query) -> bool:
    """True when a question starts or ends as a follow-up does (那…, …呢)."""
    return bool(_LEANING.search(query.key))


def dangles(query: Query, index: Index) -> bool:
    """True for a follow-up in form (那金额呢) that names no subject."""
    return leans_in_form(query) and not stands(query, index) and not query.numerals


def stands(query: Query, index: Index) -> bool:
    """True when a question names a subject of its own."""
    top = max(index.unit_idf.values(), default=1.0)
    return any(unit.role == "asked" and unit.kind in ("subject", TERM, "population") and index.weight(unit.name) >= top * _SUBSTANCE for unit in query.units)


def means_something(query: Query, index: Index) -> bool:
    """True when a question holds a word of the lexicon, a noun, a time, a place or a number that the knowledge may know, or any word of bare
    knowledge, which may be of anything."""
    if query.units and index.mean_bareness > MOSTLY_BARE:
        return True
    known = any(unit.kind != TERM or unit.name in index.reader.dictionary.nouns or (unit.name in index.unit_idf and len(unit.name) > 1) for unit in query.units)
    return known or bool(query.periods or query.places or query.numerals)


def beyond(query: Query, conversation: Conversation) -> int | None:
    """The number that a short message gives for an offered choice which has no such number, or None."""
    match = _ORDINAL.match(query.key)
    if not match or not conversation.offered or conversation.chosen:
        return None
    number = int(match[1]) if match[1].isdigit() else int(han_value(match[1]) or 0)
    return None if 1 <= number <= len(conversation.offered) else number


def picked(query: Query, conversation: Conversation, index: Index) -> tuple[Entry, ...]:
    """The offered entries that a short message takes by number, by place or by 都; empty when it takes none so."""
    offered = [index.knowledge.by_id[id] for id in conversation.offered if id in index.knowledge.by_id]
    text = query.key
    if not offered or (conversation.chosen and points_of(conversation, index)):
        return ()
    if conversation.chosen and _OTHER.match(text):
        left = tuple(entry for entry in offered if entry.id not in conversation.about)
        return left if len(left) == 1 else ()
    if match := _ORDINAL.match(text):
        number = int(han_value(match[1]) or 0) if not match[1].isdigit() else int(match[1])
        return (offered[number - 1],) if 1 <= number <= len(offered) else ()
    for words, place in _ENDS.items():
        if text.strip("那就要选吧呢") == words:
            return (offered[place],)
    if _ALL.match(text):
        return tuple(offered)
    return ()


def chosen_by_word(query: Query, conversation: Conversation, index: Index) -> Entry | None:
    """The one offered entry that a message singles out by a word that the other offered ones do not have."""
    numbers = [index.number_of[id] for id in conversation.offered if id in index.number_of]
    if len(numbers) < 2:
        return None
    if named := {token for time in query.periods for token in time.tokens}:
        of_that_time = [number for number in numbers if index.scopes[number].moments & named]
        return index.knowledge.entries[of_that_time[0]] if len(of_that_time) == 1 else None
    if all(veto(query, number, index) for number in numbers):
        return None
    own = {}
    elsewhere = any(unit.kind in ("subject", "population") and all(unit.name not in index.scopes[n].names for n in numbers) for unit in query.units)
    asked = {unit.name for unit in query.units if unit.role == "asked"}
    if any(unit.kind in ("metric", "procedure", "personal", "opinion") and all(unit.name not in index.scopes[n].names for n in numbers) for unit in query.units):
        return None
    for number in numbers:
        others = set().union(*(index.scopes[other].names for other in numbers if other != number))
        mine = index.scopes[number].core.keys() - others  # what it is about, not what it merely mentions
        chars = set(index.knowledge.entries[number].question) - set("".join(index.knowledge.entries[other].question for other in numbers if other != number))
        by_char = 0.0 if elsewhere else 0.3 * sum(1 for char in set(query.bare) if char in chars)
        own[number] = sum(index.weight(name) for name in sorted(asked & mine)) + by_char
    ranked = sorted(own, key=lambda number: (-own[number], number))
    return index.knowledge.entries[ranked[0]] if own[ranked[0]] > 0 and own[ranked[0]] > 1.5 * own[ranked[1]] else None


def point(query: Query, conversation: Conversation, index: Index) -> tuple[int, tuple[str, ...]] | None:
    """The number of the point that is asked for (第三点) and the ids of the points of the list that the talk is about."""
    match = _POINT.search(query.text)
    if not match:
        return None
    listed = points_of(conversation, index)
    return (_number(match, len(listed)), listed) if listed else None


def _number(match: re.Match[str], count: int) -> int:
    """The number (from 1) that a match of `_POINT` names among `count` points."""
    if not match[1]:
        return count
    return int(match[1]) if match[1].isdigit() else int(han_value(match[1]) or 0)


def points_of_any_list(query: Query, index: Index, most: int = 4) -> tuple[str, ...]:
    """The points of that number of the longest lists, in the order of the knowledge, where a question names a number (第三点讲的啥) and no list; at
    most `most` of them."""
    match = _POINT.search(query.text)
    if not match or query.periods or query.places:
        return ()
    others = (unit for unit in query.units if not match.start() <= unit.start < match.end())
    if any(unit.kind in ("subject", "population") or (unit.kind in ASKING and not unit.loose) or index.weight(unit.name) >= _OF_A_LIST for unit in others):
        return ()
    held = {id for entry in index.knowledge.entries for id in entry.points}
    lists = [(-len(entry.points), number, entry.points) for number, entry in enumerate(index.knowledge.entries) if len(entry.points) > 1 and entry.id not in held]
    longest = sorted(lists)[:most]
    return tuple(points[_number(match, len(points)) - 1] for _, _, points in sorted(longest, key=lambda one: one[1]) if 1 <= _number(match, len(points)) <= len(points))


def points_of(conversation: Conversation, index: Index) -> tuple[str, ...]:
    """The points of the list that the last entry belongs to, else of the one that it is."""
    for id in conversation.about:
        for entry in index.knowledge.entries:
            if id in entry.points:
                return entry.points
    for id in conversation.about:
        own = index.knowledge.by_id.get(id)
        if own and own.points:
            return own.points
    return ()


def following(conversation: Conversation, index: Index) -> tuple[str, ...]:
    """The points of a list that come after the one last told; empty where none was told, or the last."""
    points = points_of(conversation, index)
    told = next((points.index(id) for id in conversation.about if id in points), len(points))
    return points[told + 1 :]


def asks_of_it(query: Query) -> bool:
    """True for a bare property of what was spoken of (人呢, 钱呢)."""
    return query.key.endswith("呢") and any(unit.kind == "metric" for unit in query.units) and len(query.units) == 1


def asks_more(query: Query) -> bool:
    """True for 还有吗, 别的呢."""
    return bool(_MORE.match(query.key))


def carried(query: Query, conversation: Conversation, index: Index) -> Query:
    """The question with what it leaves out: the units of the conversation, less those that it replaces.

    A metric of its own replaces the earlier one; a subject of its own stands beside the earlier one, which then only speaks for entries,
    never against them.
    """
    own_metric = any(unit.kind == "metric" for unit in query.units)
    held: dict[str, str] = dict(conversation.units)
    for id in conversation.about:
        number = index.number_of.get(id)
        if number is not None:
            standard = index.phrasings[index.of_entry[number][0]]
            for name in sorted(standard.names):
                concept = index.knowledge.lexicon.concepts.get(name)
                held.setdefault(name, concept.kind if concept else TERM)
    units = [
        Unit(name, kind, 0, 0, role="carried")
        for name, kind in held.items()
        if name not in query.names and not (kind == "metric" and own_metric) and kind not in ("procedure", "personal", "opinion", "request")
    ]
    return replace(query, units=(*query.units, *units))


def neighbours(conversation: Conversation, index: Index) -> tuple[int, ...]:
    """The entries of the same topic as those last spoken of, and their related ones."""
    topics = {index.knowledge.by_id[id].topic for id in (*conversation.about, *conversation.offered) if id in index.knowledge.by_id}
    related = {other for id in conversation.about if id in index.knowledge.by_id for other in index.knowledge.by_id[id].related}
    return tuple(number for number, entry in enumerate(index.knowledge.entries) if entry.topic in topics or entry.id in related)
