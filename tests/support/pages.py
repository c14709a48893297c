"""A checker for pages of ours: what every page must be, told as a list of faults."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

_VOID = {"meta", "link", "br", "hr", "img", "input", "col"}
_ADDRESS = re.compile(r"(?:https?:)?//|url\(|@import", re.I)
_XML_NAMES = {"http://www.w3.org/2000/svg"}


@dataclass
class Page(HTMLParser):
    """A parsed page: its text, headings, ids, links and everything wrong with it."""

    faults: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    named_by: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    title: str = ""
    text: str = ""
    language: str | None = None
    _open: list[str] = field(default_factory=list)
    _tables: list[bool] = field(default_factory=list)
    _drawings: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._check_attributes(tag, given)
        if tag in ("script", "iframe", "object", "embed", "link", "base", "form"):
            self.faults.append(f"<{tag}> has no place here")
        if tag == "html":
            self.language = given.get("lang")
        if tag in ("header", "main", "footer", "nav"):
            self.landmarks.append(tag)
        if tag == "table":
            self._tables.append(False)
        if tag == "caption" and self._tables:
            self._tables[-1] = True
        if tag == "th" and given.get("scope") not in ("row", "col"):
            self.faults.append("a <th> without scope")
        if tag == "img" and not given.get("alt"):
            self.faults.append("an <img> without alt")
        if tag == "svg" and not (given.get("role") == "img" and given.get("aria-labelledby")):
            self.faults.append("an <svg> without role and name")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag in ("td", "th", "dt", "dd", "li", "p"):
            self.text += " "
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_attributes(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:] or 'nothing'}")
            return
        self._open.pop()
        if tag == "table" and not self._tables.pop():
            self.faults.append("a table without a caption")

    def handle_data(self, data: str) -> None:
        where = self._open[-1] if self._open else ""
        if where == "style":
            if _ADDRESS.search(data):
                self.faults.append("the styles name an outside address")
            return
        if where == "title" and "svg" not in self._open:
            self.title += data
            return
        self.text += data
        for tag in reversed(self._open):
            if re.fullmatch("h[1-6]", tag):
                level, so_far = self.headings[-1]
                self.headings[-1] = (level, so_far + data)

    def _check_attributes(self, tag: str, given: dict[str, str]) -> None:
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        self.named_by += given.get("aria-labelledby", "").split()
        for name, value in given.items():
            if name.startswith("on"):
                self.faults.append(f"<{tag} {name}> runs a script")
            if name in ("src", "href", "style") and _ADDRESS.search(value):
                self.faults.append(f"<{tag} {name}> names an outside address")
            if name == "xmlns" and value not in _XML_NAMES:
                self.faults.append(f"<{tag}> has an unknown namespace")


def read_page(html: str) -> Page:
    """Parse a page and gather its faults."""
    page = Page()
    page.feed(html)
    page.close()
    faults = page.faults
    if not html.startswith("<!DOCTYPE html>"):
        faults.append("no doctype")
    if page._open:
        faults.append(f"left open: {page._open}")
    if page.language != "en-GB":
        faults.append("the page does not say its language")
    if len(page.ids) != len(set(page.ids)):
        faults.append(f"ids twice: {sorted({i for i in page.ids if page.ids.count(i) > 1})}")
    faults += [f"link to nowhere: {link}" for link in page.links if link[1:] not in page.ids]
    faults += [f"named by nothing: {name}" for name in page.named_by if name not in page.ids]
    levels = [level for level, _ in page.headings]
    if levels.count(1) != 1 or levels[:1] != [1]:
        faults.append("not one h1 that comes first")
    elif not page.title.startswith(page.headings[0][1]):
        faults.append("the title does not begin as the heading does")
    pairs = pairwise(levels)
    faults += [f"a heading skips from {a} to {b}" for a, b in pairs if b > a + 1]
    faults += [f"an empty heading of level {level}" for level, text in page.headings if not text]
    if sorted(set(page.landmarks)) != ["footer", "header", "main", "nav"]:
        faults.append(f"landmarks: {page.landmarks}")
    return page
