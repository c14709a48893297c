"""The first health assessment of children who came into care."""

from collections.abc import Callable
from datetime import date
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.care_health import checks_done
from tests.support.oracle.cases import Case, Clock, Count, Period
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import is_on_short_breaks, periods_of_care


def _assessed(council: Council, child: str) -> list[date]:
    return checks_done(council, child, ("health assessment",))


def _asked_for(council: Council, child: str) -> list[date]:
    return [
        on
        for row in council.rows("health_assessments")
        if row["person_id"] == child
        and row["assessment_kind"] == "INITIAL"
        and (on := day(row["requested_on"])) is not None
    ]


def initial_health_assessments_in_time(
    council: Council,
    period: Period,
    days: int = 20,
    done_on: Callable[[Council, str], list[date]] = _assessed,
) -> Count:
    """Periods of care that reached working day 20 in the period, but for short breaks; met where
    the first assessment since was by then.

    Who had left by that day does not count; who is in care and has not reached it is too recent.
    """
    judged = period.judged
    counted, too_recent = [], []
    for care in periods_of_care(council):
        began, ended = care.began, care.ended
        if began is None or began > judged or is_on_short_breaks(council, care.child, began):
            continue
        due = add_working_days(began, days)
        if due is None:
            continue
        done = min(
            (on for on in done_on(council, care.child) if began <= on <= judged), default=None
        )
        clock = Clock(began, due, done)
        team, worker = allocated_team_and_worker(council, care.child, judged)
        case = Case(care.child, care.record, team, worker, judged, clock.in_time, clock)
        if due > judged:
            if care.is_open(judged):
                too_recent.append(case)
        elif period.holds(due) and (ended is None or ended > due):
            counted.append(case)
    waiting = [
        case for case in (*counted, *too_recent) if case.clock is not None and not case.clock.done
    ]
    return Count(counted, waiting, too_recent)


COUNTED: Counted = {
    "initial_health_assessments_in_time": initial_health_assessments_in_time,
    "initial_health_assessments_in_time:requested_5_working_days": partial(
        initial_health_assessments_in_time, days=5, done_on=_asked_for
    ),
}
