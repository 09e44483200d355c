"""The store: the log, conversations, replies and arrivals, in SQLite and in a PostgreSQL server of the tests' own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.answering.answerer import Answerer, Explanation, Turn
from bot.answering.dialogue import Conversation
from bot.answering.reply import Reply
from bot.questions import tables
from bot.questions.store import ARRIVALS_LAST, CONVERSATION_LASTS, MOST_TRIES, REPLIES_LAST, Kept, Missed, Store, StoreError, open_store
from tests import postgresql

KINDS = ["sqlite", *(["postgresql"] if postgresql.expected() else [])]


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql.running() as url:
        yield url


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        kept = open_store(tmp_path, clock=Clock())
    else:
        url = request.getfixturevalue("server")
        kept = open_store(tmp_path, url, clock=Clock())
        tables.metadata.drop_all(kept.engine)
        kept = open_store(tmp_path, url, clock=Clock())
    yield kept
    kept.close()


def turn(status: str = "answered", entry: str | None = "low", reason: str | None = None) -> Turn:
    return Turn(Reply(status, "好", entry, 0.9, reason=reason), Conversation(), Explanation("evidence"))  # type: ignore[arg-type]


def test_a_person_is_a_hash_that_another_store_makes_otherwise(tmp_path: Path) -> None:
    one, two = open_store(tmp_path / "1"), open_store(tmp_path / "2")
    assert one.place(1, 2) == open_store(tmp_path / "1").place(1, 2)
    assert one.place(1, 2).person != two.place(1, 2).person
    assert one.place(1, 1).person != one.place(1, 1).chat
    assert "12345678" not in str(one.place(12345678, 12345678))


def test_nothing_in_the_database_tells_who_asked(store: Store, tmp_path: Path) -> None:
    place = store.place(987654321, 987654321)
    store.arrive({1: '{"from": 987654321}'})
    store.log(place, "我叫13812345678", turn())
    store.replied(place, 5, Kept(6, 1, Conversation()), Conversation(about=("low",)))
    store.handled(1)
    with store.engine.connect() as db:
        rows = [str(row) for table in tables.metadata.sorted_tables for row in db.execute(table.select())]
    assert not [row for row in rows if "987654321" in row or "13812345678" in row]


def test_an_update_is_new_once_and_left_until_it_is_handled(store: Store) -> None:
    assert sorted(store.arrive({1: "a", 2: "b"})) == [1, 2]
    assert store.arrive({2: "b", 3: "c"}) == [3]
    store.handled(1, 2)
    assert store.unhandled() == [(3, "c")]
    assert store.arrive({1: "a"}) == []


def test_an_update_that_never_ends_is_given_up(store: Store) -> None:
    store.arrive({1: "a"})
    for _ in range(MOST_TRIES):
        assert store.unhandled() == [(1, "a")]
    assert store.unhandled() == []


def test_a_conversation_is_kept_for_half_an_hour(store: Store) -> None:
    place, held = store.place(1, 1), Conversation(("a",), ("b", "c"), (("低保", "subject"),))
    store.remember(place, Conversation(("z",)))
    store.remember(place, held)
    assert store.conversation(place) == held
    assert store.conversation(store.place(1, 2)) == Conversation()
    store.clock.now += CONVERSATION_LASTS + 1  # type: ignore[attr-defined]
    assert store.conversation(place) == Conversation()


def test_a_conversation_that_another_version_kept_is_no_trouble(store: Store) -> None:
    place = store.place(1, 1)
    store.remember(place, Conversation(("a",)))
    for odd in ("[1, 2]", "{}", "nonsense", '{"about": ["x"], "gone": 1}'):
        with store.engine.begin() as db:
            db.execute(text("UPDATE conversations SET held = :held"), {"held": odd})
        assert isinstance(store.conversation(place), Conversation)


def test_a_reply_is_found_by_its_question(store: Store) -> None:
    place = store.place(1, 1)
    kept = Kept(11, 3, Conversation(("a",)))
    store.replied(place, 10, kept, Conversation(("b",)))
    assert store.reply_to(place, 10) == kept
    assert store.reply_to(place, 12) is None
    assert store.conversation(place) == Conversation(("b",))


def test_what_is_past_its_time_is_swept(store: Store) -> None:
    place = store.place(1, 1)
    store.arrive({1: "a", 2: "b"})
    store.handled(1)
    store.replied(place, 10, Kept(11, 3, Conversation(("a",))), Conversation(("b",)))
    store.clock.now += CONVERSATION_LASTS + 1  # type: ignore[attr-defined]
    store.sweep()
    assert store.reply_to(place, 10) == Kept(11, 3, Conversation())
    store.clock.now += max(REPLIES_LAST, ARRIVALS_LAST)  # type: ignore[attr-defined]
    store.sweep()
    assert store.reply_to(place, 10) is None
    assert store.arrive({1: "a", 2: "b"}) == [1], "what was never handled is not forgotten"


def test_the_log_counts_thumbs_people_and_misses(store: Store) -> None:
    one, two = store.place(1, 1), store.place(2, 2)
    good = store.log(one, "低保有多少户", turn())
    store.log(two, "火星有多少户", turn("no_answer", None, "unknown"))
    store.log(one, "火星有多少户", turn("no_answer", None, "unknown"))
    bad = store.log(two, "光伏呢", turn())
    assert store.thumb(good, True)
    assert store.thumb(bad, False)
    assert not store.thumb(99999, True)
    stats = store.stats(0)
    assert (stats.questions, stats.people, stats.up, stats.down) == (4, 2, 1, 1)
    assert stats.by_status == {"answered": 2, "no_answer": 2}
    assert [(miss.text, miss.count, miss.down) for miss in store.misses(0)] == [("光伏呢", 1, 1), ("火星有多少户", 2, 0)]
    assert store.stats(store.clock() + 1).questions == 0
    store.amend(bad, "低保呢", turn())
    assert store.stats(0).down == 0


def test_forget_erases_one_person(store: Store) -> None:
    for user in (1, 2):
        place = store.place(user, user)
        store.replied(place, 10, Kept(11, store.log(place, "问", turn()), Conversation()), Conversation(("a",)))
    assert store.forget(1) == 1
    assert store.reply_to(store.place(1, 1), 10) is None
    assert not store.conversation(store.place(1, 1))
    assert store.conversation(store.place(2, 2))
    assert store.stats(0).questions == 1


def test_nothing_of_what_is_forgotten_is_left_in_the_files(tmp_path: Path) -> None:
    """SQLite's journal keeps what was erased until it is emptied."""
    kept = open_store(tmp_path)
    kept.arrive({1: '{"text": "我叫王小明"}'})
    kept.handled(1)
    kept.log(kept.place(1, 1), "问一件说得清的事", turn())
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert any("说得清" in path.read_bytes().decode("utf-8", "ignore") for path in files)
    kept.forget(1)
    left = "".join(path.read_bytes().decode("utf-8", "ignore") for path in tmp_path.iterdir() if path.is_file())
    assert "说得清" not in left
    assert "王小明" not in left
    kept.close()


def test_the_webhook_secret_and_pictures_are_kept(store: Store) -> None:
    assert store.webhook_secret() == store.webhook_secret()
    assert store.picture("d") is None
    store.keep_picture("d", "file")
    store.keep_picture("d", "other")
    assert store.picture("d") == "other"
    store.keep_picture("d", "")
    assert store.picture("d") is None


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "postgresql://[", "sqlite:////proc/none/x"])
def test_a_database_that_cannot_be_opened_is_told_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError) as told:
        open_store(tmp_path, url)
    assert "nobody" not in str(told.value)
    assert "\n" not in str(told.value)


def test_the_log_keeps_how_it_was_decided_what_was_served_and_the_best_candidates(store: Store, county: Answerer) -> None:
    place = store.place(1, 1)
    for question in ("营养午餐花了多少钱", "营养午餐一共用掉几多钱呀", "新购赶集专车多少辆", "营养午餐有多少学生,花了多少钱"):
        store.log(place, question, county.ask(question))
    with store.engine.connect() as db:
        rows = db.execute(tables.questions.select().order_by(tables.questions.c.id)).all()
    assert [row.step for row in rows[:2]] == ["word for word", "evidence"]
    assert [json.loads(row.served) for row in rows[:2]] == [["lunch-money"], ["lunch-money"]]
    best = json.loads(rows[1].candidates)
    assert best[0][0] == "lunch-money"
    assert [share for _, share in best] == sorted((share for _, share in best), reverse=True)
    assert rows[2].status == "clarify"
    assert set(json.loads(rows[2].served)) == {"coaches-third", "coaches-fourth"}
    assert set(json.loads(rows[3].served)) == {"lunch-pupils", "lunch-money"}


def test_what_was_missed_is_counted_by_its_text(store: Store) -> None:
    place = store.place(1, 1)
    for asked, status, entry, reason in (
        ("甲", "no_answer", None, "unknown"),
        ("乙", "no_answer", None, "metric"),
        ("乙", "no_answer", None, "unknown"),
        ("丙", "answered", "low", None),
        ("丁", "answered", "low", None),
        ("戊", "no_answer", "known-unknown", "metric"),
        ("己", "no_answer", None, "unreadable"),
    ):
        number = store.log(place, asked, turn(status, entry, reason))
        if asked == "丁":
            store.thumb(number, False)
        store.clock.now += 1  # type: ignore[attr-defined]
    assert store.missed(0) == [Missed("乙", 2, 0, "unknown", ""), Missed("丁", 1, 1, "", "low"), Missed("甲", 1, 0, "unknown", "")]
    assert store.missed(store.clock.now - 4) == [Missed("丁", 1, 1, "", "low")]


def test_a_store_of_an_older_program_gets_the_new_columns_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    number = store.log(store.place(1, 1), "低保多少户", turn())
    store.thumb(number, True)
    with store.engine.begin() as db:
        for column in ("step", "served"):
            db.execute(text(f"ALTER TABLE questions DROP COLUMN {column}"))
        before = db.execute(text("SELECT * FROM questions")).mappings().one()
    url = store.engine.url.render_as_string(hide_password=False)
    for _ in range(2):
        newer = open_store(tmp_path, url, clock=Clock())
    with newer.engine.connect() as db:
        after = db.execute(text("SELECT * FROM questions")).mappings().one()
    assert {**before, "step": "", "served": "[]"} == dict(after)
    assert newer.place(1, 1) == store.place(1, 1)
    assert newer.log(newer.place(1, 1), "再问", turn()) == number + 1
    newer.close()
