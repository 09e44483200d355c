"""A table flattened to lines of cells: each figure is of its row and its column, also where cells span others."""

from pathlib import Path

from bot.knowledge.lexicon import Lexicon
from bot.upkeep.measured import measured
from bot.upkeep.origin import Origin
from bot.upkeep.published import Published, read_published
from bot.upkeep.stated import stated

HOME = Origin("白鹭县", 2021, 0, ("白鹭",), (), ())
APPLICATIONS = """三、信访件办理情况
(本表单位为件)\t来信人情况
\t居民\t单位\t总计
\t\t企业\t学校\t其他\t
一、本年新收信访件数量\t721\t15\t\t2\t738
二、本年度办理结果\t(一)直接答复\t158\t11\t\t1\t
\t(二)不予受理\t1.超出职权范围\t14\t\t\t\t
\t\t2.重复来信\t3\t1\t\t\t
\t\t3.匿名来信\t\t\t\t\t
\t(三)总计\t175\t12\t\t1\t188
四、复核情况"""
COURTS = """复核\t诉讼
结果维持\t结果纠正\t总计\t直接起诉\t复核后起诉
\t\t\t结果维持\t结果纠正\t总计\t结果维持\t结果纠正\t总计
5\t\t5\t8\t1\t9\t\t\t"""


def read(text: str, folder: Path) -> Published:
    (folder / "a.txt").write_text(f"白鹭县2021年信访工作年度报告\n{text}\n", "utf-8")
    return read_published(folder / "a.txt")


def told(published: Published) -> list[str]:
    return [f"{one.subject} {one.value}" for one in measured(published, stated(published), HOME, Lexicon({}))]


def test_a_cell_is_of_its_row_and_its_column(tmp_path: Path) -> None:
    assert told(read(APPLICATIONS, tmp_path)) == [
        "本年新收信访件数量(居民) 721",
        "本年新收信访件数量(企业) 15",
        "本年新收信访件数量(单位中其他) 2",
        "本年新收信访件数量总计 738",
        "本年度办理结果中直接答复(居民) 158",
        "本年度办理结果中直接答复(企业) 11",
        "本年度办理结果中直接答复(单位中其他) 1",
        "不予受理中超出职权范围(居民) 14",
        "不予受理中重复来信(居民) 3",
        "不予受理中重复来信(企业) 1",
        "本年度办理结果总计(居民) 175",
        "本年度办理结果总计(企业) 12",
        "本年度办理结果总计(单位中其他) 1",
        "本年度办理结果总计 188",
    ]


def test_columns_without_rows_are_named_by_all_that_spans_them(tmp_path: Path) -> None:
    assert told(read(f"四、复核情况\n{COURTS}", tmp_path)) == ["复核结果维持 5", "复核总计 5", "诉讼直接起诉结果维持 8", "诉讼直接起诉结果纠正 1", "诉讼直接起诉总计 9"]


def test_a_row_is_no_heading(tmp_path: Path) -> None:
    """The numbered rows of a table, those with one cell too, stand under the heading above the table."""
    assert [section.title for section in read(APPLICATIONS, tmp_path).sections] == ["", "三、信访件办理情况", "四、复核情况"]


def test_a_heading_that_tabs_indent_is_one(tmp_path: Path) -> None:
    assert [section.title for section in read("\t\t一、总体情况\n新建食堂3个。", tmp_path).sections] == ["", "一、总体情况"]
