"""Workbooks: each sheet that can be seen, its tables parted by empty rows."""

import datetime
import io
import re
from collections.abc import Sequence

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Shaded, told
from lineofsight.documents.model import MAX_COLUMNS, Block, Heading, Place
from lineofsight.documents.package import Package
from lineofsight.documents.sheets import SheetReader
from lineofsight.documents.shown import Value, shown
from lineofsight.documents.workbook_styles import Look, Looks
from lineofsight.errors import UnusableInput

MAX_ROWS = 100_000

_UNNAMED = re.compile(r"(?:sheet|table|feuil|tabelle)\s*\d*", re.I)


def read_workbook(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of an .xlsx, .xls or .ods workbook; hidden sheets are left out.

    Places give the sheet as ``page``, and the row and column as the sheet numbers them.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise UnusableInput(
            f"The file {name} is protected by a password. Send it without the password."
        ) from error
    package = Package(data, name) if data.startswith(b"PK") else None
    looks = Looks(package if package and "xl/workbook.xml" in package.names else None)
    seen = [
        (number, sheet.name)
        for number, sheet in enumerate(book.sheets_metadata, 1)
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    reader = SheetReader()
    for number, title in seen:
        sheet = book.get_sheet_by_name(title)
        if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
            raise UnusableInput(
                f"A sheet of {name} is larger than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. "
                "Send the plan alone."
            )
        values = sheet.to_python(skip_empty_area=False)
        rows = told(_cells(values, looks.of(title)))
        first = next((row for row in rows if any(row)), [])
        # A sheet that begins with a line of its own has its title there.
        if len(seen) > 1 and sum(map(bool, first)) > 1 and not _UNNAMED.fullmatch(title):
            reader.blocks.append(Heading(clean(title), 1, Place(page=number)))
        reader.read(rows, number)
    return tuple(reader.blocks)


def _cells(
    values: Sequence[Sequence[Value]], looks: dict[tuple[int, int], Look]
) -> list[list[Shaded]]:
    months = _month_columns(values)
    rows = []
    for at, row in enumerate(values):
        cells = []
        for column, value in enumerate(row):
            look = looks.get((at, column), Look())
            form = look.form or ("mmm yyyy" if not looks and column in months else None)
            cells.append(Shaded(clean(shown(value, form)), look.fill))
        rows.append(cells)
    return rows


def _month_columns(values: Sequence[Sequence[Value]]) -> set[int]:
    """The columns whose dates, several of them, are all the first of a month: months, no days."""
    days: dict[int, list[int]] = {}
    for row in values:
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                days.setdefault(column, []).append(value.day)
    return {column for column, found in days.items() if len(found) > 1 and set(found) == {1}}
