"""Writing into a knowledge file: the new thing stands where a clerk would put it, and no other byte changes."""

import difflib
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge.document import folder_files, parse
from bot.knowledge.folder import shipped
from bot.upkeep.writing import NewEntry, WritingError, saved, skeleton, with_entry, with_phrasing

FILE = """\
# 第一节
section: "1.1"
topic: 水井    # 主题

entries:
  - id: wells
    question: 水井打了多少口?   # 标准问
    similar:
      - 水井口数
      # 老人家这样问
      - "井: 打了几口"

    # 回答照报告写
    answer: >-
      示范县打了水井
      66口。
    figures:
      - {subject: 水井, metric: 个数, value: 66, unit: 口, period: "2022"}

  - {id: pumps, question: 水泵装了几台?, similar: [水泵台数, 装了几台水泵], answer: 报告没有写水泵。, reason: metric}
  - id: pipes
    question: >
      水管铺了
      多长?
    answer: 报告没有写水管。
    reason: metric
  - id: taps
    question: 水龙头换了几个?
    similar: [水龙头个数,
              换水龙头]    # 两种
    answer: 报告没有写水龙头。
    reason: metric
  - {id: bare, question: 水质好不好?, answer: 报告没有写水质。, reason: opinion}
  - id: last
    question: 水费多少?
    similar: []
    answer: 报告没有写水费。
    reason: metric
    related:
      - wells   # 相近的
# 完
"""
IDS = ["wells", "pumps", "pipes", "taps", "bare", "last"]
ENTRY = NewEntry("new-one", "新的一问?", ("这样问", "那样: 问"), "报告没有写。", "unknown", "1.1", "水塔", ("wells",))


def change(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    lines = list(difflib.ndiff(old.decode().splitlines(), new.decode().splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def test_a_phrasing_goes_behind_the_others_of_its_list_and_comments_stay() -> None:
    assert change(FILE.encode(), with_phrasing(FILE.encode(), "wells", "打井几口")) == ([], ["      - 打井几口"])
    text = with_phrasing(FILE.encode(), "wells", "打井几口").decode()
    assert '      - "井: 打了几口"\n      - 打井几口\n\n    # 回答照报告写' in text


def test_in_brackets_it_goes_before_the_bracket() -> None:
    assert "similar: [水泵台数, 装了几台水泵, 水泵数]," in with_phrasing(FILE.encode(), "pumps", "水泵数").decode()
    assert "              换水龙头, 龙头数]    # 两种" in with_phrasing(FILE.encode(), "taps", "龙头数").decode()


def test_an_entry_without_phrasings_gets_its_first() -> None:
    assert change(FILE.encode(), with_phrasing(FILE.encode(), "pipes", "水管多长")) == ([], ["    similar:", "      - 水管多长"])
    assert "reason: opinion, similar: [水好喝吗]}" in with_phrasing(FILE.encode(), "bare", "水好喝吗").decode()
    assert "    similar: [水价]\n" in with_phrasing(FILE.encode(), "last", "水价").decode()


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(id: str, end: str, mark: bytes) -> None:
    data = mark + FILE.replace("\n", end).encode()
    new = with_phrasing(data, id, "新的问法")
    assert new.startswith(mark)
    assert new.count(b"\r\n") == (new.count(b"\n") if end == "\r\n" else 0)


@settings(max_examples=150, deadline=None)
@given(
    id=st.sampled_from(IDS),
    text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=20).map(str.strip).filter(bool),
)
@example(id="wells", text="-")
def test_any_text_reads_back_as_itself_at_the_end_of_its_entry(id: str, text: str) -> None:
    try:
        new = with_phrasing(FILE.encode(), id, text)
    except WritingError:
        assert not text.isprintable()
        return
    before, after = parse(FILE.encode(), "")[0].data, parse(new, "")[0].data
    number = IDS.index(id)
    assert after["entries"][number]["similar"] == [*before["entries"][number].get("similar", []), text]
    assert len(new) > len(FILE.encode())


def test_an_entry_goes_behind_another_with_what_its_file_does_not_say_already() -> None:
    gone, came = change(FILE.encode(), with_entry(FILE.encode(), "wells", ENTRY))
    assert gone == []
    assert came == [
        "",
        "  - id: new-one",
        "    reason: unknown",
        "    topic: 水塔",
        "    question: 新的一问?",
        '    similar: [这样问, "那样: 问"]',
        "    answer: 报告没有写。",
        "    related: [wells]",
    ]
    for id in IDS:
        after = parse(with_entry(FILE.encode(), id, ENTRY), "")[0].data["entries"]
        assert [entry["id"] for entry in after][IDS.index(id) + 1] == "new-one"
    assert parse(b"entries:\n" + skeleton(ENTRY).encode(), "")[0].data["entries"][0]["similar"] == ["这样问", "那样: 问"]


def test_a_broken_file_an_unknown_entry_and_one_line_for_all_are_left_alone() -> None:
    for data, id in ((b"entries: [", "x"), (FILE.encode(), "nobody"), (b"- 1", "x"), (b"", "x")):
        with pytest.raises(WritingError):
            with_phrasing(data, id, "问法")
    with pytest.raises(WritingError):
        with_entry(b"entries: [{id: a, question: b, answer: c}]\n", "a", ENTRY)


@pytest.mark.parametrize(
    "path", [path for report in shipped().glob("*/report.yaml") for path in folder_files(report.parent) if path.stem not in ("report", "lexicon")], ids=lambda path: path.name
)
def test_every_file_that_ships_takes_phrasings_and_entries_and_changes_in_nothing_else(path: Path) -> None:
    data = path.read_bytes()
    ids = [entry["id"] for entry in parse(data, "")[0].data["entries"]]
    for id in random.Random(7).sample(ids, min(4, len(ids))):
        gone, came = change(data, with_phrasing(data, id, "从没问过的一句"))
        assert (gone, [line.strip(" -") for line in came]) == ([], ["从没问过的一句"])
        gone, came = change(data, with_entry(data, id, ENTRY))
        assert not gone
        assert any("new-one" in line for line in came)


def test_a_file_that_cannot_be_written_is_told_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "没有" / "a.yaml"
    with pytest.raises(WritingError, match=r"a\.yaml"):
        saved(path, b"x")
    path = tmp_path / "b.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    saved(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]
