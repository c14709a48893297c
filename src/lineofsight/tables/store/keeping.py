"""Which snapshots stay: those that something names, the newest, and the last of each month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import snapshot_ids, snapshots_that_count
from lineofsight.tables.store.building import current_id, locked, remove
from lineofsight.tables.store.ids import as_at_of, loaded_as
from lineofsight.tables.store.journal import Entry, entries, record
from lineofsight.tables.store.results import take_people_out

MONTHS = 24


@dataclass(frozen=True)
class Verdict:
    """Whether a snapshot stays when a store is pruned, and why."""

    id: str
    stays: bool
    why: str


def pin(store: Path, snapshot_id: str, *, by: str, why: str, at: datetime | None) -> None:
    """Keep a snapshot from being pruned, because of what ``why`` names: a paper, a rating.

    To pin twice for one reason is to pin once.  Raises :class:`UnusableInput` where the store
    has no such snapshot.
    """
    with locked(store):
        _check_there(store, snapshot_id)
        if why not in pins(store).get(loaded_as(snapshot_id), ()):
            record(store, Entry(what="pinned", snapshot=snapshot_id, at=at, by=by, why=why))


def unpin(store: Path, snapshot_id: str, *, by: str, why: str, at: datetime | None) -> None:
    """Take back the pin that was made with the same ``why``; others stay.

    Raises :class:`UnusableInput` where there is no such pin.
    """
    with locked(store):
        held = pins(store).get(loaded_as(snapshot_id), ())
        if why not in held:
            raise UnusableInput(
                f"The snapshot {snapshot_id} is not pinned for {why!r}; "
                f"it is for {', '.join(map(repr, held)) or 'nothing'}."
            )
        record(store, Entry(what="unpinned", snapshot=snapshot_id, at=at, by=by, why=why))


def pins(store: Path) -> Mapping[str, tuple[str, ...]]:
    """Why each pinned snapshot is pinned, by the id it was loaded with."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries(store):
        reasons = found.setdefault(loaded_as(entry.snapshot), {})
        if entry.what == "pinned":
            reasons[entry.why] = None
        elif entry.what == "unpinned":
            reasons.pop(entry.why, None)
    return {snapshot: tuple(reasons) for snapshot, reasons in found.items() if reasons}


def verdicts(store: Path, keep: int) -> list[Verdict]:
    """What a prune would leave and take, oldest first.

    The current snapshot stays, every pinned one, the newest ``keep``, and the last of each of the
    24 months that end with the newest snapshot's.  What a roll back set aside counts for neither.
    """
    if keep < 1:
        raise UnusableInput(f"--keep {keep} must be 1 or more: the newest always stays.")
    ids, counting = snapshot_ids(store), snapshots_that_count(store)
    newest = counting[-keep:]
    last_of = {_month(as_at_of(name)): name for name in counting}
    first_month = max(last_of, default=0) - MONTHS + 1
    current, pinned = current_id(store), pins(store)
    told = []
    for name in ids:
        month = _month(as_at_of(name))
        if name == current:
            told.append(Verdict(name, True, "it is the current one"))
        elif reasons := pinned.get(loaded_as(name)):
            told.append(Verdict(name, True, f"it is pinned for {'; '.join(reasons)}"))
        elif name not in counting:
            told.append(Verdict(name, False, "a roll back set it aside"))
        elif name in newest:
            told.append(Verdict(name, True, f"it is one of the newest {keep}"))
        elif month < first_month:
            told.append(Verdict(name, False, f"it is from over {MONTHS} months before the newest"))
        elif last_of[month] == name:
            told.append(Verdict(name, True, f"it is the last of {as_at_of(name):%B %Y}"))
        else:
            told.append(Verdict(name, False, f"{last_of[month]} is later in the same month"))
    return told


def prune(store: Path, keep: int, *, by: str, at: datetime | None) -> list[Verdict]:
    """Take away every snapshot that does not stay; each is told in the journal first.

    Their figures stay among the results, without what names somebody.
    """
    with locked(store):
        told = verdicts(store, keep)
        for verdict in told:
            if not verdict.stays:
                record(store, Entry(
                    what="pruned", snapshot=verdict.id, at=at, by=by, why=verdict.why
                ))  # fmt: skip
                take_people_out(store, verdict.id)
                remove(store, verdict.id)
    return told


def _check_there(store: Path, snapshot_id: str) -> None:
    if loaded_as(snapshot_id) not in map(loaded_as, snapshot_ids(store)):
        raise UnusableInput(
            f"The store {store} has no snapshot {snapshot_id!r}; "
            "`lineofsight tables snapshots` lists them."
        )


def _month(day: date) -> int:
    return day.year * 12 + day.month
