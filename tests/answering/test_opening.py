"""Opening a knowledge folder: from the cache where it fits, anew where it does not, and never wrong for it."""

from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.knowledge.folder import FolderError
from bot.knowledge.problem import KnowledgeError
from bot.matching.index import Index
from tests.conftest import KnowledgeFolder

QUESTION = "高龄津贴发了多少钱"


def answer(index: Index) -> str:
    return Answerer(index).ask(QUESTION).reply.text


def test_an_index_is_kept_mended_when_damaged_and_built_anew_when_the_knowledge_changes(folder: KnowledgeFolder, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = answer(open_index(folder.path, cache))
    (kept,) = cache.glob("index-*.pickle")
    whole, built = kept.read_bytes(), kept.stat().st_mtime_ns
    assert answer(open_index(folder.path, cache)) == first
    assert kept.stat().st_mtime_ns == built, "the second opening reads what the first one kept"

    kept.write_bytes(whole[: len(whole) // 2])
    assert answer(open_index(folder.path, cache)) == first
    assert kept.stat().st_size == len(whole), "a damaged cache is replaced"

    for wording in ("answer: 清河县2023年发放高龄津贴46.8万元,共312人。", 'value: 46.8, unit: 万元, period: "2023"}\n      - {subject: 高龄津贴, metric: 人数'):
        folder.change("报告/问答.yaml", wording, wording.replace("46.8", "77.7"))
    assert "77.7万元" in answer(open_index(folder.path, cache))
    assert len(list(cache.glob("index-*.pickle"))) == 2


def test_the_cache_is_the_users_own(county: Answerer, data: Path) -> None:
    assert (data / "cache").stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_written_is_passed_over(folder: KnowledgeFolder, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    assert "46.8万元" in answer(open_index(folder.path, tmp_path / "a file" / "cache"))


def test_a_missing_folder_and_broken_files_are_told_and_nothing_is_kept(folder: KnowledgeFolder, tmp_path: Path) -> None:
    with pytest.raises(FolderError):
        open_index(tmp_path / "没有", tmp_path / "cache")
    folder.write("报告/坏的.yaml", "entries:\n  - id: [\n")
    with pytest.raises(KnowledgeError, match=r"坏的\.yaml:\d+"):
        open_index(folder.path, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
