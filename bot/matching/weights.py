"""The weights of the evidence and the thresholds of the decision, as `bot calibrate` found them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.matching.ranking import FEATURES


@dataclass(frozen=True)
class Weights:
    """One weight a feature, for candidates and for the alternative that the report does not say.

    The probability that candidate i is meant is `exp(s_i - n_i) / (1 + sum_j exp(s_j - n_j))` with `s_i` the weighted sum of its features and `n_i`
    of the query's own (`SILENT`): a conditional logit in which silence is one of the choices. How much a likeness tells depends on how many
    phrasings there were to resemble: these weights are for entries with `FULL` phrasings and more, `bare` for those with one, and an entry
    between is weighed between the two.
    """

    candidate: tuple[float, ...]
    silent: tuple[float, ...]
    answer: float
    choice: float
    margin: float
    rival: float = 0.4
    bare: "Weights | None" = None
    _between: dict[float, "Weights"] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Weights":
        """The weights in the form of weights.json."""
        candidate, silent = tuple(data["candidate"].get(name, 0.0) for name in FEATURES), tuple(data["silent"].get(name, 0.0) for name in SILENT)
        answer, choice, margin, rival = (float(data["thresholds"][name]) for name in ("answer", "choice", "margin", "rival"))
        return cls(candidate, silent, answer, choice, margin, rival, cls.of(data["bare"]) if "bare" in data else None)

    def at(self, bareness: float) -> "Weights":
        """The weights and thresholds for a bareness from 0 to 1 (`Index.bareness`)."""
        bare = self.bare
        if bare is None or not bareness:
            return self
        if bareness not in self._between:

            def mixed(one: float, other: float) -> float:
                return one + bareness * (other - one)

            self._between[bareness] = Weights(
                tuple(map(mixed, self.candidate, bare.candidate)),
                tuple(map(mixed, self.silent, bare.silent)),
                mixed(self.answer, bare.answer),
                mixed(self.choice, bare.choice),
                mixed(self.margin, bare.margin),
                mixed(self.rival, bare.rival),
            )
        return self._between[bareness]

    def deciding(self, bareness: float) -> "Weights":
        """The same weights with the thresholds for knowledge of a mean bareness."""
        bars = self.at(bareness)
        return replace(self, answer=bars.answer, choice=bars.choice, margin=bars.margin, rival=bars.rival)


#: What speaks for silence whatever the candidates: always 1; weight of units that no entry has (tens); scoped ones of them (count); length in tens of characters.
SILENT = ("bias", "unseen", "unseen_scoped", "length")


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The calibrated weights that ship beside this file."""
    return Weights.of(json.loads(Path(__file__).with_name("weights.json").read_text("utf-8")))
