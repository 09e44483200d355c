"""Words: a text cut into words of daily use and of the knowledge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.words import Dictionary


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.of_daily_use(frozenset({"雨露计划", "三重保障"}))


def test_words_of_the_knowledge_are_kept_whole(dictionary: Dictionary) -> None:
    assert "雨露计划" in dictionary.cut("中高职雨露计划资助了多少人次")
    assert "三重保障" in dictionary.cut("三重保障制度报销多少")
    assert "雨露计划" in dictionary


def test_words_of_daily_use_are_known_and_rare_ones_are_not(dictionary: Dictionary) -> None:
    assert dictionary.frequency("政府") > dictionary.frequency("光伏") >= 0
    assert "政府" in dictionary
    assert "雨路计划" not in dictionary
    assert dictionary.frequency("雨路计划") == 0


def test_names_of_counties_and_towns_are_known(dictionary: Dictionary) -> None:
    assert {"舒城县", "霍山县", "金寨县"} <= dictionary.divisions
    assert not {"低保户", "多少县"} & dictionary.divisions


def test_nouns_are_told_from_other_words(dictionary: Dictionary) -> None:
    assert {"政府", "学生", "医院"} <= dictionary.nouns
    assert not {"增长", "多少", "什么"} & dictionary.nouns


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("雨露计划三重保障政府学生有多少户人abc 123,。?") | st.characters(), max_size=60))
def test_the_words_of_any_text_join_to_the_text(dictionary: Dictionary, text: str) -> None:
    assert "".join(dictionary.cut(text)) == text
