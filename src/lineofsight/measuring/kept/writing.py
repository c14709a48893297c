"""Rows on their way into a file of results."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

MEMORY_LIMIT = "1GB"


def new_file(path: Path, tables: Mapping[str, Mapping[str, str]]) -> duckdb.DuckDBPyConnection:
    """A connection to a new file with empty tables; nothing of it is spilled elsewhere."""
    connection = duckdb.connect(
        str(path), config={"memory_limit": MEMORY_LIMIT, "temp_directory": ""}
    )
    for name, columns in tables.items():
        told = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        connection.execute(f"create table {name} ({told})")
    return connection


def add_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[object]],
) -> int:
    """Add rows, given in the order of the table's columns; how many there were."""
    held = [list(column) for column in zip(*rows, strict=True)]
    if not held:
        return 0
    chosen = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
    connection.execute(f"insert into {table} select {chosen}", held)
    return len(held[0])
