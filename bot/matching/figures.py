"""The facts as data: which figures a question means that hardly names a subject (一共搞了几轮, 达到100%的是什么)."""

from bot.matching.index import Index
from bot.matching.query import ASKING, SCOPED, Query
from bot.matching.ranking import agrees, same_measure
from bot.matching.scope import veto

#: More facts than this are no choice to offer.
_MOST = 4
#: A plain word that weighs less says nothing about the subject.
_TELLS = 1.5


def by_figures(query: Query, index: Index) -> tuple[int, ...]:
    """The numbers of the facts whose asked figure has the named measure or value, and that speak of all else that the question names.

    Empty where the question names neither, or where more than four fit.
    """
    numbers = [number for number in query.numerals if number.percent or number.value > 3]
    if not query.units or not (query.measures or numbers):
        return ()
    asked = [unit.name for unit in query.units if unit.role == "asked" and (unit.kind in SCOPED - ASKING or index.weight(unit.name) >= _TELLS) and unit.kind not in ASKING]
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
