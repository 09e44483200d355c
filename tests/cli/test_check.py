"""`check` on the command line: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.loading import READING
from bot.knowledge.rules import RULES
from bot.upkeep.proof import PROVING
from tests.conftest import KnowledgeFolder


@pytest.fixture
def faulty(folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch) -> KnowledgeFolder:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [allowance-mony]")
    folder.change("报告/问答.yaml", "高龄津贴人数, ", "")
    monkeypatch.chdir(folder.path.parent)
    return folder


def test_a_clean_folder_is_fine(folder: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder.path)]) == 0
    assert capsys.readouterr().out == "没有问题;读了 6 个文件,3 条问答。\n"


def test_each_problem_is_a_line_and_the_last_line_sums_up(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "knowledge"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "knowledge/报告/问答.yaml:6:14: 提醒:“allowance-people”只有 4 个 similar,至少要 5 个,请补上别的问法 (few-phrasings)",
        "knowledge/报告/问答.yaml:11:15: related 里的“allowance-mony”没有这个 id,是不是 allowance-money (broken-related)",
        "1 个错误,1 个提醒;读了 6 个文件,3 条问答。",
    ]


def test_warnings_alone_are_no_failure(folder: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("报告/数据.xlsx", b"PK")
    assert main(["check", str(folder.path)]) == 0
    assert "0 个错误,1 个提醒" in capsys.readouterr().out


def test_the_folder_may_be_an_option(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", "knowledge"]) == 1
    assert "1 个错误" in capsys.readouterr().out


def test_the_folder_of_one_report_can_be_checked(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "knowledge/报告"]) == 1
    assert "knowledge/报告/问答.yaml:11:15" in capsys.readouterr().out


def test_json_holds_the_same_problems(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "knowledge"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in ("errors", "warnings", "files", "entries")} == {"errors": 1, "warnings": 1, "files": 6, "entries": 3}
    assert told["problems"][1] == {
        "path": "knowledge/报告/问答.yaml",
        "line": 11,
        "column": 15,
        "severity": "error",
        "rule": "broken-related",
        "message": "related 里的“allowance-mony”没有这个 id,是不是 allowance-money",
    }


def test_github_gets_annotations(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    faulty.write("报告/a,b:100%.xlsx", b"PK")
    assert main(["check", "--format", "github", "knowledge"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "::warning file=knowledge/报告/a%2Cb%3A100%25.xlsx::不会读这个文件:要用就改名,以 .yaml 结尾;不用就移走 (unknown-file)" in lines
    assert "::error file=knowledge/报告/问答.yaml,line=11,col=15::related 里的“allowance-mony”没有这个 id,是不是 allowance-money (broken-related)" in lines


def test_rules_are_listed_with_their_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*READING, *(rule.id for rule in RULES), *PROVING]
    assert lines[-1].endswith(list(PROVING.values())[-1])


@pytest.mark.parametrize("folder_name", ["没有", "空的", "文件"])
def test_a_folder_that_is_none_is_misuse_told_in_one_line(tmp_path: Path, folder_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空的").mkdir()
    (tmp_path / "文件").write_text("")
    assert main(["check", str(tmp_path / folder_name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert folder_name in err


def test_an_unknown_format_is_misuse(folder: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "xml", str(folder.path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
