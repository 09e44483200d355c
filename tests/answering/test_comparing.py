"""Comparisons: two years side by side with the arithmetic shown, or a refusal that says what there is."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import comparing
from bot.answering.comparing import Side, Wish
from bot.answering.dialogue import Conversation
from bot.answering.library import Library
from bot.answering.opening import open_index
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.report import Report
from tests.matching.test_query import ANY_TEXT


def wish(shelf: Library, text: str, place: str = "白鹭县") -> Wish | None:
    return comparing.wished(shelf.index.reader.read(text), shelf.catalogue, place, 2022)


@pytest.mark.parametrize(
    ("text", "years", "core"),
    [
        ("营养午餐人数比去年多多少", (2022, 2021), "营养午餐人数多少"),
        ("营养午餐比上年多多少人", (2022, 2021), "营养午餐多少人"),
        ("2022年比2021年营养午餐人数增长多少", (2022, 2021), "营养午餐人数多少"),
        ("跟2021年比,营养午餐人数是多了还是少了", (2022, 2021), "营养午餐人数"),
        ("营养午餐人数和去年相比下降了吗", (2022, 2021), "营养午餐人数吗"),
        ("营养午餐人数两年相比怎么样", (2022, 2021), "营养午餐人数"),
        ("2021年和2022年营养午餐人数差多少", (2022, 2021), "营养午餐人数多少"),
        ("2021年到2022年营养午餐人数有什么变化", (2022, 2021), "营养午餐人数"),
        ("2021年营养午餐人数比前年多多少", (2021, 2019), "营养午餐人数多少"),
        ("营养午餐人数涨了多少", (2022, 2021), "营养午餐人数多少"),
        ("营养午餐资金同比增长百分之几", (2022, 2021), "营养午餐资金"),
    ],
)
def test_what_is_compared_and_what_is_left_to_ask(shelf: Library, text: str, years: tuple[int, int], core: str) -> None:
    found = wish(shelf, text)
    assert found
    assert ((found.newer, found.older), found.core) == (years, core)


@pytest.mark.parametrize(
    "text",
    [
        "营养午餐花了多少钱",
        "2021年图书分馆占比是多少",
        "2021年和2022年各建了几个图书分馆",
        "今年新增多少册图书",
        "百合园统防统治比例",
        "多少人",
        "第四季度比第三季度多多少辆",
        "2022年新增图书分馆几个",
        "2022年占比是多少",
    ],
)
def test_what_compares_no_years(shelf: Library, text: str) -> None:
    assert wish(shelf, text) is None


MONEY = (
    "营养午餐金额:2022年比2021年多87.6万元,约增长14.3%。2022年0.07亿元,2021年612.4万元(0.07亿元-612.4万元=87.6万元,87.6万元÷612.4万元≈14.3%)。\n"
    "2021年的数出自《白鹭县2021年民生工作情况》一、学校和图书(2021-12-20)。"
)
PUPILS = (
    "营养午餐(学生)人数:2022年比2021年多318名,约增长10%。2022年3502名,2021年3184名(3502名-3184名=318名,318名÷3184名≈10%)。\n"
    "2021年的数出自《白鹭县2021年民生工作情况》一、学校和图书(2021-12-20)。"
)


@pytest.mark.parametrize(
    ("question", "text", "entries"),
    [
        ("营养午餐资金比去年多多少", MONEY, ("lunch-money-22", "lunch-money")),
        ("营养午餐人数比去年多多少", PUPILS, ("lunch-pupils-22", "lunch-pupils")),
        ("2022年比2021年营养午餐人数增长多少", PUPILS, ("lunch-pupils-22", "lunch-pupils")),
        ("跟2021年比,营养午餐人数是多了还是少了", PUPILS, ("lunch-pupils-22", "lunch-pupils")),
        ("营养午餐人数两年相比怎么样", PUPILS, ("lunch-pupils-22", "lunch-pupils")),
        ("营养午餐的人数和上年比怎么样?", PUPILS, ("lunch-pupils-22", "lunch-pupils")),
        (
            "银龄学堂比去年多了几个",
            "银龄学堂个数:2022年比2021年少6个,约下降13%。2022年40个,2021年46个(46个-40个=6个,6个÷46个≈13%)。\n2021年的数出自《白鹭县2021年民生工作情况》二、老人和出行(2021-12-20)。",
            ("classes-22", "classes"),
        ),
        ("图书分馆比去年多几个", "图书分馆个数:2022年和2021年一样,都是17个。\n2021年的数出自《白鹭县2021年民生工作情况》一、学校和图书(2021-12-20)。", ("branches-22", "branches")),
        (
            "百合园统防统治覆盖率比去年高多少",
            "百合园比例:2022年比2021年高3.5个百分点。2022年91%,2021年87.5%(91%-87.5%=3.5个百分点)。\n2021年的数出自《白鹭县2021年民生工作情况》三、百合园(2021-12-20)。",
            ("lily-pests-22", "lily-pests"),
        ),
    ],
)
def test_two_years_are_told_with_the_arithmetic_and_both_sources(shelf: Library, question: str, text: str, entries: tuple[str, ...]) -> None:
    reply = shelf.ask(question).reply
    assert (reply.status, reply.text, reply.entries) == ("answered", text, entries)
    assert reply.source
    assert reply.source.report == "bailu-2022"


def test_a_change_that_the_report_states_itself_is_answered_as_it_stands(shelf: Library) -> None:
    assert shelf.ask("养护林间便道比去年增长多少").reply.text == "白鹭县2022年养护林间便道1001公里,比上年增长6.3%。"


def test_figures_that_are_not_exact_are_told_without_a_difference(shelf: Library) -> None:
    text = shelf.ask("在银龄学堂上课的老人人数比去年多多少").reply.text
    assert text.splitlines()[:3] == ["白鹭县2022年有5600多位老人在银龄学堂上课。", "白鹭县2021年有5230位老人在银龄学堂上课。", "报告写的不是准数,差多少算不出来。"]
    assert "370" not in text


@pytest.mark.parametrize(
    ("question", "says", "offers"),
    [
        ("便民菜摊比去年多多少个", "2022年的报告写了便民菜摊个数,2021年的没有能和它比的数,所以没法比。", "stalls"),
        ("鲜百合产量比去年多多少吨", "2021年的报告写了鲜百合产量,2022年的没有能和它比的数,所以没法比。", "lily-crop"),
        ("营养午餐人数比2019年多多少", "白鹭县的报告有2021年和2022年的数据,没有“2019年”的。", "lunch-pupils-22"),
        ("青石县营养午餐人数比去年多多少", "青石县的报告有2022年的数据,没有“2021年”的。", "qs-lunch-pupils"),
        ("2021年营养午餐人数比上年多多少", "白鹭县的报告有2021年和2022年的数据,没有“2020年”的。", "lunch-pupils"),
    ],
)
def test_what_only_one_year_has_is_refused_with_the_reason(shelf: Library, question: str, says: str, offers: str) -> None:
    reply = shelf.ask(question).reply
    assert (reply.status, reply.reason) == ("no_answer", "year")
    assert reply.text.startswith(says)
    assert [option.entry for option in reply.options] == [offers]


def test_one_own_case_stays_refused(shelf: Library) -> None:
    assert shelf.ask("我家的营养午餐比去年多多少").reply.reason == "personal"


def test_a_follow_up_compares_what_was_spoken_of(shelf: Library) -> None:
    first = shelf.ask("营养午餐花了多少钱")
    assert shelf.ask("和去年比呢", first.conversation).reply.text == MONEY
    second = shelf.ask("2021年营养午餐花了多少钱")
    assert shelf.ask("比2022年少多少", second.conversation).reply.text == MONEY


# -- one report ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("营养午餐人数比去年多多少", "去年"),
        ("图书分馆比上一年多了几个", "上一年"),
        ("跟去年比,营养午餐的人数是多了还是少了", "去年"),
        ("2021年比2020年营养午餐人数增长多少", "2020年"),
    ],
)
def test_with_one_report_a_plain_amount_is_no_answer_to_a_comparison(county: Library, question: str, what: str) -> None:
    reply = county.ask(question).reply
    assert (reply.status, reply.reason) == ("no_answer", "year")
    assert reply.text.startswith(f"报告只有2021年(和2022年的打算)的情况,没有“{what}”的。")


def test_a_follow_up_to_one_report_compares_nothing(county: Library) -> None:
    held = county.ask("营养午餐花了多少钱").conversation
    assert county.ask("比去年呢", held).reply.reason == "year"


def test_a_plan_is_not_set_against_another_figure_of_its_subject(county: Library) -> None:
    reply = county.ask("2022年打算比2021年多新建林间便道多少公里").reply
    assert reply.status == "no_answer"
    assert "942" not in reply.text


BOTH = """
section: "1"
entries:
  - id: wells
    question: 打了多少口深水井?
    similar: [深水井口数, 深水井有几口, 打了几口深水井, 深水井数量, 全县深水井多少口]
    answer: 白鹭县2021年打深水井15口。
    figures: [{subject: 深水井, metric: 个数, value: 15, unit: 口, period: "2021"}]
  - id: wells-before
    question: 2020年打了多少口深水井?
    similar: [2020年深水井口数, 2020年深水井有几口, 2020年打了几口深水井, 2020年深水井数量, 2020年全县深水井多少口]
    answer: 白鹭县2020年打深水井12口。
    figures: [{subject: 深水井, metric: 个数, value: 12, unit: 口, period: "2020"}]
"""


def test_one_report_that_states_both_years_is_compared_within(tmp_path: Path) -> None:
    from tests.invented import write

    folder = write(tmp_path / "county", {"1.yaml": BOTH})
    lexicon = folder / "bailu-2021" / "lexicon.yaml"
    lexicon.write_text(lexicon.read_text("utf-8") + "  - {name: 深水井, kind: subject, words: [深井]}\n", "utf-8")
    reply = Library(open_index(folder, None)).ask("深水井比去年多打了几口").reply
    assert reply.text == "深水井个数:2021年比2020年多3口,增长25%。2021年15口,2020年12口(15口-12口=3口,3口÷12口=25%)。"
    assert reply.entries == ("wells", "wells-before")


# -- the arithmetic -----------------------------------------------------------------------------------------------------

REPORT = Report("a", "甲县2022年报告", "2022-12-01", "甲县政府办", 2022, "甲县")
VALUES = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2)


def side(value: str | Decimal, unit: str, year: int) -> Side:
    figure = Figure("低保", "人数", Decimal(value), unit, str(year), "")
    return Side(replace(REPORT, year=year), Entry("e", "", "", "问", (), "答", "a", (figure,)), figure)


@pytest.mark.parametrize(
    ("newer", "older", "text"),
    [
        (("1.2", "万人"), ("1.1", "万人"), "低保人数:2022年比2021年多0.1万人,约增长9.1%。2022年1.2万人,2021年1.1万人(1.2万人-1.1万人=0.1万人,0.1万人÷1.1万人≈9.1%)。"),
        (("1.2", "万人"), ("9600", "人"), "低保人数:2022年比2021年多2400人,增长25%。2022年1.2万人,2021年9600人(1.2万人-9600人=2400人,2400人÷9600人=25%)。"),
        (("90", "人"), ("100", "人"), "低保人数:2022年比2021年少10人,下降10%。2022年90人,2021年100人(100人-90人=10人,10人÷100人=10%)。"),
        (("5", "人"), ("0", "人"), "低保人数:2022年比2021年多5人。2022年5人,2021年0人(5人-0人=5人)。"),
        (("1.00", "万人"), ("10000", "人"), "低保人数:2022年和2021年一样,都是1.00万人。"),
    ],
)
def test_the_difference_is_told_exactly_and_the_rate_rounded(shelf: Library, newer: tuple[str, str], older: tuple[str, str], text: str) -> None:
    assert comparing.told(side(*newer, 2022), side(*older, 2021), dict(shelf.composer.say)) == text


@given(newer=VALUES, older=VALUES)
def test_the_shown_sum_is_true(shelf: Library, newer: Decimal, older: Decimal) -> None:
    text = comparing.told(side(newer, "人", 2022), side(older, "人", 2021), dict(shelf.composer.say))
    if newer == older:
        assert "一样" in text
        return
    more, rest = text.split("(")[1].split("-")
    less, difference = rest.split(")")[0].split(",")[0].split("=")
    assert Decimal(more.rstrip("人")) - Decimal(less.rstrip("人")) == Decimal(difference.rstrip("人")) == abs(newer - older)


@given(text=ANY_TEXT)
def test_any_text_is_looked_through_for_a_comparison(shelf: Library, text: str) -> None:
    shelf.ask(text, Conversation(("lunch-pupils",), report="bailu-2021"))
