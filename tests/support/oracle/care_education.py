"""Personal education plans of children in care, and what they say of school."""

from datetime import date
from functools import partial

from tests.support.oracle.care_now import InCare, children_in_care, judged_on_a_day
from tests.support.oracle.cases import Clock, Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted


def _first_due(child: InCare) -> tuple[date, date] | None:
    """From when a plan is due of a child aged 4, and the day of the first; None where never."""
    if child.born is None:
        return None
    since = max(child.began, add_months(child.born, 48))
    due = add_working_days(since, 20)
    return None if due is None or since > child.judged else (since, due)


def _own_plans(child: InCare) -> list[Row]:
    return [
        row
        for row in child.council.rows("personal_education_plans")
        if row["person_id"] == child.child
    ]


def _last_completed(child: InCare) -> Row | None:
    """The last plan completed since the child came and by the judged day."""
    done = [
        (on, row["personal_education_plan_id"], row)
        for row in _own_plans(child)
        if (on := day(row["completed_on"])) is not None and child.began <= on <= child.judged
    ]
    return max(done, key=lambda found: found[:2])[2] if done else None


def personal_education_plans_in_date(council: Council, period: Period, months: int = 6) -> Count:
    """Children who were to have a plan; met where the last is not older than so many months, and
    none that was due since waits.  Whose first is due on the judged day or later is too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for child in children_in_care(council, judged):
        first = _first_due(child)
        if first is None:
            continue
        since, due = first
        last = _last_completed(child)
        completed = day(last["completed_on"]) if last else None
        if completed is not None:
            since, due = completed, add_months(completed, months)
            waiting = [
                on
                for row in _own_plans(child)
                if (on := day(row["due_on"])) is not None
                and on > completed
                and ((done := day(row["completed_on"])) is None or done > judged)
            ]
            due = min([due, *waiting])
        case = child.case(met=due >= judged, clock=Clock(since, due, None))
        (counted if first[1] < judged else too_recent).append(case)
    return judged_on_a_day(counted, too_recent, judged)


def cla_in_education(
    council: Council, period: Period, enough: tuple[str, ...] = ("FULL_TIME",)
) -> Count:
    """Children of 5 to 15 who were to have a plan; met where the last says they are in school."""
    counted, too_recent = [], []
    for child in children_in_care(council, period.judged):
        first = _first_due(child)
        if first is None or not child.aged(5, 16):
            continue
        last = _last_completed(child)
        case = child.case(met=last is not None and last["in_education"] in enough)
        (counted if first[1] < period.judged else too_recent).append(case)
    return Count(counted, None, too_recent)


COUNTED: Counted = {
    "personal_education_plans_in_date": personal_education_plans_in_date,
    "personal_education_plans_in_date:4_months": partial(
        personal_education_plans_in_date, months=4
    ),
    "cla_in_education": cla_in_education,
    "cla_in_education:full_or_part_time": partial(
        cla_in_education, enough=("FULL_TIME", "PART_TIME")
    ),
}
