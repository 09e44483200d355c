"""The rules that a knowledge folder is held against: one module a rule, found by themselves.

A rule's module has `ID`, `check(loaded)` and a docstring: a line for programmers, a paragraph in Chinese for maintainers whose first
sentence says it all, then a good and a bad example. An example is a file of entries, or the file that its first comment names
(`# 文件: sentences.yaml`).
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem

_PARTS = re.compile(r"\A.+?\n\n(?P<text>.+?)\n\nGood:\n\n(?P<good>.+?)\n\nBad:\n\n(?P<bad>.+)\Z", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """One rule: its id, what it asks for in one sentence and in full, an example that keeps it, one that breaks it, and the check."""

    id: str
    meaning: str
    text: str
    good: str
    bad: str
    check: Callable[[Loaded], Iterator[Problem]]


def _rule(module: ModuleType) -> Rule:
    parts = _PARTS.match(inspect.cleandoc(module.__doc__ or ""))
    if parts is None:
        raise ValueError(f"{module.__name__}: the docstring of a rule needs a text, Good: and Bad:")
    text = parts["text"].replace("\n", "")
    return Rule(module.ID, text.partition("。")[0], text, inspect.cleandoc(parts["good"]), inspect.cleandoc(parts["bad"]), module.check)


#: All rules, by id.
RULES: tuple[Rule, ...] = tuple(sorted((_rule(importlib.import_module(f"{__name__}.{found.name}")) for found in pkgutil.iter_modules(__path__)), key=lambda rule: rule.id))


def check_all(loaded: Loaded) -> Iterator[Problem]:
    """Every problem that any rule finds."""
    for rule in RULES:
        yield from rule.check(loaded)
