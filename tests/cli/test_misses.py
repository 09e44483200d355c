"""`misses`: the log's unanswered questions, grouped, as text and as JSON."""

import json
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.cli.main import main
from bot.questions.store import open_store

ASKED = ["天桥修了几座", "全县天桥修了多少座", "天桥修了几座", "营养午餐花了多少钱", "百合园面积有多大", "你好", "?"]


@pytest.fixture
def database(county: Answerer, tmp_path: Path) -> str:
    """A question log, as serving the county would have written it; one answer has a thumb down."""
    url = f"sqlite:///{tmp_path / 'log.sqlite3'}"
    store = open_store(tmp_path, url)
    for user, question in enumerate(ASKED):
        number = store.log(store.place(user, user), question, county.ask(question))
        if question == "百合园面积有多大":
            store.thumb(number, False)
    store.close()
    return url


@pytest.fixture(autouse=True)
def _one_cache(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(data))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_unanswered_and_the_thumbs_down_are_listed_the_most_frequent_first(database: str, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misses", "--knowledge", str(county_folder), "--database", database]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1. 天桥修了几座(3 次")
    assert lines[1] == "   也问:全县天桥修了多少座"
    assert lines[2].startswith("   相近:")
    thumbed = next(number for number, line in enumerate(lines) if line.startswith("2. 百合园面积有多大(1 次,👎 1"))
    assert lines[thumbed + 1].startswith("   相近:lily-area 百合园面积有多大?")
    assert lines[-1].startswith("最近 30 天,4 次没答上,分 2 组。")
    assert not [line for line in lines if "营养午餐花了" in line or "你好" in line]


def test_as_json_it_holds_the_same(database: str, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misses", "--json", "--days", "1", "--knowledge", str(county_folder), "--database", database]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["count"], first["down"], first["now"]) == (3, 0, "no_answer")
    assert first["questions"][0] == {"q": "天桥修了几座", "count": 2, "down": 0, "reason": county_reason(first), "entry": None}
    assert (second["down"], second["questions"][0]["entry"], second["nearest"][0]["entry"]) == (1, "lily-area", "lily-area")
    assert all(set(near) == {"entry", "question", "probability"} for near in first["nearest"])


def county_reason(group: dict) -> str:
    reason = group["questions"][0]["reason"]
    assert reason in ("unknown", "metric")
    return str(reason)


def test_an_empty_log_says_so_and_a_missing_one_is_not_made(county_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.sqlite3"
    open_store(tmp_path, f"sqlite:///{path}").close()
    assert main(["misses", "--knowledge", str(county_folder), "--database", f"sqlite:///{path}"]) == 0
    assert "没有没答上的" in capsys.readouterr().out
    gone = tmp_path / "没有.sqlite3"
    assert main(["misses", "--knowledge", str(county_folder), "--database", f"sqlite:///{gone}"]) == 2
    assert str(gone) in capsys.readouterr().err
    assert not gone.exists()


@pytest.mark.parametrize("wrong", [["--database", "nonsense"], ["--days", "0"], ["--days", "x"], ["more"], ["--database", "sqlite:////proc/x/y"]])
def test_misuse_is_one_line_and_exit_2(wrong: list[str], county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misses", "--knowledge", str(county_folder), *wrong]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_file_that_is_no_database_is_told(county_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_text("不是数据库" * 1000)
    assert main(["misses", "--knowledge", str(county_folder), "--database", f"sqlite:///{path}"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
