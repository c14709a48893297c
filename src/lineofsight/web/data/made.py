"""Snapshots as the site finds them in its store, and which of them a load was made into."""

from django.conf import settings

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from lineofsight.tables.store.waiting import waiting
from lineofsight.web.data.models import Load


def snapshot_of(which: str | None = None) -> Snapshot | None:
    """The current snapshot or the one with an id, if it is there."""
    try:
        return open_snapshot(settings.PLACES.store, which)
    except UnusableInput:
        return None


def made_of(load: Load) -> Snapshot | None:
    """The snapshot that a load was made into, waiting or not, if it is still there."""
    if load.state == "waiting":
        return waiting(settings.PLACES.store, load.waits_as) or moved_in(load)
    return moved_in(load) if load.state == "current" else None


def moved_in(load: Load) -> Snapshot | None:
    """The snapshot of a load that waits no more.

    Known by its moment too: the id of what waited and was taken away is given to another load.
    """
    found = snapshot_of(load.snapshot)
    return found if found and found.manifest.loaded_at == load.at else None
