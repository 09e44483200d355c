"""The one base of all errors that people see."""


class WenbaoError(Exception):
    """Something the person at the keyboard can mend.

    Its message is one line of Chinese: what is wrong, where, and what to do next. Subclasses live where they are raised; only
    `bot/cli` turns one into an exit code (2).
    """
