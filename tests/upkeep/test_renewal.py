"""The renewal: opened again, a folder answers as one opened anew, and one with an error in it is not taken."""

from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.errors import WenbaoError
from bot.knowledge.problem import KnowledgeError
from bot.upkeep.renewal import Renewal
from tests.conftest import KnowledgeFolder

QUESTIONS = ["有多少人领高龄津贴", "高龄津贴发了多少钱", "高龄津贴怎么申请", "长寿钱几个人领", "高龄津贴", "2020年高龄津贴人数"]


def test_after_each_change_it_answers_as_a_folder_opened_anew(folder: KnowledgeFolder, tmp_path: Path) -> None:
    renewal = Renewal(folder.path, tmp_path / "cache")
    renewal.open()
    for name, old, new in (
        ("报告/问答.yaml", "similar: [怎么办高龄津贴,", "similar: [长寿钱怎么申请, 怎么办高龄津贴,"),
        ("lexicon/subjects.yaml", "words: [高龄补贴]", "words: [高龄补贴, 长寿钱]"),
        ("报告/问答.yaml", "报告没有写高龄津贴的申请办法", "报告没有写怎么申请"),
        ("报告/report.yaml", "aliases: [清河]", "aliases: [清河, 大清河]"),
    ):
        folder.change(name, old, new)
        renewed, anew = renewal.open(), Answerer(open_index(folder.path, None))
        assert [renewed.ask(question) for question in QUESTIONS] == [anew.ask(question) for question in QUESTIONS]


def test_an_error_of_any_rule_is_told_and_a_warning_stops_nothing(folder: KnowledgeFolder) -> None:
    renewal = Renewal(folder.path, None)
    first = renewal.open()
    folder.change("报告/问答.yaml", "answer: 清河县2023年有312人领高龄津贴,共发放46.8万元。", "answer: 清河县2023年有312人领高龄津贴,共发放64.8万元。")
    with pytest.raises(KnowledgeError, match=r"问答\.yaml:7:.*figure-mismatch"):
        renewal.open()
    folder.change("报告/问答.yaml", "共发放64.8万元", "共发放46.8万元")
    folder.change("报告/问答.yaml", "高龄津贴的资金]", "Ａ津贴的资金]")
    assert [problem.rule for problem in folder.problems()] == ["odd-character"]
    renewed = renewal.open()
    assert renewed.ask(QUESTIONS[0]) == first.ask(QUESTIONS[0])
    assert renewed.index is not first.index


def test_a_look_differs_after_any_change_and_is_the_same_without(folder: KnowledgeFolder) -> None:
    renewal = Renewal(folder.path, None)
    looks = [renewal.look()]
    assert renewal.look() == looks[0]
    folder.change("sentences.yaml", "telegram_day: ", "telegram_day:  ")
    looks.append(renewal.look())
    folder.write("报告/新.yaml", "entries: []\n")
    looks.append(renewal.look())
    (folder.report / "新.yaml").rename(folder.report / "旧.yaml")
    looks.append(renewal.look())
    folder.write("报告/说明.txt", "不读")
    assert renewal.look() == looks[-1]
    for path in sorted(folder.report.iterdir()):
        path.unlink()
    folder.report.rmdir()
    looks.append(renewal.look())
    assert len(set(looks)) == len(looks)
    with pytest.raises(WenbaoError, match="report"):
        renewal.open()
