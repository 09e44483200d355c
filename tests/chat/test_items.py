"""The labels under the figures of a picture: each reads on its own, and none says anything twice."""

from decimal import Decimal

import pytest

from bot.chat.items import MOST, Item, items
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.lexicon import Concept, Lexicon
from bot.knowledge.report import Report

LEXICON = Lexicon(
    {
        name: Concept(name, "metric", (), units)
        for name, units in {"户数": ("户",), "人数": ("人", "名"), "金额": ("元",), "个数": ("个",), "排名": ("名",), "比例": ("%",), "增幅": ("%",), "支付进度": ("%",)}.items()
    }
)
REPORT = Report("r", "白鹭县2021年情况", "2021-12-20", "白鹭县政府办", 2021, "白鹭县", 2022)


def figure(subject: str, metric: str, value: str, unit: str, period: str = "2021", population: str = "", qualifier: str = "") -> Figure:
    return Figure(subject, metric, Decimal(value), unit, period, population, qualifier)


def shown(*figures: Figure) -> list[Item]:
    entries = [Entry(f"e{number}", "题", "1", "问", (), "答", "r", (one,)) for number, one in enumerate(figures)]
    return list(items(entries, REPORT, LEXICON))


@pytest.mark.parametrize(
    ("subject", "metric", "unit", "label"),
    [
        ("鱼塘", "个数", "个", "鱼塘"),
        ("入户走访", "轮次", "轮", "入户走访"),
        ("渔业补助", "金额", "万元", "渔业补助"),
        ("渔业资金", "支付进度", "%", "渔业资金支付进度"),
        ("渔业资金", "比例", "%", "渔业资金比例"),
        ("垃圾清运率", "比例", "%", "垃圾清运率"),
        ("渔民收入", "人均纯收入", "元", "渔民人均纯收入"),
        ("渔民收入", "增幅", "%", "渔民收入增幅"),
        ("完工项目", "项目数", "个", "完工项目数"),
        ("渔民饮水", "水质合格率", "%", "渔民饮水水质合格率"),
        ("村均收入", "村均收入", "元", "村均收入"),
    ],
)
def test_a_label_is_the_subject_and_what_of_it_is_measured_said_once(subject: str, metric: str, unit: str, label: str) -> None:
    assert shown(figure(subject, metric, "5", unit))[0].label == label


def test_figures_of_one_subject_say_what_each_is() -> None:
    one, two = shown(figure("渔业补助", "户数", "31", "户"), figure("渔业补助", "金额", "9.5", "万元", qualifier="累计"))
    assert (one.label, one.note, two.label, two.note) == ("渔业补助户数", "", "渔业补助金额", "累计")
    assert one.subject == two.subject


def test_a_part_says_of_what_and_a_rank_among_whom() -> None:
    part = shown(figure("渔民就业", "人数", "7", "人", population="上岸渔民", qualifier="其中"))[0]
    assert part.note == "其中:上岸渔民"
    rank = shown(figure("支付进度", "排名", "2", "名", population="全市9个县"))[0]
    assert (rank.label, rank.value, rank.note) == ("支付进度排名", "第2名", "全市9个县")


def test_the_population_is_said_where_two_labels_are_alike() -> None:
    notes = [item.note for item in shown(figure("签约", "人数", "9", "人", population="老人"), figure("签约", "人数", "5", "人", population="儿童"))]
    assert notes == ["老人", "儿童"]
    assert shown(figure("签约", "人数", "9", "人", population="老人"))[0].note == ""


def test_another_time_than_the_reports_year_is_said_and_its_own_is_not() -> None:
    for period, note in (("2021", ""), ("2022", "2022年"), ("2013-2020", "2013-2020年"), ("2021秋学期", "秋学期"), ("2021-09-28", "2021-09-28")):
        assert shown(figure("鱼塘", "个数", "5", "个", period=period))[0].note == note
    assert shown(figure("鱼塘第一季度排名", "排名", "1", "名", period="2021第一季度"))[0].note == ""


def test_a_figure_that_several_entries_tell_is_shown_once_and_companions_give_way() -> None:
    one, two = figure("鱼塘", "个数", "5", "个"), figure("渔船", "个数", "6", "个")
    assert [item.value for item in items([Entry("a", "题", "1", "问", (), "答", "r", (one, two)), Entry("b", "题", "1", "问", (), "答", "r", (two, one))], REPORT, LEXICON)] == [
        "5个",
        "6个",
    ]
    companion = figure("陪衬", "个数", "1", "个")
    entries = [Entry("c", "题", "1", "问", (), "答", "r", (figure("头", "个数", "0", "个"), companion))]
    entries += [Entry(f"e{number}", "题", "1", "问", (), "答", "r", (figure(f"事{number}", "个数", str(number + 2), "个"),)) for number in range(MOST - 1)]
    assert "陪衬" not in [item.label for item in items(entries, REPORT, LEXICON)]
