"""The answerer: a reply of the contract for any message, and never a figure that the knowledge does not hold."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.reply import Reply
from bot.language.text import normalise
from tests.matching.test_query import ANY_TEXT

FIGURE = re.compile(r"\d+(?:\.\d+)?")
STATUSES = {"answered", "clarify", "no_answer", "smalltalk"}
REASONS = {"year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown", "unreadable"}


@cache
def figures_of(bot: Answerer) -> frozenset[str]:
    """Every figure that stands in the knowledge: in an answer, a standard question, a report's own data, a sentence of the bot."""
    knowledge = bot.index.knowledge
    texts = [text for entry in knowledge.entries for text in (entry.answer, entry.question)]
    texts += [f"{report.title} {report.date} {report.year} {report.plans}" for report in knowledge.reports]
    texts += [*knowledge.sentences.values(), *(talk.answer for talk in knowledge.smalltalk)]
    return frozenset(figure for text in texts for figure in FIGURE.findall(text))


def strangers(bot: Answerer, question: str, reply: Reply) -> set[str]:
    """Figures of a reply that neither the knowledge holds nor the asker said; the numbers of an offered choice are none."""
    text = re.sub(r"(?m)^\d\. ", "", reply.text)
    return set(FIGURE.findall(text)) - figures_of(bot) - set(FIGURE.findall(normalise(question)))


def keeps_the_contract(bot: Answerer, reply: Reply) -> None:
    known = bot.index.knowledge.by_id
    assert reply.status in STATUSES
    assert reply.text.strip()
    assert reply.text == reply.text.strip()
    assert 0 <= reply.confidence <= 1 + 1e-9
    assert (reply.reason in REASONS) if reply.status == "no_answer" else reply.reason is None
    assert len(reply.options) <= 4
    assert len({option.entry for option in reply.options}) == len(reply.options)
    assert all(known[option.entry].question == option.question and known[option.entry].is_fact for option in reply.options)
    assert reply.options or reply.status != "clarify"
    assert (reply.entry is not None) == bool(reply.entries)
    assert (reply.source is not None) == bool(reply.entries)
    if reply.status == "answered":
        assert reply.entry is not None
        assert all(known[id].is_fact and known[id].answer in reply.text for id in reply.entries)
    if reply.status in ("clarify", "smalltalk"):
        assert reply.entry is None
    if reply.source:
        assert reply.source.title not in reply.text or reply.source.title in known[reply.entry or ""].answer, "the source is no part of the text"


def test_every_stored_question_gets_its_own_answer_and_no_other_figure(county: Answerer) -> None:
    for entry in county.index.knowledge.entries:
        for question in entry.phrasings:
            reply = county.ask(question).reply
            assert (reply.entry, reply.status) == (entry.id, "answered" if entry.is_fact else "no_answer"), question
            assert reply.text == entry.answer
            assert reply.reason == (entry.reason or None)
            keeps_the_contract(county, reply)


def test_offered_questions_give_the_entry_they_name(county: Answerer) -> None:
    for question in ("新购赶集专车多少辆", "林间便道", "2020年营养午餐花了多少钱", "营养午餐一顿多少钱", "百合园提质做了哪几件事"):
        options = county.ask(question).reply.options
        assert options, question
        assert [county.ask(option.question).reply.entry for option in options] == [option.entry for option in options]


def test_every_standard_question_of_the_shipped_report_gets_only_figures_of_the_knowledge(bot: Answerer) -> None:
    for entry in bot.index.knowledge.entries:
        reply = bot.ask(entry.question).reply
        keeps_the_contract(bot, reply)
        assert not strangers(bot, entry.question, reply)
        assert set(FIGURE.findall(reply.text)) <= set(FIGURE.findall(entry.answer)), entry.id


SHIPPED_WORDS = st.sampled_from(
    [
        "农村低保",
        "特困供养",
        "五保户",
        "脱贫群众",
        "人均纯收入",
        "增幅",
        "网格",
        "雨露计划",
        "医保",
        "报销比例",
        "光伏",
        "公益性岗位",
        "危房改造",
        "自来水",
        "项目",
        "资金",
        "多少",
        "几个",
        "多少户",
        "多少钱",
        "2021年",
        "去年",
        "第三季度",
        "全市",
        "舒城县",
        "我家",
        "怎么申请",
        "请问",
        "和",
        "吧",
        "是不是",
        "吗",
        ",",
        "。",
        "?",
        "2000",
        "三千八",
        "十万",
        "91%",
        "4348户",
        "两百多",
        "17970元",
        "第三点",
        "还有",
        "比去年",
        "目标",
        "打算",
        "2023年",
    ]
)


@settings(max_examples=150, deadline=None)
@given(question=st.one_of(st.lists(SHIPPED_WORDS, min_size=1, max_size=9).map("".join), ANY_TEXT))
@example(question="网格有两千个吧")
@example(question="2018年农村低保有9999户吗")
def test_a_random_question_gets_a_reply_of_the_contract_with_no_strange_figure(bot: Answerer, question: str) -> None:
    reply = bot.ask(question).reply
    keeps_the_contract(bot, reply)
    assert not strangers(bot, question, reply)
    assert bot.ask(question).reply == reply


@settings(max_examples=200, deadline=None)
@given(question=ANY_TEXT)
def test_any_message_gets_a_reply_of_the_contract_and_the_same_one_again(county: Answerer, question: str) -> None:
    reply = county.ask(question).reply
    keeps_the_contract(county, reply)
    assert not strangers(county, question, reply)
    assert county.ask(question).reply == reply


@pytest.mark.parametrize("question", ["营养午餐花了多少钱", "图书分馆有几个"])
@pytest.mark.parametrize("frame", ["请问{}?", "{}!!!", "  {}  ", "您好,{}谢谢", "“{}”", "{}呢", "<b>{}</b>", "\u200b{}\u202e", "麻烦问一下{}呀"])
def test_courtesy_marks_and_markup_around_a_question_change_nothing(county: Answerer, question: str, frame: str) -> None:
    assert county.ask(frame.format(question)).reply.text == county.ask(question).reply.text


class TestFalsePremises:
    """A stated figure is corrected or confirmed, never passed over."""

    @pytest.mark.parametrize(
        ("question", "said", "figure"),
        [
            ("银龄学堂有50个吗", "50个", "46个"),
            ("百合园面积有五万亩吧", "五万亩", "3.2万亩"),
            ("养护林间便道一千五百公里对吗", "一千五百公里", "942公里"),
            ("统防统治覆盖率是95%吧", "95%", "87.5%"),
            ("营养午餐花了900万吧", "900万", "612.4万元"),
        ],
    )
    def test_a_wrong_figure_is_corrected(self, county: Answerer, question: str, said: str, figure: str) -> None:
        reply = county.ask(question).reply
        assert reply.status == "answered"
        assert reply.text.startswith(f"不是{said}")
        assert figure in reply.text

    @pytest.mark.parametrize(
        "question", ["银龄学堂是不是46个", "百合园面积3.2万亩对吗", "百合园有三万多亩吧", "图书分馆有17个吗", "统防统治覆盖率是87.5%吧", "营养午餐用了612.4万元吗"]
    )
    def test_a_right_figure_is_confirmed(self, county: Answerer, question: str) -> None:
        reply = county.ask(question).reply
        assert reply.status == "answered"
        assert reply.text.startswith("对")

    @pytest.mark.parametrize("question", ["银龄学堂有多少个", "银龄学堂有几个呢", "营养午餐花了多少钱吗"])
    def test_a_plain_question_is_neither_confirmed_nor_corrected(self, county: Answerer, question: str) -> None:
        assert not county.ask(question).reply.text.startswith(("对", "不是"))

    def test_the_shipped_report_corrects_the_number_of_grids(self, bot: Answerer) -> None:
        reply = bot.ask("网格有两千个吧?").reply
        assert reply.status == "answered"
        assert reply.text.startswith("不是两千个")
        assert "1199个" in reply.text


class TestSeveralThings:
    """Two or more things asked in one message are all told, each named."""

    @pytest.mark.parametrize(
        ("question", "entries"),
        [
            ("营养午餐花了多少钱?鲜百合产量是多少?", ("lunch-money", "lily-crop")),
            ("营养午餐有多少学生,花了多少钱", ("lunch-pupils", "lunch-money")),
            ("银龄学堂开了几个、多少老人上课", ("classes", "class-pupils")),
        ],
    )
    def test_all_of_them_are_answered(self, county: Answerer, question: str, entries: tuple[str, ...]) -> None:
        reply = county.ask(question).reply
        assert reply.status == "answered"
        assert set(reply.entries) == set(entries)
        for id in entries:
            assert county.index.knowledge.by_id[id].answer in reply.text

    @pytest.mark.parametrize(
        ("question", "told", "not_told"),
        [
            ("营养午餐花了多少钱?2020年图书分馆有几个?", "612.4万元", "17个"),
            ("分拣机有几台?花了多少钱?", "260台", "612.4"),
        ],
    )
    def test_what_the_report_has_is_told_and_what_it_has_not_is_refused(self, county: Answerer, question: str, told: str, not_told: str) -> None:
        reply = county.ask(question).reply
        assert reply.status == "answered"
        assert told in reply.text
        assert not_told not in reply.text
        assert "报告" in reply.text, "the part that the report does not settle is refused"

    def test_two_refusals_are_one_refusal(self, county: Answerer) -> None:
        assert county.ask("2020年图书分馆有几个?舒城县鲜百合产量是多少?").reply.status == "no_answer"

    def test_a_second_year_is_not_passed_over(self, county: Answerer) -> None:
        reply = county.ask("2021年和2020年营养午餐各花了多少钱").reply
        assert "2020" in reply.text or reply.status == "no_answer"


class TestTraps:
    """Near misses on the county: silent, and never the figure of something else."""

    @pytest.mark.parametrize(
        ("question", "reason"),
        [
            ("银龄学堂的电话是多少", ("procedure", "metric")),
            ("图书分馆怎么办借书证", ("procedure",)),
            ("分拣机找谁买", ("procedure", "metric")),
            ("我家孩子能吃营养午餐吗", ("personal",)),
            ("我妈能去银龄学堂吗", ("personal",)),
            ("你觉得营养午餐办得好不好", ("opinion",)),
            ("明年百合园会增加吗", ("year", "opinion")),
            ("2023年打算新建林间便道多少公里", ("year",)),
            ("图书分馆有多少工作人员", ("metric", "population", "unknown")),
            ("今天天气怎么样", ("unknown", "metric")),
            ("股票怎么买", ("procedure", "unknown")),
        ],
    )
    def test_it_is_refused(self, county: Answerer, question: str, reason: tuple[str, ...]) -> None:
        reply = county.ask(question).reply
        assert reply.status == "no_answer"
        assert reply.reason in reason

    @pytest.mark.parametrize("question", ["我妈去年身体不好,闲在家里没事做,我想问问你们县一共开办了多少个银龄学堂", "听说前年修路死了人,麻烦告诉我图书分馆一共建成了多少个,谢谢啊"])
    def test_a_story_around_the_question_vetoes_nothing(self, county: Answerer, question: str) -> None:
        reply = county.ask(question).reply
        assert reply.status == "answered"
        assert reply.entry in ("classes", "branches")

    @pytest.mark.parametrize(
        ("question", "entry"),
        [
            ("2022年要新建林间便道多少公里", "paths-planned"),
            ("明年打算新建林间便道多少公里", "paths-planned"),
            ("新建林间便道多少公里", "paths-built"),
            ("养护林间便道多少公里", "paths-mended"),
            ("更新了几亩老百合园", "lily-old"),
            ("百合园有几亩", "lily-area"),
        ],
    )
    def test_subjects_that_differ_in_one_slot_are_told_apart(self, county: Answerer, question: str, entry: str) -> None:
        assert county.ask(question).reply.entry == entry

    @pytest.mark.parametrize(("question", "entry"), [("260台是什么", "lily-machines"), ("3184名是什么人", "lunch-pupils"), ("1460吨说的是啥", "lily-crop")])
    def test_a_question_backwards_from_a_figure_finds_what_it_is_of(self, county: Answerer, question: str, entry: str) -> None:
        reply = county.ask(question).reply
        assert entry in (reply.entry, *(option.entry for option in reply.options[:1])), reply


def test_the_answer_depends_on_the_given_weights_only(county: Answerer) -> None:
    deaf = Answerer(county.index, replace(county.weights, answer=1.01, choice=1.01))
    assert deaf.ask("晌午加餐一共花掉多少钱").reply.status == "no_answer"
    assert county.ask("晌午加餐一共花掉多少钱").reply.entry == "lunch-money"
