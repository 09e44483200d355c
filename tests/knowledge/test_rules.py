"""The rules: each keeps the promise of its docstring, and of its example folders."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from bot.knowledge import rules
from bot.knowledge.rules import RULES, Rule
from tests.conftest import KnowledgeFolder

EXAMPLES = Path(__file__).parent / "rules"
_HEADER = re.compile(r"# (文件|改): *(\S+)")
_MARK = re.compile(r"# 错[::]? *(.*)$")


def put(folder: KnowledgeFolder, example: str) -> str:
    """Put an example where it belongs: into a file of its own, the file that its header names, or that file's sentences."""
    found = _HEADER.match(example)
    how, name = found.groups() if found else ("文件", "报告/附例.yaml")
    if how == "改":
        sentences = yaml.safe_load((folder.path / name).read_text("utf-8"))
        sentences["sentences"].update(yaml.safe_load(example))
        example = yaml.safe_dump(sentences, allow_unicode=True, width=1000)
    folder.write(name, example)
    return name


def example_files(kind: str) -> list[object]:
    return [pytest.param(path, id=f"{path.parent.parent.name}-{path.stem}") for path in sorted(EXAMPLES.glob(f"*/{kind}/*.yaml"))]


def test_each_rule_is_a_module_named_by_its_id() -> None:
    modules = {path.stem for path in Path(rules.__file__).parent.glob("*.py") if path.stem != "__init__"}
    assert modules == {rule.id.replace("-", "_") for rule in RULES}


def test_rules_stand_in_the_order_of_their_ids() -> None:
    assert [rule.id for rule in RULES] == sorted({rule.id for rule in RULES})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_meaning_of_a_rule_is_one_short_sentence_in_chinese(rule: Rule) -> None:
    assert re.search(r"[\u4e00-\u9fff]", rule.meaning)
    assert len(rule.meaning) <= 40
    assert rule.text.startswith(rule.meaning + "。")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_of_a_rule_has_no_error_and_keeps_it(rule: Rule, folder: KnowledgeFolder) -> None:
    put(folder, rule.good)
    assert [str(problem) for problem in folder.problems() if problem.rule == rule.id or not problem.warning] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_breaks_it_and_no_other(rule: Rule, folder: KnowledgeFolder) -> None:
    put(folder, rule.bad)
    found = {problem.rule for problem in folder.problems() if problem.rule == rule.id or not problem.warning}
    assert found == {rule.id}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_a_good_and_a_bad_example_folder(rule: Rule) -> None:
    for kind in ("good", "bad"):
        assert list((EXAMPLES / rule.id / kind).glob("*.yaml")), f"tests/knowledge/rules/{rule.id}/{kind}/ has no example"


def test_each_example_folder_is_of_a_rule() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {rule.id for rule in RULES}


@pytest.mark.parametrize("path", example_files("good"))
def test_a_good_example_keeps_its_rule(path: Path, folder: KnowledgeFolder) -> None:
    put(folder, path.read_text("utf-8"))
    assert [str(problem) for problem in folder.problems(path.parent.parent.name)] == []


@pytest.mark.parametrize("path", example_files("bad"))
def test_a_bad_example_breaks_its_rule_on_the_marked_lines_and_nowhere_else(path: Path, folder: KnowledgeFolder) -> None:
    """A line with `# 错` must be complained of; what follows the mark must be said there."""
    example = path.read_text("utf-8")
    name = put(folder, example)
    found = [problem for problem in folder.problems(path.parent.parent.name) if problem.path == str(folder.path / name)]
    marks = {number: mark[1] for number, line in enumerate(example.splitlines(), 1) if (mark := _MARK.search(line))}
    assert sorted({problem.line for problem in found}) == (sorted(marks) or [0])
    for line, words in marks.items():
        assert any(words in problem.message for problem in found if problem.line == line), (words, [problem.message for problem in found])


def test_a_rule_without_examples_in_its_docstring_is_refused() -> None:
    with pytest.raises(ValueError, match="Good: and Bad:"):
        rules._rule(SimpleNamespace(__name__="bot.knowledge.rules.new", __doc__="A rule.\n\n没有例子。", ID="new", check=None))  # type: ignore[arg-type]


def test_a_whole_folder_without_slips_has_no_problem(folder: KnowledgeFolder) -> None:
    assert folder.problems() == []
