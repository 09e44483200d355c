"""The needed sentences: what the program says is what it needs, and what ships has it all."""

import re
from pathlib import Path

import pytest

import bot
from bot.knowledge.folder import shipped
from bot.knowledge.loading import load_all
from bot.knowledge.rules import missing_sentence
from bot.knowledge.sentences import NEEDED, filled

SPEAKERS = [path for room in ("answering", "chat", "cli") for path in (Path(bot.__file__).parent / room).glob("*.py")]


def test_the_sentences_that_ship_are_those_that_are_needed() -> None:
    assert [str(problem) for problem in missing_sentence.check(load_all(shipped()))] == []


def test_every_sentence_that_the_program_names_is_needed() -> None:
    """A new sentence goes into `bot/knowledge/sentences.py` too, with the words that it may have in braces."""
    source = "".join(path.read_text("utf-8") for path in SPEAKERS)
    named = {*re.findall(r"""\bsay\[["'](\w+)["']\]""", source), *re.findall(r"""["'](telegram_\w+)["']""", source)}
    assert named
    assert named <= set(NEEDED)


@pytest.mark.parametrize(
    ("form", "date", "office", "told"),
    [
        ("出自《{title}》({date})", "2021-12-20", "县府办", "出自《甲,(乙)》(2021-12-20)"),
        ("出自《{title}》({date})", "", "县府办", "出自《甲,(乙)》"),
        ("• 《{title}》\n  {office}发布,{date};一年的", "2021-12-20", "", "• 《甲,(乙)》\n2021-12-20;一年的"),
        ("• 《{title}》\n  {office}发布,{date};一年的", "", "", "• 《甲,(乙)》\n一年的"),
        ("《{title}》,{office}发布,{date}", "", "县府办", "《甲,(乙)》,县府办发布"),
    ],
)
def test_what_a_report_does_not_say_leaves_its_clause_out(form: str, date: str, office: str, told: str) -> None:
    assert filled(form, title="甲,(乙)", date=date, office=office) == told
