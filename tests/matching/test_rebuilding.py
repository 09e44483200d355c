"""Building from an earlier index: after any edits it is the index that building anew gives, to the last bit."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.knowledge.entry import Entry
from bot.knowledge.folder import Knowledge
from bot.knowledge.lexicon import Concept, Lexicon
from bot.knowledge.loading import Shelf, load, load_all
from bot.matching.index import Index, Phrasing, Splice, build
from tests.conftest import KnowledgeFolder
from tests.matching.test_index import QUESTIONS

WORDS = ["营养", "午餐", "老人", "多少", "书", "新建", "百合", "赶集专车", "银龄学堂", "学生", "第三季度", "吃", "林间", "覆盖率", "双桥镇", "APP", "公里", "3184", "园里"]


def parts(index: Index) -> dict[str, object]:
    """All that an index holds, in a form that compares."""
    reader = {name: value for name, value in vars(index.reader).items() if name not in ("lexicon", "_tokenizer")}
    channels = {name: (channel.holders, list(channel.holders), channel.idf, channel.rare, channel.norms) for name, channel in index.channels.items()}
    return {**vars(index), "reader": reader, "channels": channels, "cores": [list(scope.core) for scope in index.scopes]}


def assert_same(made: Index, anew: Index) -> None:
    told, due = parts(made), parts(anew)
    assert told.keys() == due.keys()
    assert [name for name in due if told[name] != due[name]] == []


def _entries(knowledge: Knowledge, change: Callable[[list[Entry]], None]) -> Knowledge:
    entries = list(knowledge.entries)
    change(entries)
    return replace(knowledge, entries=tuple(entries))


def _concepts(knowledge: Knowledge, dice: random.Random, change: Callable[[Concept], Concept | None]) -> Knowledge:
    """Change a concept whose words the entries use, or take it out."""
    concepts = dict(knowledge.lexicon.concepts)
    named = [name for name in concepts if any(name in text for entry in knowledge.entries for text in (entry.answer, *entry.phrasings))]
    name = dice.choice(sorted(named))
    changed = change(concepts.pop(name))
    return replace(knowledge, lexicon=Lexicon({**concepts, **({name: changed} if changed else {})}))


def edited(knowledge: Knowledge, dice: random.Random) -> Knowledge:
    """The knowledge after one edit of any kind."""
    at = dice.randrange(len(knowledge.entries))
    entry = knowledge.entries[at]
    word = "".join(dice.sample(WORDS, 2)) if dice.random() < 0.7 else dice.choice(WORDS)

    def put(changed: Entry) -> Knowledge:
        return _entries(knowledge, lambda entries: entries.__setitem__(at, changed))

    match dice.randrange(14):
        case 0:
            return put(replace(entry, answer=entry.answer + f"还有{word}7件。"))
        case 1:
            return put(replace(entry, similar=(*entry.similar, f"{word}的事说说", word)))
        case 2:
            return put(replace(entry, similar=entry.similar[:-1]))
        case 3:
            return put(replace(entry, question=word + entry.question, topic=word))
        case 4:
            return _entries(knowledge, lambda entries: entries.pop(at) and None) if len(knowledge.entries) > 3 else knowledge
        case 5:
            return _entries(knowledge, lambda entries: entries.insert(at, replace(entry, id=f"new-{dice.randrange(10**9)}", similar=(word, entry.question))))
        case 6:
            return _entries(knowledge, dice.shuffle)
        case 7:
            return put(replace(entry, reason="" if entry.reason else "unknown", figures=()))
        case 8:
            return _concepts(knowledge, dice, lambda concept: replace(concept, words=(*concept.words, word)))
        case 9:
            return _concepts(knowledge, dice, lambda concept: replace(concept, words=concept.words[:-1]))
        case 10:
            return _concepts(knowledge, dice, lambda concept: replace(concept, kind="word" if concept.kind == "subject" else "subject"))
        case 11:
            return _concepts(knowledge, dice, lambda concept: replace(concept, broader=("老人",), units=("亩", "个")))
        case 12:
            return _concepts(knowledge, dice, lambda concept: None)
        case _:
            report = replace(knowledge.reports[0], aliases=(word,), parts=("双桥镇", "百合"), plans=dice.choice([0, 2022]))
            return replace(knowledge, reports=(report,))


@pytest.mark.parametrize("seed", range(8))
def test_after_random_edits_an_index_made_from_the_one_before_is_the_one_built_anew(county: Answerer, seed: int) -> None:
    """The index goes from edit to edit; each is made from the one before it, and the last is held against one built from nothing."""
    dice = random.Random(seed)
    index = county.index
    for _ in range(4):
        knowledge = index.knowledge
        for _ in range(dice.randint(1, 3)):
            knowledge = edited(knowledge, dice)
        index = build(knowledge, index)
    anew = build(index.knowledge)
    assert_same(index, anew)
    one, other = Answerer(index), Answerer(anew)
    assert [question for question in QUESTIONS if one.ask(question) != other.ask(question)] == []


def test_an_unchanged_knowledge_shares_all_that_it_can_with_the_index_before(county: Answerer) -> None:
    again = build(county.index.knowledge, county.index)
    assert_same(again, county.index)
    assert again.channels is county.index.channels
    assert all(one is other for one, other in zip(again.phrasings, county.index.phrasings, strict=True))


def test_the_index_before_is_left_as_it_was(county: Answerer) -> None:
    dice = random.Random(5)
    knowledge = county.index.knowledge
    for _ in range(8):
        knowledge = edited(knowledge, dice)
    before = [county.ask(question) for question in QUESTIONS]
    build(knowledge, county.index)
    assert [county.ask(question) for question in QUESTIONS] == before
    assert_same(county.index, build(county.index.knowledge))


def _phrasings(texts: str, read: str = "") -> tuple[Phrasing, ...]:
    return tuple(Phrasing(text, text, text + read, text, frozenset(text), text) for text in texts)


@pytest.mark.parametrize(
    ("old", "new", "start", "stop", "put"),
    [
        ("abcd", "abcd", 4, 4, ""),
        ("abcd", "abXcd", 2, 2, "X"),
        ("abcd", "ad", 1, 3, ""),
        ("abcd", "aXYd", 1, 3, "XY"),
        ("aaa", "aa", 2, 3, ""),
        ("", "ab", 0, 0, "ab"),
        ("ab", "", 0, 2, ""),
    ],
)
def test_the_stretch_that_differs_is_found(old: str, new: str, start: int, stop: int, put: str) -> None:
    splice = Splice.between(_phrasings(old), _phrasings(new))
    assert (splice.start, splice.stop, "".join(phrasing.text for phrasing in splice.new), splice.reread) == (start, stop, put, ())


def test_texts_that_are_read_otherwise_are_found_on_both_sides_of_the_stretch() -> None:
    old = _phrasings("abcdef")
    new = (*_phrasings("a"), *_phrasings("b", "!"), *_phrasings("XY"), *_phrasings("d", "!"), *_phrasings("ef"))
    splice = Splice.between(old, new)
    assert [(number, before.text, after.plain) for number, before, after in splice.reread] == [(1, "b", "b!"), (4, "d", "d!")]


def test_a_shelf_gives_what_reading_all_gives_whatever_was_changed(folder: KnowledgeFolder) -> None:
    shelf = Shelf()

    def same() -> bool:
        once, again, anew = load_all(folder.path, shelf), load_all(folder.path, shelf), load_all(folder.path)
        return once == again == anew

    assert same()
    folder.change("报告/问答.yaml", "answer: 清河县2023年有312人", "answer: 清河县2023年共有312人")
    assert same()
    folder.write("报告/别的.yaml", "entries:\n  - {id: x\n")
    assert same()
    assert load_all(folder.path, shelf).problems
    (folder.path / "报告/别的.yaml").unlink()
    folder.write("lexicon/metrics.yaml", "concepts: []\n")
    assert same()
    assert load(folder.path) == load_all(folder.path, shelf).knowledge


def test_a_shelf_reads_only_the_changed_file(folder: KnowledgeFolder) -> None:
    shelf = Shelf()
    before = {document.path: document for document in load_all(folder.path, shelf).documents}
    folder.change("lexicon/subjects.yaml", "高龄补贴", "长寿钱")
    after = {document.path: document for document in load_all(folder.path, shelf).documents}
    assert [Path(path).name for path in before if before[path] is not after[path]] == ["subjects.yaml"]
