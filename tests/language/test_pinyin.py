"""Pinyin: what sounds alike, and syllables typed instead of characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.pinyin import Sounds, blur, latin_runs


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return Sounds.of_common_characters()


@pytest.mark.parametrize(
    ("slip", "word"), [("雨路计划", "雨露计划"), ("低报户", "低保户"), ("银铃学堂", "银龄学堂"), ("脱贫裙众", "脱贫群众"), ("公义岗", "公益岗"), ("自燃灾害", "自然灾害")]
)
def test_slips_of_an_input_method_sound_like_the_word(sounds: Sounds, slip: str, word: str) -> None:
    assert sounds.key(slip) == sounds.key(word)


@pytest.mark.parametrize(("one", "other"), [("低保", "医保"), ("特困", "特快"), ("光伏", "光荣"), ("残疾", "监测")])
def test_different_words_sound_different(sounds: Sounds, one: str, other: str) -> None:
    assert sounds.key(one) != sounds.key(other)


@pytest.mark.parametrize(("one", "other"), [("zhang", "zang"), ("chu", "cu"), ("shen", "sheng"), ("lan", "nan"), ("lin", "ling"), ("ban", "bang")])
def test_sounds_that_many_speakers_merge_are_one(one: str, other: str) -> None:
    assert blur(one) == blur(other)


@pytest.mark.parametrize(("one", "other"), [("zhang", "chang"), ("fan", "han"), ("dong", "dou"), ("xi", "shi"), ("ma", "mai")])
def test_other_sounds_stay_apart(one: str, other: str) -> None:
    assert blur(one) != blur(other)


@pytest.mark.parametrize(
    ("typed", "syllables"),
    [
        ("tuopinqunzhong", ["tuo", "pin", "qun", "zhong"]),
        ("tuo pin qun zhong", ["tuo", "pin", "qun", "zhong"]),
        ("dibao", ["di", "bao"]),
        ("xi'an", ["xi", "an"]),
        ("xian", ["xian"]),
        ("nü'er", ["nv", "er"]),
        ("shuangchuang", ["shuang", "chuang"]),
        ("", []),
    ],
)
def test_typed_pinyin_is_split_into_syllables(sounds: Sounds, typed: str, syllables: list[str]) -> None:
    assert sounds.split(typed) == syllables


@pytest.mark.parametrize("typed", ["hello", "bot", "dibaoq", "select", "xyz", "drop table"])
def test_other_latin_letters_are_no_pinyin(sounds: Sounds, typed: str) -> None:
    assert sounds.split(typed) is None


def test_stretches_of_latin_letters_are_found_with_their_places() -> None:
    text = "问dibao有duo shao户"
    assert [text[start:end] for start, end in latin_runs(text)] == ["dibao", "duo shao"]


def test_a_character_without_a_reading_stands_for_itself(sounds: Sounds) -> None:
    assert (sounds.blurred("x"), sounds.blurred("😀"), sounds.blurred("龘")) == ("x", "😀", "龘")


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_joined_syllables_are_split_into_syllables_that_join_to_the_same(sounds: Sounds, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(syllable for syllable in sounds.syllables if syllable.isascii())), min_size=1, max_size=8))
    found = sounds.split("".join(chosen))
    assert found is not None
    assert "".join(found) == "".join(chosen)
    assert len(found) <= len(chosen)
    assert set(found) <= sounds.syllables
    assert sounds.split("'".join(chosen)) is not None


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.characters(codec="ascii"), max_size=60))
def test_no_text_upsets_the_splitting(sounds: Sounds, text: str) -> None:
    found = sounds.split(text)
    assert found is None or set(found) <= sounds.syllables
