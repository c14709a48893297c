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

from lineofsight.tables.readers.annex_a.layout import Layout, ListColumn, layouts

FILE = "annex_a.xlsx"
_ROWS_AT_A_TIME = 10_000
_WIDTH = 18


def write_annex_a(
    journeys: duckdb.DuckDBPyConnection, out: Path, as_at: date, council: str
) -> None:
    """Write ``annex_a.xlsx`` into ``out``: the lists as they stand at the end of ``as_at``."""
    layout = layouts()[max(layouts())]
    journeys.execute(_sql("children"))
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
        for number in layout.lists:
            sheet = book.add_worksheet(f"List_{number}")
            _write_list(journeys, sheet, layout, number, day)


def _write_list(
    journeys: duckdb.DuckDBPyConnection,
    sheet: Worksheet,
    layout: Layout,
    number: int,
    day: Format,
) -> None:
    rows = journeys.execute(_sql(f"list_{number:02}"))
    names = [each[0] for each in rows.description]
    columns = [layout.lists[number].columns[name] for name in names]
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.header)
    writers = [_writer(sheet, layout, column, day) for column in columns]
    first = 1
    while found := rows.fetchmany(_ROWS_AT_A_TIME):
        for at, row in enumerate(found, start=first):
            _write_row(writers, at, row)
        first += len(found)


def _write_row(
    writers: Sequence[Callable[[int, int, Any], object]], at: int, row: Sequence[Any]
) -> None:
    for place, value in enumerate(row):
        if value is not None:
            writers[place](at, place, value)


def _writer(
    sheet: Worksheet, layout: Layout, column: ListColumn, day: Format
) -> Callable[[int, int, Any], object]:
    """What puts a column's values into its cells: a code as Ofsted prints it, a day as a day."""
    if column.codes is not None:
        printed: dict[str, str] = {}
        for as_printed, code in layout.codes[column.codes].items():
            printed.setdefault(code, as_printed)
        return lambda at, place, code: sheet.write_string(at, place, printed.get(code, code))
    if column.type == "date":
        return lambda at, place, value: sheet.write_datetime(at, place, value, day)
    return lambda at, place, value: (
        sheet.write_number(at, place, value)
        if isinstance(value, int)
        else sheet.write_string(at, place, value)
    )


def _sql(name: str) -> str:
    return (resources.files(__package__) / f"{name}.sql").read_text(encoding="utf-8")
