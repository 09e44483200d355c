"""The calibrated weights that ship: one for each part of the evidence, none for what is no evidence any more."""

import json
import math
from pathlib import Path

import pytest

from bot.matching import weights as module
from bot.matching.ranking import FEATURES
from bot.matching.weights import SILENT, weights

DATA = json.loads(Path(module.__file__).with_name("weights.json").read_text("utf-8"))


def test_every_part_of_the_evidence_has_a_weight_and_every_weight_a_part() -> None:
    for data in (DATA, DATA["bare"]):
        assert list(data["candidate"]) == list(FEATURES)
        assert list(data["silent"]) == list(SILENT)


def test_they_are_finite_and_the_thresholds_are_probabilities() -> None:
    for found in (weights(), weights().at(1.0), weights().at(0.5)):
        assert all(math.isfinite(value) for value in (*found.candidate, *found.silent))
        assert all(0 < bar < 1 for bar in (found.answer, found.choice, found.margin, found.rival))


def test_between_full_and_bare_entries_every_weight_lies_between() -> None:
    full, bare = weights().at(0.0), weights().at(1.0)
    assert full is weights()
    assert bare.candidate == pytest.approx(full.bare.candidate if full.bare else ())
    for share in (0.25, 0.75):
        mixed = full.at(share)
        assert mixed.candidate == pytest.approx([one + share * (other - one) for one, other in zip(full.candidate, bare.candidate, strict=True)])
        assert full.deciding(share).answer == mixed.answer
        assert full.deciding(share).candidate == full.candidate


def test_what_is_spelled_alike_tells_of_bare_entries_only() -> None:
    for name in ("letters_asked", "letters_named", "spelled"):
        assert DATA["candidate"][name] == 0 < DATA["bare"]["candidate"][name]


def test_what_is_missed_never_speaks_for_an_entry() -> None:
    assert all(DATA["candidate"][name] <= 0 for name in ("missed_subject", "missed_asked"))
