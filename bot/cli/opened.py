"""What several commands open the same way: the knowledge folder, as the options and settings name it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from bot.answering.answerer import Answerer
from bot.answering.library import Library
from bot.answering.opening import open_index
from bot.knowledge.folder import shipped

knowledge_option = click.option(
    "--knowledge",
    "knowledge",
    type=click.Path(path_type=Path),
    envvar="WENBAO_KNOWLEDGE",
    default=None,
    metavar="文件夹",
    help="知识库文件夹:放着几份报告的,或某一份报告的(默认:随程序附带的)",
)

source_option = click.option(
    "--source",
    type=click.Path(path_type=Path),
    default=None,
    metavar="原文",
    help="报告的原文(.txt .docx .pdf .html):把知识库和它逐条核对",
)


def folder_of(argument: Path | None, option: Path | None) -> Path:
    """The knowledge folder that is meant: the argument, else the option, else the one that ships."""
    return argument or option or shipped()


def cache_folder() -> Path | None:
    """Where built indexes are kept: under `WENBAO_DATA` if set, else the user's own cache folder."""
    data = os.environ.get("WENBAO_DATA")
    if data:
        return Path(data) / "cache"
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "wenbao"
    except RuntimeError:
        return None


def answerer(knowledge: Path | None) -> Answerer:
    """An answerer over a knowledge folder. Raises `FolderError` or `KnowledgeError`."""
    return Library(open_index(knowledge or shipped(), cache_folder()))


def counting(what: str, every: int = 20) -> Callable[[int, int], None]:
    """Shows on a terminal how far a long work has come, in one line that is wiped at the end."""

    def progress(done: int, whole: int) -> None:
        if sys.stderr.isatty() and (done % every == 0 or done == whole):
            click.echo("\r" + " " * 40 + "\r" if done == whole else f"\r{what} {done}/{whole}", nl=False, err=True)

    return progress
