"""What many tests start from: a small knowledge folder of a county that does not exist."""

import textwrap
from pathlib import Path

import pytest

from bot.knowledge.folder import shipped
from bot.knowledge.problem import Problem
from bot.upkeep.check import check
from tests import postgresql

REPORT = """\
id: qinghe-2023
title: 清河县2023年工作情况
date: "2023-12-20"
office: 清河县政府办
year: 2023
plans: 2024
place: 清河县
aliases: [清河]
within: [东海市]
parts: [柳林镇]
outline:
  - {key: "1.1", title: "一、民生 (一)社会保障"}
  - {key: "1.2", title: "一、民生 (二)教育"}
"""

ENTRIES = """\
section: "1.1"
topic: 养老
entries:
  - id: allowance-people
    question: 有多少人领高龄津贴?
    similar: [高龄津贴人数, 领高龄津贴的有几个人, 多少老人拿高龄津贴, 高龄津贴发给了多少人, 高龄津贴覆盖多少人]
    answer: 清河县2023年有312人领高龄津贴,共发放46.8万元。
    figures:
      - {subject: 高龄津贴, metric: 人数, value: 312, unit: 人, period: "2023"}
      - {subject: 高龄津贴, metric: 金额, value: 46.8, unit: 万元, period: "2023"}
    related: [allowance-money]

  - id: allowance-money
    question: 高龄津贴发了多少钱?
    similar: [高龄津贴金额, 高龄津贴一共多少钱, 高龄津贴花了多少, 发了几万元高龄津贴, 高龄津贴的资金]
    answer: 清河县2023年发放高龄津贴46.8万元,共312人。
    figures:
      - {subject: 高龄津贴, metric: 金额, value: 46.8, unit: 万元, period: "2023"}
      - {subject: 高龄津贴, metric: 人数, value: 312, unit: 人, period: "2023"}
    related: [allowance-people]

  - id: allowance-apply
    reason: procedure
    question: 高龄津贴怎么申请?
    similar: [怎么办高龄津贴, 高龄津贴去哪里办]
    answer: 报告没有写高龄津贴的申请办法,可以问村(社区)。
    related: [allowance-people]
"""

METRICS = """\
concepts:
  - {name: 人数, kind: metric, words: [多少人, 几个人], units: [人, 人次, 名, 位]}
  - {name: 金额, kind: metric, words: [多少钱, 资金], units: [元]}
"""

SUBJECTS = """\
concepts:
  - {name: 高龄津贴, kind: subject, words: [高龄补贴]}
"""

SMALLTALK = """\
smalltalk:
  - {id: hi, phrases: [你好, 您好], answer: "您好,请问一件报告里的事。"}
"""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so where the store was not tested on PostgreSQL."""
    if not postgresql.expected():
        terminalreporter.write_line("PostgreSQL is not installed: the store was tested on SQLite only")


class KnowledgeFolder:
    """A knowledge folder on disk that a test can change and check.

    `path` is the folder, `report` the folder of its one report (清河县, 2023; sections 1.1 and 1.2). It has three entries
    (allowance-people, allowance-money, and the known unknown allowance-apply), a lexicon of three concepts, one kind of small talk and
    the sentences that ship.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.report = path / "报告"
        self.write("报告/report.yaml", REPORT)
        self.write("报告/问答.yaml", ENTRIES)
        self.write("lexicon/metrics.yaml", METRICS)
        self.write("lexicon/subjects.yaml", SUBJECTS)
        self.write("smalltalk.yaml", SMALLTALK)
        self.write("sentences.yaml", (shipped() / "sentences.yaml").read_text("utf-8"))

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the folder; text is dedented, bytes are written as they are."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8"))
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file exactly once."""
        text = (self.path / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands in {name} {text.count(old)} times"
        (self.path / name).write_text(text.replace(old, new), "utf-8")

    def problems(self, rule: str | None = None) -> list[Problem]:
        """What `check` finds, or what one rule does."""
        return [problem for problem in check(self.path) if rule in (None, problem.rule)]

    def found(self, rule: str) -> list[tuple[str, int, int, str]]:
        """What one rule finds: name of the file, line, column, message."""
        return [(Path(problem.path).name, problem.line, problem.column, problem.message) for problem in self.problems(rule)]


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    """A small valid knowledge folder; see `KnowledgeFolder`."""
    return KnowledgeFolder(tmp_path / "knowledge")
