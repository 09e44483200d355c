"""The lexicon: which words mean the same, and what kind of thing they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

#: What a concept may be. The first group must be explained by an entry that answers a question naming it.
KINDS = ("subject", "metric", "population", "procedure", "personal", "opinion", "request", "place", "word", "colour")

#: The concept of denial (没, 未, 不曾).
NOT = "没有"
#: The metrics of how much something rose or fell.
_CHANGES = frozenset(("增幅", "降幅"))
_HOW_MANY = ("好多", "几多", "好些", "好几", "多少个")
#: Measures that never follow 个: 多少个项 and 多少个批 are the start of 项目 and 批复.
_MEASURES = frozenset("项批次台辆套件条栋间座处所家种类笔宗份支只头棵张口盏元块")


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
        """Each word's concept, the ways of saying 多少 made one: 好些户 and 几多户 are 多少户."""
        ranked = sorted(self.concepts.values(), key=lambda concept: concept.kind != "place")  # the last one holds: a thing (桃园) beats a place of that name
        out = {word: concept for concept in ranked for word in (*concept.words, concept.name)}
        for word, concept in [(word, concept) for word, concept in out.items() if word.startswith("多少") and len(word) > 2]:
            for spoken in _HOW_MANY if word[2:] not in _MEASURES else _HOW_MANY[:-1]:
                out.setdefault(spoken + word[2:], concept)
        return out

    @cached_property
    def changes(self) -> frozenset[str]:
        """The metrics of a change (增幅, 降幅), with all that are narrower (增长率)."""
        return frozenset(concept.name for concept in self.concepts.values() if not _CHANGES.isdisjoint((concept.name, *self.ancestors(concept.name))))

    @cached_property
    def denials(self) -> frozenset[str]:
        """The concept of denial and all its words."""
        return frozenset((NOT, *(self.concepts[NOT].words if NOT in self.concepts else ())))

    @cached_property
    def by_unit(self) -> dict[str, str]:
        """The name of the plain metric that a unit measures (元 → 金额, not 工资): of those with the unit, the one with the most units."""
        ranked = sorted(self.concepts.values(), key=lambda concept: len(concept.units))
        return {unit: concept.name for concept in ranked for unit in concept.units if not any(unit in self._units_of(wider) for wider in self.ancestors(concept.name))}

    def _units_of(self, name: str) -> tuple[str, ...]:
        return self.concepts[name].units if name in self.concepts else ()

    @cached_property
    def quantities(self) -> frozenset[str]:
        """All metrics that are measured in units, and all that are wider than one (数量)."""
        measured = [concept.name for concept in self.concepts.values() if concept.units]
        return frozenset(measured).union(*(self.ancestors(name) for name in measured))

    def is_quantity(self, name: str) -> bool:
        """True for a metric that asks how much or how many, however loosely (总数, 个数)."""
        return not self.quantities.isdisjoint((name, *self.ancestors(name)))

    def meant_by(self, asked: str) -> frozenset[str]:
        """The metrics that answer an asked one: itself, and for a loose one (总数) also those wider than it."""
        concept = self.concepts.get(asked)
        return frozenset((asked, *self.ancestors(asked))) if concept is None or concept.loose else frozenset((asked,))

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
