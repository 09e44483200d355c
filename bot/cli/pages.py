"""What the commands that write a page share: the option, what heads the page, and the writing."""

import datetime
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

import click

from bot.errors import WenbaoError
from bot.knowledge.folder import layout
from bot.knowledge.report import Report

page_option = click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="文件.html", help="再写成一个网页文件:不用联网,可以用邮件发、在手机上看、打印")


class PageError(WenbaoError):
    """A page that cannot be written."""


def page_facts(folder: Path, reports: Iterable[Report], entries: int) -> list[tuple[str, str]]:
    """Which reports, which edition of the knowledge, when and by which command."""
    return [
        ("报告", "\n".join(f"{report.title}({','.join(filter(None, (report.id, report.date)))})" for report in reports)),
        ("知识库", f"{entries} 条,版本 {layout(folder).edition()}"),
        ("生成", f"{datetime.datetime.now():%Y-%m-%d %H:%M}"),
        ("命令", " ".join(("python -m bot", *map(_quoted, click.get_current_context().obj or ())))),
    ]


def _quoted(word: str) -> str:
    """A word as it is typed in a shell; unlike with `shlex.quote` alone, Chinese needs no quotes."""
    return word if word and not re.search(r"[^\w@%+=:,./-]", word) else shlex.quote(word)


def write_page(path: Path, html: str) -> None:
    """Write a page, and say so on standard error. Raises `PageError`."""
    try:
        path.write_text(html, "utf-8", errors="replace")
    except OSError as error:
        raise PageError(f"写不了网页 {path}({error.strerror}),请换一个位置") from error
    click.echo(f"写好了网页 {path}", err=True)
