"""Tables as Parquet, with the types that their definitions say."""

from datetime import date
from pathlib import Path

import duckdb


def write_parquet(
    journeys: duckdb.DuckDBPyConnection, out: Path, _as_at: date, _council: str
) -> None:
    """Write a ``TABLE.parquet`` of every table into ``out``, its rows in the journeys' order."""
    # Several threads would part the rows into other groups each time.
    journeys.execute("set threads = 1")
    names = journeys.execute("select view_name from duckdb_views() where not internal").fetchall()
    for (name,) in names:
        place = str(out / f"{name}.parquet").replace("'", "''")
        journeys.execute(f"copy {name} to '{place}' (format parquet)")
