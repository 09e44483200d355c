"""Drafts are checked, never served."""

import pytest

from bot.knowledge.folder import FolderError
from bot.knowledge.loading import load, load_all
from bot.upkeep.check import checked
from tests.conftest import KnowledgeFolder


def drafted(folder: KnowledgeFolder, id: str) -> None:
    folder.change("报告/问答.yaml", f"  - id: {id}\n", f"  - id: {id}\n    draft: true\n")


def test_a_draft_is_left_out_of_what_is_served(folder: KnowledgeFolder) -> None:
    drafted(folder, "allowance-people")
    assert [entry.id for entry in load(folder.path).entries] == ["allowance-money", "allowance-apply"]
    assert [placed.thing.id for placed in load_all(folder.path).drafts] == ["allowance-people"]


def test_a_whole_file_may_be_a_draft_and_goes_live_with_one_line(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "topic: 养老\n", "topic: 养老\ndraft: true\n")
    assert checked(folder.path).drafts == 3
    with pytest.raises(FolderError, match=r"只有草稿\(3 条\)"):
        load(folder.path)
    folder.change("报告/问答.yaml", "draft: true\n", "")
    assert len(load(folder.path).entries) == 3


def test_a_report_of_drafts_stands_back_behind_one_that_is_live(folder: KnowledgeFolder) -> None:
    text = (folder.report / "report.yaml").read_text("utf-8").replace("qinghe-2023", "qinghe-2024").replace("year: 2023", "year: 2024")
    folder.write("新的/report.yaml", text)
    folder.write("新的/lexicon.yaml", "concepts:\n  - {name: 长寿面, kind: subject, words: [寿面]}\n")
    folder.write("新的/问答.yaml", 'section: "1.1"\ndraft: true\nentries:\n  - {id: noodles, question: 长寿面有多少?, answer: 长寿面很多。}\n')
    knowledge = load(folder.path)
    assert [report.id for report in knowledge.reports] == ["qinghe-2023"]
    assert "长寿面" not in knowledge.lexicon.concepts


def test_what_is_wrong_in_a_draft_is_a_warning(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "有312人领高龄津贴", "有321人领高龄津贴")
    assert checked(folder.path).errors == 2
    drafted(folder, "allowance-people")
    found = checked(folder.path)
    assert (found.errors, found.warnings, found.drafts) == (0, 2, 1)
