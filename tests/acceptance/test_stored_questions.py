"""Every stored question of the shipped knowledge, standard or similar, gets its own entry back."""

import time

from bot.answering.answerer import Answerer

#: Seconds of processor time for all of them together, on the slowest machine that is supported.
LONGEST = 20.0


def test_every_stored_question_gets_its_own_entry_back(bot: Answerer) -> None:
    began = time.process_time()
    lost = []
    asked = 0
    for entry in bot.index.knowledge.entries:
        expected = (entry.id, "answered" if entry.is_fact else "no_answer", entry.reason or None)
        for question in entry.phrasings:
            reply = bot.ask(question).reply
            asked += 1
            if (reply.entry, reply.status, reply.reason) != expected:
                lost.append(f"{entry.path}:{entry.line} {entry.id}: {question} → {reply.status} {reply.entry} {reply.text!r}")
    took = time.process_time() - began
    assert asked == len(bot.index.phrasings) > 2000
    assert not lost, f"{len(lost)} of {asked} stored questions are lost:\n" + "\n".join(lost)
    assert took < LONGEST


def test_an_offered_question_gives_the_entry_that_it_names(bot: Answerer) -> None:
    facts = [entry for entry in bot.index.knowledge.entries if entry.is_fact]
    wrong = [entry.id for entry in facts if bot.ask(entry.question).reply.entry != entry.id]
    assert not wrong
