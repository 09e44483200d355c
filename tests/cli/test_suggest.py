"""`suggest`: shows a change and what it would do, and writes only when told to."""

import json
import shutil
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.cli.main import main
from bot.questions.store import open_store
from bot.upkeep.check import check

QUESTION = "娃娃们晌午饭的开支"


@pytest.fixture(autouse=True)
def _one_cache(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(data))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def folder(county_folder: Path, tmp_path: Path) -> Path:
    """A copy of the county that a test may write into, with an exam of two questions."""
    copy = Path(shutil.copytree(county_folder, tmp_path / "county"))
    exam = copy / "bailu-2021" / "exam"
    exam.mkdir()
    questions = [{"id": "E1", "q": QUESTION, "expect": "answer", "must": [["612.4"]]}, {"id": "E2", "q": "鲜百合产量是多少", "expect": "answer", "must": [["1460"]]}]
    (exam / "all.jsonl").write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in questions), "utf-8")
    return copy


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_suggestion_shows_the_change_and_its_radius_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert main(["suggest", QUESTION, "--entry", "lunch-money", "--knowledge", str(folder)]) == 0
    out = capsys.readouterr().out
    assert f"建议:给 lunch-money(营养午餐花了多少钱?)加一种问法,{folder}/bailu-2021/1-学校.yaml:11\n" in out
    assert "再问了 2 道考题" in out
    assert f"  + E1 {QUESTION}:" in out
    assert "→ lunch-money" in out
    assert "没有写进文件" in out
    assert files(folder) == before


def test_apply_writes_one_line_and_the_question_is_answered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert main(["suggest", QUESTION, "--entry", "lunch-money", "--apply", "--knowledge", str(folder)]) == 0
    assert "检查没有新的错误" in capsys.readouterr().out
    after = files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"bailu-2021/1-学校.yaml"}
    old, new = (text["bailu-2021/1-学校.yaml"].decode() for text in (before, after))
    assert new == old.replace("营养午餐一年开销多大, 营养午餐金额]", f"营养午餐一年开销多大, 营养午餐金额, {QUESTION}]")
    assert main(["ask", "--json", QUESTION, "--knowledge", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["entry"] == "lunch-money"


def test_a_new_entry_is_shown_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "百合园卖门票吗", "--answer", "报告没有写百合园的门票。", "--entry", "lily-area", "--apply", "--knowledge", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "    question: 百合园卖门票吗\n" in out
    assert "    answer: 报告没有写百合园的门票。\n" in out
    assert not [problem for problem in check(folder) if not problem.warning]
    assert main(["ask", "百合园卖门票吗", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("报告没有写百合园的门票。")


def test_what_the_check_does_not_take_is_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert main(["suggest", "百合园卖门票吗", "--answer", "门票一张 35 元。", "--entry", "lily-area", "--apply", "--knowledge", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "3-百合园.yaml:" in out
    assert "figure-mismatch" in out
    assert "已经恢复原样" in out
    assert files(folder) == before


def test_from_the_log_the_biggest_group_is_taken(folder: Path, county: Answerer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'log.sqlite3'}"
    store = open_store(tmp_path, url)
    for user, question in enumerate(["哪里能买到百合酒", "天桥修了几座", "全县天桥修了多少座"]):
        store.log(store.place(user, user), question, county.ask(question))
    store.close()
    arguments = ["suggest", "--from-log", "--knowledge", str(folder), "--database", url, "--exam", str(folder / "bailu-2021" / "exam" / "all.jsonl")]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "天桥" in out.splitlines()[0]
    assert out.count("天桥") > 2
    assert "再问了 2 道考题" in out


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "问句"),
        (["甲", "--from-log"], "问句"),
        (["营养午餐花了多少钱?"], "lunch-money"),
        (["随便一句", "--entry", "nobody"], "nobody"),
        (["随便一句", "--exam", "没有.jsonl"], "没有.jsonl"),
        (["  ,。"], "没有字"),
    ],
)
def test_misuse_is_one_line_and_exit_2(wrong: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *wrong, "--knowledge", str(folder)]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert told in error
