"""`draft` on the command line: the folder that it writes, what it refuses, and what is answered once the drafts are live."""

import re
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.loading import load, load_all
from bot.upkeep.check import checked

REPORT = """\
云溪镇2023年便民工作情况
云溪镇人民政府
2023年12月20日
一、养老助餐
全镇建成老年食堂6个,服务老年人1.2万人次,发放助餐补贴18.5万元。其中村级老年食堂4个。
二、道路照明
(一)修路。新建村组道路12.6公里,投入资金315万元。一是选好路线,听取群众意见。二是管好工地,每天有人巡查。
(二)装灯。印发《云溪镇路灯管护办法》,安装太阳能路灯380盏,亮灯率98.5%。
问:明年有什么打算?
答:一是办好老年食堂,二是管好路灯。2024年计划新建老年食堂2个。
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def drafted(report: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["draft", "报告.txt", "--into", "yunxi-2023"]) == 0
    return report.parent / "yunxi-2023"


def test_the_folder_has_the_report_its_outline_and_a_file_a_section(drafted: Path) -> None:
    (placed,) = load_all(drafted).reports
    told = placed.thing
    assert (told.id, told.title, told.date, told.office) == ("yunxi-2023", "云溪镇2023年便民工作情况", "2023-12-20", "云溪镇人民政府")
    assert (told.place, told.year, told.plans) == ("云溪镇", 2023, 2024)
    assert [section.key for section in told.outline] == ["intro", "1", "2", "2.1", "2.2", "qa1"]
    assert {path.name for path in drafted.glob("[12]*.yaml")} == {"1-养老助餐.yaml", "2.1-修路.yaml", "2.2-装灯.yaml"}


def test_each_figure_is_the_first_of_an_entry_in_its_section(drafted: Path) -> None:
    found = [(placed.thing.section, placed.thing.figures[0].printed, placed.thing.figures[0].subject) for placed in load_all(drafted).entries if placed.thing.figures]
    assert [one for one in found if one[0] != "qa1"] == [
        ("1", "6个", "老年食堂"),
        ("1", "1.2万人次", "服务老年人"),
        ("1", "18.5万元", "助餐补贴"),
        ("1", "4个", "村级老年食堂"),
        ("2.1", "12.6公里", "村组道路"),
        ("2.1", "315万元", "村组道路"),
        ("2.2", "380盏", "太阳能路灯"),
        ("2.2", "98.5%", "太阳能路灯"),
    ]


def test_questions_documents_measures_and_what_is_not_said_are_drafted_too(drafted: Path) -> None:
    entries = [placed.thing for placed in load_all(drafted).entries]
    questions = {entry.question for entry in entries}
    assert {"报告是谁发布的?", "修路做了哪些工作?", "明年有什么打算?"} <= questions
    assert any("《云溪镇路灯管护办法》" in entry.names for entry in entries)
    assert {entry.reason for entry in entries if entry.reason} >= {"metric", "procedure"}


def test_every_entry_is_a_draft_and_none_has_an_error(drafted: Path) -> None:
    found = checked(drafted)
    assert (found.errors, found.drafts) == (0, found.entries)
    assert found.entries > 15


def test_the_source_stands_above_each_figure(drafted: Path) -> None:
    text = (drafted / "2.2-装灯.yaml").read_text("utf-8")
    assert "  # 原文(第8行):(二)装灯。" in text or "  # 原文(第8行):印发" in text


def test_no_phrasing_is_given_twice(drafted: Path) -> None:
    phrasings = [phrasing for placed in load_all(drafted).entries for phrasing in placed.thing.phrasings]
    assert len(phrasings) == len(set(phrasings))


def test_drafts_are_not_served_until_the_line_is_gone(drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--knowledge", "yunxi-2023", "老年食堂有几个"]) == 2
    assert "只有草稿" in capsys.readouterr().err
    for path in drafted.glob("*.yaml"):
        path.write_text(re.sub("^draft: true\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert checked(drafted).errors == 0
    assert len(load(drafted).entries) > 15


def test_it_tells_what_is_left_to_do_and_shows_its_steps(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "报告.txt", "--into", "yunxi-2023"]) == 0
    out, err = capsys.readouterr()
    assert "9 个数字" in out
    assert "删掉开头的 draft: true" in out
    assert len(err.splitlines()) == 5


def test_a_folder_with_something_in_it_is_left_alone(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report.parent / "yunxi-2023").mkdir()
    (report.parent / "yunxi-2023" / "便条.md").write_text("留着", "utf-8")
    assert main(["draft", "报告.txt", "--into", "yunxi-2023"]) == 2
    assert "--again" in capsys.readouterr().err
    assert [path.name for path in (report.parent / "yunxi-2023").iterdir()] == ["便条.md"]


def test_again_adds_only_what_is_not_there(drafted: Path, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_text("utf-8") for path in drafted.iterdir()}
    assert main(["draft", "报告.txt", "--into", "yunxi-2023", "--again"]) == 0
    assert "什么都不缺" in capsys.readouterr().out
    report.write_text(REPORT.replace("亮灯率98.5%。", "亮灯率98.5%,维修路灯25盏。"), "utf-8")
    assert main(["draft", "报告.txt", "--into", "yunxi-2023", "--again"]) == 0
    after = {path.name: path.read_text("utf-8") for path in drafted.iterdir()}
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"2.2-装灯-补充1.yaml"}
    assert "25盏" in after["2.2-装灯-补充1.yaml"]
    assert checked(drafted).errors == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["没有.txt", "--into", "yunxi-2023"], "没有文件"),
        (["报告.txt", "--into", "云溪"], "小写字母"),
        (["报告.txt", "--into", "报告.txt"], "是文件"),
        (["报告.txt"], "into"),
    ],
)
def test_misuse_is_told_in_one_line(arguments: list[str], told: str, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert told in err


def test_place_and_year_may_be_given(report: Path) -> None:
    report.write_text(REPORT.replace("云溪镇", "本镇").replace("2023", "今"), "utf-8")
    assert main(["draft", "报告.txt", "--into", "x", "--place", "双桥镇", "--year", "2019"]) == 0
    (placed,) = load_all(report.parent / "x").reports
    assert (placed.thing.place, placed.thing.year) == ("双桥镇", 2019)
