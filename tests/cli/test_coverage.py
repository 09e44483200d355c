"""`coverage` and `check --source` on the command line."""

import json
from pathlib import Path

import pytest

from bot.cli.main import main
from tests.published import write


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    (tmp_path / "白鹭县2021年民生工作情况.txt").rename(tmp_path / "原文.txt")
    return tmp_path


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_check_tells_both_shares(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--source", "原文.txt", "knowledge"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "没有问题;读了 11 个文件,32 条问答。",
        "原文的 23 个数,答了 22 个,免答 1 个,未答 0 个(100.0%);25 条报告写了的问答,原文证实 25 条(100.0%)。",
    ]


def test_check_tells_each_miss_in_every_format(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(county / "原文.txt", "新添图书2.6万册", "新添图书2.6万册、报刊8种")
    assert main(["check", "--source", "原文.txt", "knowledge"]) == 1
    out = capsys.readouterr().out
    assert "原文.txt:8:59: “一、学校和图书”的“8种”没有一条问答来答,请加一条,或在 report.yaml 的 waived 里写明为什么不用答 (source-uncovered)" in out
    assert "未答 1 个(95.8%)" in out
    assert main(["check", "--format", "github", "--source", "原文.txt", "knowledge"]) == 1
    assert "::error file=原文.txt,line=8,col=59::" in capsys.readouterr().out
    assert main(["check", "--format", "json", "--source", "原文.txt", "knowledge"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["source"] == {"figures": 24, "answered": 22, "waived": 1, "open": 1, "facts": 25, "proven": 25}
    assert [problem["rule"] for problem in told["problems"]] == ["source-uncovered"]


def test_coverage_is_a_table_by_section(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--source", "原文.txt", "knowledge"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "《白鹭县2021年民生工作情况》"
    assert lines[2].split() == ["4", "4", "0", "0", "4/4", "4", "2", "5.3", "一、学校和图书"]
    assert lines[-1] == "原文.txt:24:66: 免答 2年:只是办法的期限"


def test_coverage_lists_what_is_open_and_fails(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(county / "原文.txt", "新添图书2.6万册", "新添图书2.6万册、报刊8种")
    assert main(["coverage", "--source", "原文.txt", "knowledge"]) == 1
    assert "原文.txt:8:59: 未答 8种(一、学校和图书)" in capsys.readouterr().out


def test_coverage_without_a_text_counts_entries(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "knowledge"]) == 0
    assert capsys.readouterr().out.splitlines()[2].split() == ["4", "2", "5.3", "一、学校和图书"]


def test_coverage_as_json_holds_every_figure_and_entry(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--json", "--source", "原文.txt", "knowledge"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["sections"][0]["figures"][0]["entries"] == ["lunch-pupils"]
    assert told["sections"][0]["entries"][0]["id"] == "lunch-pupils"


@pytest.mark.parametrize("command", ["check", "coverage"])
def test_a_text_that_is_missing_is_misuse_told_in_one_line(county: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--source", "没有.txt", "knowledge"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
