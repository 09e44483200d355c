"""The intake: keeps every update in the store before Telegram is told to forget it, and has it handled once, in order."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.chat.courier import shown
from bot.chat.desk import Desk, Errand
from bot.chat.office import Office

log = logging.getLogger(__name__)
#: With so many updates waiting, no more are taken in; Telegram keeps them.
MOST_WAITING = 2000
# The databases' integers end here, far above Telegram's.
_TOO_GREAT = 2**63
_ALWAYS = ("message_id", "from", "sender_chat", "chat", "date", "edit_date")


class Intake:
    """From raw updates to errands done.

    An update is written to the store, then confirmed to Telegram, then handled, then marked as handled: killed at any moment, the program
    loses none. Errands of one chat are done one after another; chats do not wait for each other.
    """

    def __init__(self, office: Office, desk: Desk) -> None:
        self.office = office
        self.desk = desk
        self._queues: dict[str, deque[tuple[int, Errand]]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()

    async def take(self, raw: Iterable[Any]) -> None:
        """Keep and queue updates; waits while too many are waiting. Raises `SQLAlchemyError` when they cannot be kept."""
        await self._room.wait()
        kept = {one["update_id"]: _kept(one) for one in raw if isinstance(one, dict) and type(one.get("update_id")) is int and 0 <= one["update_id"] < _TOO_GREAT}
        if not kept:
            return
        new = await asyncio.to_thread(self.office.store.arrive, kept)
        for _ in range(len(kept) - len(new)):
            self.office.metrics.count("wenbao_updates_repeated_total")
        idle = [number for number in sorted(new) if not self._queue(number, json.loads(kept[number]))]
        if idle:
            await asyncio.to_thread(self.office.store.handled, *idle)

    async def resume(self) -> None:
        """Queue what an earlier run left."""
        left = await asyncio.to_thread(self.office.store.unhandled)
        if left:
            log.info("接着处理上次停下时没处理完的 %d 条", len(left))
        for number, payload in left:
            if not self._queue(number, json.loads(payload)):
                await asyncio.to_thread(self.office.store.handled, number)

    async def drain(self, seconds: float) -> int:
        """Finish what is queued, for so long; what is not finished then stays in the store. Gives how much that is."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=seconds)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        return self._waiting

    def _queue(self, number: int, raw: dict[str, Any]) -> bool:
        """Queue an update; False when there is nothing to do for it."""
        try:
            update = understood(raw, self.office.bot)
            errand = self.desk.sort(update)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one update, the others go on
            log.warning("看不懂的更新,不处理(%s)", shown(error))
            return False
        self.office.metrics.count("wenbao_updates_total", kind=errand.kind if errand else "other")
        if errand is None:
            return False
        self._count(1)
        queue = self._queues.get(errand.queue)
        if queue is not None:
            queue.append((number, errand))
            return True
        self._queues[errand.queue] = deque([(number, errand)])
        worker = asyncio.create_task(self._work(errand.queue))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        return True

    async def _work(self, name: str) -> None:
        queue = self._queues[name]
        while queue:
            number, errand = queue.popleft()
            await self._do(errand)
            try:
                await asyncio.to_thread(self.office.store.handled, number)
            except SQLAlchemyError as error:
                log.error("存储出错(%s)", type(error).__name__)
            self._count(-1)
        del self._queues[name]

    async def _do(self, errand: Errand) -> None:
        try:
            await errand.run()
        except TelegramError as error:
            log.warning("试了很久,没有送到:%s", shown(error))
        except Exception:
            self.office.metrics.count("wenbao_failures_total")
            log.exception("处理 %s 时出错", errand.kind)
            await self.desk.failed(errand)

    def _count(self, change: int) -> None:
        self._waiting += change
        self.office.metrics.set("wenbao_waiting", self._waiting)
        if self._waiting >= MOST_WAITING:
            self._room.clear()
        else:
            self._room.set()


def understood(raw: dict[str, Any], bot: Bot) -> Update:
    """An update as the library reads it; of a message, what the library cannot read is taken for something unknown. Raises whatever reading raises."""
    try:
        update = Update.de_json(raw, bot)
    except Exception:  # noqa: BLE001 - the library raises anything; what still cannot be read raises below
        kind = next(kind for kind in ("message", "edited_message") if kind in raw)
        message = raw[kind]
        update = Update.de_json({**raw, kind: {name if _reads(message, name, bot) else f"unread_{name}": value for name, value in message.items()}}, bot)
    if update.effective_message and update.effective_message.message_id >= _TOO_GREAT:
        raise ValueError("message_id")
    return update


def _reads(message: dict[str, Any], name: str, bot: Bot) -> bool:
    """True for a field of a message that the library can read."""
    if name in _ALWAYS:
        return True
    try:
        Message.de_json({**{always: message[always] for always in _ALWAYS if always in message}, name: message[name]}, bot)
    except Exception:  # noqa: BLE001 - whatever is wrong with one field, the others are read
        return False
    return True


def _kept(raw: dict[str, Any]) -> str:
    """An update as text that every database takes: halves of characters, which no text may hold, become question marks."""
    return json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace").decode()
