"""The outlined text: lines under the sections of the outline, whatever the text's own headings look like."""

from pathlib import Path

from bot.knowledge.report import Report, Section
from bot.upkeep import published
from bot.upkeep.outlined import Outlined, outlined


def _laid(text: list[str], *sections: Section) -> Outlined:
    paragraphs = tuple(published.Paragraph(line, number) for number, line in enumerate(text, 1))
    source = published.Published(Path("报告.txt"), "", "", "", (published.Section("", paragraphs),))
    return outlined(source, Report("x", "清河县2023年工作", "2023-12-20", "清河县", 2023, "清河县", outline=sections))


def _lines(laid: Outlined) -> dict[str, list[int]]:
    return {part.section.key: [line.number for line in part.lines] for part in laid.parts}


def test_headings_inside_paragraphs_open_sections() -> None:
    text = ["清河县2023年工作", "(一)抓好春耕备耕。修渠3条。", "又打井2口。", "(二)坚持绿色,推动林业振兴。植树5万株。"]
    laid = _laid(text, Section("1", "一、农业 (一)抓好春耕备耕"), Section("2", "一、农业 (二)林业振兴"))
    assert _lines(laid) == {"1": [1, 2, 3], "2": [4]}
    assert laid.key_of[3] == "1"


def test_the_order_of_the_outline_is_kept() -> None:
    """乡村振兴 is named in the first line too, but the section follows 春耕备耕."""
    laid = _laid(["推动乡村振兴和春耕", "一、春耕备耕", "修渠。", "二、乡村振兴", "修路。"], Section("1", "一、春耕备耕"), Section("2", "二、乡村振兴"))
    assert _lines(laid) == {"1": [1, 2, 3], "2": [4, 5]}


def test_a_section_without_a_heading_opens_at_its_words_and_may_go_on_at_the_foot() -> None:
    laid = _laid(
        ["页头", "今年以来,修渠。", "一、春耕", "打井。", "文件下载"],
        Section("head", "发布信息", ("页头", "文件下载")),
        Section("intro", "总的情况", ("今年以来",)),
        Section("1", "一、春耕"),
    )
    assert _lines(laid) == {"head": [1, 5], "intro": [2], "1": [3, 4]}


def test_a_missing_section_has_no_lines() -> None:
    laid = _laid(["一、春耕", "打井。"], Section("1", "一、春耕"), Section("2", "二、秋收冬藏"))
    assert [section.key for section in laid.missing] == ["2"]


def test_a_report_without_an_outline_is_one_part() -> None:
    assert _lines(_laid(["清河县2023年工作", "打井2口。"])) == {"": [1, 2]}
