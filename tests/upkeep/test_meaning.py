"""The check by meaning: what only asking shows, told at the phrasing that leads astray."""

from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.knowledge.loading import load_all, shown
from bot.knowledge.problem import Problem
from bot.upkeep.meaning import MEANING, check_meaning
from tests import invented
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


def silent(what: str, done: int, of: int) -> None:
    assert 0 < done <= of


def found(folder: Path, only: str = "") -> list[Problem]:
    bot = Answerer(open_index(folder, None))
    return sorted(check_meaning(load_all(folder), bot.index, bot.weights, silent, only))


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """The invented county with texts replaced, each of which stands in it once."""
    files = dict(invented.FILES)
    for old, new in changes:
        [name] = [name for name, text in files.items() if old in text]
        assert files[name].count(old) == 1
        files[name] = files[name].replace(old, new)
    return invented.write(folder, files)


def line(folder: Path, name: str, text: str) -> int:
    lines = (folder / "bailu-2021" / name).read_text("utf-8").splitlines()
    [at] = [number for number, each in enumerate(lines, 1) if text in each]
    return at


def test_the_county_has_no_error_and_the_advice_of_its_warnings_helps(county: Answerer, county_folder: Path, tmp_path: Path) -> None:
    problems = list(check_meaning(load_all(county_folder), county.index, county.weights, silent))
    assert all(problem.warning for problem in problems)
    assert [problem.message.partition("(")[0] for problem in problems] == ["“一份营养午餐多少钱”换个说法就会答成 lunch-money", "“百合园亩数”换个说法就会答成 lily-old"]
    advised = changed(
        tmp_path / "k",
        ("一份营养午餐多少钱", "一份营养午餐多少钱, 买一份营养午餐多少钱, 每份营养午餐是多少钱"),
        ("百合园亩数", "百合园亩数, 全县百合园亩数是多少, 百合园总亩数"),
    )
    assert [str(problem) for problem in found(advised)] == []


def test_what_goes_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    folder = changed(
        tmp_path / "k",
        ("林间便道养护多少, ", "林间便道养护多少, 林间便道新建了几公里, "),  # a contrast: stands in paths-built too
        ("营养午餐一顿几块钱, ", "营养午餐一顿几块钱, 营养午餐支出的资金是多少万元, "),  # stolen: belongs to lunch-money
        # The answers of two subjects, each with its figures, pasted to the wrong questions.
        ("白鹭县2021年建成图书分馆17个。", "①"),
        ("白鹭县2021年推广分拣机260台。", "白鹭县2021年建成图书分馆17个。"),
        ("①", "白鹭县2021年推广分拣机260台。"),
        ("{subject: 图书分馆, metric: 个数, value: 17, unit: 个, ", "②"),
        ("{subject: 分拣机, metric: 台数, value: 260, unit: 台, ", "{subject: 图书分馆, metric: 个数, value: 17, unit: 个, "),
        ("②", "{subject: 分拣机, metric: 台数, value: 260, unit: 台, "),
    )
    told = [(Path(problem.path).name, problem.line, problem.rule, problem.warning) for problem in found(folder)]
    life, schools, lilies = "2-生活.yaml", "1-学校.yaml", "3-百合园.yaml"
    assert (life, line(folder, life, "林间便道养护多少"), "contrast", False) in told
    assert (schools, line(folder, schools, "营养午餐支出的资金"), "stolen-phrasing", True) in told
    assert (schools, line(folder, schools, "推广分拣机260台"), "nearer-answer", True) in told
    assert (lilies, line(folder, lilies, "建成图书分馆17个"), "nearer-answer", True) in told
    assert {rule for _, _, rule, _ in told} == set(MEANING)
    assert all("bailu-2021/" in problem.message for problem in found(folder)), "the other place is named"


def test_a_phrasing_that_stands_in_two_contrasting_entries_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path / "k", ("林间便道养护多少, ", "林间便道养护多少, 林间便道新建了几公里, "))
    problems = [problem for problem in found(folder) if problem.rule == "contrast"]
    assert [problem.message.startswith("“林间便道新建了几公里”会答成 paths-built(") for problem in problems] == [True]


def test_one_file_is_checked_alone(tmp_path: Path) -> None:
    folder = changed(
        tmp_path / "k", ("林间便道养护多少, ", "林间便道养护多少, 林间便道新建里程是多少公里, "), ("营养午餐一顿几块钱, ", "营养午餐一顿几块钱, 营养午餐支出的资金是多少万元, ")
    )
    for name in ("1-学校.yaml", "2-生活.yaml"):
        path = shown(folder / "bailu-2021" / name)
        assert {problem.path for problem in found(folder, path)} == {path}


@pytest.mark.parametrize("rule", MEANING)
def test_the_meaning_of_a_rule_is_one_short_sentence(rule: str) -> None:
    assert 0 < len(MEANING[rule]) <= 40
