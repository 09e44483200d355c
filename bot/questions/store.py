"""The store: one database with the question log, conversations, arrivals and what the program keeps for itself."""

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Table, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import NoSuchModuleError as NoSuchModule

from bot.answering.answerer import Explanation, Turn
from bot.answering.dialogue import Conversation
from bot.errors import WenbaoError
from bot.questions import tables
from bot.questions.scrubbing import scrubbed

#: A conversation is over after this many seconds without a word.
CONVERSATION_LASTS = 30 * 60
#: Updates are known for this long; Telegram repeats one for 24 hours at the most.
ARRIVALS_LAST = 24 * 3600
#: Telegram lets a message be edited for 48 hours.
REPLIES_LAST = 48 * 3600
#: An update that was begun this often and never finished is given up, so that it cannot stop every start.
MOST_TRIES = 3
_CANDIDATES = 5


class StoreError(WenbaoError):
    """A store that cannot be opened."""


@dataclass(frozen=True)
class Place:
    """One person in one chat, both as keyed hashes."""

    person: str
    chat: str


@dataclass(frozen=True)
class Kept:
    """The kept reply to a message: its message id, its line in the question log, the conversation before it."""

    reply: int
    question: int
    before: Conversation


@dataclass(frozen=True)
class Stats:
    """What was asked in a span of time."""

    questions: int
    people: int
    by_status: Mapping[str, int]
    up: int
    down: int


@dataclass(frozen=True)
class Miss:
    """A question that was refused or got a thumb down."""

    text: str
    reason: str
    entry: str
    count: int
    down: int


@dataclass(frozen=True)
class Missed:
    """A text of the log that got no answer, or an answer with a thumb down.

    `count` is how often it was asked, `down` how many thumbs were down; `reason` and `entry` are those of the last time.
    """

    text: str
    count: int
    down: int
    reason: str
    entry: str


class Store:
    """Everything that outlives the process. Safe to use from several threads."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        self.engine = engine
        self.clock = clock
        # SQLite lets one writer in at a time; waiting here is quicker than its retries.
        self._writing = threading.Lock()
        self._key = bytes.fromhex(self.value("hash-key", lambda: secrets.token_hex(32)))

    # -- what the program keeps for itself ------------------------------------------------------------------------

    def value(self, name: str, make: Callable[[], str]) -> str:
        """A kept value, made on the first call."""
        with self._write() as db:
            db.execute(self._insert(tables.values, name=name, value=make()).on_conflict_do_nothing())
            return str(db.execute(select(tables.values.c.value).where(tables.values.c.name == name)).scalar_one())

    def webhook_secret(self) -> str:
        """The webhook's secret token, random and kept."""
        return self.value("webhook-secret", lambda: secrets.token_urlsafe(32))

    def place(self, user: int, chat: int) -> Place:
        """A person in a chat, by keyed hashes that say nothing without the store's key."""
        return Place(self._hash(f"user {user}"), self._hash(f"chat {chat}"))

    def _hash(self, what: str) -> str:
        return hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()[:32]

    # -- arrivals -------------------------------------------------------------------------------------------------

    def arrive(self, updates: Mapping[int, str]) -> list[int]:
        """Keep updates that are to be handled; gives the ids of those that were not known yet."""
        new = []
        with self._write() as db:
            for number, payload in updates.items():
                row = self._insert(tables.arrivals, update_id=number, at=self.clock(), payload=payload, tries=0)
                if db.execute(row.on_conflict_do_nothing().returning(tables.arrivals.c.update_id)).first():
                    new.append(number)
        return new

    def handled(self, *numbers: int) -> None:
        """Updates are done; nothing of them is kept but their numbers."""
        with self._write() as db:
            db.execute(update(tables.arrivals).where(tables.arrivals.c.update_id.in_(numbers)).values(payload=""))

    def unhandled(self) -> list[tuple[int, str]]:
        """The updates that an earlier run left, oldest first; one that was left `MOST_TRIES` times is given up."""
        table = tables.arrivals
        with self._write() as db:
            db.execute(update(table).where(table.c.payload != "").values(tries=table.c.tries + 1))
            db.execute(update(table).where(table.c.tries > MOST_TRIES).values(payload=""))
            rows = db.execute(select(table.c.update_id, table.c.payload).where(table.c.payload != "").order_by(table.c.at, table.c.update_id))
            return [(int(number), str(payload)) for number, payload in rows]

    # -- conversations and replies --------------------------------------------------------------------------------

    def conversation(self, place: Place) -> Conversation:
        """What was said last, if it was not too long ago."""
        table = tables.conversations
        with self.engine.connect() as db:
            row = db.execute(select(table.c.at, table.c.held).where(table.c.person == place.person, table.c.chat == place.chat)).first()
        return _conversation(row.held) if row and self.clock() - row.at < CONVERSATION_LASTS else Conversation()

    def remember(self, place: Place, conversation: Conversation) -> None:
        """Keep what was said last."""
        with self._write() as db:
            self._remember(db, place, conversation)

    def replied(self, place: Place, message: int, kept: Kept, conversation: Conversation) -> None:
        """Keep which message answered which, and what was said last."""
        values = {"reply": kept.reply, "question": kept.question, "person": place.person, "at": self.clock(), "before": _plain(kept.before)}
        row = self._insert(tables.replies, chat=place.chat, message=message, **values)
        with self._write() as db:
            db.execute(row.on_conflict_do_update(index_elements=["chat", "message"], set_={"reply": row.excluded.reply, "question": row.excluded.question}))
            self._remember(db, place, conversation)

    def _remember(self, db: Connection, place: Place, conversation: Conversation) -> None:
        row = self._insert(tables.conversations, person=place.person, chat=place.chat, at=self.clock(), held=_plain(conversation))
        db.execute(row.on_conflict_do_update(index_elements=["person", "chat"], set_={"at": row.excluded.at, "held": row.excluded.held}))

    def reply_to(self, place: Place, message: int) -> Kept | None:
        """The reply that a message got, or None."""
        table = tables.replies
        with self.engine.connect() as db:
            row = db.execute(select(table.c.reply, table.c.question, table.c.before).where(table.c.chat == place.chat, table.c.message == message)).first()
        return Kept(int(row.reply), int(row.question), _conversation(row.before)) if row else None

    # -- the question log -----------------------------------------------------------------------------------------

    def log(self, place: Place, text: str, turn: Turn) -> int:
        """Write a question and its reply to the log; gives the number of the line."""
        with self._write() as db:
            row = tables.questions.insert().values(at=self.clock(), person=place.person, thumb=0, **_line(text, turn))
            key = db.execute(row).inserted_primary_key
        assert key is not None
        return int(key[0])

    def amend(self, question: int, text: str, turn: Turn) -> None:
        """An edited question: its line of the log as it reads now, with no thumb yet."""
        with self._write() as db:
            db.execute(update(tables.questions).where(tables.questions.c.id == question).values(thumb=0, **_line(text, turn)))

    def thumb(self, question: int, up: bool) -> bool:
        """A thumb for a line of the log; False when there is no such line."""
        with self._write() as db:
            done = db.execute(update(tables.questions).where(tables.questions.c.id == question).values(thumb=1 if up else -1))
        return bool(done.rowcount)

    def forget(self, user: int) -> int:
        """Erase all there is on a person; gives how many questions were erased."""
        person = self._hash(f"user {user}")
        with self._write() as db:
            gone: CursorResult[Any] = db.execute(delete(tables.questions).where(tables.questions.c.person == person))
            db.execute(delete(tables.conversations).where(tables.conversations.c.person == person))
            db.execute(delete(tables.replies).where(tables.replies.c.person == person))
        self._write_back()
        return gone.rowcount

    def stats(self, since: float) -> Stats:
        """Counts of the log since a time."""
        table = tables.questions
        with self.engine.connect() as db:
            people = db.execute(select(func.count(func.distinct(table.c.person))).where(table.c.at >= since)).scalar_one()
            status = {str(name): int(count) for name, count in db.execute(select(table.c.status, func.count()).where(table.c.at >= since).group_by(table.c.status))}
            thumb = {int(name): int(count) for name, count in db.execute(select(table.c.thumb, func.count()).where(table.c.at >= since).group_by(table.c.thumb))}
        return Stats(sum(status.values()), int(people), status, thumb.get(1, 0), thumb.get(-1, 0))

    def misses(self, since: float, most: int = 20) -> list[Miss]:
        """What was refused or got a thumb down since a time, the most frequent first."""
        table = tables.questions
        down = func.sum(-func.least(table.c.thumb, 0)) if self.engine.dialect.name == "postgresql" else func.sum(-func.min(table.c.thumb, 0))
        missed = (table.c.status.in_(("no_answer", "clarify"))) | (table.c.thumb < 0)
        query = (
            select(table.c.text, func.max(table.c.reason), func.max(table.c.entry), func.count(), down)
            .where(table.c.at >= since, missed)
            .group_by(table.c.text)
            .order_by(down.desc(), func.count().desc(), func.max(table.c.at).desc())
            .limit(most)
        )
        with self.engine.connect() as db:
            return [Miss(str(text), reason or "", entry or "", int(count), int(thumbs or 0)) for text, reason, entry, count, thumbs in db.execute(query)]

    def missed(self, since: float) -> list[Missed]:
        """All that got no answer or a thumb down since a time, the most frequent first, then the latest.

        Not what could not be read, and not what a known unknown answered: there the knowledge says that the report does not have it.
        """
        table = tables.questions
        silent = (table.c.status == "no_answer") & table.c.entry.is_(None) & (func.coalesce(table.c.reason, "") != "unreadable")
        query = (
            select(table.c.text, table.c.thumb, table.c.reason, table.c.entry)
            .where(table.c.at >= since, silent | (table.c.thumb < 0))
            .order_by(table.c.at.desc(), table.c.id.desc())
        )
        found: dict[str, Missed] = {}
        with self.engine.connect() as db:
            for text, thumb, reason, entry in db.execute(query):
                before = found.get(text) or Missed(str(text), 0, 0, reason or "", entry or "")
                found[text] = replace(before, count=before.count + 1, down=before.down + (thumb < 0))
        return sorted(found.values(), key=lambda missed: -missed.count)

    # -- pictures -------------------------------------------------------------------------------------------------

    def picture(self, digest: str) -> str | None:
        """Telegram's file id of a picture that was sent before."""
        with self.engine.connect() as db:
            return db.execute(select(tables.pictures.c.file_id).where(tables.pictures.c.digest == digest)).scalar_one_or_none()

    def keep_picture(self, digest: str, file_id: str) -> None:
        """Keep a picture's file id; an empty one forgets it."""
        row = self._insert(tables.pictures, digest=digest, file_id=file_id)
        with self._write() as db:
            if file_id:
                db.execute(row.on_conflict_do_update(index_elements=["digest"], set_={"file_id": row.excluded.file_id}))
            else:
                db.execute(delete(tables.pictures).where(tables.pictures.c.digest == digest))

    # -- upkeep ---------------------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Drop what is past its time."""
        now = self.clock()
        with self._write() as db:
            db.execute(delete(tables.arrivals).where(tables.arrivals.c.at < now - ARRIVALS_LAST, tables.arrivals.c.payload == ""))
            db.execute(delete(tables.conversations).where(tables.conversations.c.at < now - CONVERSATION_LASTS))
            db.execute(delete(tables.replies).where(tables.replies.c.at < now - REPLIES_LAST))
            # A reply stays for edits, the dialogue before it does not outlive the conversation.
            db.execute(update(tables.replies).where(tables.replies.c.at < now - CONVERSATION_LASTS).values(before=_plain(Conversation())))
        self._write_back()

    def _write_back(self) -> None:
        """SQLite's journal holds what was erased until it is written back and emptied."""
        if self.engine.dialect.name == "sqlite":
            with self._writing, self.engine.connect() as db:
                db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._writing, self.engine.begin() as db:
            yield db

    def _insert(self, table: Table, **values: object) -> Any:
        kind = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        return kind(table).values(**values)


def open_store(data: Path, url: str | None = None, clock: Callable[[], float] = time.time) -> Store:
    """The store at a database URL, or in a file of the data folder. Raises `StoreError`."""
    try:
        if not url:
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = _engine(url or f"sqlite:///{data / 'wenbao.sqlite3'}")
        tables.bring_up(engine)
        return Store(engine, clock)
    except OSError as error:
        raise StoreError(f"不能在 {data} 里存数据({error.strerror}),请检查 WENBAO_DATA 和文件夹的权限") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"DATABASE_URL 要用的数据库驱动 {error.name} 没有安装") from error
    except (ArgumentError, NoSuchModule, ValueError):
        raise StoreError("DATABASE_URL 写得不对,要像 postgresql://用户:密码@主机/库名") from None
    except OperationalError as error:
        where = "DATABASE_URL 指的数据库" if url else f"{data} 里的数据库"
        raise StoreError(f"打不开{where},请检查地址、账号和权限({type(error.orig).__name__})") from None
    except SQLAlchemyError as error:
        raise StoreError(f"存储出错({type(error).__name__}),请检查 {'DATABASE_URL' if url else data}") from None


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 10})
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")

    return engine


def _line(text: str, turn: Turn) -> dict[str, object]:
    reply = turn.reply
    candidates = json.dumps([[id, round(share, 3)] for id, share in _candidates(turn.explanation)])
    return {
        "text": scrubbed(text),
        "status": reply.status,
        "entry": reply.entry,
        "reason": reply.reason,
        "confidence": float(reply.confidence),
        "candidates": candidates,
        "step": turn.explanation.step,
        "served": json.dumps(list(reply.entries) or [option.entry for option in reply.options]),
    }


def _candidates(why: Explanation) -> list[tuple[str, float]]:
    found = [(match.candidate.entry.id, float(match.probability)) for match in why.matches[:_CANDIDATES]]
    for part in why.parts:
        found += _candidates(part)
    return found[: _CANDIDATES * 2]


def _plain(conversation: Conversation) -> str:
    return json.dumps(asdict(conversation), ensure_ascii=False)


def _conversation(held: str) -> Conversation:
    """A kept conversation; one that an older program kept otherwise is an empty one."""
    try:
        values = json.loads(held)
        return Conversation(**{field.name: _tuples(values[field.name]) for field in fields(Conversation) if field.name in values})
    except (ValueError, TypeError):
        return Conversation()


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
