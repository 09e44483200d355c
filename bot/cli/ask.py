"""`ask`: one question, or a file of them."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from bot.answering.answerer import Answerer
from bot.answering.dialogue import Conversation
from bot.answering.reply import Reply
from bot.cli.explaining import explained
from bot.cli.opened import answerer, knowledge_option
from bot.errors import WenbaoError


class BatchError(WenbaoError):
    """A batch file that cannot be read."""


@click.command("ask", epilog='例:python -m bot ask "农村低保有多少户"    python -m bot ask --json --batch 问题.jsonl')
@knowledge_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--explain", is_flag=True, help="说明为什么这样答:听懂了什么、候选、各项得分、为何否决")
@click.option("--batch", metavar="文件", help='JSON Lines 文件,每行 {"q": "...", "session": "可选"};“-”是标准输入')
@click.argument("question", required=False, metavar="[问题]")
def command(knowledge: Path | None, as_json: bool, explain: bool, batch: str | None, question: str | None) -> None:
    """问一个问题,得到一句有出处的回答;报告没有写的,会说没有写。"""
    if (batch is None) == (question is None):
        raise click.UsageError("请给一个问题,或用 --batch 给一个文件(二选一)", click.get_current_context())
    if batch is not None:
        if not as_json:
            raise click.UsageError("--batch 要和 --json 一起用", click.get_current_context())
        with _opened(batch) as lines:
            for line in answers(lines, answerer(knowledge)):
                click.echo(line)
        return
    assert question is not None
    turn = answerer(knowledge).ask(question)
    if as_json:
        click.echo(json.dumps(turn.reply.as_json(), ensure_ascii=False))
    else:
        click.echo(shown(turn.reply))
    if explain:
        click.echo(explained(turn), err=as_json)


def shown(reply: Reply) -> str:
    """A reply as the terminal shows it: the text, then its source."""
    if not reply.source or reply.status != "answered":
        return reply.text
    dated = f"({reply.source.date})" if reply.source.date else ""
    return f"{reply.text}\n    —— 《{reply.source.title}》{reply.source.section}{dated}"


def _opened(batch: str) -> BinaryIO:
    if batch == "-":
        return sys.stdin.buffer
    try:
        return Path(batch).open("rb")
    except OSError as error:
        raise BatchError(f"打不开文件 {batch},请检查路径") from error


def answers(lines: BinaryIO, bot: Answerer) -> Iterator[str]:
    """One line of JSON for each line of a batch, in order; lines with one session are one conversation."""
    sessions: dict[str, Conversation] = {}
    bad = {"status": "error", "text": bot.composer.say["error"].format()}
    for line in lines:
        asked = _parsed(line)
        if asked is None:
            yield json.dumps(bad, ensure_ascii=False)
            continue
        question, session = asked
        turn = bot.ask(question, sessions.get(session, Conversation()) if session else Conversation())
        if session:
            sessions[session] = turn.conversation
        yield json.dumps(turn.reply.as_json(), ensure_ascii=False)


def _parsed(line: bytes) -> tuple[str, str | None] | None:
    try:
        data = json.loads(line.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("q"), str):
        return None
    session = data.get("session")
    return data["q"], None if session is None else str(session)
