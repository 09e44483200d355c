"""Slips that a clerk makes while typing: each is told at its file and line, in Chinese, with what to do."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge.folder import shipped
from bot.knowledge.problem import Problem
from bot.upkeep.check import check
from tests import invented

SCHOOLS, LIFE, LILIES, PLANS, WORDS, REPORT = "1-学校.yaml", "2-生活.yaml", "3-百合园.yaml", "4-明年.yaml", "lexicon.yaml", "report.yaml"


@dataclass(frozen=True)
class Slip:
    """One slip: in which file the first `old` becomes `new`; `at` stands on the line that must be told (`#2` for its second line), `said` in the message."""

    name: str
    file: str
    old: str
    new: str
    at: str
    said: str


SLIPS = (
    Slip("字段拼错", SCHOOLS, "    similar: [营养午餐惠及", "    simlar: [营养午餐惠及", "simlar", "没有“simlar”这个字段,是不是 similar?"),
    Slip("字段拼错2", SCHOOLS, "    question: 营养午餐花了", "    qeustion: 营养午餐花了", "qeustion", "没有“qeustion”这个字段,是不是 question?"),
    Slip("字段大写", SCHOOLS, "    answer: 白鹭县2021年有3184", "    Answer: 白鹭县2021年有3184", "Answer", "没有“Answer”这个字段,是不是 answer?"),
    Slip("字段写成中文", SCHOOLS, "    answer: 白鹭县2021年有3184", "    回答: 白鹭县2021年有3184", "回答", "没有“回答”这个字段,这里可以写:id topic section "),
    Slip("figures字段拼错", SCHOOLS, "value: 3184", "vaule: 3184", "vaule", "没有“vaule”这个字段,是不是 value?"),
    Slip("Tab缩进", SCHOOLS, "    question: 有多少学生", "\tquestion: 有多少学生", "\tquestion", "用了 Tab 键,YAML 里只能用空格缩进"),
    Slip("全角冒号", SCHOOLS, "    question: 有多少学生", "    question\uff1a有多少学生", "question\uff1a", "这里是中文冒号,请改成英文冒号,后面加一个空格"),
    Slip("全角冒号answer", SCHOOLS, "    answer: 白鹭县2021年有3184", "    answer\uff1a白鹭县2021年有3184", "answer\uff1a白鹭", "这里是中文冒号,请改成英文冒号,后面加一个空格"),
    Slip("冒号后没空格", SCHOOLS, "    question: 有多少学生", "    question:有多少学生", "question:有多少学生", "这一行缺英文冒号,或冒号后面少了空格"),
    Slip("少了冒号", SCHOOLS, "    question: 有多少学生", "    question 有多少学生", "question 有多少学生", "这一行缺英文冒号,或冒号后面少了空格"),
    Slip("引号没配对", SCHOOLS, 'section: "1"', 'section: "1', 'section: "1', "引号没有成对,请在这一行补上另一个引号;句子里的引号用“”"),
    Slip(
        "句子引号没配对",
        SCHOOLS,
        "    answer: 白鹭县2021年有3184名学生吃上营养午餐。",
        '    answer: "白鹭县2021年有3184名学生吃上营养午餐。',
        'answer: "白鹭县2021年有3184',
        "引号没有成对,请在这一行补上另一个引号;句子里的引号用“”",
    ),
    Slip(
        "句首引号后面还有字",
        SCHOOLS,
        "    answer: 白鹭县2021年有3184名学生吃上营养午餐。",
        '    answer: "白鹭县"2021年有3184名学生吃上营养午餐。',
        'answer: "白鹭县"2021',
        "缩进没有对齐;也可能是前面的引号没有成对,或引号后面又有字:整句请用",
    ),
    Slip("中文引号包数字", SCHOOLS, 'period: "2021", population: 学生', "period: “2021”, population: 学生", "“2021”", '“2021” 用了中文引号,请改成英文引号 "2021"'),
    Slip("重复id", SCHOOLS, "id: lunch-money", "id: lunch-pupils", "  - id: lunch-pupils#2", "“lunch-pupils”已经用在 "),
    Slip("别的文件里有的id", LIFE, "id: class-fee", "id: lunch-standard", "id: lunch-standard", "“lunch-standard”已经用在 "),
    Slip("没有这一节", SCHOOLS, 'section: "1"', 'section: "9"', 'section: "9"', "没有“9”这一节,只能是 report.yaml 的 outline"),
    Slip("节没加引号", SCHOOLS, 'section: "1"', "section: 1", "section: 1", '“section”要写文字,数字请加引号,写成 "1"'),
    Slip("related没有", SCHOOLS, "related: [branch-books]", "related: [branch-boks]", "branch-boks", "related 里的“branch-boks”没有这个 id,是不是"),
    Slip("related写中文", SCHOOLS, "related: [branch-books]", "related: [图书分馆]", "related: [图书分馆]", "“related”第 1 项要写另一条问答的 id:只能用小写字母、"),
    Slip("related是自己", SCHOOLS, "related: [branch-books]", "related: [branches]", "related: [branches]#1", "related 里的“branches”指向了自己,请删掉"),
    Slip("related不是列表", SCHOOLS, "related: [branch-books]", "related: branch-books", "related: branch-books", "“related”要写成列表,每项以“- ”开头,或写在方括号里"),
    Slip("理由写错", SCHOOLS, "reason: metric", "reason: price", "reason: price", "“reason”不能是“price”,只能写:metric 那一项没"),
    Slip("理由写中文", SCHOOLS, "reason: metric", "reason: 没写", "reason: 没写", "“reason”不能是“没写”,只能写:metric 那一项没写,p"),
    Slip("数字有逗号", SCHOOLS, "value: 3184,", "value: 3,184,", "value: 3,184", "花括号里的数字去掉逗号"),
    Slip("数字有引号", SCHOOLS, "value: 3184,", 'value: "3184",', 'value: "3184"', "“value”要写普通的数字,不加引号、逗号和单位,例如 4208."),
    Slip("数字带单位", SCHOOLS, "value: 3184,", "value: 3184名,", "value: 3184名", "“value”要写普通的数字,不加引号、逗号和单位,例如 4208."),
    Slip("数字全角", SCHOOLS, "value: 3184,", "value: \uff13\uff11\uff18\uff14,", "value: \uff13", "“value”要写普通的数字,不加引号、逗号和单位,例如 4208."),
    Slip("数字写错一位", SCHOOLS, "value: 3184,", "value: 3148,", "value: 3148", "figures 写的是“3148名”,回答里没有这个数,请对照报告改"),
    Slip("回答写错一位", SCHOOLS, "有3184名学生吃上", "有3148名学生吃上", "有3148名学生吃上", "回答里的“3148名学生”在 figures 里没有:写错了就改,没"),
    Slip("单位写错", SCHOOLS, "value: 612.4, unit: 万元", "value: 612.4, unit: 元", "unit: 元,", "figures 写的是“612.4元”,回答里只有“612.4万元”"),
    Slip("日期用斜杠", REPORT, 'date: "2021-12-20"', 'date: "2021/12/20"', "2021/12/20", '“date”要写成 "2022-12-28" 的样子,现在是“202'),
    Slip("日期没引号", REPORT, 'date: "2021-12-20"', "date: 2021-12-20", "date: 2021-12-20", "“date”的值“2021-12-20”会被 YAML 读成别的东西"),
    Slip("日期写成中文", REPORT, 'date: "2021-12-20"', "date: 2021年12月20日", "date: 2021年", '“date”要写成 "2022-12-28" 的样子,现在是“202'),
    Slip("没有的日子", REPORT, 'date: "2021-12-20"', 'date: "2021-02-30"', "2021-02-30", "“date”日历上没有这一天,现在是“2021-02-30”,请改正"),
    Slip("年份两位", REPORT, "year: 2021", "year: 21", "year: 21", "“year”要写四位数的年份,例如 2022,现在是“21”"),
    Slip("年份带年", REPORT, "year: 2021", "year: 2021年", "year: 2021年", "“year”要写普通的数字,不加引号、逗号和单位,例如 2022,现"),
    Slip("标题空着", REPORT, "title: 白鹭县2021年民生工作情况", "title:", "title:", "“title”后面没有内容,请补上"),
    Slip(
        "目录少了横线",
        REPORT,
        '  - {key: "1", title: "一、学校和图书"}',
        '  {key: "1", title: "一、学校和图书"}',
        '{key: "2"',
        "缩进没有对齐;也可能是前面的引号没有成对,或引号后面又有字:整句请用",
    ),
    Slip("目录key写两遍", REPORT, '{key: "2", title', '{key: "1", title', 'key: "1"#2', ",请换一个"),
    Slip("回答空着", SCHOOLS, "    answer: 白鹭县2021年有3184名学生吃上营养午餐。", "    answer:", "    answer:", "“answer”后面没有内容,请补上"),
    Slip("回答是空引号", SCHOOLS, "    answer: 白鹭县2021年有3184名学生吃上营养午餐。", '    answer: ""', 'answer: ""', "“answer”是空的,请补上"),
    Slip("没有回答", SCHOOLS, "    answer: 白鹭县2021年有3184名学生吃上营养午餐。\n", "", "id: lunch-pupils", "缺少“answer”,请补上"),
    Slip("没有id", SCHOOLS, "  - id: lunch-pupils\n    topic: 营养午餐\n", "  - topic: 营养午餐\n", "  - topic: 营养午餐", "缺少“id”,请补上"),
    Slip("id写中文", SCHOOLS, "id: lunch-pupils", "id: 营养午餐人数", "id: 营养午餐人数", "“id”只能用小写字母、数字和“-”,以字母开头,现在是“营养午餐人"),
    Slip("id有空格大写", SCHOOLS, "id: branch-hours", "id: Branch hours", "id: Branch hours", "“id”只能用小写字母、数字和“-”,以字母开头,现在是“Branc"),
    Slip("问法抄到别的条", SCHOOLS, "[营养午餐资金,", "[营养午餐资金, 营养午餐人数,", "营养午餐资金, 营养午餐人数", "“营养午餐人数”也是 lunch-pupils 的问法,在 "),
    Slip("问法写两遍", SCHOOLS, "[营养午餐资金,", "[营养午餐资金, 营养午餐资金?,", "营养午餐资金, 营养午餐资金", "“营养午餐资金?”在这一条里写了两遍,另一处在 "),
    Slip(
        "similar写成一句",
        SCHOOLS,
        "similar: [营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱]",
        "similar: 营养午餐一顿几块钱",
        "similar: 营养午餐一顿几块钱",
        "“similar”要写成列表,每项以“- ”开头,或写在方括号里",
    ),
    Slip(
        "similar中文逗号",
        SCHOOLS,
        "[营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱]",
        "[营养午餐一顿几块钱\uff0c营养午餐餐费标准\uff0c一份营养午餐多少钱]",
        "营养午餐一顿几块钱\uff0c",
        "“营养午餐一顿几块钱\uff0c营养午餐餐费标准\uff0c一”只算一项:如果是几项,中",
    ),
    Slip(
        "括号没关",
        SCHOOLS,
        "[营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱]",
        "[营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱",
        "营养午餐一顿几块钱",
        "这里的“[”没有配成一对,请在这一行的末尾补上另一半",
    ),
    Slip(
        "中文方括号",
        SCHOOLS,
        "[营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱]",
        "\u3010营养午餐一顿几块钱, 营养午餐餐费标准\u3011",
        "\u3010营养",
        "“similar”要写成列表,每项以“- ”开头,或写在方括号里",
    ),
    Slip("花括号没关", SCHOOLS, 'period: "2021", population: 学生}', 'period: "2021", population: 学生', "population: 学生", "这里的“{”没有配成一对,请在这一行的末尾补上另一半"),
    Slip(
        "缩进多一格",
        SCHOOLS,
        "    question: 营养午餐花了多少钱?",
        "     question: 营养午餐花了多少钱?",
        "question: 营养午餐花了",
        "这一行的冒号不对:句子里有“: ”请给整句加引号;也可能是上一行的冒",
    ),
    Slip("缩进少一格", SCHOOLS, "    question: 营养午餐花了多少钱?", "   question: 营养午餐花了多少钱?", "question: 营养午餐花了", "缩进没有对齐,或少了“- ”"),
    Slip("少了横线", SCHOOLS, "  - id: branches\n", "    id: branches\n", "    id: branches", "“id”写了两遍,第一处在第 11 行,请合并或删掉一处;如果这里是"),
    Slip("横线后没空格", SCHOOLS, "  - id: branches\n", "  -id: branches\n", "-id: branches", "“-”后面要有一个空格"),
    Slip(
        "字段写两遍",
        SCHOOLS,
        "    answer: 白鹭县2021年有3184",
        "    answer: 旧的\n    answer: 白鹭县2021年有3184",
        "    answer: 白鹭县2021年有3184",
        "“answer”写了两遍,第一处在第 7 行,请合并或删掉一处",
    ),
    Slip(
        "回答里英文冒号",
        SCHOOLS,
        "answer: 报告没有写图书分馆的开放时间。",
        "answer: 报告没有写: 图书分馆的开放时间。",
        "报告没有写: 图书",
        "这一行的冒号不对:句子里有“: ”请给整句加引号;也可能是上一行的冒",
    ),
    Slip("句首百分号", SCHOOLS, "answer: 报告没有写图书分馆的开放时间。", "answer: %报告没有写图书分馆的开放时间。", "%报告", "句子以特殊字符开头,请给整句加引号"),
    Slip("句首星号", SCHOOLS, "answer: 报告没有写图书分馆的开放时间。", "answer: *报告*没有写图书分馆的开放时间。", "*报告", "句首的 & 或 * 有特别的意思,请给整句加引号"),
    Slip("回答里加粗", SCHOOLS, "answer: 报告没有写图书分馆的开放时间。", "answer: 报告没有写**图书分馆**的开放时间。", "**图书", "回答是纯文字,“**”会原样显示出来,请删掉"),
    Slip("没写完", SCHOOLS, "answer: 报告没有写图书分馆的开放时间。", "answer: 报告没有写图书分馆的开放时间(待补)。", "待补", "回答里还有“待补”,像是没有写完,请写完或删掉这一条"),
    Slip("时间没引号", SCHOOLS, 'unit: 万册, period: "2021"', "unit: 万册, period: 2021", "period: 2021", '“period”要写文字,数字请加引号,写成 "2021"'),
    Slip("时间不认得", SCHOOLS, 'unit: 万册, period: "2021"', "unit: 万册, period: 去年", "period: 去年", "period“去年”里认不出年份,请写成 2023、2013-202"),
    Slip("qualifier写错", SCHOOLS, "qualifier: 新增", "qualifier: 新建", "qualifier: 新建", "“qualifier”不能是“新建”,只能写:累计、新增、至少(超过"),
    Slip("百分号没引号", LILIES, 'unit: "%"', "unit: %", "unit: %", "句子以特殊字符开头,请给整句加引号"),
    Slip(
        "没有写的写了数",
        SCHOOLS,
        "answer: 报告没有写图书分馆的开放时间。",
        "answer: 报告没有写图书分馆的开放时间,一般是9点。",
        "一般是9点",
        "有 reason 的条目是报告没有写的,回答里不能有“9点”,只能写",
    ),
    Slip("一个词两个概念", WORDS, "words: [镇上小书馆, 家门口书馆]", "words: [镇上小书馆, 老人学堂]", "words: [老人学堂", "“老人学堂”已经是“图书分馆”的词,在 "),
    Slip("kind写错", WORDS, "{name: 营养午餐, kind: subject", "{name: 营养午餐, kind: 事项", "kind: 事项", "“kind”不能是“事项”,只能写:subject 事项,metri"),
    Slip(
        "broader没有", WORDS, "words: [晌午加餐, 校园热饭]}", "words: [晌午加餐, 校园热饭], broader: [吃饭补助]}", "吃饭补助", "“营养午餐”的 broader“吃饭补助”不是哪个概念的 name,"
    ),
    Slip("两份内容", PLANS, "    related: [paths-built]", '    related: [paths-built]\n---\nsection: "4"\nentries: []', "---", "一个文件只能写一份内容,请删掉这一行“---”"),
    Slip("entries写错", PLANS, "entries:", "entry:", "entry:", "没有“entry”这个字段,是不是 entries?"),
    Slip("points没有", LILIES, "points: [lily-old, lily-pests", "points: [lily-olds, lily-pests", "lily-olds", "points 里的“lily-olds”没有这个 id,是不是 li"),
    Slip(
        "名称不在回答里",
        LILIES,
        "    points: [lily-old",
        "    names: [覆膜]\n    points: [lily-old",
        "names: [覆膜]",
        "names 里的 覆膜 在回答里没有,或写得不一样:请在回答里照写,或从 names ",
    ),
    Slip(
        "同一个数两样",
        LIFE,
        '{subject: 林间便道, metric: 里程, value: 942, unit: 公里, period: "2021"}',
        '{subject: 林间便道, metric: 里程, value: 942, unit: 公里, period: "2021", qualifier: 新增}',
        "value: 942",
        "“林间便道”的“里程”这里是 942公里,在 paths-built",
    ),
    Slip(
        "全角数字",
        LILIES,
        "answer: 白鹭县2021年推广分拣机260台。",
        "answer: 白鹭县\uff12\uff10\uff12\uff11年推广分拣机260台。",
        "\uff12\uff10\uff12\uff11",
        "“\uff12\uff10\uff12\uff11”是全角的,请改成半角",
    ),
    Slip(
        "乱码",
        LILIES,
        "answer: 报告没有写百合园的补贴标准。",
        "answer: 鎶ュ憡娌℃湁鍐欑櫨鍚堝洯鐨勮ˉ璐存爣鍑嗐\ufffd\ufffd",
        "answer: 鎶",
        "“鍑嗐\ufffd\ufffd”是乱码,多半是文件存错了编码,请照原文重新打",
    ),
)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the invented county's report, with a small lexicon of its own so that it is read fast."""
    invented.write(tmp_path)
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "metrics.yaml").write_text("concepts:\n  - {name: 人数, kind: metric, words: [多少人]}\n", "utf-8")
    for name in ("sentences.yaml", "smalltalk.yaml"):
        (tmp_path / name).write_text((shipped() / name).read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "bailu-2021"


def found() -> list[Problem]:
    return list(check(Path(".")))


def test_the_county_has_no_slip(county: Path) -> None:
    assert [str(problem) for problem in found()] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_at_its_line(slip: Slip, county: Path) -> None:
    path = county / slip.file
    text = "\n" + path.read_text("utf-8")
    assert slip.old in text
    text = text.replace(slip.old, slip.new, 1).lstrip("\n")
    path.write_text(text, "utf-8")
    at, _, nth = slip.at.partition("#")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if at in line]
    line = lines[int(nth or 1) - 1]
    told = [str(problem) for problem in found()]
    assert any(each.startswith(f"bailu-2021/{slip.file}:{line}:") and slip.said in each for each in told), told
    assert not any(word in each for each in told for word in ("None", "Error", "expected", "mapping", "Traceback"))


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "big5"])
def test_a_file_in_another_encoding_is_told(encoding: str, county: Path) -> None:
    path = county / PLANS
    path.write_bytes(path.read_text("utf-8").encode(encoding, "replace"))
    told = [str(problem) for problem in found() if problem.path.endswith(PLANS)]
    assert len(told) == 1
    assert "文件不是 UTF-8 编码,请在编辑器里选 UTF-8 另存" in told[0]


@pytest.mark.parametrize("change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n"), lambda data: data.rstrip(b"\n")], ids=["BOM", "CRLF", "无换行"])
def test_what_editors_of_windows_write_is_no_slip(change: object, county: Path) -> None:
    assert callable(change)
    for path in county.iterdir():
        path.write_bytes(change(path.read_bytes()))
    assert [str(problem) for problem in found()] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("5-新.yaml.txt", "要用就改名,以 .yaml 结尾"),
        ("5-新.yml.bak", "要用就改名"),
        ("Report.yaml.yml", "缺少“entries”"),
        ("5-新.xlsx", "要用就改名"),
        ("草稿/5-新.yaml", "请把文件移到报告的文件夹里"),
    ],
)
def test_a_file_that_is_not_read_is_told(name: str, said: str, county: Path) -> None:
    (county / name).parent.mkdir(exist_ok=True)
    (county / name).write_text("section: '1'\n", "utf-8")
    assert any(Path(problem.path).parts[1] == Path(name).parts[0] and said in problem.message for problem in found())


@pytest.mark.parametrize("name", [SCHOOLS, WORDS, REPORT])
def test_an_empty_file_is_told(name: str, county: Path) -> None:
    (county / name).write_text("", "utf-8")
    assert any(str(problem).startswith(f"bailu-2021/{name}:1:1: 文件是空的") for problem in found())
