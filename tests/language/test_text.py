"""Text: one form for what looks or means the same, whatever people type."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.text import is_han, key, normalise, without_markup

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ｈｅｌｌｏ　２０２２年", "hello 2022年"),
        ("ＡＢＣ", "abc"),
        ("①②", "12"),
        ("㎡", "m2"),
        ("  多  少\t户\n", "多 少 户"),
        ("多少户？！", "多少户?!"),
        ("DiBao", "dibao"),
        ("a\x00b\x07c", "a b c"),
    ],
)
def test_width_case_and_spaces_are_made_one(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("農村低保戶有多少戶", "农村低保户有多少户"),
        ("脫貧群眾人均純收入", "脱贫群众人均纯收入"),
        ("養護了幾公里", "养护了几公里"),
        ("軟體", "软件"),
        ("計程車資訊", "出租车信息"),
        ("網際網路", "互联网"),
        ("臺灣網路", "台湾网络"),
        ("項目資金撥付進度", "项目资金拨付进度"),
        ("自來水品質", "自来水品质"),
        ("危房改造裡頭", "危房改造里头"),
    ],
)
def test_traditional_characters_and_taiwan_wording_become_simplified(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize("text", ["农村低保有多少户", "著名的干部后来在里程碑旁边", "皇后乾坤", "人均纯收入17970元", "叶集区三元镇王店村"])
def test_simplified_text_is_left_as_it_is(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(("typed", "meant"), [("整改後的情况", "整改后的情况"), ("属於哪个镇", "属于哪个镇")])
def test_a_single_traditional_character_is_simplified_too(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\ufe0f", "\U000e0041"]
)
def test_zero_width_and_direction_marks_vanish(mark: str) -> None:
    assert normalise(f"{mark}农村{mark}低保{mark}") == "农村低保"


@pytest.mark.parametrize("code", [0xD800, 0xD83D, 0xDC80, 0xDCE4, 0xDFFF])
def test_broken_surrogates_leave_the_rest_readable(code: int) -> None:
    found = normalise(f"农村低保{chr(code)}有多少户")
    assert key(found) == "农村低保有多少户"
    found.encode("utf-8")


@pytest.mark.parametrize(("text", "letters"), [("农村低保,有多少户?", "农村低保有多少户"), ("“无事”找书记_!", "无事找书记"), ("a b-c 1.5%", "abc15"), ("???", ""), ("😀👍", "")])
def test_key_holds_letters_characters_and_digits_only(text: str, letters: str) -> None:
    assert key(text) == letters


@pytest.mark.parametrize(("text", "bare"), [("<b>低保</b>", " 低保 "), ("<script>x</script>", " x "), ("3<5", "3<5"), ("a < b > c", "a   c")])
def test_what_looks_like_markup_is_taken_out(text: str, bare: str) -> None:
    assert without_markup(text) == bare


@settings(max_examples=500, deadline=None)
@given(ANY_TEXT)
@example("\udce4\udcb8\ud800")
@example("ﷺ" * 10)
@example("İıſßǅ")
@example("臺 \u3000\x85 後\u0301")
def test_normalising_any_text_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@settings(max_examples=500, deadline=None)
@given(ANY_TEXT)
def test_the_normal_form_is_clean(text: str) -> None:
    found = normalise(text)
    assert found == found.strip()
    assert "  " not in found
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") for char in found)
    assert unicodedata.is_normalized("NFKC", found)
    found.encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("农村低保有多少户abc123"), max_size=4), min_size=2, max_size=8), st.lists(st.sampled_from(",。?!、 ·…—“”()《》-_:;\n"), min_size=1, max_size=8)
)
def test_key_ignores_punctuation(parts: list[str], marks: list[str]) -> None:
    marked = "".join(part + marks[at % len(marks)] for at, part in enumerate(parts))
    assert key(normalise(marked)) == key(normalise("".join(parts)))


@settings(max_examples=200, deadline=None)
@given(st.characters())
def test_is_han_agrees_with_the_unicode_blocks_of_chinese(char: str) -> None:
    assert is_han(char) == ("\u3400" <= char <= "\u9fff")
