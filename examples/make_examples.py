"""Writes Fernshire's plan in every format that a plan comes in.

The inspection's findings are written in the same two ways: a numbered list of Word's own, and
text whose lines the converter broke.

    python examples/make_examples.py

The Word document has merged cells, wide tables and no numbers but those typed.  The text has what
converters leave: cells parted by tabs, narrow columns torn into lines, a table broken over a page
with its header again, a section whose header is lost, look-alike letters.
"""

import itertools
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.table import Table
from fernshire_book import write_book
from fernshire_findings import CLOSING, FINDINGS, HEADING
from fernshire_findings import INTRODUCTION as BEFORE_FINDINGS
from fernshire_page import write_page, write_print
from fernshire_plan import (
    COLUMNS,
    COUNCIL,
    DATE,
    INTRODUCTION,
    KEY,
    KEY_COLUMNS,
    RISK_COLUMNS,
    RISKS,
    SCORECARD,
    SCORECARD_COLUMNS,
    SECTIONS,
    SHORT,
    SHORT_COLUMNS,
    TITLE,
    rows_of,
)

HERE = Path(__file__).parent
NAME = "fernshire-improvement-plan"
FINDINGS_NAME = "fernshire-findings"
# Sections whose columns the converter cut into lines, as wide as these; and lost headers.
TORN = {"2", "4"}
HEADERLESS = {"4"}
WIDTHS = (4, 22, 8, 34, 10, 16, 4, 24, 36)
# Character recognition takes the Latin A of a rating for a Greek one.
LOOKALIKE = {"A": "\u0391"}


def write_text(path: Path) -> None:
    """The plan as text, in UTF-8."""
    lines = [COUNCIL, "", f"{TITLE} {DATE}", "", *_paragraphs(INTRODUCTION)]
    lines += _tabbed(KEY_COLUMNS, KEY)
    for section in SECTIONS:
        rows = rows_of(section)
        if section.ref not in HEADERLESS:
            lines.append("\t".join(COLUMNS))
        if section.ref in TORN:
            lines += [line for row in rows for line in _torn(row)]
        else:
            half = len(rows) // 2
            lines += ["\t".join(_converted(row)) for row in rows[:half]]
            # the page ends here, and the header stands again on the next
            lines += ["", f"{COUNCIL} \u2013 page {section.ref}", "\f" + "\t".join(COLUMNS)]
            lines += ["\t".join(_converted(row)) for row in rows[half:]]
        lines += ["", *_paragraphs(section.outcomes)]
    lines += _tabbed(SCORECARD_COLUMNS, SCORECARD)
    lines += _tabbed(RISK_COLUMNS, RISKS) + _tabbed(SHORT_COLUMNS, SHORT)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _paragraphs(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in (text, "")]


def _converted(row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row[:6], LOOKALIKE.get(row[6], row[6]), *row[7:])


def _torn(row: tuple[str, ...]) -> list[str]:
    columns = [textwrap.wrap(text, width) for text, width in zip(row, WIDTHS, strict=True)]
    return ["\t".join(line) for line in itertools.zip_longest(*columns, fillvalue="")]


def _tabbed(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return ["\t".join(columns), *("\t".join(row) for row in rows), ""]


def write_word(path: Path) -> None:
    """The plan as a Word document, the same to the byte each time."""
    document = _document(TITLE)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_paragraph(COUNCIL)
    document.add_paragraph(f"{TITLE} {DATE}", style="Title")
    for text in INTRODUCTION:
        document.add_paragraph(text)
    _fill(document.add_table(0, 2), (KEY_COLUMNS, *KEY))
    for section in SECTIONS:
        document.add_paragraph()
        rows = rows_of(section)
        table = document.add_table(0, len(COLUMNS))
        _fill(table, (COLUMNS, *rows))
        for column in range(3):
            table.cell(1, column).merge(table.cell(len(rows), column))
        for outcome in section.outcomes:
            document.add_paragraph(outcome)
    for columns, rows in (
        (SCORECARD_COLUMNS, SCORECARD),
        (RISK_COLUMNS, RISKS),
        (SHORT_COLUMNS, SHORT),
    ):
        document.add_paragraph()
        _fill(document.add_table(0, len(columns)), (columns, *rows))
    document.save(str(path))


def write_findings_text(path: Path) -> None:
    """The findings as text, in UTF-8: numbered, each broken into lines of 72 characters."""
    lines = [f"# {HEADING}", "", *_paragraphs(BEFORE_FINDINGS)]
    for number, finding in enumerate(FINDINGS, 1):
        lines += textwrap.wrap(f"{number}. {finding}", 72)
    path.write_text("\n".join([*lines, "", CLOSING]) + "\n", encoding="utf-8")


def write_findings_word(path: Path) -> None:
    """The findings as a Word document, numbered by Word, the same to the byte each time."""
    document = _document(HEADING)
    document.add_heading(HEADING)
    for text in BEFORE_FINDINGS:
        document.add_paragraph(text)
    for finding in FINDINGS:
        document.add_paragraph(finding, style="List Number")
    document.add_paragraph(CLOSING)
    document.save(str(path))


def _document(title: str) -> WordDocument:
    document = Document()
    document.core_properties.author = COUNCIL
    document.core_properties.title = title
    document.core_properties.created = datetime(2026, 4, 1, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 4, 1, tzinfo=UTC)
    return document


def _fill(table: Table, rows: tuple[tuple[str, ...], ...]) -> None:
    table.style = "Table Grid"
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


if __name__ == "__main__":
    write_word(HERE / f"{NAME}.docx")
    write_text(HERE / f"{NAME}.txt")
    write_page(HERE / f"{NAME}.html")
    write_print(HERE / f"{NAME}.html", HERE / f"{NAME}.pdf")
    write_book(HERE / f"{NAME}.xlsx")
    write_findings_word(HERE / f"{FINDINGS_NAME}.docx")
    write_findings_text(HERE / f"{FINDINGS_NAME}.txt")
