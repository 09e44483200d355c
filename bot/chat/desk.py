"""The desk: takes an update, decides whether it is for the bot, and hands it to whom it concerns."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from bot.chat import addressing, keyboards, rendering
from bot.chat.asking import Asking, aim_at
from bot.chat.commands import PUBLIC, STAFF
from bot.chat.courier import shown
from bot.chat.finding import Finding
from bot.chat.inline import Inline
from bot.chat.keyboards import Press
from bot.chat.office import Office
from bot.chat.staff import Staff

log = logging.getLogger(__name__)
#: The kinds of updates that the bot asks Telegram for.
ALLOWED = ["message", "edited_message", "callback_query", "inline_query"]


@dataclass(frozen=True)
class Errand:
    """Something to do for an update. Errands with one `queue` are done one after another, in order."""

    queue: str
    kind: str
    run: Callable[[], Awaitable[None]]
    #: The message to apologise under when this fails.
    message: Message | None = None


class Desk:
    """Sorts updates."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.asking = Asking(office)
        self.finding = Finding(office)
        self.inline = Inline(office)
        self.staff = Staff(office)
        self._albums: OrderedDict[tuple[int, str], bool] = OrderedDict()
        self._public: dict[str, Callable[[Message], Awaitable[None]]] = {
            "start": self._start,
            "topics": self.finding.topics,
            "ask": self._ask,
            "help": self.finding.help,
            "about": self.finding.about,
            "forget": self._forget,
        }
        self._own: dict[str, Callable[[Message], Awaitable[None]]] = {
            "why": self.staff.why,
            "stats": self.staff.stats,
            "misses": self.staff.misses,
            "reload": self.staff.reload,
        }
        assert set(self._public) == set(PUBLIC)
        assert set(self._own) == set(STAFF)

    def sort(self, update: Update) -> Errand | None:
        """What is to be done for an update, or None when it is not for the bot."""
        if query := update.callback_query:
            return self._pressed(query)
        if update.inline_query:
            asked = update.inline_query
            return Errand(f"inline {asked.from_user.id}", "inline_query", lambda: self.inline.query(asked))
        message = update.message or update.edited_message
        if message is None or not addressing.concerns(message, self.office.me):
            return None
        queue, person = f"chat {message.chat.id}", addressing.person(message)
        run = self._edit(message) if update.edited_message else self._message(message)
        if run is None:
            return None
        if not self.office.patience.allows(person):
            self.office.metrics.count("wenbao_slowed_total")
            if not self.office.patience.tell(person):
                return None
            return Errand(queue, "slow", lambda: self._say(message, "telegram_slow"))
        return Errand(queue, "edited_message" if update.edited_message else "message", run, message)

    async def failed(self, errand: Errand) -> None:
        """Say sorry, once, where a bug of ours kept someone waiting."""
        if errand.message is None:
            return
        try:
            await self._say(errand.message, "telegram_failed")
        except TelegramError as error:
            log.info("道歉也没有送到:%s", shown(error))

    # -- messages -----------------------------------------------------------------------------------------------------

    def _message(self, message: Message) -> Callable[[], Awaitable[None]] | None:
        name, ours = addressing.command(message, self.office.me)
        if name:
            return self._command(message, name, bool(ours))
        text = addressing.asked(message, self.office.me)
        first = not message.media_group_id or self._first_of_album(message)
        if text or message.text:
            # A bare mention is an empty question, and gets what an empty question gets.
            return lambda: self.asking.message(message, text)
        return (lambda: self._say(message, "telegram_not_text")) if first else None

    def _edit(self, message: Message) -> Callable[[], Awaitable[None]] | None:
        name, _ = addressing.command(message, self.office.me)
        text = addressing.asked(message, self.office.me)
        if name == "ask":
            text = _after_command(message)
        elif name:
            return None
        return (lambda: self.asking.edited(message, text)) if text else None

    def _command(self, message: Message, name: str, named: bool) -> Callable[[], Awaitable[None]] | None:
        run = self._public.get(name) or (self._own.get(name) if self.staff.may(message) else None)
        if run:
            return lambda: run(message)
        # In a group a command that names no bot may be meant for another one.
        if message.chat.type != "private" and not named:
            return None
        return lambda: self._say(message, "telegram_unknown_command")

    async def _start(self, message: Message) -> None:
        wanted = _after_command(message)
        if wanted in self.office.served.entries:
            await self.asking.entry(message, wanted)
        else:
            await self.finding.start(message)

    async def _ask(self, message: Message) -> None:
        text = _after_command(message)
        if text:
            await self.asking.message(message, text)
        else:
            await self._say(message, "telegram_ask_what")

    async def _forget(self, message: Message) -> None:
        person = addressing.person(message)
        place = self.office.store.place(person, message.chat.id)
        gone = await asyncio.to_thread(self.office.store.forget, person)
        self.office.patience.forget(person)
        for key in [key for key in self.office.last if key.startswith(place.person)]:
            del self.office.last[key]
        text = self.office.say["telegram_forgotten"].format(count=gone)
        await self.office.send(aim_at(message), rendering.escaped(text), text)

    async def _say(self, message: Message, sentence: str) -> None:
        text = self.office.tell(sentence)
        await self.office.send(aim_at(message), rendering.escaped(text), text)

    def _first_of_album(self, message: Message) -> bool:
        """True for the first picture of an album; the others get no word of their own."""
        key = (message.chat.id, str(message.media_group_id))
        if key in self._albums:
            return False
        self._albums[key] = True
        while len(self._albums) > 1000:
            self._albums.popitem(last=False)
        return True

    # -- buttons ------------------------------------------------------------------------------------------------------

    def _pressed(self, query: CallbackQuery) -> Errand:
        press = Press.read(query.data or "")
        chat = query.message.chat.id if query.message else query.from_user.id
        queue = f"chat {chat}"
        if press is None:
            return Errand(queue, "callback_query", lambda: self.office.acknowledge(query.id, self.office.say["telegram_gone"], alert=True))
        if press.act in (keyboards.UP, keyboards.DOWN):
            # A thumb waits for nothing and holds nothing up.
            return Errand(f"thumb {query.from_user.id}", "callback_query", lambda: self.asking.thumb(query, press))
        if not self.office.patience.allows(query.from_user.id):
            self.office.metrics.count("wenbao_slowed_total")
            self.office.patience.tell(query.from_user.id)
            return Errand(f"slow {query.from_user.id}", "slow", lambda: self.office.acknowledge(query.id, self.office.say["telegram_slow"]))
        run = {
            keyboards.IN_PLACE: self.asking.offered,
            keyboards.BESIDE: self.asking.offered,
            keyboards.OUTLINE: self.finding.walk,
            keyboards.PICTURE: self.finding.picture,
            keyboards.WORDS: self.finding.words,
        }[press.act]
        return Errand(queue, "callback_query", lambda: run(query, press))


def _after_command(message: Message) -> str:
    _, _, rest = (message.text or "").partition(" ") if " " in (message.text or "") else (message.text or "").partition("\n")
    return rest.strip()
