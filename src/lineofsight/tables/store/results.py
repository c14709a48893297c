"""Where the results of snapshots lie: what was computed of each load, beside it.

A store holds them apart from the snapshots, so that they outlive one that is pruned::

    results/<load>/<n>/figures.duckdb   figures, which name nobody
    results/<load>/<n>/people.duckdb    due lists and figures by worker

``<load>`` is the id that the load gave its snapshot, ``<n>`` how many times results of it were
made: whole folders are moved in by a rename, and the newest counts.  What names somebody is a file
of its own, so that it can be deleted without anything being rewritten: when its snapshot is pruned,
and when anybody is forgotten.  What the files hold is the affair of whoever makes them.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import folders_of_snapshots
from lineofsight.tables.store.building import locked, move_to, take_away, to_disk, wait_for
from lineofsight.tables.store.ids import in_order, is_id, loaded_as
from lineofsight.tables.store.journal import set_aside

FIGURES_FILE = "figures.duckdb"
PEOPLE_FILE = "people.duckdb"
SECONDS_TO_WAIT = 600.0
_BUILDING = "building-"


@contextmanager
def making(store: Path, wait: float = SECONDS_TO_WAIT) -> Iterator[Path]:
    """A folder to make results in, while nobody else makes any; gone when it ends.

    Loads go on meanwhile.  Waits for another maker, then raises :class:`UnusableInput`.
    """
    place = store / "results"
    place.mkdir(exist_ok=True)
    with (place / ".lock").open("w") as lock:
        wait_for(lock.fileno(), f"making of results in {store}", wait)
        _clear(store)
        folder = place / f"{_BUILDING}{secrets.token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def move_in_results(store: Path, snapshot_id: str, folder: Path) -> Path:
    """Move results of a snapshot whole into their place; those made of its load before go.

    Raises :class:`UnusableInput` where the snapshot was pruned or made again meanwhile: its results
    could name somebody who was forgotten.
    """
    with locked(store):
        if snapshot_id not in folders_of_snapshots(store) or not folder.is_dir():
            raise UnusableInput(
                f"The snapshot {snapshot_id} was taken away or made again meanwhile: "
                "make its results again."
            )
        for file in folder.iterdir():
            file.chmod(0o444)
            to_disk(file)
        to_disk(folder)
        of_load = store / "results" / loaded_as(snapshot_id)
        of_load.mkdir(exist_ok=True)
        to_disk(of_load.parent)
        before = _makings(of_load)
        number = int(before[-1].name) + 1 if before else 1
        place = move_to(of_load / str(number), folder)
        for old in before:
            take_away(store, old)
    return place


def results_of(store: Path, snapshot_id: str) -> Path | None:
    """The folder of the newest results of a snapshot's load, where there are any.

    They may be of the snapshot as it was before somebody was forgotten.
    """
    made = _makings(store / "results" / loaded_as(snapshot_id))
    return made[-1] if made else None


def results_before(store: Path, snapshot_id: str) -> Path | None:
    """The newest results of the latest load before a snapshot's that no roll back has set aside."""
    folder = store / "results"
    if not folder.is_dir():
        return None
    aside, this = set_aside(store), in_order(loaded_as(snapshot_id))
    loads = sorted(
        (path.name for path in folder.iterdir() if is_id(path.name) and path.name not in aside),
        key=in_order,
        reverse=True,
    )
    earlier = (results_of(store, name) for name in loads if in_order(name) < this)
    return next((found for found in earlier if found), None)


def take_people_out(store: Path, snapshot_id: str | None = None) -> None:
    """Delete what names somebody from the results of a snapshot, or of all; figures stay.

    The caller has the store for itself.  Of all, results that are being made are deleted whole too,
    and their maker is told so.
    """
    folder = store / "results"
    if snapshot_id is None:
        _clear(store)
    for file in folder.glob(f"{loaded_as(snapshot_id) if snapshot_id else '*'}/*/{PEOPLE_FILE}"):
        file.unlink()
        to_disk(file.parent)


def _makings(of_load: Path) -> list[Path]:
    """The folders of one load's results, in the order they were made."""
    if not of_load.is_dir():
        return []
    return sorted(
        (path for path in of_load.iterdir() if path.name.isdecimal()),
        key=lambda path: int(path.name),
    )


def _clear(store: Path) -> None:
    """Delete what a maker has left half done, or has in hand."""
    for left in (store / "results").glob(f"{_BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)
