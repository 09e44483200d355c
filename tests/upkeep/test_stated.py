"""The figures of a text are found with their units; dates, numbering and names are none."""

from pathlib import Path

import pytest

from bot.upkeep.published import Paragraph, read_published
from bot.upkeep.stated import figures_of, stated, stated_with_spans


def found(text: str) -> list[str]:
    return [each.shown for each in figures_of(Paragraph(text, 1))]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("发放资金4208.87万元,增长14.35%。", ["4208.87万元", "14.35%"]),
        ("整合网格1,199个,开展两轮次排查。", ["1199个", "2轮次"]),
        ("新建供水管网26.5公里、泵站1处,电价0.29元/千瓦时。", ["26.5公里", "1处", "0.29元/千瓦时"]),
        ("参保率90%以上,惠及3万余人,演出210余场次。", ["90%", "3万人", "210场次"]),
        ("低保标准每人每月700元,比上年提高2.5个百分点。", ["700元", "2.5个百分点"]),
        ("改造面积1.2万㎡,绿化36亩,床位1200张。", ["1.2万㎡", "36亩", "1200张"]),
        ("增长百分之五,翻一番,下降三成。", ["5%", "3成"]),
        ("分别增长5.1%、6.2%和7.3%。", ["5.1%", "6.2%", "7.3%"]),
        ("每年资助3至5名学生,年龄18-60周岁。", ["3名", "5名", "18周岁", "60周岁"]),
        ("涉及12个乡镇88个村1150重点户。", ["12个", "88个", "1150户"]),
        ("城乡收入比为2.35:1,价格指数为101.8。", ["2.35:1", "101.8"]),
        ("综合考核位居全市第二名,增速居全省首位。", ["2名", "1位"]),
        ("组建三个专班,选派两位专家,连续五年达标。", ["3个", "2位", "5年"]),
        ("粮食总产连续3年突破40万吨,连续五年全省第一,举办培训班三期。", ["40万吨", "5年", "1名", "3期"]),
        ("五年累计投资62亿元,比上个五年增长4.4倍;近三年新增就业2万人。", ["62亿元", "4.4倍", "2万人"]),
        ("被列入全国45个试点县之一,开展试点3个,用3年时间完成。", ["3个", "3年"]),
        ("产业占比72.51%,高于不低于55%的要求。", ["72.51%", "55%"]),
    ],
)
def test_figures_have_their_units(text: str, figures: list[str]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "2021年9月22日召开会议,2013-2021年形成资产,9月28日通报。",
        "一、养老(一)设施1.敬老院。一是改造,二是新建。",
        "学习贯彻党的二十大精神,做好“三农”工作,选派第一书记,落实“四个不摘”。",
        "发布时间:2021-12-20 09:30,15:00开始,索引号:/202112-00080 分类。",
        "拨打12345热线,第一产业和第三季度,G312沿线,PM2.5浓度。",
        "一个一个解决,一户一策,千方百计,万无一失,十四五规划。",
        "落实县委五届四次全委扩大会、县五届二次人代会和十八届二中、三中全会精神。",
        "百天高速公路和十日大道开工,水厂二期三期建成,一期基本完成,二期全面启动,三期正加快建设。",
        "过去的五年是不平凡的五年。五年来,全县实施三年攻坚行动。",
        "在行政中心219会议室,文件〔2021〕12号。",
    ],
)
def test_dates_numbering_and_names_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_a_figure_knows_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("白鹭县工作情况\n一、老人\n发津贴。全县3120人领取。此外无他。\n", "utf-8")
    (figure,) = stated(read_published(path))
    assert (figure.section, figure.paragraph.line, figure.spelled, figure.sentence) == (1, 3, "3120人", "全县3120人领取。")
    assert figure.paragraph.text[figure.start : figure.end] == "3120人"


def test_a_table_gives_units_by_row_column_or_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("公报\n一、总量\n指标\t单位\t2021年\t增长(%)\n生产总值\t亿元\t125.6\t6.2\n一、人口\t万人\t31.5\t-0.4\n", "utf-8")
    assert [(each.shown, each.cell and each.cell.row, each.cell and each.cell.column) for each in stated(read_published(path))] == [
        ("125.6亿元", "生产总值", "2021年"),
        ("6.2%", "生产总值", "增长"),
        ("31.5万人", "人口", "2021年"),
        ("-0.4%", "人口", "增长"),
    ]


def test_the_unit_of_a_whole_table_stands_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("预算\n单位:万元\n项目 | 预算 | 决算\n教育支出 | 1,200 | 1350.5\n", "utf-8")
    assert [each.shown for each in stated(read_published(path))] == ["1200万元", "1350.5万元"]


def test_a_span_of_time_parts_the_sentence_and_is_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("白鹭县工作情况\n道路投资五年累计62亿元,比上个五年增长4.4倍。\n", "utf-8")
    published = read_published(path)
    assert [each.shown for each in stated(published)] == ["62亿元", "4.4倍"]
    assert [each.spelled for each in stated_with_spans(published) if each.span] == ["五年", "比上个五年"]
