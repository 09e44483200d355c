"""Asking: from a message, an edit or a pressed button to the reply, its buttons and its line in the log."""

import asyncio
import logging
import time
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, Message

from bot.answering.answerer import Turn
from bot.answering.dialogue import Conversation
from bot.chat import addressing, keyboards, rendering
from bot.chat.keyboards import Press
from bot.chat.office import Aim, Office, Served
from bot.questions.store import Kept, Place

log = logging.getLogger(__name__)
# An edit of a message that the bot never answered is a question only while it is fresh.
_FRESH = 3600


@dataclass
class Asking:
    """Answers questions."""

    office: Office

    async def message(self, message: Message, text: str) -> None:
        """A question as a message of its own."""
        office, began = self.office, time.monotonic()
        place = office.store.place(addressing.person(message), message.chat.id)
        if await asyncio.to_thread(office.store.reply_to, place, message.message_id):
            return  # answered before a stop, and Telegram or the inbox brought it again
        aim = aim_at(message)
        async with office.typing(aim):
            before = await asyncio.to_thread(office.store.conversation, place)
            # One edition for the whole reply, whatever is renewed meanwhile.
            served = office.served
            turn, number = await asyncio.to_thread(self._answered, served, place, text, before)
            sent = await self._send(served, aim, turn, number)
        await asyncio.to_thread(self._keep, place, message.message_id, sent.message_id if sent else 0, number, before, turn)
        self._counted(turn, began)

    async def edited(self, message: Message, text: str) -> None:
        """A corrected question: its reply is corrected too."""
        office = self.office
        place = office.store.place(addressing.person(message), message.chat.id)
        kept = await asyncio.to_thread(office.store.reply_to, place, message.message_id)
        if kept is None or not kept.reply:
            if time.time() - message.date.timestamp() < _FRESH and kept is None:
                await self.message(message, text)
            return
        aim, served = aim_at(message), office.served
        turn = await asyncio.to_thread(served.answerer.ask, text, kept.before)
        number = kept.question or await asyncio.to_thread(office.store.log, place, text, turn)
        if kept.question:
            await asyncio.to_thread(office.store.amend, number, text, turn)
        html = rendering.html(turn.reply, served.entries, served.say)
        stands = await office.edit(aim, kept.reply, html, rendering.plain(turn.reply, served.say), keyboards.under(turn.reply, number))
        await asyncio.to_thread(self._keep, place, message.message_id, stands or kept.reply, number, kept.before, turn)

    async def offered(self, query: CallbackQuery, press: Press) -> None:
        """A pressed question: answered from its entry, in place of the choice or beside the answer."""
        office, served, began = self.office, self.office.served, time.monotonic()
        entry = served.entries.get(press.what)
        if entry is None or not isinstance(query.message, Message):
            await office.acknowledge(query.id, served.say["telegram_gone"], alert=True)
            return
        message, place = query.message, office.store.place(query.from_user.id, query.message.chat.id)
        aim = Aim(message.chat.id, message.message_id if _is_group(message.chat) else None, _thread(message))
        acknowledged = asyncio.create_task(office.acknowledge(query.id))
        async with office.typing(aim):
            turn, number = await asyncio.to_thread(self._answered, served, place, served.catalogue.question(entry), Conversation())
            if press.act == keyboards.IN_PLACE:
                html = rendering.html(turn.reply, served.entries, served.say)
                await office.edit(aim, message.message_id, html, rendering.plain(turn.reply, served.say), keyboards.under(turn.reply, number))
            else:
                await self._send(served, aim, turn, number)
        await asyncio.to_thread(office.store.remember, place, turn.conversation)
        office.note(place, turn)
        await acknowledged
        self._counted(turn, began)

    async def entry(self, message: Message, id: str) -> None:
        """An entry asked for by its id, as a link to the bot can do."""
        await self.message(message, self.office.served.catalogue.question(self.office.served.entries[id]))

    async def thumb(self, query: CallbackQuery, press: Press) -> None:
        """A thumb for an answer."""
        up = press.act == keyboards.UP
        number = int(press.what) if press.what.isdigit() and len(press.what) < 18 else 0
        known = await asyncio.to_thread(self.office.store.thumb, number, up)
        if known:
            self.office.metrics.count("wenbao_thumbs_total", direction="up" if up else "down")
        say = self.office.say
        await self.office.acknowledge(query.id, say["telegram_thumb_up" if up else "telegram_thumb_down"] if known else say["telegram_thumb_gone"])

    def _answered(self, served: Served, place: Place, text: str, before: Conversation) -> tuple[Turn, int]:
        turn = served.answerer.ask(text, before)
        return turn, self.office.store.log(place, text, turn)

    async def _send(self, served: Served, aim: Aim, turn: Turn, number: int) -> Message | None:
        html = rendering.html(turn.reply, served.entries, served.say)
        return await self.office.send(aim, html, rendering.plain(turn.reply, served.say), keyboards.under(turn.reply, number))

    def _keep(self, place: Place, message: int, reply: int, number: int, before: Conversation, turn: Turn) -> None:
        self.office.store.replied(place, message, Kept(reply, number, before), turn.conversation)
        self.office.note(place, turn)

    def _counted(self, turn: Turn, began: float) -> None:
        took = time.monotonic() - began
        self.office.metrics.took(took)
        self.office.metrics.count("wenbao_replies_total", status=turn.reply.status)
        log.info("答了一问:%s%s,用时 %.2f 秒", turn.reply.status, f" {turn.reply.entry}" if turn.reply.entry else f" {turn.reply.reason or ''}".rstrip(), took)


def aim_at(message: Message) -> Aim:
    """Where the reply to a message goes: in groups to the question itself, in forums to its thread."""
    return Aim(message.chat.id, message.message_id if _is_group(message.chat) else None, _thread(message))


def _is_group(chat: Chat) -> bool:
    return chat.type != Chat.PRIVATE


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None
