"""The question log that `serve` keeps, as the commands that learn from it open it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.questions.store import Store, StoreError, open_store

database_option = click.option(
    "--database",
    envvar="DATABASE_URL",
    default=None,
    metavar="URL",
    help="问题记录所在的数据库,如 sqlite:///var/wenbao.sqlite3(默认:WENBAO_DATA 里的,即 serve 用的那个)",
)
days_option = click.option("--days", type=click.FloatRange(min=0, min_open=True, max=36500), default=30.0, show_default=True, metavar="天数", help="只看最近这么多天的")


@contextmanager
def question_log(database: str | None) -> Iterator[Store]:
    """The store with the question log. Raises `StoreError`, also where there is no file to read: an empty one is not made for a look."""
    data = Path(os.environ.get("WENBAO_DATA") or "var")
    path = _file_of(database) if database else data / "wenbao.sqlite3"
    if path and not path.is_file():
        raise StoreError(f"没有问题记录 {path}:先用 bot serve 服务一段时间,或用 --database 写明数据库")
    store = open_store(data, database)
    try:
        yield store
    finally:
        store.close()


def _file_of(database: str) -> Path | None:
    """The file of a SQLite URL; None for any other."""
    kind, _, path = database.partition(":///")
    return Path(path) if kind.startswith("sqlite") and path else None
