"""What cannot be read as a question: nothing, no words, one thing over and over, far too much."""

from bot.answering.reply import Composer, Reply
from bot.language.text import key, without_markup

#: Longer messages are not read (a letter of complaint has 300 to 900 characters).
LONGEST = 2000


def unreadable(text: str, composer: Composer) -> Reply | None:
    """A refusal for a normalised text that holds no question, or None."""
    say = composer.say
    if len(text) > LONGEST:
        return Reply("no_answer", say["too_long"], reason="unreadable")
    letters = key(without_markup(text))
    if not letters:
        return Reply("no_answer", say["unreadable_empty"].format(example=say["example"]), reason="unreadable")
    if _repeats(letters) or (letters.isdigit() and len(letters) > 6):
        return Reply("no_answer", say["unreadable"].format(example=say["example"]), reason="unreadable")
    return None


def _repeats(letters: str) -> bool:
    """True for one character more than three times over (啊啊啊啊), or a few more than seven times."""
    period = (letters + letters).find(letters, 1)
    return len(letters) // period > (3 if period == 1 else 7)
