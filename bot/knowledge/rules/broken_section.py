"""An entry says in which section of its report it stands.

每条都要写明在报告的哪一节。section 要是 report.yaml 的 outline 里的一个 key;写在文件开头就管整个文件,
写在一条里只管这一条。report.yaml 没有列 outline 的,可以不写。

Good:

    section: "1.1"
    entries:
      - {id: library-open, question: 图书馆开了吗?, answer: 图书馆已经开放。}

Bad:

    section: "11"
    entries:
      - {id: library-open, question: 图书馆开了吗?, answer: 图书馆已经开放。}
"""

from collections.abc import Iterator

from bot.knowledge.document import Document
from bot.knowledge.entry import Entry
from bot.knowledge.loading import Loaded, Placed
from bot.knowledge.problem import Problem

ID = "broken-section"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Sections that the outline does not have, once for a whole file's, and files with entries that have none."""
    outlines = {placed.thing.id: [section.key for section in placed.thing.outline] for placed in loaded.reports}
    files: dict[str, tuple[Document, list[Placed[Entry]]]] = {}
    for placed in loaded.entries:
        files.setdefault(placed.document.path, (placed.document, []))[1].append(placed)
    for document, entries in files.values():
        keys = outlines.get(entries[0].thing.report)
        if not keys:
            continue
        wanted = f"只能是 report.yaml 的 outline 里的:{' '.join(keys)}"
        common = document.data.get("section")
        if isinstance(common, str) and common.strip() not in keys:
            yield document.problem(("section",), f"没有“{common}”这一节,{wanted}", ID)
        for placed in entries:
            inside = (*placed.location, "section")
            if inside in document.marks and placed.thing.section not in keys:
                yield placed.problem(("section",), f"没有“{placed.thing.section}”这一节,{wanted}", ID)
        lacking = [placed for placed in entries if not placed.thing.section and "section" not in document.data]
        if lacking:
            count = f"(这个文件里共 {len(lacking)} 条)" if len(lacking) > 1 else ""
            yield lacking[0].problem((), f"没有写 section{count},请写在文件开头或这一条里,{wanted}", ID)
