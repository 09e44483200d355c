"""The facts as data: which facts a vague question fits alike."""

import pytest

from bot.answering.answerer import Answerer
from bot.matching.figures import left_open


def fitting(bot: Answerer, text: str) -> set[str]:
    return {bot.index.knowledge.entries[number].id for number in left_open(bot.index.reader.read(text), bot.index)}


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("光伏那块金额是多少", {"guangfu-money", "guangfu-insurance-money"}),
        ("房子花多少钱", {"house-renovation-money", "rc-gzf-money"}),
        ("面积有多大", {"cy-linguo-area", "cy-daoxia-area", "cy-belt-area"}),
    ],
)
def test_a_vague_question_fits_the_facts_that_have_what_it_asks_for(bot: Answerer, text: str, some: set[str]) -> None:
    assert some <= fitting(bot, text)


@pytest.mark.parametrize("text", ["多少", "光伏", "直升机花了多少钱", "光伏2019年金额是多少", "", "到底发放了多少万元的到户产业奖补给全区的脱贫户呢"])
def test_what_names_nothing_or_what_no_fact_speaks_of_fits_none(bot: Answerer, text: str) -> None:
    assert not fitting(bot, text)


@pytest.mark.parametrize("text", ["光伏那块金额是多少", "房子有多少", "新建了多少", "建立健全的那个机制叫啥名来着", "给残疾人的补贴有多少人领到了"])
def test_a_vague_question_is_neither_guessed_nor_refused(bot: Answerer, text: str) -> None:
    reply = bot.ask(text).reply
    assert reply.status == "clarify"
    assert 2 <= len(reply.options) <= 4
