"""Fernshire's plan as a workbook: a sheet for the plan, one for its risks, one that is hidden."""

from datetime import UTC, date, datetime
from pathlib import Path

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
    Section,
    rows_of,
)
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

WIDTHS = (5, 24, 12, 40, 12, 18, 7, 28, 44)


def write_book(path: Path) -> None:
    """The plan as .xlsx: dates are dates that their cells show as days or as months."""
    with Workbook(path) as book:
        book.set_properties({"author": COUNCIL, "created": datetime(2026, 4, 1, tzinfo=UTC)})
        _Writer(book).write()


class _Writer:
    def __init__(self, book: Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "top", "border": 1}
        self.book = book
        self.head = book.add_format({**wrapped, "bold": True, "bg_color": "#DDDDEE"})
        self.plain = book.add_format(wrapped)
        self.day = book.add_format({**wrapped, "num_format": "d mmmm yyyy", "align": "left"})
        self.month = book.add_format({**wrapped, "num_format": "mmm-yy", "align": "left"})

    def write(self) -> None:
        sheet = self.book.add_worksheet("Improvement plan")
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        row = 0
        for text in (COUNCIL, f"{TITLE} {DATE}", *INTRODUCTION):
            sheet.write_string(row, 0, text)
            row += 1
        row = self.table(sheet, row + 1, KEY_COLUMNS, KEY)
        for section in SECTIONS:
            row = self.section(sheet, row + 1, section)
        scorecard = self.book.add_worksheet("Scorecard")
        self.table(scorecard, 0, SCORECARD_COLUMNS, SCORECARD)
        risks = self.book.add_worksheet("Risks")
        self.table(risks, 0, RISK_COLUMNS, RISKS)
        self.table(self.book.add_worksheet("Abbreviations"), 0, SHORT_COLUMNS, SHORT)
        lists = self.book.add_worksheet("Lists")
        self.table(lists, 0, ("Ref", "Action", "Due", "Lead"), (("9.9", "Unused", "", ""),))
        lists.hide()

    def table(
        self,
        sheet: Worksheet,
        row: int,
        columns: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
    ) -> int:
        """Write a table at ``row``; the first row below it."""
        sheet.write_row(row, 0, columns, self.head)
        for at, texts in enumerate(rows, row + 1):
            for column, text in enumerate(texts):
                self.cell(sheet, at, column, text, due=columns[column] == "Due")
        return row + 1 + len(rows)

    def cell(self, sheet: Worksheet, row: int, column: int, text: str, *, due: bool) -> None:
        value, form = self.dated(text) if due else (None, self.plain)
        if value:
            sheet.write_datetime(row, column, value, form)
        else:
            sheet.write_string(row, column, text, form)

    def dated(self, text: str) -> tuple[date | None, Format]:
        """A due date that is only a day or a month, as people type it into a cell."""
        for pattern, form in (("%d %B %Y", self.day), ("%d %b %Y", self.day)):
            try:
                return datetime.strptime(text, pattern).replace(tzinfo=UTC).date(), form
            except ValueError:
                continue
        for pattern in ("%B %Y", "%b %Y"):
            try:
                return datetime.strptime(text, pattern).replace(tzinfo=UTC).date(), self.month
            except ValueError:
                continue
        return None, self.plain

    def section(self, sheet: Worksheet, row: int, section: Section) -> int:
        rows = rows_of(section)
        below = self.table(sheet, row, COLUMNS, tuple(rows))
        for column in range(3):
            sheet.merge_range(row + 1, column, below - 1, column, rows[0][column], self.plain)
        for text in section.outcomes:
            below += 1
            sheet.write_string(below, 0, text)
        return below + 1
