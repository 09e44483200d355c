"""Transcripts: what the documentation shows of the command line, the files that it shows to run it on, and the table of the rules.

A fenced block marked `console` holds commands after `$ ` and what they print, to the letter. A fenced block marked `yaml` that opens with
`# 文件: NAME` is that file; where a page has such files its commands run in a folder that holds them. The table stands between
`<!-- rules:begin -->` and `<!-- rules:end -->`. Write all of it anew with `python -m tests.transcripts README.md`.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from bot.cli.main import main
from bot.knowledge.loading import READING
from bot.knowledge.rules import RULES
from bot.upkeep.meaning import MEANING
from bot.upkeep.proof import PROVING

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(?<=^```console\n)(?P<body>.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?<=^```yaml\n)(?P<text># 文件: (?P<name>\S+)\n.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"(?<=^<!-- rules:begin -->\n).*?(?=^<!-- rules:end -->$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """One command as the documentation shows it, with what it is said to print."""

    command: str
    output: str


def shown(page: str) -> list[Shown]:
    """All commands that a page shows with their output."""
    return [each for block in _BLOCK.finditer(page) for each in _commands(block["body"])]


def files(page: str) -> dict[str, str]:
    """The files that a page shows whole, by name."""
    return {found["name"]: found["text"] for found in _FILE.finditer(page)}


def write(page: str, folder: Path) -> None:
    """Write the files that a page shows into a folder."""
    for name, text in files(page).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def rules_table() -> str:
    """Every rule with its meaning, what reading finds first."""
    rows = [*READING.items(), *((rule.id, rule.meaning) for rule in RULES), *MEANING.items(), *PROVING.items()]
    return "\n".join(["| 规则 | 要求 |", "|---|---|", *(f"| `{id}` | {meaning} |" for id, meaning in rows)]) + "\n"


def printed(command: str) -> str:
    """What a command prints in the working folder: `python -m bot …`, or `printf '…' | python -m bot …`."""
    words = shlex.split(command)
    typed = ""
    if words[0] == "printf" and words[2] == "|":
        typed, words = words[1].replace(r"\n", "\n"), words[3:]
    if words[:3] != ["python", "-m", "bot"]:
        raise ValueError(f"a console block may only show python -m bot: {command}")
    out, keyboard = io.StringIO(), io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), patch("sys.stdin", keyboard), patch.dict(os.environ):
        os.environ.pop("WENBAO_KNOWLEDGE", None)
        main(words[3:])
    return out.getvalue()


def refreshed(page: str) -> str:
    """The page with what its commands print today, and the rules of today."""
    page = _TABLE.sub(lambda _: rules_table(), page)
    with tempfile.TemporaryDirectory() as folder:
        write(page, Path(folder))
        with contextlib.chdir(folder if files(page) else ROOT):
            return _BLOCK.sub(lambda block: "".join(f"$ {each.command}\n{printed(each.command)}" for each in _commands(block["body"])), page)


def _commands(body: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        target = Path(argument)
        target.write_text(refreshed(target.read_text("utf-8")), "utf-8")
