"""What each figure of a list is of that 分别 shares out, and what a rise beside a level is."""

import pytest

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.measured import Measured, measured
from bot.upkeep.origin import Origin
from bot.upkeep.phrasing import Phrasebook
from bot.upkeep.published import Paragraph, Published, Section
from bot.upkeep.stated import stated

HOME = Origin("白鹭县", 2021, 0, ("白鹭",), (), ())


def read(text: str) -> tuple[Measured, ...]:
    """What the figures of a text are of."""
    published = Published("x.txt", "白鹭县2021年工作总结", "", "", (Section("一、工作", (Paragraph(text, 1),)),))
    return measured(published, stated(published), HOME, Lexicon({}))


def told(text: str) -> list[str]:
    """Label, metric and value of each figure of a text."""
    return [f"{one.label} {one.metric} {one.value}{one.unit}" for one in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税收收入和财政支出均较快增长,同比分别增收3亿元和2亿元。", ["税收收入 增幅 3亿元", "财政支出 增幅 2亿元"]),
        (
            "各项存款余额20亿元、贷款余额16亿元,年均分别增长7%和3%。",
            ["各项存款余额 余额 20亿元", "各项贷款余额 余额 16亿元", "各项存款余额 增幅 7%", "各项贷款余额 增幅 3%"],
        ),
        ("财政收入5亿元、支出9亿元。", ["财政收入 金额 5亿元", "财政支出 金额 9亿元"]),
        ("财政收入5亿元,税收3亿元,支出9亿元。", ["财政收入 金额 5亿元", "税收 金额 3亿元", "财政支出 金额 9亿元"]),
        ("城乡低保标准分别提高5%和8%。", ["城市低保标准 增幅 5%", "农村低保标准 增幅 8%"]),
        ("城乡特困供养人数分别达到60人、300人。", ["城市特困供养人数 人数 60人", "农村特困供养人数 人数 300人"]),
        (
            "工伤保险、城镇职工生育保险参保人数分别达到3万人和2万人,比2018年增加4千人和1千人。",
            ["工伤保险参保人数 人数", "城镇职工生育保险参保人数 人数", "工伤保险参保人数 增幅", "城镇职工生育保险参保人数 增幅"],
        ),
        ("越级上访批次和人次分别下降4%和3%。", ["越级上访批次 降幅 4%", "越级上访人次 降幅 3%"]),
    ],
)
def test_shared_out_figures_are_each_of_their_own_thing(text: str, expected: list[str]) -> None:
    found = told(text)
    assert len(found) == len(expected)
    assert all(one.startswith(said) for said, one in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实施重点项目50项、当年投资9亿元。", ["重点项目 个数 50项", "重点项目当年投资 当年投资 9亿元"]),
        ("签约工业项目6个,签约资金7亿元,增长5%。", ["签约工业项目 个数 6个", "签约工业项目签约资金 签约资金 7亿元", "签约工业项目签约资金 增幅 5%"]),
        ("安排援建项目9个,累计完成投资8亿元。", ["援建项目 个数 9个", "援建项目完成投资 完成投资 8亿元"]),
        ("农业项目和水利项目分别完成投资5亿元、2亿元。", ["农业项目完成投资 完成投资 5亿元", "水利项目完成投资 完成投资 2亿元"]),
        ("签订合同12份,合同金额3亿元。", ["合同 个数 12份", "合同金额 合同金额 3亿元"]),
        ("总投资8亿元的6个水利项目开工。", ["水利项目总投资 总投资 8亿元", "水利项目 个数 6个"]),
    ],
)
def test_money_put_into_what_was_counted_is_named(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人均生产总值24000元,增加1900元。", ["人均生产总值 人均生产总值 24000元", "人均生产总值 增幅 1900元"]),
        ("新修梯田3万亩,森林覆盖率提高2个百分点。", ["新修梯田 面积 3万亩", "森林覆盖率 增幅 2个百分点"]),
        ("引进企业10家,增加15个品种。", ["引进企业 个数 10家", "品种 个数 15个"]),
    ],
)
def test_a_rise_in_its_own_unit_is_no_level(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文化事业全面进步。累计投入财政资金2亿元。", ["文化事业 金额 2亿元"]),
        ("居民停车问题得到缓解。建成32个公共停车项目。", ["公共停车项目 个数 32个"]),
        ("市列32个重点水利项目建设进展良好。", ["市列重点水利项目 个数 32个"]),
        ("围绕十个重点行业提出36项减负任务。", ["重点行业 个数 10个", "减负任务 个数 36项"]),
        ("省定的3项5件和市定的7件惠民实事全部办结。", ["省定惠民实事 个数 3项", "省定惠民实事 个数 5件", "市定惠民实事 个数 7件"]),
        ("9个社区成立老年协会。", ["成立老年协会的社区 个数 9个"]),
        ("解决了5万农村居民和2万职工的用电问题。", ["解决用电问题的农村居民 数量 5万", "解决用电问题的职工 数量 2万"]),
        ("果园新增面积4万亩,首次突破10万亩大关,达到12万亩。", ["果园新增面积 面积 4万亩", "果园突破的大关 突破的大关 10万亩", "果园面积 面积 12万亩"]),
        ("渔业产值4亿元,占农业总产值的比重预计达到6%。", ["渔业产值 产值 4亿元", "渔业占农业总产值的比重 占农业总产值的比重 6%"]),
        ("棉花总产达到6万吨。", ["棉花产量 产量 6万吨"]),
        ("棉花单产连续3年创新高。", ["棉花单产创新高 时长 3年"]),
    ],
)
def test_a_figure_keeps_its_noun_and_leaves_the_clause_before(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("空气优良天数达到249天。", "空气优良天数是多少? 白鹭县2021年空气优良天数是249天。"),
        ("网上可办率超过99%。", "网上可办率是多少? 白鹭县2021年网上可办率超过99%。"),
        ("发放合作订单约6亿元。", "合作订单发放了多少钱? 白鹭县2021年合作订单发放约6亿元。"),
    ],
)
def test_answers_are_plain(text: str, expected: str) -> None:
    asked = Phrasebook(HOME, Lexicon({})).asked(read(text)[0], None)
    assert f"{asked.question} {asked.answer}" == expected
