"""Children who leave care, and children who come into it again."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import PeriodOfCare, is_on_short_breaks, periods_of_care
from tests.support.oracle.protecting import allocated_case

HOME = ("E4A", "E4B")
PLANNED = ("E4A",)


def _not_short_breaks(council: Council) -> list[PeriodOfCare]:
    """Periods of care but for those on whose first day the child was on short breaks."""
    return [
        period
        for period in periods_of_care(council)
        if (began := period.began) is None or not is_on_short_breaks(council, period.child, began)
    ]


def _of_the_same_child(periods: list[PeriodOfCare], period: PeriodOfCare) -> list[PeriodOfCare]:
    return [other for other in periods if other is not period and other.child == period.child]


def reentries_to_care(council: Council, period: Period, months: int | None = None) -> Count:
    """Periods of care begun in the period; met where an earlier one had ended by that day.

    With months, where it had ended in the last of them, the day included.
    """
    care = _not_short_breaks(council)
    counted = []
    for own in care:
        began = own.began
        if began is None or not period.holds(began):
            continue
        earliest = date.min if months is None else add_months(began, -months)
        before = [
            ended
            for other in _of_the_same_child(care, own)
            if (ended := other.ended) is not None
            and earliest <= ended <= began
            and (first := other.began) is not None
            and first < began
        ]
        counted.append(allocated_case(council, own.child, own.record, began, bool(before)))
    return Count(counted)


def at_home_months_on(
    council: Council, period: Period, months: int = 6, reasons: tuple[str, ...] = HOME
) -> Count:
    """Periods of care that ended in the period with the child's return home; met where none of
    the child's began from that day to so many months on.  Until then all are too recent."""
    care = _not_short_breaks(council)
    counted, too_recent = [], []
    for own in care:
        ended = own.ended
        if ended is None or not period.holds(ended) or own.reason not in reasons:
            continue
        last_day = add_months(ended, months)
        back = [
            began
            for other in _of_the_same_child(care, own)
            if (began := other.began) is not None and ended <= began <= last_day
        ]
        case = allocated_case(council, own.child, own.record, ended, not back)
        (counted if last_day <= council.as_at else too_recent).append(case)
    return Count(counted, None, too_recent)


COUNTED: Counted = {
    "reentries_to_care": reentries_to_care,
    "reentries_to_care:within_12_months": partial(reentries_to_care, months=12),
    "at_home_six_months_on": at_home_months_on,
    "at_home_six_months_on:planned": partial(at_home_months_on, reasons=PLANNED),
    "at_home_six_months_on:12_months": partial(at_home_months_on, months=12),
}
