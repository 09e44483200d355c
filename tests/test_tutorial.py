"""The tutorial: its report, edits and commands, run from top to bottom, print what the page shows.

`python -m tests.test_tutorial` writes what the commands print into the page anew.
"""

import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transcripts import ROOT, printed

PAGE = ROOT / "docs" / "教程.md"
_BLOCK = re.compile(r"^```(?P<kind>text|diff|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_REPORT = "云溪镇.txt"


def played(page: str) -> Iterator[tuple[str, str]]:
    """Go through the page in the working folder: each command with what it prints, after the edits above it."""
    for block in _BLOCK.finditer(page):
        if block["kind"] == "text":
            Path(_REPORT).write_text(block["body"], "utf-8")
        elif block["kind"] == "diff":
            edit(block["body"])
        else:
            for command in re.findall(r"^\$ (.+)$", block["body"], re.MULTILINE):
                yield command, printed(command)


def edit(body: str) -> None:
    """Replace the lines that a diff takes away, which stand in the file once, by those that it adds; where it only adds, the file is new."""
    first, *lines = body.splitlines()
    path = Path(first.removeprefix("# 文件: "))
    old = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
    new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
    if not old:
        assert not path.exists()
        path.write_text(new, "utf-8")
        return
    text = path.read_text("utf-8")
    assert text.count(f"\n{old}") == 1, f"{old!r} stands in {path} {text.count(old)} times"
    path.write_text(text.replace(f"\n{old}", f"\n{new}"), "utf-8")


def refreshed(page: str) -> str:
    """The page with what its commands print today."""
    results = dict(played(page))

    def shown(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.+)$", block["body"], re.MULTILINE)
        return "```console\n" + "".join(f"$ {command}\n{results[command]}" for command in commands) + "```" if block["kind"] == "console" else block.group()

    return _BLOCK.sub(shown, page)


def test_the_tutorial_does_what_it_says(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path_factory.getbasetemp() / "data"))
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    assert refreshed(page) == page
    assert page.count("\n$ python -m bot ") == 8


def test_the_tutorial_names_no_path_of_one_machine() -> None:
    assert not re.findall(r"/(?:work|home|root|tmp|Users|mnt)/|https?://", PAGE.read_text("utf-8"))


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        text = refreshed(text)
    PAGE.write_text(text, "utf-8")
