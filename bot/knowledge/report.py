"""A report: what was published, by whom, when, and on which place and year."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One heading of the report's outline; `key` is what entries cite.

    `opens` are the words with which the section begins in the published text, where its title is not printed there; each further one
    begins another stretch of it (the foot of the page).
    """

    key: str
    title: str
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiver:
    """A figure of the published text that no entry need answer, as printed (77个), in `section`, and why."""

    figure: str
    section: str
    reason: str


@dataclass(frozen=True)
class Report:
    """A published report and what it covers.

    `year` is the year that its figures are of, `period` the part of it where it is not the whole (第一季度, 上半年), `plans` the year that its
    plans are for (0: none); `place` is the covered place, `aliases` other names of it, `within` the places that it lies in (the city, the
    province), `parts` places inside it that the report names. `date` and `office` are "" where the text prints none.
    """

    id: str
    title: str
    date: str
    office: str
    year: int
    place: str
    plans: int = 0
    aliases: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    outline: tuple[Section, ...] = ()
    waived: tuple[Waiver, ...] = ()
    period: str = ""

    def heading(self, key: str) -> str:
        """The title of the section with `key`, or the key itself where the outline does not have it."""
        return next((section.title for section in self.outline if section.key == key), key)
