"""Rendering, buttons and pictures: within Telegram's limits whatever the knowledge holds."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.answering.reply import Option, Reply, Source
from bot.chat import keyboards, pictures, rendering
from bot.chat.items import MOST, Item
from bot.chat.keyboards import Press
from bot.chat.pictures import Picture
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.folder import shipped
from bot.knowledge.loading import load
from tests.chat.botapi import parsed, utf16

SAY = {"telegram_source": "出自《{title}》{section}({date})"}
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


def entry(*figures: Figure) -> Entry:
    return Entry("e", "t", "1", "问", (), "答", "r", figures)


def figure(value: str, unit: str) -> Figure:
    return Figure("事", "金额", Decimal(value), unit, "2022", "")


@given(texts)
def test_any_text_survives_the_parsing_of_entities(text: str) -> None:
    assert parsed(f"。{rendering.escaped(text)}。", "HTML") == parsed(f"。{text}。", None)


@given(st.text(max_size=6000))
def test_any_reply_is_short_enough_and_says_what_ask_says(text: str) -> None:
    text = "答" + text.encode("utf-16-le", "ignore").decode("utf-16-le", "ignore").replace("\x00", "")
    reply = Reply("answered", text, "e", source=Source("r", "报" * 60, "节" * 60, "2022-12-28"))
    shown, _ = parsed(rendering.html(reply, {}, SAY), "HTML")
    assert utf16(shown) <= 4096
    assert utf16(rendering.plain(reply, SAY)) <= 4096


def test_only_whole_figures_are_bold() -> None:
    one = entry(figure("8", "万元"), figure("4208.87", "万元"), figure("55", "%"))
    assert rendering.bold("共4208.87万元,18万元,8万元,155%,55%<", one.figures) == "共<b>4208.87万元</b>,18万元,<b>8万元</b>,155%,<b>55%</b>&lt;"


def test_a_long_source_is_folded() -> None:
    for section, fold in (("一", "<blockquote>"), ("一" * 80, "<blockquote expandable>")):
        reply = Reply("answered", "答", "e", source=Source("r", "报告", section, "2022-12-28"))
        assert fold in rendering.html(reply, {"e": entry()}, SAY)


@given(st.text(max_size=9000))
def test_pieces_are_short_enough_and_lose_nothing_but_blank_lines(text: str) -> None:
    pieces = rendering.pieces(text, 100)
    assert all(0 < rendering.length(piece) <= 100 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("id", ["e", "e" * 48])
def test_every_button_is_within_64_bytes_and_reads_back(id: str) -> None:
    for act in (keyboards.IN_PLACE, keyboards.BESIDE, keyboards.OUTLINE):
        press = Press(act, id, 12)
        assert len(press.data.encode()) <= 64
        assert Press.read(press.data) == press


def test_an_id_too_long_for_a_button_gets_none() -> None:
    assert keyboards.asks([Option("e" * 70, "问"), Option("f", "问")], keyboards.BESIDE)[0][0].callback_data == "q:f"


@given(st.text(max_size=64))
def test_whatever_comes_back_from_a_button_is_read_or_refused(data: str) -> None:
    press = Press.read(data)
    assert press is None or len(press.act) == 1


def test_the_shipped_answers_and_buttons_are_all_within_the_limits() -> None:
    knowledge = load(shipped())
    for one in knowledge.entries:
        report = knowledge.report_of[one.report]
        reply = Reply("answered", one.answer, one.id, source=Source(report.id, report.title, report.heading(one.section), report.date), entries=(one.id,))
        shown, _ = parsed(rendering.html(reply, knowledge.by_id, SAY), "HTML")
        assert shown.startswith(one.answer)
        assert len(Press(keyboards.IN_PLACE, one.id).data.encode()) <= 64
    for picture in pictures.pictures(knowledge).values():
        assert pictures.FEWEST <= len(picture.items) <= MOST
        words = picture.words("{label}:{value}", "{title}")
        for item in picture.items:
            assert item.value in words


def test_long_labels_and_figures_are_wrapped_and_nothing_is_cut_off() -> None:
    items = tuple(Item("很长的名称" * number, f"{10**number}.{number}万平方公里", "说明" * number * 3) for number in range(1, 8))
    picture = Picture("一个名称特别长的主题要占两行才放得下", "报告" * 30, "办公室", "2022-12-28", items)
    image = Image.open(io.BytesIO(pictures.drawn(picture, "一图读懂 {title}", "出自{title}"))).convert("RGB")
    assert image.width == 1080
    # The margins are one colour each: the heading's, then the paper's.
    for x in (4, 1075):
        assert len({image.getpixel((x, y)) for y in range(image.height)}) == 2


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    font = pictures._font(42, 700)
    for text in ("跨省交通补助及公益性岗位、就业扶贫车间务工补贴", "“江淮果岭”经果林", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", "短"):
        lines = pictures.wrapped(text, font, 300)
        assert "".join(lines) == text
        assert all(font.getlength(line) <= 300 + font.size for line in lines)


def test_a_picture_changes_its_name_with_anything_it_shows() -> None:
    base = Picture("题", "报告", "办公室", "2022", (Item("事", "1个"), Item("物", "2个")))
    other = Picture("题", "报告", "办公室", "2022", (Item("事", "1个"), Item("物", "3个")))
    assert base.digest != other.digest
