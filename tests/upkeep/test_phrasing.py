"""A drafted question and answer says how its figure is measured, and its phrasings are Chinese."""

import re

import pytest

from bot.knowledge.folder import shipped
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.loading import shared_lexicon
from bot.upkeep.draft import Skeleton, draft
from bot.upkeep.published import Paragraph, Published, Section


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shared_lexicon(shipped())


@pytest.fixture
def drafted(lexicon: Lexicon):  # type: ignore[no-untyped-def]
    def drafting(text: str, section: str = "一、工作情况") -> list[Skeleton]:
        published = Published("x.txt", "白鹭县2021年工作总结", "", "", (Section(section, (Paragraph(text, 1),)),))
        return [one for one in draft(published, "bailu", lexicon, place="白鹭县", year=2021).skeletons if "叫什么" not in one.question]

    return drafting


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("城市维护建设税3.3亿元。", "城市维护建设税是多少?"),
        ("全社会能源消费总量72万吨标准煤,其中建筑业消费量4万吨标准煤。", "建筑业能源消费量是多少?"),
        ("单位GDP能耗为0.43吨标准煤/万元。", "单位GDP能耗是多少?"),
        ("批发业实现零售额26亿元。", "批发业零售额是多少?"),
        ("通过门户网站、县政府公报等平台主动公开规章13件。", "规章有多少件?"),
        ("发放创业担保贷款1.9亿元。", "创业担保贷款发放了多少钱?"),
    ],
)
def test_a_measure_is_asked_as_what_it_is(text: str, question: str, drafted) -> None:  # type: ignore[no-untyped-def]
    found = drafted(text)
    assert question in [one.question for one in found]
    assert not re.search("花了多少钱|用了多少资金|的重量|有多重", "".join(one.text for one in found if "贷款" not in one.question))


def test_an_area_is_large_and_not_high(drafted) -> None:  # type: ignore[no-untyped-def]
    (entry,) = (one for one in drafted("油菜种植面积3万亩。") if "有多少" not in one.question)
    assert "油菜种植面积有多大" in entry.text
    assert "有多高" not in entry.text


@pytest.mark.parametrize(
    ("text", "absurd"),
    [
        ("生猪出栏80万头。", "猪价出栏|猪肉出栏"),
        ("非税收入8亿元。", "非交税入|非缴税入|非纳税入"),
        ("县政府其他文件16件。", "城建"),
        ("农副产品加工业增加值6亿元。", "加工厂业"),
        ("公共财政收入4亿元。", "公共公共"),
    ],
)
def test_a_word_is_said_otherwise_only_where_it_stands_whole(text: str, absurd: str, drafted) -> None:  # type: ignore[no-untyped-def]
    assert not re.search(absurd, "".join(one.text for one in drafted(text)))


def test_a_short_form_is_asked_with(drafted) -> None:  # type: ignore[no-untyped-def]
    assert "规上工业增加值" in drafted("规模以上工业增加值增长6%。")[0].text


@pytest.mark.parametrize("text", ["抓紧修订出台《白鹭县信息公开规定》。", "严格执行新出台的《白鹭县信息公开规定》。", "出台了《条例》。", "将印发《白鹭县信息公开规定》。"])
def test_a_plan_or_a_given_rule_is_no_deed(text: str, drafted) -> None:  # type: ignore[no-untyped-def]
    assert not drafted(text)


def test_a_document_that_was_issued_is_a_fact(drafted) -> None:  # type: ignore[no-untyped-def]
    assert [one.question for one in drafted("今年印发了《白鹭县信息公开规定》。")] == ["白鹭县信息公开规定方面印发了什么?"]


@pytest.mark.parametrize(
    ("section", "questions"),
    [
        ("(一)主要问题", ["主要问题有哪些?"]),
        ("(二)改进措施", ["改进措施有哪些?", "加强培训具体打算怎么做?"]),
        ("(三)监督保障", ["监督保障做了哪些工作?", "加强培训具体是怎么做的?"]),
    ],
)
def test_points_are_asked_as_what_they_are(section: str, questions: list[str], drafted) -> None:  # type: ignore[no-untyped-def]
    found = drafted("一是加强培训。组织业务骨干到先进地区跟班学习,请专家来授课;二是新规实施后,专栏仍需完善。", section)
    assert [one.question for one in found] == questions
    assert "新规实施后,专栏仍需完善" in found[0].text


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("政务服务“好差评”系统于10月29日正式上线运行。", "政务服务“好差评”系统是什么时候上线运行的?", "政务服务“好差评”系统于10月29日上线运行。"),
        ("4月9日,新建设的信息公开工作平台启用,功能齐全。", "信息公开工作平台是什么时候启用的?", "信息公开工作平台于4月9日启用。"),
        ("环湖公路在2021年5月18日建成通车。", "环湖公路是什么时候通车的?", "环湖公路于2021年5月18日通车。"),
    ],
)
def test_a_day_is_a_fact(text: str, question: str, answer: str, drafted) -> None:  # type: ignore[no-untyped-def]
    (entry,) = drafted(text)
    assert entry.question == question
    assert answer.replace('"', "") in entry.text


@pytest.mark.parametrize("text", ["数据平台将于10月29日启用。", "统计期限从1月1日到12月31日止,平台开通。", "10月29日召开会议。"])
def test_a_plan_or_a_span_is_no_day(text: str, drafted) -> None:  # type: ignore[no-untyped-def]
    assert not drafted(text)
