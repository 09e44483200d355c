"""What a drafted figure is of where a list, a pair or a place leaves it out."""

import pytest

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.measured import Measured, measured
from bot.upkeep.origin import Origin
from bot.upkeep.published import Paragraph, Published, Section
from bot.upkeep.stated import stated

HOME = Origin("白鹭县", 2021, 0, ("白鹭",), (), ())


def figures(text: str) -> tuple[Measured, ...]:
    published = Published("x.txt", "白鹭县2021年工作总结", "", "", (Section("一、工作", (Paragraph(text, 1),)),))
    return measured(published, stated(published), HOME, Lexicon({}))


def subjects(text: str) -> list[str]:
    return [one.label for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生猪存栏10万头、出栏20.3万头。", ["生猪存栏", "生猪出栏"]),
        ("创建省级森林城镇1个、村庄10个。", ["创建省级森林城镇", "创建省级森林村庄"]),
        ("城乡居民人均可支配收入完成2.5万元和1.6万元。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("农业人口占91.85%、少数民族占60.65%,人均耕地1.06亩。", ["农业人口", "少数民族", "人均耕地"]),
        ("有回族、汉族等9个民族。", ["民族"]),
        ("财政专项扶贫资金由2013年的2644万元增长到2017年度16707万元。", ["原来的金额", "财政专项扶贫资金"]),
        ("县城建成区内63个住宅小区完成改造。", ["住宅小区"]),
        ("发展特色产业3万户,兑现奖补资金1.09亿元。", ["特色产业", "特色产业奖补资金"]),
        ("编制全域规划总投资11亿元,统筹整合资金8.5亿元。", ["全域规划", "统筹整合资金"]),
        ("引进亿元以上项目49个、5亿元以上8个。", ["亿元以上项目", "5亿元以上项目"]),
        ("下设5个专项工作组。", ["专项工作组"]),
        ("城乡低保标准分别提高15%和28%。", ["城市低保标准", "农村低保标准"]),
        ("存款余额206亿元、贷款余额163亿元,年均分别增长16.7%和13.4%。", ["存款余额", "贷款余额", "存款余额", "贷款余额"]),
        ("养老保险、职工医疗保险参保人数分别达到13万人、20万人,比上年增加2万人和5万人。", ["养老保险参保人数", "职工医疗保险参保人数", "养老保险参保人数", "职工医疗保险参保人数"]),
        ("上访批次和人次分别下降42%、31%。", ["上访批次", "上访人次"]),
        ("财政收入15亿元、支出32亿元。", ["财政收入", "财政支出"]),
        ("甲乡税收和乙乡税收均实现快速增长,同比分别增收3.2亿元和1.4亿元。", ["甲乡税收", "乙乡税收"]),
        ("山林面貌持续改观。城镇化率达到47.8%。", ["城镇化率"]),
        ("安排重点项目12个,完成投资3亿元。", ["重点项目", "重点项目完成投资"]),
        ("花农合作项目72项、总投资13亿元。", ["花农合作项目", "花农合作项目总投资"]),
        ("按性别分:男10万人,女9万人。", ["男性人口", "女性人口"]),
    ],
)
def test_a_list_lends_its_words(text: str, expected: list[str]) -> None:
    """Each figure names what it measures, also where the text says that only once."""
    found = subjects(text)
    assert len(found) == len(expected)
    assert all(said in label for said, label in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    "text",
    ["贯彻十九届五中全会精神。", "召开县六届人大二次会议。", "这五年我们奋力前行。", "取缔非法营运三轮车。", "二期工程开工。", "九年一贯制学校投入使用。", "庆祝建党100周年。"],
)
def test_a_number_in_a_name_is_no_figure(text: str) -> None:
    published = Published("x.txt", "", "", "", (Section("", (Paragraph(text, 1),)),))
    assert not stated(published)


def test_a_row_divided_by_blanks_is_read_by_its_years() -> None:
    """A statistical table whose columns a single blank divides gives each year its figure, a fall as a fall."""
    lines = ("项目 单位 2019年 2020年 2021年", "一、年末户籍人口 万人 27.8 28.0 28.4", "工业增加值增速 (%) 1.5 -3.7 36.0")
    section = Section("", tuple(Paragraph(line, number) for number, line in enumerate(lines)))
    published = Published("x.txt", "白鹭县2021年公报", "", "", (section,))
    found = measured(published, stated(published), HOME, Lexicon({}))
    assert [(one.subject, one.metric, one.period) for one in found] == [
        *(("年末户籍人口", "人数", year) for year in ("2019", "2020", "2021")),
        ("工业增加值", "增幅", "2019"),
        ("工业增加值", "降幅", "2020"),
        ("工业增加值", "增幅", "2021"),
    ]


def test_a_rise_in_the_unit_of_what_rose_is_no_second_level() -> None:
    assert [(one.metric, one.change) for one in figures("人均生产总值24070元,增加15903元,年均增长16.6%。")] == [("人均生产总值", ""), ("增幅", "增长"), ("增幅", "增长")]


def test_what_is_earned_more_has_risen() -> None:
    assert [one.change for one in figures("甲乡税收和乙乡税收双双增长,同比分别增收3.2亿元和1.4亿元。")] == ["增长", "增长"]


def test_a_year_that_a_sentence_begins_with_goes_on() -> None:
    text = "1988年,建立储金会12个。储金83万元。2020年,储金会增至20个。目前储金91万元。"
    assert [one.period for one in figures(text)] == ["1988", "1988", "2020", "2021"]


def test_a_mean_rise_over_the_years_is_told_as_one() -> None:
    assert [one.base for one in figures("存款余额206亿元、贷款余额163亿元,年均分别增长16.7%和13.4%。")] == ["", "", "年均", "年均"]


def test_what_stands_under_a_heading_of_a_later_year_is_planned() -> None:
    published = Published("x.txt", "白鹭县2021年工作报告", "", "", (Section("二、2022年主要工作任务", (Paragraph("新建花房6处。2021年新建4处。", 1),)),))
    assert [one.planned for one in measured(published, stated(published), HOME, Lexicon({}))] == [True, False]


def test_so_is_what_stands_under_the_headings_after_it() -> None:
    told = (("一、2021年工作", "新建花房6处。"), ("二、2022年工作要求", "开班4个。"), ("三、做美农村", "修路5公里。"))
    published = Published("x.txt", "白鹭县2021年工作报告", "", "", tuple(Section(title, (Paragraph(text, line),)) for line, (title, text) in enumerate(told, 1)))
    assert [one.planned for one in measured(published, stated(published), HOME, Lexicon({}))] == [False, True, True]
