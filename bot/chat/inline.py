"""Inline: `@bot 问题` in any chat, answered with up to five entries to choose from."""

import asyncio

from telegram import InlineQuery, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.answering.answerer import Turn
from bot.answering.reply import Reply
from bot.chat import rendering
from bot.chat.keyboards import digest
from bot.chat.office import Office, Served

_MOST, _LONGEST_ID = 5, 64
# A candidate less probable than this is no answer to what was typed.
_LEAST = 0.05
# Telegram keeps answers for so many seconds; short, so that a mended answer is seen soon.
_CACHED = 60


class Inline:
    """Answers inline queries."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def query(self, query: InlineQuery) -> None:
        """Up to five entries for what was typed so far."""
        results = await asyncio.to_thread(self._results, self.office.served, query.query.strip())
        await self.office.courier.call("answerInlineQuery", lambda: self.office.bot.answer_inline_query(query.id, results, cache_time=_CACHED), give_up=15)

    def _results(self, served: Served, text: str) -> list[InlineQueryResultArticle]:
        if not text:
            wanted = [option.entry for option in served.first[:_MOST]]
            return [_asked(served, id) for id in wanted]
        turn = served.answerer.ask(text)
        out = []
        if turn.reply.status == "answered" or (turn.reply.status == "no_answer" and turn.reply.reason != "unreadable"):
            title = served.catalogue.question(served.entries[turn.reply.entry]) if turn.reply.entry and len(turn.reply.entries) == 1 else text
            out.append(_article(served, title, turn.reply, turn.reply.entry or "refusal"))
        for id in _entries(turn):
            if id in served.entries and id not in turn.reply.entries and served.entries[id].is_fact and len(out) < _MOST:
                out.append(_asked(served, id))
        return out


def _entries(turn: Turn) -> list[str]:
    """The ids of what may be meant: what is offered, then what was weighed."""
    weighed = [match.candidate.entry.id for match in turn.explanation.matches if not match.veto and match.probability >= _LEAST]
    return list(dict.fromkeys([*(option.entry for option in turn.reply.options), *weighed]))


def _asked(served: Served, id: str) -> InlineQueryResultArticle:
    """The reply to an entry's question."""
    question = served.catalogue.question(served.entries[id])
    return _article(served, question, served.answerer.ask(question).reply, id)


def _article(served: Served, title: str, reply: Reply, id: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(rendering.html(reply, served.entries, served.say), parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
    return InlineQueryResultArticle(id if len(id.encode()) <= _LONGEST_ID else digest(id), title[:200], content, description=reply.text[:300])
