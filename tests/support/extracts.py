"""An extract of a council and the store that it is loaded into, each in a folder of its own."""

from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot

MARCH = date(2026, 3, 31)


class Council:
    """An extract and a store, in folders of their own."""

    def __init__(self, folder: Path) -> None:
        self.extract = folder / "extract"
        self.extract.mkdir()
        self.store = folder / "store"

    def write(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = self.extract / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    def write_parquet(self, name: str, select: str) -> Path:
        path = self.extract / name
        with duckdb.connect() as connection:
            connection.execute(f"copy ({select}) to '{path}' (format parquet)")
        return path

    def load(self, as_at: date = MARCH, *, fresh: bool = False) -> LoadReport:
        return load_tables([self.extract], self.store, as_at, fresh=fresh)

    def rows(self, sql: str, which: str | None = None) -> list[tuple[object, ...]]:
        snapshot = open_snapshot(self.store, which)
        with duckdb.connect(str(snapshot.path), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def missing(self, table: str) -> frozenset[str]:
        return open_snapshot(self.store).missing_columns(table)


def rules(report: LoadReport) -> dict[str, int]:
    return {problem.rule: problem.rows for problem in report.problems}


def told(report: LoadReport, rule: str) -> str:
    """What was told by a rule, the first time."""
    return next(problem.message for problem in report.problems if problem.rule == rule)


def how(report: LoadReport) -> dict[str, tuple[str | None, str]]:
    """What each column of the sources was mapped to, and how."""
    return {mapped.column: (mapped.field, mapped.how) for mapped in report.mapping}
