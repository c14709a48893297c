"""Snapshots: every table as one load left it, in one read-only file that never changes.

A store is a folder::

    snapshots/<id>/tables.duckdb   read-only
    snapshots/<id>/manifest.json   what went into it
    current                        a link to the snapshot that counts now

A snapshot is built aside, forced to disk, moved into place, and only then does the link move, by
a rename.  So a reader never waits and never sees half a load, and whatever moment the machine
stops at, ``current`` is whole: the old snapshot or the new one.
"""

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.checks import Problem

TABLES_FILE = "tables.duckdb"
MANIFEST_FILE = "manifest.json"
SECONDS_TO_WAIT = 60.0
_AN_ID = re.compile(r"\d{4}-\d\d-\d\d-\d\d+")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True)


class SourceKept(_Strict):
    """A file that went into a load."""

    name: str
    sha256: str
    bytes: int


class TableKept(_Strict):
    """A table of a snapshot: its rows, the load it came with, and what that load lacked or left."""

    rows: int
    from_load: str
    missing_columns: tuple[str, ...]
    empty_columns: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    definition_version: str


class Manifest(_Strict):
    """What a snapshot is made of; ``before`` is the one that was current until it."""

    id: str
    before: str | None = None
    as_at: date
    loaded_at: datetime | None
    product: str
    sources: tuple[SourceKept, ...]
    tables: Mapping[str, TableKept]
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

    def missing_columns(self, table: str) -> frozenset[str]:
        """The columns that a table of it was loaded without."""
        return frozenset(self.manifest.tables[table].missing_columns)


def open_snapshot(store: Path, which: str | None = None) -> Snapshot:
    """The current snapshot, the one with an id, or the one that was current on a day.

    A day takes the snapshot with the latest as-at day that is not after it.  Raises
    :class:`UnusableInput` where the store holds none.
    """
    if which is None:
        current = store / "current"
        if not current.exists():
            raise UnusableInput(
                f"The store {store} holds no snapshot yet: load one with `lineofsight tables load`."
            )
        return _read(current.resolve())
    ids = snapshot_ids(store)
    if which in ids:
        return _read(store / "snapshots" / which)
    try:
        day = date.fromisoformat(which)
    except ValueError as error:
        raise UnusableInput(
            f"The store {store} has no snapshot {which!r}; it has {', '.join(ids) or 'none'}."
        ) from error
    by_then = [name for name in ids if as_at_of(name) <= day]
    if not by_then:
        raise UnusableInput(
            f"The store {store} has no snapshot as at {day} or before; "
            f"its first is {ids[0] if ids else 'still to be loaded'}."
        )
    return _read(store / "snapshots" / by_then[-1])


def snapshot_ids(store: Path) -> list[str]:
    """Every snapshot's id, by as-at day and then in the order they were loaded."""
    folder = store / "snapshots"
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir())
    return sorted((name for name in names if _AN_ID.fullmatch(name)), key=_order)


def as_at_of(snapshot_id: str) -> date:
    """The day on which the extract of a snapshot was taken, from its id."""
    return date.fromisoformat(snapshot_id[:10])


def next_id(store: Path, as_at: date) -> str:
    """The id of the next snapshot as at a day: ``2026-03-31-01``, then ``-02``."""
    same_day = [_order(name)[1] for name in snapshot_ids(store) if as_at_of(name) == as_at]
    return f"{as_at.isoformat()}-{max(same_day, default=0) + 1:02}"


@contextmanager
def building(store: Path) -> Iterator[Path]:
    """A folder to build the next snapshot in, while no other load can; gone when it ends.

    Waits for another load for a minute, then raises :class:`UnusableInput`.  A store that was made
    for a load that fails goes with it.
    """
    is_new = not store.exists()
    _make_folder(store)
    with (store / ".lock").open("w") as lock:
        _wait_for(lock.fileno(), store)
        _clear_left_overs(store)
        folder = store / f"building-{secrets.token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if is_new and not (store / "current").exists():
                shutil.rmtree(store, ignore_errors=True)


def _clear_left_overs(store: Path) -> None:
    """Take away what a load that was killed has left, whichever step it had come to."""
    for built in store.glob("building-*"):
        shutil.rmtree(built)
    for link in store.glob(".current-*"):
        link.unlink()
    if not (store / "current").exists():
        return
    current = (store / "current").resolve().name
    for name in snapshot_ids(store):
        built = store / "snapshots" / name
        with suppress(UnusableInput):
            # Built upon the current one and never made current: no reader was ever given it.
            if _read(built).manifest.before == current:
                shutil.rmtree(built)


def swap_in(store: Path, built: Path, manifest: Manifest) -> Snapshot:
    """Move a built folder into place and make it the current snapshot."""
    (built / MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for file in (built / TABLES_FILE, built / MANIFEST_FILE):
        file.chmod(0o444)
        _to_disk(file)
    _to_disk(built)
    place = store / "snapshots" / manifest.id
    place.parent.mkdir(exist_ok=True)
    built.rename(place)
    _to_disk(place.parent)
    aside = store / f".current-{secrets.token_hex(4)}"
    aside.symlink_to(Path("snapshots") / manifest.id)
    aside.replace(store / "current")
    _to_disk(store)
    return _read(place)


def _read(folder: Path) -> Snapshot:
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise UnusableInput(
            f"The snapshot {folder.name} is damaged: its {MANIFEST_FILE} cannot be read."
        ) from error
    return Snapshot(manifest.id, manifest.as_at, folder / TABLES_FILE, manifest)


def _order(snapshot_id: str) -> tuple[str, int]:
    return snapshot_id[:10], int(snapshot_id[11:])


def _make_folder(store: Path) -> None:
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInput(f"The store {store} cannot be made: {error.strerror}.") from error


def _wait_for(lock: int, store: Path) -> None:
    until = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise UnusableInput(
                    f"Another load into {store} is still running; try again when it has ended."
                ) from None
            time.sleep(0.1)
        else:
            return


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
