"""Indicators that measure something, from the words of tests/support/own_definitions."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from tests.support.oracle.assessments import assessments_45_working_days, assessments_child_seen
from tests.support.oracle.cases import Case, Count, Period, day_of
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.dates import CALENDAR_FIRST, add_months, add_working_days, is_working_day
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.protection import cp_plans_over_18_months


def assessments_median_working_days(council: Council, period: Period) -> Count:
    """Assessments authorised in the period: the working days after the start, to that day."""
    return Count(_assessments(council, period, _working_days))


def assessments_mean_days(council: Council, period: Period) -> Count:
    """The same of those in which the child was seen, in days."""
    return Count(_assessments(council, period, _days, seen=True))


def _assessments(
    council: Council,
    period: Period,
    taken: Callable[[date, date], Fraction | None],
    *,
    seen: bool = False,
) -> list[Case]:
    starts = {
        (row["cina_assessment_id"], row["cina_assessment_auth_date"]): row
        for row in council.rows("ssd_cin_assessments")
    }
    found = []
    for case in assessments_child_seen(council, period).counted:
        row = starts[case.record, case.reference.isoformat()]
        start = day(row["cina_assessment_start_date"])
        if start is None or (seen and not is_yes(row["cina_assessment_child_seen"])):
            continue
        value = taken(start, case.reference)
        if value is not None:
            found.append(replace(case, met=True, value=value))
    return found


def _days(start: date, end: date) -> Fraction | None:
    return Fraction((end - start).days)


def _working_days(start: date, end: date) -> Fraction | None:
    """None where the start lies before the calendar, or the end before the start."""
    if start < CALENDAR_FIRST or end < start:
        return None
    passed = ((end - start).days + 1) if end > start else 1
    days = (start + timedelta(days=n) for n in range(1, passed))
    return Fraction(sum(is_working_day(each) for each in days))


def protection_plans_open_number(council: Council, period: Period) -> Count:
    """Plans open on the judged day."""
    return Count([replace(case, met=True) for case in _open(council, period)])


def protection_plan_months(council: Council, period: Period) -> Count:
    """The complete months that plans open on the judged day have lasted."""
    starts = {
        plan["cppl_cp_plan_id"]: day(plan["cppl_cp_plan_start_date"])
        for plan in council.rows("ssd_cp_plans")
    }
    found = []
    for case in _open(council, period):
        start = starts[case.record]
        assert start is not None
        months = 0
        while add_months(start, months + 1) <= period.judged:
            months += 1
        found.append(replace(case, met=True, value=Fraction(months)))
    return Count(found)


def _open(council: Council, period: Period) -> list[Case]:
    return list(cp_plans_over_18_months(council, period).counted)


def assessments_working_days_in_hundred(council: Council, period: Period) -> Count:
    """Of a hundred days that assessments took, how many were working days."""
    days = {case.record: case.value for case in _assessments(council, period, _days)}
    return Count(
        [
            replace(case, value=100 * (case.value or 0), per=days[case.record])
            for case in _assessments(council, period, _working_days)
        ]
    )


def assessments_as_agreed(council: Council, period: Period) -> Count:
    """Assessments authorised: in 30 working days, or 20 if begun since 2 January 2024."""
    found = assessments_45_working_days(council, period)

    def held_to_their_day(cases: Iterable[Case]) -> list[Case]:
        held = []
        for case in cases:
            assert case.clock is not None
            start = case.clock.start
            days = 30 if start is None or day_of(start) < date(2024, 1, 2) else 20
            due = None if start is None else add_working_days(day_of(start), days)
            clock = replace(case.clock, due=due)
            held.append(replace(case, clock=clock, met=clock.in_time))
        return held

    return Count(held_to_their_day(found.counted), held_to_their_day(found.open or ()))


COUNTED: Counted = {"assessments_as_agreed": assessments_as_agreed}

MEASURED: Measured = {
    "assessments_median_working_days": ("median", assessments_median_working_days),
    "assessments_working_days_in_hundred": ("ratio", assessments_working_days_in_hundred),
    "assessments_mean_days": ("mean", assessments_mean_days),
    "protection_plans_open_number": ("count", protection_plans_open_number),
    "protection_plan_months": ("sum", protection_plan_months),
}
