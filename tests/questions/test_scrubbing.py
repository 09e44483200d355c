"""What the log keeps of a question's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.scrubbing import LONGEST, scrubbed


@pytest.mark.parametrize(
    "secret",
    [
        "13812345678", "138 1234 5678", "138-1234-5678", "+86 138 1234 5678", "１３８１２３４５６７８", "0564-6491234", "(0564)6491234", "6491234",
        "342401199001011234", "34240119900101123X", "342401 19900101 123x", "342401900101123", "6222021234567890123", "6222 0212 3456 7890 123",
        "一三八一二三四五六七八", "幺三八零零一二三四五六", "someone@example.org",
    ],
)  # fmt: skip
def test_phone_identity_and_card_numbers_are_not_kept(secret: str) -> None:
    kept = scrubbed(f"我的号码是{secret},低保怎么领")
    assert kept in ("我的号码是[号码],低保怎么领", "我的号码是[邮箱],低保怎么领")


@pytest.mark.parametrize("text", ["2022年低保有4208户", "2022-12-28发布的", "315.92万元", "71451人次", "2013-2021年的资产", "二〇二二年", "一二三四"])
def test_what_people_ask_of_a_report_is_kept(text: str) -> None:
    assert scrubbed(text) == text


@given(st.text(max_size=1000))
def test_no_text_is_kept_longer_than_the_limit(text: str) -> None:
    assert len(scrubbed(text)) <= LONGEST


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet="低保怎么领,。 的", max_size=400))
def test_a_phone_number_is_found_wherever_it_stands(number: str, before: str) -> None:
    assert number not in scrubbed(before + number + "。")
    assert number[:8] not in scrubbed(before + number + "。")
