"""Evidence: where a section of the published text prints a figure, and how well what stands around it fits what the knowledge says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.knowledge.entry import Entry, Figure
from bot.knowledge.printed import Printed, arabic, chinese, says
from bot.language.text import key, normalise
from bot.upkeep.outlined import Line, Part

_SENTENCE_END = re.compile(r"[。;;!?!?]")
_CLAUSE_END = re.compile(r"[,,、。;;::!?!?(()]")
_SCALED = re.compile(r"[ 余多来几]*(?:十|百|千)?[万亿]{0,2}")
# A number's unit may stand behind a word of two characters, none of which is a unit of its own: 420重点户, but not 42万元.
_LOOSE_WORD = re.compile(r"(?P<word>[^\W\d_万亿千百十个人户元次项条处名位轮期笔套栋亩件家所台辆吨%]{2}[^\W\d_])(?![次元])")
_RANKS = ("位", "名")
_CELLS, _NO_COUNT = re.compile(r"[\t|]"), re.compile(r"[万亿元%度斤吨米亩]|公里|公顷")
_COUNTERS = ("个", "项", "种", "类")
# What a pair of characters of the figure's own subject next to the number is worth beside one elsewhere in its sentence.
_NEAR, _SENTENCE = 3.0, 1.0


@dataclass(frozen=True)
class Sighting:
    """One number of a line of the text."""

    line: Line
    number: Printed

    @cached_property
    def sentence(self) -> str:
        """The sentence that the number stands in."""
        return _around(self.number, _SENTENCE_END)

    @cached_property
    def near(self) -> str:
        """The words from the number before it, or the start of its sentence, up to the clause's end."""
        before = _SENTENCE_END.split(self.number.before)[-1]
        before = re.split(r"\d[^,,、]{0,3}", before)[-1] if re.search(r"\d", before) else before
        return before[-24:] + _CLAUSE_END.split(self.number.text[self.number.end :])[0]

    def fits(self, figure: Figure, entry: Entry) -> float:
        """How much of what the knowledge says of the figure stands around the number."""
        return self.has(pairs(figure.subject) | pairs(figure.population) | pairs(entry.question))

    def has(self, own: frozenset[str]) -> float:
        """How many of some pairs of characters stand around the number, those next to it counting more."""
        return _NEAR * len(own & pairs(self.near)) + _SENTENCE * len(own & pairs(self.sentence))


def sightings(part: Part, figure: Figure) -> tuple[Sighting, ...]:
    """The numbers of a part that print the figure: same value, same unit, at once or after a word (420重点户), or in a cell that has no unit."""
    return tuple(sighting for sighting in numbers(part) if _prints(sighting.number, figure) or _apart(sighting.number, figure) or _in_a_cell(sighting, figure))


def _prints(number: Printed, figure: Figure) -> bool:
    """True when a number prints a figure; 五大 counts things (五个, 五项) and measures nothing (五万亩)."""
    return number.prints(figure) and (number.arabic or not number.after.startswith("大") or figure.unit in _COUNTERS)


def _apart(number: Printed, figure: Figure) -> bool:
    after = _LOOSE_WORD.match(number.after)
    return number.arabic and number.equals(figure) and bool(after) and after["word"].endswith(normalise(figure.unit)) and len(figure.unit) < len(after["word"])  # type: ignore[index]


def _in_a_cell(sighting: Sighting, figure: Figure) -> bool:
    """True when a number is all that a cell of a table holds, and the figure counts something: what, only its reader can say."""
    counts = sighting.number.arabic and sighting.number.equals(figure) and not _NO_COUNT.search(figure.unit)
    return counts and sighting.number.spelled in (cell.strip() for cell in _CELLS.split(sighting.line.text)[1:])


def printed_in(part: Part, figure: Figure) -> bool:
    """True when a line of the part prints the figure, be it as a rank (首位)."""
    return bool(sightings(part, figure)) or (figure.unit in _RANKS and any(says(line.plain, figure) for line in part.lines))


@lru_cache(maxsize=256)
def numbers(part: Part) -> tuple[Sighting, ...]:
    """All numbers of a part."""
    return tuple(Sighting(line, number) for line in part.lines for number in (*arabic(line.plain), *chinese(line.plain)))


def measured(part: Part, figure: Figure) -> Iterator[Sighting]:
    """The numbers of a part in the figure's measure (元, 万元 and 亿元 are one)."""
    measure = normalise(figure.measure)
    for sighting in numbers(part):
        rest = _SCALED.sub("", sighting.number.text[sighting.number.end :], count=1)
        if sighting.number.arabic and (rest.startswith(measure) or (measure == "%" and sighting.number.percent)):
            yield sighting


@lru_cache(maxsize=65536)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, digits left out."""
    bare = re.sub(r"\d+", "", key(normalise(text)))
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _around(number: Printed, end: re.Pattern[str]) -> str:
    return end.split(number.before)[-1] + number.text[number.start : number.end] + end.split(number.text[number.end :])[0]
