"""`eval`: grade the bot with exam questions."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from bot.answering.reply import Reply
from bot.cli.columns import in_markdown, in_text
from bot.cli.explaining import step_title
from bot.cli.opened import answerer, knowledge_option
from bot.cli.pages import page_facts, page_option, write_page
from bot.knowledge.folder import shipped
from bot.upkeep.baseline import Change, changes, read_baseline
from bot.upkeep.confidence import Bin, bins
from bot.upkeep.exam import TITLES, VERDICTS, Graded, Tally, ask_all, by, read_exam, tally
from bot.upkeep.exam_page import Run, exam_page
from bot.upkeep.thresholds import Threshold, sweep

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


@click.command("eval", epilog="例:python -m bot eval --html 成绩.html knowledge/yeji-2022/calibration/*.jsonl")
@knowledge_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON(可作下次的 --baseline)")
@click.option("--baseline", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="旧结果.json", help="和旧结果比,列出变好和变坏的题;有变坏的,退出码为 1")
@click.option("--thresholds", "swept", is_flag=True, help="再列出回答门槛从 0.05 到 0.95 时各对多少、错多少(要一两分钟)")
@click.option("--markdown", is_flag=True, help="各张表用 Markdown 写")
@page_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="考题.jsonl ...")
def command(knowledge: Path | None, as_json: bool, baseline: Path | None, swept: bool, markdown: bool, html: Path | None, files: tuple[Path, ...]) -> int:
    """用考题打分:按要求和文体列出对、错、没答的比例,并列出每道没过的题和当时的回答。"""
    questions = [question for path in files for question in read_exam(path)]
    before = read_baseline(baseline) if baseline else None
    bot = answerer(knowledge)
    graded: list[Graded] = []
    for item in ask_all(questions, bot):
        graded.append(item)
        _progress("已问", len(graded), len(questions))
    thresholds = sweep(questions, bot, _progress) if swept else ()
    changed = changes(graded, before) if before is not None else None
    if as_json:
        click.echo(json.dumps(_as_json(graded, changed or (), thresholds), ensure_ascii=False, indent=1))
    else:
        click.echo(_text(graded, changed, _tables(graded, thresholds), markdown=markdown))
    if html:
        told = bot.index.knowledge
        facts = [*page_facts(knowledge or shipped(), told.reports, len(told.entries)), ("考题", f"{len(graded)} 题,{'、'.join(path.name for path in files)}")]
        write_page(html, exam_page(Run(graded, facts, told, step_title, changed, thresholds)))
    return 1 if any(not change.better for change in changed or ()) else 0


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty() and (what != "已问" or done % 50 == 0 or done == of):
        click.echo(f"\r\033[K{what} {done}/{of}" if done < of else "\r\033[K", nl=False, err=True)


def _text(graded: Sequence[Graded], changed: Sequence[Change] | None, tables: Sequence[Table], *, markdown: bool) -> str:
    lines = [f"{(in_markdown if markdown else in_text)(*table)}\n" for table in tables]
    for item in graded:
        if item.verdict != "right":
            lines.append(f"{item.question.id} [{item.question.expect}/{item.question.style}] {TITLES[item.verdict]}:{item.question.text}\n    {_served(item.turn.reply)}")
    if changed is not None:
        lines += [f"变好 {_named(changed, better=True)}", f"变坏 {_named(changed, better=False)}"]
    return "\n".join(lines)


def _named(changed: Sequence[Change], *, better: bool) -> str:
    ids = [change.item.question.id for change in changed if change.better == better]
    return f"{len(ids)} 题:{' '.join(ids)}"


def _served(reply: Reply) -> str:
    return f"{reply.status}{'(' + reply.reason + ')' if reply.reason else ''} {reply.entry or ''} {reply.confidence:.2f} {reply.text.replace(chr(10), ' / ')}"


def _tables(graded: Sequence[Graded], thresholds: Sequence[Threshold]) -> list[Table]:
    out = [
        _shares(title, ((name, tally(items)) for name, items in by([item for item in graded if field != "why" or item.question.why], field).items()))
        for title, field in (("要求", "expect"), ("文体", "style"), ("拒答原因", "why"))
    ]
    out.append(_shares("全部", [("合计", tally(graded))]))
    answered, refused = (bins(graded, status) for status in ("answered", "no_answer"))
    sure = ((f"{one.low:.1f}~{one.high:.1f}", *_sure(one), *_sure(other)) for one, other in zip(answered, refused, strict=True))
    out.append((("把握", "回答了", "其中对", "说没有", "其中对"), list(sure)))
    if thresholds:
        out.append(_shares("门槛", ((f"{row.answer:.2f}{' ← 现用' if row.chosen else ''}", row.tally) for row in thresholds)))
    return out


def _shares(title: str, rows: Iterable[tuple[str, Tally]]) -> Table:
    return (title, "题数", *(TITLES[verdict] for verdict in VERDICTS)), [(name, str(of.count), *(f"{of.shares[verdict]:.1%}" for verdict in VERDICTS)) for name, of in rows]


def _sure(of: Bin) -> tuple[str, str]:
    return str(of.count), f"{of.right:.1%}" if of.count else "-"


def _as_json(graded: Sequence[Graded], changed: Sequence[Change], thresholds: Sequence[Threshold]) -> dict[str, Any]:
    return {
        "expect": {name: _tallied(items) for name, items in by(graded, "expect").items()},
        "style": {name: _tallied(items) for name, items in by(graded, "style").items()},
        "verdicts": {item.question.id: item.verdict for item in graded},
        "failures": [
            {"id": item.question.id, "q": item.question.text, "expect": item.question.expect, "verdict": item.verdict, "served": item.turn.reply.as_json()}
            for item in graded
            if item.verdict != "right"
        ],
        "better": [change.item.question.id for change in changed if change.better],
        "worse": [change.item.question.id for change in changed if not change.better],
        **({"thresholds": [{"answer": row.answer, "chosen": row.chosen, **row.tally.shares} for row in thresholds]} if thresholds else {}),
    }


def _tallied(items: Sequence[Graded]) -> dict[str, Any]:
    shares = tally(items)
    return {"count": shares.count, **shares.shares}
