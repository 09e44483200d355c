"""Polling: asks Telegram for updates, and confirms them once they are kept."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.courier import seconds_of, shown
from bot.chat.desk import ALLOWED
from bot.chat.intake import Intake
from bot.chat.office import Office
from bot.chat.watch import Deaf, TokenRejected, Watch
from bot.chat.wire import Ear

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rhythm:
    """The times of polling, in seconds."""

    timeout: int = 30
    margin: float = 15.0
    pauses: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
    #: A second poller that stays longer than this is a mistake that only people can mend.
    conflict: float = 120.0
    #: An empty answer that comes sooner is not what Telegram does.
    soonest: float = 0.2


class Poller:
    """The loop of getUpdates."""

    def __init__(self, office: Office, ear: Ear, intake: Intake, watch: Watch, rhythm: Rhythm) -> None:
        self.office = office
        self.ear = ear
        self.intake = intake
        self.watch = watch
        self.rhythm = rhythm
        self.offset = 0

    async def run(self) -> None:
        """Poll until cancelled or until `watch` ends the service."""
        failed, conflict_since = 0, 0.0
        while True:
            began = time.monotonic()
            try:
                updates = await self._call()
                await self.intake.take(updates)
                self.offset = max((one["update_id"] + 1 for one in updates), default=self.offset)
            except Conflict as error:
                conflict_since = conflict_since or began
                if began - conflict_since > self.rhythm.conflict:
                    self.watch.end(Deaf("另有一个程序一直在用同一个令牌收消息;一个令牌只能有一个程序用"))
                    return
                log.warning("另有一个程序在用同一个令牌收消息,或者设了 webhook:%s", shown(error))
            except RetryAfter as told:
                seconds = seconds_of(told)
                log.info("getUpdates 要等 %s 秒(429)", seconds)
                await asyncio.sleep(seconds + 0.1)
                continue
            except InvalidToken:
                await check_token(self.office, self.watch)
            except TelegramError as error:
                log.log(logging.INFO if failed < 3 else logging.WARNING, "getUpdates 没有成功:%s", shown(error))
            except SQLAlchemyError as error:
                log.error("存储出错(%s),消息留在 Telegram,稍后再取", type(error).__name__)
            else:
                self.watch.hear()
                self.watch.ready = True
                self.office.metrics.set("wenbao_last_poll_timestamp_seconds", round(time.time(), 3))
                conflict_since = 0.0
                if updates or time.monotonic() - began > self.rhythm.soonest:
                    failed = 0
                    continue
            await asyncio.sleep(self.rhythm.pauses[min(failed, len(self.rhythm.pauses) - 1)])
            failed += 1

    async def _call(self) -> list[dict[str, Any]]:
        self.office.metrics.count("wenbao_api_calls_total", method="getUpdates", outcome="begun")
        await self.office.bot.get_updates(self.offset or None, limit=100, timeout=self.rhythm.timeout, read_timeout=self.rhythm.margin, allowed_updates=ALLOWED)
        heard = self.ear.heard
        good = [one for one in heard if isinstance(one, dict) and type(one.get("update_id")) is int]
        if len(good) < len(heard):
            log.warning("getUpdates 里有 %d 条没有编号的更新", len(heard) - len(good))
        return good


async def check_token(office: Office, watch: Watch) -> None:
    """Telegram rejected the token: ask thrice whether it means it, and end the service if so."""
    for pause in (0.0, 1.0, 3.0):
        await asyncio.sleep(pause)
        try:
            await office.bot.get_me()
        except InvalidToken:
            continue
        except TelegramError as error:
            log.info("getMe 没有成功:%s", shown(error))
        return
    watch.end(TokenRejected("Telegram 不认这个令牌:TELEGRAM_BOT_TOKEN 不对或已被撤销,请到 @BotFather 重新拿一个"))
