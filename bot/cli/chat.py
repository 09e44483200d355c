"""`chat`: the dialogue in the terminal."""

import sys
from pathlib import Path

import click

from bot.answering.dialogue import Conversation
from bot.cli.ask import shown
from bot.cli.explaining import explained
from bot.cli.opened import answerer, knowledge_option
from bot.matching.reports import listed


@click.command("chat", epilog="一行一问;空行不算;按 Ctrl-D 结束。")
@knowledge_option
@click.option("--explain", is_flag=True, help="每次都说明为什么这样答")
def command(knowledge: Path | None, explain: bool) -> None:
    """在终端里和问报对话,可以追问(那增幅呢、第一个)。"""
    bot = answerer(knowledge)
    person = sys.stdin.isatty()
    if person:
        reports = listed([f"《{report.title}》" for report in bot.index.knowledge.reports], "份报告")
        click.echo(f"我是问报,回答{reports}里写了的事。按 Ctrl-D 结束。")
    held = Conversation()
    while True:
        if person:
            click.echo("\n问:", nl=False)
        line = sys.stdin.readline()
        if not line:
            break
        if not line.strip():
            continue
        turn = bot.ask(line, held)
        held = turn.conversation
        click.echo(shown(turn.reply))
        if explain:
            click.echo(explained(turn))
        sys.stdout.flush()
    if person:
        click.echo("再见。")
