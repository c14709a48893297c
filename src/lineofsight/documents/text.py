"""Plain text and Markdown, as programs that convert PDF files write them."""

import re
from dataclasses import dataclass, field

from lineofsight.documents.cleaning import clean
from lineofsight.documents.line_ends import Line, rejoined
from lineofsight.documents.model import Block, Cell, Heading, Paragraph, Place, Row, Table
from lineofsight.errors import UnusableInput

MAX_LINE = 200_000
MAX_LINES = 200_000

_RULE_CELL = re.compile(r"\s*:?-*:?\s*")
# A note at the foot of a page begins with its raised mark.
_NOTE = re.compile(r"\s*<sup>", re.I)
# Two spaces between words, where no sentence ends, are what is left of a line's end.
_BROKEN = re.compile(r"(?<=[a-z)\d] ) (?=[A-Z%])")
# Pipes between cells and none at the edges: at least as many as no sentence has.
_EDGELESS = re.compile(r"\s\|(?:\s|$)")
_FEWEST_BARS = 2
_PAGE = re.compile(r"(?:page|p\.)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.I)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def read_text(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a text: lines with tabs or pipes are rows, others headings or paragraphs.

    A run of rows is a table; an empty line ends it, a line of dashes does not.  A line without
    cells between two rows goes on with the cell before it.
    """
    reader = _Reader()
    lines = decode(data, name).split("\n")
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
        following = lines[number] if number < len(lines) else ""
        reader.line(number, line, following)
    reader.end_table()
    return tuple(reader.blocks)


def decode(data: bytes, name: str) -> str:
    """``data`` as text in UTF-8, UTF-16 or as Windows writes it, with plain line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13))
        if "\x00" in text or controls > len(text) / 100:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    raise UnusableInput(f"The file {name} is not text. Save the plan as .docx or as plain text.")


@dataclass
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    page: int = 1
    tables: int = 0
    paragraphs: int = 0
    held: str = ""
    lines: list[Line] = field(default_factory=list)

    def line(self, number: int, line: str, following: str) -> None:
        self.page += line.count("\f")
        line = line.replace("\f", "")
        if not line.strip():
            # A line of tabs alone is an empty row; it does not part a table.
            if "\t" not in line:
                self.end_table()
        elif (cells := _cells(line)) is not None:
            if not all(_RULE_CELL.fullmatch(cell) for cell in cells):
                self.lines.append((number, cells))
                self.row(number, cells)
        elif self.rows and _PAGE.fullmatch(line.strip()):
            # The number of a page between rows is no part of the row that the page cuts.
            return
        elif self.rows and _cells(following) == list(self.lines[0][1]):
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

    def go_on(self, text: str) -> None:
        last = self.rows[-1]
        at = max((i for i, cell in enumerate(last.cells) if cell.text), default=0)
        cells = list(last.cells)
        cells[at] = Cell(f"{cells[at].text} {text}".strip(), cells[at].place)
        self.rows[-1] = Row(tuple(cells), last.place)

    def prose(self, number: int, line: str) -> None:
        heading = _HEADING.fullmatch(line.strip())
        text = clean(heading[2] if heading else line)
        if not text or _NOTE.match(line):
            return
        self.paragraphs += 1
        place = Place(page=self.page, paragraph=self.paragraphs, line=number)
        bold = re.fullmatch(r"\*\*[^*]+\*\*", line.strip())
        if heading or bold:
            level = len(heading[1]) if heading else 6
            self.blocks.append(Heading(text.replace("\n", " "), level, place))
        else:
            self.blocks.append(Paragraph(text, place))

    def end_table(self) -> None:
        self.held = ""
        if self.rows:
            if whole := rejoined(self.lines):
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
        return re.split(r"(?<!\\)\|", stripped.strip("|"))
    if len(_EDGELESS.findall(stripped)) >= _FEWEST_BARS:
        return _EDGELESS.split(stripped)
    return None
