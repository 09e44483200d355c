"""`coverage`: what of a report the knowledge answers, section by section."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.opened import folder_of, knowledge_option, source_option
from bot.cli.pages import page_facts, page_option, write_page
from bot.knowledge.loading import load_all
from bot.upkeep.coverage import Coverage, coverages
from bot.upkeep.coverage_page import coverage_page
from bot.upkeep.proof import proof
from bot.upkeep.published import read_published

# Widths of the columns behind the title, in the order of the heads.
_WITH_TEXT = ("数字", "已答", "免答", "未答", "证实")
_ALWAYS = ("事实", "没写的", "每条问法")


@click.command("coverage", epilog="例:python -m bot coverage --source 报告.txt --html 覆盖.html knowledge/yeji-2022")
@knowledge_option
@source_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON,每个数和每条问答都列出来")
@page_option
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[文件夹]")
def command(knowledge: Path | None, source: Path | None, as_json: bool, html: Path | None, folder: Path | None) -> int:
    """按目录逐节列出:原文有几个数,答了几个;有几条问答,每条有几种问法。不写 --source 就只看知识库自己。

    有数没有问答来答,也没有写明免答的,列在表的后面,退出码为 1。
    """
    where = folder_of(folder, knowledge)
    loaded = load_all(where)
    found = (proof(loaded, read_published(source)).coverage,) if source else coverages(loaded)
    if as_json:
        click.echo(json.dumps([asdict(coverage) for coverage in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(_table(coverage) for coverage in found))
    if html:
        reports = [placed.thing for placed in loaded.reports]
        answers = {placed.thing.id: placed.thing.answer for placed in loaded.entries}
        write_page(html, coverage_page(found, answers, page_facts(where, reports, len(answers))))
    return 1 if any(coverage.count("open") for coverage in found) else 0


def _table(coverage: Coverage) -> str:
    heads = ((*_WITH_TEXT, *_ALWAYS) if coverage.source else _ALWAYS, "目录")
    lines = [f"《{coverage.title}》", _row(*heads)]
    for section in coverage.sections:
        entries = [entry for entry in section.entries if entry.is_fact and entry.proven]
        text = (len(section.figures), section.count("answered"), section.count("waived"), section.count("open"), f"{len(entries)}/{section.facts}") if coverage.source else ()
        lines.append(_row((*text, section.facts, section.unknowns, f"{section.phrasings_each:.1f}"), section.title))
    everything = coverage.entries
    each = sum(entry.phrasings for entry in everything) / max(1, len(everything))
    counts = (coverage.figures, *(coverage.count(state) for state in ("answered", "waived", "open")), f"{coverage.proven}/{coverage.facts}") if coverage.source else ()
    lines.append(_row((*counts, coverage.facts, len(everything) - coverage.facts, f"{each:.1f}"), "合计"))
    if coverage.source:
        lines += ["", told(coverage)]
    for section in coverage.sections:
        lines += [f"{coverage.source}:{figure.line}:{figure.column}: 未答 {figure.shown}({section.title})" for figure in section.figures if figure.state == "open"]
        lines += [f"{coverage.source}:{figure.line}:{figure.column}: 免答 {figure.shown}:{figure.reason}" for figure in section.figures if figure.state == "waived"]
    return "\n".join(lines)


def told(coverage: Coverage) -> str:
    """Both shares in a sentence: of the text's figures that are answered, of the facts that the text bears out."""
    answered, waived = coverage.count("answered"), coverage.count("waived")
    held = f";{coverage.facts} 条报告写了的问答,原文证实 {coverage.proven} 条({coverage.proven / coverage.facts:.1%})" if coverage.facts else ""
    return f"原文的 {coverage.figures} 个数,答了 {answered} 个,免答 {waived} 个,未答 {coverage.count('open')} 个({coverage.share:.1%}){held}。"


def _row(cells: tuple[object, ...], title: str) -> str:
    """One line: each cell nine columns wide, a Chinese character being two."""
    return "".join(_right(str(cell)) for cell in cells) + "  " + title


def _right(cell: str) -> str:
    return " " * max(1, 9 - sum(2 if ord(char) > 0x2E7F else 1 for char in cell)) + cell
