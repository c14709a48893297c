"""A table kept as Parquet: looked over, then read row by row as text, hostile or not."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.sources import MOST_BYTES
from lineofsight.tables.text_file import MOST_COLUMNS

MOST_ROWS = 500_000_000
_NESTED = ("STRUCT", "MAP", "UNION", "VARIANT", "JSON")
_HERE = "Europe/London"


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file: its columns' names in small letters, as they are written, and their types."""

    path: Path
    header: tuple[str, ...]
    written: tuple[str, ...]
    types: tuple[str, ...]


def look_over(connection: duckdb.DuckDBPyConnection, path: Path) -> ParquetFile:
    """A Parquet file's columns.

    Raises :class:`UnusableInput` for a file that is no Parquet, or that holds more rows or columns
    than any table has.
    """
    with _readable(path):
        rows = connection.execute(
            "select coalesce(sum(row_group_num_rows), 0) from (select distinct row_group_id, "
            "row_group_num_rows from parquet_metadata(?))",
            [str(path)],
        ).fetchone()
        columns = connection.execute(
            "select column_name, column_type from "
            "(describe select * from read_parquet(?, binary_as_string = true))",
            [str(path)],
        ).fetchall()
    if rows and rows[0] > MOST_ROWS:
        raise UnusableInput(f"{path.name} has {rows[0]:,} rows, more than the {MOST_ROWS:,} read.")
    if len(columns) > MOST_COLUMNS:
        raise UnusableInput(f"{path.name} has {len(columns):,} columns; no table has so many.")
    names, types = zip(*columns, strict=True)
    return ParquetFile(path, tuple(name.strip().lower() for name in names), names, types)


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    file: ParquetFile,
    relation: str,
    wanted: Collection[int],
) -> None:
    """Put every row into the temporary table ``relation``, as it is put of a text file.

    Only the columns at the places ``wanted`` are read.  Raises :class:`UnusableInput` for a file
    that breaks off, or whose values take more room than any extract does.
    """
    places = sorted(wanted)
    texts = [_text(file.written[place], file.types[place]) for place in places]
    columns = "".join(
        f", nullif(trim({text}), '') as c{place}" for place, text in zip(places, texts, strict=True)
    )
    source = "read_parquet(?, binary_as_string = true, file_row_number = true)"
    with _readable(file.path):
        if texts:
            # A page may say one long value a million times over in a few bytes.
            lengths = " + ".join(f"coalesce(strlen({text}), 0)" for text in texts)
            size = connection.execute(
                f"select sum({lengths}) from {source}", [str(file.path)]
            ).fetchone()
            if size and (size[0] or 0) > MOST_BYTES:
                raise UnusableInput(
                    f"{file.path.name} unpacks to more than the {MOST_BYTES:,} bytes read."
                )
        connection.execute(
            f"create or replace temp table {relation} as "
            f"select file_row_number + 1 as row_number{columns} from {source}",
            [str(file.path)],
        )


def _text(name: str, type_: str) -> str:
    """A column's values as a text file would have them."""
    quoted = '"' + name.replace('"', '""') + '"'
    if type_.endswith("]") or type_.startswith(_NESTED):
        return f"cast(to_json({quoted}) as varchar)"
    if type_ == "TIMESTAMP WITH TIME ZONE":
        return f"cast({quoted} at time zone '{_HERE}' as varchar)"
    if type_ in ("DOUBLE", "FLOAT"):
        # A column of whole numbers with gaps is often kept as fractions.
        return f"regexp_replace(cast({quoted} as varchar), '\\.0$', '')"
    return f"cast({quoted} as varchar)"


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        # Its own words may quote a value, so that only its kind is told.
        raise UnusableInput(
            f"{path.name} cannot be read as Parquet ({type(error).__name__}): export it again."
        ) from error
