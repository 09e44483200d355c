"""An outlined text: the lines of a published text, each laid under the section of the report's outline that it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.printed import comparable
from bot.knowledge.report import Report, Section
from bot.language.text import key, normalise
from bot.upkeep.published import Published

# A line opens a section when it has this share of the pairs of characters of the section's title. From the shipped report and the
# invented ones: true headings reach 0.6 even where the outline words them anew, others stay below 0.35.
LEAST = 0.5
# How much of a line is looked at: a heading, or the words with which a paragraph opens.
_OPENING = 60


@dataclass(frozen=True)
class Line:
    """One line of the text; `plain` is what figures and names are sought in, `bare` its letters, characters and digits only."""

    text: str
    number: int
    is_title: bool = False

    @cached_property
    def plain(self) -> str:
        """The line made comparable for numbers."""
        return comparable(self.text)

    @cached_property
    def bare(self) -> str:
        """The line without punctuation and spaces."""
        return key(normalise(self.text))


@dataclass(frozen=True)
class Part:
    """What one section of the outline is made of; no lines: the text has no such heading."""

    section: Section
    lines: tuple[Line, ...]

    @cached_property
    def bare(self) -> str:
        """All lines without punctuation and spaces, a space between them."""
        return " ".join(line.bare for line in self.lines)


@dataclass(frozen=True)
class Outlined:
    """The parts of a published text in the order of the outline."""

    published: Published
    parts: tuple[Part, ...]

    @cached_property
    def by_key(self) -> dict[str, Part]:
        """Each part by the key that entries cite."""
        return {part.section.key: part for part in self.parts}

    @cached_property
    def key_of(self) -> dict[int, str]:
        """The section of each line, by the line's number."""
        return {line.number: part.section.key for part in self.parts for line in part.lines if not line.is_title}

    @cached_property
    def bare(self) -> str:
        """The whole text without punctuation and spaces."""
        return " ".join(part.bare for part in self.parts)

    @property
    def missing(self) -> tuple[Section, ...]:
        """The sections whose headings the text does not have."""
        return tuple(part.section for part in self.parts if not part.lines)


def lines_of(published: Published) -> tuple[Line, ...]:
    """All lines of a text, headings among them. A heading that has no line of its own takes that of what follows it."""
    out: list[Line] = []
    for section in published.sections:
        first = section.paragraphs[0].line if section.paragraphs else (out[-1].number if out else 1)
        if section.title:
            out.append(Line(section.title, first, is_title=True))
        out += (Line(paragraph.text, paragraph.line) for paragraph in section.paragraphs)
    return tuple(sorted(out, key=lambda line: line.number))


def outlined(published: Published, report: Report) -> Outlined:
    """Lay the outline of a report over its text, keeping the order of both.

    A section begins at the line that holds most of its title (or begins with the first of its `opens`, where the outline has them), and
    goes on wherever a line begins with a further one; lines before the first heading belong to the first section. A report without an
    outline is one part.
    """
    lines = lines_of(published)
    outline = report.outline or (Section("", report.title),)
    starts = _starts(lines, outline)
    if starts[0] is None or not report.outline:
        starts[0] = 0
    begun = [(start, number) for number, start in enumerate(starts) if start is not None]
    begun += [(at, number) for number, section in enumerate(outline) for words in section.opens[1:] for at, line in enumerate(lines) if begins(line, words)]
    begun.sort()
    begun[:1] = [(0, number) for _, number in begun[:1]]
    parts: list[list[Line]] = [[] for _ in outline]
    for (start, number), (end, _) in zip(begun, [*begun[1:], (len(lines), 0)], strict=True):
        parts[number] += lines[start:end]
    return Outlined(published, tuple(Part(section, tuple(part)) for section, part in zip(outline, parts, strict=True)))


def begins(line: Line, words: str) -> bool:
    """True for a line that begins with some words; of a heading, shown with those above it, the last part counts too."""
    plain = key(normalise(words))
    return line.bare.startswith(plain) or (line.is_title and any(key(normalise(part)).startswith(plain) for part in line.text.split()))


def _starts(lines: tuple[Line, ...], outline: tuple[Section, ...]) -> list[int | None]:
    """For each section the line at which it begins, or None: the choice with the greatest sum of likeness that keeps the order."""
    # best[column] = (sum, starts) over the sections so far, all of which begin before line `column`.
    best: list[tuple[float, tuple[int | None, ...]]] = [(0.0, ())] * (len(lines) + 1)
    for section in outline:
        row: list[tuple[float, tuple[int | None, ...]]] = [(best[0][0], (*best[0][1], None))]
        for column, line in enumerate(lines):
            total, before = best[column]
            like = likeness(section, line)
            taken = (total + like, (*before, column)) if like >= LEAST else (-1.0, ())
            skipped = (best[column + 1][0], (*best[column + 1][1], None))
            row.append(max((row[-1], skipped, taken), key=lambda choice: choice[0]))
        best = row
    return list(best[-1][1])


def likeness(section: Section, line: Line) -> float:
    """How much of a section's title a line's opening holds, 0 to 1; the title's last part counts, a heading a little more than other lines."""
    if section.opens:
        return 1.5 if begins(line, section.opens[0]) else 0.0
    leaf = section.title.split()[-1] if section.title.split() else section.title
    opening = line.bare[:_OPENING]
    pairs = list(_pairs(key(normalise(leaf))))
    share = sum(pair in opening for pair in pairs) / len(pairs) if pairs else 0.0
    return share + (0.1 if line.is_title and share >= LEAST else 0.0)


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(max(1, len(text) - 1)))
