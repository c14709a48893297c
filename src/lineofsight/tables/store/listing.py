"""A store's snapshots as people and programs want to see them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from lineofsight.tables.snapshots import read_snapshot, snapshot_ids
from lineofsight.tables.store.building import current_id
from lineofsight.tables.store.ids import loaded_as
from lineofsight.tables.store.journal import set_aside
from lineofsight.tables.store.keeping import pins

State = Literal["current", "kept", "set aside"]


@dataclass(frozen=True)
class Listed:
    """One snapshot; ``set aside`` is one from which a roll back went back."""

    id: str
    as_at: date
    loaded_at: datetime | None
    loaded_by: str
    sources: tuple[str, ...]
    authorities: tuple[str, ...]
    rows: int
    state: State
    pinned: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The snapshot as other programs rely on it."""
        return asdict(self) | {"current": self.state == "current"}


def listed(store: Path) -> list[Listed]:
    """Every snapshot of a store, by as-at day; :class:`UnusableInput` where one is damaged."""
    current, aside, pinned = current_id(store), set_aside(store), pins(store)
    found = []
    for name in snapshot_ids(store):
        snapshot = read_snapshot(store / "snapshots" / name)
        manifest = snapshot.manifest
        state: State = "set aside" if loaded_as(name) in aside else "kept"
        found.append(
            Listed(
                name,
                manifest.as_at,
                manifest.loaded_at,
                manifest.loaded_by,
                tuple(source.name for source in manifest.sources),
                tuple(sorted(snapshot.authorities)),
                sum(table.rows for table in manifest.tables.values()),
                "current" if name == current else state,
                pinned.get(loaded_as(name), ()),
            )
        )
    return found
