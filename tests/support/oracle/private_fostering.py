"""Children fostered privately: how many, their assessments and their visits."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_begun,
    counted_when_due,
    still_due,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted, Measured

SEEN, ALONE = "child_seen", "child_seen_alone"
ARRANGEMENTS = "private_fostering_arrangements"


def private_fostering_assessments_in_time(
    council: Council, period: Period, days: int | None = None
) -> Count:
    """Assessments due in the period, of arrangements that had not ended before; met where
    completed by then, or, with days, within so many of the day the council learned of it, where
    that is known."""
    things = []
    for row in council.rows(ARRANGEMENTS):
        due, ended = day(row["assessment_due_on"]), day(row["ended_on"])
        told = day(row["notified_on"])
        if due is None or (ended is not None and ended < due) or (days and told is None):
            continue
        clock = Clock(told, due, day(row["assessment_completed_on"]))
        things.append(_thing(row, clock))
    found = counted_when_due(council, period, things)
    if days is None:
        return found
    limit = timedelta(days=days)
    return Count(
        [_held_to(case, limit) for case in found.counted],
        [_held_to(case, limit) for case in found.open or ()],
    )


def _thing(row: Row, clock: Clock) -> Thing:
    held_by = always(row["team"], row["worker_id"])
    return Thing(row["person_id"], row["private_fostering_id"], clock, held_by)


def _held_to(case: Case, limit: timedelta) -> Case:
    assert case.clock is not None
    assert case.clock.start is not None
    clock = replace(case.clock, due=case.clock.start + limit)
    return replace(case, clock=clock, met=clock.in_time)


def private_fostering_first_visit(
    council: Council, period: Period, flag: str = SEEN, days: int = 7
) -> Count:
    """Arrangements that the council learned of in the period; met where the first visit that saw
    the child was within so many working days.  Left out are those that ended before these were
    over, and too recent are those of which they are not over yet."""
    things = []
    for row in council.rows(ARRANGEMENTS):
        told, ended = day(row["notified_on"]), day(row["ended_on"])
        due = add_working_days(told, days) if told else None
        if told is None or (ended is not None and due is not None and ended < due):
            continue
        seen = [on for on in _visits(council, row, flag) if on >= told]
        things.append(_thing(row, Clock(told, due, min(seen, default=None))))
    return counted_when_begun(council, period, things)


def _visits(council: Council, arrangement: Row, flag: str) -> list[date]:
    return [
        on
        for visit in council.rows("private_fostering_visits")
        if visit["private_fostering_id"] == arrangement["private_fostering_id"]
        and is_yes(visit[flag])
        and (on := day(visit["visited_on"])) is not None
    ]


def private_fostering_new(council: Council, period: Period) -> Count:
    """Arrangements that the council learned of in the period."""
    return Count(
        [
            _case(row, told)
            for row in council.rows(ARRANGEMENTS)
            if (told := day(row["notified_on"])) is not None and period.holds(told)
        ]
    )


def private_fostering_number(council: Council, period: Period) -> Count:
    """Arrangements open on the judged day."""
    return Count([_case(row, period.judged) for row, _ in _open(council, period.judged)])


def _case(row: Row, on: date) -> Case:
    child, record = row["person_id"], row["private_fostering_id"]
    return Case(child, record, row["team"], row["worker_id"], on, True)


def _open(council: Council, judged: date) -> list[tuple[Row, date]]:
    """Those that the council has learned of, that have begun and not ended; with the day on which
    each begins for the council."""
    found = []
    for row in council.rows(ARRANGEMENTS):
        told, started = day(row["notified_on"]), day(row["started_on"])
        ended = day(row["ended_on"])
        if told is not None and (ended is None or ended > judged):
            begins = max(told, started or told)
            if begins <= judged:
                found.append((row, begins))
    return found


def private_fostering_visits_in_time(
    council: Council, period: Period, flag: str = SEEN, days: int = 42, later_days: int = 84
) -> Count:
    """Arrangements open for over so many days; met where the child was seen in the last of them,
    or in more where the last visit was after the first year.  Younger ones are too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for row, begins in _open(council, judged):
        seen = [on for on in _visits(council, row, flag) if begins <= on <= judged]
        last = max(seen, default=begins)
        first_year = last < add_months(begins, 12)
        due = last + timedelta(days=days if first_year else later_days)
        case = replace(_case(row, judged), met=due >= judged, clock=Clock(last, due, None))
        (counted if begins + timedelta(days=days) < judged else too_recent).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


COUNTED: Counted = {
    "private_fostering_assessments_in_time": private_fostering_assessments_in_time,
    "private_fostering_assessments_in_time:42_days": partial(
        private_fostering_assessments_in_time, days=42
    ),
    "private_fostering_first_visit": private_fostering_first_visit,
    "private_fostering_first_visit:alone": partial(private_fostering_first_visit, flag=ALONE),
    "private_fostering_visits_in_time": private_fostering_visits_in_time,
    "private_fostering_visits_in_time:alone": partial(private_fostering_visits_in_time, flag=ALONE),
}

MEASURED: Measured = {
    "private_fostering_new": ("count", private_fostering_new),
    "private_fostering_number": ("count", private_fostering_number),
}
