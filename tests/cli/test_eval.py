"""`eval`: grading with exam questions; what it prints, and its exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from tests.upkeep.pages import parsed

EXAM: list[dict[str, Any]] = [
    {"id": "a1", "q": "鲜百合产量是多少", "expect": "answer", "style": "formal", "must": [["1460"]]},
    {"id": "a2", "q": "图书分馆有几个", "expect": "answer", "style": "formal", "must": [["18个"]]},
    {"id": "a4", "q": "2020年鲜百合产量是多少", "expect": "answer", "style": "colloquial", "must": [["1460"]]},
    {"id": "c1", "q": "百合园面积有多大?鲜百合产量是多少?", "expect": "clarify", "style": "formal", "options": [[["3.2万亩"]], [["1460吨"]]]},
    {"id": "r1", "q": "2020年鲜百合产量是多少", "expect": "refuse", "style": "formal", "why": "year"},
    {"id": "r2", "q": "鲜百合产量是多少", "expect": "refuse", "style": "formal", "why": "year"},
    {"id": "s1", "q": "你好", "expect": "smalltalk", "style": "formal"},
    {
        "id": "d1",
        "style": "followup",
        "turns": [
            {"q": "百合园提质做了哪几件事", "expect": "answer", "must": [["三件事"]]},
            {"q": "还有吗", "expect": "answer", "must": [["87.5%"]]},
            {"q": "第三个", "expect": "answer", "must": [["260台"]]},
        ],
    },
]
VERDICTS = {"a1": "right", "a2": "wrong", "a4": "silent", "c1": "right", "r1": "right", "r2": "wrong", "s1": "right", "d1/1": "right", "d1/2": "offered", "d1/3": "right"}


@pytest.fixture
def exam(tmp_path: Path, data: Path, county_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENBAO_DATA", str(data))
    monkeypatch.setenv("WENBAO_KNOWLEDGE", str(county_folder))
    path = tmp_path / "考题.jsonl"
    path.write_text("".join(json.dumps(question, ensure_ascii=False) + "\n" for question in EXAM) + "\n", "utf-8")
    return path


def test_every_verdict_is_told_and_every_lost_question_named(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(exam)]) == 0
    out = capsys.readouterr().out
    for lost in ("a2 [answer/formal] 错:图书分馆有几个", "d1/2 [answer/followup] 给了选择:还有吗", "a4 [answer/colloquial] 没答:", "r2 [refuse/formal] 错:"):
        assert lost in out
    assert "白鹭县2021年建成图书分馆17个。" in out
    assert "a1 [" not in out
    assert "60.0%" in out


def test_json_holds_the_shares_the_verdicts_and_what_was_served(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--json", str(exam)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdicts"] == VERDICTS
    assert told["expect"]["refuse"] == {"count": 2, "right": 0.5, "offered": 0.0, "silent": 0.0, "wrong": 0.5}
    assert told["style"]["followup"] == {"count": 3, "right": 2 / 3, "offered": 1 / 3, "silent": 0.0, "wrong": 0.0}
    assert [failure["id"] for failure in told["failures"]] == ["a2", "a4", "r2", "d1/2"]
    assert told["failures"][0]["served"]["entry"] == "branches"


def test_a_baseline_lists_what_got_better_and_worse_and_worse_is_status_1(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "old.json"
    old.write_text(json.dumps({"verdicts": {**VERDICTS, "a2": "right", "d1/2": "wrong", "gone": "right"}}))
    assert main(["eval", str(exam), "--baseline", str(old)]) == 1
    out = capsys.readouterr().out
    assert "变好 1 题:d1/2" in out
    assert "变坏 1 题:a2" in out
    old.write_text(json.dumps({"verdicts": VERDICTS}))
    assert main(["eval", str(exam), "--baseline", str(old)]) == 0
    old.write_text(json.dumps({"verdicts": {**VERDICTS, "a2": "silent"}}))
    assert main(["eval", "--json", str(exam), "--baseline", str(old)]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "{}",
        '{"id": "x", "q": "y", "expect": "guess"}',
        '{"id": "x", "q": "y", "expect": "answer"}',
        '{"id": "x", "q": "y", "expect": "answer", "must": []}',
        "[]",
        '{"id": "x", "turns": [{"q": "y"}]}',
    ],
)
def test_a_line_that_is_no_question_is_named(exam: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    exam.write_text(f'{{"id": "s", "q": "你好", "expect": "smalltalk"}}\n{line}\n', "utf-8")
    assert main(["eval", str(exam)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{exam}:2" in err
    assert len(err.splitlines()) == 1


def test_a_baseline_that_is_none_is_misuse(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.json").write_text("[]")
    assert main(["eval", str(exam), "--baseline", str(tmp_path / "old.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("old", ['{"verdicts": {"a1": "great"}}', '{"verdicts": ["a1"]}', "[" * 100_000, "{"])
def test_no_baseline_gives_a_traceback(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str) -> None:
    (tmp_path / "old.json").write_text(old)
    assert main(["eval", str(exam), "--baseline", str(tmp_path / "old.json")]) == 2
    assert "不是 bot eval --json 的输出" in capsys.readouterr().err


def test_the_page_shows_every_failure_with_what_was_expected_served_and_why(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = tmp_path / "成绩.html"
    assert main(["eval", str(exam), "--html", str(html)]) == 0
    out, err = capsys.readouterr()
    assert "a2 [answer/formal] 错" in out
    assert f"写好了网页 {html}" in err
    page = parsed(html.read_text("utf-8"))
    items = {str(each.find(class_="meta").get_text()).split(" · ")[0]: each for each in page.find_all("article")}  # type: ignore[union-attr]
    assert list(items) == ["a2", "r2", "a4", "d1/2"]
    assert {name: each["data-verdict"] for name, each in items.items()} == {name: VERDICTS[name] for name in items}
    told = {name: each.get_text(" ") for name, each in items.items()}
    for text in ("图书分馆有几个", "18个", "白鹭县2021年建成图书分馆17个。", "branches", "一字不差"):
        assert text in told["a2"]
    for text in ("2020年鲜百合产量是多少", "lily-crop", "否决:年份“2020年”", "0."):
        assert text in told["a4"]
    assert "百合园提质做了哪几件事" in told["d1/2"], "an earlier turn of the dialogue"
    heading = page.header.get_text(" ") if page.header else ""
    for text in ("白鹭县2021年民生工作情况", "bailu-2021", "2021-12-20", "版本", f"--html {html}", "10 题"):
        assert text in heading
    shares = [row.get_text(" ") for row in page.find_all("tr")]
    assert "合计 10 60.0% 10.0% 10.0% 20.0%" in shares
    assert "追问 3 66.7% 33.3% 0.0% 0.0%" in shares
    assert "年份 2 50.0% 0.0% 0.0% 50.0%" in shares
    assert not page.find(string="和旧结果比")


def test_the_page_compares_with_a_baseline(exam: Path, tmp_path: Path) -> None:
    old, html = tmp_path / "old.json", tmp_path / "成绩.html"
    old.write_text(json.dumps({"verdicts": {**VERDICTS, "a2": "right", "d1/2": "wrong"}}))
    assert main(["eval", str(exam), "--baseline", str(old), "--html", str(html)]) == 1
    rows = [row.get_text(" ") for row in parsed(html.read_text("utf-8")).find_all("tr")]
    assert "a2 对 → 错 图书分馆有几个" in rows
    assert "d1/2 错 → 给了选择 还有吗" in rows


def test_the_page_shows_hostile_questions_as_they_are(exam: Path, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\x00\ud800'\""
    exam.write_text(json.dumps({"id": hostile, "q": hostile, "expect": "answer", "must": [[hostile]], "style": hostile, "why": hostile}) + "\n")
    html = tmp_path / "成绩.html"
    assert main(["eval", str(exam), "--html", str(html)]) == 0
    page = parsed(html.read_text("utf-8"))
    assert page.article is not None
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in page.article.get_text()


def test_a_page_that_cannot_be_written_is_misuse(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(exam), "--html", str(tmp_path / "没有" / "成绩.html")]) == 2
    err = capsys.readouterr().err
    assert "写不了网页" in err
    assert len(err.splitlines()) == 1


def test_thresholds_are_a_table_in_text_json_and_on_the_page(exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = tmp_path / "成绩.html"
    assert main(["eval", str(exam), "--thresholds", "--html", str(html)]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index(next(line for line in lines if line.startswith("门槛"))) + 1
    rows = [line.split() for line in lines[start : lines.index("", start)]]
    assert [row[0] for row in rows] == [f"{step / 20:.2f}" for step in range(1, 20)]
    assert [row[-4:] for row in rows if "现用" in row] == [["60.0%", "10.0%", "10.0%", "20.0%"]]
    assert any("现用" in row.get_text() for row in parsed(html.read_text("utf-8")).find_all("tr"))
    assert main(["eval", str(exam), "--thresholds", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["thresholds"]
    assert [row["right"] for row in told if row["chosen"]] == [0.6]


def test_tables_are_markdown_where_that_is_asked_for(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(exam), "--markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("| 全部 | 题数 | 对 | 给了选择 | 没答 | 错 |")
    assert lines[start + 1 : start + 3] == ["| --- | --: | --: | --: | --: | --: |", "| 合计 | 10 | 60.0% | 10.0% | 10.0% | 20.0% |"]


def test_confidence_is_held_against_what_was_right(exam: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(exam)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line[:1].isdigit()]
    assert [row[0] for row in rows] == [f"{step / 10:.1f}~{(step + 1) / 10:.1f}" for step in range(10)]
    assert rows[-1][1:] == ["6", "66.7%", "2", "50.0%"], "answered word for word: a1, a2, c1, r2, d1/1, d1/3; refused: r1, a4"
