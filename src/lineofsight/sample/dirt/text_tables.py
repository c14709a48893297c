"""A council's tables as text, to be spoiled and written again."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from lineofsight.tables.definition import table_definitions

# Beside a table's own columns: where a row stands in its file, and whether it has a cell too many.
PLACE, MORE = "row_place", "row_more"

_MACROS = (
    "as_at() as date '{as_at}'",
    "day(x) as try_cast(nullif(x, '') as date)",
    "iso(x) as strftime(x, '%Y-%m-%d')",
    "moved(x, n) as coalesce(iso(day(x) + cast(n as integer)), '')",
    "days(x, y) as date_diff('day', day(x), day(y))",
    "ago(n) as iso(as_at() - cast(n as integer))",
    "years_ago(y, n) as iso(cast(as_at() - to_years(y) as date) - cast(n as integer))",
    "last_month() as strftime(as_at() + 1 - interval '1 month', '%Y-%m')",
    "english(x) as strftime(day(x), '%d/%m/%Y')",
    "nth(x, n) as cast('0x' || substr(md5(x), 1, 6) as integer) % n",
)


@dataclass
class Shape:
    """How one table's file departs from the plain one."""

    headings: dict[str, str] = field(default_factory=dict)
    more_headings: dict[str, str] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    above: list[str] = field(default_factory=list)
    encoding: str = "utf-8"


class TextTables:
    """Tables of ``folder``, named ``TABLE.csv``, of which those asked for are held as text."""

    def __init__(self, folder: Path, as_at: date, names: Collection[str]) -> None:
        self.folder = folder
        self.shapes: dict[str, Shape] = {name: Shape() for name in names}
        # The same rows in the same order, whatever machine it is.
        self.connection = duckdb.connect(config={"threads": 1})
        for macro in _MACROS:
            self.connection.execute(f"create macro {macro.format(as_at=as_at.isoformat())}")
        for name in names:
            own = ", ".join(f"coalesce({column}, '') as {column}" for column in columns_of(name))
            self.connection.execute(
                f"create table {name} as select {own}, cast(row_number() over () as double) as "
                f"{PLACE}, '' as {MORE} from read_csv(?, header = true, all_varchar = true, "
                "auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = ?)",
                [str(folder / f"{name}.csv"), dict.fromkeys(columns_of(name), "VARCHAR")],
            )

    def rows(self, sql: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""
        return self.connection.execute(sql, list(given)).fetchall()

    def row_number(self, table: str, place: float) -> int:
        """Where a row stands below its file's header: 1 is the first."""
        [(number,)] = self.rows(f"select count(*) from {table} where {PLACE} <= ?", [place])
        return int(number)

    def write_csv(self, table: str) -> None:
        """Write a table over its file."""
        shape = self.shapes[table]
        path = self.folder / f"{table}.csv"
        with path.open("w", encoding=shape.encoding, newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            header, select = self._select(table)
            writer.writerows([line] for line in shape.above)
            writer.writerow(header)
            for *cells, more in self._fetched(f"select {select}, {MORE}", table):
                writer.writerow([*cells, more] if more else cells)

    def write_parquet(self, table: str, out: Path) -> None:
        """Write a table as Parquet in which every column is text."""
        place = str(out / f"{table}.parquet").replace("'", "''")
        header, select = self._select(table)
        named = ", ".join(
            f"nullif({sql}, '') as \"{heading}\""
            for heading, sql in zip(header, select.split(", "), strict=True)
        )
        self.connection.execute(
            f"copy (select {named} from {table} as t order by {PLACE}) to '{place}' "
            "(format parquet)"
        )

    def _select(self, table: str) -> tuple[list[str], str]:
        shape = self.shapes[table]
        kept = [name for name in columns_of(table) if name not in shape.without]
        header = [shape.headings.get(name, name) for name in kept]
        values = [f"t.{name}" for name in kept] + list(shape.more_headings.values())
        return [*header, *shape.more_headings], ", ".join(values)

    def _fetched(self, select: str, table: str) -> Iterator[tuple[str, ...]]:
        found = self.connection.execute(f"{select} from {table} as t order by {PLACE}")
        while rows := found.fetchmany(10_000):
            yield from rows


def columns_of(table: str) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in table_definitions()[table].columns]


def set_list(values: Mapping[str, str]) -> str:
    """The SQL that sets columns to expressions."""
    return ", ".join(f"{name} = ({sql})" for name, sql in values.items())
