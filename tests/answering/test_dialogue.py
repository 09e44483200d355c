"""Dialogues: a follow-up keeps what it leaves out and drops what it replaces; a choice is taken; a new topic is not polluted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer, Turn
from bot.answering.dialogue import Conversation
from tests.matching.test_query import ANY_TEXT

REASONS = {"year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown", "unreadable"}
THIRD, FOURTH = "coaches-third", "coaches-fourth"
OPEN = Conversation(offered=(THIRD, FOURTH))


def talk(bot: Answerer, *messages: str) -> list[Turn]:
    held, turns = Conversation(), []
    for message in messages:
        turns.append(bot.ask(message, held))
        held = turns[-1].conversation
    return turns


def outcome(turn: Turn) -> object:
    """The entry of an answer (a tuple of several), the reason of a refusal, the set of what is offered, or 寒暄."""
    reply = turn.reply
    match reply.status:
        case "answered":
            return reply.entries[0] if len(reply.entries) == 1 else reply.entries
        case "no_answer":
            return reply.reason
        case "clarify":
            return {option.entry for option in reply.options}
    return "寒暄"


@pytest.mark.parametrize(
    "dialogue",
    [
        [("营养午餐花了多少钱", "lunch-money"), ("有多少学生吃", "lunch-pupils")],
        [("营养午餐花了多少钱", "lunch-money"), ("那多少学生呢", "lunch-pupils")],
        [("开办了多少个银龄学堂", "classes"), ("多少老人在上课", "class-pupils"), ("学费呢", "metric")],
        [("银龄学堂有几个", "classes"), ("它有多少老人", "class-pupils")],
        [("新建林间便道多少公里", "paths-built"), ("那养护的呢", "paths-mended")],
        [("百合园面积有多大", "lily-area"), ("那鲜百合产量呢", "lily-crop")],
        [("第三季度新购赶集专车多少辆", THIRD), ("第四季度呢", FOURTH), ("第一季度呢", "year")],
        [("图书分馆建了几个", "branches"), ("添了多少书", "branch-books")],
    ],
    ids=lambda dialogue: " ".join(message for message, _ in dialogue),
)
def test_a_follow_up_keeps_what_it_leaves_out(county: Answerer, dialogue: list[tuple[str, object]]) -> None:
    assert [outcome(turn) for turn in talk(county, *(message for message, _ in dialogue))] == [expected for _, expected in dialogue]


@pytest.mark.parametrize(
    ("first", "then", "reason"),
    [
        ("营养午餐花了多少钱", "2020年呢", "year"),
        ("营养午餐花了多少钱", "那去年呢", "year"),
        ("营养午餐花了多少钱", "舒城县呢", "place"),
        ("营养午餐花了多少钱", "那全省呢", "place"),
        ("养护林间便道多少公里", "花了多少钱", "metric"),
        ("百合园面积有多大", "有多少户", "metric"),
        ("推广了多少台分拣机", "花了多少钱呢", "metric"),
    ],
)
def test_a_follow_up_that_the_report_cannot_answer_is_refused_with_its_reason(county: Answerer, first: str, then: str, reason: str) -> None:
    assert outcome(talk(county, first, then)[1]) == reason


def test_the_year_of_a_refused_question_is_replaced(county: Answerer) -> None:
    assert [outcome(turn) for turn in talk(county, "2020年营养午餐花了多少钱", "那今年呢")] == ["year", "lunch-money"]


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("第一个", THIRD),
        ("1", THIRD),
        ("１", THIRD),
        ("一", THIRD),
        ("第一个吧", THIRD),
        ("要第一个", THIRD),
        ("前一个", THIRD),
        ("三季度的", THIRD),
        ("第三季度", THIRD),
        ("第二个", FOURTH),
        ("2", FOURTH),
        ("2。", FOURTH),
        ("后一个", FOURTH),
        ("最后一个", FOURTH),
        ("第四季度", FOURTH),
        ("第四季度新购赶集专车多少辆", FOURTH),
    ],
)
def test_an_open_choice_is_taken_by_number_by_place_or_by_a_word_of_it(county: Answerer, message: str, entry: str) -> None:
    assert outcome(county.ask(message, OPEN)) == entry


def test_a_question_that_two_entries_fit_opens_a_choice(county: Answerer) -> None:
    offered, taken = talk(county, "新购赶集专车多少辆", "第二个")
    assert outcome(offered) == {THIRD, FOURTH}
    assert outcome(taken) == offered.reply.options[1].entry


@pytest.mark.parametrize("message", ["都要", "两个都要", "全部", "都说说", "都讲一下吧"])
def test_all_of_a_choice_can_be_taken(county: Answerer, message: str) -> None:
    taken = county.ask(message, OPEN)
    assert outcome(taken) == (THIRD, FOURTH)
    assert "24辆" in taken.reply.text
    assert "31辆" in taken.reply.text


@pytest.mark.parametrize("message", ["3", "第五个", "0", "99", "第三个"])
def test_a_number_that_was_not_offered_answers_nothing(county: Answerer, message: str) -> None:
    assert county.ask(message, OPEN).reply.status != "answered"


def test_a_choice_ends_with_another_question(county: Answerer) -> None:
    other = county.ask("百合园面积有多大", OPEN)
    assert outcome(other) == "lily-area"
    assert outcome(county.ask("2", other.conversation)) not in (THIRD, FOURTH)


@pytest.mark.parametrize("message", ["第二个呢", "那第二个呢", "另外那个呢", "另一个"])
def test_what_was_not_taken_of_a_choice_can_still_be_asked_for(county: Answerer, message: str) -> None:
    first = county.ask("第一个", OPEN)
    assert outcome(first) == THIRD
    assert outcome(county.ask(message, first.conversation)) == FOURTH


def test_a_number_beyond_a_choice_that_was_taken_is_no_number_of_it(county: Answerer) -> None:
    taken = county.ask("第一个", OPEN)
    assert "2个" not in county.ask("第三点呢", taken.conversation).reply.text


def test_more_after_a_numbered_point_tells_the_points_that_are_left(county: Answerer) -> None:
    *_, second, more = talk(county, MEASURES, "第二点呢", "还有吗")
    assert outcome(second) == "lily-pests"
    assert outcome(more) == "lily-machines"
    *_, first, more = talk(county, MEASURES, "第一点呢", "还有吗")
    assert outcome(first) == "lily-old"
    assert outcome(more) == ("lily-pests", "lily-machines")


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [("乡镇公租房首批建几套", "砸了多少钱进去", "rc-gzf-money"), ("扶贫资产清查了多少个", "是哪几年形成的", "asset-period"), ("特困供养多少人", "那低保呢,多少人", "dibao-people")],
)
def test_a_follow_up_that_leaves_open_what_is_meant_is_about_what_was_asked(bot: Answerer, first: str, then: str, entry: str) -> None:
    assert outcome(talk(bot, first, then)[1]) == entry


def test_small_talk_between_keeps_an_open_choice(county: Answerer) -> None:
    thanked = county.ask("谢谢", OPEN)
    assert outcome(thanked) == "寒暄"
    assert outcome(county.ask("第二个", thanked.conversation)) == FOURTH


MEASURES = "百合园提质做了哪几件事"


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("第一点呢", "lily-old"),
        ("第二点是什么", "lily-pests"),
        ("第三点呢", "lily-machines"),
        ("那第3点呢", "lily-machines"),
        ("第2条", "lily-pests"),
        ("第三项具体说说", "lily-machines"),
    ],
)
def test_a_numbered_point_of_a_list_is_told(county: Answerer, message: str, entry: str) -> None:
    assert outcome(talk(county, MEASURES, message)[1]) == entry


def test_points_can_be_gone_through_one_after_another(county: Answerer) -> None:
    turns = talk(county, MEASURES, "第一点呢", "第二点呢", "第三点呢", "第四点呢")
    assert [outcome(turn) for turn in turns[1:]] == ["lily-old", "lily-pests", "lily-machines", "unknown"]
    assert "3" in turns[-1].reply.text, "the reply says how many points there are"


def test_a_point_far_beyond_the_list_is_refused_too(county: Answerer) -> None:
    turn = talk(county, MEASURES, "第九十九点")[1]
    assert outcome(turn) == "unknown"
    assert "3" in turn.reply.text


@pytest.mark.parametrize(("message", "entries"), [("第三点讲的啥", {"wh-overview", "yishifa", "plan23-p3"}), ("最后一条说了什么", {"org-overview", "plan23-p5"})])
def test_a_numbered_point_of_no_list_is_offered_of_the_longest_lists(bot: Answerer, message: str, entries: set[str]) -> None:
    offered = outcome(bot.ask(message))
    assert isinstance(offered, set)
    assert entries <= offered


def test_the_last_point_of_a_list_is_told(county: Answerer) -> None:
    assert outcome(talk(county, MEASURES, "最后一点呢")[1]) == "lily-machines"


@pytest.mark.parametrize("message", ["还有吗", "还有呢", "别的呢", "还有别的吗"])
def test_more_offers_what_belongs_to_the_entry_and_can_be_chosen_from(county: Answerer, message: str) -> None:
    _, more, taken = talk(county, MEASURES, message, "第二个")
    assert outcome(more) == {"lily-old", "lily-pests", "lily-machines", "lily-area"}
    assert outcome(taken) == more.reply.options[1].entry


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("营养午餐花了多少钱", "图书分馆建了几个", "branches"),
        ("营养午餐花了多少钱", "对了,百合园面积有多大", "lily-area"),
        ("营养午餐花了多少钱", "换个话题,鲜百合产量是多少", "lily-crop"),
        ("2020年营养午餐花了多少钱", "图书分馆建了几个", "branches"),
        ("舒城县营养午餐花了多少钱", "图书分馆建了几个", "branches"),
        ("新购赶集专车多少辆", "鲜百合产量是多少", "lily-crop"),
        ("第三季度新购赶集专车多少辆", "推广了多少台分拣机", "lily-machines"),
        ("百合园每亩补贴多少钱", "开办了多少个银龄学堂", "classes"),
    ],
)
def test_a_new_topic_is_answered_as_if_nothing_had_been_said(county: Answerer, first: str, then: str, expected: str) -> None:
    turn = talk(county, first, then)[1]
    assert outcome(turn) == expected
    assert turn.reply.text == county.ask(then).reply.text


@pytest.mark.parametrize("message", ["谢谢", "你好", "", "😀", "???"])
def test_small_talk_and_unreadable_messages_forget_nothing(county: Answerer, message: str) -> None:
    first, between, after = talk(county, "营养午餐花了多少钱", message, "有多少学生吃")
    assert between.conversation == first.conversation
    assert outcome(after) == "lunch-pupils"


@pytest.mark.parametrize("message", ["那增幅呢", "第一个", "第三点呢", "还有吗", "都要", "1", "2020年呢", "那金额呢"])
def test_a_follow_up_to_nothing_answers_nothing(county: Answerer, message: str) -> None:
    assert county.ask(message).reply.status != "answered"


def test_a_refusal_in_a_dialogue_is_about_its_subject(county: Answerer) -> None:
    turn = talk(county, "营养午餐花了多少钱", "怎么申请")[1]
    assert outcome(turn) == "procedure"
    assert "林间便道" not in turn.reply.text


def test_what_was_carried_over_is_in_the_explanation(county: Answerer) -> None:
    query = talk(county, "营养午餐花了多少钱", "有多少人呢")[1].explanation.query
    assert query is not None
    assert "营养午餐" in {unit.name for unit in query.units if unit.role == "carried"}


@settings(max_examples=80, deadline=None)
@given(
    messages=st.lists(
        st.one_of(ANY_TEXT, st.sampled_from(["新购赶集专车多少辆", MEASURES, "第二个", "第三点呢", "还有吗", "那去年呢", "都要", "谢谢", "营养午餐花了多少钱", "多少人"])),
        min_size=1,
        max_size=6,
    )
)
def test_any_conversation_goes_on_and_goes_the_same_way_again(county: Answerer, messages: list[str]) -> None:
    once, again = talk(county, *messages), talk(county, *messages)
    assert [turn.reply for turn in once] == [turn.reply for turn in again]
    for turn in once:
        known = county.index.knowledge.by_id
        assert {*turn.conversation.about, *turn.conversation.offered} <= known.keys()
        assert turn.reply.reason in (REASONS if turn.reply.status == "no_answer" else {None})
        assert len(turn.reply.options) <= 4


class TestTheShippedReport:
    """The follow-ups that the issue names, on the report that ships."""

    def test_a_growth_follows_its_income(self, bot: Answerer) -> None:
        turns = talk(bot, "脱贫群众人均纯收入是多少", "那增幅呢", "2021年呢")
        assert ["17970元" in turns[0].reply.text, "13.9%" in turns[1].reply.text, outcome(turns[2])] == [True, True, "year"]

    def test_money_follows_households(self, bot: Answerer) -> None:
        turns = talk(bot, "农村低保有多少户", "发了多少钱")
        assert "4348户" in turns[0].reply.text
        assert "4208.87万元" in turns[1].reply.text

    def test_a_choice_of_subsidies_is_taken_by_its_word(self, bot: Answerer) -> None:
        turns = talk(bot, "残疾人补贴发了多少钱", "护理的")
        assert turns[0].reply.status in ("clarify", "answered")
        assert "229.47万元" in turns[1].reply.text
        assert "206.56万元" not in turns[1].reply.text

    def test_another_group_is_never_answered_with_the_figure_of_the_first(self, bot: Answerer) -> None:
        turn = talk(bot, "农村低保有多少户", "发了多少钱", "那特困的呢")[2]
        assert not (turn.reply.status == "answered" and "4208.87" in turn.reply.text)

    def test_what_a_follow_up_names_belongs_to_the_fact_or_another_one(self, bot: Answerer) -> None:
        assert talk(bot, "残疾人生活补贴多少人领", "护理的呢")[1].reply.entry == "disabled-care-people"
        assert talk(bot, "教育资助发了多少", "高中呢")[1].reply.status == "no_answer"
        assert talk(bot, "网格有多少个", "你们这里谁当书记")[1].reply.status == "no_answer"

    def test_a_bare_property_asks_of_what_was_told(self, bot: Answerer) -> None:
        turns = talk(bot, "农村低保有多少户", "人呢", "那发的钱呢")
        assert [turn.reply.entry for turn in turns[1:]] == ["dibao-people", "dibao-money"]
        assert bot.ask("人呢").reply.status == "smalltalk"

    def test_a_word_of_no_offered_entry_takes_none(self, bot: Answerer) -> None:
        turn = talk(bot, "农村低保有多少户", "发了多少钱", "那特困的呢", "五保户呢")[3]
        assert "低保" not in turn.reply.text

    def test_a_plan_is_gone_through_point_by_point(self, bot: Answerer) -> None:
        turns = talk(bot, "2023年有哪些打算", "第一点呢", "第二点呢", "第三点呢", "第四点呢", "第五点呢")
        points = bot.index.knowledge.by_id[turns[0].reply.entry or ""].points
        assert [turn.reply.entry for turn in turns[1:]] == list(points)


def test_a_new_subject_that_is_vague_is_offered_and_not_answered_with_the_old_one(bot: Answerer) -> None:
    told = bot.ask("农村低保有多少户")
    turn = bot.ask("残疾人补贴发了多少", told.conversation)
    assert turn.reply.status == "clarify"
    assert not any("低保" in option.question for option in turn.reply.options)
