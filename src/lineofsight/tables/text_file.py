"""A table written as text (CSV): looked over, then read row by row as text, hostile or not."""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.reading import Unreadable

MOST_COLUMNS = 1000
LONGEST_HEADER = 100_000
LONGEST_ROW = 2_000_000
# As many rows as this that cannot be parted into cells are no slips: the file is not what it says.
MOST_UNREADABLE = 100_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class TextFile:
    """A file of comma-separated text: its header in small letters, and how it is encoded."""

    path: Path
    header: tuple[str, ...]
    encoding: str

    @property
    def is_utf8(self) -> bool:
        """Whether it is UTF-8; any other is read as Windows text (cp1252)."""
        return self.encoding == "utf-8-sig"


def look_over(path: Path) -> TextFile:
    """A CSV file's header and encoding.

    Raises :class:`UnusableInput` for a file that is no text or whose header cannot be one.
    """
    utf8 = True
    pending = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UnusableInput(
                    f"{path.name} is written in UTF-16: export the table as CSV, UTF-8."
                )
            if b"\0" in chunk or chunk.startswith(b"PK\x03\x04"):
                raise UnusableInput(
                    f"{path.name} is not a text file: export the table as CSV, UTF-8."
                )
            if utf8:
                pending, utf8 = _decodes(pending + chunk)
    utf8 = utf8 and not pending
    encoding = "utf-8-sig" if utf8 else "cp1252"
    return TextFile(path, _header(path, encoding), encoding)


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    file: TextFile,
    relation: str,
    aside: Path,
    *,
    keep_lines: bool,
) -> tuple[Unreadable, ...]:
    """Put every readable row into the temporary table ``relation``; the others are given back.

    Columns are ``row_number``, counted over readable and unreadable rows below the header, and
    ``c0``, ``c1`` ... of text, trimmed, null where empty.  A line that could not be read keeps its
    text only with ``keep_lines``.  ``aside`` is a folder for a copy in UTF-8.  Raises
    :class:`UnusableInput` for a file in which a quotation mark never closes, or whose lines do not
    all end in the same way.
    """
    path = file.path if file.is_utf8 else _as_utf8(file, aside)
    places = range(len(file.header))
    try:
        connection.execute(
            f"create or replace temp table {relation} as "
            "select row_number() over () as row_number, "
            + ", ".join(f"nullif(trim(c{place}), '') as c{place}" for place in places)
            + " from read_csv(?, columns = ?, header = true, auto_detect = false, delim = ',', "
            "quote = '\"', escape = '\"', store_rejects = true, rejects_table = 'rejects', "
            f"rejects_scan = 'reject_scans', rejects_limit = {MOST_UNREADABLE}, "
            f"max_line_size = {LONGEST_ROW})",
            [str(path), {f"c{place}": "VARCHAR" for place in places}],
        )
    except duckdb.InvalidInputException as error:
        # Its own words may quote a value.
        raise UnusableInput(
            f"{file.path.name} cannot be read as CSV: its lines do not all end in the same way; "
            "export it again."
        ) from error
    try:
        return _unreadable(connection, file, relation, keep_lines)
    finally:
        connection.execute("drop table if exists rejects")
        connection.execute("drop table if exists reject_scans")


def _as_utf8(file: TextFile, aside: Path) -> Path:
    path = aside / "as-utf-8.csv"
    with (
        file.path.open(encoding=file.encoding, errors="replace", newline="") as old,
        path.open("w", encoding="utf-8", newline="") as new,
    ):
        while text := old.read(_CHUNK):
            new.write(text)
    return path


def _unreadable(
    connection: duckdb.DuckDBPyConnection, file: TextFile, relation: str, keep_lines: bool
) -> tuple[Unreadable, ...]:
    unclosed = connection.execute(
        "select min(line) from rejects where error_type in "
        "('UNQUOTED VALUE', 'LINE SIZE OVER MAXIMUM')"
    ).fetchone()
    if unclosed and unclosed[0] is not None:
        # The rest of the file would be one cell: a load must not be smaller than its source.
        raise UnusableInput(
            f"{file.path.name} cannot be read from line {unclosed[0]:,} on: a quotation mark there "
            "does not close; export it again."
        )
    told = connection.execute("select count(*) from rejects").fetchone()
    if told and told[0] >= MOST_UNREADABLE:
        # No more are told than these: a load must know of every row.
        raise UnusableInput(
            f"{file.path.name} has {MOST_UNREADABLE:,} rows or more that cannot be parted into "
            "cells: export it again."
        )
    line = "any_value(csv_line)" if keep_lines else "null"
    broken = connection.execute(
        f"select line - 1, {line} from rejects group by line order by line"
    ).fetchall()
    if broken:
        # A row's number in the file: its number among the readable, and the unreadable before it.
        connection.execute(
            f"update {relation} set row_number = row_number + before from ("
            "select line - number as first_after, max(number) as before, "
            "lead(line - number, 1, 9223372036854775807) over (order by line - number) as until "
            "from (select line, row_number() over (order by line) as number "
            "from (select distinct line from rejects)) group by first_after, line - number"
            f") where {relation}.row_number >= first_after and {relation}.row_number < until"
        )
    return tuple(Unreadable(number, checks.UNREADABLE_ROW, text) for number, text in broken)


def _decodes(data: bytes) -> tuple[bytes, bool]:
    """The bytes of a character that the data breaks off in, and whether all before is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.reason == "unexpected end of data"
        return (data[error.start :], True) if cut_short else (b"", False)
    return b"", True


def _header(path: Path, encoding: str) -> tuple[str, ...]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        line = file.readline(LONGEST_HEADER)
    names = next(csv.reader([line]), [])
    header = tuple(name.strip().lower() for name in names)
    if not line.endswith(("\n", "\r")) and len(line) >= LONGEST_HEADER:
        raise UnusableInput(f"{path.name} has no header: its first line does not end.")
    if len(header) > MOST_COLUMNS:
        raise UnusableInput(f"{path.name} has {len(header):,} columns; no table has so many.")
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
        if len(header) == 1 and mark in line:
            raise UnusableInput(
                f"The cells of {path.name} are parted by {name}: export it parted by commas."
            )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UnusableInput(f"{path.name} has the column {twice[0]!r} twice: export it again.")
    return header
