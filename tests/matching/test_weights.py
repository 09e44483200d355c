"""The calibrated weights that ship: one for each part of the evidence, none for what is no evidence any more."""

import json
import math
from pathlib import Path

from bot.matching import weights as module
from bot.matching.ranking import FEATURES
from bot.matching.weights import SILENT, weights

DATA = json.loads(Path(module.__file__).with_name("weights.json").read_text("utf-8"))


def test_every_part_of_the_evidence_has_a_weight_and_every_weight_a_part() -> None:
    assert list(DATA["candidate"]) == list(FEATURES)
    assert list(DATA["silent"]) == list(SILENT)


def test_they_are_finite_and_the_thresholds_are_probabilities() -> None:
    found = weights()
    assert all(math.isfinite(value) for value in (*found.candidate, *found.silent))
    assert all(0 < bar < 1 for bar in (found.answer, found.choice, found.margin))


def test_what_is_missed_never_speaks_for_an_entry() -> None:
    assert all(DATA["candidate"][name] <= 0 for name in ("missed_subject", "missed_asked"))
