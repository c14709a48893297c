"""One workbook with a front sheet and the eleven lists, each with its headings in the first row."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lineofsight.sample.list_sheets import Cell, ListSheet, Spoil
from lineofsight.tables.readers.annex_a.layout import Layout, ListColumn, layouts

FILE = "annex_a.xlsx"
_WIDTH = 18


def write_annex_a(
    journeys: duckdb.DuckDBPyConnection,
    out: Path,
    as_at: date,
    council: str,
    spoil: Spoil | None = None,
) -> None:
    """Write ``annex_a.xlsx`` into ``out``: the lists as they stand at the end of ``as_at``.

    ``spoil`` may change the sheets before they are written, and add others.
    """
    layout = layouts()[max(layouts())]
    journeys.execute(_sql("children"))
    sheets = [_sheet(journeys, layout, number) for number in layout.lists]
    if spoil is not None:
        spoil(sheets)
    settings = {"constant_memory": True, "tmpdir": str(out)}
    with xlsxwriter.Workbook(str(out / FILE), settings) as book:
        # The same journeys give the same bytes, whenever they are written.
        book.set_properties({"created": datetime.combine(as_at, time())})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        front = book.add_worksheet("Front_Sheet")
        front.write_string(0, 0, "Child-level data (Annex A)")
        front.write_string(1, 0, "Local authority")
        front.write_string(1, 1, council)
        front.write_string(2, 0, "Data as at")
        front.write_datetime(2, 1, datetime.combine(as_at, time()), day)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, day)


def _sheet(journeys: duckdb.DuckDBPyConnection, layout: Layout, number: int) -> ListSheet:
    """A list with its values as cells hold them."""
    found = journeys.execute(_sql(f"list_{number:02}"))
    names = [each[0] for each in found.description]
    columns = [layout.lists[number].columns[name] for name in names]
    printers = [_printer(layout, column) for column in columns]
    rows = [
        [
            None if value is None else printed(value)
            for printed, value in zip(printers, row, strict=True)
        ]
        for row in found.fetchall()
    ]
    return ListSheet(number, f"List_{number}", names, [column.header for column in columns], rows)


def _printer(layout: Layout, column: ListColumn) -> Callable[[Any], Cell]:
    """What makes a column's values into cells: a code as Ofsted prints it, all else as it is."""
    if column.codes is None:
        return lambda value: value
    printed: dict[str, str] = {}
    for as_printed, code in layout.codes[column.codes].items():
        printed.setdefault(code, as_printed)
    return lambda code: printed.get(code, code)


def _write(worksheet: Worksheet, sheet: ListSheet, day: Format) -> None:
    worksheet.set_column(0, max(len(sheet.headings), 1) - 1, _WIDTH)
    lines: list[Sequence[Cell]] = [*sheet.above, sheet.headings, *sheet.rows]
    for at, row in enumerate(lines):
        for place, value in enumerate(row):
            match value:
                case None:
                    continue
                case date():
                    worksheet.write_datetime(at, place, value, day)
                case int() | float():
                    worksheet.write_number(at, place, value)
                case _:
                    worksheet.write_string(at, place, value)


def _sql(name: str) -> str:
    return (resources.files(__package__) / f"{name}.sql").read_text(encoding="utf-8")
