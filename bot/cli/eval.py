"""`eval`: grade the bot with exam questions."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from bot.answering.reply import Reply
from bot.cli.opened import answerer, knowledge_option
from bot.upkeep.exam import VERDICTS, ExamError, Graded, ask_all, by, read_exam, tally

_TITLES = {"right": "对", "offered": "给了选择", "silent": "没答", "wrong": "错"}


@click.command("eval", epilog="例:python -m bot eval knowledge/yeji-2022/exam/*.jsonl")
@knowledge_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON(可作下次的 --baseline)")
@click.option("--baseline", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="旧结果.json", help="和旧结果比,列出变好和变坏的题;有变坏的,退出码为 1")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="考题.jsonl ...")
def command(knowledge: Path | None, as_json: bool, baseline: Path | None, files: tuple[Path, ...]) -> int:
    """用考题打分:按要求和文体列出对、错、没答的比例,并列出每道没过的题和当时的回答。"""
    bot = answerer(knowledge)
    questions = [question for path in files for question in read_exam(path)]
    graded: list[Graded] = []
    for number, item in enumerate(ask_all(questions, bot), 1):
        graded.append(item)
        if sys.stderr.isatty() and number % 50 == 0:
            click.echo(f"\r已问 {number}/{len(questions)}", nl=False, err=True)
    if sys.stderr.isatty():
        click.echo("\r", nl=False, err=True)
    verdicts = {item.question.id: item.verdict for item in graded}
    better, worse = _compared(verdicts, baseline) if baseline else ([], [])
    if as_json:
        click.echo(json.dumps(_as_json(graded, better, worse), ensure_ascii=False, indent=1))
    else:
        click.echo(_table(graded))
        for item in graded:
            if item.verdict != "right":
                click.echo(f"{item.question.id} [{item.question.expect}/{item.question.style}] {_TITLES[item.verdict]}:{item.question.text}\n    {_served(item.turn.reply)}")
        if baseline:
            click.echo(f"变好 {len(better)} 题:{' '.join(better)}\n变坏 {len(worse)} 题:{' '.join(worse)}")
    return 1 if worse else 0


def _served(reply: Reply) -> str:
    return f"{reply.status}{'(' + reply.reason + ')' if reply.reason else ''} {reply.entry or ''} {reply.confidence:.2f} {reply.text.replace(chr(10), ' / ')}"


def _table(graded: list[Graded]) -> str:
    lines = []
    for title, field in (("要求", "expect"), ("文体", "style"), ("拒答原因", "why")):
        lines.append(f"{title:<12}{'题数':>6}" + "".join(f"{_TITLES[verdict]:>8}" for verdict in VERDICTS))
        for name, items in by([item for item in graded if field != "why" or item.question.why], field).items():
            shares = tally(items)
            lines.append(f"{name:<14}{shares.count:>6}" + "".join(f"{shares.shares[verdict]:>10.1%}" for verdict in VERDICTS))
        lines.append("")
    whole = tally(graded)
    lines.append(f"{'合计':<12}{whole.count:>6}" + "".join(f"{whole.shares[verdict]:>10.1%}" for verdict in VERDICTS) + "\n")
    return "\n".join(lines)


def _as_json(graded: list[Graded], better: list[str], worse: list[str]) -> dict[str, Any]:
    return {
        "expect": {name: {"count": (t := tally(items)).count, **t.shares} for name, items in by(graded, "expect").items()},
        "style": {name: {"count": (t := tally(items)).count, **t.shares} for name, items in by(graded, "style").items()},
        "verdicts": {item.question.id: item.verdict for item in graded},
        "failures": [
            {"id": item.question.id, "q": item.question.text, "expect": item.question.expect, "verdict": item.verdict, "served": item.turn.reply.as_json()}
            for item in graded
            if item.verdict != "right"
        ],
        "better": better,
        "worse": worse,
    }


def _compared(verdicts: dict[str, str], baseline: Path) -> tuple[list[str], list[str]]:
    try:
        old = json.loads(baseline.read_text("utf-8"))["verdicts"]
        changed = [(id, VERDICTS.index(old[id]), VERDICTS.index(new)) for id, new in verdicts.items() if id in old]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ExamError(f"旧结果 {baseline} 不是 bot eval --json 的输出") from error
    return [id for id, before, now in changed if now < before], [id for id, before, now in changed if now > before]
