"""Every file is one that is read.

知识库里不要有程序不读的文件和文件夹。程序只读 .yaml 结尾的文件;没有 report.yaml 的文件夹不算报告。
说明和原文(.md .txt .pdf .docx)可以放。

Good:

    # 文件: 报告/第二章.yaml
    section: "1.1"
    entries:
      - {id: theatre-open, question: 剧院开了吗?, answer: 剧院已经开放。}

Bad:

    # 文件: 报告/第二章.yaml.txt
    section: "1.1"
    entries:
      - {id: theatre-open, question: 剧院开了吗?, answer: 剧院已经开放。}
"""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.loading import Loaded, shown
from bot.knowledge.problem import Problem

ID = "unknown-file"
_NOTES = (".md", ".txt", ".pdf", ".doc", ".docx", ".html")
#: Folders of a report that other commands read, and what they read there.
_OTHERS = {"exam": ".jsonl", "calibration": ".jsonl"}
#: The folder of what editors read.
_SCHEMA = "schema"
_FIXED = ("report.yaml", "lexicon.yaml", "sentences.yaml", "smalltalk.yaml")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Files and folders that nothing reads; hidden ones and plain notes are left alone."""
    where = loaded.layout
    files = {os.path.abspath(path) for path in where.files}
    yield from _unread(where.root, files, where.reports, where.shared)


def _unread(folder: Path, files: set[str], reports: tuple[Path, ...], shared: Path) -> Iterator[Problem]:
    in_report = folder in reports
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or os.path.abspath(path) in files:
            continue
        if path.is_dir():
            if path in reports or (path.name == "lexicon" and folder == shared):
                yield from _unread(path, files, reports, shared)
            elif path.name == _SCHEMA:
                yield from _stray(path, ".json")
            elif in_report and path.name in _OTHERS:
                yield from _stray(path, _OTHERS[path.name])
            elif in_report:
                yield _problem(path, "报告里面的文件夹不会读,请把文件移到报告的文件夹里")
            else:
                yield _problem(path, "这个文件夹里没有 report.yaml,不会读它:是报告就补上 report.yaml,不是就移走")
        elif not _is_note(path):
            yield _problem(path, _advice(path))


def _stray(folder: Path, suffix: str) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.suffix != suffix and not path.name.startswith(".") and not _is_note(path):
            yield _problem(path, f"这里只读 {suffix} 结尾的文件,请改名或移走")


def _is_note(path: Path) -> bool:
    stem = path.stem.lower()
    return path.suffix.lower() in _NOTES and not stem.endswith((".yaml", ".yml"))


def _advice(path: Path) -> str:
    fixed = f"{path.stem.lower()}.yaml"
    if fixed in _FIXED and path.name != fixed:
        return f"不会读这个文件,是不是要叫 {fixed}?请改名或移走"
    if path.name in ("sentences.yaml", "smalltalk.yaml"):
        return "不会读这个文件:它要和 lexicon 文件夹放在一起"
    if path.suffix in (".yaml", ".yml"):
        return "不会读放在这里的文件:问答放进报告的文件夹,词库放进 lexicon 文件夹"
    return "不会读这个文件:要用就改名,以 .yaml 结尾;不用就移走"


def _problem(path: Path, message: str) -> Problem:
    return Problem(shown(path), 0, 0, message, ID, True)
