"""A load of files written by a test, and what it left in the snapshot."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.readers import READERS
from lineofsight.tables.reading import Delivery, Reading
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.sources import Kind, look_at


class Loaded:
    """A folder to write sources of one kind into, a store, and the rows of its snapshot."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.sources = folder / "sources"
        self.sources.mkdir()
        self.store = folder / "store"
        self._kind = kind

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write the files of a delivery; a name may have an authority's folder before it."""
        for name, content in files.items():
            path = self.sources / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def load(self, as_at: str = "2025-03-31") -> LoadReport:
        """Load everything that was written."""
        source = f"{self._kind}={self.sources}"
        return load_tables([source], self.store, date.fromisoformat(as_at), fresh=True)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What the snapshot answers."""
        with duckdb.connect(str(open_snapshot(self.store).path), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def column(self, sql: str) -> list[object]:
        """The first column of what the snapshot answers."""
        return [row[0] for row in self.rows(sql)]


def found(report: LoadReport) -> dict[str, int]:
    """How many rows each rule found fault with."""
    counted: dict[str, int] = {}
    for problem in report.problems:
        counted[problem.rule] = counted.get(problem.rule, 0) + problem.rows
    return counted


def deliveries(folder: Path, kind: Kind, as_at: date) -> list[Delivery]:
    """What the reader of a kind gives for a folder's files, without placing it in tables."""
    aside = folder / "aside"
    aside.mkdir()
    files = [look_at(path, kind) for path in sorted((folder / "sources").iterdir())]
    with duckdb.connect() as connection:
        reading = Reading(connection, as_at, aside, lambda _: None)
        return list(READERS[kind].read(reading, files))
