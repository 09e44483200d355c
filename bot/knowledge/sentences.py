"""The bot's own sentences that the program needs: their names, and the words in braces that it fills in."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# A sentence a line: its name, then the words that it may have in braces; * is what Telegram's sentences may tell of the reports and the bot.
_TELLING = "titles facts place year example username"
_NEEDED = """
year                      years place what
year_among                years place what places whose
year_part                 years place what
place                     years place what
place_among               years place what places whose
population                years place what
metric                    years place what
metric_plain              years place
procedure                 years place
personal                  years place
opinion                   years place
unknown                   years place
unknown_what              years place what
request                   years place
nearest                   questions
lacking                   report
older                     report question
beside                    label answer
compare                   what newer older newer_figure older_figure change arithmetic
compare_same              what newer older newer_figure older_figure
compare_more              difference
compare_less              difference
compare_higher            difference
compare_lower             difference
compare_grew              rate
compare_fell              rate
compare_rough
compare_source            older title section date
compare_one               there what missing
clarify
clarify_hint
unreadable_empty          example
unreadable                example
too_long
not_that                  said
right_so
partly                    question refusal
more
no_more
no_point                  number count
example
error
telegram_first_questions
telegram_start            *
telegram_example          * question
telegram_help             * examples
telegram_about            * reports
telegram_about_report     * title office date
telegram_about_more       count
telegram_source           title section date
telegram_topics           path count
telegram_section          path count
telegram_topic            path count
telegram_page             page pages
telegram_previous
telegram_next
telegram_back
telegram_picture_button
telegram_picture_heading  title office date
telegram_picture_source   title office date
telegram_picture_line     label value
telegram_picture_caption  topic
telegram_words_button
telegram_not_text         *
telegram_ask_what         *
telegram_unknown_command  *
telegram_slow
telegram_failed           *
telegram_gone
telegram_gone_menu
telegram_thumb_up
telegram_thumb_down
telegram_thumb_gone
telegram_forgotten        count
telegram_why_nothing
telegram_day
telegram_week
telegram_month
telegram_stats            span questions people answered clarify no_answer smalltalk up down
telegram_misses
telegram_misses_none
telegram_miss             count text what down
telegram_reloaded         entries
telegram_reload_failed    problem
telegram_description      *
telegram_short_description *
"""

#: Each needed sentence with the words that it may have in braces.
NEEDED: Mapping[str, frozenset[str]] = MappingProxyType({name: frozenset(words) for name, *words in map(str.split, _NEEDED.replace("*", _TELLING).strip().splitlines())})

_CLAUSE = re.compile(r"[((][^()()\n]*[))]|[,;,;]?[^,;,;()()\n]+")
_SLOT = re.compile(r"\{(\w+)\}")
_BEGUN = re.compile(r"^(\s*)[,;,;]", re.MULTILINE)


def filled(form: str, **words: object) -> str:
    """A sentence with its words in braces filled in; a clause or a bracket of it whose word is empty is left out.

    `{office}发布,{date}` of a report that prints no date is `县政府办发布`.
    """
    kept = _CLAUSE.sub(lambda clause: "" if any(words.get(slot) == "" for slot in _SLOT.findall(clause[0])) else clause[0], form)
    return (form if kept == form else _BEGUN.sub(r"\1", kept)).format(**words)
