"""Two snapshots compared: rows new, gone and changed, by table and month.  Counts, no child."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.people import MEMORY_LIMIT
from lineofsight.tables.snapshots import Snapshot, columns_held


@dataclass(frozen=True)
class Counts:
    """Rows that only the second snapshot has, only the first, both but differing, both alike."""

    new: int
    gone: int
    changed: int
    same: int


@dataclass(frozen=True)
class Compared:
    """One table in two snapshots.

    ``by_month`` goes by the month of the date from which a row exists, as the second snapshot has
    it where both have the row; ``""`` is for rows without that date.  ``loaded_in`` tells which
    of the two hold the table: a row is neither new nor gone where the other was loaded without.
    """

    table: str
    loaded_in: tuple[bool, bool]
    counts: Counts
    by_month: Mapping[str, Counts]

    def as_json(self) -> dict[str, Any]:
        """The comparison as other programs rely on it."""
        return {
            "table": self.table,
            "loaded_in": list(self.loaded_in),
            **asdict(self.counts),
            "by_month": {month: asdict(counts) for month, counts in self.by_month.items()},
        }


def compare(first: Snapshot, second: Snapshot) -> list[Compared]:
    """Every table that either snapshot was loaded with, row by row by key and authority.

    Only columns that both files have are compared.  Raises :class:`UnusableInput` where a table
    is too large for the memory that reading may use.
    """
    # Rows about children are never spilled into a folder by whoever only reads them.
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": ""}) as connection:
        for name, snapshot in (("first", first), ("second", second)):
            place = str(snapshot.path.resolve()).replace("'", "''")
            connection.execute(f"attach '{place}' as {name}_snapshot (read_only)")
        try:
            return [
                _compared(connection, table_definitions()[name], first, second)
                for name in sorted(first.tables | second.tables)
                if name in table_definitions()
            ]
        except duckdb.OutOfMemoryException:
            raise UnusableInput(
                f"The snapshots {first.id} and {second.id} have a table too large to compare in "
                f"{MEMORY_LIMIT}: compare stores of one authority each."
            ) from None


def _compared(
    connection: duckdb.DuckDBPyConnection,
    definition: TableDefinition,
    first: Snapshot,
    second: Snapshot,
) -> Compared:
    loaded_in = (definition.name in first.tables, definition.name in second.tables)
    by_month = {}
    if all(loaded_in):
        rows = connection.execute(_sql(connection, definition)).fetchall()
        by_month = {month: Counts(*counts) for month, *counts in rows}
    total = Counts(*(
        sum(getattr(counts, name) for counts in by_month.values())
        for name in ("new", "gone", "changed", "same")
    ))  # fmt: skip
    return Compared(definition.name, loaded_in, total, by_month)


def _sql(connection: duckdb.DuckDBPyConnection, definition: TableDefinition) -> str:
    first, second = (
        columns_held(connection, f"{side}_snapshot", definition.name)
        for side in ("first", "second")
    )
    held = first & second
    key = [name for name in (*definition.key, AUTHORITY) if name in held]
    others = [
        each.name for each in definition.columns if each.name in held and each.name not in key
    ]
    joined = " and ".join(f"f.{name} is not distinct from s.{name}" for name in key)
    differs = " or ".join(f"f.{name} is distinct from s.{name}" for name in others) or "false"
    begun = definition.exists_from
    month = (
        f"coalesce(strftime(coalesce(s.{begun}, f.{begun}), '%Y-%m'), '')"
        if begun in held
        else "''"
    )
    sides = {
        side: f"(select true as is_there, * from {side}_snapshot.{definition.name})"
        for side in ("first", "second")
    }
    return (
        f"select {month} as month, "
        "count(*) filter (where f.is_there is null), "
        "count(*) filter (where s.is_there is null), "
        f"count(*) filter (where f.is_there and s.is_there and ({differs})), "
        f"count(*) filter (where f.is_there and s.is_there and not ({differs})) "
        f"from {sides['first']} as f full join {sides['second']} as s on {joined} "
        "group by month order by month"
    )
