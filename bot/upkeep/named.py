"""A named fact: what a text tells without a figure: its documents, honours, measures, and answers to journalists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.upkeep.clause import read_clause
from bot.upkeep.headings import is_question
from bot.upkeep.origin import Origin
from bot.upkeep.published import Published, Section

_BOOK = re.compile(r"《[^》]{2,50}》")
_HONOUR = re.compile(
    r"(?:荣获|获评|获批|获得|获|被评为|被授予|被认定为|被命名为|被列为|入选|成功创建|创成|创建成|命名为|授予)(?:了)?(?:为)?(?P<name>[^,。;]{0,6}?(?:“[^”]{2,30}”|(?:全?国家?|全?省|全?市)[\u4e00-\u9fff]{0,4}?(?:级)?[\u4e00-\u9fff]{2,20}))"
)
_ITEM = re.compile(r"(?:^|[。;:])\s*([一二三四五六七八九]{1})是(?P<label>[^。;:]{2,40})")
_ITEMS_LEAST = 2
_DIGIT = re.compile(r"\d")
_HEADER = (
    ("发布地点", "发布会在哪里开的?", ("在哪里发布的", "发布会地点", "会场在哪", "发布会在什么地方", "哪个会议室开的发布会")),
    ("新闻发言人", "新闻发言人是谁?", ("谁在发布会上发言", "发言人是哪位", "谁介绍的情况", "发布会谁讲的", "新闻发言人姓名")),
    ("主持人", "谁主持的?", ("主持人是谁", "发布会谁主持", "主持人是哪位", "会是谁主持的", "主持人姓名")),
)
_LONGEST = 150
#: A title no longer than 《条例》 is short for another.
_SHORT_TITLE = 4
#: What is still to be done: 抓紧修订, 拟出台; and the sections that tell only such.
_AHEAD = re.compile("抓紧|尽快|加快|拟|将(?!军)|计划|准备|研究|力争|争取|探索|正在|着手|适时|及早")
_PLANNED = re.compile("改进措施|改进方向|下一步|下步|打算|工作安排|工作思路|明年|展望")
_LACKS = re.compile("(?:问题|困难|不足|短板|挑战|差距|措施|打算|安排|举措|要求)$")


@dataclass(frozen=True)
class Named:
    """A fact without a figure, with a question for it; `names` must stand in the answer as they are."""

    section: int
    line: int
    question: str
    similar: tuple[str, ...]
    answer: str
    names: tuple[str, ...]
    sentence: str


def named_facts(published: Published, origin: Origin, id: str) -> tuple[Named, ...]:
    """The facts of a text, in its order."""
    found: list[Named] = []
    for number, section in enumerate(published.sections):
        if not number:
            found += _headers(published, origin)
        asked = next((paragraph for paragraph in section.paragraphs[:1] if is_question(paragraph.text) or paragraph.text.endswith("?")), None)
        if asked and (answered := _answered(section, number)):
            found.append(answered)
        found += _measures(section, number)
        for paragraph in section.paragraphs:
            for sentence in re.split("(?<=[。!?])", paragraph.text):
                if not _PLANNED.search(section.title):
                    found += _books(sentence, number, paragraph.line)
                found += _days(sentence, number, paragraph.line)
                found += _honours(sentence, number, paragraph.line, origin)
    return tuple(found)


def _headers(published: Published, origin: Origin) -> Iterator[Named]:
    section = published.sections[0]
    line = section.paragraphs[0].line
    title = published.title
    yield Named(
        0,
        line,
        "这份报告叫什么?",
        ("报告名称", "报告的标题", "这是哪份报告", "材料叫什么名字", "报告全称是什么", "你说的是哪份文件"),
        f"报告叫《{title}》。",
        (title,),
        title,
    )
    if published.office:
        yield Named(
            0,
            line,
            "报告是谁发布的?",
            ("发布单位", "哪个部门发布的", "哪个单位写的报告", "发布机构是哪家", "报告谁发的", "这是哪里发的"),
            f"报告由{published.office}发布。",
            (published.office,),
            published.office,
        )
    if published.date:
        year, month, day = published.date.split("-")
        told = f"{year}年{int(month)}月{int(day)}日"
        yield Named(
            0,
            line,
            "报告是什么时候发布的?",
            ("发布日期", "哪天发布的", "报告几号发的", "发布时间", "什么时候公布的报告", "哪年哪月发的"),
            f"报告在{told}发布。",
            (told,),
            published.date,
        )
    for paragraph in section.paragraphs:
        for label, question, similar in _HEADER:
            if found := re.match(rf"{label}\s*:\s*(\S.{{1,40}})$", paragraph.text):
                value = re.sub(r"\s+", "", found[1])
                yield Named(0, paragraph.line, question, similar, f"{label}是{value}。", (value,), paragraph.text)


def _answered(section: Section, number: int) -> Named | None:
    """What was answered, as far as it goes without figures."""
    question = re.sub(r"^(?:[^:]{0,24}:\s*|[一二三四五六七八九十]{1,2}、)", "", section.paragraphs[0].text)
    question = re.split("(?<=[。,])(?=请|那么|您|能否)", question)[-1]
    text = "".join(re.sub(r"^[^:,。]{0,12}:\s*", "", paragraph.text) for paragraph in section.paragraphs[1:])
    labels = [found["label"].split(",")[0] for found in _ITEM.finditer(text)]
    answer = f"主要是:{';'.join(labels)}。" if len(labels) >= _ITEMS_LEAST and not any(map(_DIGIT.search, labels)) else _without_figures(text)
    if not answer or not question:
        return None
    asked = question if question.endswith("?") else question + "?"
    core = re.sub(r"^请(?:您)?(?:具体|简要|详细)?(?:介绍|谈谈|说说|问|解读)?(?:一下)?[,:]?|[?。]$", "", asked)
    similar = (core, f"请介绍一下{core}", f"{core},怎么回答的", f"记者问{core}", f"答记者问里说的{core}", f"关于{core}说了什么")
    return Named(number, section.paragraphs[0].line, asked, similar, answer, (), section.paragraphs[0].text)


def _measures(section: Section, number: int) -> Iterator[Named]:
    """The measures that 一是… 二是… name, and how each is done."""
    heading = section.title.split(" ")[-1]
    topic = re.sub(r"^(?:\([^)]*\)|[一二三四五六七八九十]+、|\d+[.、]|第\S+?[章节部分]\s*)", "", heading)
    topic = topic.split(",")[-1]
    for paragraph in section.paragraphs:
        items = list(_ITEM.finditer(paragraph.text))
        labels = [_label(item["label"]) for item in items]
        if len(items) < _ITEMS_LEAST or not topic or any(map(_DIGIT.search, labels)) or topic.endswith("?"):
            continue
        if _LACKS.search(topic):
            forms = (f"{topic}是什么", f"有什么{topic}", f"{topic}有几条", f"{topic}是哪几方面", f"报告说的{topic}", f"{topic}具体有哪些")
            yield Named(number, paragraph.line, f"{topic}有哪些?", forms, f"主要是这几方面:{'、'.join(labels)}。", (), paragraph.text[:120])
            if re.search("(?:问题|困难|不足|短板|挑战|差距)$", topic):
                continue
        else:
            similar = (f"{topic}有哪些措施", f"{topic}怎么做的", f"{topic}做了哪几方面", f"怎么{topic}的", f"{topic}的主要做法", f"{topic}采取了什么办法")
            yield Named(number, paragraph.line, f"{topic}做了哪些工作?", similar, f"主要是这几方面:{'、'.join(labels)}。", (), paragraph.text[:120])
        for item, after in zip(items, [*(other.start() for other in items[1:]), len(paragraph.text)], strict=True):
            label = item["label"].split(",")[0]
            told = _without_figures(paragraph.text[item.end() : after].lstrip("。;:,"))
            if len(told) >= 12 and len(label) <= 16:
                matter = read_clause(label).matter or label
                forms = (f"{label}怎么做的", f"{label}的做法", f"怎样{label}", f"{label}有什么措施", f"{matter}是怎么做的", f"{label}做了什么")
                asked = f"{label}具体是怎么做的?"
                if _PLANNED.search(heading):
                    forms = (f"打算怎么{label}", f"{label}打算怎么做", f"怎样{label}", f"{label}有什么措施", f"下一步怎么{label}", f"{label}准备做什么")
                    asked = f"{label}具体打算怎么做?"
                yield Named(number, paragraph.line, asked, forms, told, (), item.group())


def _label(said: str) -> str:
    """The first clause of a point, with the next where it only tells when: 新规实施后,培训仍需加强."""
    first, _, rest = said.partition(",")
    return f"{first},{rest.partition(',')[0]}" if rest and re.search("(?:后|时|中|下|方面)$", first) else first


def _without_figures(text: str) -> str:
    """The first clauses of a text that hold no figure, as one sentence."""
    kept, length = [], 0
    for sentence in re.findall("[^。!?;]+", text):
        clauses = [clause for clause in re.split(",", sentence) if clause.strip()]
        plain = [clause.strip() for clause in clauses if not _DIGIT.search(clause)]
        if not plain or len(plain) < len(clauses) / 2 or (length and length + len(sentence) > _LONGEST):
            continue
        kept.append(",".join(plain))
        length += len(kept[-1])
        if length > _LONGEST / 2:
            break
    return f"{';'.join(kept)[:300]}。" if kept else ""


def _books(sentence: str, number: int, line: int) -> Iterator[Named]:
    titles = tuple(dict.fromkeys(title for title in _BOOK.findall(sentence) if len(title) > _SHORT_TITLE))
    issued = re.search(r"(?:^|[,。;、])(?P<before>[^,。;]*?)(出台|印发|制定|修订|发布|推出|编制|起草)(?:了)?[^,。;]{0,10}(?<!的)《", sentence)
    if not titles or not issued or _AHEAD.search(issued["before"][-4:]) or (issued["before"] and re.match("根据|按照|依据|执行|贯彻|落实|严格|依照", issued["before"])):
        return
    about = re.sub(r"《|》|[((].*?[))]|(?:暂行)?(?:实施)?(?:办法|意见|方案|细则|规定|通知|规划)$", "", titles[0])[-14:]
    did = issued[2]
    similar = (f"{about}有什么文件", f"{did}的文件叫什么", f"{about}方面的文件名称", f"{did}了什么政策文件", f"关于{about}的文件是哪些")
    yield Named(number, line, f"{about}方面{did}了什么?", similar, f"{did}了{'、'.join(titles[:6])}。", titles[:6], sentence)


#: What happens on a day: 系统于10月29日正式上线, 4月9日,新平台上线运行.
_DID = "(?:全面|正式|顺利|成功|隆重|建成)*(?P<did>上线运行|上线|启用|开通|通车|开工|竣工|投产|启动|揭牌|开业|开园|开馆|投入使用|投入运营|开幕|闭幕|施行|成立|挂牌)(?=[,。;!]|$)"
_DAY = r"(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日)"
_ON_A_DAY = (
    re.compile(rf"(?P<what>[^,。;:、()《》]{{3,24}}?)(?:已)?[于在]{_DAY}{_DID}"),
    re.compile(rf"(?<![\d至到-]){_DAY}(?:[上下]午)?,?(?P<what>[^,。;:、()《》\d]{{3,24}}?){_DID}"),
)


def _days(sentence: str, number: int, line: int) -> Iterator[Named]:
    """On what day something opened or began."""
    if _AHEAD.search(sentence):
        return
    for pattern in _ON_A_DAY:
        for found in pattern.finditer(sentence):
            what = re.sub("^(?:新建设的|新建的|全[国省市县区]|我[省市县区])", "", found["what"].strip())
            if not re.fullmatch("[\u4e00-\u9fff“”A-Za-z·]{3,24}", what) or re.match("[于在将由被]", what):
                continue
            did, day = found["did"], found["day"]
            similar = (f"{what}哪天{did}", f"{what}{did}的时间", f"{what}几月几号{did}", f"{what}{did}是哪一天", f"{what}啥时候{did}")
            yield Named(number, line, f"{what}是什么时候{did}的?", similar, f"{what}于{day}{did}。", (day,), sentence)


def _honours(sentence: str, number: int, line: int, origin: Origin) -> Iterator[Named]:
    for found in _HONOUR.finditer(sentence):
        name = found["name"].strip("了 ")
        before = re.split("[,。;、:]", sentence[: found.start()])[-1]
        who = read_clause(before).matter
        who = who if who and not re.match("被|经|由|均|再", who) else origin.place
        if _DIGIT.search(name) or len(name) < 4 or _DIGIT.search(who):
            continue
        bare = name.strip("“”")
        similar = (f"{who}得了什么荣誉", f"{who}获得什么称号", f"{bare}是谁", f"哪里获得了{bare}", f"{who}有什么称号")
        yield Named(number, line, f"{who}获得了什么称号?", similar, f"{who}获得{name}。", (bare,), sentence)
