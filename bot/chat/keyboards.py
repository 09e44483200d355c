"""Keyboards: the buttons under a message, and the data that a pressed button brings back.

Data is a letter for what to do and an id, never text; Telegram takes 64 bytes of it, and an entry's id has 48 at the most.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.reply import Option, Reply

_LONGEST = 64
#: In place: the message with the button becomes the answer. Beside: the answer is a message of its own.
IN_PLACE, BESIDE, UP, DOWN, OUTLINE, PICTURE, WORDS = "a", "q", "u", "d", "o", "p", "w"


@dataclass(frozen=True)
class Press:
    """A pressed button: what to do (one of the letters above), with what, and a page."""

    act: str
    what: str
    page: int = 0

    @property
    def data(self) -> str:
        """As callback data."""
        return f"{self.act}:{self.what}" + (f":{self.page}" if self.page else "")

    @staticmethod
    def read(data: str) -> "Press | None":
        """From callback data; None for what this program never wrote."""
        act, _, rest = data.partition(":")
        what, _, page = rest.partition(":")
        if act not in (IN_PLACE, BESIDE, UP, DOWN, OUTLINE, PICTURE, WORDS) or (page and not page.isdigit()):
            return None
        return Press(act, what, int(page[:6]) if page else 0)


def digest(*parts: str) -> str:
    """A short name of something that may have a long one."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def button(text: str, press: Press) -> InlineKeyboardButton:
    """One button."""
    return InlineKeyboardButton(text, callback_data=press.data)


def asks(options: Iterable[Option], act: str) -> list[list[InlineKeyboardButton]]:
    """A button for each question, one a row; a question whose id is too long for a button is left out."""
    presses = [(option, Press(act, option.entry)) for option in options]
    return [[button(option.question, press)] for option, press in presses if len(press.data.encode()) <= _LONGEST]


def under(reply: Reply, question: int) -> InlineKeyboardMarkup | None:
    """What stands under a reply: the offered questions, and the thumbs where there is something to judge."""
    rows = asks(reply.options, BESIDE if reply.status == "answered" else IN_PLACE)
    if reply.status in ("answered", "no_answer") and reply.reason != "unreadable":
        rows.append([button("👍", Press(UP, str(question))), button("👎", Press(DOWN, str(question)))])
    return InlineKeyboardMarkup(rows) if rows else None
