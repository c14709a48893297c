"""What a table of a snapshot can tell of, where its source does not hold everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.tables.snapshots import Snapshot
from lineofsight.tables.store.ids import as_at_of


@dataclass(frozen=True)
class Reach:
    """How much of a table its source held on ``day``, the day of the extract.

    ``covers_from`` is the first day of which it told, ``one_row_a`` of what it held the latest
    alone, ``only_of`` of which children alone it told; at least one of them is given.
    """

    day: date
    covers_from: date | None = None
    one_row_a: str | None = None
    only_of: str | None = None


def extract_days(snapshot: Snapshot) -> Mapping[str, date]:
    """The day of the extract that each table came from, which may be of an earlier load."""
    return {name: as_at_of(kept.from_load) for name, kept in snapshot.manifest.tables.items()}


def reaches(snapshot: Snapshot) -> Mapping[str, Reach]:
    """The reach of every table whose source did not hold everything."""
    return {
        name: Reach(as_at_of(kept.from_load), kept.covers_from, kept.one_row_a, kept.only_of)
        for name, kept in snapshot.manifest.tables.items()
        if kept.covers_from or kept.one_row_a or kept.only_of
    }
