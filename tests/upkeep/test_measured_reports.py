"""What figures of work reports are of: shares, sizes, runs of years, parts of a whole, and what was done to a thing named before."""

from pathlib import Path

import pytest

from bot.knowledge.folder import shipped
from bot.knowledge.loading import shared_lexicon
from bot.upkeep.measured import measured
from bot.upkeep.origin import origin_of
from bot.upkeep.published import read_published
from bot.upkeep.stated import stated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("教育支出占一般公共预算支出15.2%,增长9.1%。", ["教育支出 占一般公共预算支出的比例", "教育支出 增幅"]),
        ("农业贷款20亿元、占贷款总额的30%,其中25%投向家庭农场。", ["农业贷款 金额", "农业贷款 占贷款总额的比例", "农业贷款 投向家庭农场的比例"]),
        ("新增投资额超亿元项目90个,其中投资额超20亿元项目3个。", ["投资额超亿元项目 个数", "投资额超20亿元项目 金额", "投资额超20亿元项目 个数"]),
        ("旅游业总收入首次突破十亿大关,达10.4亿元。", ["旅游业总收入 金额"]),
        ("国有企业多项经济指标创历史新高,实现营业收入3.9亿元。", ["国有企业 营业收入"]),
        ("茶叶出口量微跌0.6%。", ["茶叶出口量 降幅"]),
        ("推广“一窗办好”服务,整体办理时限压缩70%。", ["“一窗办好”服务整体办理时限 降幅"]),
        ("连续五年实现安全生产零事故。", ["安全生产零事故 时长"]),
        ("土地整理连续三年全市第一。", ["土地整理 时长", "土地整理 排名"]),
        ("出台养老服务行动方案,明确6大方面、24项具体举措。", ["养老服务行动方案方面 个数", "养老服务行动方案具体举措 个数"]),
        ("共建成道路25条、新开工40条。", ["道路 个数", "新开工道路 个数"]),
        ("筹集人才住房300套,供应120套。", ["人才住房 个数", "供应人才住房 个数"]),
        ("投入帮扶资金2100万元,实施项目47个。", ["帮扶资金 金额", "帮扶项目 个数"]),
        ("各类事故亡人数下降20%,其中道路交通领域下降11%。", ["各类事故亡人数 降幅", "道路交通领域各类事故亡人数 降幅"]),
        ("新建、扩建变电站2座。", ["变电站 个数"]),
        ("成功调解87宗案件。", ["调解案件 个数"]),
        ("搬迁的30栋房屋100%签约。", ["房屋 个数", "房屋 签约率"]),
        ("臭氧评价浓度由每立方米150微克降至140微克。", ["臭氧评价 原来的浓度", "臭氧评价 浓度"]),
        ("绿化工作在全省90个县(市、区)考核中位列第一。", ["县 个数", "绿化工作 排名"]),
        ("出台12项举措深化医保支付改革。", ["深化医保支付改革举措 个数"]),
        ("白鹭河水质优良天数300天。", ["白鹭河水质优良天数 时长"]),
        ("净增商事主体1.2万户,总量9万户,其中企业5万户。", ["商事主体 户数", "商事主体 总量", "商事主体中企业 户数"]),
    ],
)
def test_each_figure_has_its_subject_and_metric(text: str, told: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"白鹭县2021年工作情况\n一、各项工作\n{text}\n", "utf-8")
    published = read_published(path)
    found = measured(published, stated(published), origin_of(published), shared_lexicon(shipped()))
    assert [f"{one.subject} {one.metric}" for one in found] == told


def test_a_stage_of_works_is_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("白鹭县2021年工作情况\n一、项目\n产业园一期封顶,二期动工;物流园二期围网完成。\n", "utf-8")
    assert stated(read_published(path)) == ()
