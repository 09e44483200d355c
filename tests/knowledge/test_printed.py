"""A printed number: whether a text prints a figure, with its unit, in Arabic or Chinese figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.entry import Figure
from bot.knowledge.printed import arabic, chinese, comparable, dated, says, times, within
from bot.language.periods import periods


def figure(value: str, unit: str) -> Figure:
    return Figure("甲", "乙", Decimal(value), unit, "2023", "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共4348户", "4348", "户"),
        ("共4,348户", "4348", "户"),
        ("共 4348 户", "4348", "户"),
        ("发放4208.87万元。", "4208.87", "万元"),
        ("比例达91.74%", "91.74", "%"),
        ("比例达百分之91.74", "91.74", "%"),
        ("比例达百分之五十五", "55", "%"),
        ("演出210余场次", "210", "场次"),
        ("报销7轮次", "7", "轮次"),
        ("开展了两轮次排查", "2", "轮次"),
        ("连续三年", "3", "年"),
        ("收入低于一万元", "1", "万元"),
        ("先后十一轮", "11", "轮"),
        ("五大振兴", "5", "个"),
        ("居全市第一", "1", "位"),
        ("居全市第2,", "2", "名"),
        ("第三名", "3", "名"),
        ("暂居首位", "1", "位"),
        ("全市之首", "1", "名"),
        ("50平方公里", "50", "平方公里"),
        ("面积3㎡", "3", "㎡"),
    ],
)
def test_a_text_says_a_figure_as_people_print_it(text: str, value: str, unit: str) -> None:
    assert says(comparable(text), figure(value, unit))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共4348户", "4384", "户"),
        ("共14348户", "4348", "户"),
        ("共4348.5户", "4348", "户"),
        ("共4.80亿元", "4.8", "亿元"),
        ("发放4208.87元", "4208.87", "万元"),
        ("发放4208.87万元", "4208.87", "元"),
        ("发放10万块", "10", "万元"),
        ("共1132人次", "1132", "人"),
        ("共1.14万人", "1.14", "人"),
        ("提高3个百分点", "3", "个"),
        ("第一季度", "1", "名"),
        ("第一批", "1", "位"),
        ("第2批共3户", "2", "户"),
        ("g312国道", "312", "国道"),
        ("面积3m2,", "2", "m"),
        ("做了三件事", "3", "个"),
    ],
)
def test_a_text_does_not_say_a_figure_of_another_value_or_unit(text: str, value: str, unit: str) -> None:
    assert not says(comparable(text), figure(value, unit))


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["户", "人", "万元", "亿元", "%", "平方公里", "人次"]))
def test_any_figure_is_said_by_its_own_print_and_by_no_other_number(value: Decimal, unit: str) -> None:
    known = figure(str(value), unit)
    assert says(f"共{known.printed}。", known)
    assert not says(f"共1{known.printed}。", known)
    assert not says(f"共{value}1{unit}。", known)


def test_the_numbers_of_a_list_are_no_numbers_of_the_text() -> None:
    assert [number.spelled for number in arabic("1.修路3公里;2.打井12口;(3)种树, 4)养鱼")] == ["3", "12"]


def test_circled_and_small_numbers_are_no_numbers_of_the_text() -> None:
    assert arabic(comparable("①修路②打井,面积㎡")) == ()


def test_a_number_is_shown_with_what_belongs_to_it() -> None:
    assert [number.shown for number in arabic("共3.5万元,占12%。在219会议室")] == ["3.5万元", "12%", "219会议室"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("在219会议室", "行政中心219会议室", True),
        ("共219人", "行政中心219会议室", False),
        ("9月22日来", "9月22日", True),
        ("共22户", "9月22日", False),
        ("共19人", "219人", False),
        ("编号0080", "编号0080", True),
    ],
)
def test_a_name_covers_its_own_number_and_not_the_same_digits_elsewhere(text: str, name: str, expected: bool) -> None:
    assert all(within(number, [name]) for number in arabic(text)[-1:]) is expected


def test_a_time_is_allowed_with_all_its_parts_or_not_at_all() -> None:
    text = "2023年12月20日和2021年,9月1日"
    allowed = times(["2023-12-20", "2013-2020"])
    assert [(number.spelled, dated(number, periods(text), allowed)) for number in arabic(text)] == [
        ("2023", True),
        ("12", True),
        ("20", True),
        ("2021", False),
        ("9", False),
        ("1", False),
    ]


def test_chinese_numbers_are_read_in_plain_units() -> None:
    assert [(number.spelled, number.value) for number in chinese("一万二千户和三十五人,12户")] == [("一万二千", Decimal(12000)), ("三十五", Decimal(35))]
