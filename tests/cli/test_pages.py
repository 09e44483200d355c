"""The pages that commands write: `coverage --html` over an invented county, and what heads every page."""

from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.folder import layout
from tests.invented import REPORT, write
from tests.upkeep.pages import parsed

TEXT = """白鹭县2021年民生工作情况
一、学校和图书
全县3184名学生吃上营养午餐,用去612.4万元。建成图书分馆17个,新添图书2.6万册,另有阅览室905间。
二、老人和出行
开办银龄学堂46个,5230位老人在银龄学堂上课。新建林间便道128公里,养护林间便道942公里。第三季度新购赶集专车24辆,第四季度新购赶集专车31辆。
三、百合园
百合园面积3.2万亩,鲜百合产量1460吨。一是更新老百合园4100亩,二是百合园统防统治覆盖率87.5%,三是推广分拣机260台。
四、明年
2022年打算新建林间便道150公里。
"""


def test_coverage_writes_a_page_on_the_outline(county_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, html = tmp_path / "报告.txt", tmp_path / "覆盖.html"
    source.write_text(TEXT, "utf-8")
    assert main(["coverage", "--source", str(source), "--html", str(html), str(county_folder)]) == 1
    out, err = capsys.readouterr()
    assert "未答 905间" in out
    assert f"写好了网页 {html}" in err
    page = parsed(html.read_text("utf-8"))
    assert [each.get_text() for each in page.find_all("h3") if "间" in each.get_text()] == ["905间"]
    groups = {group.summary.get_text().partition("(")[0]: group for group in page.find_all("details", class_="group") if group.summary}
    assert list(groups) == ["一、学校和图书", "二、老人和出行", "三、百合园", "四、明年"]
    assert "白鹭县2021年建成图书分馆17个。" in groups["一、学校和图书"].get_text()
    assert len(page.find_all("article", attrs={"data-kind": True})) == 23


def test_coverage_without_a_text_is_a_page_too(county_folder: Path, tmp_path: Path) -> None:
    html = tmp_path / "覆盖.html"
    assert main(["coverage", "--html", str(html), str(county_folder)]) == 0
    page = parsed(html.read_text("utf-8"))
    heading = page.header.get_text(" ") if page.header else ""
    for text in ("白鹭县2021年民生工作情况(bailu-2021,2021-12-20)", f"23 条,版本 {layout(county_folder).edition()}", f"命令 python -m bot coverage --html {html} {county_folder}"):
        assert text in heading


def test_a_command_with_blanks_and_quotes_can_be_typed_again(county_folder: Path, tmp_path: Path) -> None:
    html = tmp_path / "覆盖 $(1).html"
    assert main(["coverage", "--html", str(html), str(county_folder)]) == 0
    assert f"--html '{html}'" in parsed(html.read_text("utf-8")).get_text()


def test_the_edition_tells_what_the_files_say_and_not_where_they_lie(tmp_path: Path) -> None:
    one, other = write(tmp_path / "甲"), write(tmp_path / "乙")
    assert layout(one).edition() == layout(other).edition()
    assert layout(one).fingerprint() != layout(other).fingerprint()
    (other / "bailu-2021" / "report.yaml").write_text(REPORT.replace("白鹭县政府办", "白鹭县委办"), "utf-8")
    assert layout(one).edition() != layout(other).edition()
