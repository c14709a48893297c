"""A snapshot's file attached to DuckDB, for the engine that reads it and those that copy it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.measuring.engine import Held
from lineofsight.tables.reach import extract_days, reaches
from lineofsight.tables.snapshots import Snapshot

MEMORY_LIMIT = "2GB"
ATTEMPTS, SECONDS_BETWEEN_ATTEMPTS = 10, 0.1


def connected() -> duckdb.DuckDBPyConnection:
    """A connection to an empty database in memory, which loads no extension."""
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
            # With it DuckDB 2.0 ends some panels of a few rows in an error of its own.
            "disabled_optimizers": "join_filter_pushdown",
            # Rows about children are never spilled into a folder: a query too large fails.
            "temp_directory": "",
        },
    )


@contextmanager
def attached(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to which a snapshot's tables are attached as ``snapshot``.

    It stays open, and is closed where anything fails; a DuckDB error in here is raised as
    :class:`UnusableInput`, since the file is damaged.
    """
    connection = connected()
    try:
        # The whole path, so that no name can be taken for the address of something else.
        place = str(snapshot.path.resolve()).replace("'", "''")
        _attach(connection, place)
        yield connection
    except duckdb.Error as error:
        connection.close()
        raise UnusableInput(
            f"The snapshot {snapshot.id} cannot be read ({type(error).__name__}): load it again."
        ) from None
    except BaseException:
        connection.close()
        raise


def held_in(snapshot: Snapshot) -> Held:
    """What a snapshot holds."""
    return Held(
        snapshot.id,
        {name: snapshot.missing_columns(name) for name in snapshot.tables},
        snapshot.as_at,
        reaches(snapshot),
        snapshot.authorities,
        extract_days(snapshot),
    )


def columns_held(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns that the attached file has, by table: an older one may lack some or a table."""
    rows = connection.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
    ).fetchall()
    held: dict[str, set[str]] = {}
    for table, column in rows:
        held.setdefault(table, set()).add(column)
    return held


def _attach(connection: duckdb.DuckDBPyConnection, place: str) -> None:
    """Attach a snapshot, waiting a little for one that this process is just letting go of."""
    for _ in range(ATTEMPTS - 1):
        try:
            connection.execute(f"attach '{place}' as snapshot (read_only)")
        except duckdb.ResourceInUseException:
            time.sleep(SECONDS_BETWEEN_ATTEMPTS)
        else:
            return
    connection.execute(f"attach '{place}' as snapshot (read_only)")
