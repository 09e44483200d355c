"""Small talk: whole messages only; a greeting before a question is part of the question."""

import pytest

from bot.answering.answerer import Answerer


def test_every_phrase_of_every_kind_gets_the_answer_of_its_kind(bot: Answerer) -> None:
    for talk in bot.index.knowledge.smalltalk:
        for phrase in talk.phrases:
            reply = bot.ask(phrase).reply
            assert (reply.status, reply.text) == ("smalltalk", talk.answer), phrase


@pytest.mark.parametrize("message", ["你好!", "您好啊~", "谢谢你!!", "  再见  ", "谢谢谢谢", "你好,谢谢", "HELLO", "謝謝", "你 好", "好的,谢谢您"])
def test_marks_width_and_joined_phrases_change_nothing(county: Answerer, message: str) -> None:
    assert county.ask(message).reply.status == "smalltalk"


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("你好,营养午餐花了多少钱", "lunch-money"),
        ("谢谢,再问一下图书分馆有几个", "branches"),
        ("您好!请问百合园面积有多大?再见", "lily-area"),
        ("在吗?鲜百合产量是多少", "lily-crop"),
    ],
)
def test_a_question_with_a_greeting_is_a_question(county: Answerer, message: str, entry: str) -> None:
    assert county.ask(message).reply.entry == entry


@pytest.mark.parametrize("message", ["营养午餐", "百合园好", "多少", "图书分馆在吗"])
def test_a_message_about_something_is_no_small_talk(county: Answerer, message: str) -> None:
    assert county.ask(message).reply.status != "smalltalk"


@pytest.mark.parametrize("message", ["书记是谁啊", "书记叫什么名字", "局长叫啥", "他们叫什么名字", "哪个单位发布的", "请问是哪一条河?"])
def test_what_is_asked_of_the_report_or_of_others_is_not_asked_of_the_bot(bot: Answerer, message: str) -> None:
    assert bot.ask(message).reply.status != "smalltalk"
