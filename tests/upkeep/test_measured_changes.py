"""A change is told as a change, whichever way round it is said, and a level as a level."""

import pytest

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.draft import draft
from bot.upkeep.measured import Measured, measured
from bot.upkeep.origin import Origin
from bot.upkeep.published import Paragraph, Published, Section
from bot.upkeep.stated import stated

HOME = Origin("白鹭县", 2021, 0, ("白鹭",), (), ())


def published(text: str) -> Published:
    return Published("x.txt", "白鹭县2021年工作总结", "", "", (Section("一、工作", (Paragraph(text, 1),)),))


def read(text: str) -> list[Measured]:
    return list(measured(published(text), stated(published(text)), HOME, Lexicon({})))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("增加油菜播种面积3万亩、红薯2万亩、芝麻面积1万亩。", ["油菜播种面积 增幅", "红薯播种面积 增幅", "芝麻面积 增幅"]),
        ("压减一般性支出3000万元。", ["一般性支出 降幅"]),
        ("调减甘蔗种植面积5万亩,增加育秧大棚30座。", ["甘蔗种植面积 降幅", "育秧大棚 增幅"]),
        ("新增停车位500个,增加到2000个。", ["停车位 个数", "停车位 个数"]),
        (
            "渔业总产值26亿元,现价总量比上年增加3亿元,同比增长2%,比上年同期增速高0.8个百分点。",
            ["渔业 总产值", "渔业现价总量 增幅", "渔业总产值 增幅", "渔业总产值增速 比上年同期高"],
        ),
    ],
)
def test_what_changed_and_what_it_came_to(text: str, told: list[str]) -> None:
    assert [f"{one.subject} {one.metric}" for one in read(text)] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增加油菜播种面积3万亩。", ["油菜播种面积增加了多少? 白鹭县2021年油菜播种面积增加3万亩。"]),
        ("财政收入8亿元,增长6%,增速比上年同期高0.8个百分点。", ["财政收入增速比上年同期高多少? 白鹭县2021年财政收入增速比上年同期高0.8个百分点。"]),
        (
            "车船税0.8亿元、契税1.2亿元,同比分别增长5%、7%。",
            ["车船税是多少? 白鹭县2021年车船税是0.8亿元,同比增长5%。", "契税是多少? 白鹭县2021年契税是1.2亿元,同比增长7%。"],
        ),
    ],
)
def test_how_a_change_is_asked_and_answered(text: str, expected: list[str]) -> None:
    found = draft(published(text), "bailu", Lexicon({}), place="白鹭县", year=2021)
    told = [f"{one.question} {line.split('answer: ')[1].strip(chr(34))}" for one in found.skeletons for line in one.text.splitlines() if "answer: " in line]
    assert set(expected) <= set(told), told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("专用设备修理业、茶叶和酒类批发业同比分别增长7%、4%。", ["专用设备修理业 7", "茶叶和酒类批发业 4"]),
        ("矿山和林业机械制造业、木材加工业和纸制品业分别增长7%、4%、2%。", ["矿山和林业机械制造业 7", "木材加工业 4", "纸制品业 2"]),
        ("煤炭开采业、木材加工业,同比分别下降7%、4%。", ["煤炭开采业 7", "木材加工业 4"]),
        ("生猪、牛、羊出栏分别增长7%、4%、2%。", ["生猪出栏 7", "牛出栏 4", "羊出栏 2"]),
        ("城镇、农村居民人均可支配收入分别增长7%、4%。", ["城镇居民人均可支配收入 7", "农村居民人均可支配收入 4"]),
        ("契税、土地增值税、房产税分别增长7%、4%、2%。", ["契税 7", "土地增值税 4", "房产税 2"]),
        ("规上工业总产值、增加值分别增长7%、4%。", ["规上工业总产值 7", "规上工业增加值 4"]),
        ("项目开工率、竣工率分别为97%、84%。", ["项目开工率 97", "项目竣工率 84"]),
        (
            "城乡居民人均可支配收入分别完成3万元、2万元,同比增长分别为7%、4%。",
            ["城镇居民人均可支配收入 3", "农村居民人均可支配收入 2", "城镇居民人均可支配收入 7", "农村居民人均可支配收入 4"],
        ),
    ],
)
def test_each_thing_of_a_list_has_its_own_figure(text: str, told: list[str]) -> None:
    assert [f"{one.label} {one.stated.value}" for one in read(text)] == told


def test_each_year_of_a_list_has_its_own_figure() -> None:
    found = read("渔业增加值16亿元,增长7%(2019和2020年同期增速分别为3%、1%),占农业增加值的12%。")
    assert [(one.subject, one.metric, one.period) for one in found[2:4]] == [("渔业增加值", "增幅", "2019"), ("渔业增加值", "增幅", "2020")]
    assert found[4].period == "2021"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("城市居民消费价格小幅上涨,总指数为101.5。从八大类商品价格看,粮油上涨2%、鞋帽下降3%。", ["城市居民消费价格指数", "粮油价格", "鞋帽价格"]),
        ("工业生产者出厂价格上涨4%。其中煤炭开采业上涨5%,造纸业下降2%。", ["工业生产者出厂价格", "煤炭开采业出厂价格", "造纸业出厂价格"]),
        ("居民消费价格上涨2%,规上工业用电量下降3%。", ["居民消费价格", "规上工业用电量"]),
        ("消费对经济增长的贡献率为35%,拉动GDP增长0.7个百分点。", ["消费对经济增长的贡献率", "消费拉动GDP"]),
        ("民营工业增加值26亿元,增长6%,拉动全县工业增长2.6个百分点。", ["民营工业增加值", "民营工业增加值", "民营工业拉动全县工业"]),
        ("食品业在龙头企业带动下实现增加值9亿元。", ["食品业增加值"]),
        ("统计的82种产品中,产量同比增长的有45种,其中增幅较大的有果酒(87%)、挂面(增长35.8%)。", ["产品", "产量同比增长的产品", "果酒产量", "挂面产量"]),
        ("河道治理26公里(占计划的87%)、水库(在建)3座。", ["河道治理", "河道治理", "水库"]),
        ("稻渔农业发展步伐加快,茭白、莲藕等种植面积达到324公顷,实现增加值2.3亿元。", ["茭白、莲藕种植面积", "稻渔农业增加值"]),
        ("据农业部门统计,全县计划播种面积112万亩。", ["计划播种面积"]),
    ],
)
def test_a_figure_keeps_its_subject(text: str, told: list[str]) -> None:
    found = [one.label if not one.metric.startswith("占") else one.subject for one in read(text)]
    assert found == told
