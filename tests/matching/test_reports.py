"""The catalogue: place and year choose among reports, the newest is the default."""

from dataclasses import replace

import pytest

from bot.answering.library import Library
from bot.knowledge.report import Report
from bot.matching.reports import Catalogue, listed


def chosen(shelf: Library, text: str, held: str = "", leaning: bool = False) -> list[str]:
    query = shelf.index.reader.read(text)
    return [report.id for report in shelf.catalogue.choose(query, shelf.catalogue.by_id.get(held), leaning).reports]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("营养午餐花了多少钱", "bailu-2022"),
        ("今年营养午餐花了多少钱", "bailu-2022"),
        ("2021年营养午餐花了多少钱", "bailu-2021"),
        ("二〇二一年营养午餐花了多少钱", "bailu-2021"),
        ("去年营养午餐花了多少钱", "bailu-2021"),
        ("青石县营养午餐花了多少钱", "qingshi-2022"),
        ("青石营养午餐花了多少钱", "qingshi-2022"),
        ("澜江市青石县营养午餐花了多少钱", "qingshi-2022"),
        ("石桥镇营养午餐花了多少钱", "qingshi-2022"),
        ("白鹭县2021年营养午餐花了多少钱", "bailu-2021"),
        ("2022年打算修多少公里林间便道", "bailu-2021"),
        ("舒城县营养午餐花了多少钱", "bailu-2022"),
    ],
)
def test_place_and_year_choose_and_the_newest_is_the_default(shelf: Library, text: str, first: str) -> None:
    assert chosen(shelf, text)[0] == first


@pytest.mark.parametrize(("text", "missing"), [("2018年营养午餐", "2018年"), ("前年营养午餐", "2020年"), ("青石县2021年营养午餐", "2021年"), ("2021年营养午餐", "")])
def test_a_year_that_no_report_of_the_place_is_of_is_told(shelf: Library, text: str, missing: str) -> None:
    assert shelf.catalogue.choose(shelf.index.reader.read(text)).missing == missing


def test_a_follow_up_stays_with_the_report_and_a_whole_question_only_with_the_place(shelf: Library) -> None:
    assert chosen(shelf, "那金额呢", "bailu-2021", leaning=True) == ["bailu-2021"]
    assert chosen(shelf, "图书分馆有几个", "bailu-2021") == ["bailu-2022"]
    assert chosen(shelf, "图书分馆有几个", "qingshi-2022") == ["qingshi-2022"]
    assert chosen(shelf, "白鹭县呢", "qingshi-2022", leaning=True) == ["bailu-2022"]
    assert chosen(shelf, "那2021年呢", "bailu-2022", leaning=True)[0] == "bailu-2021"


REPORT = Report("a", "甲县2022年报告", "2022-12-01", "甲县政府办", 2022, "甲县", aliases=("甲",))


def of(*reports: tuple[str, str, int]) -> Catalogue:
    return Catalogue(tuple(replace(REPORT, id=id, place=place, year=year, aliases=()) for id, place, year in reports))


def test_years_and_places_are_told_as_people_say_them() -> None:
    assert of(("a", "甲县", 2022)).years_covered("甲县") == "2022年"
    assert of(("a", "甲县", 2022), ("b", "甲县", 2021)).years_covered("甲县") == "2021年和2022年"
    assert of(*((str(year), "甲县", year) for year in range(2022, 2010, -1))).years_covered("甲县") == "2011年到2022年"
    assert of(("a", "甲县", 2022), ("b", "乙县", 2022)).places_covered() == "甲县和乙县"
    assert of(*((str(number), f"{number}县", 2022) for number in range(9))).places_covered() == "0县、1县、2县、3县、4县等9个地方"
    assert listed([], "个") == ""


def test_of_reports_of_one_year_all_are_asked_in_their_order() -> None:
    catalogue = of(("a", "甲县", 2022), ("b", "甲县", 2022), ("c", "甲县", 2021))
    assert catalogue.of_year("甲县", 2022) == catalogue.reports[:2]
    assert catalogue.default is catalogue.reports[0]


def test_a_question_carries_what_its_report_needs_to_be_chosen(shelf: Library) -> None:
    ask = {entry.id: shelf.catalogue.question(entry) for entry in shelf.index.knowledge.entries}
    assert ask["lunch-money-22"] == "营养午餐花了多少钱?"
    assert ask["lunch-money"] == "2021年营养午餐花了多少钱?"
    assert ask["qs-walk"] == "青石县溪边步道有多长?"
