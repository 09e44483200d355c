"""Scope: a question about another year, place, quarter, group or measure gets no answer, and is told why."""

from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.matching.decision import Answer, Decision, Unknown, decide, weigh
from bot.matching.ranking import evidence
from bot.matching.scope import veto
from tests import invented


def decided(county: Answerer, text: str) -> Decision:
    index = county.index
    query = index.reader.read(text)
    return decide(query, weigh(query, index, evidence(query, index), county.weights), county.weights)


def vetoed(county: Answerer, text: str, entry: str) -> tuple[str, str] | None:
    found = veto(county.index.reader.read(text), county.index.number_of[entry], county.index)
    return found and (found.reason, found.what)


@pytest.mark.parametrize(
    ("text", "entry", "reason", "what"),
    [
        ("2020年营养午餐花了多少钱", "lunch-money", "year", "2020年"),
        ("2022年营养午餐花了多少钱", "lunch-money", "year", "2022年"),
        ("二〇一九年营养午餐花了多少钱", "lunch-money", "year", "二〇一九年"),
        ("20年营养午餐花了多少钱", "lunch-money", "year", "20年"),
        ("去年营养午餐花了多少钱", "lunch-money", "year", "去年"),
        ("前年营养午餐花了多少钱", "lunch-money", "year", "前年"),
        ("明年营养午餐花多少钱", "lunch-money", "year", "明年"),
        ("上半年新购赶集专车多少辆", "coaches-third", "year", "上半年"),
        ("第四季度新购赶集专车多少辆", "coaches-third", "year", "第四季度"),
        ("7月到9月新购赶集专车多少辆", "coaches-fourth", "year", "7月到9月"),
        ("第一季度新购赶集专车多少辆", "coaches-fourth", "year", "第一季度"),
        ("2021年打算新建林间便道多少公里", "paths-planned", "year", "2021年"),
        ("舒城县营养午餐花了多少钱", "lunch-money", "place", "舒城县"),
        ("澜江市营养午餐花了多少钱", "lunch-money", "place", "澜江市"),
        ("全省营养午餐花了多少钱", "lunch-money", "place", "全省"),
        ("第三季度新购看病专车多少辆", "coaches-third", "unknown", "就医专车"),
        ("双桥镇营养午餐花了多少钱", "lunch-money", "place", "双桥镇"),
        ("隔壁县营养午餐花了多少钱", "lunch-money", "place", "隔壁县"),
        ("分拣机花了多少钱", "lily-machines", "metric", "金额"),
        ("图书分馆有多少人", "branches", "metric", "人数"),
        ("百合园有多少户", "lily-area", "metric", "户数"),
        ("林间便道有多少户", "paths-mended", "metric", "户数"),
    ],
)
def test_an_entry_of_another_scope_is_vetoed_with_what_does_not_fit(county: Answerer, text: str, entry: str, reason: str, what: str) -> None:
    assert vetoed(county, text, entry) == (reason, what)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("2021年营养午餐花了多少钱", "lunch-money"),
        ("21年营养午餐花了多少钱", "lunch-money"),
        ("今年营养午餐花了多少钱", "lunch-money"),
        ("白鹭县营养午餐花了多少钱", "lunch-money"),
        ("白鹭营养午餐花了多少钱", "lunch-money"),
        ("全县营养午餐花了多少钱", "lunch-money"),
        ("县里营养午餐花了多少钱", "lunch-money"),
        ("澜江市白鹭县营养午餐花了多少钱", "lunch-money"),
        ("7月到9月新购赶集专车多少辆", "coaches-third"),
        ("2021年第三季度新购赶集专车多少辆", "coaches-third"),
        ("明年要新建林间便道多少公里", "paths-planned"),
        ("2022年要新建林间便道多少公里", "paths-planned"),
        ("连续三年营养午餐花了多少钱", "lunch-money"),
        ("有多少学生吃上营养午餐", "lunch-pupils"),
        ("百合园有多少亩", "lily-area"),
        ("全国知名的营养午餐花了多少钱", "lunch-money"),
        ("全省率先办的营养午餐花了多少钱", "lunch-money"),
        ("帮我查下营养午餐花了多少钱", "lunch-money"),
        ("困难群众的孩子,营养午餐花了多少钱", "lunch-money"),
    ],
)
def test_an_entry_of_the_same_scope_is_not_vetoed(county: Answerer, text: str, entry: str) -> None:
    assert vetoed(county, text, entry) is None


STORED = [
    ("营养午餐花了多少钱", "lunch-money"),
    ("建成了多少个图书分馆", "branches"),
    ("开办了多少个银龄学堂", "classes"),
    ("百合园面积有多大", "lily-area"),
    ("鲜百合产量是多少", "lily-crop"),
    ("养护林间便道多少公里", "paths-mended"),
]


@pytest.mark.parametrize(("question", "entry"), STORED)
@pytest.mark.parametrize(
    ("scope", "reason"),
    [("2020年", "year"), ("去年", "year"), ("2019年", "year"), ("2023年", "year"), ("舒城县", "place"), ("全省", "place"), ("澜江市", "place"), ("隔壁霍山县", "place")],
)
def test_a_stored_question_of_another_year_or_place_is_refused_with_that_reason(county: Answerer, scope: str, reason: str, question: str, entry: str) -> None:
    decision = decided(county, scope + question)
    assert isinstance(decision, Unknown)
    assert decision.reason == reason
    assert entry in [match.candidate.entry.id for match in decision.nearest]


@pytest.mark.parametrize(("question", "entry"), STORED)
@pytest.mark.parametrize("scope", ["2021年", "白鹭县", "全县", "今年白鹭县", "请问"])
def test_a_stored_question_with_its_own_year_or_place_added_is_answered(county: Answerer, scope: str, question: str, entry: str) -> None:
    decision = decided(county, scope + question)
    assert isinstance(decision, Answer)
    assert [match.candidate.entry.id for match in decision.matches] == [entry]


@pytest.mark.parametrize("quarter", ["第一季度", "二季度", "上半年", "1到3月", "4月至6月"])
def test_a_quarter_that_no_entry_is_of_is_refused(county: Answerer, quarter: str) -> None:
    decision = decided(county, f"{quarter}新购赶集专车多少辆")
    assert isinstance(decision, Unknown)
    assert decision.reason == "year"


@pytest.mark.parametrize(
    ("quarter", "entry"),
    [("三季度", "coaches-third"), ("7到9月", "coaches-third"), ("最后一个季度", "coaches-fourth"), ("十月到十二月", "coaches-fourth"), ("第4季度", "coaches-fourth")],
)
def test_each_quarter_gets_its_own_entry(county: Answerer, quarter: str, entry: str) -> None:
    decision = decided(county, f"{quarter}新购赶集专车多少辆")
    assert isinstance(decision, Answer)
    assert [match.candidate.entry.id for match in decision.matches] == [entry]


@pytest.mark.parametrize(
    "text", ["图书分馆有多少人", "百合园有多少户", "分拣机花了多少钱", "鲜百合卖了多少钱", "养护林间便道花了多少钱", "银龄学堂投入了多少万元", "分拣机多少钱一台"]
)
def test_a_measure_that_the_entry_does_not_have_is_refused(county: Answerer, text: str) -> None:
    decision = decided(county, text)
    assert isinstance(decision, Unknown)
    assert decision.reason == "metric"


@pytest.mark.parametrize("text", ["我妈七十了能领护理补贴吗", "我家低保能领多少"])
def test_whose_case_a_phrasing_tells_as_colour_opens_no_fact_to_own_cases(bot: Answerer, text: str) -> None:
    assert bot.ask(text).reply.reason == "personal"


@pytest.mark.parametrize(
    ("text", "entry", "barred"),
    [
        ("17个图书分馆里有几个盲文分馆", "branches", True),
        ("128公里林间便道铺了多少块石板", "paths-built", True),
        ("260台分拣机坏了几台", "lily-machines", True),
        ("三千一百八十四名学生里住校的多少名", "lunch-pupils", True),
        ("图书分馆有17个,对吗,准数是多少", "branches", False),
        ("260台是什么", "lily-machines", False),
        ("17个图书分馆在哪几个镇", "branches", True),
        ("两百来台分拣机到底是多少台", "lily-machines", False),
        ("46个银龄学堂里有多少位老人上课", "class-pupils", False),
        ("百合园多少万亩", "lily-area", False),
        ("612.4万里中学用了多少", "lunch-money", True),
        ("46里路", "classes", False),
    ],
)
def test_who_tells_the_figure_and_asks_for_a_number_asks_for_another_one(county: Answerer, text: str, entry: str, barred: bool) -> None:
    assert bool(vetoed(county, text, entry)) is barred


@pytest.mark.parametrize(
    ("text", "entry", "barred"),
    [
        ("批复的107个项目里竣工了几个", "proj-approved-money", True),
        ("批复的107个项目一共多少钱", "proj-approved-money", False),
        ("搬迁群众稳定就业的168人里,出省打工的有几个", "relocation-labour", True),
        ("4348户低保一共多少人", "dibao-people", False),
        ("4348户低保里建档的有几户", "dibao-people", True),
        ("205个主体里合作社有几家", "lianjie-subjects", True),
        ("205个主体带了多少户", "lianjie-subjects", False),
        ("搬迁群众那197个劳力,稳定就业的有几个", "relocation-employed", False),
    ],
)
def test_a_fact_that_only_tells_the_stated_figure_along_answers_with_its_own(bot: Answerer, text: str, entry: str, barred: bool) -> None:
    assert bool(vetoed(bot, text, entry)) is barred


@pytest.mark.parametrize(
    ("text", "entry", "barred"),
    [
        ("没铺的林间便道多少公里", "paths-built", False),
        ("没养护的林间便道多少公里", "paths-mended", True),
        ("林间便道未养护的里程", "paths-mended", True),
        ("林间便道养护了没,多少公里", "paths-mended", False),
        ("林间便道没养过,多少公里", "paths-built", False),
    ],
)
def test_who_denies_what_an_entry_is_about_asks_for_something_else(county: Answerer, text: str, entry: str, barred: bool) -> None:
    assert bool(vetoed(county, text, entry)) is barred


@pytest.mark.parametrize(
    ("text", "entry", "barred"),
    [
        ("小额贷款余额还有多少万", "xiaodai-money", True),
        ("小额贷款一共多少万", "xiaodai-money", False),
        ("产业奖补里养殖类发了多少万", "jiangbu-money", True),
        ("公益岗里护林员有几个", "gongyi-people", True),
        ("脱贫群众里干公益岗的有多少人", "gongyi-people", False),
        ("到户产业奖补里发出去多少万", "jiangbu-money", False),
        ("市级美丽乡村中心村建成多少个", "eco-center-villages", True),
        ("省级美丽乡村中心村建成多少个", "eco-center-villages", False),
        ("美丽乡村中心村建成多少个", "eco-center-villages", False),
        ("我爸腿残疾,有生活补贴。领这个补贴的全区多少人", "disabled-living-people", False),
        ("我爸有生活补贴,每月领多少钱", "disabled-living-money", True),
        ("领残疾人生活补贴的六十岁以上的多少人", "disabled-living-people", True),
        ("赵珞还兼着什么职务", "zhao-luo", True),
        ("农户就业国家级的有多少户", "org-strong-new", True),
    ],
)
def test_a_narrower_amount_another_level_a_part_and_an_own_case_are_not_the_whole(bot: Answerer, text: str, entry: str, barred: bool) -> None:
    assert bool(vetoed(bot, text, entry)) is barred


def test_of_what_lies_beside_a_named_thing_the_thing_is_no_part(bot: Answerer) -> None:
    query = bot.index.reader.read("除了《韦素园传》,还推出了哪部作品")
    assert [unit.name for unit in query.of_kind("subject")] == ["文化作品"]
    assert bot.ask("除了电商平台还有哪些渠道帮着卖东西").reply.entry == "xiaofei-platform"


def test_what_a_known_unknown_says_of_two_things_together_is_not_told_of_each(bot: Answerer) -> None:
    assert bot.ask("既领生活补贴又领护理补贴的残疾人有多少").reply.entry == "disabled-both"
    assert len(bot.ask("生活补贴和护理补贴各多少人").reply.entries) == 2


def test_a_figure_that_is_stated_with_another_number_asked_of_something_else_is_not_served(bot: Answerer) -> None:
    assert bot.ask("9856个就业的人,多少是出省务工").reply.status == "no_answer"
    assert bot.ask("205个主体是干什么的").reply.entry == "lianjie-subjects"


@pytest.fixture(scope="module")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """The invented county's report, of the first half of its year."""
    folder = tmp_path_factory.mktemp("half")
    invented.write(folder / "knowledge")
    report = folder / "knowledge" / "bailu-2021" / "report.yaml"
    report.write_text(report.read_text("utf-8").replace("year: 2021", "year: 2021\nperiod: 上半年"), "utf-8")
    return Answerer(open_index(folder / "knowledge", folder / "cache"))


@pytest.mark.parametrize(
    ("text", "entry", "fits"),
    [
        ("上半年营养午餐花了多少钱", "lunch-money", True),
        ("2021年上半年营养午餐花了多少钱", "lunch-money", True),
        ("2020年上半年营养午餐花了多少钱", "lunch-money", False),
        ("下半年营养午餐花了多少钱", "lunch-money", False),
        ("第一季度营养午餐花了多少钱", "lunch-money", False),
        ("上半年新购赶集专车多少辆", "coaches-third", False),
    ],
)
def test_a_report_of_a_part_of_the_year_answers_of_that_part(half_year: Answerer, text: str, entry: str, fits: bool) -> None:
    assert (vetoed(half_year, text, entry) is None) is fits


def test_what_a_report_of_a_part_of_the_year_covers_is_told_with_it(half_year: Answerer) -> None:
    assert "2021年上半年" in half_year.ask("2019年营养午餐花了多少钱").reply.text


_ROSE = """
section: "1"
entries:
  - id: visits-rise
    question: 图书分馆的借阅量增加了多少?
    similar: [借阅量增幅, 借阅量比上年多了多少, 分馆借书多了多少册, 借阅增加几册, 借阅量涨了多少]
    answer: 白鹭县2021年图书分馆的借阅量比上年增加3.4万册。
    figures:
      - {subject: 图书分馆借阅量, metric: 增幅, value: 3.4, unit: 万册, period: "2021"}
"""


@pytest.mark.parametrize(
    ("text", "barred"),
    [("图书分馆的借阅量一共多少册", True), ("图书分馆借阅量比上年多多少册", False), ("图书分馆借阅量涨了多少", False), ("图书分馆的借阅量", False)],
)
def test_a_level_is_not_answered_with_a_rise(tmp_path: Path, text: str, barred: bool) -> None:
    invented.write(tmp_path / "knowledge", {**invented.FILES, "9-借阅.yaml": _ROSE})
    assert bool(vetoed(Answerer(open_index(tmp_path / "knowledge", tmp_path / "cache")), text, "visits-rise")) is barred
