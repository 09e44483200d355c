"""The example of knowledge/README.md is a report that loads, is without slips, and answers; what the page says of the rules is so."""

import contextlib
import re
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.cli.main import main
from bot.knowledge.loading import load
from bot.knowledge.schema import ConceptForm, EntryForm, FigureForm
from bot.upkeep.check import check
from tests.transcripts import ROOT, files, printed, rules_table, shown, write

PAGE = (ROOT / "knowledge" / "README.md").read_text("utf-8")
NAME = "yunze-2024"
EARLIER = "yunze-2023"


@pytest.fixture
def example(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the example, beside which the test runs."""
    write(PAGE, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path_factory.getbasetemp() / "data"))
    return tmp_path / NAME


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """An answerer over the example."""
    folder = tmp_path_factory.mktemp("example")
    write(PAGE, folder)
    return Answerer(open_index(folder / NAME, None))


def test_the_example_is_one_whole_report() -> None:
    whole = sorted(f"{NAME}/{name}" for name in ("1-便民服务点.yaml", "2-乡村夜校.yaml", "lexicon.yaml", "report.yaml"))
    assert sorted(name for name in files(PAGE) if not name.startswith(EARLIER)) == whole


def test_the_example_loads(example: Path) -> None:
    knowledge = load(example)
    assert [report.id for report in knowledge.reports] == [NAME]
    assert sum(entry.is_fact for entry in knowledge.entries) == 5
    assert sum(not entry.is_fact for entry in knowledge.entries) == 2
    assert "乡村夜校" in knowledge.lexicon.concepts


def test_the_example_has_no_slip(example: Path) -> None:
    assert [str(problem) for problem in check(example) if problem.path.startswith(NAME)] == []
    assert [str(problem) for problem in check(example.parent)] == []


@pytest.mark.parametrize(("question", "id"), [("便民点建了几个", "points-count"), ("想上夜校找谁报名", "school-join")])
def test_the_example_answers(question: str, id: str, bot: Answerer) -> None:
    assert bot.ask(question).reply.entry == id


def test_every_stored_question_of_the_example_gets_its_own_entry(bot: Answerer) -> None:
    assert [(phrasing, entry.id) for entry in bot.index.knowledge.entries for phrasing in entry.phrasings if bot.ask(phrasing).reply.entry != entry.id] == []


def test_the_example_prints_today_what_the_page_shows(example: Path) -> None:
    """Where it does not, `python -m tests.transcripts knowledge/README.md` writes it anew."""
    assert shown(PAGE)
    for each in shown(PAGE):
        assert printed(each.command) == each.output


def test_the_slip_that_the_page_tells_of_is_found_as_it_says(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = example / "1-便民服务点.yaml"
    text = path.read_text("utf-8")
    assert text.count("带卫生室的有31个。") == 1
    path.write_text(text.replace("带卫生室的有31个。", "带卫生室的有13个。"), "utf-8")
    assert main(["check", NAME]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"{NAME}/")]
    assert told
    assert "```text\n" + "\n".join(told) + "\n```\n" in PAGE


def test_the_page_tells_why_as_the_program_does_and_its_remedy_helps(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that the page shows of `--explain` are printed in their order; the line that it adds to the lexicon brings the answer."""
    told = PAGE.partition("## 答得不对,看为什么")[2].partition("\n## ")[0]
    excerpt, remedy = re.findall(r"^```text\n(.*?)^```$", told, re.MULTILINE | re.DOTALL)
    asked = ["ask", "--knowledge", NAME, "驿站有几处"]
    main([*asked, "--explain"])
    lines = iter(capsys.readouterr().out.splitlines())
    for line in excerpt.splitlines():
        assert any(line in printed_line for printed_line in lines), line
    lexicon = example / "lexicon.yaml"
    text = lexicon.read_text("utf-8")
    before = remedy.rstrip("\n").replace(", 驿站]", "]")
    assert text.count(before) == 1
    lexicon.write_text(text.replace(before, remedy.rstrip("\n")), "utf-8")
    main([*asked])
    assert "86个" in capsys.readouterr().out


def test_the_editor_settings_are_those_of_the_project() -> None:
    assert f"```json\n{(ROOT / '.vscode' / 'settings.json').read_text('utf-8')}```\n" in PAGE


def test_the_table_of_rules_is_that_of_the_program() -> None:
    """`python -m tests.transcripts knowledge/README.md` writes it anew."""
    assert f"<!-- rules:begin -->\n{rules_table()}<!-- rules:end -->\n" in PAGE


def test_each_rule_that_the_page_lists_is_printed_by_the_program() -> None:
    with contextlib.chdir(ROOT):
        listed = printed("python -m bot check --rules")
    assert re.findall(r"^\| `([a-z-]+)` \| ", rules_table(), re.MULTILINE) == re.findall(r"^[a-z-]+", listed, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({*EntryForm.model_fields, *FigureForm.model_fields}))
def test_each_field_is_explained(name: str) -> None:
    assert f"| `{name}` |" in PAGE


@pytest.mark.parametrize(("form", "field"), [(ConceptForm, "kind"), (EntryForm, "reason"), (FigureForm, "qualifier")])
def test_each_value_that_a_field_may_have_is_explained(form: type[ConceptForm | EntryForm | FigureForm], field: str) -> None:
    values = re.findall(r"'([^']+)'", str(form.model_fields[field].annotation))
    assert values
    assert [value for value in values if f"| `{value}` |" not in PAGE] == []


def _faulty() -> list[object]:
    rows = re.findall(r"^\| `(.+?)` \| .+ \| `(.+?)` \|$", PAGE.partition("### 写 YAML 常见的错")[2], re.MULTILINE)
    return [pytest.param(wrong, right, id=wrong) for wrong, right in rows]


@pytest.mark.parametrize(("wrong", "right"), _faulty())
def test_each_common_fault_is_found_and_mended_as_the_page_says(wrong: str, right: str, example: Path) -> None:
    def broken(line: str) -> bool:
        field = line.partition(":")[0]
        name = "report.yaml" if field == "date" else "2-乡村夜校.yaml"
        text = files(PAGE)[f"{NAME}/{name}"]
        if field in ("date", "answer", "similar"):
            block = rf"^( *){field}:.*(?:\n +- .*)*$" if field == "similar" else rf"^( *){field}:.*$"
            changed = re.sub(block, lambda found: found[1] + line, text, count=1, flags=re.MULTILINE)
        else:
            changed = re.sub(rf"(?<={field}: )[^,}}]+", line.partition(": ")[2], text, count=1)
        assert changed != text or line in text
        (example / name).write_text(changed, "utf-8")
        return any(problem.rule in ("yaml-syntax", "wrong-type", "unknown-field") for problem in check(example))

    assert broken(wrong)
    assert not broken(right)
