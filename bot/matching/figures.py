"""The facts as data: which figures a question means that hardly names a subject (一共搞了几轮, 达到100%的是什么)."""

import math

from bot.knowledge.entry import Figure
from bot.language.numerals import Numeral
from bot.matching.index import Index
from bot.matching.query import ASKING, SCOPED, TERM, Query, asks
from bot.matching.ranking import agrees, asked_properties, same_measure
from bot.matching.scope import veto

#: More facts than this are no choice to offer.
_MOST = 4
#: A question that more facts fit alike than this is too vague for a choice.
_MOST_OPEN = 8
#: A question with more characters tells more than a thing and a property; what it means is in the rest.
_VAGUE = 16
#: Who states a figure and asks for a number asks for another one, where this share of the question's weight is not the fact's.
_ANOTHER = 0.25
#: A plain word that weighs less says nothing about the subject.
_TELLS = 1.5


def by_figures(query: Query, index: Index) -> tuple[int, ...]:
    """The numbers of the facts whose asked figure has the named measure or value, and that speak of all else that the question names.

    Empty where the question names neither, or where more than four fit.
    """
    numbers = [number for number in query.numerals if number.percent or number.value > 3]
    if not any(unit.name in index.unit_idf for unit in query.units) or not (query.measures or numbers):
        return ()
    bound = [unit for unit in query.units if unit.role == "asked" and unit.kind not in ASKING]
    asked = [unit.name for unit in bound if unit.kind in SCOPED or (not numbers and index.weight(unit.name) >= _TELLS)]
    found: list[int] = []
    for number, entry in enumerate(index.knowledge.entries):
        if not entry.is_fact or not entry.figures:
            continue
        first, scope = entry.figures[0], index.scopes[number]
        if query.measures and first.measure not in query.measures:
            continue
        if any(same_measure(said.unit, said.percent, first.measure) is False or not agrees(said, first.plain, first.value) for said in numbers):
            continue
        if all(name in scope.names for name in asked) and veto(query, number, index) is None:
            found.append(number)
            if len(found) > _MOST:
                return ()
    return tuple(found)


def by_stated_figure(query: Query, index: Index) -> tuple[int, ...]:
    """The numbers of the facts that hold a figure which the question states exactly (52.55万花在哪了), in the order in which they fit.

    They speak of every thing and group that the question names. First come those that have what is asked for, then those whose own
    figure it is.
    """
    stated = [said for said in query.numerals if not said.rough and (said.value >= 10 or said.value % 1) and len(said.value.normalize().as_tuple().digits) > 1]
    if not stated or all(unit.kind == TERM for unit in query.units):
        return ()
    bound = {unit.name for unit in query.of_kind(*SCOPED - ASKING)}
    told = [unit.name for unit in query.units if unit.role == "asked"] if query.how_many else []
    most = _ANOTHER * math.fsum(map(index.weight, told))
    properties = {name for name in asked_properties(query) if name in index.knowledge.lexicon.concepts and not index.knowledge.lexicon.concepts[name].loose}
    ranked: list[tuple[int, int, int]] = []
    for number, entry in enumerate(index.knowledge.entries):
        scope = index.scopes[number]
        held = [at for at, figure in enumerate(entry.figures) if any(_is(said, figure) for said in stated)]
        if not entry.is_fact or not held or not bound <= scope.names or not properties <= scope.figures | scope.names or veto(query, number, index):
            continue
        if math.fsum(index.weight(name) for name in told if name not in scope.names) > most:
            continue  # who asks for another number says of what: 9856人就业,多少是省外的
        lacking = len(properties - scope.asks) + bool(query.measures and entry.figures[0].measure not in query.measures)
        ranked.append((lacking, held[0], number))
    return tuple(number for *_, number in sorted(ranked))


def _is(said: Numeral, figure: Figure) -> bool:
    """True when a stated number is a figure, to the last digit, in plain units or as printed."""
    return same_measure(said.unit, said.percent, figure.measure) is not False and said.value in (figure.plain, figure.value)


def left_open(query: Query, index: Index) -> tuple[int, ...]:
    """The numbers of the facts that a question fits alike: each has the property that is asked for and speaks of every thing that the question
    names, as far as a fact is about it; in the order of the knowledge.

    Empty where fewer than two fit or more than `_MOST_OPEN`, and where nothing of the kind is asked.
    """
    if len(query.key) > _VAGUE or not asks(query.text) or any(number.percent or number.value > 3 for number in query.numerals):
        return ()
    lexicon, nouns = index.knowledge.lexicon, index.reader.dictionary.nouns
    properties = asked_properties(query, strictly=True) or asked_properties(query)
    measures = query.measures & index.measures
    asked = [unit for unit in query.units if unit.role == "asked" and unit.kind not in ASKING]
    named = {
        unit.name
        for unit in asked
        if unit.kind in SCOPED
        or (index.weight(unit.name) >= _TELLS and (unit.kind != TERM or unit.name in nouns) and (unit.name in index.themes or unit.name not in index.unit_idf))
    }
    if not properties and not named:
        return ()
    wanted = [(lexicon.meant_by(name), lexicon.concepts[name].units if name in lexicon.concepts else ()) for name in sorted(properties)]
    found: list[int] = []
    for number, entry in enumerate(index.knowledge.entries):
        scope = index.scopes[number]
        if not entry.is_fact or not named <= scope.names or not all(names & scope.asks for names, _ in wanted):
            continue
        own = entry.figures[0].measure if entry.figures else ""
        if (measures and own not in measures) or any(units and own not in units for _, units in wanted) or veto(query, number, index):
            continue
        found.append(number)
        if len(found) > _MOST_OPEN:
            return ()
    return tuple(found) if len(found) > 1 else ()
