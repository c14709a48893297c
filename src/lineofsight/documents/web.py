"""Web pages: headings, paragraphs, lists and tables; scripts and what is hidden are left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Colour, Shaded, colour_of, told
from lineofsight.documents.decoding import decode
from lineofsight.documents.model import (
    MAX_COLUMNS,
    Block,
    Cell,
    Heading,
    Paragraph,
    Place,
    Row,
    Table,
)
from lineofsight.errors import UnusableInput

MAX_DEPTH = 200
MAX_SPAN = 5_000
MAX_CELLS = 1_000_000

# Struck words are no longer part of what a page says.
_UNSEEN = frozenset([
    "head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select",
    "textarea", "button", "del", "s", "strike",
])  # fmt: skip
_LINES = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
])  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(?P<colour>[^;]+)", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D+(\d{1,3})\D+(\d{1,3})")
_NAMED = {
    "red": "ff0000", "orange": "ffa500", "yellow": "ffff00", "gold": "ffd700",
    "green": "008000", "lime": "00ff00", "limegreen": "32cd32", "lightgreen": "90ee90",
    "blue": "0000ff", "navy": "000080", "lightblue": "add8e6", "royalblue": "4169e1",
    "grey": "808080", "gray": "808080", "silver": "c0c0c0", "lightgrey": "d3d3d3",
}  # fmt: skip


def read_web(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a web page."""
    return read_markup(decode(data, name), name)


def read_markup(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of ``text``, a web page or a piece of one; tags that were never closed are."""
    page = _Page(name)
    # An HTML parser knows no entities but those of HTML, and this one fetches nothing.
    parser = etree.HTMLParser(target=page, no_network=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnusableInput(
            f"The file {name} is no web page that can be read. Save it again from the browser."
        ) from error
    page.line()
    return tuple(page.blocks)


@dataclass
class _Cell:
    words: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    fill: Colour | None = None


@dataclass
class _Page:
    """Takes the tags and words of a page in their order."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None
    level: int | None = None
    unseen: int = 0
    depth: int = 0
    inner: int = 0
    tables: int = 0
    paragraphs: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnusableInput(f"The file {self.name} is nested far deeper than a plan can be.")
        if self.unseen or tag in _UNSEEN or _is_hidden(attributes):
            self.unseen += 1
            return
        if tag in _LINES:
            self.line()
        if tag == "table":
            self.inner += 1
        elif tag == "br":
            self.data("<br>")
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.item()
        elif tag in _HEADINGS and not self.inner:
            self.level = _HEADINGS[tag]
        elif self.inner > 1 and tag in ("td", "th"):
            self.line()
        elif self.inner == 1 and tag == "tr":
            self.rows.append([])
        elif self.inner == 1 and tag in ("td", "th"):
            self.cell = _cell(attributes)
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(self.cell)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        self.depth -= 1
        if self.unseen:
            self.unseen -= 1
            return
        if tag in _LINES:
            self.line()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in ("td", "th") and self.inner == 1:
            self.cell = None
        elif tag == "table" and self.inner:
            self.inner -= 1
            if not self.inner:
                self.table()

    def data(self, text: str) -> None:
        """Take in words."""
        if not self.unseen:
            (self.cell.words if self.cell else self.words).append(re.sub(r"\s+", " ", text))

    def close(self) -> None:
        """Take in the end of the page."""

    def item(self) -> None:
        """Begin an item of a list with its mark."""
        if self.lists and (count := self.lists[-1]) is not None:
            self.lists[-1] = count + 1
            self.data(f"{count + 1}. ")
        else:
            self.data("\u2022 ")

    def line(self) -> None:
        """End the paragraph at hand; within a cell, its line."""
        if self.cell:
            if self.cell.words:
                self.cell.words.append("<br>")
            return
        text, self.words, level, self.level = _text(self.words), [], self.level, None
        if not text.strip("\u2022 "):
            return
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        if level:
            self.blocks.append(Heading(text.replace("\n", " "), level, place))
        else:
            self.blocks.append(Paragraph(text, place))

    def table(self) -> None:
        """End the table at hand: every cell in its column, whatever spans beside or above it."""
        spread, self.rows, self.cell = _spread(self.rows), [], None
        # A page need not write the empty cells at the end of a row, nor any of an empty row.
        width = max(map(len, spread), default=0)
        if width * len(spread) > MAX_CELLS and width <= MAX_COLUMNS:
            raise UnusableInput(
                f"A table of {self.name} has more than {MAX_CELLS:,} cells. Send the plan alone."
            )
        if width <= MAX_COLUMNS:
            spread = [row + [Shaded("")] * (width - len(row)) for row in spread]
        rows = told(spread)
        if not any(map(any, rows)):
            return
        self.tables += 1
        self.blocks.append(
            Table(
                tuple(
                    Row(
                        tuple(
                            Cell(text, Place(table=self.tables, row=number, column=column))
                            for column, text in enumerate(row, 1)
                        ),
                        Place(table=self.tables, row=number),
                    )
                    for number, row in enumerate(rows, 1)
                ),
                Place(table=self.tables),
            )
        )


def _spread(rows: list[list[_Cell]]) -> list[list[Shaded]]:
    spread: list[list[Shaded]] = []
    # How many more rows each column is taken by a cell above.
    taken: dict[int, int] = {}
    for row in rows:
        out: list[Shaded] = []
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or taken.get(len(out), 0):
            if taken.get(len(out), 0):
                taken[len(out)] -= 1
                out.append(Shaded(""))
            elif cell is not None:
                shaded = Shaded(_text(cell.words), cell.fill)
                for nth in range(cell.columns):
                    taken[len(out)] = cell.rows - 1
                    out.append(Shaded("", cell.fill) if nth else shaded)
                cell = next(cells, None)
            if len(out) > MAX_COLUMNS:
                break
        spread.append(out)
    return spread


def _text(words: list[str]) -> str:
    return clean("".join(words))


def _cell(attributes: Mapping[str, str]) -> _Cell:
    background = _BACKGROUND.search(attributes.get("style", ""))
    colour = background["colour"] if background else attributes.get("bgcolor", "")
    return _Cell(
        columns=min(_whole(attributes.get("colspan")), MAX_COLUMNS + 1),
        rows=min(_whole(attributes.get("rowspan")), MAX_SPAN),
        fill=_colour(colour.strip().lower()),
    )


def _colour(code: str) -> Colour | None:
    if parts := _RGB.match(code):
        red, green, blue = (min(int(part), 255) / 255 for part in parts.groups())
        return red, green, blue
    if len(code) == 4 and code[0] == "#":
        code = "".join(2 * digit for digit in code[1:])
    return colour_of(_NAMED.get(code, code))


def _whole(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 8 else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
