"""The form of the knowledge files: which fields there are and what each may hold."""

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.knowledge.document import Document, Location, Odd
from bot.knowledge.problem import Problem

Reason = Literal["year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=48)]


Form = TypeVar("Form", bound=BaseModel)


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FigureForm(_Form):
    """A figure of the answer as data; the first of an entry is the asked one."""

    subject: Text
    metric: Text
    value: Decimal
    unit: Text
    period: Text | None = None
    population: Text | None = None
    qualifier: Literal["累计", "新增", "至少", "至多", "国家要求", "约", "每年", "其中"] | None = None
    derived: Text | None = None


class EntryForm(_Form):
    """One question that people ask, in many phrasings, with its answer."""

    id: Id
    topic: Text | None = None
    section: Text | None = None
    reason: Reason | None = None
    question: Text
    similar: list[Text] = []
    answer: Text
    figures: list[FigureForm] = []
    names: list[Text] = []
    related: list[Id] = []
    points: list[Id] = []
    draft: bool | None = None


class EntriesFile(_Form):
    """A file of entries, one section of the report."""

    section: Text | None = None
    topic: Text | None = None
    draft: bool = False
    entries: list[EntryForm]


class SectionForm(_Form):
    """One heading of the report."""

    key: Text
    title: Text
    opens: list[Text] = []


class WaiverForm(_Form):
    """A figure of the published text that no entry answers, and why."""

    figure: Text
    section: Text
    reason: Text


class ReportFile(_Form):
    """What was published: report.yaml."""

    id: Id
    title: Text
    date: Text
    office: Text
    year: Decimal
    plans: Decimal | None = None
    place: Text
    aliases: list[Text] = []
    within: list[Text] = []
    parts: list[Text] = []
    outline: list[SectionForm] = []
    waived: list[WaiverForm] = []


class ConceptForm(_Form):
    """A meaning with all its words."""

    name: Text
    kind: Literal["subject", "metric", "population", "procedure", "personal", "opinion", "request", "place", "word", "colour"]
    words: list[Text]
    units: list[Text] = []
    broader: list[Text] = []
    loose: bool = False


class LexiconFile(_Form):
    """A file of the lexicon."""

    concepts: list[ConceptForm]


class TalkForm(_Form):
    """One kind of small talk: whole messages and what to say."""

    id: Id
    phrases: list[Text]
    answer: Text


class SmalltalkFile(_Form):
    """smalltalk.yaml."""

    smalltalk: list[TalkForm]


class SentencesFile(_Form):
    """sentences.yaml: the bot's own sentences by name."""

    sentences: dict[str, Text]


def fit(document: Document, form: type[Form]) -> tuple[Form | None, list[Problem]]:
    """Hold a document against a form; every misfit is a problem at its own line."""
    if document.data is None:
        return None, [Problem(document.path, 1, 1, "文件是空的", "empty-file")]
    try:
        return form.model_validate(document.data), []
    except ValidationError as errors:
        return None, [_problem(document, form, dict(error)) for error in errors.errors(include_url=False, include_context=True)]


def fit_items(document: Document, form: type[Form], items: str) -> tuple[Form | None, tuple[int, ...], list[Problem]]:
    """Hold a document against a form whose field `items` is a list; also gives the numbers of the items that were kept.

    One misfit hides nothing else: the items that fit are kept, and so is what fits of the rest.
    """
    whole, problems = fit(document, form)
    if whole is not None:
        return whole, tuple(range(len(getattr(whole, items)))), problems
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get(items), list):
        return None, (), problems
    kept = {number: item for number, item in enumerate(data[items]) if _fits(form, {items: [item]}, items)}
    rest = {name: value for name, value in data.items() if name != items and _fits(form, {name: value}, name)}
    return form.model_validate({**rest, items: list(kept.values())}), tuple(kept), problems


def _fits(form: type[BaseModel], data: dict[str, Any], field: str) -> bool:
    """True when nothing is wrong with one field of a form, whatever else is missing."""
    if field not in form.model_fields:
        return False
    try:
        form.model_validate(data)
    except ValidationError as errors:
        return all(error["loc"][0] != field for error in errors.errors(include_url=False, include_input=False, include_context=False))
    return True


def _problem(document: Document, form: type[BaseModel], error: dict[str, Any]) -> Problem:
    location = tuple(error["loc"])
    kind, value = error["type"], error.get("input")
    if not location:
        needed = "、".join(f"“{name}:”" for name, field in form.model_fields.items() if field.is_required())
        return document.problem(location, f"文件的最外层要写成“名称: 内容”的形式,要有{needed}", "wrong-type")
    if kind == "missing":
        return document.problem(location, f"缺少“{location[-1]}”,请补上", "missing-field")
    if kind == "extra_forbidden":
        cut = ";花括号里的一句话或数字有逗号时,请给整句加引号,数字去掉逗号" if value is None else ""
        return _at_name(document, location, f"没有“{location[-1]}”这个字段,请检查拼写和缩进{cut}", "unknown-field")
    if value is None:
        return _at_name(document, location, f"{_name(location)}后面没有内容,请补上,或删掉这一行", "wrong-type")
    rule, message = _misfit(kind, value, error.get("ctx") or {})
    return document.problem(location, _name(location) + message, rule)


def _at_name(document: Document, location: Location, message: str, rule: str) -> Problem:
    return Problem(document.path, *document.named_at(location), message, rule)


def _name(location: Location) -> str:
    field = next((str(part) for part in reversed(location) if isinstance(part, str)), "文件")
    return f"“{field}”第 {location[-1] + 1} 项" if isinstance(location[-1], int) else f"“{field}”"


def _misfit(kind: str, value: object, context: dict[str, Any]) -> tuple[str, str]:
    """The rule and the message (after the field's name) for a value that does not fit."""
    value = Odd(str(value).lower()) if isinstance(value, bool) else value
    text = str(value) if isinstance(value, (str, Odd, Decimal)) else ""
    shown = f"“{text}”" if len(text) <= 20 else f"“{text[:20]}…”"
    if kind.startswith(("decimal", "is_instance", "int")):
        return "wrong-type", "要写普通的数字,不加引号、逗号和单位,例如 4208.87" + (f",现在是{shown}" if text else "")
    if kind.startswith("bool"):
        return "wrong-type", "要写 true 或 false,不加引号" + (f",现在是{shown}" if text else "")
    if kind == "string_type":
        if isinstance(value, Odd):
            return "wrong-type", f"的值{shown}会被 YAML 读成别的东西,请加引号"
        if isinstance(value, Decimal):
            return "wrong-type", f'要写文字,数字请加引号,写成 "{value}"'
        if isinstance(value, dict):
            return "wrong-type", "被读成了“名称: 内容”:句子里的冒号后面有空格时,请给整句加引号"
        return "wrong-type", "要写一句文字,不能写成列表"
    if kind == "list_type":
        return "wrong-type", "要写成列表,每项以“- ”开头,或写在方括号里"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "wrong-type", "要写成“名称: 内容”的形式"
    if kind == "literal_error":
        allowed = context["expected"].replace(" or ", ", ").replace("'", "").replace(", ", " ")
        return "wrong-value", f"不能是{shown},只能是下面的一个:{allowed}"
    if kind == "string_too_short":
        return "wrong-value", "是空的,请补上,或删掉这一行"
    if kind == "string_pattern_mismatch":
        return "wrong-value", f"只能用小写字母、数字和“-”,以字母开头,现在是{shown}"
    if kind == "string_too_long":
        return "wrong-value", f"太长,最多 {context['max_length']} 个字符"
    return "wrong-value", f"的值不对:{shown}"
