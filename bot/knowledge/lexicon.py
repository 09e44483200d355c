"""The lexicon: which words mean the same, and what kind of thing they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

#: What a concept may be. The first group must be explained by an entry that answers a question naming it.
KINDS = ("subject", "metric", "population", "procedure", "personal", "opinion", "request", "place", "word", "colour")


@dataclass(frozen=True)
class Concept:
    """A meaning with all its words.

    `kind` is one of `KINDS`: `colour` words carry nothing, `word` is an ordinary word with its synonyms, the others name what is asked
    for. `units` are the units of a metric, which is `loose` when other units answer it too (几个); `broader` names wider concepts (生活补贴 → 残疾人补贴).
    """

    name: str
    kind: str
    words: tuple[str, ...]
    units: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    loose: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All concepts, by name."""

    concepts: Mapping[str, Concept]

    @cached_property
    def by_word(self) -> dict[str, Concept]:
        """Each word's concept."""
        ranked = sorted(self.concepts.values(), key=lambda concept: concept.kind != "place")  # the last one holds: a thing (桃园) beats a place of that name
        return {word: concept for concept in ranked for word in (*concept.words, concept.name)}

    @cached_property
    def by_unit(self) -> dict[str, tuple[str, ...]]:
        """The names of the metrics that a unit answers (元 → 金额)."""
        out: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            for unit in concept.units:
                out.setdefault(unit, []).append(concept.name)
        return {unit: tuple(names) for unit, names in out.items()}

    def ancestors(self, name: str) -> tuple[str, ...]:
        """All concepts wider than `name`, nearest first."""
        out: list[str] = []
        queue = [name]
        while queue:
            concept = self.concepts.get(queue.pop(0))
            for wider in concept.broader if concept else ():
                if wider not in out and wider != name:
                    out.append(wider)
                    queue.append(wider)
        return tuple(out)
