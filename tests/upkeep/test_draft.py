"""A drafted answer tells its figure with the nearest of the same thing; its phrasings are what people type."""

from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.entry import Entry
from bot.knowledge.loading import load_all


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def drafting(text: str) -> list[Entry]:
        Path("a.txt").write_text(f"白鹭县2021年工作情况\n一、各项工作\n{text}\n", "utf-8")
        assert main(["draft", "a.txt", "--into", "bailu-2021"]) == 0
        return [placed.thing for placed in load_all(Path("bailu-2021")).entries if placed.thing.figures]

    return drafting


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("地区生产总值506亿元,增长6.2%。", ["白鹭县2021年地区生产总值是506亿元,增长6.2%。", "白鹭县2021年地区生产总值增长6.2%。"]),
        ("养老服务站由31家增至45家。", ["白鹭县2021年养老服务站共45家,原来是31家。"]),
        ("新增充电设施2500个,其中超充设施28个。", ["白鹭县2021年新增充电设施2500个,其中超充设施共28个。", "白鹭县2021年超充设施共28个,新增充电设施2500个。"]),
        ("绿道养护连续13年全县推广。", ["白鹭县2021年绿道养护全县推广连续13年。"]),
        ("净增商事主体1.2万户,总量9万户。", ["白鹭县2021年净增商事主体1.2万户,总量是9万户。", "白鹭县2021年商事主体总量是9万户。"]),
    ],
)
def test_a_figure_is_told_with_the_nearest_of_the_same_thing(text: str, answers: list[str], entries) -> None:  # type: ignore[no-untyped-def]
    assert [entry.answer for entry in entries(text)] == answers


def test_what_a_named_year_had_keeps_an_entry_of_its_own(entries) -> None:  # type: ignore[no-untyped-def]
    assert len(entries("绿化经费由2013年的260万元增长到2021年的900万元。")) == 2


def test_phrasings_have_no_quotation_marks_and_the_verb_of_the_report(entries) -> None:  # type: ignore[no-untyped-def]
    (entry,) = entries("“三公”经费压缩3%。")
    assert {"三公经费下降了多少?", "三公经费压缩了多少"} & set(entry.similar)
    assert not any("“" in phrasing for phrasing in entry.similar)


def test_a_long_name_is_also_asked_as_the_lexicon_has_it(entries) -> None:  # type: ignore[no-untyped-def]
    (entry,) = entries("新增屋顶分布式光伏项目21个。")
    assert any("屋顶光伏项目" in phrasing for phrasing in entry.similar)
