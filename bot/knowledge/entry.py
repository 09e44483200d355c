"""An entry: one thing that can be asked of a report, with its phrasings and its answer, or one that the report leaves open."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

# What a figure's printed unit multiplies it by, longest first.
_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))


@dataclass(frozen=True)
class Figure:
    """One figure of the report as data.

    `value` is as printed and `unit` as printed (4208.87, 万元); `period` is a year, a range of years, a date or a school term
    ("2022", "2013-2021", "2022-09-28", "2022秋学期"); `qualifier` is one of 累计 新增 至少 至多 国家要求 约 每年 其中, or "".
    `derived` is the sum by which a figure that the report does not print follows from those that it does ("126万元 / 420户"), or "".
    """

    subject: str
    metric: str
    value: Decimal
    unit: str
    period: str
    population: str
    qualifier: str = ""
    derived: str = ""

    @cached_property
    def plain(self) -> Decimal:
        """The value in plain units (4208.87 万元 → 42088700)."""
        for mark, scale in _SCALES:
            if self.unit.startswith(mark):
                return self.value * scale
        return self.value

    @cached_property
    def measure(self) -> str:
        """The unit without its scale (万元 → 元)."""
        return self.unit.lstrip("万亿")

    @property
    def printed(self) -> str:
        """The figure as the report prints it (4208.87万元)."""
        return f"{self.value}{self.unit}"


@dataclass(frozen=True)
class Entry:
    """One standard question (标准问) with its similar questions (相似问) and its answer.

    An entry with a `reason` is a known unknown: what people ask and the report does not settle. `section` is a key of the
    report's outline; `points` are the ids of the entries that detail the numbered points of this one; a `draft` is
    not served; `line` is where it stands in `path`, and makes no other entry of it.
    """

    id: str
    topic: str
    section: str
    question: str
    similar: tuple[str, ...]
    answer: str
    report: str
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    reason: str = ""
    draft: bool = False
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The standard question and all similar questions."""
        return (self.question, *self.similar)

    @property
    def is_fact(self) -> bool:
        """True for what the report says, False for a known unknown."""
        return not self.reason
