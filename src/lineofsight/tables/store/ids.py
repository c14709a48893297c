"""What a snapshot's id tells: ``2026-03-31-02.3`` is the third making of the day's second load."""

import re
from datetime import date

_AN_ID = re.compile(r"(\d{4}-\d\d-\d\d)-(\d\d+)(?:\.(\d+))?")


def is_id(name: str) -> bool:
    """Whether a folder's name is a snapshot's."""
    return _AN_ID.fullmatch(name) is not None


def in_order(snapshot_id: str) -> tuple[str, int, int]:
    """What to sort ids by: as-at day, the order of loads, the order of rebuilds."""
    found = _AN_ID.fullmatch(snapshot_id)
    assert found is not None
    return found[1], int(found[2]), int(found[3] or 1)


def as_at_of(snapshot_id: str) -> date:
    """The day on which the extract of a snapshot was taken."""
    return date.fromisoformat(snapshot_id[:10])


def loaded_as(snapshot_id: str) -> str:
    """The id that the load gave it, whatever was rebuilt since."""
    return snapshot_id.partition(".")[0]


def rebuilt_as(snapshot_id: str) -> str:
    """The id that its next rebuild has."""
    return f"{loaded_as(snapshot_id)}.{in_order(snapshot_id)[2] + 1}"
