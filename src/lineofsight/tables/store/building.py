"""Building a snapshot aside and swapping it in, and going back to an earlier one.

A snapshot is built aside, checked, forced to disk, moved whole into ``snapshots/``, and only then
does the link ``current`` move, by a rename.  So a reader never waits and never sees half a load,
and whatever moment the machine stops at, ``current`` is whole: the old snapshot or the new one.
A snapshot that was moved in counts from then; what was not is cleared by the next writer.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import (
    MANIFEST_FILE,
    TABLES_FILE,
    Manifest,
    Snapshot,
    folders_of_snapshots,
    folders_waiting,
    read_snapshot,
    snapshot_ids,
)
from lineofsight.tables.store.ids import as_at_of, in_order, loaded_as
from lineofsight.tables.store.journal import Entry, entries, mend, record

SECONDS_TO_WAIT = 60.0
_held: ContextVar[frozenset[Path]] = ContextVar("stores_held", default=frozenset())


def next_id(store: Path, as_at: date) -> str:
    """The id of the next snapshot as at a day: ``2026-03-31-01``, then ``-02``; none twice."""
    used = [*snapshot_ids(store), *(entry.snapshot for entry in entries(store))]
    used += [read_snapshot(folder).id for folder in folders_waiting(store)]
    same_day = [in_order(name)[1] for name in used if name and as_at_of(name) == as_at]
    return f"{as_at.isoformat()}-{max(same_day, default=0) + 1:02}"


@contextmanager
def building(store: Path) -> Iterator[Path]:
    """A folder to build the next snapshot in, while nobody else can; gone when it ends.

    A store that was made for a load that fails goes with it.
    """
    is_new = not store.exists()
    _make_folder(store)
    with _locked_and_tidied(store):
        folder = store / f"building-{secrets.token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if is_new and not (store / "current").exists() and not folders_waiting(store):
                shutil.rmtree(store, ignore_errors=True)


@contextmanager
def locked(store: Path, wait: float | None = None) -> Iterator[None]:
    """The store for one writer alone, tidied of what a writer that was killed has left.

    Waits for another writer for a minute, or ``wait`` seconds, then raises :class:`UnusableInput`;
    so do a store that is not there and a disk that is full.  Whoever has the store already keeps
    it: what they call need not wait for them.
    """
    if store in _held.get():
        yield
        return
    if not store.is_dir():
        raise UnusableInput(f"The store {store} is not there.")
    try:
        with _locked_and_tidied(store, wait):
            yield
    except OSError as error:
        raise UnusableInput(
            f"The store could not be changed: {error.filename or store}: {error.strerror}."
        ) from error
    except duckdb.Error as error:
        # Its own words may quote a value, so that only its kind is told.
        raise UnusableInput(
            f"The store {store} could not be changed ({type(error).__name__}): "
            "see that its disk has room."
        ) from None


@contextmanager
def _locked_and_tidied(store: Path, wait: float | None = None) -> Iterator[None]:
    with (store / ".lock").open("w") as lock:
        wait_for(lock.fileno(), f"load into {store}", SECONDS_TO_WAIT if wait is None else wait)
        for left in (*store.glob("building-*"), *store.glob("removing-*")):
            shutil.rmtree(left)
        for link in store.glob(".current-*"):
            link.unlink()
        mend(store)
        settle(store)
        token = _held.set(_held.get() | {store})
        try:
            yield
        finally:
            _held.reset(token)


def swap_in(
    store: Path, built: Path, manifest: Manifest, *, by: str = "", why: str = "loaded"
) -> Snapshot:
    """Move a built folder into place and make it the current snapshot."""
    place = move_in(store, built, manifest)
    try:
        make_current(store, Entry(
            what="current", snapshot=manifest.id, at=manifest.loaded_at, by=by, why=why
        ))  # fmt: skip
    except BaseException:
        if current_id(store) != manifest.id:
            shutil.rmtree(place, ignore_errors=True)
        raise
    return read_snapshot(place)


def move_in(store: Path, built: Path, manifest: Manifest) -> Path:
    """Check a built folder, force it to disk, and move it whole into ``snapshots/``."""
    finish(built, manifest)
    return move_to(store / "snapshots" / manifest.id, built)


def finish(built: Path, manifest: Manifest) -> None:
    """Check a built folder, write its manifest, make it read-only, and force it to disk."""
    check_whole(built / TABLES_FILE, manifest)
    (built / MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for file in (built / TABLES_FILE, built / MANIFEST_FILE):
        file.chmod(0o444)
        to_disk(file)
    to_disk(built)


def move_to(place: Path, folder: Path) -> Path:
    """Move a folder whole to its place in the store."""
    place.parent.mkdir(exist_ok=True)
    folder.rename(place)
    to_disk(place.parent)
    return place


def make_current(store: Path, entry: Entry) -> None:
    """Move the link to the entry's snapshot, which is told in the journal first."""
    record(store, entry)
    aside = store / f".current-{secrets.token_hex(4)}"
    aside.symlink_to(Path("snapshots") / entry.snapshot)
    aside.replace(store / "current")
    to_disk(store)


def roll_back(store: Path, to: str, *, why: str, by: str, at: datetime | None) -> Snapshot:
    """Make an earlier snapshot the current one again, and write down who did and why.

    The next load builds upon it.  Raises :class:`UnusableInput` where there is no such snapshot,
    it is damaged, or it is the current one already.
    """
    if not why.strip():
        raise UnusableInput("A roll back needs a reason, which stays in the journal.")
    with locked(store):
        if to not in snapshot_ids(store):
            raise UnusableInput(
                f"The store {store} has no snapshot {to!r}; `lineofsight tables snapshots` lists "
                "them."
            )
        if to == current_id(store):
            raise UnusableInput(f"The snapshot {to} is the current one already.")
        snapshot = read_snapshot(store / "snapshots" / to)
        check_whole(snapshot.path, snapshot.manifest)
        make_current(store, Entry(what="current", snapshot=to, at=at, by=by, why=why))
    return snapshot


def current_id(store: Path) -> str | None:
    """The id of the current snapshot, where there is one."""
    link = store / "current"
    return link.readlink().name if link.is_symlink() else None


def check_whole(tables: Path, manifest: Manifest) -> None:
    """Raise :class:`UnusableInput` unless the file opens and holds the rows its manifest tells."""
    try:
        with duckdb.connect(str(tables), read_only=True) as connection:
            for name, kept in manifest.tables.items():
                held = connection.execute(f"select count(*) from {name}").fetchone()
                if held is None or held[0] != kept.rows:
                    raise UnusableInput(
                        f"The snapshot {manifest.id} is damaged: its table {name} does not hold "
                        f"the {kept.rows:,} rows that its manifest tells."
                    )
    except duckdb.Error as error:
        raise UnusableInput(
            f"The snapshot {manifest.id} is damaged: its tables cannot be opened "
            f"({type(error).__name__})."
        ) from error


def remove(store: Path, snapshot_id: str) -> None:
    """Take a snapshot away, whole."""
    take_away(store, store / "snapshots" / snapshot_id)


def take_away(store: Path, place: Path) -> None:
    """Delete a folder of the store; it is out of its place before any of it is deleted."""
    going = store / f"removing-{place.name}"
    place.rename(going)
    to_disk(place.parent)
    shutil.rmtree(going)


def settle(store: Path) -> None:
    """Let every rebuilt snapshot take the place of what it was rebuilt from, which goes."""
    newest = {loaded_as(name): name for name in snapshot_ids(store)}
    for name in folders_of_snapshots(store):
        rebuilt = newest[loaded_as(name)]
        if name == rebuilt:
            continue
        if name == current_id(store):
            entry = Entry(what="current", snapshot=rebuilt, at=None, by="", why="rebuilt")
            make_current(store, entry)
        remove(store, name)


def _make_folder(store: Path) -> None:
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInput(f"The store {store} cannot be made: {error.strerror}.") from error


def wait_for(lock: int, what: str, seconds: float) -> None:
    """Have a lock file for oneself; :class:`UnusableInput` where another has it for too long."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise UnusableInput(
                    f"Another {what} is still running; try again when it has ended."
                ) from None
            time.sleep(0.1)
        else:
            return


def to_disk(path: Path) -> None:
    """Force a file, or what a folder holds, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
