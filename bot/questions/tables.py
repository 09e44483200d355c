"""The tables of the store."""

from typing import Any

from sqlalchemy import BigInteger, Column, Engine, Float, Index, Integer, MetaData, String, Table, Text, inspect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler

metadata = MetaData()
_Id = BigInteger().with_variant(Integer, "sqlite")

#: Small values that the program makes for itself: the hash key, the webhook secret.
values = Table("own_values", metadata, Column("name", String(64), primary_key=True), Column("value", Text, nullable=False))

#: Every update once: `payload` is what is still to be handled, empty once it is.
arrivals = Table(
    "arrivals",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("payload", Text, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Index("arrivals_at", "at"),
)

#: The question log: what was asked, what was decided (`status`, `reason`, by which `step`, the entry or the entries `served` or offered, as
#: JSON), the best `candidates` with their probabilities (JSON, best first), and the thumb (1, -1 or 0).
questions = Table(
    "questions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False),
    Column("person", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("entry", String(64)),
    Column("reason", String(16)),
    Column("confidence", Float, nullable=False),
    Column("candidates", Text, nullable=False),
    Column("thumb", Integer, nullable=False, default=0),
    Column("step", String(64), nullable=False, server_default=""),
    Column("served", Text, nullable=False, server_default="[]"),
    Index("questions_person", "person"),
    Index("questions_at", "at"),
)

#: What is remembered between two turns of one person in one chat.
conversations = Table(
    "conversations",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("chat", String(32), primary_key=True),
    Column("at", Float, nullable=False),
    Column("held", Text, nullable=False),
)

#: The reply to each message, so that an edited question edits its reply.
replies = Table(
    "replies",
    metadata,
    Column("chat", String(32), primary_key=True),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("reply", BigInteger, nullable=False),
    Column("question", BigInteger, nullable=False),
    Column("person", String(32), nullable=False),
    Column("at", Float, nullable=False),
    Column("before", Text, nullable=False),
    Index("replies_at", "at"),
    Index("replies_person", "person"),
)

#: Pictures that Telegram has, by a digest of what they show.
pictures = Table("pictures", metadata, Column("digest", String(64), primary_key=True), Column("file_id", Text, nullable=False))


def bring_up(engine: Engine) -> None:
    """Make what an empty database lacks, and add the columns that one of an older program lacks; nothing that is there is touched."""
    metadata.create_all(engine)
    there = {column["name"] for column in inspect(engine).get_columns(questions.name)}
    with engine.begin() as db:
        for column in questions.columns:
            if column.name not in there:
                db.execute(AddColumn(questions, column))


class AddColumn(ExecutableDDLElement):
    """`ALTER TABLE … ADD COLUMN`, with the default that the rows of an older program get."""

    inherit_cache = False

    def __init__(self, table: Table, column: Column[Any]) -> None:
        self.table = table
        self.column = column


@compiles(AddColumn)
def _add_column(element: AddColumn, compiler: DDLCompiler, **_: object) -> str:
    return f"ALTER TABLE {compiler.preparer.format_table(element.table)} ADD COLUMN {compiler.get_column_specification(element.column)}"
