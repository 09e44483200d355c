"""What holds of every page that we write: it parses, asks the network for nothing, and speaks without pictures."""

import re

from bs4 import BeautifulSoup

#: Attributes that fetch, and elements that do nothing else.
_FETCHING = ("src", "srcset", "href", "xlink:href", "action", "formaction", "poster", "data", "background", "ping")
_EXTERNAL = ["link", "iframe", "object", "embed", "img", "base", "audio", "video", "source", "use", "image"]


def parsed(html: str) -> BeautifulSoup:
    """The page, once it is seen to be self-contained, in Chinese, fit for a phone, and told in words where it draws."""
    page = BeautifulSoup(html, "html.parser")
    assert html.startswith("<!doctype html>\n")
    assert page.html is not None
    assert page.html["lang"] == "zh-CN"
    assert [each.get_text() for each in page.find_all("h1")] == [each.get_text() for each in page.find_all("title")]
    assert page.find("meta", attrs={"name": "viewport", "content": "width=device-width, initial-scale=1"})
    assert not page.find_all(_EXTERNAL)
    for element in page.find_all(True):
        for name in _FETCHING:
            assert str(element.get(name, "#")).startswith("#"), element
        assert not [name for name in element.attrs if name.startswith("on")], element
    style = "".join(each.get_text() for each in page.find_all("style"))
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "prefers-color-scheme" in style
    assert "@media print" in style
    assert len(page.find_all("script")) == 1
    policy = str(page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"])  # type: ignore[index]
    assert policy.startswith("default-src 'none';")
    for drawing in page.find_all("svg"):
        assert drawing["role"] == "img"
        assert drawing["aria-label"]
    for link in page.find_all("a"):
        assert page.find(id=str(link["href"]).removeprefix("#")), link
    assert _well_formed(html)
    return page


def _well_formed(html: str) -> bool:
    """True when every element is closed where it should be: parsing and printing change nothing but how characters are escaped."""
    void = {"meta", "input"}
    opened: list[str] = []
    bare = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    for closing, name, own in re.findall(r"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(/?)>", bare):
        if closing:
            assert opened, name
            assert opened.pop() == name
        elif name not in void and not own:
            opened.append(name)
    return not opened
