"""The derivation: sums over figures of the report, worked out exactly and rounded as printed."""

from decimal import Decimal

import pytest

from bot.knowledge.entry import Figure
from bot.upkeep.derivation import DerivationError, derivation, shows


def _figure(value: str, unit: str) -> Figure:
    return Figure("", "", Decimal(value), unit, "", "")


@pytest.mark.parametrize(
    ("formula", "value", "unit"),
    [
        ("126万元 / 420户", "3000", "元"),
        ("126万元÷420户", "0.3", "万元"),
        ("60.4万元 - 44万元", "16.4", "万元"),
        ("(60.4万元 - 44万元) / 60.4万元", "27.2", "%"),
        ("4.8亿元 / 233个", "206", "万元"),
        ("3.5% * 200万元", "7", "万元"),
        ("30元 × 12", "360", "元"),
        ("《甲办法》 + 《乙办法》 + “丙行动”", "3", "个"),
    ],
)
def test_a_sum_comes_out_in_the_unit_and_places_of_the_figure(formula: str, value: str, unit: str) -> None:
    assert derivation(formula).gives(_figure(value, unit))


def test_a_wrong_sum_is_told_with_what_it_comes_to() -> None:
    worked = derivation("973万元 / 4000户")
    assert not worked.gives(_figure("2432", "元"))
    assert worked.rounded(_figure("2432.0", "元")) == Decimal("2432.5")


def test_a_sum_too_great_to_round_is_told() -> None:
    with pytest.raises(DerivationError):
        derivation("9" * 60 + "元").gives(_figure("1.00", "元"))


def test_figures_and_names_of_a_sum_are_to_be_found_in_the_report() -> None:
    worked = derivation("126万元 / 420户 + 《甲》")
    assert [term.printed for term in worked.terms] == ["126万元", "420户"]
    assert worked.names == ("《甲》",)


@pytest.mark.parametrize("formula", ["", "1元 /", "(1元", "1元 + )", "1元 / 0", "1元 2元", "import os", "1元 ** 2元", "((((" * 2000, "9" * 40 + "元 / 0户", "1元;2元"])
def test_what_is_no_sum_is_told_and_never_raises_otherwise(formula: str) -> None:
    with pytest.raises(DerivationError):
        derivation(formula)


def test_an_answer_shows_a_sum_by_its_word_and_its_figures() -> None:
    terms = derivation("126万元 / 420户").terms
    assert shows("按126万元、420户推算,户均3000元。", terms)
    assert not shows("户均3000元(126万元、420户)。", terms)
    assert not shows("按126万元推算,户均3000元。", terms)
