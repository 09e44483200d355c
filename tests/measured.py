"""What the documentation says of the bot's quality, between marks in both READMEs: the exam, confidence, and the answer threshold.

Write all of it anew with `python -m tests.measured`; it asks a thousand questions, and those of the calibration files twenty times over.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.cli.columns import in_markdown
from bot.cli.opened import cache_folder
from bot.knowledge.folder import layout, shipped
from bot.upkeep.confidence import bins, distance
from bot.upkeep.exam import VERDICTS, Graded, Question, ask_all, read_exam
from bot.upkeep.thresholds import Threshold, sweep
from tests.acceptance.test_exam import FLOORS, group, is_good
from tests.transcripts import ROOT

#: The marks in each README, and the heads of their tables.
HEADS = {
    "README.md": {
        "exam": ("group of the held-out exam", "questions", "right or offered, %", "wrong, %"),
        "confidence": ("confidence", "answered", "right, %", "refused", "right, %"),
        "thresholds": ("answer threshold", "right, %", "offered, %", "silent, %", "wrong, %"),
    },
    "README.zh-CN.md": {
        "thresholds": ("回答门槛", "对(%)", "给了选择(%)", "没答(%)", "错(%)"),
    },
}


def marked(name: str) -> re.Pattern[str]:
    """What stands between the marks of a name."""
    return re.compile(rf"(?<=^<!-- {name}:begin -->\n).*?(?=^<!-- {name}:end -->$)", re.MULTILINE | re.DOTALL)


def exam_rows(graded: dict[str, list[Graded]]) -> Iterator[tuple[str, ...]]:
    """A row for each group of the held-out exam."""
    for name, items in graded.items():
        yield name, str(len(items)), _percent(sum(map(is_good, items)), len(items)), _percent(sum(item.verdict == "wrong" for item in items), len(items))


def confidence_rows(graded: list[Graded]) -> Iterator[tuple[str, ...]]:
    """A row for each tenth of confidence that a reply had, and one for the mean distance."""
    answered, refused = (bins(graded, status) for status in ("answered", "no_answer"))
    for one, other in zip(answered, refused, strict=True):
        if one.count or other.count:
            yield f"{one.low:.1f} to {one.high:.1f}", *(cell for each in (one, other) for cell in (str(each.count), f"{each.right:.1%}"[:-1] if each.count else ""))
    yield "mean distance", *(cell for each in (answered, refused) for cell in (str(sum(one.count for one in each)), f"{distance(each):.1%}"[:-1]))


def threshold_rows(rows: tuple[Threshold, ...]) -> Iterator[tuple[str, ...]]:
    """A row for each threshold, the one in use in bold."""
    for row in rows:
        cells = (f"{row.answer:.2f}", *(f"{100 * row.tally.shares[verdict]:.1f}" for verdict in VERDICTS))
        yield tuple(f"**{cell}**" for cell in cells) if row.chosen else cells


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _progress(what: str, done: int, of: int) -> None:
    print(f"{what} {done}/{of}", file=sys.stderr)


def measured(bot: Answerer) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each table, measured with the knowledge that ships."""
    reports = layout(shipped()).reports
    graded: dict[str, list[Graded]] = {name: [] for name in FLOORS}
    for path in (path for report in reports for path in sorted((report / "exam").glob("*.jsonl"))):
        for item in ask_all(read_exam(path), bot):
            graded[group(path, item.question)].append(item)
    labelled: list[Question] = [question for report in reports for path in sorted((report / "calibration").glob("*.jsonl")) for question in read_exam(path)]
    return {
        "exam": list(exam_rows(graded)),
        "confidence": list(confidence_rows([item for items in graded.values() for item in items])),
        "thresholds": list(threshold_rows(sweep(labelled, bot, _progress))),
    }


def refreshed(page: str, heads: dict[str, tuple[str, ...]], rows: dict[str, list[tuple[str, ...]]]) -> str:
    """The page with its tables of today."""
    for name, head in heads.items():
        table = in_markdown(head, rows[name])
        page = marked(name).sub(lambda _, table=table: f"{table}\n", page)
    return page


if __name__ == "__main__":
    found = measured(Answerer(open_index(shipped(), cache_folder())))
    for name, heads in HEADS.items():
        target: Path = ROOT / name
        target.write_text(refreshed(target.read_text("utf-8"), heads, found), "utf-8")
