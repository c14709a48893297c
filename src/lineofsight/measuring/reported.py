"""A period's figure as it was first reported, beside what is known of the period now.

Late recording is normal: a visit written up in April changes March's figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineofsight.indicators.catalogue import Indicator
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import Period
from lineofsight.measuring.results import Figure, measure
from lineofsight.tables.snapshots import Snapshot, open_snapshot, snapshots_that_count
from lineofsight.tables.store.ids import as_at_of, in_order
from lineofsight.tables.store.journal import entries


@dataclass(frozen=True)
class Reported:
    """One indicator and period: ``first`` from the first snapshot that told of the whole period.

    ``first`` is None where no snapshot does yet, or that one was pruned since; ``now`` is from the
    current snapshot.  Both are computed by today's definition.
    """

    period: str
    first: Figure | None
    now: Figure


def as_first_reported(
    store: Path, indicator: Indicator, periods: Sequence[Period]
) -> list[Reported]:
    """Each period's figure from the earliest snapshot as at its end or later, and from the current.

    Snapshots that a roll back set aside are passed over.
    """
    now = _figures(open_snapshot(store), indicator, periods)
    kept = snapshots_that_count(store)
    pruned = {entry.snapshot for entry in entries(store) if entry.what == "pruned"}
    told = sorted({*kept, *pruned}, key=in_order)
    by_snapshot: dict[str, list[Period]] = {}
    for period in periods:
        first = next((name for name in told if as_at_of(name) >= period.last_day), None)
        if first in kept:
            by_snapshot.setdefault(first, []).append(period)
    firsts: dict[str, Figure] = {}
    for name, own in by_snapshot.items():
        firsts |= _figures(open_snapshot(store, name), indicator, own)
    return [Reported(each.name, firsts.get(each.name), now[each.name]) for each in periods]


def _figures(
    snapshot: Snapshot, indicator: Indicator, periods: Sequence[Period]
) -> dict[str, Figure]:
    with open_engine(snapshot) as engine:
        return {figure.period: figure for figure in measure(engine, [indicator], periods)}
