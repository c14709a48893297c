"""Conditions that are mostly neither true nor false: empty, and so counted as not met.

That can be meant, as where a child was never referred before.  Where it is not, a column is empty
that the author thought was filled, and the figure is wrong without any error.
"""

from dataclasses import dataclass

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import needs_of
from lineofsight.measuring.compiling import as_text, cells_of, conditions_of, reads_of, steps_of
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.periods import Period
from lineofsight.measuring.query import Query
from lineofsight.measuring.timing import TimeSql

MOST = 0.5


@dataclass(frozen=True)
class Undecided:
    """Of how many rows that count the condition is empty."""

    rows: int
    empty: int


def mostly_undecided(engine: Engine, indicator: Indicator, period: Period) -> Undecided | None:
    """How often a condition is empty in a period, where that is of over half of its rows."""
    if indicator.condition is None or engine.missing(needs_of(indicator)):
        return None
    time_sql, panel = TimeSql(), indicator.panel
    rule = conditions_of(indicator, time_sql)
    steps = steps_of(panel, cells_of(panel), (), time_sql)
    engine.set_periods([period])
    rows = empty = 0
    sql = (
        f"with {as_text(steps)} select count(*), count(*) filter (where ({rule.met}) is null) "
        f"from split where {rule.population}"
    )
    for _, _, answer in engine.answers([Query(sql, indicator.id, reads_of(panel, ()))]):
        for own, of_them in answer.rows:
            assert isinstance(own, int)
            assert isinstance(of_them, int)
            rows, empty = rows + own, empty + of_them
    return Undecided(rows, empty) if empty > MOST * rows else None
