"""Sheets as lines of text: what a workbook's sheets and a list's CSV both become before reading.

A line holds the row's number in its file or sheet (from 1), how many cells the row has, and the
cells, each text on one line.  Rows without any text are left out.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.text_file import LONGEST_ROW

LONGEST_CELL = csv.field_size_limit()
Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``path`` is where its lines are, and no row has more cells than ``width``."""

    name: str
    path: Path
    width: int

    def first_rows(self, rows: int) -> list[tuple[int, list[str]]]:
        """The numbers and cells of its first rows."""
        with self.path.open(encoding="utf-8", newline="") as lines:
            return [(int(line[0]), line[2:]) for line in islice(csv.reader(lines), rows)]


def lines_of(aside: Path, number: int) -> Path:
    """Where the lines of a workbook's sheet are, in a file whose name begins ``aside``."""
    return aside.with_name(f"{aside.name}-{number}.csv")


LINE, CELLS = "line", "cells"


def put_lines(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, below: int, width: int, relation: str
) -> None:
    """The sheet's lines below a row, its header, into the temporary table ``relation``.

    Columns are ``line`` (the row's number in the sheet), ``cells`` (how many it has) and ``c0``,
    ``c1`` ... of text, null where empty, of which there are at least ``width``.
    """
    places = {f"c{place}": "VARCHAR" for place in range(max(sheet.width, width))}
    connection.execute(
        f"create or replace temp table {relation} as select * from read_csv(?, columns = ?, "
        "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"null_padding = true, max_line_size = {LONGEST_ROW}) where {LINE} > {below}",
        [str(sheet.path), {LINE: "BIGINT", CELLS: "INTEGER", **places}],
    )


def write_lines(rows: Iterable[Sequence[Value]], path: Path, told_as: str) -> int:
    """Write rows as lines to ``path``; how many cells the longest has.

    Raises :class:`UnusableInput`, which names the sheet or file as ``told_as``, for a cell longer
    than lines are read back with.
    """
    width = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for number, row in enumerate(rows, start=1):
            cells = ["" if value == "" else text_of(value) for value in row]
            if any(cells):
                if (longest := max(map(len, cells))) > LONGEST_CELL:
                    raise UnusableInput(
                        f"{told_as} has a cell of {longest:,} characters in row {number:,}, more "
                        f"than the {LONGEST_CELL:,} read: shorten it, or delete its column."
                    )
                out.writerow((number, len(cells), *cells))
                width = max(width, len(cells))
    return width


def text_of(value: Value) -> str:
    """A cell's value as text on one line; a whole number without a fraction, a day as ISO 8601."""
    if isinstance(value, str):
        return value if value.isalnum() else " ".join(value.replace("\0", "").split())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def sheet_of_csv(path: Path, lines: Path) -> Sheet:
    """A CSV file as a sheet, by the file's name; UTF-8, or else Windows text (cp1252).

    Raises :class:`UnusableInput` for a file that is no text, or in which a quotation mark never
    closes: a load must not be smaller than its source.
    """
    try:
        return _sheet_in(path, lines, "utf-8-sig", "strict")
    except UnicodeDecodeError:
        return _sheet_in(path, lines, "cp1252", "replace")


def _sheet_in(path: Path, lines: Path, encoding: str, errors: str) -> Sheet:
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            rows = csv.reader(_only_text(file, path), strict=True)
            return Sheet(path.stem, lines, write_lines(rows, lines, path.name))
    except csv.Error as error:
        raise UnusableInput(
            f"{path.name} cannot be read as CSV ({error}): export it again."
        ) from error


def _only_text(file: Iterable[str], path: Path) -> Iterator[str]:
    for line in file:
        if "\0" in line:
            raise UnusableInput(f"{path.name} is not a text file: export the list as CSV, UTF-8.")
        yield line
