"""Files that nothing reads: which are told, and which are left alone."""

import shutil

import pytest

from tests.conftest import ENTRIES, REPORT, KnowledgeFolder


def told(folder: KnowledgeFolder) -> dict[str, str]:
    return {name: message for name, _, _, message in folder.found("unknown-file")}


@pytest.mark.parametrize(
    "name", ["README.md", "报告/原文.txt", "报告/原文.pdf", ".git/config", "报告/.备份.yaml", "报告/exam/考题.jsonl", "报告/calibration/题.jsonl", "报告/exam/说明.md"]
)
def test_notes_hidden_files_and_exams_are_left_alone(folder: KnowledgeFolder, name: str) -> None:
    folder.write(name, "说明")
    assert told(folder) == {}


def test_a_folder_without_a_report_is_told_once(folder: KnowledgeFolder) -> None:
    folder.write("新报告/一.yaml", ENTRIES)
    folder.write("新报告/二.yaml", ENTRIES)
    assert list(told(folder)) == ["新报告"]
    assert "report.yaml" in told(folder)["新报告"]


def test_a_folder_inside_a_report_is_told(folder: KnowledgeFolder) -> None:
    folder.write("报告/第二章/一.yaml", ENTRIES)
    assert list(told(folder)) == ["第二章"]


def test_a_stray_file_among_the_exams_is_told(folder: KnowledgeFolder) -> None:
    folder.write("报告/exam/考题.json", "{}")
    assert list(told(folder)) == ["考题.json"]


@pytest.mark.parametrize(
    ("name", "wanted"), [("sentences.yml", "sentences.yaml"), ("Smalltalk.yaml", "smalltalk.yaml"), ("报告/lexicon.yml", "lexicon.yaml"), ("报告/report.yml", "report.yaml")]
)
def test_a_slip_in_a_fixed_name_is_told_with_the_name(folder: KnowledgeFolder, name: str, wanted: str) -> None:
    folder.write(name, "a: 1")
    assert [f"是不是要叫 {wanted}?" in message for message in told(folder).values()] == [True]


def test_sentences_beside_no_lexicon_are_told(folder: KnowledgeFolder) -> None:
    shutil.rmtree(folder.path / "lexicon")
    assert set(told(folder)) == {"sentences.yaml", "smalltalk.yaml"}


def test_several_reports_are_all_read(folder: KnowledgeFolder) -> None:
    folder.write("二报告/report.yaml", REPORT.replace("qinghe-2023", "qinghe-2024"))
    folder.write("二报告/问答.yaml", ENTRIES.replace("allowance-", "second-"))
    assert folder.problems() == []
