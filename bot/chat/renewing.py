"""Renewing: looks after the knowledge folder, and has a saved change served within a second, or staff told what is wrong with it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.chat import rendering
from bot.chat.courier import shown
from bot.chat.office import Aim, Office
from bot.errors import WenbaoError
from bot.knowledge.problem import KnowledgeError

log = logging.getLogger(__name__)
#: How many of the problems staff are sent; `bot check` lists them all.
_MOST_TOLD = 5


@dataclass(frozen=True)
class Pulse:
    """Times in seconds: between two looks at the folder, and how long a fault must stand before staff are told.

    What is being saved must look the same twice, so that it is not read half-written.
    """

    every: float = 0.15
    patience: float = 0.6


class Renewing:
    """Watches the folder by `look`, which gives something else when a file of it changes."""

    def __init__(self, office: Office, look: Callable[[], str], seen: str, pulse: Pulse) -> None:
        self.office = office
        self.look = look
        self.seen = seen
        self.pulse = pulse
        self._told = ""
        self._sending: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Look again and again."""
        before = self.seen
        while True:
            await asyncio.sleep(self.pulse.every)
            now = await asyncio.to_thread(self.look)
            if now != self.seen and now == before:
                await self._renew(now)
            before = now

    async def _renew(self, now: str) -> None:
        try:
            entries = await self.office.reload()
        except WenbaoError as error:
            await asyncio.sleep(self.pulse.patience)
            if await asyncio.to_thread(self.look) != now:
                return  # it was still being written
            self.seen = now
            self._tell(error)
            return
        except Exception:
            self.seen = now
            log.exception("重新读知识库时出错,仍用原来的")
            return
        self.seen = now
        log.info("知识库改了,已经换上新的,%d 条", entries)
        if self._told:
            self._told = ""
            self._send(self.office.say["telegram_reloaded"].format(entries=entries))

    def _tell(self, error: WenbaoError) -> None:
        """Tell staff what is wrong, in the log and in Telegram; the same thing once."""
        text = told(error)
        log.error("知识库有问题,仍用原来的:%s", text.replace("\n", " | "))
        if text != self._told:
            self._told = text
            self._send(self.office.say["telegram_reload_failed"].format(problem=text))

    def _send(self, text: str) -> None:
        """A message to each of the staff; the watch does not wait until it is delivered."""
        for one in sorted(self.office.staff):
            task = asyncio.create_task(self._deliver(one, rendering.cut(text)))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _deliver(self, one: int, text: str) -> None:
        try:
            await self.office.send(Aim(one), rendering.escaped(text), text)
        except TelegramError as error:
            log.warning("没有送到工作人员那里:%s", shown(error))


def told(error: WenbaoError) -> str:
    """The problems of a knowledge that cannot be served, one a line, the first few of many."""
    if not isinstance(error, KnowledgeError):
        return str(error)
    lines = [str(problem) for problem in error.problems[:_MOST_TOLD]]
    more = len(error.problems) - len(lines)
    return "\n".join([*lines, f"还有 {more} 处,用 bot check 看全部"] if more else lines)
