"""`calibrate`: find the weights and thresholds again."""

import sys
from pathlib import Path

import click

from bot.cli.opened import answerer, knowledge_option
from bot.knowledge.folder import shipped
from bot.matching import weights
from bot.upkeep.calibration import calibrate, write
from bot.upkeep.exam import read_exam


@click.command("calibrate", epilog="例:python -m bot calibrate")
@knowledge_option
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="文件", help="写到哪里(默认:程序自己的 weights.json)")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[题目.jsonl ...]")
def command(knowledge: Path | None, into: Path | None, files: tuple[Path, ...]) -> None:
    """从存着的问法和有标准答案的题目里求出各项证据的权重和门槛;同样的输入得到一字不差的结果。不写题目,就用知识库里 calibration/ 下的全部。"""
    bot = answerer(knowledge)
    files = files or tuple(sorted((knowledge or shipped()).glob("**/calibration/*.jsonl")))
    if not files:
        raise click.UsageError("知识库里没有 calibration/*.jsonl,请写上有标准答案的题目文件")
    labelled = [question for path in files for question in read_exam(path)]

    def progress(what: str, done: int, of: int) -> None:
        if sys.stderr.isatty() and (done % 20 == 0 or done == of):
            click.echo(f"\r{what} {done}/{of}   ", nl=False, err=True)

    found = calibrate(bot.index, labelled, progress)
    path = into or Path(weights.__file__).with_name("weights.json")
    write(found, path)
    click.echo(f"写好了 {path}")
