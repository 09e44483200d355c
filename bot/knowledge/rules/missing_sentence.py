"""The bot's own sentences are complete.

sentences.yaml 要有程序用到的每一句,花括号里只能是程序会填的词。多出来的句子程序不用,多半是名字写错了;
句子里要显示花括号本身,写两个:{{ 和 }}。

Good:

    # 改: sentences.yaml
    no_point: "没有第{number}点,只有{count}点。"

Bad:

    # 改: sentences.yaml
    no_point: "没有第{num}点,只有{count}点。"
"""

from collections.abc import Iterator
from string import Formatter

from bot.knowledge.loading import Loaded
from bot.knowledge.problem import Problem
from bot.knowledge.sentences import NEEDED

ID = "missing-sentence"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Sentences that are missing, unknown, or have braces that the program cannot fill."""
    document = loaded.sentences
    written = document.data.get("sentences") if isinstance(document.data, dict) else None
    if not isinstance(written, dict):
        return
    for name in NEEDED:
        if name not in written:
            yield document.problem(("sentences",), f"缺少“{name}”这一句,请补上", ID)
    for name, text in written.items():
        if name not in NEEDED:
            yield document.problem(("sentences", name), f"程序不用“{name}”这一句,请检查名字的拼写或删掉", ID, warning=True)
        elif isinstance(text, str):
            for message in _faults(text, NEEDED[name]):
                yield document.problem(("sentences", name), f"“{name}”{message}", ID)


def _faults(text: str, allowed: frozenset[str]) -> Iterator[str]:
    try:
        fields = [(field, spec, conversion) for _, field, spec, conversion in Formatter().parse(text) if field is not None]
    except ValueError:
        yield "的花括号没有成对;要显示花括号本身,请写两个"
        return
    listed = "、".join(f"{{{word}}}" for word in sorted(allowed))
    for field, spec, conversion in fields:
        if field not in allowed:
            yield f"里的 {{{field}}} 程序不会填,只能写 {listed}" if listed else f"里的 {{{field}}} 程序不会填,这一句里不要用花括号"
        elif spec or conversion:
            yield f"里的 {{{field}}} 多写了冒号或叹号,请只写 {{{field}}}"
