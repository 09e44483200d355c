"""Benchmarks: the plain methods and the measures are what their names say."""

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.answering.answerer import Answerer
from bot.cli.main import main
from bot.upkeep.bench import area, bm25, engine, fuzzy, kept, on_bare_faq, on_exam, rankers, tfidf
from bot.upkeep.exam import Question
from tests.opened import bot, county, county_folder, data

__all__ = ["bot", "county", "county_folder", "data"]

TEXTS = ["营养午餐花了多少钱", "图书分馆有几个", "百合园面积有多大", "银龄学堂有几个"]
OWNERS = [10, 20, 30, 40]
SCORES = st.lists(st.integers(0, 9).map(float), min_size=1, max_size=12)


def silent(what: str, done: int, of: int) -> None:
    assert done <= of


def methods(county: Answerer) -> dict[str, object]:
    words = county.index.reader.dictionary
    return {
        "bm25": bm25(TEXTS, OWNERS, words),
        "tfidf": tfidf(TEXTS, OWNERS),
        "ratio": fuzzy(TEXTS, OWNERS, fuzz.ratio),
        "token_set_ratio": fuzzy(TEXTS, OWNERS, fuzz.token_set_ratio, words),
    }


@pytest.mark.parametrize("name", ["bm25", "tfidf", "ratio", "token_set_ratio"])
def test_each_method_finds_a_stored_text_by_itself_and_by_a_part_of_it(county: Answerer, name: str) -> None:
    method = methods(county)[name]
    assert [method(text)[0] for text in TEXTS] == OWNERS
    assert method("百合园")[0] == 30
    assert method("百合园面积有多大")[1] >= method("百合园")[1] > method("zzz")[1]


def test_the_cosine_of_a_text_with_itself_is_1_and_with_nothing_0() -> None:
    method = tfidf(TEXTS, OWNERS)
    assert method(TEXTS[1])[1] == pytest.approx(1.0)
    assert method("zzz") == (0, 0.0)


def test_bm25_is_the_textbook_formula(county: Answerer) -> None:
    words = county.index.reader.dictionary
    texts = ["学生 学生 老人", "老人", "政府"]
    lengths = [len(words.cut(text)) for text in texts]
    assert words.cut(texts[1]) == ["老人"]
    found = bm25(texts, [0, 1, 2], words)("老人")
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    scores = [idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / (sum(lengths) / 3))) for length in lengths[:2]]
    assert found == (1, pytest.approx(max(scores)))


@pytest.mark.parametrize(("good", "bad", "expected"), [([3, 2], [1, 0], 1.0), ([0, 1], [2, 3], 0.0), ([1], [1], 0.5), ([1, 3], [2], 0.5), ([2, 2], [2, 1], 0.75)])
def test_the_area_is_the_chance_of_the_right_order(good: list[float], bad: list[float], expected: float) -> None:
    assert area(good, bad) == expected


@settings(max_examples=200, deadline=None)
@given(good=SCORES, bad=SCORES)
def test_the_area_counts_all_pairs(good: list[float], bad: list[float]) -> None:
    pairs = [1.0 if one > other else 0.5 if one == other else 0.0 for one in good for other in bad]
    assert area(good, bad) == pytest.approx(sum(pairs) / len(pairs))


@settings(max_examples=200, deadline=None)
@given(answers=st.lists(st.tuples(st.booleans(), st.integers(0, 30).map(float)), min_size=1, max_size=30), bad=st.lists(st.integers(0, 30).map(float), min_size=1, max_size=40))
def test_kept_is_the_best_of_all_bars_that_let_a_tenth_through(answers: list[tuple[bool, float]], bad: list[float]) -> None:
    bars = [-1.0, *bad, *(score for _, score in answers)]
    allowed = [bar for bar in bars if sum(score > bar for score in bad) <= len(bad) // 10]
    assert kept(answers, bad) == max(sum(right and score > bar for right, score in answers) / len(answers) for bar in allowed)


def test_the_engine_serves_its_own_entries_and_is_unsure_of_what_it_does_not_have(county: Answerer) -> None:
    ranker = engine(county.index)
    for entry in county.index.knowledge.entries:
        number, score = ranker(entry.question)
        assert county.index.knowledge.entries[number] is entry
        assert score == (2.0 if entry.is_fact else 0.0)
    assert ranker("2020年营养午餐花了多少钱呢")[1] < 0.1 < 1 < ranker("2021年营养午餐花了多少钱呢")[1]


def test_all_methods_are_compared_on_the_questions_that_stand_alone(county: Answerer) -> None:
    def asked(id: str, text: str, expect: str, *must: str, opens: bool = True) -> Question:
        return Question(id, text, expect, "formal", opens, (must,) if must else ())

    questions = [
        asked("a", "营养午餐花了多少钱", "answer", "612.4"),
        asked("b", "镇上小书馆建了几个", "answer", "17个"),
        asked("c", "百合园有多少户", "refuse"),
        asked("d/1", "鲜百合产量是多少", "answer", "不会有的"),
        asked("d/2", "去年呢", "refuse", opens=False),
        asked("e", "你好", "smalltalk"),
    ]
    found = on_exam(county.index, questions, silent)
    assert (found.answerable, found.unanswerable, found.stored) == (2, 1, len(county.index.phrasings))
    assert [ranking.name for ranking in found.rankings] == list(rankers(county.index))
    assert found.rankings[0] == replace(found.rankings[0], name="问报", right=1.0, auc=1.0, kept=1.0)


def test_on_a_bare_faq_nothing_but_the_standard_questions_is_known(county: Answerer) -> None:
    found = on_bare_faq(county.index, silent)
    entries = county.index.knowledge.entries
    topics = list(dict.fromkeys(entry.topic for entry in entries))
    assert found.stored == sum(entry.topic not in topics[::5] for entry in entries)
    assert found.answerable > 0
    assert found.unanswerable > 0
    for ranking in found.rankings:
        assert 0 <= ranking.kept <= ranking.right <= 1
        assert 0 <= ranking.auc <= 1
    assert found.rankings[0].right > 0


def test_on_the_shipped_knowledge_stripped_bare_it_is_ahead_of_each_plain_method(bot: Answerer) -> None:
    ours, *plain = on_bare_faq(bot.index, silent).rankings
    for other in plain:
        assert ours.right > other.right, other
        assert ours.auc > other.auc, other
        assert ours.kept > other.kept, other


def test_the_command_prints_tables_in_chinese(
    county: Answerer, county_folder: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(data))
    exam = [
        {"id": "a", "q": "营养午餐花了多少钱", "expect": "answer", "style": "formal", "must": [["612.4"]]},
        {"id": "b", "q": "百合园有多少户", "expect": "refuse", "style": "formal"},
    ]
    (tmp_path / "考题.jsonl").write_text("\n".join(map(json.dumps, exam)), "utf-8")
    assert main(["bench", "--knowledge", str(county_folder), str(tmp_path / "考题.jsonl")]) == 0
    out, err = capsys.readouterr()
    assert err == "", "progress is for a terminal only"
    assert re.search(r"^问报 +100\.0% +1\.000 +100\.0%$", out, re.MULTILINE)
    stored = len(county.index.phrasings)
    assert f"一、考题:用全部标准问和相似问作索引(库里 {stored} 个问法;能答的 1 题,不能答的 1 题)" in out
    assert f"三、速度({len(county.index.knowledge.entries)} 条,{stored} 个问法)" in out
    assert out.count("BM25(jieba 分词)") == 2
    measured = {name: float(value) for name, value in re.findall(r"^(\S+) +(\d+(?:\.\d+)?) (?:秒|毫秒|MB)$", out, re.MULTILINE)}
    assert 0 < measured["读建好的索引"] < measured["建索引(知识库改了才要)"] < 60
    assert 0 < measured["启动并回答一个问题"] < 30
    assert 0 < measured["一个问题,中位数"] < 1000
    assert 20 < measured["内存(回答一个问题的进程)"] < 1000
