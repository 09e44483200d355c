"""The form of the knowledge files: which fields there are and what each may hold."""

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, WithJsonSchema

from bot.knowledge.document import Document, Location, Odd
from bot.knowledge.problem import Problem

Reason = Literal["year", "place", "population", "metric", "procedure", "personal", "opinion", "unknown"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[Text, WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Year = Annotated[Decimal, WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099})]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=48)]


Form = TypeVar("Form", bound=BaseModel)


class _Form(BaseModel):
    # The strings under the fields are what an editor shows beside them (`bot schema`).
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class FigureForm(_Form):
    """A figure of the answer as data; the first of an entry is the asked one."""

    subject: Text
    """什么事,例如 便民服务点。"""
    metric: Text
    """问的是什么,用 lexicon/metrics.yaml 里的名字:人数、户数、个数、金额、比例……"""
    value: Decimal
    """数,照报告写,不加引号、逗号和单位。"""
    unit: Text
    """单位,照报告写:人、万元;百分号要加引号 "%"。"""
    period: Text | None = None
    """时间,要加引号:"2024"、"2013-2021"、"2024-09-28"、2024秋学期、2024第三季度。"""
    population: Text | None = None
    """是谁的数,和 subject 不同时写,例如 脱贫群众。"""
    qualifier: Literal["累计", "新增", "至少", "至多", "国家要求", "约", "每年", "其中"] | None = None
    """这个数不是一个普通的数时写:累计、新增、至少(超过、余)、至多(不超过)、约(近、左右)、国家要求、每年、其中。"""
    derived: Text | None = None
    """报告没有印、由报告里的数算出来的,写怎么算的,例如 128公里 + 942公里。"""


class EntryForm(_Form):
    """One question that people ask, in many phrasings, with its answer."""

    id: Id
    """编号:小写字母、数字和“-”,整个知识库里不重复,写好就不要再改。"""
    topic: Text | None = None
    """主题,同一主题的排在一起;不写就用文件开头的。"""
    section: Text | None = None
    """在报告的哪一节,是 report.yaml 目录里的 key;不写就用文件开头的。"""
    reason: Reason | None = None
    """报告没有写的才有:metric 那一项没写,procedure 怎么办,year 别的时间,place 别的地方,population 别的人群,personal 自己家的事,opinion 看法和将来,unknown 根本没说。"""
    question: Text
    """标准问:最完整、最正式的问法,会显示给人看。"""
    similar: list[Text] = []
    """相似问:别的问法,一行一个,报告写了的至少 5 个。"""
    answer: Text
    """回答:第一句就说出要问的,最多 400 个字,纯文字。"""
    figures: list[FigureForm] = []
    """回答里的数字,第一个是这一条问的那个。"""
    names: list[Text] = []
    """回答里的名称和日期:人名、地名、证书、9月22日。"""
    related: list[Id] = []
    """答完以后可以接着问的,写 id。"""
    points: list[Id] = []
    """这一条列了几点,按顺序写每一点那一条的 id。"""
    draft: bool | None = None
    """true:还是草稿,只检查,不拿来回答;不写就和整个文件一样。"""


class EntriesFile(_Form):
    """A file of entries, one section of the report."""

    section: Text | None = None
    """整个文件在报告的哪一节,是 report.yaml 目录里的 key。"""
    topic: Text | None = None
    """整个文件的主题。"""
    draft: bool = False
    """true:整个文件都是草稿,只检查,不拿来回答;校对好了删掉这一行。"""
    entries: list[EntryForm]
    """问答,一条一个“- id:”。"""


class SectionForm(_Form):
    """One heading of the report."""

    key: Text
    """问答用来引用这一节的编号,要加引号,例如 "1.1"。"""
    title: Text
    """报告里这一节的标题,会显示给人看。"""
    opens: list[Text] = []
    """原文没有印这个标题时写:这一节开头的几个字,例如 2024年以来。"""


class WaiverForm(_Form):
    """A figure of the published text that no entry answers, and why."""

    figure: Text
    """原文里的那个数,连同单位,例如 两年。"""
    section: Text
    """在报告的哪一节,是目录里的 key。"""
    reason: Text
    """为什么不用答,例如 只是办法的期限。"""


class ReportFile(_Form):
    """What was published: report.yaml."""

    id: Id
    """报告的编号:小写字母、数字和“-”,例如 yunze-2024。"""
    title: Text
    """报告的全名,会显示给人看。"""
    date: Day | None = None
    """发布的日期,要加引号:"2024-12-18";原文没有写就不写这一行。"""
    office: Text | None = None
    """谁发布的;原文没有写就不写这一行。"""
    year: Year
    """报告里的数字是哪一年的。"""
    period: Text | None = None
    """报告只讲那一年的一段时,写那一段,例如 第一季度、上半年、前三季度;讲全年就不写。"""
    plans: Year | None = None
    """报告里还有下一年的打算,写那一年。"""
    place: Text
    """报告写的是哪个地方。"""
    aliases: list[Text] = []
    """这个地方的别的叫法。"""
    within: list[Text] = []
    """它属于哪里:市、省。"""
    parts: list[Text] = []
    """报告里提到的、它下面的地方。"""
    outline: list[SectionForm] = []
    """报告的目录。"""
    waived: list[WaiverForm] = []
    """原文里不用答的数,一个一个说明为什么。"""


class ConceptForm(_Form):
    """A meaning with all its words."""

    name: Text
    """名字,别处用它来指这个概念。"""
    kind: Literal["subject", "metric", "population", "procedure", "personal", "opinion", "request", "place", "word", "colour"]
    """哪一类:subject 事项,metric 问什么,population 人群,procedure 办事,personal 自己家的事,opinion 看法,request 叫它做别的,place 地名,word 普通的词,colour 套话。"""
    words: list[Text]
    """各种叫法,一个词只能属于一个概念。"""
    units: list[Text] = []
    """只有 metric 用:用什么单位来回答。"""
    broader: list[Text] = []
    """更大的概念的名字。"""
    loose: bool = False
    """只有 metric 用:写 true 表示别的单位也答得上。"""


class LexiconFile(_Form):
    """A file of the lexicon."""

    concepts: list[ConceptForm]
    """概念,一个一个“- name:”。"""


class TalkForm(_Form):
    """One kind of small talk: whole messages and what to say."""

    id: Id
    """编号:小写字母、数字和“-”。"""
    phrases: list[Text]
    """别人说的整句话。"""
    answer: Text
    """回的话。"""


class SmalltalkFile(_Form):
    """smalltalk.yaml."""

    smalltalk: list[TalkForm]
    """寒暄,一种一个“- id:”。"""


class SentencesFile(_Form):
    """sentences.yaml: the bot's own sentences by name."""

    sentences: dict[str, Text]
    """每一句的名字和内容;花括号里的词由程序填上,要留着,名字不要改。"""


def fit(document: Document, form: type[Form]) -> tuple[Form | None, list[Problem]]:
    """Hold a document against a form; every misfit is a problem at its own line."""
    if document.data is None:
        return None, [Problem(document.path, 1, 1, "文件是空的", "empty-file")]
    try:
        return form.model_validate(document.data), []
    except ValidationError as errors:
        return None, _problems(document, form, [dict(error) for error in errors.errors(include_url=False, include_context=True)])


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


def _problems(document: Document, form: type[BaseModel], errors: list[dict[str, Any]]) -> list[Problem]:
    """A problem for each error; a field that is missing because its name was misspelt is told once."""
    meant = {(*error["loc"][:-1], _near(form, error["loc"])) for error in errors if error["type"] == "extra_forbidden"}
    return [_problem(document, form, error) for error in errors if not (error["type"] == "missing" and tuple(error["loc"]) in meant)]


def _problem(document: Document, form: type[BaseModel], error: dict[str, Any]) -> Problem:
    location = tuple(error["loc"])
    kind, value = error["type"], error.get("input")
    if not location:
        needed = "、".join(f"“{name}:”" for name, field in form.model_fields.items() if field.is_required())
        return document.problem(location, f"文件的最外层要写成“名称: 内容”的形式,要有{needed}", "wrong-type")
    if kind == "missing":
        return document.problem(location, f"缺少“{location[-1]}”,请补上", "missing-field")
    if kind == "extra_forbidden":
        near = _near(form, location)
        fields = f"这里可以写:{' '.join(_form(form, location[:-1]).model_fields)}。请检查拼写和缩进"
        cut = "花括号里的数字去掉逗号,一句话里有逗号时给整句加引号;都不是,就请检查拼写和缩进"
        advice = f"是不是 {near}?" if near else cut if value is None else fields
        return _at_name(document, location, f"没有“{location[-1]}”这个字段,{advice}", "unknown-field")
    field = _form(form, location[:-1]).model_fields.get(str(location[-1]))
    drop = "" if field and field.is_required() else ",或删掉这一行"
    if value is None:
        return _at_name(document, location, f"{_name(location)}后面没有内容,请补上{drop}", "wrong-type")
    if kind == "string_too_short":
        return document.problem(location, f"{_name(location)}是空的,请补上{drop}", "wrong-value")
    if kind == "literal_error" and field and field.description and isinstance(value, str):
        choices = re.sub(r"^[^:\uff1a]*[:\uff1a]|。$", "", field.description)
        return document.problem(location, f"{_name(location)}不能是“{value[:20]}”,只能写:{choices}", "wrong-value")
    rule, message = _misfit(kind, value, error.get("ctx") or {})
    if kind == "string_pattern_mismatch" and isinstance(location[-1], int):
        message = "要写另一条问答的 id:" + message
    if field and field.annotation is Decimal and str(location[-1]) in ("year", "plans"):
        message = message.replace("4208.87", "2022")
    return document.problem(location, _name(location) + message, rule)


def _form(form: type[BaseModel], location: Location) -> type[BaseModel]:
    """The form of the value at a location inside a form."""
    for part in location:
        if isinstance(part, str) and part in form.model_fields:
            inside = form.model_fields[part].annotation
            form = next((each for each in (inside, *get_args(inside)) if isinstance(each, type) and issubclass(each, BaseModel)), form)
    return form


def _near(form: type[BaseModel], location: Location) -> str:
    """The field that a misspelt name most likely means; "" where none is near."""
    return next(iter(get_close_matches(str(location[-1]).lower(), _form(form, location[:-1]).model_fields, 1)), "")


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
            return "wrong-type", f'的值{shown}会被 YAML 读成别的东西,请加引号,写成 "{text}"'
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
    if kind == "string_pattern_mismatch":
        return "wrong-value", f"只能用小写字母、数字和“-”,以字母开头,现在是{shown}"
    if kind == "string_too_long":
        return "wrong-value", f"太长,最多 {context['max_length']} 个字符"
    return "wrong-value", f"的值不对:{shown}"
