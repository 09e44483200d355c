"""`check` on the command line: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.loading import READING
from bot.knowledge.rules import RULES
from bot.upkeep.meaning import MEANING
from bot.upkeep.proof import PROVING
from tests.conftest import KnowledgeFolder
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


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
    assert [line.split()[0] for line in lines] == [*READING, *(rule.id for rule in RULES), *MEANING, *PROVING]
    assert lines[-1].endswith(list(PROVING.values())[-1])


@pytest.mark.parametrize("folder_name", ["没有", "空的", "文件"])
def test_a_folder_that_is_none_is_misuse_told_in_one_line(tmp_path: Path, folder_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    alone = tmp_path / "甲" / "乙"  # beside no other test's knowledge
    (alone / "空的").mkdir(parents=True)
    (alone / "文件").write_text("")
    assert main(["check", str(alone / folder_name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert folder_name in err


def test_an_unknown_format_is_misuse(folder: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "xml", str(folder.path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_of_one_file_only_its_problems_are_told(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    faulty.change("lexicon/subjects.yaml", "words:", "word:")
    assert main(["check", "knowledge/报告/问答.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["knowledge/报告/问答.yaml"] * 2
    assert lines[-1] == "1 个错误,1 个提醒;读了 1 个文件,3 条问答。"
    assert main(["check", "knowledge/lexicon/subjects.yaml"]) == 1
    assert "knowledge/lexicon/subjects.yaml:2:33: 没有“word”这个字段" in capsys.readouterr().out


def test_a_file_outside_any_knowledge_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = tmp_path / "甲" / "乙"
    alone.mkdir(parents=True)
    (alone / "记事.yaml").write_text("entries: []\n")
    assert main(["check", str(alone / "记事.yaml")]) == 2
    assert "不在知识库里" in capsys.readouterr().err


def test_by_meaning_it_asks_the_stored_questions(county_folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(data))
    assert main(["check", "--meaning", str(county_folder / "bailu-2021" / "1-学校.yaml")]) == 0
    assert "(stolen-phrasing)" in capsys.readouterr().out
    assert main(["check", "--meaning", str(county_folder / "bailu-2021" / "2-生活.yaml")]) == 0
    assert "(stolen-phrasing)" not in capsys.readouterr().out


def test_by_meaning_needs_a_folder_that_can_be_read(faulty: KnowledgeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    faulty.change("报告/问答.yaml", "reason: procedure", "reason: how")
    assert main(["check", "--meaning", "knowledge"]) == 1
    out, err = capsys.readouterr()
    assert "(wrong-value)" in out
    assert "先改好" in err
