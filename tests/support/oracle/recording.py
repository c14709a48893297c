"""How soon what happened was entered in the case system."""

from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import Counted, Measured

KINDS = {
    "visits": "VISIT",
    "case_notes": "CASE_NOTE",
    "strategy_discussions": "STRATEGY_DISCUSSION",
    "supervision": "SUPERVISION",
}


def _entered(council: Council, period: Period, kind: str) -> list[tuple[Row, date, date]]:
    """Records of a kind, or all, entered in the period on the day of what they tell or later."""
    return [
        (row, happened, entered)
        for row in council.rows("record_entries")
        if kind in ("", row["record_kind"])
        and (happened := day(row["happened_on"])) is not None
        and (entered := day(row["entered_at"])) is not None
        and happened <= entered
        and period.holds(entered)
    ]


def _case(row: Row, entered: date, *, met: bool, value: Fraction | None = None) -> Case:
    record, team, worker = row["record_id"], row["team"], row["worker_id"]
    return Case(row["person_id"], record, team, worker, entered, met, value=value)


def recorded_within(council: Council, period: Period, days: int = 5, kind: str = "") -> Count:
    """Records entered in the period; met within so many working days of what they tell.

    Those of which no calendar tells are left out.
    """
    return Count(
        [
            _case(row, entered, met=entered <= due)
            for row, happened, entered in _entered(council, period, kind)
            if (due := add_working_days(happened, days)) is not None
        ]
    )


def recording_days(council: Council, period: Period, kind: str = "") -> Count:
    """Records entered in the period: the days from what they tell."""
    return Count(
        [
            _case(row, entered, met=True, value=Fraction((entered - happened).days))
            for row, happened, entered in _entered(council, period, kind)
        ]
    )


COUNTED: Counted = {
    "recorded_within_5_working_days": recorded_within,
    "recorded_within_5_working_days:2_working_days": partial(recorded_within, days=2),
    **{
        f"recorded_within_5_working_days:{variant}": partial(recorded_within, kind=kind)
        for variant, kind in KINDS.items()
    },
}

MEASURED: Measured = {
    "recording_median_days": ("median", recording_days),
    **{
        f"recording_median_days:{variant}": ("median", partial(recording_days, kind=kind))
        for variant, kind in KINDS.items()
    },
}
