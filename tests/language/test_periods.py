"""Periods: the times that a question names, and the lengths and comparisons that are no times."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.periods import periods, widened
from bot.language.text import normalise


def tokens(text: str) -> list[str]:
    return [token for period in periods(normalise(text)) for token in period.tokens]


@pytest.mark.parametrize("text", ["2021年", "21年", "二〇二一年", "二零二一年", "二一年", "2021年底", "2021年度", "21年底", "2021 年", "２０２１年", "在2021", "二O二一年"])
def test_a_year_is_known_in_every_spelling(text: str) -> None:
    assert tokens(f"{text}脱贫群众收入") == ["Y2021"]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("去年", "R-1"),
        ("上年度", "R-1"),
        ("上一年", "R-1"),
        ("前年", "R-2"),
        ("大前年", "R-3"),
        ("今年", "R+0"),
        ("当年", "R+0"),
        ("本年度", "R+0"),
        ("明年", "R+1"),
        ("来年", "R+1"),
        ("后年", "R+2"),
    ],
)
def test_a_year_told_from_now_stays_relative(text: str, token: str) -> None:
    assert tokens(f"{text}发了多少") == [token]


@pytest.mark.parametrize("text", ["村道2013公里", "垃圾2021吨", "办件2019件", "草场2008公顷"])
def test_a_number_with_a_measure_is_no_year(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize(("text", "token"), [("上半年", "H1"), ("前半年", "H1"), ("下半年", "H2"), ("后半年", "H2"), ("1到6月", "H1"), ("七月至十二月", "H2")])
def test_halves_of_a_year(text: str, token: str) -> None:
    assert tokens(f"{text}发了多少") == [token]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("第一季度", "Q1"),
        ("二季度", "Q2"),
        ("第3季度", "Q3"),
        ("第四季度", "Q4"),
        ("四季度", "Q4"),
        ("最后一个季度", "Q4"),
        ("十月到十二月", "Q4"),
        ("10-12月", "Q4"),
        ("10月到12月", "Q4"),
        ("七月至九月", "Q3"),
        ("Q3", "Q3"),
    ],
)
def test_quarters_by_name_and_by_their_months(text: str, token: str) -> None:
    assert tokens(f"{text}的资金") == [token]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013年到2021年", ["Y2013-2021"]),
        ("2013-2021年", ["Y2013-2021"]),
        ("2013至2021年", ["Y2013-2021"]),
        ("4月至5月", ["M4", "M5"]),
        ("9月", ["M9"]),
        ("九月份", ["M9"]),
        ("9月22日", ["M9", "D9-22"]),
        ("九月二十二号", ["M9", "D9-22"]),
        ("2022-09-28", ["Y2022", "M9", "D9-28"]),
        ("2022年9月28日", ["Y2022", "M9", "D9-28"]),
        ("2022/9/28", ["Y2022", "M9", "D9-28"]),
        ("秋学期", ["T秋"]),
        ("秋季学期", ["T秋"]),
        ("春季学期", ["T春"]),
        ("2022年秋学期", ["Y2022", "T秋"]),
        ("十四五期间", ["P十四五"]),
        ("今年上半年", ["R+0", "H1"]),
        ("去年第四季度", ["R-1", "Q4"]),
        ("2021年下半年", ["Y2021", "H2"]),
        ("2021、2022年", ["Y2021", "Y2022"]),
    ],
)
def test_ranges_days_terms_and_several_times_at_once(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "连续三年",
        "三年行动",
        "十年",
        "近五年",
        "二十年",
        "三十年",
        "五年规划",
        "每年",
        "两年来",
        "过去三年",
        "10年内",
        "三个月",
        "半年",
        "三年级",
        "第三年",
        "多年",
        "历年",
        "往年",
    ],
)
def test_lengths_of_time_are_no_times(text: str) -> None:
    assert tokens(f"{text}的情况") == []


@pytest.mark.parametrize("text", ["比去年增长多少", "较上年增加多少", "比2021年多多少", "同比增长", "跟去年相比增幅多大", "与2021年相比"])
def test_what_is_only_compared_with_is_no_time(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize("text", ["2000个网格", "2013亩", "1999元", "2022户", "2021名学生", "2020万元", "2000%", "2022人", "20212021", "第一产业", "三十二个"])
def test_counts_that_look_like_years_are_none(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize("text", ["2022年和2021年各是多少", "2022年跟2021年分别有多少"])
def test_two_years_side_by_side_are_both_named(text: str) -> None:
    assert sorted(tokens(text)) == ["Y2021", "Y2022"]


def test_the_first_three_quarters_are_not_the_third() -> None:
    assert tokens("前三季度新增多少") != ["Q3"]


def test_places_and_spelling_point_into_the_text() -> None:
    text = normalise("去年第四季度和2021年9月")
    found = periods(text)
    assert [text[period.start : period.end] for period in found] == [period.spelled for period in found]
    assert [period.spelled for period in found][:2] == ["去年", "第四季度"]


@pytest.mark.parametrize(
    ("named", "also"), [({"Q1", "Q2"}, {"H1"}), ({"Q3", "Q4"}, {"H2"}), ({"H2"}, set()), ({"D9-28"}, {"M9"}), ({"Q3"}, set()), ({"Y2022"}, set()), (set(), set())]
)
def test_times_are_widened_by_what_they_add_up_to(named: set[str], also: set[str]) -> None:
    assert widened(frozenset(named)) == named | also


def test_a_half_means_its_quarters_only_in_a_question() -> None:
    assert widened(frozenset({"H2"}), inwards=True) == {"H2", "Q3", "Q4"}
    assert widened(frozenset({"Q3"}), inwards=True) == {"Q3"}


@settings(max_examples=200, deadline=None)
@given(st.integers(1950, 2099))
def test_any_year_in_figures_is_that_year(year: int) -> None:
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert tokens(f"{year}年有多少户") == tokens(f"{spelled}年有多少户") == [f"Y{year}"]


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 12), st.integers(1, 31))
def test_any_day_is_that_day(month: int, day: int) -> None:
    assert tokens(f"{month}月{day}日开的会") == [f"M{month}", f"D{month}-{day}"]


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("零〇一二三四五六七八九十两0123456789年月日号季度第上下半去前今明到至-/.和比 学期秋春q") | st.characters(), max_size=60))
@example("2021年" * 400)
@example("二千零年")
@example("十十十年 一千零零零年 99月 0月 1月0日")
def test_no_text_upsets_it_and_tokens_are_of_the_known_kinds(text: str) -> None:
    found = periods(text)
    edges = [edge for period in found for edge in (period.start, period.end)]
    assert edges == sorted(edges)
    assert all(0 <= period.start < period.end <= len(text) for period in found)
    assert all(re.fullmatch(r"Y\d{4}(-\d{4})?|R[+-]\d|H[12]|Q[1-4]|M\d{1,2}|D\d{1,2}-\d{1,2}|T[春秋]|P十[一二三四]五", token) for period in found for token in period.tokens)


@pytest.mark.parametrize("text", ["二零一三年到二零二一年", "二〇一三至二〇二一年", "2013年到2021年"])
def test_a_range_of_years_is_known_in_either_figures(text: str) -> None:
    assert [period.tokens for period in periods(text)] == [("Y2013-2021",)]


@pytest.mark.parametrize("text", ["项目库里头年度入库的", "三季度工作会议上", "三季度会上", "督查是一季度下来一次吗", "一季度查一回"])
def test_words_that_only_look_like_a_time_are_none(text: str) -> None:
    assert periods(text) == ()
