"""The outline: the report's headings, topics and questions as a tree to walk by buttons."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from bot.answering.reply import Option
from bot.chat.keyboards import digest
from bot.knowledge.entry import Entry
from bot.knowledge.folder import Knowledge
from bot.knowledge.report import Report


@dataclass(frozen=True)
class Node:
    """One heading: what is below it, or the questions of a topic. `name` stands in callback data."""

    name: str
    title: str
    above: str = ""
    below: tuple["Node", ...] = ()
    questions: tuple[Option, ...] = ()
    report: str = ""
    topic: str = ""


class Outline:
    """The tree of all reports. A heading with one thing below it is passed over; known unknowns are not in it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        reports = [_report(report, [entry for entry in knowledge.entries if entry.report == report.id and entry.is_fact]) for report in knowledge.reports]
        reports = [report for report in reports if report.below or report.questions]
        root = reports[0] if len(reports) == 1 else Node("", "", below=tuple(reports))
        self.root = _named(_thin(root), "")

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its name in callback data; the root's is ""."""
        out: dict[str, Node] = {}

        def walk(node: Node) -> None:
            out[node.name] = node
            for one in node.below:
                walk(one)

        walk(self.root)
        return out


def _report(report: Report, entries: list[Entry]) -> Node:
    """Chapters, their sections, the sections' topics. Sections whose titles begin alike up to a space are one chapter (一、… (一)…)."""
    chapters: dict[str, list[tuple[str, Node]]] = defaultdict(list)
    by_section: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_section[entry.section].append(entry)
    order = [section.key for section in report.outline]
    for key in sorted(by_section, key=lambda one: (order.index(one) if one in order else len(order), one)):
        head, _, rest = report.heading(key).partition(" ")
        chapters[head].append((rest, _section(report, key, report.heading(key), by_section[key])))
    below = []
    for head, sections in chapters.items():
        if len(sections) == 1:
            below.append(sections[0][1])
        else:
            parts = tuple(Node(node.name, rest or node.title, below=node.below, questions=node.questions, report=report.id, topic=node.topic) for rest, node in sections)
            below.append(Node(digest(report.id, "chapter", head), head, below=parts, report=report.id))
    return Node(digest(report.id), report.title, below=tuple(below), report=report.id)


def _section(report: Report, key: str, title: str, entries: list[Entry]) -> Node:
    topics: dict[str, list[Option]] = defaultdict(list)
    for entry in entries:
        topics[entry.topic].append(Option(entry.id, entry.question))
    below = tuple(Node(topic_name(report.id, topic), topic or title, questions=tuple(asks), report=report.id, topic=topic) for topic, asks in topics.items())
    return Node(digest(report.id, "section", key), title, below=below, report=report.id)


def topic_name(report: str, topic: str) -> str:
    """The name of a topic in callback data."""
    return digest(report, "topic", topic)


def _thin(node: Node) -> Node:
    below = tuple(_thin(one) for one in node.below)
    if len(below) == 1:
        only = below[0]
        return Node(only.name, node.title or only.title, below=only.below, questions=only.questions, report=only.report, topic=only.topic)
    return Node(node.name, node.title, below=below, questions=node.questions, report=node.report, topic=node.topic)


def _named(root: Node, name: str) -> Node:
    """The tree with the root's name as given, each node knowing the one above it, and no name twice."""
    seen: set[str] = set()

    def place(node: Node, name: str, above: str) -> Node:
        while name in seen:
            name = digest(name, above)
        seen.add(name)
        below = tuple(place(one, one.name, name) for one in node.below)
        return Node(name, node.title, above, below, node.questions, node.report, node.topic)

    return place(root, name, "")


def first_questions(knowledge: Knowledge, wanted: str, most: int = 6) -> tuple[Option, ...]:
    """Good first questions, of the newest report: those whose ids are wanted, then one with a figure out of each topic in turn."""
    facts = {entry.id: entry for entry in knowledge.entries if entry.is_fact and entry.report == knowledge.reports[0].id}
    chosen = [facts[id] for id in wanted.split() if id in facts]
    topics = {entry.topic for entry in chosen}
    for entry in facts.values():
        if entry.figures and entry.topic not in topics:
            topics.add(entry.topic)
            chosen.append(entry)
    chosen += [entry for entry in facts.values() if entry not in chosen][: max(0, most - len(chosen))]
    return tuple(Option(entry.id, entry.question) for entry in chosen[:most])
