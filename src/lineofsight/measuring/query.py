"""What is asked of an engine: one SELECT, and what must be there for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.indicators.panel import Panel, relations, with_those_read


@dataclass(frozen=True)
class Query:
    """SQL over tables of a snapshot, relations, ``periods``, ``period_days`` and ``calendar``.

    ``of`` names what it computes.  ``reads`` are the tables and relations that it reads, each
    relation after what it reads itself.
    """

    sql: str
    of: str
    reads: tuple[str, ...]


def read_by(panel: Panel, others: Iterable[str] = ()) -> tuple[str, ...]:
    """What a panel reads, and what the relations named in ``others`` do, for :class:`Query`."""
    found = dict.fromkeys(panel.tables)
    for name in with_those_read((*panel.relations, *others)):
        found |= dict.fromkeys((*relations()[name].tables, name))
    return tuple(found)
