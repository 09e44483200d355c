"""The courier: takes a call to Telegram, keeps its limits, waits as told, tries again, and knows what is for good."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Generic, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.chat.limits import Pace
from bot.chat.metrics import Metrics

log = logging.getLogger(__name__)
T = TypeVar("T")

# Telegram's words for what no second try can mend, beside every 403.
_GONE = (
    "chat not found", "user not found", "not enough rights", "have no rights", "chat_write_forbidden", "topic_closed", "user is deactivated", "peer_id_invalid",
    "group chat was deactivated", "chat_restricted", "need administrator rights", "bot is not a member", "chat_send",
)  # fmt: skip


@dataclass(frozen=True)
class Delivered(Generic[T]):
    """What became of a call: its result, or None and the reason why there is none for good."""

    result: T | None
    chat: int
    refused: str = ""


@dataclass
class Courier:
    """Calls Telegram for everyone else in this floor.

    A call is tried until it is carried out, refused for good, or `give_up` seconds old. After an answer that was lost on the way it is
    tried again: a question answered twice is rarer and better than one never answered, and Telegram has no way to ask which it was.
    """

    pace: Pace
    metrics: Metrics
    #: Called when Telegram rejects the token.
    rejected: Callable[[], Awaitable[None]]
    give_up: float = 900.0
    pauses: tuple[float, ...] = (0.3, 0.8, 2.0, 5.0, 10.0, 30.0)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    moved: dict[int, int] = field(default_factory=dict)

    async def deliver(self, method: str, chat: int, call: Callable[[int], Awaitable[T]]) -> Delivered[T]:
        """A message to a chat, or a change of one. `call` gets the chat's id, which may have changed. Raises `BadRequest` for what the caller can mend."""
        return await self._carry(method, self.moved.get(chat, chat), call, paced=True)

    async def deliver_plain(self, method: str, call: Callable[[], Awaitable[T]]) -> T | None:
        """A call that is no message and that must be carried out; None when it is refused. Raises `TelegramError`."""
        return (await self._carry(method, 0, lambda _: call(), paced=False)).result

    async def call(self, method: str, call: Callable[[], Awaitable[T]], give_up: float = 60.0) -> T | None:
        """A call that is no message (setMyCommands, answerCallbackQuery); None when it is refused or fails."""
        try:
            return (await self._carry(method, 0, lambda _: call(), paced=False, give_up=give_up)).result
        except TelegramError as error:
            log.info("%s 没有成功:%s", method, shown(error))
            return None

    async def _carry(self, method: str, chat: int, call: Callable[[int], Awaitable[T]], paced: bool, give_up: float | None = None) -> Delivered[T]:
        began, failed = time.monotonic(), 0
        while True:
            if paced:
                await self.pace.turn(chat)
            try:
                try:
                    result = await call(chat)
                finally:
                    self.pace.sent(chat)
            except RetryAfter as told:
                seconds = seconds_of(told)
                self.metrics.count("wenbao_api_waits_total")
                self._count(method, "wait")
                log.info("%s 要等 %s 秒(429)", method, seconds)
                if time.monotonic() - began + seconds > (give_up or self.give_up * 4):
                    raise
                if paced:
                    self.pace.hold(chat, seconds + 0.1)
                else:
                    await self.sleep(seconds + 0.1)
                continue
            except ChatMigrated as moved:
                self.moved[chat] = chat = moved.new_chat_id
                continue
            except Forbidden as error:
                return self._refused(method, chat, error)
            except BadRequest as error:
                said = str(error).lower()
                if any(words in said for words in _GONE):
                    return self._refused(method, chat, error)
                self._count(method, "bad")
                raise
            except (TypeError, KeyError, ValueError, AttributeError) as error:
                # The library could not read the result of a call that was carried out.
                self._count(method, "garbled")
                log.warning("%s 的结果读不懂(%s)", method, type(error).__name__)
                return Delivered(None, chat)
            except TelegramError as error:
                self._count(method, "failed")
                if isinstance(error, InvalidToken):
                    await self.rejected()
                pause = self.pauses[min(failed, len(self.pauses) - 1)]
                failed += 1
                if time.monotonic() - began + pause > (give_up or self.give_up):
                    raise
                log.log(logging.INFO if failed < 4 else logging.WARNING, "%s 没有成功(%s),%.1f 秒后再试", method, shown(error), pause)
                await self.sleep(pause)
                continue
            self._count(method, "ok")
            return Delivered(result, chat)

    def _refused(self, method: str, chat: int, error: TelegramError) -> Delivered[T]:
        self._count(method, "refused")
        self.metrics.count("wenbao_unreachable_total", cause="blocked" if isinstance(error, Forbidden) else "chat")
        log.info("%s 送不到:%s", method, shown(error))
        return Delivered(None, chat, shown(error))

    def _count(self, method: str, outcome: str) -> None:
        self.metrics.count("wenbao_api_calls_total", method=method, outcome=outcome)


def shown(error: BaseException) -> str:
    """An error as one short line of a log."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def seconds_of(told: RetryAfter) -> float:
    """How long Telegram told to wait."""
    return told.retry_after.total_seconds() if isinstance(told.retry_after, timedelta) else float(told.retry_after)
