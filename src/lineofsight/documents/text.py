"""Plain text and Markdown, as programs that convert PDF files write them."""

import re
from dataclasses import dataclass, field

from lineofsight.documents.aligned import Aligned, aligned_tables
from lineofsight.documents.cleaning import clean
from lineofsight.documents.decoding import decode
from lineofsight.documents.line_ends import Line, rejoined
from lineofsight.documents.markup import Tagged, blocks_of, is_page, tagged_table
from lineofsight.documents.model import Block, Cell, Heading, Paragraph, Place, Row, Table
from lineofsight.documents.titles import is_band, is_theme
from lineofsight.documents.web import read_markup
from lineofsight.errors import UnusableInput

MAX_LINE = 200_000
MAX_LINES = 200_000

_RULE_CELL = re.compile(r"\s*:?-*:?\s*")
# A line drawn below the names of columns, and a mark between words.
_RULE = re.compile(r"[\s:|-]*-\|-[\s:|-]*")
_PARTED = re.compile(r"[^\s|\\]\s*\|\s*[^\s|]")
_LABELLED = re.compile(r"\s*[A-Z][A-Za-z ]{1,30}:\s")
_OPEN = re.compile(
    r"(?:[,&/-]|\b(?:and|or|of|for|the|to|in|with|by|a|an|within|every|than|least|most))$"
)
# A note at the foot of a page begins with its raised mark.
_NOTE = re.compile(r"\s*<sup>", re.I)
# Two spaces between words, where no sentence ends, are what is left of a line's end.
_BROKEN = re.compile(r"(?<=[a-z)\d] ) (?=[A-Z%])")
_PAGE = re.compile(r"(?:page|p\.)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.I)
# Pipes between cells and none at the edges: at least as many as no sentence has.
_EDGELESS = re.compile(r"\s\|(?:\s|$)")
_FEWEST_BARS = 2
_HEADING = re.compile(r"(?:(#{1,6})\s+|<h([1-6])\b[^<>]*>)(.*)", re.I)


def read_text(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a text: lines with tabs or pipes are rows, others headings or paragraphs.

    A run of rows is a table; an empty line ends it, a line of dashes does not.  A line without
    cells between two rows goes on with the cell before it.  Columns held apart by spaces, and
    tables with the tags of a web page, are tables too.
    """
    text = decode(data, name)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise UnusableInput(
            f"The file {name} has more than {MAX_LINES:,} lines. Send the plan alone."
        )
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise UnusableInput(
                f"Line {number} of {name} has more than {MAX_LINE:,} characters. "
                "Save the plan again as text with line breaks."
            )
    if is_page(text):
        return read_markup(text, name)
    reader = _Reader(name)
    reader.read(lines)
    return tuple(reader.blocks)


@dataclass
class _Reader:
    name: str
    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    page: int = 1
    tables: int = 0
    paragraphs: int = 0
    held: str = ""
    lines: list[Line] = field(default_factory=list)

    def read(self, lines: list[str]) -> None:
        aligned = aligned_tables(lines)
        # Up to here tags were found to make no table.
        tried = at = 0
        while at < len(lines):
            tagged = tagged_table(lines, at) if at >= tried else None
            if tagged and self.tagged(tagged):
                at = tagged.end
            elif at in aligned:
                self.aligned(aligned[at])
                at = aligned[at].end
            else:
                tried = max(tried, tagged.end if tagged else 0)
                following = lines[at + 1] if at + 1 < len(lines) else ""
                self.line(at + 1, lines[at], following)
                at += 1
        self.end_table()

    def tagged(self, table: Tagged) -> bool:
        """Take in a table in tags; False where its tags make none."""
        found = blocks_of(table, self.name, self.tables, self.page)
        if not any(isinstance(block, Table) for block in found):
            return False
        self.end_table()
        if table.before.strip():
            self.prose(table.first + 1, table.before)
        self.blocks.extend(found)
        self.tables += sum(isinstance(block, Table) for block in found)
        self.page += table.text.count("\f")
        if table.after.strip():
            self.prose(table.end, table.after)
        return True

    def aligned(self, table: Aligned) -> None:
        self.end_table()
        for line, texts in table.rows:
            self.row(line + 1, list(texts))
        self.end_table()

    def line(self, number: int, line: str, following: str) -> None:
        self.page += line.count("\f")
        line = line.replace("\f", "")
        if not line.strip():
            # A line of tabs alone is an empty row; it does not part a table.
            if "\t" not in line:
                self.end_table()
        elif self.rows and _RULE.fullmatch(line):
            pass
        elif (cells := self.cells(line, following)) is not None:
            if not all(_RULE_CELL.fullmatch(cell) for cell in cells):
                self.lines.append((number, cells))
                self.row(number, cells)
        elif self.rows and _PAGE.fullmatch(line.strip()):
            # The number of a page between rows is no part of the row that the page cuts.
            return
        elif self.rows and (
            (self.lines and _cells(following) == list(self.lines[0][1]))
            or (_cells(following) is not None and self.is_title(clean(line)))
        ):
            # A line above the header, told again, is a title of what follows.
            self.end_table()
            self.prose(number, line)
        elif self.rows and _cells(following) is not None and not line.startswith("#"):
            self.lines.append((number, [line]))
            if following.startswith("\t"):
                # The first cell of the next row stands a line above the others.
                self.held = f"{self.held} {line}".strip()
            else:
                self.go_on(clean(line))
        else:
            self.end_table()
            self.prose(number, line)

    def cells(self, line: str, following: str) -> list[str] | None:
        """The cells of a line; marks between words part cells where the next line has them too."""
        near = bool(self.rows) or _PARTED.search(following) is not None
        if near and "\t" not in line and not line.lstrip().startswith("|") and _PARTED.search(line):
            cells = re.split(r"(?<!\\)\|", line)
            # A mark at the end is an edge, or an empty cell where the row above has one there.
            if not cells[-1].strip() and not (self.rows and len(self.rows[-1].cells) == len(cells)):
                cells.pop()
            # "Lead: ... | By: ..." is a sentence in pieces.
            if 2 * sum(_LABELLED.match(cell) is not None for cell in cells) < len(cells):
                return cells
        return _cells(line)

    def row(self, number: int, cells: list[str]) -> None:
        if self.held:
            cells = [f"{self.held} {cells[0]}".strip(), *cells[1:]]
            self.held = ""
        table, row = self.tables + 1, len(self.rows) + 1
        place = Place(page=self.page, table=table, row=row, line=number)
        self.rows.append(
            Row(
                tuple(
                    Cell(
                        clean(_BROKEN.sub("\n", text)),
                        Place(self.page, None, table, row, column, number),
                    )
                    for column, text in enumerate(cells, 1)
                ),
                place,
            )
        )

    def is_title(self, text: str) -> bool:
        """Whether a line between two rows is a title or a time, and no rest of the cell above."""
        above = [cell for cell in self.rows[-1].texts if cell]
        open_ended = bool(above) and _OPEN.search(above[-1]) is not None
        return is_theme(text) or (is_band(text) and not text[0].islower() and not open_ended)

    def go_on(self, text: str) -> None:
        last = self.rows[-1]
        at = max((i for i, cell in enumerate(last.cells) if cell.text), default=0)
        cells = list(last.cells)
        cells[at] = Cell(f"{cells[at].text} {text}".strip(), cells[at].place)
        self.rows[-1] = Row(tuple(cells), last.place)

    def prose(self, number: int, line: str) -> None:
        heading = _HEADING.fullmatch(line.strip())
        text = clean(heading[3] if heading else line)
        if not text or _NOTE.match(line):
            return
        self.paragraphs += 1
        place = Place(page=self.page, paragraph=self.paragraphs, line=number)
        bold = re.fullmatch(r"\*\*[^*]+\*\*", line.strip())
        if heading or bold:
            level = 6 if not heading else len(heading[1]) if heading[1] else int(heading[2])
            self.blocks.append(Heading(text.replace("\n", " "), level, place))
        else:
            self.blocks.append(Paragraph(text, place))

    def end_table(self) -> None:
        self.held = ""
        if self.rows:
            if self.lines and (whole := rejoined(self.lines)):
                self.rows = []
                for number, cells in whole:
                    self.row(number, cells)
            self.tables += 1
            self.blocks.append(Table(tuple(self.rows), self.rows[0].place))
            self.rows = []
        self.lines = []


def _cells(line: str) -> list[str] | None:
    """The cells of a line, or None where it has none."""
    if "\t" in line:
        return line.rstrip("\n").split("\t")
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        # One mark at each end is the table's edge; more are empty cells.
        return re.split(r"(?<!\\)\|", stripped[1:].removesuffix("|"))
    if len(_EDGELESS.findall(stripped)) >= _FEWEST_BARS:
        return _EDGELESS.split(stripped)
    return None
