"""Numerals: what number a person wrote, how exactly, and of what."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.numerals import Numeral, han_value, numerals
from bot.language.text import normalise

DIGITS = "零一二三四五六七八九"


def only(text: str) -> Numeral:
    found = numerals(normalise(text))
    assert len(found) == 1, found
    return found[0]


def spelled_out(number: int) -> str:
    """A number as it is written out in full Chinese (10086 → 一万零八十六)."""
    if number == 0:
        return "零"
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    out = ""
    for position in range(len(groups) - 1, -1, -1):
        group = groups[position]
        if not group:
            continue
        if out and (group < 1000 or not groups[position + 1]):
            out += "零"
        out += within_ten_thousand(group) + ("", "万", "亿")[position]
    return out


def within_ten_thousand(number: int) -> str:
    out = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += DIGITS[digit] + unit
        elif out and number and not out.endswith("零"):
            out += "零"
    return out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十万", 100_000),
        ("两万三", 23_000),
        ("三千零八", 3008),
        ("三千八", 3800),
        ("一百八十四", 184),
        ("十八", 18),
        ("二十", 20),
        ("二百五", 250),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("两万零三百", 20_300),
        ("十万八千", 108_000),
        ("一亿二千万", 120_000_000),
        ("九万九", 99_000),
        ("二〇二二", 2022),
        ("壹佰贰拾", 120),
        ("1379", 1379),
        ("1,379", 1379),
        ("1,234,567", 1_234_567),
        ("4.8亿", 480_000_000),
        ("1.2万", 12_000),
        ("3千", 3000),
        ("17970", 17_970),
        ("0.5", Decimal("0.5")),
        ("三点五", Decimal("3.5")),
        ("１２３", 123),
        ("五十六萬七千", 567_000),
    ],
)
def test_a_number_is_read_to_its_value(text: str, value: int | Decimal) -> None:
    found = only(text)
    assert found.value == value
    assert not found.rough
    assert not found.percent


@pytest.mark.parametrize(("text", "value"), [("四点八亿", 480_000_000), ("一点二万", 12_000), ("三点二万亩", 32_000)])
def test_a_spoken_fraction_scales(text: str, value: int) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五十多", 50),
        ("一万四千多户", 14_000),
        ("两百来户", 200),
        ("百来户", 100),
        ("十几个", 10),
        ("近450人", 450),
        ("大概三百", 300),
        ("三百左右", 300),
        ("1万多", 10_000),
        ("七八户", 7),
        ("上千户", 1000),
    ],
)
def test_a_rounded_number_is_known_to_be_rounded(text: str, value: int) -> None:
    found = only(text)
    assert found.rough
    assert found.value == value


@pytest.mark.parametrize(("text", "value"), [("5%", 5), ("91.74%", "91.74"), ("百分之五", 5), ("百分之九十九点五", "99.5"), ("3个百分点", 3), ("13.9%", "13.9")])
def test_a_percentage_is_told_from_a_plain_number(text: str, value: int | str) -> None:
    found = only(text)
    assert found.percent
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("4348户", "户"), ("7214 人", "人"), ("四千户", "户"), ("两百来户", "户"), ("4.8亿元", "元"), ("七八户", "户"), ("205个主体", "个"), ("100多亩", "亩"), ("17970", "")],
)
def test_the_unit_that_follows_is_kept(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_all_numbers_of_a_text_come_left_to_right_with_their_places() -> None:
    text = normalise("低保4348户、7214人,发了四千二百万元")
    found = numerals(text)
    assert [number.value for number in found] == [4348, 7214, 42_000_000]
    assert [text[number.start : number.end] for number in found] == ["4348", "7214", "四千二百万"]


@pytest.mark.parametrize("text", ["", "多少户", "有几个", "好多人", "几乎没有", "低保", "点", "万", "亿元", "几多钱"])
def test_words_that_hold_no_number_give_none(text: str) -> None:
    assert numerals(text) == ()


@pytest.mark.parametrize(
    ("said", "figure", "agrees"),
    [
        ("1199", "1199", True),
        ("1200", "1199", True),
        ("2000", "1199", False),
        ("9856", "10000", False),
        ("1100", "1199", False),
        ("五十多", "56", True),
        ("五十多", "74", False),
        ("一万四千多", "14560", True),
        ("一万四千多", "24560", False),
        ("近450", "449", True),
        ("近450", "320", False),
        ("两万三", "22980", True),
        ("13.9%", "13.9", True),
        ("15%", "13.9", False),
        ("0", "0", True),
    ],
)
def test_a_number_agrees_with_the_figure_it_may_mean(said: str, figure: str, agrees: bool) -> None:
    assert only(said).agrees_with(Decimal(figure)) is agrees


@pytest.mark.parametrize("figure", ["7", "8"])
def test_two_digits_in_a_row_mean_either(figure: str) -> None:
    assert only("七八户").agrees_with(Decimal(figure))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**12 - 1))
@example(10_086)
@example(100_000_001)
@example(20_300)
def test_a_written_out_integer_comes_back(number: int) -> None:
    assert han_value(spelled_out(number)) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(11, 10**9))
def test_an_integer_in_a_sentence_comes_back_from_chinese_and_arabic_figures(number: int) -> None:
    for spelled in (spelled_out(number), str(number), f"{number:,}"):
        found = numerals(f"全县有{spelled}户人家")
        assert [(one.value, one.unit, one.rough) for one in found] == [(number, "户", False)]


@settings(max_examples=200, deadline=None)
@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_comes_back(number: Decimal) -> None:
    assert [one.value for one in numerals(f"增长{number}%")] == [number]


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("零〇一二三四五六七八九十百千万亿两几多点余来分之百%.,0123456789户元人约近超") | st.characters(), max_size=60))
@example("一" * 2000)
@example("9" * 2000)
@example("万亿" * 1000)
def test_no_text_upsets_it_and_places_lie_in_order_inside_the_text(text: str) -> None:
    found = numerals(text)
    edges = [edge for number in found for edge in (number.start, number.end)]
    assert edges == sorted(edges)
    assert all(text[number.start : number.end] == number.spelled for number in found)
    assert all(isinstance(number.agrees_with(number.value), bool) for number in found)


@settings(max_examples=300, deadline=None)
@given(st.decimals(1, 10**9, places=1))
def test_a_number_agrees_with_itself_whatever_its_form(number: Decimal) -> None:
    exact, rough = Numeral(number, 0, 1, False, False, "", ""), Numeral(number, 0, 1, False, True, "", "")
    assert exact.agrees_with(number)
    assert rough.agrees_with(number)
    assert not exact.agrees_with(number * 2)
