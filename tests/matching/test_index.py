"""The index: every stored question leads to its own entry, whatever order the files have and wherever the index was kept."""

import pickle
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.answering.reply import Reply
from bot.matching.index import Channel
from tests.invented import FILES, write

QUESTIONS = [
    "营养午餐花了多少钱",
    "营养午餐",
    "学生",
    "百合园",
    "赶集专车",
    "林间便道",
    "图书分馆建了几个",
    "老人学堂开了几个",
    "2020年百合园面积",
    "舒城县鲜百合产量",
    "新购赶集专车多少辆",
    "分拣机多少钱一台",
    "赶圩车票价",
    "营养五餐金额",
    "百合圆有多大",
    "yinlingxuetang几个",
    "林间便道多长",
    "谁来修林间便道",
    "鲜百合好吃吗",
    "3184是什么",
    "多少个",
    "花了多少钱",
    "多少公里",
    "面积",
    "产量多少吨",
    "补贴",
    "怎么申请",
    "去年呢",
    "你好",
    "银龄学堂有50个吗",
    "营养午餐有多少学生,花了多少钱",
    "百合园面积和鲜百合产量各是多少",
    "新建和养护林间便道多少公里",
    "第四季度",
    "三件事是什么",
    "统防统治",
    "今天天气怎么样",
    "每亩补贴",
    "图书分馆几点开门",
]


def test_every_stored_question_has_its_own_entry(county: Answerer) -> None:
    index = county.index
    for number, entry in enumerate(index.knowledge.entries):
        for question in entry.phrasings:
            assert index.by_key[index.reader.read(question).key] == number, question


def test_every_phrasing_is_indexed_once_under_its_entry(county: Answerer) -> None:
    index = county.index
    assert [(number, phrasing.text) for number, phrasing in zip(index.owner, index.phrasings, strict=True)] == [
        (number, question) for number, entry in enumerate(index.knowledge.entries) for question in entry.phrasings
    ]
    assert [[index.owner[position] for position in positions] for positions in index.of_entry] == [[number] * len(positions) for number, positions in enumerate(index.of_entry)]


def test_an_entry_speaks_of_its_figures_their_measures_and_what_is_wider(county: Answerer) -> None:
    index = county.index
    lunch = index.scopes[index.number_of["lunch-money"]]
    assert {"营养午餐", "金额"} <= lunch.names
    assert "金额" in lunch.figures
    assert "人数" not in lunch.figures
    assert lunch.years == {"Y2021"}
    assert index.scopes[index.number_of["paths-planned"]].years == {"Y2022"}
    assert "Q3" in index.scopes[index.number_of["coaches-third"]].periods
    assert "Q4" not in index.scopes[index.number_of["coaches-third"]].periods


def test_a_name_is_more_an_entrys_own_the_more_of_its_phrasings_say_it(county: Answerer) -> None:
    index = county.index
    for number, scope in enumerate(index.scopes):
        phrasings = [index.phrasings[position].names for position in index.of_entry[number]]
        assert scope.said.keys() == scope.names
        spoken = frozenset().union(*phrasings)
        plainest = spoken - {wider for name in spoken for wider in index.knowledge.lexicon.ancestors(name)}
        by_share = sorted(plainest, key=lambda name: sum(name in names for names in phrasings))
        assert [scope.said[name] for name in by_share] == sorted(scope.said[name] for name in by_share)
        assert all(0.1 <= each <= 1 for each in scope.said.values())


def test_rare_names_weigh_more_than_common_ones(county: Answerer) -> None:
    index = county.index
    assert index.weight("分拣机") > index.weight("百合园") > index.weight("个数") > 0
    assert index.weight("从没见过的词") > index.weight("的")


def signature(reply: Reply) -> tuple[object, ...]:
    """A reply but for the order of several answers and of what is offered, which is the order of the files."""
    options = frozenset(option.entry for option in reply.options) if len(reply.entries) < 2 else None
    return (reply.status, reply.reason, frozenset(reply.entries), options, round(reply.confidence, 6))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_files_entries_and_phrasings_changes_no_answer(county: Answerer, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    names = sorted(FILES)
    shuffled = {}
    for name, other in zip(names, dice.sample(names, len(names)), strict=True):
        data = yaml.safe_load(FILES[other])
        dice.shuffle(data["entries"])
        for entry in data["entries"]:
            dice.shuffle(entry["similar"])
        shuffled[name] = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    moved = Answerer(open_index(write(tmp_path / "moved", shuffled), None))
    assert [entry.id for entry in moved.index.knowledge.entries] != [entry.id for entry in county.index.knowledge.entries]
    stored = [question for entry in county.index.knowledge.entries for question in entry.phrasings]
    differing = [question for question in (*QUESTIONS, *stored) if signature(county.ask(question).reply) != signature(moved.ask(question).reply)]
    assert differing == []


def test_a_pickled_index_answers_as_the_one_that_was_built(county: Answerer) -> None:
    kept = Answerer(pickle.loads(pickle.dumps(county.index, protocol=pickle.HIGHEST_PROTOCOL)))
    for question in QUESTIONS:
        assert kept.ask(question) == county.ask(question), question


TERMS = st.frozensets(st.sampled_from("abcdefghij"), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=12), st.dictionaries(st.sampled_from("abcdefghijxyz"), st.sampled_from([0.3, 0.5, 1.0]), max_size=8))
def test_cosines_lie_between_0_and_1_and_gathering_adds_up_the_same(phrasings: list[frozenset[str]], weights: dict[str, float]) -> None:
    asked = Channel(phrasings).asked(weights)
    totals: dict[int, float] = {}
    asked.gather(totals, 1.0, budget=10**6)
    for number, terms in enumerate(phrasings):
        cosine = asked.cosine(number, terms)
        assert 0 <= cosine <= 1 + 1e-9
        assert abs(totals.get(number, 0.0) - cosine) < 1e-9


@settings(max_examples=200, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=12), st.data())
def test_a_phrasing_asked_for_itself_has_the_full_cosine_and_none_has_more(phrasings: list[frozenset[str]], data: st.DataObject) -> None:
    own = data.draw(st.integers(0, len(phrasings) - 1))
    asked = Channel(phrasings).asked(dict.fromkeys(phrasings[own], 1.0))
    cosines = [asked.cosine(number, terms) for number, terms in enumerate(phrasings)]
    assert cosines[own] == pytest.approx(1.0 if phrasings[own] else 0.0)
    assert max(cosines) <= 1 + 1e-9
