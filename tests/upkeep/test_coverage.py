"""The coverage: figures, entries and phrasings of each section, with a published text and without."""

from bot.knowledge.loading import load_all
from bot.upkeep.coverage import Coverage, coverages
from tests.upkeep.conftest import County


def _covered(county: County) -> Coverage:
    found = county.checked().coverage
    assert found is not None
    return found


def test_sections_come_in_the_order_of_the_outline_with_their_lines(county: County) -> None:
    assert [(section.key, section.line) for section in _covered(county).sections] == [("1", 1), ("2", 10), ("3", 14), ("4", 18), ("5.1", 24), ("5.2", 26)]


def test_a_figure_knows_its_place_and_who_answers_it(county: County) -> None:
    first = _covered(county).sections[0].figures[0]
    assert (first.shown, first.line, first.column, first.state, first.entries) == ("3184名", 8, 6, "answered", ("lunch-pupils",))
    assert first.sentence.startswith("今年全县有3184名学生")


def test_of_two_equal_figures_each_is_answered_by_the_entry_that_speaks_of_it(county: County) -> None:
    six = [figure for figure in _covered(county).sections[-1].figures if figure.shown == "6处"]
    assert [figure.entries for figure in six] == [("greenhouses",), ("cold-stores",)]


def test_an_equal_figure_of_another_thing_stays_open(county: County) -> None:
    path = county.folder / "bailu-2021" / "6-分红.yaml"
    path.write_text(path.read_text("utf-8").partition("  - id: cold-stores")[0].replace("[cold-stores]", "[dividend-each]"), "utf-8")
    six = [figure.state for figure in _covered(county).sections[-1].figures if figure.shown == "6处"]
    assert six == ["answered", "open"]


def test_a_figure_that_another_section_says_again_is_answered_by_its_entry(county: County) -> None:
    county.change("原文", "(二)合作社分红", "(二)合作社分红\n吃营养午餐的有3184名,百合3184名。")
    again = [figure for figure in _covered(county).sections[-1].figures if figure.shown == "3184名"]
    assert [figure.entries for figure in again] == [("lunch-pupils",), ()]


def test_a_waived_figure_carries_its_reason(county: County) -> None:
    waived = [figure for section in _covered(county).sections for figure in section.figures if figure.state == "waived"]
    assert [(figure.shown, figure.reason) for figure in waived] == [("2年", "只是办法的期限")]


def test_an_unproven_entry_is_marked(county: County) -> None:
    county.change("3-百合园.yaml", "百合园面积3.2万亩", "百合园面积3.3万亩")
    county.change("3-百合园.yaml", "value: 3.2", "value: 3.3")
    found = _covered(county)
    assert [entry.id for entry in found.entries if entry.is_fact and not entry.proven] == ["lily-area"]
    assert found.proven == found.facts - 1


def test_without_a_text_entries_and_phrasings_are_counted(county: County) -> None:
    (found,) = coverages(load_all(county.folder))
    assert (found.source, found.figures, found.facts, len(found.entries)) == ("", 0, 25, 32)
    assert {entry.proven for entry in found.entries} == {None}
    first = found.sections[0]
    assert (first.facts, first.unknowns, first.phrasings, first.phrasings_each) == (4, 2, 32, 32 / 6)
