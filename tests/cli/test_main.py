"""The command line: exit status and one clear Chinese line for every misuse."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot import __version__
from bot.cli import main as module
from bot.cli.main import COMMANDS, main
from tests.conftest import KnowledgeFolder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path / "var"))
    for name in ("WENBAO_KNOWLEDGE", "WENBAO_DEBUG", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)


def misused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a misuse gets."""
    assert main(list(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert re.search(r"[\u4e00-\u9fff]", err)
    assert "Error" not in err
    return err.strip()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "--bogus", "x"), "--bogus"),
        (("--bogus",), "--bogus"),
        (("chat", "--bogus"), "--bogus"),
        (("check", "--bogus"), "--bogus"),
        (("eval", "--bogus", "x"), "--bogus"),
        (("calibrate", "--bogus"), "--bogus"),
        (("bench", "--bogus"), "--bogus"),
        (("serve", "--bogus"), "--bogus"),
        (("bogus",), "bogus"),
        (("ask",), "--batch"),
        (("ask", "一", "二"), "引号"),
        (("ask", "--batch", "x", "--json", "问"), "二选一"),
        (("ask", "--batch", "x"), "--json"),
        (("ask", "--json", "--batch", "/没有/这个.jsonl"), "/没有/这个.jsonl"),
        (("ask", "--json", "--batch", "/"), "/"),
        (("ask", "--knowledge"), "--knowledge"),
        (("ask", "--knowledge", "/没有", "问"), "/没有"),
        (("chat", "--knowledge", "/没有"), "/没有"),
        (("eval", "/没有.jsonl"), "/没有.jsonl"),
        (("eval",), "考题"),
        (("calibrate", "/没有.jsonl"), "/没有.jsonl"),
        (("check", "/没有"), "/没有"),
        (("serve",), "TELEGRAM_BOT_TOKEN"),
    ],
    ids=" ".join,
)
def test_misuse_is_told_in_one_chinese_line_that_names_it(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    assert told in misused(capsys, *arguments)


def test_no_command_is_misuse_too(capsys: pytest.CaptureFixture[str]) -> None:
    misused(capsys)


def test_an_empty_knowledge_folder_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert str(tmp_path) in misused(capsys, "ask", "--knowledge", str(tmp_path), "问")


def test_a_file_in_place_of_a_folder_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    assert "文件" in misused(capsys, "ask", "--knowledge", str(tmp_path / "文件"), "问")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("报告/坏.yaml", "entries:\n  - id: a\n    question: [\n", r"坏\.yaml:\d+"),
        ("报告/坏.yaml", "section: x\nentries:\n\t- id: a\n", r"坏\.yaml:3"),
        ("报告/坏.yaml", "entries:\n  - id: a\n    question: 问\n    answr: 答\n", r"坏\.yaml:[24]"),
        ("报告/坏.yaml", "", r"坏\.yaml:1"),
        ("报告/坏.yaml", "entries:\n  - id: a\n    question: no\n    answer: 答\n", r"坏\.yaml:3"),
        ("报告/report.yaml", "id: x\n", r"report\.yaml:1"),
        ("lexicon/坏.yaml", "concepts:\n  - {name: x, kind: nothing, words: [y]}\n", r"lexicon/坏\.yaml:2"),
        ("smalltalk.yaml", "smalltalk: 3\n", r"smalltalk\.yaml:1"),
        ("sentences.yaml", "sentences: [", r"sentences\.yaml:[12]"),
    ],
)
def test_a_broken_knowledge_folder_is_told_with_file_and_line(capsys: pytest.CaptureFixture[str], folder: KnowledgeFolder, name: str, text: str, line: str) -> None:
    folder.write(name, text.encode())
    assert re.search(line, misused(capsys, "ask", "--knowledge", str(folder.path), "问"))


def test_a_file_that_is_not_utf_8_is_told_with_its_line(capsys: pytest.CaptureFixture[str], folder: KnowledgeFolder) -> None:
    folder.write("报告/坏.yaml", b"section: x\n# \xc4\xe3\xba\xc3\n")
    assert re.search(r"坏\.yaml:2", misused(capsys, "ask", "--knowledge", str(folder.path), "问"))


@pytest.mark.parametrize("name", ["sentences.yaml", "smalltalk.yaml"])
def test_a_missing_file_of_sentences_is_told(capsys: pytest.CaptureFixture[str], folder: KnowledgeFolder, name: str) -> None:
    (folder.path / name).unlink()
    assert name in misused(capsys, "ask", "--knowledge", str(folder.path), "问")


def test_a_missing_sentence_is_no_bug_of_ours_when_it_is_needed(capsys: pytest.CaptureFixture[str], folder: KnowledgeFolder) -> None:
    folder.write("sentences.yaml", "sentences:\n  clarify: 哪一个?\n")
    assert main(["ask", "--knowledge", str(folder.path), ""]) == 2
    assert "sentences.yaml" in capsys.readouterr().err


def test_a_bug_of_ours_is_status_3_and_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("broken")
    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(module._Commands, "get_command", lambda *_: broken)
    assert main(["ask"]) == 3
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "ZeroDivisionError" in err
    assert "secret detail" not in err
    monkeypatch.setenv("WENBAO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["ask"])


def test_the_status_of_a_command_is_the_status_of_the_process(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [allowance-mony]")
    for arguments, status in ((["--version"], 0), (["check", str(folder.path)], 1), (["ask", "--bogus"], 2)):
        done = subprocess.run([sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, timeout=60, check=False, env=os.environ)
        assert done.returncode == status, done.stderr.decode()


def test_every_command_is_listed_with_one_line_and_has_help_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out
    for name, meaning in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(meaning)}$", listed, re.MULTILINE)
        assert main([name, "--help"]) == 0
        shown = capsys.readouterr().out
        assert f"python -m bot {name}" in shown
        assert re.search(r"[\u4e00-\u9fff]{4}", shown)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wenbao {__version__}\n"


def test_every_command_has_a_module_and_every_module_of_a_command_is_listed() -> None:
    modules = {path.stem for path in Path(module.__file__).parent.glob("*.py") if "\ndef command(" in path.read_text("utf-8")}
    assert modules == set(COMMANDS)
