"""A text's place and years are read from its title, office and headings."""

from pathlib import Path

import pytest

from bot.upkeep.origin import Origin, origin_of
from bot.upkeep.published import read_published


def origin(text: str, folder: Path, **given: object) -> Origin:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return origin_of(read_published(path), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "place", "year", "plans"),
    [
        ("白鹭县2021年民政工作总结\n完成低保12户。", "白鹭县", 2021, 0),
        ("关于临水区2021年财政预算执行情况和2022年财政预算草案的报告\n收入3亿元。", "临水区", 2021, 2022),
        ("澜江市白鹭县2020年工作情况\n2021年打算修路。", "白鹭县", 2020, 2021),
        ("政府工作报告\n白鹭县人民政府\n一、2022年工作回顾\n修路3公里。\n二、2023年工作安排\n修路5公里。", "白鹭县", 2022, 2023),
        ("政府工作报告\n——2023年1月5日在白鹭县第十八届人民代表大会上\n一、2022年工作回顾\n修路3公里。", "白鹭县", 2022, 2023),
        ("白鹭县2009年政府工作报告\n一、过去五年工作回顾\n五年来,修路3公里。\n二、2009年工作安排\n修路5公里。", "白鹭县", 2008, 2009),
        ("白鹭县政府工作报告\n——2022年1月5日在白鹭县第十八届人民代表大会上\n过去一年,修路3公里。今年是2022年,2022年修路5公里。", "白鹭县", 2021, 2022),
        ("脱贫攻坚工作汇报\n我县2020年有4个社区,经省政府批准退出贫困县序列,在政府和县委领导下修路3公里。", "", 2020, 0),
        ("双桥镇2024年民生实事\n建成食堂6个。", "双桥镇", 2024, 0),
        ("白鹭县经济运行\n修路3公里,比2021年全年多1公里,和2021年同期持平,与2022年计划目标一致。", "白鹭县", 2022, 0),
        ("白鹭县经济运行\n修路3公里,比2021年多1公里。", "白鹭县", 2022, 0),
    ],
)
def test_place_and_years(text: str, place: str, year: int, plans: int, tmp_path: Path) -> None:
    found = origin(text, tmp_path)
    assert (found.place, found.year, found.plans) == (place, year, plans)


def test_what_a_person_names_is_taken(tmp_path: Path) -> None:
    found = origin("工作情况\n完成低保12户。", tmp_path, place="白鹭县", year=2019)
    assert (found.place, found.year, found.aliases) == ("白鹭县", 2019, ("白鹭",))


def test_the_city_around_and_the_towns_inside_are_found(tmp_path: Path) -> None:
    found = origin("白鹭县2021年工作情况\n澜江市白鹭县抓好试点,在双桥镇建成食堂6个。", tmp_path)
    assert (found.within, found.parts) == (("澜江市",), ("双桥镇",))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("白鹭县2021年上半年工作总结\n修路3公里。", "上半年"),
        ("白鹭县2021年1-9月经济运行情况\n修路3公里。", "前三季度"),
        ("白鹭县经济开局良好\n2021年一季度修路3公里。\n一季度收入2亿元。\n第一季度种树6亩。", "第一季度"),
        ("白鹭县2021年工作情况\n一季度修路3公里,二季度修路5公里。一季度收入2亿元,二季度1亿元。一季度种树6亩。", ""),
        ("白鹭县2021年工作情况\n第三季度修路3公里。全年收入2亿元。", ""),
    ],
)
def test_a_text_of_a_part_of_the_year(text: str, period: str, tmp_path: Path) -> None:
    assert origin(text, tmp_path).period == period


def test_a_slogan_in_the_title_is_no_place_where_an_office_names_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("夯实基础 为建设澜江南部强县而奋斗\n白鹭县人民政府县长 周远山\n一、2021年工作\n白鹭县新建花房6处。白鹭县开班12个。", "utf-8")
    assert origin_of(read_published(path)).place == "白鹭县"
