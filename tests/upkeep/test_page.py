"""A page: escaped, self-contained, and the same in words as in pictures."""

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from bot.upkeep.page import Bar, Markup, Part, bars, filters, folded, joined, page, table, tag
from tests.upkeep.pages import parsed

HOSTILE = "<script>alert('坏')</script>\"'&<img src=x onerror=alert(1)>"


def test_what_is_not_markup_is_escaped() -> None:
    assert tag("p", "<b>&", Markup("<i></i>"), class_='"x"') == '<p class="&quot;x&quot;">&lt;b&gt;&amp;<i></i></p>'
    assert joined("<", Markup("<br>")) == "&lt;<br>"
    assert tag("a", data_by="x", href="") == '<a data-by="x"></a>'


def test_a_page_shows_hostile_text_as_it_is_and_runs_none_of_it() -> None:
    bar = Bar(HOSTILE, 3, (Part("对", 0.25, "right"), Part(HOSTILE, 0.75, "wrong")))
    inside = joined(
        filters([("style", HOSTILE, [(HOSTILE, HOSTILE)])]),
        bars([bar], HOSTILE, HOSTILE),
        folded(HOSTILE, table((HOSTILE,), [(HOSTILE,)], HOSTILE)),
        tag("article", HOSTILE, data_style=HOSTILE),
    )
    found = parsed(page(HOSTILE, [(HOSTILE, HOSTILE)], [(HOSTILE, inside)]))
    assert found.h1 is not None
    assert found.h1.get_text() == HOSTILE
    assert found.article is not None
    assert found.article["data-style"] == HOSTILE
    assert found.option is not None
    assert [each["value"] for each in found.find_all("option")] == ["", HOSTILE]


@given(st.text())
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    found = parsed(page("题", [], [("节", tag("p", text, data_text=text))]))
    paragraph = found.find("p")
    assert paragraph is not None
    assert paragraph.get_text().split() == text.split(), "but for white space"
    assert str(paragraph.get("data-text", "")).split() == text.split()


def test_a_plot_tells_its_parts_in_words_and_in_a_table() -> None:
    found = parsed(page("题", [], [("节", bars([Bar("口语", 8, (Part("对", 0.875, "right"), Part("错", 0.125, "wrong"), Part("没答", 0.0, "silent")))], "按文体", "题数"))]))
    assert found.svg is not None
    assert found.svg["aria-label"] == "口语:对 87.5%,错 12.5%"
    assert [each["width"] for each in found.svg.find_all("rect")] == ["87.50", "12.50", "0.00"]
    assert [each["x"] for each in found.svg.find_all("rect")] == ["0.00", "87.50", "100.00"]
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in found.find_all("tr")]
    assert rows == [["", "题数", "对", "错", "没答"], ["口语", "8", "87.5%", "12.5%", "0.0%"]]


def test_a_plot_of_nothing_says_so() -> None:
    assert "没有可以画的" in bars([], "按文体", "题数")


def test_its_policy_lets_only_its_own_script_run() -> None:
    found = parsed(page("题", [], []))
    assert found.script is not None
    digest = base64.b64encode(hashlib.sha256(found.script.get_text().encode()).digest()).decode()
    policy = found.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).endswith(f"script-src 'sha256-{digest}'")
