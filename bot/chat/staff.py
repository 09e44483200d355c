"""Staff: why a reply is what it is, what was asked, what was missed, and reading the knowledge anew."""

import asyncio
import logging
import time

from telegram import Message

from bot.chat import addressing, rendering
from bot.chat.asking import aim_at
from bot.chat.office import Office
from bot.chat.renewing import told
from bot.errors import WenbaoError

log = logging.getLogger(__name__)
_DAY = 86400.0
_MOST_PIECES = 3


class Staff:
    """The commands of staff, in private chats only."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def may(self, message: Message) -> bool:
        """True for staff in a private chat."""
        return message.chat.type == "private" and message.from_user is not None and message.from_user.id in self.office.staff

    async def why(self, message: Message) -> None:
        """The explanation of the last answer in this chat."""
        place = self.office.store.place(addressing.person(message), message.chat.id)
        turn = self.office.last.get(place.person + place.chat)
        await self._say(message, self.office.explain(turn).strip() if turn else self.office.say["telegram_why_nothing"])

    async def stats(self, message: Message) -> None:
        """Counts of the last day, week and month."""
        lines = []
        for name, days in (("telegram_day", 1), ("telegram_week", 7), ("telegram_month", 30)):
            counted = await asyncio.to_thread(self.office.store.stats, time.time() - days * _DAY)
            share = self.office.say["telegram_stats"].format(
                span=self.office.say[name],
                questions=counted.questions,
                people=counted.people,
                answered=counted.by_status.get("answered", 0),
                clarify=counted.by_status.get("clarify", 0),
                no_answer=counted.by_status.get("no_answer", 0),
                smalltalk=counted.by_status.get("smalltalk", 0),
                up=counted.up,
                down=counted.down,
            )
            lines.append(share)
        await self._say(message, "\n\n".join(lines))

    async def misses(self, message: Message) -> None:
        """What was not answered or got a thumb down in the last month."""
        missed = await asyncio.to_thread(self.office.store.misses, time.time() - 30 * _DAY)
        say = self.office.say
        lines = [
            say["telegram_miss"].format(count=miss.count, text=miss.text, what=miss.reason or miss.entry or "-", down=f" 👎{miss.down}" if miss.down else "") for miss in missed
        ]
        await self._say(message, "\n".join([say["telegram_misses"], *lines]) if lines else say["telegram_misses_none"])

    async def reload(self, message: Message) -> None:
        """Read the knowledge anew; on a mistake in it the old one stays."""
        try:
            entries = await self.office.reload()
        except WenbaoError as error:
            log.warning("重新读知识库没有成功")
            await self._say(message, self.office.say["telegram_reload_failed"].format(problem=told(error)))
            return
        log.info("重新读了知识库,%d 条", entries)
        await self._say(message, self.office.say["telegram_reloaded"].format(entries=entries))

    async def _say(self, message: Message, text: str) -> None:
        for piece in rendering.pieces(text)[:_MOST_PIECES]:
            await self.office.send(aim_at(message), rendering.escaped(piece), piece)
