"""A bare FAQ of another domain: nothing but standard questions, and no word of it in the lexicon."""

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index

REPORT = """
id: library
title: 借阅常见问题
date: "2024-03-01"
office: 临江市图书馆
year: 2024
place: 临江市
outline:
  - {key: faq, title: 常见问题}
"""
QUESTIONS = {
    "card-new": "如何办理借书证",
    "card-lost": "借书证丢了怎么补办",
    "card-deposit": "借书证押金是多少",
    "books-most": "一次最多能借几本书",
    "books-long": "图书可以借多长时间",
    "books-renew": "图书如何续借",
    "books-late": "图书逾期怎么收费",
    "books-torn": "图书损坏如何赔偿",
    "seat": "自习室座位怎么预约",
    "print": "馆内可以打印复印吗",
    "parking": "读者停车怎么收费",
    "tour": "2023年暑期夜场几点闭馆",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("library")
    (folder / "report.yaml").write_text(REPORT, "utf-8")
    entries = "".join(f"  - {{id: {id}, topic: {id}, question: {text}, similar: [], answer: {text}见馆内告示。}}\n" for id, text in QUESTIONS.items())
    (folder / "faq.yaml").write_text("section: faq\nentries:\n" + entries, "utf-8")
    return Answerer(open_index(folder, None))


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("借书证怎么办理", "card-new"),
        ("借书证丢了怎么办", "card-lost"),
        ("办借书证押金多少钱", "card-deposit"),
        ("最多可以借几本", "books-most"),
        ("怎么续借图书", "books-renew"),
        ("图书损坏了怎么赔", "books-torn"),
        ("自习室怎么预约座位", "seat"),
        ("馆里能复印吗", "print"),
        ("2023年暑期夜场几点关门", "tour"),
    ],
)
def test_a_question_put_otherwise_is_answered(library: Answerer, question: str, entry: str) -> None:
    reply = library.ask(question).reply
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize("question", ["身份证丢了去哪补", "公园几点开门", "驾驶证怎么换", "婚姻登记怎么预约", "幼儿园怎么报名", "天气怎么样"])
def test_what_is_not_in_it_is_not_answered(library: Answerer, question: str) -> None:
    assert library.ask(question).reply.status != "answered"


def test_another_year_is_refused_on_bare_entries_too(library: Answerer) -> None:
    reply = library.ask("2019年暑期夜场几点闭馆").reply
    assert (reply.status, reply.reason) == ("no_answer", "year")


def test_another_place_is_refused_on_bare_entries_too(library: Answerer) -> None:
    reply = library.ask("舒城县借书证押金是多少").reply
    assert (reply.status, reply.reason) == ("no_answer", "place")


def test_a_word_that_no_lexicon_has_is_a_question_as_well(library: Answerer) -> None:
    assert library.ask("续借").explanation.matches
    assert library.ask("续借").reply.confidence < 1
