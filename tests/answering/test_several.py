"""Several questions in one message: how it is taken apart."""

import pytest

from bot.answering.answerer import Answerer
from bot.answering.several import questions_in


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("营养午餐花了多少钱", ["营养午餐花了多少钱"]),
        ("营养午餐花了多少钱?鲜百合产量是多少?", ["营养午餐花了多少钱?", "鲜百合产量是多少?"]),
        ("银龄学堂开了几个,多少老人上课", ["银龄学堂开了几个,", "多少老人上课"]),
        ("我家在山里,图书分馆有几个?谢谢", ["我家在山里,图书分馆有几个?谢谢"]),
        ("营养午餐", ["营养午餐"]),
        ("图书分馆建了几个,银龄学堂呢", ["图书分馆建了几个,", "银龄学堂呢"]),
        ("图书分馆和银龄学堂各多少个", ["图书分馆多少个", "银龄学堂多少个"]),
        ("娃娃和老人的专车各多少辆", ["娃娃的专车多少辆", "老人的专车多少辆"]),
        ("营养午餐和赶集专车资金总额分别为多少", ["营养午餐资金总额为多少", "赶集专车资金总额为多少"]),
    ],
)
def test_each_asking_clause_is_a_question_with_what_leads_to_it(county: Answerer, message: str, questions: list[str]) -> None:
    assert list(questions_in(county.index.reader.read(message))) == questions


@pytest.mark.parametrize("message", ["营养午餐花了多少钱?鲜百合产量是多少?", "一、图书分馆有几个;二、百合园有多大;三、分拣机几台", "您好,图书分馆有几个?谢谢!"])
def test_the_questions_together_are_the_message(county: Answerer, message: str) -> None:
    query = county.index.reader.read(message)
    assert "".join(questions_in(query)) == query.text


@pytest.mark.parametrize(
    ("message", "holds", "lines"),
    [
        ("桃园和梨园亩均收益分别为多少?", ("0.8万元", "1.8万元"), 2),
        ("支付进度多少,全市排第几?", ("94.05%", "第一"), 2),
        ("农村危房改造完成多少户,资金多少?", ("46户", "45.8万元"), 1),
        ("增压泵几处、备用水源地几处?", ("增压泵1处", "水源地1处"), 2),
    ],
)
def test_each_thing_that_is_asked_is_told_and_none_twice(bot: Answerer, message: str, holds: tuple[str, ...], lines: int) -> None:
    reply = bot.ask(message).reply
    assert reply.status == "answered"
    assert all(figure in reply.text for figure in holds), reply.text
    assert len(reply.text.splitlines()) == lines, reply.text


@pytest.mark.parametrize("message", ["消费帮扶中,单由电商平台卖出的农产品金额是多少", "高中助学金单项发放金额", "教育资助其中义务段生活补助发了多少"])
def test_a_part_that_only_the_total_lists_is_refused(bot: Answerer, message: str) -> None:
    assert bot.ask(message).reply.status == "no_answer"


@pytest.mark.parametrize(
    ("message", "figure"), [("防贫保理赔其中因疫情的多少钱", "44万元"), ("脱贫群众就业其中公益性岗位多少人", "1325人"), ("项目资产里其中经营性的多少项", "184项")]
)
def test_a_part_with_a_figure_of_its_own_is_answered(bot: Answerer, message: str, figure: str) -> None:
    assert figure in bot.ask(message).reply.text


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("四个不摘分别包含什么", ("不摘责任", "不摘政策", "不摘帮扶", "不摘监管")),
        ("文中讲的四个不摘,包括哪些", ("不摘责任", "不摘政策", "不摘帮扶", "不摘监管")),
    ],
)
def test_a_list_is_told_though_other_facts_mention_its_name(bot: Answerer, message: str, holds: tuple[str, ...]) -> None:
    reply = bot.ask(message).reply
    assert reply.status == "answered", reply.text
    assert all(each in reply.text for each in holds), reply.text


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("农村低保户数和发放金额", ("4348户", "4208.87万元")),
        ("光伏收益总额、户数", ("973.57万元", "4232户")),
    ],
)
def test_facts_of_one_subject_complete_each_other(bot: Answerer, message: str, holds: tuple[str, ...]) -> None:
    reply = bot.ask(message).reply
    assert reply.status == "answered"
    assert all(figure in reply.text for figure in holds), reply.text


@pytest.mark.parametrize(
    ("message", "holds", "untold"),
    [
        ("特困供养的户数和人数", "2019人", "户数"),
        ("农村危房改造的户数和人数", "46户", "人数"),
    ],
)
def test_a_measure_that_the_report_lacks_is_named_beside_the_one_that_it_has(bot: Answerer, message: str, holds: str, untold: str) -> None:
    told, *refused = bot.ask(message).reply.text.splitlines()
    assert holds in told
    assert len(refused) == 1
    assert untold in refused[0]


@pytest.mark.parametrize("message", ["特困供养多少人,发了多少钱", "农村低保的户数", "助学贷款金额和笔数"])
def test_nothing_is_said_to_lack_where_all_is_told(bot: Answerer, message: str) -> None:
    assert "没有写" not in bot.ask(message).reply.text


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("农技指导对接了哪些高校院所?定期来服务的专家多少名?", ("省农科院", "15名")),
        ("特困供养有多少人?发了多少钱?", ("2019人", "2346.39万元")),
    ],
)
def test_a_part_is_read_with_what_was_told_before_it(bot: Answerer, message: str, holds: tuple[str, ...]) -> None:
    reply = bot.ask(message).reply
    assert all(each in reply.text for each in holds), reply.text


def test_a_place_that_is_asked_for_between_two_other_things_is_told(bot: Answerer) -> None:
    text = bot.ask("发布会是哪年哪月开的、何处举行,发布单位是谁").reply.text
    assert all(each in text for each in ("2022年12月", "219会议室", "乡村振兴局")), text


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("项目入库多少个批复多少个", ("233个", "107个")),
        ("入库多少个项目批复了多少个", ("233个", "107个")),
        ("公益岗多少人搬迁的就业多少人", ("1325人", "168人")),
        ("低保多少户多少人发了多少钱", ("4348户", "7214人", "4208.87万元")),
        ("危房改造多少户花了多少钱", ("46户", "45.8万元")),
    ],
)
def test_questions_that_are_dictated_without_a_break_are_both_answered(bot: Answerer, message: str, holds: tuple[str, ...]) -> None:
    reply = bot.ask(message).reply
    assert reply.status == "answered"
    assert all(each in reply.text for each in holds), reply.text
