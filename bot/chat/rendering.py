"""Rendering: a reply in Telegram's HTML, within Telegram's lengths."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from bot.answering.reply import Reply
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.sentences import filled

#: Telegram's limits after the parsing of entities, in UTF-16 units.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
# A source that is longer than this many characters is folded away.
_LONG_SOURCE = 60
_MOST_BOLD = 40


def escaped(text: str) -> str:
    """Text with nothing in it that Telegram takes for a tag."""
    return escape(text, quote=False)


def length(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int = LONGEST_TEXT) -> str:
    """A plain text cut to so many UTF-16 units, with a mark where it was."""
    if length(text) <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: (most - 1) * 2].decode("utf-16-le", "ignore") + "…"


def pieces(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """A long plain text in messages, broken between lines where it can be."""
    out: list[str] = []
    held = ""
    for line in text.split("\n"):
        while length(line) > most:
            head = line.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")
            out += [held] if held else []
            held, line = "", line[len(head) :]
            out.append(head)
        if held and length(held) + 1 + length(line) > most:
            out.append(held)
            held = line
        else:
            held = f"{held}\n{line}" if held else line
    return [piece for piece in (*out, held) if piece.strip()]


def html(reply: Reply, entries: Mapping[str, Entry], say: Mapping[str, str]) -> str:
    """A reply as Telegram shows it: its text with the figures of its entries in bold, then where it stands in the report."""
    figures = [figure for id in (reply.entries or ((reply.entry,) if reply.entry else ())) if id in entries for figure in entries[id].figures]
    body = bold(cut(reply.text), figures)
    source = cited(reply, say)
    if not source or length(reply.text) + length(source) + 2 > LONGEST_TEXT:
        return body
    fold = " expandable" if len(source) > _LONG_SOURCE else ""
    return f"{body}\n\n<blockquote{fold}>{escaped(source)}</blockquote>"


def cited(reply: Reply, say: Mapping[str, str]) -> str:
    """Where an answer stands, as plain text; "" where there is nothing to cite."""
    if not reply.source or reply.status != "answered":
        return ""
    source = reply.source
    return filled(say["telegram_source"], title=source.title, section=source.section, date=source.date)


def plain(reply: Reply, say: Mapping[str, str]) -> str:
    """A reply without any markup, for when Telegram does not take the markup."""
    source = cited(reply, say)
    return cut(f"{reply.text}\n\n{source}" if source else reply.text)


def bold(text: str, figures: Iterable[Figure]) -> str:
    """A text escaped, with each figure as printed in bold."""
    printed = sorted({figure.printed for figure in figures}, key=lambda one: (-len(one), one))
    if not printed:
        return escaped(text)
    found = re.compile(r"(?<![\d.])(?:" + "|".join(re.escape(one) for one in printed) + ")")
    out, at = [], 0
    for match in list(found.finditer(text))[:_MOST_BOLD]:
        out += [escaped(text[at : match.start()]), f"<b>{escaped(match[0])}</b>"]
        at = match.end()
    return "".join(out) + escaped(text[at:])
