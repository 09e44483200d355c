"""Scope: whether an entry is of the year, place and people that a question names. A mismatch vetoes any score."""

import itertools
import re
from dataclasses import dataclass

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.report import Report
from bot.language.numerals import Numeral
from bot.matching.index import MOSTLY_BARE, Index, absolute, measured_by, place_token, span_of
from bot.matching.query import ASKING, SHORT, Query, Unit
from bot.matching.ranking import same_measure

#: Why a question is refused when the entry does not speak of a unit of this kind; the first that applies is told.
_REASON_OF_KIND = {
    "personal": "personal",
    "opinion": "opinion",
    "request": "unknown",
    "population": "population",
    "procedure": "procedure",
    "metric": "metric",
    "subject": "unknown",
}


# 全国名企, 全省率先: the country or province tells what kind of thing it is, not whose figure is asked for.
_ATTRIBUTE = re.compile(r"性|级|统一|通用|首[个批家创]|率先|领先|知名|著名|有名|闻名|[名大]?[牌企]|名[特优校]|[优特]")
#: What only asks whether a figure is right.
_CHECKS = re.compile(r"对[吗不么嘛]|是不是|是[吗么]|[吧没]有?错|吧|属实|准数|准确")
#: Of what level a thing is: 省级, 国家级.
_LEVEL = re.compile(r"(?:国家|省|市|县|区|镇|乡|村)级")
_HIGH = ("国家级", "省级")
_AGE = re.compile(r"(?:\d+|[一二三四五六七八九十]{1,3})个?周?岁")
#: How loudly (`Scope.said`) an entry speaks of what a few of its phrasings name in passing, and of what about one in ten and more name.
STRAY, OFTEN = 0.35, 0.5
#: What asks after a change, in whatever words.
_CHANGE = re.compile("[增长涨升提扩多减降少跌退缩翻变]|[高低快慢好差大小强弱]了|同比|环比|比上|幅")
#: What asks for names, and no number: 5个试点区是哪几个, of which an entry may tell all five.
_WHICH = re.compile(r"哪[几些]")
#: What makes a stated figure a whole of which a part is asked for: 30台里, 12个当中.
_PART_OF_IT = re.compile("[^,。!?;]{0,8}?(?:里|中|之内)")
#: A number of this many digits without a unit (4640.3万里) is nothing else than the figure.
_TELLING_DIGITS = 3
_HOW_MANY = re.compile("多少|多大|多高|多长|多重")
_PEOPLE, _THINGS = frozenset("人名位口"), frozenset("户家项件处条部场栋")


@dataclass(frozen=True)
class Veto:
    """Why an entry may not answer: the reason of the contract, and what of the question does not fit (2018年, 舒城县, 房租)."""

    reason: str
    what: str


def year_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where the question names a time that the entry is not of."""
    scope, entry = index.scopes[number], index.knowledge.entries[number]
    report = index.knowledge.report_of[entry.report]
    pointed = query.points_back("time")
    for time in query.periods:
        if not pointed and not any(start <= time.start < end for start, end in query.focus):
            continue
        tokens = {absolute(token, report) for token in time.tokens}
        whole = {token for token in tokens if token[0] != "Y"}
        if whole and whole == span_of(report.period) and f"Y{report.year}" in scope.years and not _of_a_part(entry):
            tokens -= whole  # 一季度 asked of a report of the first quarter
        for token in sorted(tokens):
            if token not in (scope.years if token[0] == "Y" else scope.periods):
                return Veto("year", time.spelled)
    return None


def _of_a_part(entry: Entry) -> bool:
    """True when a figure of an entry is of a part of a year (2022第三季度)."""
    return any(token[0] != "Y" for figure in entry.figures for token in span_of(figure.period))


def canonical_place(name: str, report: Report) -> str:
    """A place in comparable form: "" for the covered one, 全市 for the city that it lies in, else the name without its level."""
    if name in (report.place, *report.aliases):
        return ""
    bare = name.rstrip("里内面头")
    level = bare[-1]
    if (len(bare) == 2 and bare[0] in "全我咱本") or len(bare) == 1 or bare.startswith(("咱们", "我们")):
        own = report.place[-1]
        return "" if level == own or (level in "县区" and own in "县区") else f"全{level}"
    for wider in report.within:
        if place_token(name) == place_token(wider):
            full = next((other for other in report.within if place_token(other) == place_token(wider) and other[-1] in "省市县州国"), wider)
            return f"全{full[-1]}"
    return place_token(name)


def place_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where the question names a place that is neither the covered one nor named by the entry."""
    if not query.places:
        return None
    scope, entry = index.scopes[number], index.knowledge.entries[number]
    report = index.knowledge.report_of[entry.report]
    held = {canonical_place(name, report) for name in scope.places} | {place_token(name) for name in scope.names}
    for place in query.places:
        if place.end - place.start == 2 and _ATTRIBUTE.match(query.text[place.end :]):
            continue
        if (place.role != "asked" and not query.points_back("place")) or any(other.start == place.end and not canonical_place(other.name, report) for other in query.places):
            continue  # told only, or the city written before the covered county
        token = canonical_place(place.name, report)
        if token and token not in held and place_token(place.name) not in held:
            return Veto("place", place.name)
    return None


def measure_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where something measured is asked for (人数, 金额, 面积) and the entry neither has such a figure nor speaks of one."""
    scope, lexicon = index.scopes[number], index.knowledge.lexicon
    known = [lexicon.concepts[unit.name] for unit in query.of_kind("metric") if unit.name in lexicon.concepts]
    measured = [concept.name for concept in known if concept.units and not concept.loose]
    wider = {name for concept in measured for name in lexicon.ancestors(concept)}
    asked = [name for name in measured if name not in wider]  # 余额还有多少万 asks for the 余额, no other amount
    if asked and all(name not in scope.names and name not in scope.figures for name in asked):
        return Veto("metric", asked[0])
    if known and not scope.figures & lexicon.quantities and not scope.names & lexicon.quantities and all(lexicon.is_quantity(concept.name) for concept in known):
        return Veto("metric", known[0].name)
    return None


def missed_veto(missed: tuple[Unit, ...]) -> Veto | None:
    """The veto of the first kind among the units that an entry does not speak of."""
    for kind, reason in _REASON_OF_KIND.items():
        for unit in missed:
            if unit.kind == kind:
                return Veto(reason, unit.name)
    return None


def veto(query: Query, number: int, index: Index) -> Veto | None:
    """The first veto on an entry: its time, its place, what it measures."""
    barred = year_veto(query, number, index) or place_veto(query, number, index)
    entry = index.knowledge.entries[number]
    if barred or not entry.is_fact or (index.bareness[number] > MOSTLY_BARE and not entry.figures):
        return barred  # of an entry with hardly a question and no data nobody knows what else it speaks of
    if counted := _counted_veto(query, number, index):
        return counted
    if _told_figure(query, number, index):
        return _property_veto(query, number, index)  # asked backwards from a figure: what is asked is what the figure is of
    vetoes = (_part_veto, _denial_veto, _level_veto, _change_veto, _age_veto, _kind_veto, _sibling_veto, measure_veto, _property_veto)
    return next((found for check in vetoes if (found := check(query, number, index))), None)


def _sibling_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where a subject is asked about that the entry does not speak of, and the entry is about another of the same family (省财政 where it
    is 区财政, both of 财政)."""
    scope, concepts = index.scopes[number], index.knowledge.lexicon.concepts
    for unit in query.of_kind("subject"):
        if unit.name in scope.names or unit.name not in concepts:
            continue
        family = frozenset(concepts[unit.name].broader)
        if any(not family.isdisjoint(concepts[name].broader) for name in scope.core.keys() - query.names if name in concepts):
            return Veto("unknown", unit.name)
    return None


def _part_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where a part is asked for and the entry is about a whole that only lists it: its phrasings do not agree on the part."""
    said = index.scopes[number].said
    apart = next((unit for unit in query.parts if said.get(unit.name, 0.0) < OFTEN), None)
    return Veto("metric", apart.name) if apart else None


def _change_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where a level is asked for (零售总额一共多少亿元) and the entry only has how it changed (比上年增加37亿元)."""
    lexicon, entry = index.knowledge.lexicon, index.knowledge.entries[number]
    changes = [figure.metric in lexicon.changes for figure in entry.figures]
    counted = query.how_many or any(unit.name in lexicon.quantities for unit in query.of_kind("metric"))
    if not changes or not all(changes) or not counted or lexicon.changes & query.names or _CHANGE.search(_HOW_MANY.sub("", query.text)):
        return None
    return Veto("metric", min((unit.name for unit in query.of_kind("metric")), default=""))


def _denial_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where the question denies what the entry is about (没通过的有多少), and hardly a phrasing of the entry denies anything."""
    said, denials = index.scopes[number].said, index.knowledge.lexicon.denials
    if any(said.get(name, 0.0) > STRAY for name in denials):
        return None
    for denial, unit in itertools.pairwise(unit for unit in query.units if unit.role == "asked"):
        about = unit.start == denial.end and unit.kind not in ASKING and said.get(unit.name, 0.0) >= OFTEN
        if denial.name in denials and about and query.text[denial.start - 1 : denial.start] != "了":  # 查清楚了没 denies nothing
            return Veto("metric", query.text[denial.start : unit.end])
    return None


def _level_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where the question asks for things of one level (市级示范村) and the entry tells of those of another one only (省级), or how many
    there are of a high level (国家级) and the entry tells of all."""
    entry = index.knowledge.entries[number]
    asked, told = _LEVEL.findall(query.text), _LEVEL.findall(entry.question + entry.answer)
    apart = asked and not set(asked) & set(told) and (told or (query.how_many and asked[0] in _HIGH))
    return Veto("metric", asked[0]) if apart else None


def _age_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where those of an age are counted (60岁以上的有多少人) and the entry tells of no age."""
    aged = _AGE.search(query.text) if query.how_many else None
    asked = aged and any(start <= aged.start() < end for start, end in query.focus)
    entry = index.knowledge.entries[number]
    return Veto("population", aged[0]) if aged and asked and not _AGE.search(entry.question + entry.answer) else None


def _counted_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where the question states one of the entry's figures to the last digit and asks for another number (30户里有几户…).

    The entry may answer where one of its other figures has what is asked; and where it is only a companion that is stated, with its own figure,
    unless a part of the stated one is asked for and its own is of something else or no part.
    """
    if not query.how_many or not query.numerals or _CHECKS.search(query.text):
        return None
    entry, lexicon = index.knowledge.entries[number], index.knowledge.lexicon
    figures = entry.figures
    stated = {at: said for said in query.numerals if not said.rough and said.value > 3 for at, figure in enumerate(figures) if _is_exactly(said, figure)}
    if not stated or (_WHICH.search(query.text) and any(len(entry.names) >= said.value for said in stated.values())):
        return None
    wanted = {unit.name for unit in query.of_kind("metric") if not unit.loose}
    refused = Veto("metric", min(wanted, default=""))
    whole = next((said for said in stated.values() if _PART_OF_IT.match(query.text, said.end)), None)
    for figure in (figure for at, figure in enumerate(figures) if at not in stated):
        measured = measured_by(figure, lexicon)
        measured |= {wider for name in measured for wider in lexicon.ancestors(name)}
        if _alike("个", figure.measure):
            measured.add(lexicon.by_unit.get("个", ""))
        larger = whole is not None and _alike(whole.unit, figure.measure) and figure.plain > whole.value  # no part of it
        if not larger and (figure.measure in query.measures or wanted & measured):
            return None
    if 0 in stated or wanted or query.measures:
        return refused
    return refused if whole and not (_alike(whole.unit, figures[0].measure) and figures[0].plain <= whole.value) else None


def _is_exactly(said: Numeral, figure: Figure) -> bool:
    alike = same_measure(said.unit, said.percent, figure.measure)
    if alike is None:
        alike = _alike(said.unit, figure.measure) or len(said.value.normalize().as_tuple().digits) >= _TELLING_DIGITS
    return alike and said.value in (figure.plain, figure.value)


def _alike(unit: str, measure: str) -> bool:
    """True for the same measure, two for people, and 个 beside one for people or things."""
    return unit == measure or {unit, measure} <= _PEOPLE or (unit == "个" and measure in _PEOPLE | _THINGS)


def _told_figure(query: Query, number: int, index: Index) -> bool:
    """True when the question states one of the entry's figures and asks for no other."""
    concepts = index.knowledge.lexicon.concepts
    if any(concepts[unit.name].units and not concepts[unit.name].loose for unit in query.of_kind("metric") if unit.name in concepts):
        return False
    figures = index.knowledge.entries[number].figures
    return any(said.value > 3 and said.unit and said.agrees_with(figure.plain) and said.unit in figure.measure for said in query.numerals for figure in figures)


def _property_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where a property without a unit is asked for (电话, 名单, 条件) that the entry does not speak of."""
    scope, lexicon = index.scopes[number], index.knowledge.lexicon
    for unit in query.of_kind("metric"):
        concept = lexicon.concepts.get(unit.name)
        if concept and not concept.units and not concept.loose and unit.name not in scope.names | scope.figures:
            return Veto("metric", unit.name)
    return None


#: Kinds that no fact answers unless it speaks of them.
_BARRING = frozenset(("procedure", "request", "population"))
#: Kinds that in a long message may be part of the story, unless people or households are counted: nobody asks that of his own case.
_OWN, _WHOSE = frozenset(("personal", "opinion")), frozenset("人户")


def _kind_veto(query: Query, number: int, index: Index) -> Veto | None:
    """A veto where a procedure or a group of people is asked about that the entry does not speak of."""
    names = index.scopes[number].names
    own = len(query.key) <= SHORT and not query.measures & _WHOSE
    kinds = _BARRING | _OWN if own else _BARRING
    return missed_veto(tuple(unit for unit in query.of_kind(*kinds) if unit.name not in names and not unit.loose and not _headed(unit, names)))


def _headed(unit: Unit, names: frozenset[str]) -> bool:
    """True for a group that heads the name of one that an entry speaks of: 人才 of 科技人才."""
    return unit.kind == "population" and any(name.endswith(unit.name) for name in names)
