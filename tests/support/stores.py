"""Stores with a few rows in them, loaded as anything else is."""

import tempfile
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot

MARCH, APRIL, MAY = date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)


def load(
    store: Path, as_at: date, *, fresh: bool = False, authority: str = "", **tables: str
) -> LoadReport:
    """Load tables given as CSV text by name, in one authority's folder where one is named."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / authority
        files.mkdir(exist_ok=True)
        for name, text in tables.items():
            (files / f"{name}.csv").write_text(text)
        return load_tables([folder], store, as_at, fresh=fresh, by="anna")


def rows(store: Path, sql: str, which: str | None = None) -> list[tuple[object, ...]]:
    """What a snapshot answers."""
    with duckdb.connect(str(open_snapshot(store, which).path), read_only=True) as connection:
        return connection.execute(sql).fetchall()
