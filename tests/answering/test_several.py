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
    ],
)
def test_each_asking_clause_is_a_question_with_what_leads_to_it(county: Answerer, message: str, questions: list[str]) -> None:
    assert list(questions_in(county.index.reader.read(message))) == questions


@pytest.mark.parametrize("message", ["营养午餐花了多少钱?鲜百合产量是多少?", "一、图书分馆有几个;二、百合园有多大;三、分拣机几台", "您好,图书分馆有几个?谢谢!"])
def test_the_questions_together_are_the_message(county: Answerer, message: str) -> None:
    query = county.index.reader.read(message)
    assert "".join(questions_in(query)) == query.text
