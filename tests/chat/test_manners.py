"""Limits, faults and bad luck: everyone is answered once, and nobody pays for another."""

import io
import random
import time

import pytest

from bot.answering.answerer import Answerer
from bot.chat.limits import Limits
from bot.chat.polling import Rhythm
from bot.chat.watch import Deaf, TokenRejected
from tests.chat.botapi import TOKEN, ApiError, BotApi, Fault
from tests.chat.conftest import QUICK, tempo

MESSAGES = ("sendMessage", "editMessageText", "sendPhoto")


def test_telegrams_limits_are_kept_for_chats_groups_and_over_all(api: BotApi, serve) -> None:
    """With the real pauses: nothing goes out that a server as strict as the FAQ would refuse."""
    api.strict_rates = True
    serve(tempo=tempo(Limits()))
    for user in range(1, 13):
        for _ in range(3):
            api.say(user, "农村低保有多少户?")
    for user in range(1, 13):
        api.reply(user, 2)
    assert api.too_fast == []
    assert all(len(api.sent(user)) == 3 for user in range(1, 13))


def test_a_group_gets_twenty_a_minute_and_others_do_not_wait_for_it(api: BotApi, serve) -> None:
    serve(tempo=tempo(Limits(overall=1000, chat_pause=0.0, group=4, group_span=1.5, person=1000)))
    began = time.monotonic()
    for user in range(1, 10):
        api.say(user, "/ask 农村低保有多少户?", group=-100)
    api.say(50, "农村低保有多少户?")
    api.reply(50)
    assert time.monotonic() - began < 1.4
    api.reply(-100, 8)
    at = sorted(call.at for call in api.of("sendMessage", -100))
    assert all(later - earlier >= 1.4 for earlier, later in zip(at, at[4:], strict=False))


def test_who_floods_is_asked_once_to_slow_down_and_others_feel_nothing(api: BotApi, serve) -> None:
    serve(tempo=tempo(Limits(overall=1000, chat_pause=0.0, group=1000, person=5, person_refill=60)))
    for _ in range(40):
        api.say(1, "农村低保有多少户?")
    api.say(2, "农村低保有多少户?")
    assert "4208户" in api.reply(2)["text"]
    api.wait(lambda: len(api.sent(1)) == 6)
    api.quiet()
    assert sum("太快" in message["text"] for message in api.sent(1)) == 1
    assert len(api.sent(1)) == 6


def test_a_chat_that_hit_429_waits_as_told_and_no_other_does(api: BotApi, serve) -> None:
    told: dict[str, float] = {}

    def fault(method: str, params: dict) -> Fault | None:
        chat = params.get("chat_id")
        if method == "sendMessage" and chat in ("1", "2") and chat not in told:
            told[chat] = time.monotonic()
            return Fault("429", 1)
        return None

    api.fault = fault
    serve()
    for user in (1, 2, 3):
        api.say(user, "农村低保有多少户?")
    api.reply(3)
    assert not api.sent(1)
    for user in (1, 2):
        api.reply(user)
        call = api.of("sendMessage", user)[0]
        assert call.at - told[str(user)] >= 1.0
        assert len(api.sent(user)) == 1
    assert not [call for call in api.calls if call.params.get("chat_id") in ("1", "2") and call.code == 429 and call.at > told[call.params["chat_id"]] + 0.3]


def test_typing_is_shown_when_an_answer_takes_over_half_a_second(api: BotApi, serve, answerer: Answerer) -> None:
    class Slow(Answerer):
        def ask(self, question: str, *more):  # type: ignore[no-untyped-def]
            if "低保" in question:
                time.sleep(0.9)
            return super().ask(question, *more)

    slow = Slow(answerer.index)
    serve(lambda: slow)
    api.say(2, "光伏收益")
    api.reply(2)
    api.say(1, "农村低保有多少户?")
    api.reply(1)
    assert [call.params["action"] for call in api.of("sendChatAction", 1)] == ["typing"]
    assert not api.of("sendChatAction", 2)


def test_a_bug_is_told_once_and_the_others_are_answered(api: BotApi, serve, answerer: Answerer, log: io.StringIO) -> None:
    class Broken(Answerer):
        def ask(self, question: str, *more):  # type: ignore[no-untyped-def]
            if "光伏" in question:
                raise RuntimeError(f"no luck with {TOKEN}")
            return super().ask(question, *more)

    broken = Broken(answerer.index)
    running = serve(lambda: broken)
    api.say(1, "光伏收益")
    assert "出错了" in api.reply(1)["text"]
    api.say(1, "农村低保有多少户?")
    assert "4208户" in api.reply(1, 1)["text"]
    running.stop()
    said = log.getvalue()
    assert "no luck with [令牌]" in said
    assert TOKEN not in said


@pytest.mark.parametrize("kind", ["before", "after", "429", "500", "502", "401", "broken", "empty", "nested", "slow"])
def test_one_fault_of_each_kind_leaves_nothing_unanswered(api: BotApi, serve, kind: str, log: io.StringIO) -> None:
    """Every method fails once this way. What was carried out and lost on the way may come twice; nothing else does."""
    failed: set[str] = set()

    def fault(method: str, params: dict) -> Fault | None:
        if method in failed:
            return None
        failed.add(method)
        return Fault(kind, 0.3 if kind == "slow" else 1)

    api.fault = fault
    running = serve()
    message = api.say(1, "农村低保有多少户?")
    api.reply(1)
    api.edit(1, message, "光伏收益")
    api.wait(lambda: [one for (chat, _), one in list(api.messages.items()) if chat == 1 and "331.5" in one["text"]])
    api.say(2, "光伏收益")
    api.reply(2)
    running.stop()
    assert running.error is None
    assert len(api.sent(2)) == 1
    assert len(api.sent(1)) <= (2 if kind in ("after", "broken", "empty", "nested") else 1)
    said = log.getvalue()
    assert "Traceback" not in said
    assert TOKEN not in said


def test_many_questions_with_five_percent_faults_are_each_answered(api: BotApi, serve, answerer: Answerer, log: io.StringIO) -> None:
    """200 questions of 40 people; one person blocks the bot mid-way; calls fail in every way that leaves the message unsent."""
    chance = random.Random(4)
    api.fault = lambda method, params: Fault(chance.choice(["before", "500", "502", "429", "slow"]), 1) if chance.random() < 0.05 else None
    running = serve(tempo=tempo(QUICK, retry=(0.05, 0.1, 0.2)))
    texts = ["农村低保有多少户?", "光伏收益", "农村低保发了多少钱?", "公益岗位数", "2019年低保有多少户"]
    for number in range(5):
        for user in range(1, 41):
            api.say(user, texts[(number + user) % 5])
        if number == 2:
            api.blocked.add(40)
    for user in range(1, 40):
        api.reply(user, 4, seconds=40)
    running.stop()
    for user in range(1, 40):
        got = [message["text"].split("\n\n")[0] for message in api.sent(user)]
        assert got == [answerer.ask(texts[(number + user) % 5]).reply.text for number in range(5)]
    said = log.getvalue()
    assert "Traceback" not in said
    assert TOKEN not in said


def test_an_update_that_comes_twice_is_answered_once(api: BotApi, serve) -> None:
    serve()
    message = api._message(1, api.private(1), text="农村低保有多少户?")
    for _ in range(3):
        api.requeue({"update_id": 777, "message": message})
        time.sleep(0.1)
    api.reply(1)
    api.quiet()
    assert len(api.sent(1)) == 1


def test_a_malformed_update_does_not_stop_the_others(api: BotApi, serve) -> None:
    serve()
    huge = {**api._message(2, api.private(2), text="光伏收益"), "message_id": 2**80}
    for update in ({"message": {"message_id": 1}}, {"message": None}, {"callback_query": {"id": "x"}}, {"unknown": 1}, {"message": []}, {"message": huge}):
        api.push(update)
    api.push({"update_id": 2**70, "message": api._message(2, api.private(2), text="光伏收益")})
    api.say(1, "农村低保有多少户?")
    assert "4208户" in api.reply(1)["text"]
    assert not api.sent(2)


def test_half_a_character_is_a_text_like_any_other(api: BotApi, serve) -> None:
    serve()
    api.say(1, "农村低保有多少户\ud83d?")
    assert "4208户" in api.reply(1)["text"]
    api.say(2, "\x00光伏收益\udc00")
    assert "331.5万元" in api.reply(2)["text"]


def test_serving_raises_no_warning(api: BotApi, serve, log: io.StringIO, recwarn: pytest.WarningsRecorder) -> None:
    """Not even one that a filter would hide, and not when Telegram tells to wait."""
    faults = iter([Fault("429", 0)])
    api.fault = lambda method, params: next(faults, None) if method == "sendMessage" else None
    serve()
    api.say(1, "农村低保有多少户?")
    api.reply(1)
    assert not [str(one.message) for one in recwarn]
    assert "arning" not in log.getvalue()


def test_what_no_second_try_can_mend_is_tried_once(api: BotApi, serve) -> None:
    serve()
    api.blocked.add(1)
    api.say(1, "农村低保有多少户?")
    api.wait(lambda: api.of("sendMessage", 1, code=403))
    message = api._message(9, {"id": 9, "type": "private", "first_name": "x"}, text="农村低保有多少户?")
    api.push({"message": message})
    api.wait(lambda: api.of("sendMessage", 9, code=400))
    api.quiet()
    assert len(api.of("sendMessage", code=None)) == 2


def test_a_group_that_became_a_supergroup_is_answered_there(api: BotApi, serve) -> None:
    serve()
    api.group(-100)["type"] = "group"
    api.group(-1001)
    api.say(1, "/ask 农村低保有多少户?", group=-100)
    api.reply(-100)
    api.chats[-100]["migrated"] = -1001
    api.say(1, "/ask 光伏收益", group=-100)
    assert "331.5万元" in api.reply(-1001)["text"]


def test_markup_that_telegram_does_not_take_goes_out_plain(api: BotApi, serve, monkeypatch: pytest.MonkeyPatch) -> None:
    original = api._do_sendMessage

    def picky(call):  # type: ignore[no-untyped-def]
        if "parse_mode" in call.params:
            raise ApiError(400, "Bad Request: can't parse entities: whatever")
        return original(call)

    monkeypatch.setattr(api, "_do_sendMessage", picky)
    serve()
    api.say(1, "农村低保有多少户?")
    assert "4208户" in api.reply(1)["text"]
    assert "reply_markup" in api.reply(1)


def test_a_revoked_token_ends_the_service(api: BotApi, serve) -> None:
    running = serve()
    api.say(1, "农村低保有多少户?")
    api.reply(1)
    api.token = "1:revoked"
    running.join(20)
    assert isinstance(running.error, TokenRejected)


def test_a_wrong_token_at_the_start_is_one_clear_line(api: BotApi, serve) -> None:
    running = serve(telegram_bot_token="12345:wrong-token")
    running.join()
    assert isinstance(running.error, TokenRejected)


def test_a_second_poller_that_stays_ends_the_service(api: BotApi, serve) -> None:
    api.fault = lambda method, params: None
    running = serve(tempo=tempo(conflict=0.5))
    api.say(1, "农村低保有多少户?")
    api.reply(1)

    def conflict(call):  # type: ignore[no-untyped-def]
        raise ApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")

    api._do_getUpdates = conflict  # type: ignore[method-assign]
    running.join()
    assert isinstance(running.error, Deaf)


def test_a_short_conflict_is_waited_out(api: BotApi, serve) -> None:
    left = [3]

    def fault(method: str, params: dict) -> Fault | None:
        if method == "getUpdates" and left[0]:
            left[0] -= 1
            raise ApiError(409, "Conflict: terminated by other getUpdates request")
        return None

    original = api._do_getUpdates
    api._do_getUpdates = lambda call: (fault("getUpdates", {}), original(call))[1]  # type: ignore[method-assign]
    serve()
    api.say(1, "农村低保有多少户?")
    api.reply(1)


def test_a_deaf_poller_ends_the_service(api: BotApi, serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.watch.Watch.run.__defaults__", (0.1,))
    running = serve(tempo=tempo(deaf_after=0.8, rhythm=Rhythm(timeout=0, margin=1.0, pauses=(0.05,))))
    api.wait(lambda: api.of("getUpdates"))
    api.fault = lambda method, params: Fault("500")
    running.join()
    assert isinstance(running.error, Deaf)


def test_empty_answers_that_come_at_once_are_not_asked_for_in_a_rush(api: BotApi, serve) -> None:
    serve(tempo=tempo(rhythm=Rhythm(timeout=0, margin=1.0, pauses=(0.2,))))
    api.wait(lambda: api.of("getUpdates"))
    before = api.polls["all"]
    time.sleep(0.6)
    assert api.polls["all"] - before <= 5


def test_started_before_telegram_can_be_reached_it_waits(api: BotApi, serve) -> None:
    left = [3]

    def fault(method: str, params: dict) -> Fault | None:
        left[0] -= 1
        return Fault("before") if left[0] >= 0 else None

    api.fault = fault
    serve()
    api.say(1, "农村低保有多少户?")
    assert "4208户" in api.reply(1)["text"]
