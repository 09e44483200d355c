"""What a figure is of is read from the words around it: its subject, its metric, whom it is for, and how exact it is."""

from pathlib import Path

import pytest

from bot.knowledge.folder import shipped
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.loading import shared_lexicon
from bot.upkeep.measured import Measured, measured
from bot.upkeep.origin import origin_of
from bot.upkeep.published import read_published
from bot.upkeep.stated import stated


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shared_lexicon(shipped())


@pytest.fixture
def read(tmp_path: Path, lexicon: Lexicon):  # type: ignore[no-untyped-def]
    def reading(text: str, section: str = "一、民生工作") -> tuple[Measured, ...]:
        path = tmp_path / "a.txt"
        path.write_text(f"白鹭县2021年民生工作情况\n{section}\n{text}\n", "utf-8")
        published = read_published(path)
        return measured(published, stated(published), origin_of(published), lexicon)

    return reading


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全县城乡低保对象5.2万户8.9万人,全年发放低保金4.6亿元,同比增长8.3%。", ["城乡低保 户数", "城乡低保 人数", "低保金 金额", "低保金 增幅"]),
        ("农村居民人均可支配收入18650元,增长7.2%。", ["农村居民 人均可支配收入", "农村居民人均可支配收入 增幅"]),
        ("实施项目107个1.31亿元,其中产业项目占比72.5%。", ["实施项目 个数", "实施项目 金额", "产业项目 比例"]),
        ("为4232户脱贫群众兑现光伏收益973.57万元,户均增收3894元。", ["光伏收益 户数", "光伏收益 金额", "光伏收益 户均增收"]),
        ("城镇、农村居民人均可支配收入分别为38920元和18650元。", ["城镇居民 人均可支配收入", "农村居民 人均可支配收入"]),
        ("城市低保标准由每人每月650元提高到700元。", ["城市低保 原来的标准", "城市低保 标准"]),
        ("新建供水管网25.6公里、增压泵1处。", ["供水管网 长度", "增压泵 个数"]),
        ("投入52.55万元购买电站保险服务。", ["电站保险服务 金额"]),
        ("全县辖15个乡镇、203个行政村。", ["乡镇 个数", "行政村 个数"]),
        ("城乡居民医保参保4.21万人,参保率97.1%。", ["城乡居民医保参保 人数", "城乡居民医保参保 参保率"]),
        ("一般公共预算收入完成32.56亿元,为预算的101.2%。", ["一般公共预算收入 金额", "一般公共预算收入 完成率"]),
        ("税收收入10.4亿元,占一般公共预算收入的68.3%。", ["税收收入 金额", "税收收入 占一般公共预算收入的比例"]),
        ("第二季度人居环境整治位居全市第一。", ["人居环境整治 排名"]),
    ],
)
def test_each_figure_has_its_subject_and_metric(text: str, told: list[str], read) -> None:  # type: ignore[no-untyped-def]
    assert [f"{one.subject} {one.metric}" for one in read(text)] == told


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("新增床位530张。", "新增"),
        ("累计发放补贴83万元。", "累计"),
        ("举办演出210余场。", "至少"),
        ("安排资金近450万元。", "约"),
        ("给予贷款300万元以内。", "至多"),
        ("每年配套资金10万元。", "每年"),
        ("建成食堂6个。", ""),
        ("家庭医生签约300人。", ""),
    ],
)
def test_the_words_around_it_say_how_exact_a_figure_is(text: str, qualifier: str, read) -> None:  # type: ignore[no-untyped-def]
    assert [one.qualifier for one in read(text)] == [qualifier]


def test_the_period_is_the_reports_unless_the_sentence_names_another(read) -> None:  # type: ignore[no-untyped-def]
    found = read("建成食堂6个。2013-2019年形成资产40项。2021年秋学期办理助学贷款70笔。")
    assert [one.period for one in found] == ["2021", "2013-2019", "2021秋学期"]


def test_what_is_planned_is_of_the_next_year(read) -> None:  # type: ignore[no-untyped-def]
    (one,) = read("2022年,新建老年食堂2个。", "五、下一步打算")
    assert (one.planned, one.period) == (True, "2022")


def test_a_subject_that_is_only_guessed_says_so(read) -> None:  # type: ignore[no-untyped-def]
    assert [one.sure for one in read("投入资金260万元。")] == [False]
    assert [one.sure for one in read("建成食堂6个。")] == [True]


def test_people_are_kept_beside_the_subject(read) -> None:  # type: ignore[no-untyped-def]
    assert [one.population for one in read("为4232户脱贫群众兑现光伏收益973.57万元。")] == ["脱贫群众", "脱贫群众"]
