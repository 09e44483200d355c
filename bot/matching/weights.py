"""The weights of the evidence and the thresholds of the decision, as `bot calibrate` found them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.matching.ranking import FEATURES


@dataclass(frozen=True)
class Weights:
    """One weight a feature, for candidates and for the alternative that the report does not say.

    The probability that candidate i is meant is `exp(s_i) / (exp(n) + sum_j exp(s_j))` with `s` the weighted sum of its features and `n` of the
    query's own (`SILENT`): a conditional logit in which silence is one of the choices.
    """

    candidate: tuple[float, ...]
    silent: tuple[float, ...]
    answer: float
    choice: float
    margin: float
    rival: float = 0.4


#: What speaks for silence whatever the candidates: always 1; weight of units that no entry has (tens); scoped ones of them (count); length in tens of characters.
SILENT = ("bias", "unseen", "unseen_scoped", "length")


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The calibrated weights that ship beside this file."""
    data = json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))
    return Weights(
        tuple(data["candidate"].get(name, 0.0) for name in FEATURES),
        tuple(data["silent"].get(name, 0.0) for name in SILENT),
        data["thresholds"]["answer"],
        data["thresholds"]["choice"],
        data["thresholds"]["margin"],
        data["thresholds"].get("rival", 0.4),
    )
