"""`check`: list every slip of the knowledge with its place."""

import json
import sys
from functools import partial
from pathlib import Path

import click

from bot.cli.coverage import told
from bot.cli.opened import answerer, folder_of, knowledge_option, source_option
from bot.knowledge.loading import READING, Loaded, shown
from bot.knowledge.problem import KnowledgeError, Problem
from bot.knowledge.rules import RULES
from bot.upkeep.check import Checked, around, checked
from bot.upkeep.meaning import MEANING, check_meaning
from bot.upkeep.proof import PROVING
from bot.upkeep.published import read_published


@click.command("check", epilog="例:python -m bot check knowledge    python -m bot check --source 报告.txt --meaning knowledge/yeji-2022")
@knowledge_option
@source_option
@click.option("--meaning", is_flag=True, help="还按意思检查:把存着的问法一句句问一遍,看会不会答成别的。一份报告约一分钟,只写一个文件就只要几秒")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="输出的样子:text 给人看,json 给程序看,github 给 GitHub 标在代码上")
@click.option("--rules", "list_rules", is_flag=True, help="列出全部规则,每条一句话")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[文件夹或文件]")
def command(knowledge: Path | None, source: Path | None, meaning: bool, form: str, list_rules: bool, path: Path | None) -> int:
    """检查知识库:每个问题一行,写明文件、行、列、怎么改;有错时退出码为 1,只有提醒时为 0。

    写一个文件就只列这个文件的问题。平常的检查看格式、引用、数字和句子,只要两三秒;--meaning 另要读索引。
    写了 --source,还把回答里的每个数、日期和名称和原文的那一节核对,并查原文的每个数有没有问答来答。
    """
    if list_rules:
        for id, says in [*READING.items(), *((rule.id, rule.meaning) for rule in RULES), *MEANING.items(), *PROVING.items()]:
            click.echo(f"{id:<22}{says}")
        return 0
    only = path if path and path.is_file() else None
    folder = around(only) if only else folder_of(path, knowledge)
    further = partial(_by_meaning, folder, only) if meaning else None
    found = checked(folder, only, further, read_published(source) if source else None)
    if form == "json":
        click.echo(_as_json(found))
    else:
        for problem in found.problems:
            click.echo(_annotation(problem) if form == "github" else str(problem))
        click.echo(_summary(found))
    return 1 if found.errors else 0


def _by_meaning(folder: Path, only: Path | None, loaded: Loaded) -> list[Problem]:
    """The check by meaning, once all can be read; its progress is shown on a terminal."""
    try:
        bot = answerer(folder)
    except KnowledgeError:
        click.echo("有读不出来的地方,先改好,再按意思检查。", err=True)
        return []
    return list(check_meaning(loaded, bot.index, bot.weights, _progress, shown(only) if only else ""))


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{what} {done}/{of}" if done < of else "\r\033[K", nl=False, err=True)


def _summary(found: Checked) -> str:
    result = f"{found.errors} 个错误,{found.warnings} 个提醒" if found.problems else "没有问题"
    drafts = f"还有 {found.drafts} 条草稿,不会拿来回答。" if found.drafts else ""
    told_of = f"\n{told(found.coverage)}" if found.coverage else ""
    return f"{result};读了 {found.files} 个文件,{found.entries} 条问答。{drafts}{told_of}"


def _as_json(found: Checked) -> str:
    problems = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": "warning" if problem.warning else "error",
            "rule": problem.rule,
            "message": problem.message,
        }
        for problem in found.problems
    ]
    whole: dict[str, object] = {"errors": found.errors, "warnings": found.warnings, "files": found.files, "entries": found.entries, "drafts": found.drafts, "problems": problems}
    if coverage := found.coverage:
        whole["source"] = {
            "figures": coverage.figures,
            **{state: coverage.count(state) for state in ("answered", "waived", "open")},
            "facts": coverage.facts,
            "proven": coverage.proven,
        }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _annotation(problem: Problem) -> str:
    """The problem as a workflow command of GitHub Actions."""
    place = {"file": problem.path, "line": problem.line, "col": problem.column}
    told = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value)
    return f"::{'warning' if problem.warning else 'error'} {told}::{_escaped(problem.message)} ({problem.rule})"


def _escaped(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
