"""Word documents, read from their XML: paragraphs, headings and tables as a reader sees them.

The package python-docx is used where documents are written.  Reading goes to the XML itself,
because what a plan needs of it (tracked changes, merged cells, Word's own numbering) lies below
that package, and because an upload must be measured before it is parsed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Colour, Shaded, colour_of, told
from lineofsight.documents.docx_numbering import Numbering
from lineofsight.documents.model import Block, Cell, Heading, Paragraph, Place, Row, Table
from lineofsight.documents.package import Package
from lineofsight.documents.word import W, value_of
from lineofsight.errors import UnusableInput

# What a reader of the accepted document no longer sees: deletions, and text moved away.
_LEFT_OUT = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "tblPr"}
# Runs that are struck through or hidden say what the plan no longer says.
_UNSAID = ("strike", "dstrike", "vanish")
_OFF = ("0", "false", "off")
# A drawing stands twice in a document: as it is, and for programs that cannot draw it.
_AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a Word document as its reader sees them with every change accepted.

    Words that are deleted, moved away, struck through or hidden are left out, as are comments
    and footnotes; text boxes follow the paragraph that they hang on.
    """
    parts = Package(data, name)
    body = parts.tree("word/document.xml")
    content = body.find(W + "body") if body is not None else None
    if content is None:
        raise UnusableInput(
            f"The file {name} is not a Word document. Save the plan again as .docx."
        )
    reader = _Reader(
        Numbering(parts.tree("word/numbering.xml"), parts.tree("word/styles.xml")),
        _heading_levels(parts.tree("word/styles.xml")),
    )
    reader.read(content)
    return tuple(reader.blocks)


def _heading_levels(styles: ElementTree.Element | None) -> dict[str, int]:
    """Heading level by style id: a style's outline level, its name, or that of its parent."""
    levels: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        key = style.get(W + "styleId", "")
        name = (value_of(style, "name") or "").lower()
        parents[key] = value_of(style, "basedOn") or ""
        outline = value_of(style, "pPr", "outlineLvl")
        if name == "title":
            levels[key] = 1
        elif name.startswith("heading ") and name[8:].isdigit():
            levels[key] = int(name[8:])
        elif outline and outline.isdigit() and int(outline) < 9:
            levels[key] = int(outline) + 1
    for key in parents:
        above, seen = key, set()
        while above and above not in levels and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above in levels:
            levels[key] = levels[above]
    return levels


@dataclass
class _Reader:
    numbering: Numbering
    levels: dict[str, int]
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def read(self, body: ElementTree.Element) -> None:
        for element in _content(body):
            if element.tag == W + "tbl":
                self.table(element)
            else:
                self.paragraph(element)

    def paragraph(self, element: ElementTree.Element) -> None:
        text = clean(self.text(element))
        if text:
            self.line(element, text)
        for box in _boxes(element):
            self.read(box)

    def line(self, element: ElementTree.Element, text: str) -> None:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        level = self.levels.get(value_of(element, "pPr", "pStyle") or "")
        if level:
            self.blocks.append(Heading(text.replace("\n", " "), level, place))
        else:
            self.blocks.append(Paragraph(text, place))

    def table(self, element: ElementTree.Element) -> None:
        self.tables += 1
        shaded: list[list[Shaded]] = []
        for row in _rows(element):
            shaded.append([])
            for cell in _cells(row):
                shaded[-1].append(Shaded(self.cell_text(cell), _fill(cell)))
                # The columns that a wide cell spans stay, empty, so that the others keep theirs.
                shaded[-1] += [Shaded("")] * (_span(cell) - 1)
        rows = tuple(
            Row(
                tuple(
                    Cell(text, Place(table=self.tables, row=number, column=column))
                    for column, text in enumerate(texts, 1)
                ),
                Place(table=self.tables, row=number),
            )
            for number, texts in enumerate(told([row for row in shaded if row]), 1)
        )
        if rows:
            self.blocks.append(Table(rows, Place(table=self.tables)))

    def cell_text(self, cell: ElementTree.Element) -> str:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(W + "val", "continue") == "continue":
            return ""
        return clean("\n".join(self.text(p, in_cell=True) for p in _paragraphs(cell)))

    def text(self, paragraph: ElementTree.Element, *, in_cell: bool = False) -> str:
        label, words = self.numbering.label(paragraph), "".join(_words(paragraph))
        if words.strip():
            return f"{label} {words}"
        # A column of numbers that Word makes itself has nothing else in its cells.
        return label if in_cell and label != "•" else ""


def _content(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _content(child)


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Every paragraph in a cell, also of the tables and text boxes within it."""
    for child in element:
        if child.tag == W + "p":
            yield child
        if child.tag != _AGAIN:
            yield from _paragraphs(child)


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The contents of the text boxes that hang on a paragraph."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag != _AGAIN:
            yield from _boxes(child)


def _fill(cell: ElementTree.Element) -> Colour | None:
    shading = cell.find(f"{W}tcPr/{W}shd")
    return colour_of(shading.get(W + "fill")) if shading is not None else None


def _unsaid(run: ElementTree.Element) -> bool:
    marks = (run.find(f"{W}rPr/{W}{mark}") for mark in _UNSAID)
    return any(mark is not None and mark.get(W + "val") not in _OFF for mark in marks)


def _within(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _within(child, tag)


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (row for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return _within(row, "tc")


def _span(cell: ElementTree.Element) -> int:
    span = value_of(cell, "tcPr", "gridSpan") or "1"
    return min(int(span), 60) if span.isdigit() else 1


def _words(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT or (child.tag == W + "r" and _unsaid(child)):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "br", W + "cr"):
            yield "\n"
        elif child.tag == W + "tab":
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        elif child.tag != W + "p":
            yield from _words(child)
