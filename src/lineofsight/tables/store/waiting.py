"""Loads that wait to be looked at: built and checked, and current only once somebody says so.

A waiting load is whole and read-only, as a snapshot is, and no snapshot: nothing measures it.  It
stands on the snapshot that was current when it was built, from which it carried tables over; once
another one is current it can only be given up, and loaded again.
"""

import re
from datetime import datetime
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import Manifest, Snapshot, folders_waiting, read_snapshot
from lineofsight.tables.store.building import (
    current_id,
    finish,
    locked,
    make_current,
    move_to,
    take_away,
)
from lineofsight.tables.store.journal import Entry

_A_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def set_waiting(store: Path, built: Path, manifest: Manifest, name: str) -> Snapshot:
    """Let a built folder wait under a name; what waited under that name before is taken away."""
    place = _place(store, name)
    finish(built, manifest)
    if place.exists():
        take_away(store, place)
    return read_snapshot(move_to(place, built))


def waiting(store: Path, name: str) -> Snapshot | None:
    """What waits under a name, if anything does."""
    place = _place(store, name)
    return read_snapshot(place) if place.exists() else None


def overtaken(store: Path, snapshot: Snapshot) -> bool:
    """Whether another snapshot became current since one was built that waits to be looked at."""
    return snapshot.manifest.before != current_id(store)


def confirm(store: Path, name: str, *, by: str, why: str, at: datetime | None) -> Snapshot:
    """Make what waits under a name the current snapshot, and write down who did and why.

    Raises :class:`UnusableInput` where nothing waits so, or where another snapshot became current
    since: what was carried over from the one before would be older than what stands now.
    """
    with locked(store):
        snapshot = waiting(store, name)
        if snapshot is None:
            raise UnusableInput("This load does not wait any more: load the files again.")
        if overtaken(store, snapshot):
            raise UnusableInput(
                "Another snapshot became current since this was loaded, so that tables that were "
                "carried over may be out of date: load the files again."
            )
        move_to(store / "snapshots" / snapshot.id, _place(store, name))
        make_current(store, Entry(what="current", snapshot=snapshot.id, at=at, by=by, why=why))
    return read_snapshot(store / "snapshots" / snapshot.id)


def give_up(store: Path, name: str) -> None:
    """Delete what waits under a name; nothing where nothing does."""
    if not _place(store, name).exists():
        return
    with locked(store):
        if _place(store, name).exists():
            take_away(store, _place(store, name))


def give_all_up(store: Path) -> None:
    """Delete all that waits, in a store that the caller has locked."""
    for folder in folders_waiting(store):
        take_away(store, folder)


def _place(store: Path, name: str) -> Path:
    if not _A_NAME.fullmatch(name):
        raise ValueError(f"A load waits under small letters and figures, not {name!r}.")
    return store / "waiting" / name
