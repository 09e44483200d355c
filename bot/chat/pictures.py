"""A picture: the key figures of one topic (一图读懂), what it shows and how it is drawn."""

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.chat.items import Item, items
from bot.knowledge.entry import Entry
from bot.knowledge.folder import Knowledge
from bot.knowledge.sentences import filled

#: A topic with fewer figures has no picture.
FEWEST = 2
# The weights of the font's one axis: text, headings, figures.
_TEXT, _HEADING, _FIGURE = 400, 700, 800
# Noto Sans CJK SC in the collection that `manimgx-fonts-cjk` brings.
_FACE = 2
_WIDTH, _EDGE, _PAD, _GAP = 1080, 48, 40, 28
_PAPER, _CARD, _INK, _SOFT, _HEAD, _ACCENT, _RULE = "#F3F6F4", "#FFFFFF", "#1D2B26", "#5B6B65", "#0E6B54", "#0B5D8C", "#D5DFDA"
_DRAWING = "6"
# A line may not begin with these.
_NO_START = "·,。、;:!?)》」』”’…%,.;:!?)]"


@dataclass(frozen=True)
class Picture:
    """What a topic's picture shows."""

    topic: str
    title: str
    office: str
    date: str
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        """Changes with anything that is shown and with how it is drawn."""
        shown = json.dumps([_DRAWING, self.topic, self.title, self.office, self.date, [[item.label, item.value, item.note, item.subject] for item in self.items]])
        return hashlib.sha256(shown.encode()).hexdigest()[:32]

    def words(self, form: str, source: str) -> str:
        """The same as text, for those who can't see the picture."""
        lines = [form.format(label=item.label + (f"({item.note})" if item.note else ""), value=item.value) for item in self.items]
        return "\n".join([f"{self.topic}", *lines, filled(source, title=self.title, office=self.office, date=self.date)])


def pictures(knowledge: Knowledge) -> dict[tuple[str, str], Picture]:
    """The pictures of all topics that have enough figures, by report and topic."""
    out: dict[tuple[str, str], Picture] = {}
    topics: dict[tuple[str, str], list[Entry]] = {}
    for entry in knowledge.entries:
        if entry.is_fact:
            topics.setdefault((entry.report, entry.topic), []).append(entry)
    for (report, topic), entries in topics.items():
        about = knowledge.report_of[report]
        shown = items(entries, about, knowledge.lexicon)
        if len(shown) >= FEWEST:
            out[report, topic] = Picture(topic, about.title, about.office, about.date, shown)
    return out


# -- drawing ------------------------------------------------------------------------------------------------------------


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    font = ImageFont.truetype(str(path), size, index=_FACE)
    font.set_variation_by_axes([weight])
    return font


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """A text in lines that fit, digits and Latin letters kept together, no line beginning with a closing mark or left with a word of two characters."""
    lines = _wrapped(text, font, width)
    narrower = width
    while len(lines) > 1 and len(lines[-1]) < 4 and narrower > width * 0.6:
        narrower -= font.size / 2
        again = _wrapped(text, font, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines, held = [], ""
    for part in _parts(text):
        if not held or font.getlength(held + part) <= width or (part in _NO_START and font.getlength(held) <= width):
            held += part
        else:
            lines.append(held)
            held = part.lstrip()
        while font.getlength(held) > width and len(held) > 1:
            at = next(count for count in range(len(held) - 1, 0, -1) if count == 1 or font.getlength(held[:count]) <= width)
            if held[at:] in _NO_START:
                break
            lines.append(held[:at])
            held = held[at:]
    return [*lines, held] if held else lines


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        together = char.isascii() and not char.isspace()
        if together and parts and parts[-1].isascii() and not parts[-1].isspace():
            parts[-1] += char
        else:
            parts.append(char)
    return parts


@dataclass(frozen=True)
class _Card:
    label: list[str]
    value: list[str]
    size: int
    note: list[str]
    height: int


_LABEL, _NOTE, _VALUE, _SMALLEST = 42, 34, 84, 52


def _row(items: Sequence[Item], width: int) -> list[_Card]:
    """The cards of one row, their figures in one size."""
    inner = width - 2 * _PAD
    fits = (size for size in range(_VALUE, _SMALLEST, -4) if all(_font(size, _FIGURE).getlength(item.value) <= inner for item in items))
    size = next(fits, _SMALLEST)
    return [_card(item, inner, size) for item in items]


def _card(item: Item, inner: int, size: int) -> _Card:
    label = wrapped(item.label, _font(_LABEL, _HEADING), inner)
    value = wrapped(item.value, _font(size, _FIGURE), inner)
    note = wrapped(item.note, _font(_NOTE, _TEXT), inner) if item.note else []
    height = 2 * _PAD - 12 + len(value) * int(size * 1.22) + 8 + len(label) * int(_LABEL * 1.36) + (len(note) * int(_NOTE * 1.4) + 6 if note else 0)
    return _Card(label, value, size, note, height)


def paired(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The items in rows of one or two: three or fewer stand alone, figures of one subject stand side by side."""
    if len(items) <= 3:
        return [items[at : at + 1] for at in range(len(items))]
    rows: list[Sequence[Item]] = []
    at = 0
    while at < len(items):
        here, there, beyond = (items[place].subject if place < len(items) else None for place in (at, at + 1, at + 2))
        # A figure does not take the first of the next subject's two.
        wide = there is None or (here != there and there == beyond)
        rows.append(items[at : at + (1 if wide else 2)])
        at += len(rows[-1])
    return rows


def drawn(picture: Picture, heading: str, foot: str) -> bytes:
    """The picture as a PNG, 1080 pixels wide: a heading, the figures two in a row, where they come from."""
    column = (_WIDTH - 2 * _EDGE - _GAP) // 2
    inner = _WIDTH - 2 * _EDGE
    rows = [_row(pair, column if len(pair) == 2 else inner) for pair in paired(picture.items)]
    title = wrapped(picture.topic, _font(92, _FIGURE), inner)
    above = wrapped(filled(heading, title=picture.title, office=picture.office, date=picture.date), _font(36, _TEXT), inner)
    below = wrapped(filled(foot, title=picture.title, office=picture.office, date=picture.date), _font(32, _TEXT), inner)
    head = 56 + len(title) * 114 + 10 + len(above) * 50 + 40
    height = head + 36 + sum(max(card.height for card in row) + _GAP for row in rows) + 8 + len(below) * 46 + 44
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _WIDTH, head), fill=_HEAD)
    at = _lines(draw, _EDGE, 48, title, _font(92, _FIGURE), "#FFFFFF", 114)
    _lines(draw, _EDGE, at + 14, above, _font(36, _TEXT), "#DDEFE8", 50)
    at = head + 36
    for row in rows:
        tall = max(card.height for card in row)
        across = _WIDTH - 2 * _EDGE if len(row) == 1 else column
        for number, card in enumerate(row):
            _place(draw, card, _EDGE + number * (column + _GAP), at, across, tall)
        at += tall + _GAP
    _lines(draw, _EDGE, at + 8, below, _font(32, _TEXT), _SOFT, 46)
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _place(draw: ImageDraw.ImageDraw, card: _Card, x: int, y: int, width: int, height: int) -> None:
    draw.rounded_rectangle((x, y, x + width, y + height), 22, fill=_CARD, outline=_RULE, width=2)
    draw.rounded_rectangle((x, y + 34, x + 10, y + height - 34), 5, fill=_ACCENT)
    at = _lines(draw, x + _PAD, y + _PAD - 24, card.value, _font(card.size, _FIGURE), _ACCENT, int(card.size * 1.22))
    at = _lines(draw, x + _PAD, at + 14, card.label, _font(_LABEL, _HEADING), _INK, int(_LABEL * 1.36))
    if card.note:
        _lines(draw, x + _PAD, at + 6, card.note, _font(_NOTE, _TEXT), _SOFT, int(_NOTE * 1.4))


def _lines(draw: ImageDraw.ImageDraw, x: int, y: int, lines: list[str], font: ImageFont.FreeTypeFont, fill: str, step: int) -> int:
    for line in lines:
        draw.text((x, y), line, font=font, fill=fill)
        y += step
    return y


def cached(picture: Picture, folder: Path, heading: str, foot: str) -> bytes:
    """The PNG of a picture, from the folder of pictures or drawn and put there."""
    name = hashlib.sha256(f"{picture.digest}\0{heading}\0{foot}".encode()).hexdigest()[:32]
    path = folder / f"{name}.png"
    try:
        return path.read_bytes()
    except OSError:
        png = drawn(picture, heading, foot)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(png)
        os.replace(file.name, path)
    except OSError:
        pass
    return png
