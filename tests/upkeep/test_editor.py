"""The JSON Schemas for editors: kept current, told in Chinese, and of one mind with the check."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from bot.knowledge import schema
from bot.knowledge.document import read
from bot.knowledge.folder import layout, shipped
from bot.knowledge.schema import fit
from bot.upkeep.editor import schemas
from tests import invented
from tests.transcripts import ROOT, files

FORMS = {
    "report.json": schema.ReportFile,
    "entries.json": schema.EntriesFile,
    "lexicon.json": schema.LexiconFile,
    "sentences.json": schema.SentencesFile,
    "smalltalk.json": schema.SmalltalkFile,
}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "number": Decimal, "integer": Decimal}
KNOWN = {
    "$schema", "title", "description", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "items", "enum",
    "pattern", "minLength", "maxLength", "minimum", "maximum",
}  # fmt: skip


def misfits(data: Any, part: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where data does not fit a schema, by the rules of JSON Schema for every keyword that ours use; any other is refused."""
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].removeprefix("#/$defs/")] | {name: value for name, value in part.items() if name != "$ref"}
    assert set(part) <= KNOWN, set(part) - KNOWN
    expected = TYPES[part["type"]]
    if not isinstance(data, expected):
        yield f"{at}: {data!r} is no {part['type']}"
        return
    if "enum" in part and data not in part["enum"]:
        yield f"{at}: {data!r} is none of {part['enum']}"
    if isinstance(data, str):
        if not part.get("minLength", 0) <= len(data) <= part.get("maxLength", len(data)) or not re.search(part.get("pattern", ""), data):
            yield f"{at}: {data!r}"
    elif isinstance(data, Decimal):
        if not part.get("minimum", data) <= data <= part.get("maximum", data) or (part["type"] == "integer" and data != int(data)):
            yield f"{at}: {data}"
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from misfits(item, part["items"], whole, f"{at}/{number}")
    elif isinstance(data, dict):
        named, others = part.get("properties", {}), part.get("additionalProperties", True)
        yield from (f"{at}: lacks {name}" for name in part.get("required", ()) if name not in data)
        for name, value in data.items():
            if name in named or isinstance(others, dict):
                yield from misfits(value, named.get(name, others), whole, f"{at}/{name}")
            elif not others:
                yield f"{at}: does not know {name}"


def held(path: Path, name: str) -> list[str]:
    whole = json.loads(schemas()[name])
    return list(misfits(read(path, str(path))[0].data, whole, whole))


def kind(path: Path) -> str:
    if path.parent.name == "lexicon":
        return "lexicon.json"
    return f"{path.stem}.json" if f"{path.stem}.json" in FORMS else "entries.json"


SHIPPED = layout(shipped()).files


def test_the_schemas_that_ship_are_those_of_the_program() -> None:
    """Where they are not, `python -m bot schema --into knowledge/schema` writes them anew."""
    folder = ROOT / "knowledge" / "schema"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == schemas()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_that_ships_fits_its_schema(path: Path) -> None:
    assert held(path, kind(path)) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_editor_settings_find_the_schema_of_every_file(path: Path) -> None:
    """As a pattern whose * stops at a slash, and as one whose * does not."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    shown = path.relative_to(ROOT)
    for matches in (lambda pattern: fnmatch(str(shown), pattern), shown.match):
        found = [name for name, patterns in settings.items() for pattern in ([patterns] if isinstance(patterns, str) else patterns) if matches(pattern)]
        assert found == [f"knowledge/schema/{kind(path)}"]


def test_the_examples_of_the_manual_fit(tmp_path: Path) -> None:
    shown = files((ROOT / "knowledge" / "README.md").read_text("utf-8"))
    assert len(shown) >= 4
    for name, text in shown.items():
        path = tmp_path / Path(name).name
        path.write_text(text, "utf-8")
        assert held(path, kind(path)) == []


def parts(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for form in (whole, *whole.get("$defs", {}).values()):
        yield from form.get("properties", {}).items()


@pytest.mark.parametrize("name", FORMS)
def test_each_field_is_described_in_chinese(name: str) -> None:
    told = dict(parts(json.loads(schemas()[name])))
    assert told
    assert [field for field, part in told.items() if not re.search(r"[\u4e00-\u9fff].*[。…]$", part.get("description", ""))] == []
    assert re.search(r"[\u4e00-\u9fff]", json.loads(schemas()[name])["title"])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("entries.json", "similar:", "simular:"),
        ("entries.json", "value: 3184", 'value: "3184"'),
        ("entries.json", "value: 3184", "value: 3,184"),
        ("entries.json", 'period: "2021", population: 学生', "period: 2021, population: 学生"),
        ("entries.json", "qualifier: 新增", "qualifier: 新建"),
        ("entries.json", "reason: metric", "reason: price"),
        ("entries.json", "id: lunch-pupils", "id: Lunch Pupils"),
        ("entries.json", "related: [lunch-money]", "related: lunch-money"),
        ("entries.json", "    question: 有多少学生吃上营养午餐?\n", ""),
        ("entries.json", "answer: 白鹭县2021年有3184名学生吃上营养午餐。", "answer:"),
        ("entries.json", "section: ", "sectoin: "),
        ("report.json", "title: 白鹭县2021年民生工作情况", "title: 2021"),
        ("report.json", "place: 白鹭县\n", ""),
        ("report.json", "year: 2021", 'year: "2021"'),
        ("report.json", "aliases: [白鹭]", "aliases: 白鹭"),
        ("lexicon.json", "kind: subject, words: [晌午加餐", "kind: subjects, words: [晌午加餐"),
        ("lexicon.json", "words: [晌午加餐, 校园热饭]", "words: 晌午加餐"),
    ],
)
def test_what_an_editor_marks_the_check_finds_too(name: str, old: str, new: str, tmp_path: Path) -> None:
    text = {"entries.json": invented.SCHOOLS, "report.json": invented.REPORT, "lexicon.json": invented.LEXICON}[name]
    path = tmp_path / name.replace("json", "yaml")
    path.write_text(text, "utf-8")
    assert held(path, name) == []
    assert fit(read(path, "")[0], FORMS[name])[1] == []
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert held(path, name) != []
    assert fit(read(path, "")[0], FORMS[name])[1] != []


def test_the_command_writes_them_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--into", str(tmp_path / "new")]) == 0
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()} == schemas()
    assert main(["schema"]) == 0
    assert "entries.json" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["schema", "--into", str(tmp_path / "file" / "inside")]) == 2
    assert "写不进文件夹" in capsys.readouterr().err
