"""A published text: its title, date and office, and its paragraphs under the headings that they stand under."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.errors import WenbaoError
from bot.upkeep.headings import NUMBERED, Heading, Outline, closes, heading_of, leads

#: A text of more bytes is no report.
_LARGEST = 30_000_000
#: The mark of a footnote: 三步走^[1].
_FOOTNOTE = re.compile(r"\^\[\d{1,3}\]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile("[\u00a0\u2002-\u200a\u202f\u3000]")
#: Full-width signs, letters and digits in their plain width; every offset is kept.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_DAY_LABEL = re.compile(r"(?:发文|发布|公开|发布会|成文|印发|生成|更新)\s*(?:日期|时间)\s*:?\s*(?=(?:19|20)\d\d)")
_OFFICE_LABEL = re.compile(r"(?:发布机构|发文机关|发文单位|发布单位|公开机构|信息来源|文章来源|来\s*源|作\s*者)\s*:\s*([^\s:]{2,30})")
_OFFICE = re.compile(r"[\u4e00-\u9fff()]{2,25}(?:局|委员会|人民政府|政府|办公室|政府办|厅|乡村振兴办|调查队|发改委|卫健委)")
#: 我代表某某县人民政府向大会报告工作, 某某县人民政府县长 某某.
_OFFICE_SAID = re.compile(r"代表(?![省市县区州]人民)([\u4e00-\u9fff]{2,12}?人民政府),?向|^([\u4e00-\u9fff]{2,12}人民政府)(?:代)?(?:省|市|县|区|州|旗|镇|乡)?[长席]")
_TITLE_LABEL = re.compile(r"^(?:名\s*称|标\s*题|文件名称)\s*:\s*(\S.*)$")
#: A first line that names a year is the title, though further down it would be a heading.
_YEARLY = re.compile(r"(?:19|20)\d\d年")
_TITLE_END = re.compile(r"(?:情况|报告|公报|总结|要点|通报|发布会|介绍|解读|白皮书|计划|方案|概况|汇报|发布稿|实录|年报|简况)(?:\(.{1,20}\))?$")
_SENTENCE_END = tuple("。!?;:,、")
#: A paragraph longer than this says more than its heading.
_LONGEST_HEADING = 60
#: A line of a page this full, of the widest, goes on in the next.
_FULL_LINE = 0.75


class PublishedError(WenbaoError):
    """A published text that cannot be read."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a published text, full-width signs made plain; `line` is its line in a text file, else its running number, both from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """The paragraphs under one heading; `title` is that heading with those above it ("一、脱贫成果 (二)问题整改"), "" before the first.

    A report that speaks of the whole again behind its parts (各位代表,…) comes back to the section of that whole.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Published:
    """A published text. `date` is like 2022-12-28, or "" where the text does not say it; so is `office`."""

    path: Path
    title: str
    date: str
    office: str
    sections: tuple[Section, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, in order."""
        return tuple(sorted((paragraph for section in self.sections for paragraph in section.paragraphs), key=lambda paragraph: paragraph.line))


@dataclass(frozen=True)
class _Block:
    """A paragraph as its file has it; `rank` is that of a heading which the file marks as one (h2, 标题 1), else 0."""

    text: str
    line: int
    rank: int = 0


def read_published(path: Path) -> Published:
    """Read a .txt, .docx, .pdf or .html file. Raises `PublishedError` for what is missing, empty, of another kind, or has no text."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        better = ",请在 Word 里另存为 .docx" if path.suffix.lower() in (".doc", ".wps", ".rtf") else ""
        raise PublishedError(f"{path}:只读 .txt .docx .pdf .html 的文件{better}")
    try:
        if path.is_dir():
            raise PublishedError(f"{path} 是文件夹,请写报告的文件")
        if path.stat().st_size > _LARGEST:
            raise PublishedError(f"{path} 超过 {_LARGEST // 1_000_000} MB,不像一份报告")
        data = path.read_bytes()
    except FileNotFoundError:
        raise PublishedError(f"没有文件 {path},请检查路径") from None
    except (OSError, ValueError):
        raise PublishedError(f"读不了文件 {path},请检查权限和磁盘") from None
    blocks = [_Block(text, block.line, block.rank) for block in read(data, path) if (text := _clean(block.text))]
    if not blocks:
        raise PublishedError(f"{path} 里没有文字" + (":多半是扫描件,请先用文字识别软件转成文字" if path.suffix.lower() == ".pdf" else ""))
    title = _title(blocks)
    return Published(path, title, _date(blocks), _office(blocks), _sections(blocks, title))


def _clean(text: str) -> str:
    plain = _BLANKS.sub(" ", _FOOTNOTE.sub("", _INVISIBLE.sub("", text))).translate(_PLAIN)
    bare = plain.strip()
    row = plain.strip(" \r\n")
    # An empty cell at either end of a table's row holds its column's place.
    return row if bare and row.count("\t") > 1 and ("\t" in bare or (row[0] == row[-1] == "\t")) else bare


# ---------------------------------------------------------------- the four kinds of files


def _text(data: bytes, path: Path) -> Iterator[_Block]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", _decoded(data, path)), start=1):
        yield _Block(line, number)


def _decoded(data: bytes, path: Path) -> str:
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise PublishedError(f"{path} 不是 UTF-8 或 GB18030 编码的文字,请另存为 UTF-8")


def _docx(data: bytes, path: Path) -> Iterator[_Block]:
    from docx import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph as Par

    with _Unbroken(path, "docx"):
        document = Document(io.BytesIO(data))
        number = 0
        for part in document.iter_inner_content():
            if isinstance(part, Par):
                number += 1
                yield _Block(part.text.replace("\n", " "), number, _style_rank(part))
            elif isinstance(part, Table):
                for row in part.rows:
                    number += 1
                    cells = {id(cell._tc): _clean(cell.text).replace("\n", "") for cell in row.cells}  # a merged cell comes once a column
                    yield _Block("\t".join(cells.values()), number)


def _style_rank(paragraph: Any) -> int:
    found = re.fullmatch(r"(?:Heading|标题) ?([1-6])", paragraph.style.name or "") if paragraph.style is not None else None
    return int(found[1]) + 1 if found else 0  # 标题 1 heads what 一、 does


def _pdf(data: bytes, path: Path) -> Iterator[_Block]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _Unbroken(path, "pdf"):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PublishedError(f"{path} 有密码,请先去掉密码")
        lines = [line for page in reader.pages for line in _clean_page(page.extract_text() or "")]
    yield from (_Block(text, number) for number, text in enumerate(_joined(lines), start=1))


def _clean_page(text: str) -> list[str]:
    """The lines of a page without its number."""
    lines = [_clean(line) for line in text.splitlines()]
    return [line for line in lines if not re.fullmatch(r"[-—–\s]*\d{0,3}[-—–\s]*|第\s*\d+\s*页.{0,12}", line)]


def _joined(lines: list[str]) -> Iterator[str]:
    """The paragraphs of lines that a page's width broke: a full line goes on in the next, unless that starts with a heading."""
    widest = max((len(line) for line in lines), default=0)
    paragraph = last = ""
    for line in lines:
        head = heading_of(line)
        if len(last) >= _FULL_LINE * widest and not (head and (last.endswith("。") or head.rank < NUMBERED)):
            paragraph += line
        else:
            yield paragraph
            paragraph = line
        last = line
    yield paragraph


def _html(data: bytes, path: Path) -> Iterator[_Block]:
    from bs4 import BeautifulSoup

    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    try:
        text = data.decode("gb18030" if declared and declared[1].lower().startswith(b"gb") else "utf-8-sig")
    except UnicodeDecodeError:
        text = _decoded(data, path)
    with _Unbroken(path, "html"):
        soup = BeautifulSoup(text, "lxml")
        for tag in soup(["script", "style", "noscript", "head", "nav", "footer", "iframe", "form"]):
            tag.decompose()
        for tag in soup.find_all("br"):
            tag.replace_with(_BREAK)
        number = 0
        for block, level in _html_blocks(soup):
            for line in block.split(_BREAK):
                if line.strip():
                    number += 1
                    yield _Block(line, number, level)


#: Stands for <br>.
_BREAK = "\x1e"
_BLOCK_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "div", "section", "article", "td", "th", "table", "body", "ul", "ol", "tbody", "dd", "dt", "blockquote", "pre")


def _html_blocks(tag: Any) -> Iterator[tuple[str, int]]:
    """The texts of an element's innermost blocks, with the rank of a heading; a table's row is one text."""
    from bs4.element import PreformattedString, Tag

    loose = ""
    for child in tag.children:
        if isinstance(child, Tag) and (child.name in _BLOCK_TAGS or child.find(_BLOCK_TAGS)):
            yield loose, _html_rank(tag)
            loose = ""
            if child.name == "tr":
                yield "\t".join(_squeezed(cell.get_text()) for cell in child.find_all(["td", "th"])), 0
            else:
                yield from _html_blocks(child)
        elif not isinstance(child, PreformattedString):
            # Chinese has no blanks: a break in the source is none in the text.
            loose += child.get_text() if tag.name == "pre" else re.sub(r"[ \t]*[\r\n]+[ \t]*", "", child.get_text())
    yield loose.replace("\n", _BREAK), _html_rank(tag)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _html_rank(tag: Any) -> int:
    return int(tag.name[1]) if re.fullmatch("h[2-6]", tag.name or "") else 0


class _Unbroken:
    """Turns whatever a library says of a damaged file into one `PublishedError`."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path, self.kind = path, kind

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: Any, error: BaseException | None, __: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, PublishedError):
            raise PublishedError(f"{self.path} 打不开,不是好的 .{self.kind} 文件,请重新下载或另存一份") from error


_READERS: dict[str, Callable[[bytes, Path], Iterable[_Block]]] = {".txt": _text, ".docx": _docx, ".pdf": _pdf, ".html": _html, ".htm": _html}


# ---------------------------------------------------------------- what the text says of itself


def _sections(blocks: list[_Block], title: str) -> tuple[Section, ...]:
    outline = Outline()
    found: list[tuple[str, list[Paragraph]]] = [("", [])]
    led = leads([block.text for block in blocks])
    one_each = any(number + 1 in led for number in led)  # a lead is a paragraph, and what follows the last one is of the whole again
    for number, block in enumerate(blocks):
        heading = led.get(number) or heading_of(block.text) or (Heading(block.rank, block.text) if block.rank else None)
        if heading and block.text != title:
            outline.enter(heading)
            found.append((outline.title, []))
        elif (one_each and number - 1 in led and outline.back()) or (found[-1][1] and len(found[-1][1][-1].text) > _LONGEST_HEADING and closes(block.text) and outline.leave()):
            found.append((outline.title, []))
        found[-1][1].append(Paragraph(block.text, block.line))
    return tuple(Section(title, tuple(paragraphs)) for title, paragraphs in _merged(found))


def _merged(found: list[tuple[str, list[Paragraph]]]) -> list[tuple[str, list[Paragraph]]]:
    """The sections, each that the text comes back to with what stands there."""
    out: list[tuple[str, list[Paragraph]]] = []
    for title, paragraphs in found:
        earlier = next((before for same, before in out if same == title), None)
        if earlier is not None and not heading_of(paragraphs[0].text):
            earlier += paragraphs
        elif paragraphs:
            out.append((title, paragraphs))
    return out


def _title(blocks: list[_Block]) -> str:
    top = blocks[:15]
    for block in top:
        if found := _TITLE_LABEL.match(block.text):
            return found[1].strip()
    for number, block in enumerate(top):
        text = block.text
        if _TITLE_END.search(text) and 6 <= len(text) <= 80 and ":" not in text and ">" not in text and not (heading_of(text) and not (number == 0 and _YEARLY.match(text))):
            before = top[number - 1].text if number else ""
            broken = before.startswith("关于") and not text.startswith("关于") and not before.endswith(_SENTENCE_END)
            return before + text if broken or before.endswith(("和", "与", "及", "暨")) else text
    plain = [block.text for block in top if not heading_of(block.text) and len(block.text) <= 60]
    return plain[0] if plain else top[0].text[:40].rsplit(",", 1)[0]


def _date(blocks: list[_Block]) -> str:
    ends = [block.text for block in (*blocks[:20], *blocks[-8:])]
    for text in ends:
        if (label := _DAY_LABEL.search(text)) and (day := _day(text[label.end() :])):
            return day
    alone = [text for text in ends if len(text) <= 40 and not text.endswith("。")]
    return next((day for text in alone if (day := _day(text))), "")


def _day(text: str) -> str:
    for found in _DAY.finditer(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            continue
    return ""


def _office(blocks: list[_Block]) -> str:
    ends = [block.text for block in (*blocks[:20], *blocks[-8:])]
    for text in ends:
        if found := _OFFICE_LABEL.search(text):
            return found[1].strip()
    for text in ends:
        squeezed = text.replace(" ", "")
        if _OFFICE.fullmatch(squeezed):
            return squeezed
    said = next((found for text in ends if (found := _OFFICE_SAID.search(text))), None)
    return (said[1] or said[2]) if said else ""
