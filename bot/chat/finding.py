"""Finding: the start, the help, what the bot is, and the walk through the outline down to questions and pictures."""

import asyncio
import logging

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.chat import pictures, rendering
from bot.chat.asking import aim_at
from bot.chat.courier import shown
from bot.chat.keyboards import BESIDE, OUTLINE, PICTURE, WORDS, Press, asks, button
from bot.chat.office import Aim, Office
from bot.chat.outline import Node
from bot.chat.pictures import Picture

log = logging.getLogger(__name__)
#: So many reports are told one by one; /topics has all.
_MOST_REPORTS = 12
_HEADINGS_A_PAGE, _QUESTIONS_A_PAGE = 8, 6


class Finding:
    """Shows what can be asked."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def start(self, message: Message) -> None:
        """Three lines on what this is, and good first questions as buttons."""
        await self._say(message, self.office.tell("telegram_start"), InlineKeyboardMarkup(self._first()))

    async def help(self, message: Message) -> None:
        """How to ask, with examples."""
        examples = "\n".join(self.office.tell("telegram_example", question=option.question) for option in self.office.served.first[:3])
        await self._say(message, self.office.tell("telegram_help", examples=examples), None)

    async def about(self, message: Message) -> None:
        """Which edition, who issued it and when, and that answers come only from it."""
        reports = "\n".join(
            self.office.tell("telegram_about_report", title=report.title, office=report.office, date=report.date, year=report.year, place=report.place)
            for report in self.office.served.knowledge.reports[:_MOST_REPORTS]
        )
        if (count := len(self.office.served.knowledge.reports)) > _MOST_REPORTS:
            reports += "\n" + self.office.tell("telegram_about_more", count=count)
        await self._say(message, self.office.tell("telegram_about", reports=reports), None)

    async def topics(self, message: Message) -> None:
        """The outline from its top."""
        text, keyboard = self._page(self.office.served.outline.root, 0)
        await self._say(message, text, keyboard)

    async def walk(self, query: CallbackQuery, press: Press) -> None:
        """Another heading or page of the outline, in the same message."""
        node = self.office.served.outline.nodes.get(press.what)
        if not isinstance(query.message, Message):
            await self.office.acknowledge(query.id, self.office.say["telegram_gone_menu"], alert=True)
            return
        said = self.office.say["telegram_gone_menu"] if node is None else None
        acknowledged = asyncio.create_task(self.office.acknowledge(query.id, said))
        text, keyboard = self._page(node or self.office.served.outline.root, press.page if node else 0)
        await self.office.edit(aim_at(query.message), query.message.message_id, rendering.escaped(text), text, keyboard)
        await acknowledged

    async def picture(self, query: CallbackQuery, press: Press) -> None:
        """The picture of a topic."""
        picture = self._picture(press.what)
        if picture is None or not isinstance(query.message, Message):
            await self.office.acknowledge(query.id, self.office.say["telegram_gone_menu"], alert=True)
            return
        acknowledged = asyncio.create_task(self.office.acknowledge(query.id))
        words = self._words(picture)
        fits = rendering.length(words) <= rendering.LONGEST_CAPTION
        caption = words if fits else self.office.say["telegram_picture_caption"].format(topic=picture.topic)
        keyboard = None if fits else InlineKeyboardMarkup([[button(self.office.say["telegram_words_button"], Press(WORDS, press.what))]])
        await self._photo(aim_at(query.message), picture, caption, keyboard)
        await acknowledged

    async def words(self, query: CallbackQuery, press: Press) -> None:
        """The same as a picture, as text."""
        picture = self._picture(press.what)
        if picture is None or not isinstance(query.message, Message):
            await self.office.acknowledge(query.id, self.office.say["telegram_gone_menu"], alert=True)
            return
        acknowledged = asyncio.create_task(self.office.acknowledge(query.id))
        text = rendering.cut(self._words(picture))
        await self.office.send(aim_at(query.message), rendering.escaped(text), text)
        await acknowledged

    async def _photo(self, aim: Aim, picture: Picture, caption: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """Send a picture by the id that Telegram gave it, or bring the file."""
        office = self.office
        key = f"{office.me.id}-{picture.digest}"
        known = await asyncio.to_thread(office.store.picture, key)
        photo: str | bytes = known or await self._png(aim, picture)

        async def attempt(chat: int) -> Message:
            return await office.bot.send_photo(chat, photo, caption, reply_markup=keyboard, message_thread_id=aim.thread, write_timeout=60, filename="yitu.png")

        try:
            delivered = await office.courier.deliver("sendPhoto", aim.chat, attempt)
        except BadRequest as error:
            log.warning("sendPhoto 没有成功(%s),%s", shown(error), "改为重新上传" if known else "改发文字版")
            if known:
                await asyncio.to_thread(office.store.keep_picture, key, "")
                await self._photo(aim, picture, caption, keyboard)
            else:
                text = rendering.cut(self._words(picture))
                await office.send(aim, rendering.escaped(text), text)
            return
        if delivered.result and delivered.result.photo and not known:
            await asyncio.to_thread(office.store.keep_picture, key, delivered.result.photo[-1].file_id)

    async def _png(self, aim: Aim, picture: Picture) -> bytes:
        if not self.office.courier.pace.held(aim.chat):
            try:
                await self.office.bot.send_chat_action(aim.chat, ChatAction.UPLOAD_PHOTO, message_thread_id=aim.thread)
            except TelegramError as error:
                log.debug("sendChatAction 没有成功:%s", shown(error))
        say = self.office.say
        return await asyncio.to_thread(pictures.cached, picture, self.office.folder, say["telegram_picture_heading"], say["telegram_picture_source"])

    def _words(self, picture: Picture) -> str:
        return picture.words(self.office.say["telegram_picture_line"], self.office.say["telegram_picture_source"])

    def _picture(self, name: str) -> Picture | None:
        node = self.office.served.outline.nodes.get(name)
        return self.office.served.pictures.get((node.report, node.topic)) if node else None

    def _page(self, node: Node, page: int) -> tuple[str, InlineKeyboardMarkup]:
        """One page of a heading: what is below it or its questions, and the ways on and back."""
        say = self.office.say
        things, a_page = (node.questions, _QUESTIONS_A_PAGE) if node.questions else (node.below, _HEADINGS_A_PAGE)
        last = max(0, (len(things) - 1) // a_page)
        page = min(max(page, 0), last)
        rows: list[list[InlineKeyboardButton]] = []
        if node.questions:
            if (node.report, node.topic) in self.office.served.pictures:
                rows.append([button(say["telegram_picture_button"], Press(PICTURE, node.name))])
            rows += asks(node.questions[page * a_page : (page + 1) * a_page], BESIDE)
        else:
            rows += [[button(one.title, Press(OUTLINE, one.name))] for one in node.below[page * a_page : (page + 1) * a_page]]
        ways = []
        if page > 0:
            ways.append(button(say["telegram_previous"], Press(OUTLINE, node.name, page - 1)))
        if page < last:
            ways.append(button(say["telegram_next"], Press(OUTLINE, node.name, page + 1)))
        root = self.office.served.outline.root
        if node is not root:
            ways.append(button(say["telegram_back"], Press(OUTLINE, node.above)))
        rows += [ways] if ways else []
        path = self._path(node)
        paged = say["telegram_page"].format(page=page + 1, pages=last + 1) if last else ""
        text = say["telegram_topics" if node is root else "telegram_topic" if node.questions else "telegram_section"].format(path=path, count=len(things)) + paged
        return text, InlineKeyboardMarkup(rows)

    def _path(self, node: Node) -> str:
        outline, titles = self.office.served.outline, [node.title]
        while node.name:
            node = outline.nodes[node.above]
            titles.append(node.title)
        return " › ".join(title for title in reversed(titles[:-1]) if title) or titles[0]

    def _first(self) -> list[list[InlineKeyboardButton]]:
        return asks(self.office.served.first, BESIDE)

    async def _say(self, message: Message, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        text = rendering.cut(text)
        await self.office.send(aim_at(message), rendering.escaped(text), text, keyboard)
