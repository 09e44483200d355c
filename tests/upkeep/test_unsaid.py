"""What a draft says to be missing is what people ask and the report does not tell."""

import pytest

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.draft import draft
from bot.upkeep.published import Paragraph, Published, Section


def missing(text: str, place: str = "白鹭县") -> dict[str, str]:
    """The questions drafted as unknown, each with its YAML."""
    published = Published("x.txt", f"{place}2021年工作总结", "", "", (Section("一、工作情况", (Paragraph(text, 1),)),))
    return {one.question: one.text for one in draft(published, "bailu", Lexicon({}), place=place, year=2021).skeletons if "reason:" in one.text}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("地区生产总值506亿元,增长6%。", "人均生产总值多少?"),
        ("生猪出栏80万头。", "生猪存栏多少头?"),
        ("社会消费品零售总额90亿元。", "网上零售额是多少?"),
        ("居民消费价格上涨2%。", "房价是多少?"),
        ("新建日间照料中心3个。", "日间照料中心在哪里?"),
    ],
)
def test_what_people_ask_beside_a_measure(text: str, question: str) -> None:
    assert question in missing(text)


def test_what_the_report_tells_is_not_missing() -> None:
    assert not missing("地区生产总值506亿元,人均地区生产总值9万元。生猪出栏80万头,存栏40万头。一般公共预算收入8亿元,民生支出保障有力。")


@pytest.mark.parametrize("text", ["检查政府网站70家。", "建成政务平台3个。", "完成首轮试点8个。", "共有企业200家。"])
def test_nobody_goes_to_a_website(text: str) -> None:
    assert not any("哪里" in question for question in missing(text))


@pytest.mark.parametrize(("place", "part"), [("白鹭县", "镇"), ("白鹭市", "区县"), ("白鹭区", "街道"), ("白鹭镇", "村")])
def test_the_parts_of_a_place_are_its_own(place: str, part: str) -> None:
    assert f"日间照料中心在哪个{part}" in missing("新建日间照料中心3个。", place)["日间照料中心在哪里?"]
