"""Published texts are read from four kinds of files, with their headings, or refused in one line."""

from pathlib import Path

import pytest
from docx import Document

from bot.upkeep.published import PublishedError, read_published

TEXT = """\
发布机构: 白鹭县民政局    发文日期: 2021-12-20 09:30
名  称: 白鹭县2021年养老服务工作情况

白鹭县2021年养老服务工作情况

今年以来,全县聚焦养老服务,抓好三件实事。

一、设施建设
(一)扩大供给。新建日间照料中心12个,投入资金380.5万元。
1.改造敬老院。改造敬老院3所。
2.建成床位640张,其中护理型床位420张。
(二)提升质量。
组织培训1.2万人次。

二、下一步打算
问:明年补贴有什么打算?
答:明年继续发放高龄津贴。
"""
TITLES = [
    "",
    "一、设施建设",
    "一、设施建设 (一)扩大供给",
    "一、设施建设 (一)扩大供给 1.改造敬老院",
    "一、设施建设 (二)提升质量",
    "二、下一步打算",
    "问:明年补贴有什么打算?",
]


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_any_encoding_in_use(encoding: str, tmp_path: Path) -> None:
    found = read_published(write(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert (found.title, found.date, found.office) == ("白鹭县2021年养老服务工作情况", "2021-12-20", "白鹭县民政局")
    assert [section.title for section in found.sections] == TITLES
    assert found.sections[2].paragraphs[0].line == 9


def test_full_width_signs_are_made_plain_and_blank_lines_left_out(tmp_path: Path) -> None:
    wide = "\u4e00、老人\uff08一\uff09\n\uff08一\uff09补贴\u3002发放\uff11\uff12\uff0e\uff15万元\uff0c增长\uff13\uff05\u3002\n\n"
    found = read_published(write(tmp_path, "a.txt", wide))
    assert [paragraph.text for paragraph in found.paragraphs] == ["一、老人(一)", "(一)补贴。发放12.5万元,增长3%。"]


def test_a_word_file_has_its_paragraphs_tables_and_marked_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("白鹭县2021年养老服务工作总结")
    document.add_heading("设施建设", 1)
    document.add_paragraph("新建日间照料中心12个。")
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("项目", "个数", "食堂", "31"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    found = read_published(tmp_path / "a.docx")
    assert found.title == "白鹭县2021年养老服务工作总结"
    assert [section.title for section in found.sections] == ["", "设施建设"]
    assert [paragraph.text for paragraph in found.sections[1].paragraphs] == ["设施建设", "新建日间照料中心12个。", "项目\t个数", "食堂\t31"]


def test_a_page_has_its_text_without_scripts_and_menus(tmp_path: Path) -> None:
    page = """<html><head><title>x</title><meta charset="gb2312"></head><body><nav>首页</nav><h1>白鹭县2021年养老服务工作情况</h1>
    <div><p>一、设施建设</p><p>新建日间照料中心<b>12</b>个,<br>投入380.5
    万元。</p><!-- 9个 --><script>var a=5;</script><table><tr><td>食堂</td><td>31</td></tr></table></div></body></html>"""
    found = read_published(write(tmp_path, "a.html", page.encode("gb18030")))
    assert [paragraph.text for paragraph in found.paragraphs] == ["白鹭县2021年养老服务工作情况", "一、设施建设", "新建日间照料中心12个,", "投入380.5万元。", "食堂\t31"]


def pdf(lines: list[str]) -> bytes:
    """A page with lines of text in a font that maps its codes to Unicode, as printing from an office program gives it."""
    chars = sorted({char for line in lines for char in line})
    code = {char: number + 1 for number, char in enumerate(chars)}
    shown = " ".join(f"1 0 0 1 50 {780 - 20 * at} Tm <{''.join(f'{code[char]:04x}' for char in line)}> Tj" for at, line in enumerate(lines))
    content = f"BT /F1 12 Tf {shown} ET".encode()
    mapped = "\n".join(f"<{code[char]:04x}> <{ord(char):04x}>" for char in chars)
    unicode = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(chars)} beginbfchar\n{mapped}\nendbfchar endcmap".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode), unicode),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 8\n0000000000 65535 f \n%strailer << /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def test_a_printed_page_has_its_broken_lines_joined(tmp_path: Path) -> None:
    lines = ["白鹭县养老工作情况", "一、设施建设", "全县新建日间照料中心12个,投入资金380.", "5万元。", "二、下一步打算", "- 1 -"]
    found = read_published(write(tmp_path, "a.pdf", pdf(lines)))
    assert [paragraph.text for paragraph in found.paragraphs] == ["白鹭县养老工作情况", "一、设施建设", "全县新建日间照料中心12个,投入资金380.5万元。", "二、下一步打算"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "没有文字"),
        ("a.txt", b" \n\n", "没有文字"),
        ("a.txt", bytes(range(256)), "UTF-8"),
        ("a.doc", b"x", ".docx"),
        ("a.xlsx", b"x", "只读"),
        ("a.docx", b"PK\x03\x04junk", "打不开"),
        ("a.pdf", b"%PDF-1.4 junk", "打不开"),
        ("a.pdf", pdf([]), "扫描"),
        ("a.html", b"<html><body></body></html>", "没有文字"),
        ("gone.txt", None, "没有文件"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(name: str, data: bytes | None, told: str, tmp_path: Path) -> None:
    if data is not None:
        write(tmp_path, name, data)
    with pytest.raises(PublishedError, match=told) as error:
        read_published(tmp_path / name)
    assert "\n" not in str(error.value)
    assert name in str(error.value)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(PublishedError, match="文件夹"):
        read_published(tmp_path / "a.txt")


LEADS = """白鹭县2021年政府工作报告
2022年1月5日在白鹭县人民代表大会上
白鹭县人民政府县长 周远山
我代表白鹭县人民政府向大会报告工作。
一、2021年工作回顾
一是花房快速成长。新建花房6处^[2]。
二是道路全面提升。新修便道9公里。
三是学堂打开新局面。开班12个。
过去一年,全县接待来客3万人。
"""


def test_leads_are_sections_and_what_follows_the_last_is_of_the_whole(tmp_path: Path) -> None:
    found = read_published(write(tmp_path, "a.txt", LEADS))
    assert [(section.title.split(" ")[-1], len(section.paragraphs)) for section in found.sections[1:]] == [
        ("一、2021年工作回顾", 2),
        ("一是花房快速成长", 1),
        ("二是道路全面提升", 1),
        ("三是学堂打开新局面", 1),
    ]
    assert found.sections[2].paragraphs[0].text == "一是花房快速成长。新建花房6处。"


@pytest.mark.parametrize("line", ["我代表白鹭县人民政府向大会报告工作。", "白鹭县人民政府县长 周远山"])
def test_who_reports_is_the_office(line: str, tmp_path: Path) -> None:
    assert read_published(write(tmp_path, "a.txt", f"白鹭县工作报告\n{line}\n新建花房6处。")).office == "白鹭县人民政府"


def test_a_government_without_a_name_is_no_office(tmp_path: Path) -> None:
    assert read_published(write(tmp_path, "a.txt", "白鹭县工作报告\n我代表县人民政府向大会报告工作。\n新建花房6处。")).office == ""
