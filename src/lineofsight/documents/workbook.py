"""Workbooks: each sheet that can be seen, its tables parted by empty rows."""

import io
import re
from collections.abc import Iterator, Sequence

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lineofsight.documents.cleaning import clean
from lineofsight.documents.colours import Shaded, told
from lineofsight.documents.model import MAX_COLUMNS, Block, Heading, Place
from lineofsight.documents.open_document import sheets_of
from lineofsight.documents.package import Package
from lineofsight.documents.sheets import SheetReader
from lineofsight.documents.shown import Value, shown
from lineofsight.documents.workbook_styles import Look, Looks
from lineofsight.errors import UnusableInput

MAX_ROWS = 100_000

_TOO_LARGE = (
    f"A sheet of {{}} is larger than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. "
    "Send the plan alone."
)
_UNNAMED = re.compile(r"(?:sheet|table|feuil|tabelle)\s*\d*", re.I)


def read_workbook(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of an .xlsx, .xls or .ods workbook; hidden sheets are left out.

    Places give the sheet as ``page``, and the row and column as the sheet numbers them.
    """
    package = Package(data, name) if data.startswith(b"PK") else None
    if package and "content.xml" in package.names:
        sheets = list(sheets_of(package, MAX_ROWS))
    else:
        sheets = list(_sheets(data, package, name))
    reader = SheetReader()
    for number, title, cells in sheets:
        if len(cells) > MAX_ROWS or max(map(len, cells), default=0) > MAX_COLUMNS:
            raise UnusableInput(_TOO_LARGE.format(name))
        rows = told(cells)
        first = next((row for row in rows if any(row)), [])
        # A sheet that begins with a line of its own has its title there.
        if len(sheets) > 1 and sum(map(bool, first)) > 1 and not _UNNAMED.fullmatch(title):
            reader.blocks.append(Heading(clean(title), 1, Place(page=number)))
        reader.read(rows, number)
    return tuple(reader.blocks)


def _sheets(
    data: bytes, package: Package | None, name: str
) -> Iterator[tuple[int, str, list[list[Shaded]]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise UnusableInput(
            f"The file {name} is protected by a password. Send it without the password."
        ) from error
    looks = Looks(package)
    for number, sheet in enumerate(book.sheets_metadata, 1):
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(sheet.name)
        if found.total_height > MAX_ROWS or found.total_width > MAX_COLUMNS:
            raise UnusableInput(_TOO_LARGE.format(name))
        yield (
            number,
            sheet.name,
            _cells(found.to_python(skip_empty_area=False), looks.of(sheet.name)),
        )


def _cells(
    values: Sequence[Sequence[Value]], looks: dict[tuple[int, int], Look]
) -> list[list[Shaded]]:
    plain = Look()
    return [
        [
            Shaded(clean(shown(value, look.form)), look.fill)
            for column, value in enumerate(row)
            for look in (looks.get((at, column), plain),)
        ]
        for at, row in enumerate(values)
    ]
