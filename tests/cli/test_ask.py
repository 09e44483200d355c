"""`ask`: the command-line contract to the letter."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.cli.ask import answers
from bot.cli.main import main
from tests.invented import write

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ["status", "text", "entry", "confidence", "options", "reason", "source"]
SOURCE = {"report": "bailu-2021", "title": "白鹭县2021年民生工作情况", "section": "一、学校和图书", "date": "2021-12-20"}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """The run's own data folder, and no knowledge but the one that is named."""
    monkeypatch.setenv("WENBAO_DATA", str(data))
    monkeypatch.delenv("WENBAO_KNOWLEDGE", raising=False)


def run(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "bot", *arguments], input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **environment}, timeout=120, check=False)


def batch(bot: Answerer, *lines: object) -> list[dict[str, Any]]:
    """The replies to the lines of a batch: bytes as they are, other values as JSON."""
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines)
    return [json.loads(line) for line in answers(io.BytesIO(raw), bot)]


class TestOneQuestion:
    def test_the_answer_and_its_source_are_printed(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--knowledge", str(county_folder), "营养午餐花了多少钱"]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines() == ["白鹭县2021年用于营养午餐的资金是612.4万元。", "    —— 《白鹭县2021年民生工作情况》一、学校和图书(2021-12-20)"]
        assert err == ""

    def test_the_source_of_a_report_without_a_date_has_none(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        county_folder = write(tmp_path)
        masthead = next(county_folder.rglob("report.yaml"))
        masthead.write_text(masthead.read_text("utf-8").replace('date: "2021-12-20"\noffice: 白鹭县政府办\n', ""), "utf-8")
        assert main(["ask", "--knowledge", str(county_folder), "营养午餐花了多少钱"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "    —— 《白鹭县2021年民生工作情况》一、学校和图书"
        assert main(["ask", "--json", "--knowledge", str(county_folder), "营养午餐花了多少钱"]) == 0
        assert json.loads(capsys.readouterr().out)["source"]["date"] is None

    @pytest.mark.parametrize("question", ["2020年营养午餐花了多少钱", "你好", "", "😀"])
    def test_a_reply_without_a_source_is_its_text_alone(self, county_folder: Path, county: Answerer, capsys: pytest.CaptureFixture[str], question: str) -> None:
        assert main(["ask", "--knowledge", str(county_folder), question]) == 0
        assert capsys.readouterr().out == county.ask(question).reply.text + "\n"

    def test_json_is_one_line_with_the_fields_of_the_contract(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--json", "--knowledge", str(county_folder), "营养午餐花了多少钱"]) == 0
        (line,) = capsys.readouterr().out.splitlines()
        told = json.loads(line)
        assert list(told) == FIELDS
        assert {name: told[name] for name in ("status", "entry", "reason", "source")} == {"status": "answered", "entry": "lunch-money", "reason": None, "source": SOURCE}
        assert 0 <= told["confidence"] <= 1
        assert "\\u" not in line

    @pytest.mark.parametrize("question", ["2020年营养午餐花了多少钱", "赶集专车", "百合园每亩补贴多少钱", "你好", ""])
    def test_json_holds_the_reply_of_the_answerer(self, county_folder: Path, county: Answerer, capsys: pytest.CaptureFixture[str], question: str) -> None:
        assert main(["ask", "--json", "--knowledge", str(county_folder), question]) == 0
        assert json.loads(capsys.readouterr().out) == county.ask(question).reply.as_json()

    def test_the_folder_of_one_report_and_the_environment_name_the_knowledge_too(
        self, county_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WENBAO_KNOWLEDGE", str(county_folder))
        assert main(["ask", "鲜百合产量是多少"]) == 0
        assert "1460吨" in capsys.readouterr().out

    def test_the_option_beats_the_environment(self, county_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WENBAO_KNOWLEDGE", "/没有")
        assert main(["ask", "--knowledge", str(county_folder), "鲜百合产量是多少"]) == 0
        assert "1460吨" in capsys.readouterr().out


class TestExplain:
    def test_it_shows_what_was_understood_the_candidates_their_scores_and_why(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--explain", "--knowledge", str(county_folder), "挑拣机器一共发了几台呀"]) == 0
        out = capsys.readouterr().out
        assert out.splitlines()[0] == "白鹭县2021年推广分拣机260台。"
        for part in ("怎么判断的:", "听懂的:", "分拣机[事项", "候选 lily-machines 概率", "标准问:推广了多少台分拣机?", "最近问法:", "得分:", "结论:回答 lily-machines", "把握:"):
            assert part in out, part

    def test_it_shows_a_veto_the_time_and_the_place(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--explain", "--knowledge", str(county_folder), "2020年舒城县鲜百合产量是多少"]) == 0
        out = capsys.readouterr().out
        assert "否决:year“2020年”" in out
        assert "2020年(Y2020)" in out
        assert "舒城县" in out
        assert "结论:报告没有写(year:2020年)" in out

    def test_it_shows_a_slip_and_what_was_meant(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--explain", "--knowledge", str(county_folder), "营养五餐今年花了多少钱呢"]) == 0
        assert "营养午餐[事项,由“营养五餐”改]" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("question", "step"),
        [("你好", "寒暄"), ("", "读不懂的内容"), ("营养午餐花了多少钱", "与库里的问法一字不差"), ("营养午餐花了多少钱?2020年图书分馆有几个?", "一句话里有几个问题")],
    )
    def test_it_names_the_step_that_decided(self, county_folder: Path, capsys: pytest.CaptureFixture[str], question: str, step: str) -> None:
        assert main(["ask", "--explain", "--knowledge", str(county_folder), question]) == 0
        assert f"怎么判断的:{step}" in capsys.readouterr().out

    def test_with_json_it_stays_out_of_standard_output(self, county_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["ask", "--explain", "--json", "--knowledge", str(county_folder), "鲜百合产量是多少"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["entry"] == "lily-crop"
        assert "怎么判断的:" in err


class TestBatch:
    def test_each_line_gets_one_line_in_order(self, county: Answerer) -> None:
        questions = ["鲜百合产量是多少", "你好", "2020年鲜百合产量是多少", "", "图书分馆有几个"] * 3
        assert batch(county, *({"q": question} for question in questions)) == [county.ask(question).reply.as_json() for question in questions]

    @pytest.mark.parametrize(
        "bad",
        [
            b"not json",
            b"",
            b"   ",
            b"{",
            b"[]",
            b"null",
            b"3",
            b'"q"',
            b"{}",
            b'{"question": "x"}',
            b'{"q": 3}',
            b'{"q": null}',
            b'{"q": ["x"]}',
            b"\xff\xfe\x00",
            b'{"q": "x"',
            b"[" * 50_000,
            b'{"q": NaN}',
            b"\x00",
        ],
    )
    def test_a_bad_line_gets_an_error_and_spoils_no_other(self, county: Answerer, bad: bytes) -> None:
        first, second, third = batch(county, {"q": "鲜百合产量是多少"}, bad, {"q": "图书分馆有几个"})
        assert second["status"] == "error"
        assert second["text"]
        assert (first["entry"], third["entry"]) == ("lily-crop", "branches")

    def test_an_error_shows_the_form_of_a_line_as_it_is_to_be_written(self, county: Answerer) -> None:
        (told,) = batch(county, b"x")
        assert '{"q": "问题"}' in told["text"]
        assert "{{" not in told["text"]

    @pytest.mark.parametrize("line", [b'{"q": "\\ud800"}', b'{"q": "\xff\xfe"}', b'{"q": "\\u0000"}', b'{"q": "%s"}' % ("长" * 100_000).encode(), b'{"q": "\xe4\xbd"}'])
    def test_a_broken_question_in_good_json_is_a_question(self, county: Answerer, line: bytes) -> None:
        (told,) = batch(county, line)
        assert (told["status"], told["reason"]) == ("no_answer", "unreadable")

    def test_lines_of_one_session_are_one_conversation_and_others_stand_alone(self, county: Answerer) -> None:
        told = batch(
            county,
            {"q": "百合园提质做了哪几件事", "session": "a"},
            {"q": "百合园提质做了哪几件事", "session": "b"},
            {"q": "第二点呢", "session": "a"},
            {"q": "第一点呢"},
            b"broken",
            {"q": "第一点呢", "session": "b"},
            {"q": "第一点呢", "session": "c"},
            {"q": "鲜百合产量是多少", "session": "a"},
            {"q": "2020年呢", "session": "a"},
            {"q": "2020年呢", "session": None},
        )
        assert [line.get("entry") for line in told] == ["lily-measures", "lily-measures", "lily-pests", None, None, "lily-old", None, "lily-crop", None, None]
        assert told[8]["reason"] == "year"
        assert told[8]["options"][0]["entry"] == "lily-crop"

    def test_a_session_may_be_any_value_and_equal_ones_are_one(self, county: Answerer) -> None:
        told = batch(county, {"q": "百合园提质做了哪几件事", "session": 7}, {"q": "第三点呢", "session": 7}, {"q": "第三点呢", "session": [1]}, {"q": "第三点呢", "session": ""})
        assert [line["entry"] for line in told] == ["lily-measures", "lily-machines", None, None]

    def test_a_batch_equals_the_same_questions_asked_one_by_one(self, county: Answerer) -> None:
        dialogue = ["营养午餐花了多少钱", "有多少学生吃", "2020年呢", "谢谢", "图书分馆有几个"]
        held, expected = None, []
        for question in dialogue:
            turn = county.ask(question, held) if held else county.ask(question)
            held = turn.conversation
            expected.append(turn.reply.as_json())
        assert batch(county, *({"q": question, "session": "s"} for question in dialogue)) == expected

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(lines=st.lists(st.one_of(st.binary(max_size=30), st.text(max_size=20).map(lambda text: json.dumps({"q": text}).encode())), max_size=8))
    def test_any_bytes_get_one_reply_a_line(self, county: Answerer, lines: list[bytes]) -> None:
        lines = [line.replace(b"\n", b" ") for line in lines]
        told = [json.loads(line) for line in answers(io.BytesIO(b"".join(line + b"\n" for line in lines)), county)]
        assert len(told) == len(lines)
        assert {line["status"] for line in told} <= {"answered", "clarify", "no_answer", "smalltalk", "error"}

    def test_a_file_and_standard_input_are_read_the_same(self, county_folder: Path, county: Answerer, tmp_path: Path) -> None:
        raw = '{"q": "鲜百合产量是多少"}\r\nx\n\n{"q": "2020年呢", "session": "s"}'.encode()
        (tmp_path / "问题.jsonl").write_bytes(raw)
        by_file = run("ask", "--knowledge", str(county_folder), "--json", "--batch", str(tmp_path / "问题.jsonl"))
        by_input = run("ask", "--knowledge", str(county_folder), "--json", "--batch", "-", stdin=raw)
        assert (by_file.returncode, by_input.returncode, by_file.stderr, by_input.stderr) == (0, 0, b"", b"")
        assert by_file.stdout == by_input.stdout
        told = [json.loads(line) for line in by_file.stdout.decode().splitlines()]
        assert [line["status"] for line in told] == ["answered", "error", "error", "no_answer"]

    def test_an_empty_file_gives_no_line(self, county_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "空.jsonl").write_bytes(b"")
        assert main(["ask", "--knowledge", str(county_folder), "--json", "--batch", str(tmp_path / "空.jsonl")]) == 0
        assert capsys.readouterr() == ("", "")


def test_ask_chat_and_a_batch_say_the_same_byte_for_byte(county_folder: Path, county: Answerer) -> None:
    questions = ["营养午餐花了多少钱", "2020年图书分馆有几个", "赶集专车", "你好", "百合园每亩补贴多少钱"]
    chat = run("chat", "--knowledge", str(county_folder), stdin="\n".join(questions).encode())
    lines = run("ask", "--knowledge", str(county_folder), "--json", "--batch", "-", stdin="\n".join(json.dumps({"q": question}) for question in questions).encode())
    texts = [json.loads(line)["text"] for line in lines.stdout.decode().splitlines()]
    assert texts == [county.ask(question).reply.text for question in questions]
    assert [line for line in chat.stdout.decode().splitlines() if not line.startswith("    —— ")] == [line for text in texts for line in text.splitlines()]


def test_two_processes_give_the_same_bytes_whatever_the_hash_seed(county_folder: Path) -> None:
    questions = "\n".join(json.dumps({"q": question}) for question in ("百合园", "学生", "林间便道", "多少钱", "新购赶集专车多少辆", "图书分馆和银龄学堂各几个"))
    first, second = (run("ask", "--knowledge", str(county_folder), "--json", "--batch", "-", stdin=questions.encode(), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == 0
    assert first.stdout == second.stdout


def test_an_index_built_under_another_hash_seed_answers_the_same(county_folder: Path, county: Answerer, tmp_path: Path) -> None:
    questions = ["百合园", "学生", "林间便道", "多少钱", "新购赶集专车多少辆", "营养午餐学生有多少", "图书分馆和银龄学堂各几个"]
    typed = "\n".join(json.dumps({"q": question}) for question in questions).encode()
    done = run("ask", "--knowledge", str(county_folder), "--json", "--batch", "-", stdin=typed, PYTHONHASHSEED="7", WENBAO_DATA=str(tmp_path))
    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == [county.ask(question).reply.as_json() for question in questions]


def test_output_that_nobody_reads_is_no_bug(county_folder: Path) -> None:
    questions = b"not json\n" * 20_000
    command = f'"{sys.executable}" -m bot ask --knowledge "{county_folder}" --json --batch - | head -n 1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], input=questions, capture_output=True, cwd=ROOT, timeout=120, check=False)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
