"""Word documents, read from their XML: paragraphs, headings and tables as a reader sees them.

The package python-docx is used where documents are written.  Reading goes to the XML itself,
because what a plan needs of it (tracked changes, merged cells, Word's own numbering) lies below
that package, and because an upload must be measured before it is parsed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.etree import ElementTree

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Shaded, colour_of, told
from lineofsight.documents.docx_numbering import Numbering
from lineofsight.documents.docx_rows import CellRead, Standing
from lineofsight.documents.docx_runs import AGAIN, Runs, Said, deletions
from lineofsight.documents.model import (
    MAX_COLUMNS,
    MAX_TABLES,
    Aside,
    Block,
    Cell,
    Document,
    Heading,
    LeftOut,
    Paragraph,
    Place,
    Row,
    Table,
)
from lineofsight.documents.package import Package
from lineofsight.documents.word import W, value_of
from lineofsight.errors import UnusableInput

_FIRST_WORDS = 12
_MAX_SPAN = 60
# A short line that is all bold is a heading, below any that the document marks.
_BOLD_LEVEL = 7
_TITLE_WORDS = 12
_OFF = ("0", "false", "off")


def read_docx(data: bytes, name: str) -> Document:
    """A Word document as its reader sees it with every change accepted.

    Words that are deleted, moved away, struck through or hidden are left out, and so are
    comments, footnotes and the text boxes that lie among the tables; all but footnotes and words
    moved away are told in ``left_out``.  A text box before the first table belongs to the cover,
    and one that holds a table is read for it: each follows the paragraph that it hangs on.
    """
    parts = Package(data, name)
    tree = parts.tree("word/document.xml")
    content = tree.find(W + "body") if tree is not None else None
    if content is None:
        raise UnusableInput(
            f"The file {name} is not a Word document. Save the plan again as .docx."
        )
    styles = parts.tree("word/styles.xml")
    reader = _Reader(
        name,
        Numbering(parts.tree("word/numbering.xml"), styles),
        Runs(styles),
        _heading_levels(styles),
    )
    reader.read(content)
    reader.count("deleted", deletions(content))
    comments = parts.tree("word/comments.xml")
    reader.count("comments", list(comments.iter(W + "comment")) if comments is not None else [])
    reader.count("boxes", reader.boxes)
    return Document(name, tuple(reader.blocks), tuple(reader.left_out))


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
    name: str
    numbering: Numbering
    runs: Runs
    levels: dict[str, int]
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    boxes: list[ElementTree.Element] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def read(self, body: ElementTree.Element) -> None:
        for element in _content(body):
            if element.tag == W + "tbl":
                self.table(element)
            else:
                self.paragraph(element)

    def paragraph(self, element: ElementTree.Element) -> None:
        said = self.said(element)
        text = clean(said.text)
        if text or said.struck or said.hidden:
            self.paragraphs += 1
            self.tell(said, Place(paragraph=self.paragraphs))
        if text:
            self.line(element, text)
        for box in _boxes(element):
            if self.tables and box.find(f".//{W}tbl") is None:
                self.boxes.append(box)
            else:
                self.read(box)

    def line(self, element: ElementTree.Element, text: str) -> None:
        place = Place(paragraph=self.paragraphs)
        level = self.levels.get(value_of(element, "pPr", "pStyle") or "")
        level = level or (_BOLD_LEVEL if _is_bold_title(element, text) else None)
        if level:
            self.blocks.append(Heading(text.replace("\n", " "), level, place))
        else:
            self.blocks.append(Paragraph(text, place))

    def table(self, element: ElementTree.Element) -> None:
        self.tables += 1
        if self.tables > MAX_TABLES:
            raise UnusableInput(
                f"The file {self.name} has more than {MAX_TABLES:,} tables. Send the plan alone."
            )
        # Tables in cells and boxes are counted where they stand.
        number = self.tables
        numbers: list[int] = []
        shaded: list[list[Shaded]] = []
        standing = Standing()
        for at, row in enumerate(filter(_has_cells, _rows(element)), 1):
            # One cell more than a row can have is enough to refuse it.
            cells = [self.cell(cell) for cell in islice(_within(row, "tc"), MAX_COLUMNS + 1)]
            left = standing.of(cells)
            if left is None:
                words = " ".join(cell.said.struck for cell in cells)
                self.leave("withdrawn", words, Place(table=number, row=at))
                continue
            column = 1
            for cell in cells:
                self.tell(cell.said, Place(table=number, row=at, column=column))
                column += cell.span
            numbers.append(at)
            shaded.append(left[: MAX_COLUMNS + 1])
        rows = tuple(
            Row(
                tuple(
                    Cell(text, Place(table=number, row=at, column=column))
                    for column, text in enumerate(texts, 1)
                ),
                Place(table=number, row=at),
            )
            for at, texts in zip(numbers, told(shaded), strict=True)
        )
        if rows:
            self.blocks.append(Table(rows, Place(table=number)))

    def cell(self, cell: ElementTree.Element) -> CellRead:
        shading = cell.find(f"{W}tcPr/{W}shd")
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        read = CellRead(
            Said(),
            colour_of(shading.get(W + "fill")) if shading is not None else None,
            _span(cell),
            None if merged is None else merged.get(W + "val", "continue"),
        )
        if read.goes_on:
            return read
        for paragraph in _paragraphs(cell):
            read.said.add(self.said(paragraph, in_cell=True))
        self.boxes += _boxes(cell)
        return read

    def said(self, paragraph: ElementTree.Element, *, in_cell: bool = False) -> Said:
        label, said = self.numbering.label(paragraph), self.runs.said(paragraph)
        if said.text.strip():
            said.text = f"{label} {said.text}"
        elif in_cell and label != "•" and not said.struck and not said.hidden:
            # A column of numbers that Word makes itself has nothing else in its cells.
            said.text = label
        return said

    def tell(self, said: Said, place: Place) -> None:
        """Keep what is no longer said at ``place``."""
        self.leave("struck", said.struck, place)
        self.leave("hidden", said.hidden, place)

    def count(self, kind: Aside, found: list[ElementTree.Element]) -> None:
        """Keep how many ``found`` have words, and the first words of the first."""
        texts = [text for one in found if (text := _all_words(one))]
        if texts:
            self.leave(kind, texts[0], Place(), len(texts))

    def leave(self, kind: Aside, text: str, place: Place, count: int = 1) -> None:
        words = clean(text).split()
        if words:
            more = "…" if len(words) > _FIRST_WORDS else ""
            first = " ".join(words[:_FIRST_WORDS]) + more
            self.left_out.append(LeftOut(kind, first, place, count))


def _content(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _content(child)


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Every paragraph in a cell, also of the tables within it."""
    for child in element:
        if child.tag == W + "p":
            yield child
        if child.tag not in (AGAIN, W + "txbxContent"):
            yield from _paragraphs(child)


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The contents of the text boxes that hang on a paragraph, or on those of a cell."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag != AGAIN:
            yield from _boxes(child)


def _within(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _within(child, tag)


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (row for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None)


def _has_cells(row: ElementTree.Element) -> bool:
    return next(_within(row, "tc"), None) is not None


def _span(cell: ElementTree.Element) -> int:
    span = value_of(cell, "tcPr", "gridSpan") or "1"
    return max(1, min(int(span), _MAX_SPAN)) if span.isdecimal() and len(span) < 6 else 1


def _all_words(element: ElementTree.Element) -> str:
    parts = (e.text or "" for e in element.iter() if e.tag in (W + "t", W + "delText"))
    return "".join(parts).strip()


def _is_bold_title(paragraph: ElementTree.Element, text: str) -> bool:
    """Whether a paragraph is one short line in bold, without the stop of a sentence."""
    if "\n" in text or len(text.split()) > _TITLE_WORDS or text[-1] in ".;:,":
        return False
    runs = [run for run in paragraph.iter(W + "r") if _all_words(run)]
    return bool(runs) and all(_is_bold(run) for run in runs) and not _label(text)


def _label(text: str) -> bool:
    """Whether a line is a label and what it says ("Lead: Jo Bloggs"), and no numbered title."""
    before, colon, _ = text.partition(":")
    return bool(colon) and not any(letter.isdigit() for letter in before)


def _is_bold(run: ElementTree.Element) -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return mark is not None and mark.get(W + "val") not in _OFF
