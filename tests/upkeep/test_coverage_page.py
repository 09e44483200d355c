"""The page of a coverage: bars by section, the open and waived figures with their lines, and each entry under its section."""

from bs4 import BeautifulSoup

from bot.upkeep.coverage import Coverage, CoveredEntry, CoveredSection, TextFigure
from bot.upkeep.coverage_page import coverage_page, kind
from tests.upkeep.pages import parsed

HOSTILE = "<script>alert(1)</script>&\"'"


def entry(id: str, *, reason: str = "", phrasings: int = 6, proven: bool | None = True) -> CoveredEntry:
    return CoveredEntry(id, f"{id}有多少?", f"knowledge/{id}.yaml", 7, not reason, reason, phrasings, 1, proven)


LUNCH = CoveredSection(
    "1",
    "一、学校和图书",
    3,
    (
        TextFigure("3184名", 4, 12, "全县3184名学生吃上营养午餐,用去612.4万元。", "answered", ("lunch",)),
        TextFigure("612.4万元", 4, 30, "全县3184名学生吃上营养午餐,用去612.4万元。", "open"),
        TextFigure("88所", 4, 44, "全县3184名学生吃上营养午餐,用去612.4万元。", "open"),
        TextFigure("219", 5, 2, "在219会议室开会。", "waived", reason="门牌号,不是数据"),
    ),
    (entry("lunch"), entry("thin", phrasings=5), entry("wrong", proven=False), entry("standard", reason="metric", phrasings=2)),
)
EMPTY = CoveredSection("2", "二、老人和出行", 0, (), ())
FOUND = Coverage("bailu-2021", "白鹭县2021年民生工作情况", "报告.txt", (LUNCH, EMPTY))
ANSWERS = {"lunch": "3184名。", "thin": "答甲", "wrong": "答乙", "standard": f"没有写。{HOSTILE}"}


def shown(found: Coverage = FOUND) -> BeautifulSoup:
    return parsed(coverage_page([found], ANSWERS, [("命令", HOSTILE)]))


def rows(page: BeautifulSoup, caption: str) -> list[list[str]]:
    table = next(each for each in page.find_all("table") if each.caption and each.caption.get_text() == caption)
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def test_entries_are_of_four_kinds() -> None:
    assert [kind(each) for each in LUNCH.entries] == ["fact", "thin", "unproven", "unknown"]
    assert kind(entry("untried", proven=None)) == "fact"


def test_each_section_has_its_shares_of_figures_and_its_counts_of_entries() -> None:
    page = shown()
    assert rows(page, "各节的数") == [["", "数", "答了", "免答", "没有答到"], ["一、学校和图书", "4", "25.0%", "25.0%", "50.0%"]]
    assert rows(page, "各节的问答")[1:] == [["一、学校和图书", "4", "1", "1", "1", "1"], ["二、老人和出行", "0", "0", "0", "0", "0"]]


def test_open_figures_stand_with_their_line_and_sentence_and_waived_ones_with_their_reason() -> None:
    page = shown()
    opened = [each.get_text(" ") for each in page.find_all("article") if not each.get("data-kind")]
    assert len(opened) == 1, "one sentence"
    for text in ("612.4万元、88所", "一、学校和图书", "报告.txt 第 4 行,第 30、44 列", "用去612.4万元"):
        assert text in opened[0]
    assert rows(page, "免答的数")[1:] == [["219", "一、学校和图书", "第 5 行", "门牌号,不是数据"]]
    assert page.find("h2", string="还没有答到的数(2)")


def test_each_entry_is_listed_under_its_section_with_its_answer() -> None:
    page = shown()
    groups = page.find_all("details", class_="group")
    assert [group.summary.get_text() for group in groups if group.summary] == ["一、学校和图书(3 条写了的,1 条没有写的)"]
    items = groups[0].find_all("article")
    assert [item["data-kind"] for item in items] == ["fact", "thin", "unproven", "unknown"]
    assert "lunch有多少? 3184名。 lunch · 6 种问法 · 答原文的 3184名 · lunch.yaml:7" in items[0].get_text(" ")
    assert HOSTILE in items[3].get_text()


def test_without_a_text_there_are_no_figures_to_speak_of() -> None:
    page = shown(Coverage("bailu-2021", "白鹭县", "", (CoveredSection("1", "一、学校和图书", 0, (), (entry("lunch", proven=None),)),)))
    assert [heading.get_text() for heading in page.find_all("h2")] == ["各节答了多少", "全部问答(4)"]


def test_where_every_figure_is_answered_the_page_says_so() -> None:
    page = shown(Coverage("b", "白鹭县", "报告.txt", (CoveredSection("1", "一", 1, LUNCH.figures[:1], LUNCH.entries[:1]),)))
    assert "没有:原文的每个数都答了" in page.get_text()
