"""A heading may have no number, or be a label that runs on into its paragraph; behind its parts a report comes back to the whole."""

from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.loading import load_all
from bot.upkeep.headings import heading_of, leads
from bot.upkeep.origin import origin_of
from bot.upkeep.published import read_published

_LONG = "全县上下齐心协力,把各项民生工作放在心上、抓在手上,一件接着一件办,一年接着一年干,群众的日子越过越好,村里的面貌也一年比一年新,大家都很满意。"
_REPORT = f"""\
白鹭县2022年政府工作报告
各位代表:
2021年工作回顾
——工业稳步回升。规模以上工业增加值增长6.1%。{_LONG}
——乡村面貌一新。新建村道32公里。{_LONG}
一年来,我们主要做了以下工作:
(一)养老服务更有温度
建成老年食堂14个。{_LONG}
各位代表,一年来办理代表建议53件。{_LONG}
2022年工作安排
新建老年食堂6个。
"""


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("2021年工作回顾", "2021年工作回顾"),
        ("下一步工作打算", "下一步工作打算"),
        ("——工业稳步回升。规模以上工业增加值增长6.1%。", "——工业稳步回升"),
        ("——在白鹭县第三届人民代表大会上", None),
        ("全年完成了各项工作任务。", None),
        ("——2021年1月5日", None),
    ],
)
def test_a_line_without_a_number_may_head_what_follows(text: str, heading: str | None) -> None:
    found = heading_of(text)
    assert (found.text if found else None) == heading


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(_REPORT, "utf-8")
    return path


def test_labels_after_a_dash_are_sections_and_the_text_comes_back_to_their_whole(report: Path) -> None:
    published = read_published(report)
    assert [section.title for section in published.sections] == [
        "",
        "2021年工作回顾",
        "2021年工作回顾 ——工业稳步回升",
        "2021年工作回顾 ——乡村面貌一新",
        "2021年工作回顾 (一)养老服务更有温度",
        "2022年工作安排",
    ]
    whole = published.sections[1]
    assert [paragraph.line for paragraph in whole.paragraphs] == [3, 6, 9]
    assert [paragraph.line for paragraph in published.paragraphs] == list(range(1, 12))


def test_a_title_is_no_heading_though_it_reads_like_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2021年工作总结\n一、养老\n建成老年食堂14个。\n", "utf-8")
    assert [section.title for section in read_published(path).sections] == ["", "一、养老"]


def test_the_work_report_of_a_year_tells_of_the_year_before(tmp_path: Path, report: Path) -> None:
    assert origin_of(read_published(report)).year == 2021
    path = tmp_path / "b.txt"
    path.write_text("白鹭县2022年政府工作报告\n一、养老\n过去一年,全县建成老年食堂14个。\n", "utf-8")
    assert origin_of(read_published(path)).year == 2021


def test_the_draft_says_where_a_section_goes_on_and_holds_against_its_source(report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(report.parent)
    assert main(["draft", "a.txt", "--into", "bailu-2021"]) == 0
    (placed,) = load_all(report.parent / "bailu-2021").reports
    assert placed.thing.outline[1].opens == ("2021年工作回顾", "一年来,我们主要做了以下工作", "各位代表,一年来办理代表建议")
    main(["check", "bailu-2021", "--source", "a.txt", "--format", "text"])
    told = capsys.readouterr().out
    assert "找不到" not in told
    assert "标题里没有 2021 年" not in told


def test_paragraphs_that_number_their_leads_are_headings() -> None:
    texts = ["一是花房快速成长,花农增收。新建花房6处。", "二是道路全面提升。", "三是学堂打开新局面。开班12个。", "过去一年,成绩来之不易。"]
    assert [(at, heading.text) for at, heading in leads(texts).items()] == [(0, "一是花房快速成长,花农增收"), (1, "二是道路全面提升"), (2, "三是学堂打开新局面")]


@pytest.mark.parametrize(
    "texts",
    [["一是花房快速成长。", "二是道路全面提升。"], ["一是花房新建6处。", "三是学堂打开新局面。", "四是道路全面提升。"], ["一是花房快速成长,二是道路全面提升,三是学堂打开新局面。"]],
)
def test_two_leads_or_leads_out_of_order_head_nothing(texts: list[str]) -> None:
    assert leads(texts) == {}
