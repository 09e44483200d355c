"""A bare FAQ: standard questions alone, other topics left out and other questions asked at each turn."""

import pytest

from bot.answering.answerer import Answerer
from bot.upkeep.bare_faq import LEFT_OUT, bare_faq
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


@pytest.mark.parametrize("turn", range(LEFT_OUT))
def test_nothing_but_standard_questions_is_left(county: Answerer, turn: int) -> None:
    faq = bare_faq(county.index.knowledge, turn)
    known = {entry.question: entry for entry in county.index.knowledge.entries}
    for entry in faq.index.knowledge.entries:
        assert entry.phrasings == (entry.question,)
        assert (entry.figures, entry.names, entry.related, entry.points, entry.topic, entry.reason) == ((), (), (), (), "", "")
        assert known[entry.question].topic not in {known[text].topic for text in known.keys() - {stored.question for stored in faq.index.knowledge.entries}}
    assert set(faq.index.bareness) == {1.0}


def test_each_question_is_one_of_the_entry_that_it_belongs_to(county: Answerer) -> None:
    faqs = [bare_faq(county.index.knowledge, turn) for turn in range(10)]
    asked = [text for faq in faqs for text, _ in faq.asked]
    assert sorted(asked) == sorted(text for entry in county.index.knowledge.entries for text in entry.similar)
    owner = {text: entry.question for entry in county.index.knowledge.entries for text in entry.similar}
    for faq in faqs:
        stored = [entry.question for entry in faq.index.knowledge.entries]
        assert all((owner[text] == stored[number]) if number is not None else (owner[text] not in stored) for text, number in faq.asked)


def test_without_words_the_lexicon_names_no_thing(county: Answerer) -> None:
    kinds = {concept.kind for concept in bare_faq(county.index.knowledge, words=False).index.knowledge.lexicon.concepts.values()}
    assert kinds
    assert not kinds & {"subject", "population"}
