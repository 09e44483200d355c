"""The check of a folder: all problems, sorted, counted, and fast enough to run on every save."""

import random
import time
from pathlib import Path

import pytest

from bot.knowledge.folder import FolderError, shipped
from bot.upkeep.check import check, checked
from tests.conftest import KnowledgeFolder


def test_a_clean_folder_has_no_problems_and_is_counted(folder: KnowledgeFolder) -> None:
    found = checked(folder.path)
    assert (found.problems, found.errors, found.warnings) == ((), 0, 0)
    assert (found.files, found.entries) == (6, 3)


def test_problems_come_sorted_by_file_line_and_column(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [zz-b, zz-a]")
    folder.change("报告/report.yaml", "date: ", "day: ")
    folder.write("lexicon/附.yaml", "concepts:\n")
    problems = check(folder.path)
    assert len(problems) == 4
    assert list(problems) == sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))


def test_errors_and_warnings_are_counted_apart(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [zz]")
    folder.change("报告/问答.yaml", "高龄津贴人数, ", "")
    found = checked(folder.path)
    assert (found.errors, found.warnings) == (1, 1)


def test_the_same_folder_gets_the_same_answer(folder: KnowledgeFolder) -> None:
    folder.write("报告/附.yaml", "entries: [1, 2, {id: x}]\n")
    assert check(folder.path) == check(folder.path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        check(tmp_path / "没有")


def test_files_broken_at_random_never_raise(folder: KnowledgeFolder) -> None:
    dice = random.Random(20231220)
    names = sorted(str(path.relative_to(folder.path)) for path in folder.path.rglob("*.yaml"))
    kept = {name: (folder.path / name).read_bytes() for name in names}
    scraps = [
        text.encode()
        for text in ('"', ": ", "- ", "\n", "\t", "{", "]", ",", "&a ", "*a", "!", "~", "no", "010", ".nan", "9" * 30, "\x00", "全", "---\n", "{x}", "第", "13月45日", "百万亿")
    ]
    for _ in range(300):
        name = dice.choice(names)
        content = kept[name]
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(content))
            content = content[:at] + dice.choice([*scraps, b"\xff"]) + content[at + dice.choice([0, 0, 1, 5]) :]
        folder.write(name, content)
        assert all(str(problem) for problem in check(folder.path))
        folder.write(name, kept[name])


def test_a_thousand_entries_are_checked_in_three_seconds(folder: KnowledgeFolder) -> None:
    lines = ['section: "1.1"', "entries:"]
    for number in range(1000):
        similar = ", ".join(f"第{number}件事的第{way}种问法是什么" for way in range(11))
        lines += [f"  - id: thing-{number}", f"    question: 第{number}件事怎么样?", f"    similar: [{similar}]", f"    answer: 第件事共{number}户。"]
        lines += [f'    figures: [{{subject: 事{number}, metric: 户数, value: {number}, unit: 户, period: "2023"}}]']
    folder.write("报告/附.yaml", "\n".join(lines))
    check(folder.path)
    start = time.process_time()
    assert check(folder.path) == ()
    assert time.process_time() - start < 3


def test_the_knowledge_that_ships_has_no_problem_that_hides_a_file() -> None:
    found = checked(shipped())
    assert not [problem for problem in found.problems if problem.rule in ("yaml-syntax", "empty-file", "unknown-file")]
    assert found.entries > 1000
