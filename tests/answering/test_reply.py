"""The reply: the object of the contract, and the sentences it is composed of."""

import json
import string

import pytest

from bot.answering.answerer import Answerer
from bot.answering.reply import Reply

FIELDS = ["status", "text", "entry", "confidence", "options", "reason", "source"]


@pytest.mark.parametrize("question", ["营养午餐花了多少钱", "赶集专车", "2020年营养午餐花了多少钱", "百合园每亩补贴多少钱", "你好", ""])
def test_as_json_has_the_fields_of_the_contract_in_order(county: Answerer, question: str) -> None:
    told = county.ask(question).reply.as_json()
    assert list(told) == FIELDS
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    assert isinstance(told["options"], list)


def test_an_answer_names_its_source_outside_the_text(county: Answerer) -> None:
    told = county.ask("鲜百合产量是多少").reply.as_json()
    assert told["text"] == "白鹭县2021年鲜百合产量1460吨。"
    assert told["entry"] == "lily-crop"
    assert told["source"] == {"report": "bailu-2021", "title": "白鹭县2021年民生工作情况", "section": "三、百合园", "date": "2021-12-20"}
    assert told["options"] == [{"entry": "lily-area", "question": "百合园面积有多大?"}]
    assert told["reason"] is None


def test_a_choice_is_numbered_as_its_options(county: Answerer) -> None:
    reply = county.ask("新购赶集专车多少辆").reply
    assert reply.status == "clarify"
    assert reply.text.splitlines()[1:] == [f"{number}. {option.question}" for number, option in enumerate(reply.options, 1)]


def test_a_refusal_says_what_does_not_fit_and_what_the_report_has(county: Answerer) -> None:
    reply = county.ask("2019年鲜百合产量是多少").reply
    assert (reply.status, reply.reason, reply.entry, reply.source) == ("no_answer", "year", None, None)
    assert "2019年" in reply.text
    assert "2021年" in reply.text
    assert reply.options[0].entry == "lily-crop"
    place = county.ask("舒城县鲜百合产量是多少").reply
    assert "舒城县" in place.text
    assert "白鹭县" in place.text


def test_a_known_unknown_is_refused_in_its_own_words_with_its_source(county: Answerer) -> None:
    reply = county.ask("百合园每亩补贴多少钱").reply
    assert (reply.status, reply.reason, reply.entry) == ("no_answer", "metric", "lily-subsidy")
    assert reply.text == "报告没有写百合园的补贴标准。"
    assert reply.source is not None


@pytest.mark.parametrize("reason", ["year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown", "request"])
@pytest.mark.parametrize("what", ["", "2019年", "第一季度", "房租", "{花括号}"])
def test_every_reason_has_a_whole_sentence(county: Answerer, reason: str, what: str) -> None:
    text = county.composer.refusal(reason, what)
    assert text.endswith(("。", "?"))
    assert not any(field for _, field, _, _ in string.Formatter().parse(text.replace("{花括号}", "")))
    if what and reason in ("year", "place", "population", "metric"):
        assert what in text


def test_a_reply_is_a_plain_value() -> None:
    assert Reply("smalltalk", "您好") == Reply("smalltalk", "您好")
    assert Reply("smalltalk", "您好").as_json()["source"] is None


def test_no_sentence_of_a_reply_shows_a_brace(county: Answerer, bot: Answerer) -> None:
    for one in (county, bot):
        for question in ("", "2020年", "多少", "x", "你好", "还有吗", "舒城县", "我家", "电话"):
            assert not set("{}") & set(one.ask(question).reply.text)
