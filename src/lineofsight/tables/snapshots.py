"""Snapshots: every table as one load left it, in one read-only file that never changes.

A store is a folder::

    snapshots/<id>/tables.duckdb   read-only
    snapshots/<id>/manifest.json   what went into it
    current                        a link to the snapshot that counts now
    waiting/<name>/                a load that becomes a snapshot once somebody looked at it
    journal.jsonl                  what was done to the store, and who did it

This module opens snapshots; ``store`` builds, swaps, keeps and rebuilds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.checks import Problem
from lineofsight.tables.reading import Mapped
from lineofsight.tables.store.ids import as_at_of, in_order, is_id, loaded_as
from lineofsight.tables.store.journal import set_aside

TABLES_FILE = "tables.duckdb"
MANIFEST_FILE = "manifest.json"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True)


class SourceKept(_Strict):
    """A file that went into a load."""

    name: str
    kind: str = "ssd"
    sha256: str
    bytes: int


class TableKept(_Strict):
    """A table of a snapshot: its rows, the load it came with, and what that load made of what.

    ``authorities`` are the councils whose rows it holds, ``("",)`` where there is one alone.
    ``covers_from``, ``one_row_a`` and ``only_of`` say what its source held of it, as a
    :class:`~lineofsight.tables.reading.Delivery` does.  ``parts`` are the files or sheets that its
    rows came from, the first the one that stands; ``filled`` says of a later one how many empty
    values it gave, by column.
    """

    rows: int
    from_load: str
    missing_columns: tuple[str, ...]
    empty_columns: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    definition_version: str
    covers_from: date | None = None
    one_row_a: str | None = None
    only_of: str | None = None
    parts: tuple[str, ...] = ()
    filled: Mapping[str, Mapping[str, int]] = {}
    authorities: tuple[str, ...] = ("",)
    mapping: tuple[Mapped, ...] = ()


class PartKept(_Strict):
    """What a load read of a file or sheet for one table: ``read`` is kept and rejected together."""

    part: str
    table: str
    read: int
    kept: int
    rejected: int


class Manifest(_Strict):
    """What a snapshot is made of, who loaded it, and when.

    ``before`` is the one that was current until it; ``product`` the version that made it.
    ``parts`` and ``problems`` are of its own load, without what was carried over.
    """

    id: str
    before: str | None = None
    as_at: date
    loaded_at: datetime | None
    loaded_by: str = ""
    product: str
    sources: tuple[SourceKept, ...]
    tables: Mapping[str, TableKept]
    parts: tuple[PartKept, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """One snapshot of a store, ready to be read."""

    id: str
    as_at: date
    path: Path
    manifest: Manifest

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it holds."""
        return frozenset(self.manifest.tables)

    @property
    def authorities(self) -> frozenset[str]:
        """The councils whose rows it holds; one without a name where it holds one alone."""
        return frozenset(
            name for kept in self.manifest.tables.values() for name in kept.authorities
        )

    def missing_columns(self, table: str) -> frozenset[str]:
        """The columns that a table of it was loaded without."""
        return frozenset(self.manifest.tables[table].missing_columns)


def open_snapshot(store: Path, which: str | None = None) -> Snapshot:
    """The current snapshot, the one with an id, or the one that was current on a day.

    An id also finds the snapshot that was since rebuilt without a person.  A day takes the
    snapshot with the latest as-at day that is not after it, and none that a roll back has set
    aside.  Raises :class:`UnusableInput` where the store holds none.
    """
    if which is None:
        current = store / "current"
        if not current.exists():
            raise UnusableInput(
                f"The store {store} holds no snapshot yet: load one with `lineofsight tables load`."
            )
        return read_snapshot(current.resolve())
    ids = snapshot_ids(store)
    for name in ids:
        if which in (name, loaded_as(name)):
            return read_snapshot(store / "snapshots" / name)
    try:
        day = date.fromisoformat(which)
    except ValueError as error:
        raise UnusableInput(
            f"The store {store} has no snapshot {which!r}; it has {', '.join(ids) or 'none'}."
        ) from error
    counting = snapshots_that_count(store)
    by_then = [name for name in counting if as_at_of(name) <= day]
    if not by_then:
        raise UnusableInput(
            f"The store {store} has no snapshot as at {day} or before; "
            f"its first is {counting[0] if counting else 'still to be loaded'}."
        )
    return read_snapshot(store / "snapshots" / by_then[-1])


def snapshot_ids(store: Path) -> list[str]:
    """Every snapshot's id, by as-at day and then in the order they were loaded."""
    newest = {loaded_as(name): name for name in folders_of_snapshots(store)}
    return list(newest.values())


def folders_of_snapshots(store: Path) -> list[str]:
    """Every snapshot's folder in order, also those that a rebuild has yet to take away."""
    folder = store / "snapshots"
    if not folder.is_dir():
        return []
    return sorted((path.name for path in folder.iterdir() if is_id(path.name)), key=in_order)


def folders_waiting(store: Path) -> list[Path]:
    """The folder of each load that waits to be looked at, by the names they wait under."""
    folder = store / "waiting"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def snapshots_that_count(store: Path) -> list[str]:
    """Those of the ids that no roll back has set aside."""
    aside = set_aside(store)
    return [name for name in snapshot_ids(store) if loaded_as(name) not in aside]


def read_snapshot(folder: Path) -> Snapshot:
    """The snapshot in a folder; :class:`UnusableInput` where its manifest is damaged."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise UnusableInput(
            f"The snapshot {folder.name} is damaged: its {MANIFEST_FILE} cannot be read."
        ) from error
    return Snapshot(manifest.id, manifest.as_at, folder / TABLES_FILE, manifest)


def columns_held(connection: duckdb.DuckDBPyConnection, attached: str, table: str) -> set[str]:
    """The columns that a table of an attached snapshot has: an older one may lack some."""
    rows = connection.execute(
        "select column_name from duckdb_columns() where database_name = ? and table_name = ?",
        [attached, table],
    ).fetchall()
    return {str(name) for (name,) in rows}
