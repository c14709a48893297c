"""The day on which an indicator's condition begins to hold of a row, told by the condition itself.

``started_on + interval 18 month <= judged_on`` holds from the day on its left: so the same rows
with that day as their due day are a due list of what is coming, and no SQL is written twice.
"""

from dataclasses import replace
from functools import cache

from sqlglot import exp

from lineofsight.indicators.catalogue import Indicator, Timing

JUDGED = "judged_on"
_STARTED = "started_on"


@cache
def turning(indicator: Indicator) -> Indicator:
    """The indicator with a clock by which a row is due on the day its condition begins to hold.

    Nothing is ever done by it: a row is open until it is no longer counted.  Raises ``ValueError``
    where the condition does not say such a day.
    """
    condition = indicator.condition
    if indicator.clock is not None or indicator.panel.kind != "stock":
        raise ValueError(f"{indicator.id} has a clock of its own or counts what happened.")
    if not isinstance(condition, exp.LTE) or condition.expression.name != JUDGED:
        raise ValueError(f"The condition of {indicator.id} is not that a day has come.")
    start = exp.column(_STARTED) if _STARTED in indicator.panel.columns else None
    due = exp.cast(condition.this.copy(), "date")
    return replace(indicator, clock=Timing(start, due, exp.cast(exp.null(), "date")))
