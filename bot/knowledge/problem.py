"""A problem: what is wrong in the knowledge and where, the one currency of complaint."""

from dataclasses import dataclass

from bot.errors import WenbaoError


@dataclass(frozen=True, order=True)
class Problem:
    """One slip, at a line and column (both from 1; 0 for a whole file), found by `rule`; a `warning` does not stop serving."""

    path: str
    line: int
    column: int
    message: str
    rule: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {'提醒:' if self.warning else ''}{self.message} ({self.rule})"


class KnowledgeError(WenbaoError):
    """A knowledge folder that cannot be served; carries every problem, and says the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        more = f";共 {len(problems)} 处,用 bot check 看全部" if len(problems) > 1 else ""
        super().__init__(f"知识库有错,不能使用:{problems[0]}{more}")
        self.problems = problems
