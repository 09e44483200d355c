"""A page: one self-contained HTML file that staff can mail, read on a phone and print.

It asks the network for nothing (its own security policy forbids it) and says all it says without its script, which only filters. What is not
`Markup` is escaped.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

#: A longer title stands above its bar, not beside it.
_SHORT = 12
_STYLE = Path(__file__).with_name("page.css").read_text("utf-8")
_SCRIPT = Path(__file__).with_name("page.js").read_text("utf-8")


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


@dataclass(frozen=True)
class Part:
    """One part of a bar: its legend, how much of the width it takes (0 to 1), its tone (a class of the style sheet), and its size in words ("": its share in per cent)."""

    title: str
    share: float
    tone: str
    words: str = ""

    @property
    def told(self) -> str:
        """Its size as people read it."""
        return self.words or percent(self.share)


@dataclass(frozen=True)
class Bar:
    """One bar of a plot: what it is of, how many that are, and its parts, the first of which is told beside it."""

    title: str
    count: int
    parts: tuple[Part, ...]


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """An element. `class_` is the attribute class, `data_x` is data-x; an attribute that is "" is left out."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{told}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Markup:
    """Texts and markup one after the other; the texts are escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> Markup:
    """A table whose first column names the rows; it scrolls on its own where it is too wide."""
    titles = tag("tr", *(tag("th", title, scope="col") for title in head))
    body = (tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in cells)) for first, *cells in rows)
    whole = tag("table", tag("caption", caption), tag("thead", titles), tag("tbody", *body))
    return tag("div", whole, class_="scroll", role="region", tabindex="0", aria_label=caption)


def folded(summary: str, *inside: str, **attributes: str) -> Markup:
    """What is shown when the summary is touched, and always in print."""
    return tag("details", tag("summary", summary), *inside, **attributes)


def percent(share: float) -> str:
    """A share (0 to 1) as people read it."""
    return f"{share:.1%}"


def bars(rows: Sequence[Bar], caption: str, counted: str) -> Markup:
    """A plot of stacked bars, each part also told in words, and the same numbers as a table behind it. `counted` is the head of its column of counts."""
    if not rows:
        return tag("p", "没有可以画的。")
    parts = rows[0].parts
    legend = tag("ul", *(tag("li", Markup(f'<i class="{part.tone}"></i>'), part.title) for part in parts), class_="legend", aria_hidden="true")
    long = any(len(row.title) > _SHORT for row in rows)
    plot = tag("ul", *(_bar(row) for row in rows), class_="bars long" if long else "bars")
    numbers = table(
        ("", counted, *(part.title for part in parts)),
        ((row.title, str(row.count), *(part.told for part in row.parts)) for row in rows),
        caption,
    )
    return joined(legend, plot, folded("数字表", numbers))


def _bar(row: Bar) -> Markup:
    told = ",".join(f"{part.title} {part.told}" for part in row.parts if part.share)
    drawn, at = [], 0.0
    for part in row.parts:
        drawn.append(f'<rect class="{part.tone}" x="{at * 100:.2f}" y="0" width="{part.share * 100:.2f}" height="10"/>')
        at += part.share
    picture = Markup(f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(f"{row.title}:{told}")}">{"".join(drawn)}</svg>')
    first = row.parts[0]
    return tag("li", tag("b", row.title), tag("span", f"{row.count}", class_="count"), picture, tag("span", first.told, class_="share"))


def page(title: str, facts: Iterable[tuple[str, str]], sections: Sequence[tuple[str, Markup]]) -> str:
    """The whole page: its title, the facts on what it is of, and its sections, each with its heading."""
    about = tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts))
    ways = tag("nav", *(tag("a", heading, href=f"#s{number}") for number, (heading, _) in enumerate(sections, 1)), aria_label="目录")
    body = (tag("section", tag("h2", heading, id=f"s{number}"), inside) for number, (heading, inside) in enumerate(sections, 1))
    digest = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    head = (
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("title", title),
        tag("style", Markup(_STYLE)),
    )
    shown = tag("body", tag("header", tag("h1", title), about, ways), tag("main", *body), tag("script", Markup(_SCRIPT)))
    return "<!doctype html>\n" + tag("html", tag("head", *head), shown, lang="zh-CN") + "\n"


def filters(choices: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]) -> Markup:
    """Controls that hide the `.item`s that do not fit. Each choice is a name (`data-NAME` of the items), a label, and values with what they are called.

    They appear only where the script runs. A `.group` with no item that fits is hidden with its items.
    """
    picks = (
        tag(
            "label",
            label,
            tag("select", Markup('<option value="">全部</option>'), *(tag("option", called, value=value) for value, called in values), data_by=name),
        )
        for name, label, values in choices
    )
    words = tag("label", "含有的字", Markup('<input type="search" data-by="text">'))
    return tag("form", *picks, words, Markup('<output aria-live="polite"></output>'), class_="filters", hidden="hidden")


__all__ = ["Bar", "Markup", "Part", "bars", "filters", "folded", "joined", "page", "percent", "table", "tag"]
