"""Queries: what a question says, taken apart; tried on a county that does not exist."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.matching.query import Query, asks, clauses, grams, pairs

WORDS = st.sampled_from(
    [
        "营养午餐",
        "图书分馆",
        "银龄学堂",
        "林间便道",
        "赶集专车",
        "百合园",
        "鲜百合",
        "分拣机",
        "2020年",
        "去年",
        "第三季度",
        "舒城县",
        "全省",
        "多少",
        "几个",
        "我家",
        "怎么",
        "请问",
        ",",
        "。",
        "?",
        "3.2万亩",
        "四十六个",
        "yinling",
        "吧",
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map("".join), st.text(st.characters(exclude_categories=()), max_size=30))


@pytest.fixture(scope="module")
def read(county: Answerer) -> Callable[..., Query]:
    return county.index.reader.read


def named(query: Query, role: str = "asked") -> set[str]:
    return {unit.name for unit in query.units if unit.role == role}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("镇上小书馆建了几个", "图书分馆"),
        ("晌午加餐花了多少钱", "营养午餐"),
        ("老人学堂有多少", "银龄学堂"),
        ("赶圩车买了几辆", "赶集专车"),
        ("百合地有多大", "百合园"),
        ("刚挖的百合有几吨", "鲜百合"),
    ],
)
def test_all_words_of_a_concept_are_read_as_its_name(read: Callable[..., Query], text: str, meant: str) -> None:
    assert meant in named(read(text))


@pytest.mark.parametrize(
    ("text", "meant", "typed"),
    [
        ("营养五餐花了多少钱", "营养午餐", "营养五餐"),
        ("林间变道新建多少公里", "林间便道", "林间变道"),
        ("赶集砖车有几辆", "赶集专车", "赶集砖车"),
        ("营养午参花了多少钱", "营养午餐", "营养午参"),
    ],
)
def test_a_slip_is_read_as_what_was_meant_and_what_was_typed_is_kept(read: Callable[..., Query], text: str, meant: str, typed: str) -> None:
    assert [(unit.name, unit.slip) for unit in read(text).units if unit.slip] == [(meant, typed)]


@pytest.mark.parametrize("text", ["营养午餐花了多少钱", "图书分馆有几个", "县里的馆子卖午餐", "书记在学堂讲话"])
def test_words_that_make_sense_are_no_slips(read: Callable[..., Query], text: str) -> None:
    assert not any(unit.slip for unit in read(text).units)


def test_stored_phrasings_are_read_without_mending(read: Callable[..., Query]) -> None:
    assert not any(unit.slip for unit in read("营养五餐花了多少钱", forgiving=False).units)


@pytest.mark.parametrize("text", ["yingyangwucan花了多少钱", "yingyang wucan 花了多少钱", "YingYangWuCan花了多少钱"])
def test_typed_pinyin_is_read_as_the_word_of_the_knowledge(read: Callable[..., Query], text: str) -> None:
    assert "营养午餐" in named(read(text))


def test_a_question_all_in_pinyin_is_read(read: Callable[..., Query]) -> None:
    assert "银龄学堂" in named(read("yinlingxuetang you duoshao ge"))


@pytest.mark.parametrize(("text", "word"), [("银龄 xue堂有几个", "银龄学堂"), ("图书 fen馆有几个", "图书分馆"), ("yinling 学堂有几个", "银龄学堂")])
def test_a_word_that_is_half_typed_in_pinyin_is_read(read: Callable[..., Query], text: str, word: str) -> None:
    assert word in named(read(text))


def test_a_half_typed_syllable_asks_nothing(read: Callable[..., Query]) -> None:
    assert "负责人" not in named(read("银龄学堂该念哪个guan"))


def test_measures_after_a_number_may_be_typed_in_pinyin(read: Callable[..., Query]) -> None:
    assert [period.tokens for period in read("2020 nian有几个图书分馆").periods] == [("Y2020",)]
    assert [number.unit for number in read("有46 ge学堂吗").numerals] == ["个"]


def test_the_characters_of_a_number_are_no_slip(read: Callable[..., Query]) -> None:
    assert not any(unit.slip for unit in read("四十五万八是修啥的钱").units)


@pytest.mark.parametrize(("text", "asks_it"), [("开了好多家", True), ("有好些人?", True), ("村里好多人都去了", False), ("好多户都领了", False)])
def test_how_many_in_dialect_asks_at_the_end_of_a_clause_only(text: str, asks_it: bool) -> None:
    assert asks(text) is asks_it


def test_a_measure_after_个_is_the_start_of_a_word(read: Callable[..., Query]) -> None:
    assert "项目" in read("入库多少个项目").text
    assert [unit.end - unit.start for unit in read("入库多少个项目").of_kind("metric")] == [3]
    assert [unit.name for unit in read("多少个人在学堂").of_kind("metric")] == ["人数"]


def test_where_something_is_said_is_no_whole_of_which_a_part_is_asked(read: Callable[..., Query]) -> None:
    assert not read("省里几个人夸过银龄学堂").narrowing
    assert {unit.name for unit in read("图书分馆里带盲文的有几个").narrowing} >= {"盲", "文"}


def test_times_places_and_numbers_are_found_apart(read: Callable[..., Query]) -> None:
    query = read("2020年舒城县有184户种百合园吗")
    assert [period.tokens for period in query.periods] == [("Y2020",)]
    assert [place.name for place in query.places] == ["舒城县"]
    assert [(str(number.value), number.unit) for number in query.numerals if number.spelled.isdigit()] == [("184", "户")]
    assert "百合园" in named(query)


@pytest.mark.parametrize(
    "text",
    [
        "舒城县有几个图书分馆",
        "全省有几个图书分馆",
        "澜江市有几个图书分馆",
        "双桥镇有几个图书分馆",
        "合肥有几个图书分馆",
        "隔壁霍山县有几个图书分馆",
        "隔壁县有几个图书分馆",
        "别的县有几个图书分馆",
        "外地有几个图书分馆",
    ],
)
def test_a_place_that_is_asked_about_is_seen(read: Callable[..., Query], text: str) -> None:
    assert [place.role for place in read(text).places] == ["asked"]


@pytest.mark.parametrize("text", ["我在浙江打工,想问图书分馆有几个", "我老家在舒城县,图书分馆有几个"])
def test_where_the_asker_is_does_not_bind_the_answer(read: Callable[..., Query], text: str) -> None:
    assert {place.role for place in read(text).places} == {"told"}


@pytest.mark.parametrize("text", ["图书分馆在哪个镇", "每个乡镇有几个图书分馆", "图书分馆是不是示范村的", "村书记去过几个图书分馆", "县里有几个图书分馆"])
def test_words_like_a_place_without_naming_another_one_are_none(county: Answerer, text: str) -> None:
    from bot.matching.scope import place_veto

    number = county.index.number_of["branches"]
    assert place_veto(county.index.reader.read(text), number, county.index) is None


@pytest.mark.parametrize("text", ["请问一下,图书分馆有几个呀?谢谢", "您好,麻烦问问图书分馆有几个呢", "图书分馆,到底有几个嘛", "领导好!图书分馆有几个啊……"])
def test_courtesy_and_fillers_carry_nothing(read: Callable[..., Query], text: str) -> None:
    assert named(read(text)) == named(read("图书分馆有几个"))


def test_in_a_long_message_only_the_asking_part_binds(read: Callable[..., Query]) -> None:
    query = read("我妈妈前几年身体不好,一直在家里闲着没事做,后来听邻居讲镇上办了课,我想问一下银龄学堂一共开办了多少个")
    assert "银龄学堂" in named(query)
    assert "我的亲人" in named(query, "told")
    assert "我的亲人" not in named(query)


@pytest.mark.parametrize("text", ["我家老头子常念叨,银龄学堂有几个", "听我妈讲学堂热闹,银龄学堂有几个"])
def test_hearsay_before_a_question_does_not_bind(read: Callable[..., Query], text: str) -> None:
    query = read(text)
    assert "银龄学堂" in named(query)
    assert "我的亲人" not in named(query)


@pytest.mark.parametrize("text", ["像老人这样的,午餐多少钱", "老人这种身体弱的午餐多少钱", "老人等群众的午餐多少钱"])
def test_a_group_told_as_an_example_does_not_bind(read: Callable[..., Query], text: str) -> None:
    assert "老人" in named(read(text), "told")


@pytest.mark.parametrize("text", ["那是哪项工作的成果", "手续办下来的有几个", "种点东西养点东西"])
def test_plain_words_that_sound_like_a_turn_of_speech_are_no_slip_of_it(bot: Answerer, text: str) -> None:
    assert not any(unit.slip for unit in bot.index.reader.read(text).units)


def test_a_lone_character_in_a_known_word_is_a_slip(bot: Answerer) -> None:
    assert [unit.name for unit in bot.index.reader.read("家庭医牛签了多少人次").units if unit.slip] == ["家庭医生"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [("翻修了几家", {"家", "户"}), ("有多少人家", {"户"}), ("花了多少钱", {"元"}), ("一共多少了", set()), ("有几个", set()), ("铺了多少公里", {"公里"}), ("有几名", {"名", "人"})],
)
def test_the_measure_asked_for_is_what_counts_the_same_things(read: Callable[..., Query], text: str, measures: set[str]) -> None:
    assert read(text).measures == measures


@pytest.mark.parametrize(("text", "asked"), [("午餐的钱一共用掉多少了", "金额"), ("午餐这笔钱拢共多少", "金额")])
def test_money_apart_from_how_much_is_how_much_money(read: Callable[..., Query], text: str, asked: str) -> None:
    assert asked in {unit.name for unit in read(text).of_kind("metric")}


def test_a_word_of_degree_belongs_to_the_property_before_it(read: Callable[..., Query]) -> None:
    assert "高度" not in named(read("百合园的收益率有多高"))
    assert "高度" in named(read("分拣机有多高"))


def test_a_digit_of_a_name_is_no_number(read: Callable[..., Query]) -> None:
    assert [number.spelled for number in read("五保老人三农人才有五户吧").numerals] == ["五"]


@pytest.mark.parametrize("text", ["哪天下来看的", "哪天下乡"])
def test_a_question_word_is_read_whatever_word_cuts_through_it(read: Callable[..., Query], text: str) -> None:
    assert "日期" in named(read(text))


def test_a_short_message_binds_as_a_whole(read: Callable[..., Query]) -> None:
    query = read("老人,银龄学堂有几个")
    assert query.focus == ((0, len(query.text)),)


def test_clauses_and_their_asking() -> None:
    text = "我想问,图书分馆有几个?谢谢"
    assert [text[start:end] for start, end in clauses(text)] == ["我想问,", "图书分馆有几个?", "谢谢"]
    assert [asks(text[start:end]) for start, end in clauses(text)] == [False, True, False]


def test_grams_and_pairs() -> None:
    assert grams("百合园") == {"百", "合", "园", "百合", "合园"}
    assert pairs(("bai", "he", "yuan")) == {"bai he", "he yuan"}
    assert grams("") == pairs(()) == pairs(("bai",)) == frozenset()


@settings(max_examples=250, deadline=None)
@given(text=ANY_TEXT, forgiving=st.booleans())
@example(text="", forgiving=True)
@example(text="舒城县" * 30, forgiving=True)
@example(text="dibao" * 30, forgiving=True)
@example(text="\udce4\udcb8", forgiving=True)
def test_any_text_is_read_and_every_part_lies_in_it(read: Callable[..., Query], text: str, forgiving: bool) -> None:
    query = read(text, forgiving=forgiving)
    for part in (*query.units, *query.periods, *query.places, *query.numerals):
        assert 0 <= part.start < part.end <= len(query.text)
    assert {unit.role for unit in query.units} <= {"asked", "told"}
    assert all(0 <= start <= end <= len(query.text) for start, end in query.focus)
    assert query.key == "".join(char for char in query.key if char.isalnum())


@settings(max_examples=150, deadline=None)
@given(text=ANY_TEXT)
def test_the_same_text_is_read_the_same_way(read: Callable[..., Query], text: str) -> None:
    assert read(text) == read(text)
