"""`chat`: the dialogue in the terminal, read from standard input one question a line."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def chat(folder: Path, data: Path, typed: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "WENBAO_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--knowledge", str(folder), *options], input=typed, capture_output=True, cwd=ROOT, env=environment, timeout=120, check=False
    )


def test_each_line_is_answered_and_the_end_of_input_ends_it(county_folder: Path, data: Path) -> None:
    done = chat(county_folder, data, "营养午餐花了多少钱\n有多少学生吃\n2020年呢\n你好".encode())
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line for line in lines if not line.startswith("    ")] == [
        "白鹭县2021年用于营养午餐的资金是612.4万元。",
        "白鹭县2021年有3184名学生吃上营养午餐。",
        next(line for line in lines if "2020年" in line),
        "您好,我是问报。公开报告里的事,您想知道什么,尽管问我。",
    ]


@pytest.mark.parametrize("typed", [b"", b"\n\n\n", b"   \n\t\n"])
def test_no_question_gets_no_answer(county_folder: Path, data: Path, typed: bytes) -> None:
    done = chat(county_folder, data, typed)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_broken_bytes_and_windows_line_ends_are_read_on(county_folder: Path, data: Path) -> None:
    done = chat(county_folder, data, b"\xff\xfe\n" + "鲜百合产量是多少\r\n".encode() + b"\x00\n" + "图书分馆有几个\n".encode())
    out = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1460吨" in out
    assert "17个" in out


def test_a_choice_is_taken_by_its_number(county_folder: Path, data: Path) -> None:
    out = chat(county_folder, data, "百合园提质做了哪几件事\n还有吗\n2\n".encode()).stdout.decode()
    assert "2. 百合园统防统治覆盖率是多少?" in out
    assert "白鹭县2021年百合园统防统治覆盖率是87.5%。" in out


def test_explain_shows_what_was_carried_over(county_folder: Path, data: Path) -> None:
    out = chat(county_folder, data, "养护林间便道多少公里\n那2020年呢\n".encode(), "--explain").stdout.decode()
    assert out.count("怎么判断的:") == 2
    assert "前文带来:" in out
    assert "林间便道[事项]" in out.split("前文带来:")[1]


def test_a_person_at_a_terminal_is_greeted_and_asked(county_folder: Path, data: Path) -> None:
    person, terminal = pty.openpty()
    environment = {**os.environ, "WENBAO_DATA": str(data)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--knowledge", str(county_folder)], stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment
    )
    os.close(terminal)
    os.write(person, "鲜百合产量是多少\n".encode())
    time.sleep(0.2)
    os.write(person, b"\x04")
    out, err = process.communicate(timeout=120)
    os.close(person)
    assert (process.returncode, err) == (0, b"")
    assert "《白鹭县2021年民生工作情况》" in out.decode().splitlines()[0]
    assert "1460吨" in out.decode()
    assert out.decode().rstrip().endswith("再见。")
