"""Readings of an invented measure, from which tests begin."""

from dataclasses import replace
from datetime import date
from typing import Any

from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.target_steps import Step

SINCE_MARCH = Step(date(2026, 3, 31), 90, ">=", "90% by March 2026")
NEXT_MARCH = Step(date(2027, 3, 31), 95, ">=", "95% by March 2027")

USUAL = Reading(
    title="Assessments in 45 working days",
    state="value",
    first_day=date(2026, 10, 1),
    last_day=date(2026, 10, 31),
    numerator=82,
    cases=100,
    value=82.0,
    step=SINCE_MARCH,
    verdict="not_met",
    trial=False,
    periods=14,
    assurance="hit_or_miss",
)
MET = {"numerator": 96, "value": 96.0, "verdict": "met"}
BETTER = {"variation": "improving", "since": date(2026, 6, 1)}
WORSE = {"variation": "worsening", "since": date(2026, 6, 1)}


def reading(**told: Any) -> Reading:
    """A reading of 14 months, the last of which misses its target within usual variation."""
    return replace(USUAL, **told)
