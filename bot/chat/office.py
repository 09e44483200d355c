"""The office: what all handlers share — the bot, the courier, the store, and the knowledge that is served now."""

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, User
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.answering.answerer import Answerer, Turn
from bot.chat import pictures
from bot.chat.courier import Courier, shown
from bot.chat.limits import Patience
from bot.chat.metrics import Metrics
from bot.chat.outline import Outline, first_questions
from bot.knowledge.entry import Entry
from bot.knowledge.sentences import filled
from bot.matching.reports import Catalogue, listed
from bot.questions.store import Place, Store

log = logging.getLogger(__name__)
# Typing is shown for five seconds; it is said again a little before it ends.
_TYPING_AFTER, _TYPING_AGAIN, _TYPING_A_SECOND = 0.5, 4.5, 10
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Served:
    """One edition of the knowledge with what is made from it."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.knowledge = answerer.index.knowledge
        self.say: Mapping[str, str] = self.knowledge.sentences
        self.entries: Mapping[str, Entry] = self.knowledge.by_id
        self.catalogue = Catalogue(self.knowledge.reports)
        self.outline = Outline(self.knowledge)
        self.first = first_questions(self.knowledge, self.say.get("telegram_first_questions", ""))
        self.pictures = pictures.pictures(self.knowledge)


@dataclass(frozen=True)
class Aim:
    """Where a message goes: a chat, in reply to which message, in which thread of a forum."""

    chat: int
    reply_to: int | None = None
    thread: int | None = None


@dataclass(frozen=True)
class _Look:
    """One way to say something: with markup, or plainer."""

    text: str
    mode: str | None
    keyboard: InlineKeyboardMarkup | None
    thread: int | None


@dataclass
class Office:
    """Everything that a handler needs."""

    bot: Bot
    courier: Courier
    store: Store
    metrics: Metrics
    patience: Patience
    served: Served
    open: Callable[[], Answerer]
    explain: Callable[[Turn], str]
    staff: frozenset[int]
    folder: Path
    me: User
    last: "OrderedDict[str, Turn]" = field(default_factory=OrderedDict)
    _reloading: asyncio.Lock = field(default_factory=asyncio.Lock)
    _typed: deque[float] = field(default_factory=lambda: deque(maxlen=_TYPING_A_SECOND))

    @property
    def say(self) -> Mapping[str, str]:
        """The bot's own sentences."""
        return self.served.say

    def tell(self, sentence: str, **more: object) -> str:
        """One of the bot's own sentences, filled in with what is known of the reports and with `more`."""
        knowledge = self.served.knowledge
        about: dict[str, object] = {
            "titles": listed([f"《{report.title}》" for report in knowledge.reports], "份报告"),
            "facts": sum(entry.is_fact for entry in knowledge.entries),
            "place": self.served.catalogue.places_covered(),
            "year": knowledge.reports[0].year,
            "example": next((option.question for option in self.served.first), ""),
            "username": self.me.username,
        }
        return filled(self.say[sentence], **{**about, **more})

    async def send(self, aim: Aim, html: str, plain: str, keyboard: InlineKeyboardMarkup | None = None) -> Message | None:
        """A message; plainer when Telegram does not take it as it is; None when it cannot be delivered."""
        reply = ReplyParameters(aim.reply_to, allow_sending_without_reply=True) if aim.reply_to else None
        marked = _Look(html, ParseMode.HTML, keyboard, aim.thread)
        elsewhere = [replace(marked, thread=None)] if aim.thread else []
        for look in (marked, *elsewhere, _Look(plain, None, keyboard, None), _Look(plain, None, None, None)):

            async def attempt(chat: int, look: _Look = look) -> Message:
                return await self.bot.send_message(
                    chat,
                    look.text,
                    parse_mode=look.mode,
                    reply_markup=look.keyboard,
                    reply_parameters=reply,
                    message_thread_id=look.thread,
                    link_preview_options=_NO_PREVIEW,
                )

            try:
                return (await self.courier.deliver("sendMessage", aim.chat, attempt)).result
            except BadRequest as error:
                log.error("sendMessage:Telegram 不接受(%s)", shown(error))
        return None

    async def edit(self, aim: Aim, message: int, html: str, plain: str, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Change a message of the bot's; a new one where it cannot be changed any more. Gives the id of the message that stands."""
        for look in (_Look(html, ParseMode.HTML, keyboard, None), _Look(plain, None, keyboard, None)):

            async def attempt(chat: int, look: _Look = look) -> bool:
                await self.bot.edit_message_text(look.text, chat, message, parse_mode=look.mode, reply_markup=look.keyboard, link_preview_options=_NO_PREVIEW)
                return True

            try:
                delivered = await self.courier.deliver("editMessageText", aim.chat, attempt)
            except BadRequest as error:
                said = str(error).lower()
                if "not modified" in said:
                    return message
                if any(words in said for words in ("message to edit not found", "can't be edited", "message_id_invalid", "there is no text in the message")):
                    break
                log.error("editMessageText:Telegram 不接受(%s)", shown(error))
                continue
            return None if delivered.refused else message
        sent = await self.send(aim, html, plain, keyboard)
        return sent.message_id if sent else None

    async def acknowledge(self, query: str, text: str | None = None, alert: bool = False) -> None:
        """Stop the waiting sign of a pressed button, with a word or without."""
        await self.courier.call("answerCallbackQuery", lambda: self.bot.answer_callback_query(query, text, show_alert=alert), give_up=20)

    @asynccontextmanager
    async def typing(self, aim: Aim) -> AsyncIterator[None]:
        """Show that the bot is typing while this takes longer than half a second."""
        task = asyncio.create_task(self._type(aim))
        try:
            yield
        finally:
            task.cancel()

    async def _type(self, aim: Aim) -> None:
        await asyncio.sleep(_TYPING_AFTER)
        while True:
            now = time.monotonic()
            free = len(self._typed) < _TYPING_A_SECOND or self._typed[0] < now - 1
            if free and not self.courier.pace.held(aim.chat):
                self._typed.append(now)
                try:
                    await self.bot.send_chat_action(aim.chat, ChatAction.TYPING, message_thread_id=aim.thread)
                except TelegramError as error:
                    log.debug("sendChatAction 没有成功:%s", shown(error))
            await asyncio.sleep(_TYPING_AGAIN)

    def note(self, place: Place, turn: Turn) -> None:
        """Keep a turn for /why, the last thousand in memory only."""
        self.last[place.person + place.chat] = turn
        self.last.move_to_end(place.person + place.chat)
        while len(self.last) > 1000:
            self.last.popitem(last=False)

    async def reload(self) -> int:
        """Serve the knowledge as it lies on disk now; gives the number of its entries. Raises as opening does, and then serves on as before."""
        async with self._reloading:
            try:
                served = await asyncio.to_thread(lambda: Served(self.open()))
            except Exception:
                self.metrics.count("wenbao_reloads_total", outcome="failed")
                raise
            self.served = served
        self.metrics.count("wenbao_reloads_total", outcome="ok")
        self.metrics.set("wenbao_entries", len(served.knowledge.entries))
        return len(served.knowledge.entries)
