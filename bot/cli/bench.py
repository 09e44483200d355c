"""`bench`: tables of ranking and speed."""

import sys
from pathlib import Path

import click

from bot.cli.columns import padded
from bot.cli.opened import answerer, knowledge_option
from bot.knowledge.folder import layout, shipped
from bot.upkeep.bench import Comparison, Speed, on_bare_faq, on_exam, speed
from bot.upkeep.exam import Question, read_exam

_WIDTH = 28


@click.command("bench", epilog="例:python -m bot bench    python -m bot bench knowledge/yeji-2022/exam/*.jsonl")
@knowledge_option
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[考题.jsonl ...]")
def command(knowledge: Path | None, files: tuple[Path, ...]) -> None:
    """打印对照表:和几种通用的检索方法比谁找得准、谁分得清报告里有没有;再量启动、建索引、逐个提问的时间和内存。"""
    folder = knowledge or shipped()
    found = files or tuple(path for report in layout(folder).reports for path in sorted((report / "exam").glob("*.jsonl")))
    questions: list[Question] = [question for path in found for question in read_exam(path)]
    index = answerer(folder).index
    if questions:
        click.echo(_compared("一、考题:用全部标准问和相似问作索引", on_exam(index, questions, _progress)))
    click.echo(_compared("二、只有标准问的问答库:用相似问来问,五分之一的主题不在库里", on_bare_faq(index, _progress)))
    click.echo(_timed("三、速度", speed(folder, [question.text for question in questions], _progress)))


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{what} {done}/{of}" if done < of else "\r\033[K", nl=False, err=True)


def _compared(title: str, found: Comparison) -> str:
    lines = [f"{title}(库里 {found.stored} 个问法;能答的 {found.answerable} 题,不能答的 {found.unanswerable} 题)"]
    lines.append(_row("方法", "第一名就对", "能不能答(AUC)", "限错一成后还对"))
    lines += [_row(ranking.name, f"{ranking.right:.1%}", f"{ranking.auc:.3f}", f"{ranking.kept:.1%}") for ranking in found.rankings]
    return "\n".join([*lines, ""])


def _timed(title: str, found: Speed) -> str:
    lines = [f"{title}({found.entries} 条,{found.phrasings} 个问法)", _row("项目", "结果")]
    lines.append(_row("启动并回答一个问题", f"{found.start:.2f} 秒"))
    lines.append(_row("建索引(知识库改了才要)", f"{found.build:.2f} 秒"))
    lines.append(_row("读建好的索引", f"{found.load:.2f} 秒"))
    lines.append(_row("一个问题,中位数", f"{found.median * 1000:.1f} 毫秒"))
    lines.append(_row("一个问题,99% 不超过", f"{found.slowest * 1000:.1f} 毫秒"))
    lines.append(_row("内存(回答一个问题的进程)", f"{found.memory:.0f} MB"))
    return "\n".join(lines)


def _row(first: str, *cells: str) -> str:
    return padded(first, _WIDTH, left=True) + "".join(padded(cell, 18) for cell in cells)
