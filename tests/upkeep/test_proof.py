"""The proof: what of the knowledge the published text does not bear out, and what of the text nothing answers, each at its place."""

import contextlib
import random
from pathlib import Path

import pytest

from bot.errors import WenbaoError
from bot.knowledge.loading import load_all
from bot.upkeep.proof import PROVING, ProofError, proof
from tests.upkeep.conftest import County
from tests.upkeep.seeding import Sower, missed


def test_a_true_folder_has_no_problem_and_all_is_answered(county: County) -> None:
    found = county.checked()
    assert found.problems == ()
    assert found.coverage is not None
    assert (found.coverage.count("open"), found.coverage.count("waived"), found.coverage.share) == (0, 1, 1.0)
    assert found.coverage.proven == found.coverage.facts == 25


@pytest.mark.slow
def test_each_of_126_errors_seeded_at_random_is_told_at_its_entry(county: County) -> None:
    assert missed(county.folder, county.published, random.Random(20211220), 126) == []


def test_errors_of_all_kinds_are_seeded(county: County) -> None:
    seeds = Sower(county.folder, random.Random(1)).seeds()
    kinds = {seed.kind for seed, _ in zip(seeds, range(40), strict=False)}
    assert len(kinds) == 18


def test_a_wrong_figure_that_answer_and_data_share_is_told_with_what_the_text_prints(county: County) -> None:
    county.change("1-学校.yaml", "有3184名学生吃上", "有3194名学生吃上")
    county.change("1-学校.yaml", "value: 3184", "value: 3194")
    first, second = county.problems()
    assert (first.line, first.rule) == (county.line("1-学校.yaml", "value: 3194"), "source-figure")
    assert "没有“3194名”,第 8 行印的是“3184名" in first.message
    assert (Path(second.path).name, second.line, second.column, second.rule) == ("白鹭县2021年民生工作情况.txt", 8, 6, "source-uncovered")


def test_a_wrong_unit_is_told_with_that_of_the_text(county: County) -> None:
    county.change("3-百合园.yaml", "面积3.2万亩", "面积3.2亩")
    county.change("3-百合园.yaml", "value: 3.2, unit: 万亩", "value: 3.2, unit: 亩")
    told = [problem for problem in county.problems() if problem.rule == "source-figure"]
    assert "印的是“3.2万亩”,不是“3.2亩”" in told[0].message


def test_a_figure_of_another_section_is_told_with_its_section(county: County) -> None:
    county.change("6-分红.yaml", "新办花房6处。", "新办花房46个。")
    county.change("6-分红.yaml", "subject: 花房, metric: 处数, value: 6, unit: 处", "subject: 花房, metric: 处数, value: 46, unit: 个")
    assert any("它在“二、老人和出行”(第 12 行)" in problem.message for problem in county.problems())


def test_a_wrong_value_that_the_section_prints_of_another_thing_is_told(county: County) -> None:
    """24 and 31 coaches are both in the section, of two quarters; 24 for both is caught."""
    county.change("2-生活.yaml", "第四季度新购赶集专车31辆", "第四季度新购赶集专车24辆")
    county.change("2-生活.yaml", "value: 31", "value: 24")
    assert ("source-figure", county.line("2-生活.yaml", "第四季度新购赶集专车24辆") + 2) in {(problem.rule, problem.line) for problem in county.problems()}


def test_a_file_under_the_wrong_section_is_told_once_at_its_section(county: County) -> None:
    county.change("3-百合园.yaml", 'section: "3"', 'section: "2"')
    problem = next(problem for problem in county.problems() if problem.rule == "source-section")
    assert (Path(problem.path).name, problem.line) == ("3-百合园.yaml", 1)
    assert problem.message.endswith("请把 section 改成 3")
    assert [one.rule for one in county.problems() if one.path == problem.path] == ["source-section"]


def test_a_name_is_held_letter_for_letter(county: County) -> None:
    county.change("5-夜读灯.yaml", "names: [“夜读灯”, 双桥镇石门村, 周远山]", "names: [“夜读灯”, 双桥镇石门村, 周远仙]")
    assert {problem.rule for problem in county.problems()} >= {"source-name"}


def test_a_misspelt_name_that_is_not_listed_is_a_hint(county: County) -> None:
    county.change("5-夜读灯.yaml", "只写了是谁发起的。", "只写了是谁在双桥镇石闷村发起的。")
    problem = county.only()
    assert (problem.rule, problem.warning) == ("source-wording", True)
    assert "“双桥镇石闷村”像是写错了字,原文写的是“双桥镇石门村”" in problem.message


def test_report_yaml_is_held_against_the_text(county: County) -> None:
    county.change("report.yaml", 'date: "2021-12-20"', 'date: "2021-12-21"')
    assert (county.only().rule, county.only().line) == ("source-report", 3)
    assert "原文的日期是 2021-12-20" in county.only().message


@pytest.mark.parametrize(("line", "told"), [('date: "2021-12-20"\n', "请加上一行 date"), ("office: 白鹭县政府办\n", "请加上一行 office")])
def test_a_date_or_office_that_only_the_text_has_is_told(county: County, line: str, told: str) -> None:
    county.change("report.yaml", line, "")
    assert [told in problem.message for problem in county.problems() if problem.rule == "source-report"] == [True]


def test_a_drafted_file_is_told_once_with_what_waits_for_it(county: County) -> None:
    county.change("3-百合园.yaml", 'section: "3"\n', 'section: "3"\ndraft: true\n')
    told = [problem for problem in county.problems() if problem.rule == "source-uncovered"]
    assert [(Path(problem.path).name, problem.line, problem.warning) for problem in told] == [("3-百合园.yaml", 2, False)]
    assert "个数只有它来答" in told[0].message


def test_a_section_that_the_text_lacks_is_told_at_the_outline(county: County) -> None:
    county.change("report.yaml", "opens: [(二)合作社分红]", "opens: [(三)合作社分红]")
    told = [problem for problem in county.problems() if problem.rule == "source-report"]
    assert [problem.line for problem in told] == [county.line("report.yaml", "(三)合作社分红")]


def test_figures_that_contradict_each_other_are_told_unless_an_answer_says_so(county: County) -> None:
    county.change("6-分红.yaml", "报告写花农户均分红2800元,和126万元、420户对不上,报告没有说明怎么算。", "花农户均分红2800元,合计126万元,共420户。")
    problem = county.only()
    assert (Path(problem.path).name, problem.line, problem.rule, problem.warning) == ("白鹭县2021年民生工作情况.txt", 26, "source-contradiction", True)
    assert "“2800元”和“126万元”(第 26 行第" in problem.message
    assert "约3000.0元" in problem.message
    assert f"6-分红.yaml:{county.line('6-分红.yaml', '合计126万元')} 的回答" in problem.message


def test_a_figure_of_the_text_without_an_entry_is_told_at_the_text(county: County) -> None:
    county.change("原文", "新添图书2.6万册。", "新添图书2.6万册,借阅9.4万人次。")
    problem = county.only()
    assert (problem.line, problem.rule) == (8, "source-uncovered")
    assert "“9.4万人次”没有一条问答来答" in problem.message


def test_a_waiver_that_waives_nothing_is_told(county: County) -> None:
    county.change("原文", ",实施两年。", "。")
    assert (county.only().rule, county.only().line) == ("source-waived", county.line("report.yaml", "figure: 两年"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("derived: 128公里 + 942公里", "derived: 128公里 + 943公里", "算式里的“943公里”在原文的“二、老人和出行”里没有"),
        ("derived: 128公里 + 942公里", "derived: 942公里 - 128公里", "照算式算出来是“814公里”,不是“1070公里”"),
        ("derived: 128公里 + 942公里", "derived: 128公里 +", "算式“128公里 +”写得不对"),
        ("按新建128公里、养护942公里推算,一共1070公里", "新建128公里,养护942公里,一共1070公里", "是推算出来的,回答里要写"),
    ],
)
def test_a_derived_figure_is_worked_out_again_and_must_be_shown(county: County, old: str, new: str, words: str) -> None:
    county.change("2-生活.yaml", old, new)
    assert any(problem.rule == "source-derived" and words in problem.message for problem in county.problems())


def test_the_text_picks_its_report_out_of_several(county: County) -> None:
    other = county.folder / "heron-2020"
    other.mkdir()
    (other / "report.yaml").write_text(
        'id: heron-2020\ntitle: 苍鹭县2020年财政决算报告\ndate: "2020-12-20"\noffice: 苍鹭县财政局\nyear: 2020\nplace: 苍鹭县\noutline:\n  - {key: "1", title: 一、收入}\n', "utf-8"
    )
    (other / "1.yaml").write_text("section: '1'\nentries:\n  - {id: income-total, question: 收入多少?, answer: 报告没有写。, reason: metric}\n", "utf-8")
    assert proof(load_all(county.folder), county.published).coverage.report == "bailu-2021"
    county.text.write_text("苏城图书馆开放公告\n\n一、时间\n\n周一闭馆。", "utf-8")
    with pytest.raises(ProofError):
        proof(load_all(county.folder), county.published)


def test_a_report_that_cannot_be_read_is_told_as_ever(county: County) -> None:
    county.change("report.yaml", "title: 白鹭县", "titel: 白鹭县")
    assert any(problem.rule == "unknown-field" for problem in county.problems())


def test_every_rule_of_the_proof_says_what_it_asks_for() -> None:
    assert all(id.startswith("source-") and len(meaning) <= 40 for id, meaning in PROVING.items())


def test_files_broken_at_random_never_raise(county: County) -> None:
    dice = random.Random(20211220)
    report = county.folder / "bailu-2021"
    files = {path: path.read_bytes() for path in [county.text, *sorted(report.glob("*.yaml"))]}
    scraps = [text.encode() for text in ('"', ": ", "\n", "{", "9" * 40, "\x00", "第", "(一)", "/ 0", "derived: 1元", "2021", "%", "万亿", "-", "“", "》")]
    for _ in range(60):
        for path, content in files.items():
            at = dice.randrange(len(content))
            path.write_bytes(content[:at] + dice.choice(scraps) + content[at + dice.choice([0, 0, 1, 5]) :] if dice.random() < 0.4 else content)
        county.text.write_bytes(county.text.read_bytes().decode("utf-8", "ignore").encode())
        with contextlib.suppress(WenbaoError):  # a text without a word is told as such
            assert all(str(problem) for problem in county.problems())


def test_a_report_of_a_part_of_the_year_says_so_once_for_all(county: County) -> None:
    county.change("report.yaml", "year: 2021", "year: 2021\nperiod: 上半年")
    county.change("6-分红.yaml", "新办花房6处。", "2021年上半年新办花房6处。")
    assert county.problems() == []
    county.change("6-分红.yaml", "2021年上半年新办花房6处。", "2021年下半年新办花房6处。")
    assert county.only().rule == "source-period"


def test_a_count_in_a_cell_without_a_unit_is_what_the_clerk_says(county: County) -> None:
    county.change("原文", "新办花房6处", "新办花房情况\n花房\t6\t0\n其中温室\t6")
    assert not [problem for problem in county.problems() if problem.rule == "source-figure"]
    county.change("6-分红.yaml", "新办花房6处。", "新办花房6万元。")
    county.change("6-分红.yaml", "subject: 花房, metric: 处数, value: 6, unit: 处", "subject: 花房, metric: 处数, value: 6, unit: 万元")
    assert [problem for problem in county.problems() if problem.rule == "source-figure"]
