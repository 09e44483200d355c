"""`misses`: what was asked and not answered, grouped by likeness."""

import json
import time
from pathlib import Path

import click

from bot.cli.logged import database_option, days_option, question_log
from bot.cli.opened import answerer, counting, knowledge_option
from bot.upkeep.misses import Group, grouped

_DAY = 86400.0
_SHOWN = 5


@click.command("misses", epilog="例:python -m bot misses --days 7")
@knowledge_option
@database_option
@days_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(knowledge: Path | None, database: str | None, days: float, as_json: bool) -> int:
    """列出没答上的和被点 👎 的问题,意思相近的归在一起,问得最多的在前,并写出最相近的问答。

    从 serve 的记录里读。现在的知识库已经答得上的不再列;知识库写明“报告没有写”的也不列,除非被点了 👎。
    """
    with question_log(database) as store:
        missed = store.missed(time.time() - days * _DAY)
    groups = grouped(missed, answerer(knowledge), counting("已看"))
    if as_json:
        click.echo(json.dumps([_as_json(group) for group in groups], ensure_ascii=False, indent=1))
        return 0
    for number, group in enumerate(groups, 1):
        click.echo(_told(number, group))
    if groups:
        click.echo(f"最近 {days:g} 天,{sum(group.count for group in groups)} 次没答上,分 {len(groups)} 组。用 bot suggest 问句 看怎么补。")
    else:
        click.echo(f"最近 {days:g} 天没有没答上的,也没有 👎。")
    return 0


def _told(number: int, group: Group) -> str:
    first, *others = group.questions
    marks = [f"{group.count} 次"] + ([f"👎 {group.down}"] if group.down else []) + ([first.reason] if first.reason else [])
    lines = [f"{number}. {first.text}({','.join(marks)})"]
    lines += [f"   也问:{'、'.join(missed.text for missed in others[:_SHOWN])}{f' 等 {len(others)} 种' if len(others) > _SHOWN else ''}"] if others else []
    lines += [f"   相近:{near.entry} {near.question} {near.probability:.0%}" for near in group.nearest]
    return "\n".join(lines)


def _as_json(group: Group) -> dict[str, object]:
    return {
        "count": group.count,
        "down": group.down,
        "now": group.now,
        "questions": [{"q": missed.text, "count": missed.count, "down": missed.down, "reason": missed.reason or None, "entry": missed.entry or None} for missed in group.questions],
        "nearest": [{"entry": near.entry, "question": near.question, "probability": round(near.probability, 3)} for near in group.nearest],
    }
