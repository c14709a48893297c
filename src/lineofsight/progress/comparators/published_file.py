"""A table of the Department's "explore education statistics" service, as a CSV file.

Every row has a time (``time_period``, ``time_identifier``), a place (``geographic_level`` with the
codes and names that go with it), then filters and figures, which a definition tells apart.  The
form is that of the Department's open data standards.
"""

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lineofsight.errors import UnusableInput

Level = Literal["national", "regional", "local"]

MOST_BYTES = 25_000_000
MOST_COLUMNS = 300
REQUIRED = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")

_LEVELS: Mapping[str, Level] = {
    "national": "national",
    "regional": "regional",
    "local authority": "local",
}
# What a row of each level must have besides.
_PLACES: Mapping[Level, tuple[str, ...]] = {
    "national": (),
    "regional": ("region_code", "region_name"),
    "local": ("old_la_code", "new_la_code", "la_name"),
}
_AGAIN = "download it again from the Department"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it ends on, its time and place, and all its cells as text.

    ``codes`` are every code of the place; two councils that answer together have two of each kind.
    ``region`` is the code of the region it lies in, where the file tells it.
    """

    line: int
    time_period: str
    time_identifier: str
    level: Level
    codes: tuple[str, ...]
    name: str
    region: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PublishedFile:
    """A file that was read: its name and digest (SHA-256), its columns and rows.

    ``elsewhere`` counts the rows of places that are no nation, region or local authority.
    """

    name: str
    digest: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    elsewhere: int

    def only(self, columns: Collection[str]) -> "PublishedFile":
        """The file with no other columns than these: the Department's tables are wide."""
        places = [place for place, name in enumerate(self.columns) if name in columns]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(
                replace(row, cells=tuple(row.cells[place] for place in places)) for row in self.rows
            ),
        )

    def text(self, row: Row, column: str) -> str:
        """What a row says in a column."""
        return row.cells[self.columns.index(column)]

    def where(self, row: Row) -> str:
        """The place of a row in the file, as a sentence begins."""
        return f"Line {row.line} of {self.name}"


def read_published(data: bytes, name: str) -> PublishedFile:
    """The table in the bytes of a file.

    Raises :class:`UnusableInput`, in one sentence with the file, the line, the value and what to
    do, for what is no such table: too large, no UTF-8 text, a column missing or twice, a row that
    is torn, a time or a place that is none.
    """
    text = _text(data, name)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _columns([cell.strip() for cell in next(lines, [])], name)
        rows, elsewhere = [], 0
        for cells in lines:
            if not any(cells):
                continue
            row = _row(cells, columns, lines.line_num, name)
            if row is None:
                elsewhere += 1
            else:
                rows.append(row)
    except csv.Error as error:
        raise UnusableInput(
            f"Line {lines.line_num} of {name} cannot be read as CSV ({error}): {_AGAIN}."
        ) from error
    if not rows:
        raise UnusableInput(
            f"{name} has no row of England, a region or a local authority: {_AGAIN}, with those."
        )
    digest = hashlib.sha256(data).hexdigest()
    return PublishedFile(name, digest, columns, tuple(rows), elsewhere)


def _text(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise UnusableInput(
            f"{name} has more than {MOST_BYTES // 1_000_000} megabytes: take a table with fewer "
            "breakdowns."
        )
    if data.startswith(b"PK"):
        raise UnusableInput(f"{name} is packed (zip): unpack it, and give the .csv file in it.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raise UnusableInput(f"{name} is no text in UTF-8: {_AGAIN}, as CSV.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableInput(
            f"Line {line} of {name} is not in UTF-8, as the Department writes it: {_AGAIN}; a "
            "spreadsheet that saves the file changes it."
        ) from error


def _columns(header: Sequence[str], name: str) -> tuple[str, ...]:
    if len(header) > MOST_COLUMNS:
        raise UnusableInput(f"{name} has more than {MOST_COLUMNS} columns: {_AGAIN}.")
    for column in REQUIRED:
        if column not in header:
            found = ", ".join(cell for cell in header if cell)[:200] or "none"
            raise UnusableInput(
                f"{name} has no column {column}, which every table of the Department's has; its "
                f"columns are {found}. Give the data file, not the one that ends in .meta.csv."
            )
    for column in header:
        if header.count(column) > 1:
            raise UnusableInput(f"{name} has two columns named {column[:60]!r}: {_AGAIN}.")
    return tuple(header)


def _row(cells: Sequence[str], columns: Sequence[str], line: int, name: str) -> Row | None:
    where = f"Line {line} of {name}"
    if len(cells) != len(columns):
        raise UnusableInput(
            f"{where} has {len(cells)} cells and the first line {len(columns)}: {_AGAIN}."
        )
    told = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    _check_time(told["time_period"], where)
    level = _LEVELS.get(told["geographic_level"].lower())
    if level is None:
        if not told["geographic_level"]:
            raise UnusableInput(f"{where} has no geographic_level: {_AGAIN}.")
        return None
    for column in _PLACES[level]:
        if column not in told:
            raise UnusableInput(
                f"{where} is of the level {told['geographic_level']!r}, for which the file has no "
                f"column {column}: {_AGAIN}."
            )
    codes = tuple(_codes(told, level))
    if not codes:
        raise UnusableInput(f"{where} has no code of its place: {_AGAIN}.")
    names = {
        "national": told["country_name"],
        "regional": told.get("region_name", ""),
        "local": told.get("la_name", ""),
    }
    return Row(
        line=line,
        time_period=told["time_period"],
        time_identifier=told["time_identifier"],
        level=level,
        codes=codes,
        name=names[level],
        region=told.get("region_code", ""),
        cells=tuple(told.values()),
    )


def _codes(told: Mapping[str, str], level: Level) -> Iterator[str]:
    """The codes of a place: a council's newer ones first, then the older of three digits."""
    columns = {
        "national": ("country_code",),
        "regional": ("region_code",),
        "local": ("new_la_code", "old_la_code"),
    }
    for column in columns[level]:
        yield from (code for part in told[column].split("/") if (code := part.strip()))


def _check_time(text: str, where: str) -> None:
    found = re.fullmatch(r"((?:19|20)[0-9]{2})([0-9]{2})?", text)
    if not found or (found[2] and (int(found[1]) + 1) % 100 != int(found[2])):
        raise UnusableInput(
            f"{where} has the time_period {text[:40]!r}: it must be a year such as 2025, or two "
            f"that follow each other such as 202425; {_AGAIN}."
        )
