"""A document: what YAML says, where it says it, and what is wrong with it, whatever the bytes."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.document import Document, Odd, folder_files, read
from bot.knowledge.problem import Problem


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    return tmp_path / "例.yaml"


def opened(path: Path, text: str | bytes) -> tuple[Document, list[Problem]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read(path, "例.yaml")


def test_numbers_are_kept_as_printed(given_file: Path) -> None:
    document, problems = opened(given_file, "[4208.87, 4.80, -3, 0]")
    assert document.data == [Decimal("4208.87"), Decimal("4.80"), Decimal("-3"), Decimal("0")]
    assert str(document.data[1]) == "4.80"
    assert problems == []


@pytest.mark.parametrize("spelled", ["no", "yes", "On", "010", "0x1F", "1_000", "1.5e+3", ".5", ".nan", "12:30", "2022-12-28", "Null"])
def test_what_yaml_would_take_for_something_else_is_odd(given_file: Path, spelled: str) -> None:
    document, _ = opened(given_file, f"a: {spelled}")
    assert isinstance(document.data["a"], Odd)
    assert repr(document.data["a"]) == spelled


@pytest.mark.parametrize("spelled", ["no", "010", "2022-12-28", "null", "3"])
def test_quotes_make_any_word_a_text(given_file: Path, spelled: str) -> None:
    document, _ = opened(given_file, f'a: "{spelled}"')
    assert document.data == {"a": spelled}


def test_each_value_and_each_name_has_its_line_and_column(given_file: Path) -> None:
    document, _ = opened(given_file, "a: 1\nlist:\n  - 甲\n  - {b: 乙, c: 丙}\n")
    assert document.at(("a",)) == (1, 4)
    assert document.at(("list", 0)) == (3, 5)
    assert document.at(("list", 1, "c")) == (4, 15)
    assert document.named_at(("list", 1, "c")) == (4, 12)
    assert document.named_at(("list",)) == (2, 1)


def test_a_value_that_is_not_there_has_the_place_of_what_is_around_it(given_file: Path) -> None:
    document, _ = opened(given_file, "list:\n  - {b: 乙}\n")
    assert document.at(("list", 0, "c", 3)) == (2, 5)
    assert document.at(("nowhere",)) == (1, 1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(given_file: Path) -> None:
    document, problems = opened(given_file, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert document.data == {"a": 1, "b": 2}
    assert document.at(("b",)) == (2, 4)
    assert problems == []


def test_emoji_and_rare_characters_are_fine(given_file: Path) -> None:
    document, problems = opened(given_file, "a: 😀\U0002070e甲\n")
    assert document.data == {"a": "😀\U0002070e甲"}
    assert problems == []


def test_a_doubled_key_is_told_with_its_first_line_and_the_first_value_is_kept(given_file: Path) -> None:
    document, problems = opened(given_file, "a: 1\nb: 2\na:\n  - 3\n")
    assert document.data == {"a": 1, "b": 2}
    assert [str(problem) for problem in problems] == ["例.yaml:3:1: “a”写了两遍,第一处在第 1 行,请合并或删掉一处 (duplicate-key)"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a:\n\t- b\n", 2, "Tab"),
        ("a:\n  - b\n\t- c\n", 3, "Tab"),
        ("a: b\nc: d: e\n", 2, "句子里有“: ”"),
        ("a: 1\nb 2\nc: 3\n", 2, "缺英文冒号"),
        ("a: 1\nb:二\nc: 3\n", 2, "冒号后面少了空格"),
        ("a: 1\nb\uff1a二\nc: 3\n", 2, "中文冒号"),
        ('a: 1\nb: "二\nc: 3\n', 2, "引号没有成对"),
        ("a: 1\nb: '二\nc: 3\n", 2, "引号没有成对"),
        ('a: "甲"是什么\n', 1, "引号后面又有字"),
        ("a: [甲, 乙\nb: 1\n", 1, "“[”没有配成一对"),
        ("a: {b: 甲 c: 乙}\n", 1, "括号要成对"),
        ("a: *重点\n", 1, "请给整句加引号"),
        ("a: &重点\n", 1, "请给整句加引号"),
        ("a: !重点 的\n", 1, "请给整句加引号"),
        ("a: %甲\n", 1, "请给整句加引号"),
        ("a: @甲\n", 1, "请给整句加引号"),
        ("a: `甲`\n", 1, "请给整句加引号"),
        ("a: |甲\n", 1, "请给整句加引号"),
        ("a: >甲\n", 1, "请给整句加引号"),
        ("a: - 甲\n", 1, "另起一行"),
        ("- a: 1\n b: 2\n", 2, "缩进没有对齐"),
        ("a: 1\n b: 2\n", 2, "缩进没有对齐"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
        ("%YAML 9.9\n---\na: 1\n", 1, "%YAML"),
        ("a: 1\nb: 甲\x07\n", 2, "U+0007"),
        ("a: 1\n\x00", 2, "U+0000"),
        ("a: 1\n[b]: 2\n", 2, "名称要写成文字"),
        ("a: &x 1\n", 1, "“&x”"),
        ("a: *x\n", 1, "“*x”"),
        ("a: !x 1\n", 1, "“!”"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "“!”"),
    ],
)
def test_a_fault_of_yaml_is_told_in_chinese_at_its_line(given_file: Path, text: str, line: int, said: str) -> None:
    _, problems = opened(given_file, text)
    assert [(problem.line, problem.rule) for problem in problems] == [(line, "yaml-syntax")]
    assert said in problems[0].message


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "utf-16"])
def test_another_encoding_is_told_with_what_to_do(given_file: Path, encoding: str) -> None:
    text = "a: caf\xe9" if encoding == "latin-1" else "a: 中文"
    document, problems = opened(given_file, text.encode(encoding))
    assert document.data is None
    assert "UTF-8 另存" in problems[0].message


def test_a_missing_file_is_a_problem_of_the_whole_file(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "没有.yaml", "没有.yaml")
    assert [str(problem) for problem in problems] == ["没有.yaml:0:0: 没有这个文件,请补上 (yaml-syntax)"]


def test_a_folder_with_the_name_of_a_file_is_a_problem_too(tmp_path: Path) -> None:
    assert "读不了" in read(tmp_path, "例.yaml")[1][0].message


@pytest.mark.parametrize("text", ["[" * 200_000, "[" * 200_000 + "]" * 200_000, "- " * 200_000, "{a: " * 200_000])
def test_the_deepest_nesting_is_a_problem_and_no_crash(given_file: Path, text: str) -> None:
    document, problems = opened(given_file, text)
    assert document.data is None
    assert "40 层" in problems[0].message


def test_a_billion_laughs_are_not_laughed(given_file: Path) -> None:
    lines = ["a: &a [lol, lol]"] + [f"{new}: &{new} [{', '.join(['*' + old] * 9)}]" for old, new in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)]
    document, problems = opened(given_file, "\n".join(lines))
    assert document.data["q"] == ["*p"] * 9
    assert {problem.line for problem in problems} == set(range(1, 18))


def test_a_value_that_holds_itself_is_read_once(given_file: Path) -> None:
    document, problems = opened(given_file, "a: &a [*a]\n")
    assert document.data == {"a": ["*a"]}
    assert len(problems) == 2


def test_merge_keys_are_ordinary_names(given_file: Path) -> None:
    document, _ = opened(given_file, "a: {<<: {b: 1}, c: 2}\n")
    assert document.data == {"a": {"<<": {"b": 1}, "c": 2}}


def test_names_that_are_no_texts_are_taken_as_written(given_file: Path) -> None:
    document, _ = opened(given_file, "{1: a, no: b, ~: c, 2022-12-28: d}")
    assert document.data == {"1": "a", "no": "b", "~": "c", "2022-12-28": "d"}


def test_hidden_and_other_files_of_a_folder_are_left_out(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".c.yaml", "~d.yaml", "e.yaml.bak", "f.YAML", "g.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "h.yaml").mkdir()
    assert [path.name for path in folder_files(tmp_path)] == ["a.yml", "b.yaml"]


@given(st.binary(max_size=300) | st.text(alphabet="ab甲: -\n\t\"'[]{},#&*!|>%@`~?0\x00\ufeff", max_size=200).map(lambda text: text.encode("utf-8")))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_an_exception(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    document, problems = opened(tmp_path_factory.getbasetemp() / "any.yaml", content)
    assert document.data is None or isinstance(document.data, (dict, list, str, Decimal, Odd))
    assert all(problem.line >= 0 and problem.message for problem in problems)
