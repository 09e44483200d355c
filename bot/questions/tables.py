"""The tables of the store."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, String, Table, Text

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

#: The question log.
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
