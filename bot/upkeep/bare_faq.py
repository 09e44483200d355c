"""A bare FAQ: the standard questions of a knowledge and nothing else, with questions that it can answer and some that it cannot.

What stays hidden is known: the similar questions are asked, and those of the topics that are left out cannot be answered.
"""

from dataclasses import dataclass, replace

from bot.knowledge.folder import Knowledge
from bot.knowledge.lexicon import Lexicon
from bot.matching.index import Index, build

#: Every n-th topic is left out, and every n-th similar question is asked.
LEFT_OUT, ASKED = 5, 10
#: The kinds of concepts of a domain; another domain's stand in no lexicon.
_OF_A_DOMAIN = frozenset(("subject", "population"))


@dataclass(frozen=True)
class BareFaq:
    """Standard questions in an index, and what is asked of them, each with the number of its entry or None where that is left out."""

    index: Index
    asked: tuple[tuple[str, int | None], ...]


def bare_faq(knowledge: Knowledge, turn: int = 0, *, words: bool = True) -> BareFaq:
    """Strip a knowledge: no answers, figures, similar questions, topics or known unknowns are left, without `words` no names of things.

    Each `turn` leaves out other topics (where there are few, other entries) and, up to the tenth, asks other questions.
    """
    entries = knowledge.entries
    topics = list(dict.fromkeys(entry.topic for entry in entries))
    first = turn % LEFT_OUT
    gone = set(topics[first::LEFT_OUT]) if len(topics) >= LEFT_OUT else {entry.id for entry in entries[first::LEFT_OUT]}
    stored = [number for number, entry in enumerate(entries) if not gone & {entry.topic, entry.id}]
    place = {number: at for at, number in enumerate(stored)}
    plain = [replace(entries[number], similar=(), answer=entries[number].question, figures=(), names=(), related=(), points=(), topic="", reason="") for number in stored]
    lexicon = knowledge.lexicon if words else Lexicon({name: concept for name, concept in knowledge.lexicon.concepts.items() if concept.kind not in _OF_A_DOMAIN})
    asked = [(text, place.get(number)) for number, entry in enumerate(entries) for text in entry.similar][turn::ASKED]
    return BareFaq(build(replace(knowledge, entries=tuple(plain), lexicon=lexicon)), tuple(asked))
