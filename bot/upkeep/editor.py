"""The JSON Schemas by which an editor completes and checks the knowledge files while one types.

They are made from the forms of `knowledge/schema.py`, so that an editor and `bot check` agree on which fields there are and what each may hold.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from bot.errors import WenbaoError
from bot.knowledge.schema import EntriesFile, LexiconFile, ReportFile, SentencesFile, SmalltalkFile

#: The kinds of knowledge files: the name of the schema, the form, and what the file is.
_KINDS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("report", ReportFile, "一份报告:叫什么、谁发布的、哪一年、哪个地方,还有目录"),
    ("entries", EntriesFile, "问答,报告的一节一个文件"),
    ("lexicon", LexiconFile, "词库:同一样东西的各种叫法"),
    ("sentences", SentencesFile, "问报自己说的话"),
    ("smalltalk", SmalltalkFile, "寒暄:别人说什么,回什么"),
)
#: The draft that editors know best.
_DRAFT = "http://json-schema.org/draft-07/schema#"


class EditorError(WenbaoError):
    """A place that the schemas cannot be written to."""


class _Generator(GenerateJsonSchema):
    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        """A number as YAML has it, never one in quotes."""
        return {"type": "number"}

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """A field that may be left out; one that stands there empty was forgotten."""
        return self.generate_inner(schema["schema"])


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file; the same forms give the same bytes."""
    return {f"{name}.json": json.dumps(_schema(form, says), ensure_ascii=False, indent=1) + "\n" for name, form, says in _KINDS}


def write(folder: Path) -> tuple[Path, ...]:
    """Write the schemas into a folder; the paths written. Raises `EditorError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise EditorError(f"写不进文件夹 {folder},请检查路径和权限") from error
    return tuple(folder / name for name in schemas())


def _schema(form: type[BaseModel], says: str) -> dict[str, Any]:
    made = _bare(form.model_json_schema(schema_generator=_Generator))
    return {"$schema": _DRAFT, "title": says, **{name: value for name, value in made.items() if name != "description"}}


def _bare(part: Any, named: bool = False) -> Any:
    """A part of a schema without what only programmers read: titles, defaults, the docstrings of the forms; `named` where the keys are names of fields."""
    if isinstance(part, list):
        return [_bare(each) for each in part]
    if not isinstance(part, dict):
        return part
    if named:
        return {name: _bare(value) for name, value in part.items()}
    dropped = {"title", "default"} | ({"description"} if "properties" in part else set())
    return {name: _bare(value, named=name in ("properties", "$defs")) for name, value in part.items() if name not in dropped}
