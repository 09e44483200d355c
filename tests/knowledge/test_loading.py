"""Loading: everything that can be read is read, everything that cannot is told, and one never hides the other."""

import re
from pathlib import Path

import pytest

from bot.knowledge import loading
from bot.knowledge.folder import FolderError, shipped
from bot.knowledge.loading import READING, load, load_all
from bot.knowledge.problem import KnowledgeError
from tests.conftest import KnowledgeFolder

BROKEN = 'entries:\n  - {id: zz-top, question: "甲\n'


def test_a_valid_folder_loads_with_all_its_parts(folder: KnowledgeFolder) -> None:
    knowledge = load(folder.path)
    assert [entry.id for entry in knowledge.entries] == ["allowance-people", "allowance-money", "allowance-apply"]
    assert [report.id for report in knowledge.reports] == ["qinghe-2023"]
    assert set(knowledge.lexicon.concepts) == {"人数", "金额", "高龄津贴"}
    assert [talk.id for talk in knowledge.smalltalk] == ["hi"]
    assert knowledge.by_id["allowance-people"].section == "1.1"
    assert knowledge.by_id["allowance-people"].report == "qinghe-2023"


def test_an_entry_knows_its_file_and_line(folder: KnowledgeFolder) -> None:
    entry = load(folder.path).by_id["allowance-money"]
    assert (Path(entry.path).name, entry.line) == ("问答.yaml", 13)


def test_a_folder_that_cannot_be_read_whole_is_not_served(folder: KnowledgeFolder) -> None:
    folder.write("报告/附.yaml", BROKEN)
    with pytest.raises(KnowledgeError, match=r"附.yaml:2:28: 引号没有成对.*yaml-syntax") as raised:
        load(folder.path)
    assert len(raised.value.problems) == 1


def test_slips_of_the_rules_do_not_stop_serving(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "清河县2023年有312人领高龄津贴", "清河县2023年有321人领高龄津贴")
    assert folder.problems("figure-mismatch")
    assert load(folder.path).entries


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="没有知识库文件夹"):
        load_all(tmp_path / "没有")


def test_a_folder_without_a_report_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"report\.yaml"):
        load_all(tmp_path)


def test_a_broken_file_hides_no_slip_of_another(folder: KnowledgeFolder) -> None:
    folder.write("报告/附一.yaml", BROKEN)
    folder.write("报告/附二.yaml", 'section: "9"\nentries:\n  - {id: zz, question: 甲?, answer: 乙。, nmaes: [甲]}\n  - {id: allowance-people, question: 丙?, answer: 有3户。}\n')
    folder.write("lexicon/附.yaml", "concepts: [\n")
    folder.write("smalltalk.yaml", "smalltalk:\n  - {id: hi, phrases: []}\n")
    folder.change("sentences.yaml", "报告只有{years}", "报告只有{yaers}")
    found = {(Path(problem.path).name, problem.rule) for problem in folder.problems() if not problem.warning}
    assert found == {
        ("附一.yaml", "yaml-syntax"),
        ("附二.yaml", "broken-section"),
        ("附二.yaml", "unknown-field"),
        ("附.yaml", "yaml-syntax"),
        ("smalltalk.yaml", "missing-field"),
        ("sentences.yaml", "missing-sentence"),
        ("附二.yaml", "figure-mismatch"),
        ("附二.yaml", "duplicate-id"),
    }


def test_all_slips_of_one_file_are_told_at_once(folder: KnowledgeFolder) -> None:
    folder.write(
        "报告/附.yaml",
        """\
        section: "1.1"
        entries:
          - id: Zz
            quesiton: 甲?
            similar: 一句
            answer: 2022-12-28
            reason: dunno
            figures:
              - {subject: 甲, metric: 乙, value: "3", unit: 户, qualifier: 大约}
          - 只有一句
          -
          - {id: zz-two, question: 丙?, answer: 丁。}
        """,
    )
    problems = folder.problems()
    assert [(problem.line, problem.column, problem.rule) for problem in problems if not problem.warning] == [
        (3, 9, "wrong-value"),
        (4, 5, "unknown-field"),
        (5, 14, "wrong-type"),
        (6, 13, "wrong-type"),
        (7, 13, "wrong-value"),
        (9, 40, "wrong-type"),
        (9, 65, "wrong-value"),
        (10, 5, "wrong-type"),
        (11, 4, "wrong-type"),
    ]
    assert "zz-two" in load_all(folder.path).knowledge.by_id


@pytest.mark.parametrize(
    ("line", "rule", "said"),
    [
        ("question: no", "wrong-type", "“question”的值“no”会被 YAML 读成别的东西,请加引号"),
        ("question: true", "wrong-type", "“question”的值“true”会被 YAML 读成别的东西,请加引号"),
        ("question: False", "wrong-type", "“question”的值“False”会被 YAML 读成别的东西,请加引号"),
        ("figures: [{subject: 甲, metric: 乙, value: true, unit: 户}]", "wrong-type", "现在是“true”"),
        ("question: 123", "wrong-type", '“question”要写文字,数字请加引号,写成 "123"'),
        ("question: [甲]", "wrong-type", "“question”要写一句文字,不能写成列表"),
        ("question: {甲: 乙}", "wrong-type", "“question”被读成了“名称: 内容”"),
        ("question:", "wrong-type", "“question”后面没有内容"),
        ('question: "  "', "wrong-value", "“question”是空的"),
        ("similar: 一句", "wrong-type", "“similar”要写成列表"),
        ("similar: [甲, 3]", "wrong-type", "“similar”第 2 项要写文字"),
        ("similar: [甲, ]\n    names: [~]", "wrong-type", "“names”第 1 项后面没有内容"),
        ("id: 甲", "wrong-value", "“id”只能用小写字母、数字和“-”,以字母开头,现在是“甲”"),
        (f"id: {'a' * 60}", "wrong-value", "“id”太长,最多 48 个字符"),
        ("reason: 年份", "wrong-value", "“reason”不能是“年份”,只能写:metric 那一项没写,procedure 怎么办"),
        ("figures: [{subject: 甲, metric: 乙, value: 一百, unit: 户}]", "wrong-type", "要写普通的数字"),
        ("figures: [{subject: 甲, metric: 乙, value: 010, unit: 户}]", "wrong-type", "现在是“010”"),
        ("figures: [{subject: 甲, metric: 乙, value: 4,208, unit: 户}]", "unknown-field", "数字去掉逗号"),
        ("figures: [{subject: 甲, metric: 乙, value: 3, unit: 户, period: 2022}]", "wrong-type", '写成 "2022"'),
        ("figures: 三户", "wrong-type", "“figures”要写成列表"),
        ("simlar: [甲]", "unknown-field", "没有“simlar”这个字段"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_what_to_write(folder: KnowledgeFolder, line: str, rule: str, said: str) -> None:
    names = {"id": "zz", "question": "甲?", "answer": "乙。"}
    names.pop(line.partition(":")[0], None)
    rest = "".join(f"    {name}: {value}\n" for name, value in names.items())
    folder.write("报告/附.yaml", f'section: "1.1"\nentries:\n  -\n    {line}\n{rest}')
    messages = [problem.message for problem in folder.problems(rule)]
    assert any(said in message for message in messages), messages


@pytest.mark.parametrize("text", ["", "\n \n", "# 说明\n", "---\n"])
def test_an_empty_file_is_told(folder: KnowledgeFolder, text: str) -> None:
    folder.write("报告/附.yaml", text)
    assert folder.found("empty-file") == [("附.yaml", 1, 1, "文件是空的")]


@pytest.mark.parametrize("text", ["- a\n- b\n", "只有一句话", "12", "no"])
def test_a_file_that_is_no_mapping_is_told_what_it_needs(folder: KnowledgeFolder, text: str) -> None:
    folder.write("报告/附.yaml", text)
    assert folder.found("wrong-type") == [("附.yaml", 1, 1, "文件的最外层要写成“名称: 内容”的形式,要有“entries:”")]


def test_a_report_without_entries_is_told(folder: KnowledgeFolder) -> None:
    (folder.report / "问答.yaml").unlink()
    assert [name for name, *_ in folder.found("empty-folder")] == ["report.yaml"]


def test_a_report_with_a_broken_file_only_is_not_called_empty(folder: KnowledgeFolder) -> None:
    folder.write("报告/问答.yaml", BROKEN)
    assert {problem.rule for problem in folder.problems()} == {"yaml-syntax"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('date: "2023-12-20"', 'date: "2023-13-20"', 3),
        ('date: "2023-12-20"', 'date: "2023年12月20日"', 3),
        ("year: 2023", "year: 23", 5),
        ("year: 2023", "year: 2023.5", 5),
        ("plans: 2024", "plans: 24", 6),
        ("plans: 2024", "period: 2023年", 6),
        ("plans: 2024", "period: 很久", 6),
    ],
)
def test_a_date_or_year_that_is_none_is_told(folder: KnowledgeFolder, old: str, new: str, line: int) -> None:
    folder.change("报告/report.yaml", old, new)
    assert [found[:2] for found in folder.found("wrong-value")] == [("report.yaml", line)]


def test_references_to_what_a_broken_file_may_hold_are_not_called_unknown(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [zz-top, zz-other]")
    folder.write("报告/附.yaml", BROKEN)
    assert ["zz-other" in message for *_, message in folder.found("broken-related")] == [True]


def test_references_to_an_entry_with_a_slip_are_not_called_unknown(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", "related: [allowance-money]", "related: [zz-top]")
    folder.write("报告/附.yaml", 'section: "1.1"\nentries:\n  - {id: zz-top, question: 甲?}\n')
    assert folder.found("broken-related") == []


def test_sections_are_not_judged_where_the_report_cannot_be_read(folder: KnowledgeFolder) -> None:
    folder.change("报告/report.yaml", "place: 清河县", "palce: 清河县")
    assert [problem.message for problem in folder.problems()] == ["没有“palce”这个字段,是不是 place?"]


def test_a_concept_may_be_written_in_two_files(folder: KnowledgeFolder) -> None:
    folder.write("报告/lexicon.yaml", "concepts:\n  - {name: 高龄津贴, kind: subject, words: [长寿钱]}\n")
    assert load(folder.path).lexicon.concepts["高龄津贴"].words == ("高龄补贴", "长寿钱")


def test_a_concept_is_loose_where_any_file_says_so(folder: KnowledgeFolder) -> None:
    folder.write("报告/lexicon.yaml", "concepts:\n  - {name: 人数, kind: metric, words: [], loose: true}\n")
    assert load(folder.path).lexicon.concepts["人数"].loose


def test_whether_a_concept_is_loose_is_true_or_false(folder: KnowledgeFolder) -> None:
    folder.write("报告/lexicon.yaml", "concepts:\n  - {name: 人数, kind: metric, words: [], loose: yes}\n")
    assert folder.found("wrong-type") == [("lexicon.yaml", 2, 48, "“loose”要写 true 或 false,不加引号,现在是“yes”")]


def test_a_concept_of_two_kinds_is_told_with_both_places(folder: KnowledgeFolder) -> None:
    folder.write("报告/lexicon.yaml", "concepts:\n  - {name: 高龄津贴, kind: metric, words: [长寿钱]}\n")
    (name, line, column, message), *others = folder.found("lexicon-kind")
    assert (name, line, column) == ("lexicon.yaml", 2, 24)
    assert "subjects.yaml:2 是 subject,这里是 metric" in message
    assert others == []


def test_the_folder_of_one_report_can_be_opened_by_itself(folder: KnowledgeFolder) -> None:
    loaded = load_all(folder.report)
    assert loaded.problems == ()
    assert len(loaded.knowledge.lexicon.concepts) == 3


def test_a_section_written_as_a_number_is_told_once(folder: KnowledgeFolder) -> None:
    folder.change("报告/问答.yaml", 'section: "1.1"', "section: 1.1")
    assert [problem.message for problem in folder.problems()] == ['“section”要写文字,数字请加引号,写成 "1.1"']


def test_every_problem_of_reading_has_its_meaning_listed() -> None:
    sources = "".join((Path(loading.__file__).parent / f"{name}.py").read_text("utf-8") for name in ("document", "schema", "loading"))
    named = set(re.findall(r'"((?:yaml|duplicate|empty|missing|unknown|wrong|lexicon)-[a-z]+)"', sources))
    assert named - {"missing-sentence"} == set(READING)  # that one is a rule, which loading holds to as well


def test_the_knowledge_that_ships_can_be_read() -> None:
    assert load_all(shipped()).problems == ()
