"""Children in need: their plans, visits and reviews."""

from datetime import date
from functools import partial

from tests.support.oracle.assessing import is_aged
from tests.support.oracle.cases import Case, Clock, Count, Period, still_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted
from tests.support.oracle.protecting import allocated_case
from tests.support.oracle.reviews import Review, children_reviewed_in_time


def _open_plans(council: Council, period: Period) -> list[tuple[Row, date]]:
    found = []
    for plan in council.rows("ssd_cin_plans"):
        start, end = day(plan["cinp_cin_plan_start_date"]), day(plan["cinp_cin_plan_end_date"])
        if start is not None and start <= period.judged and (end is None or end > period.judged):
            found.append((plan, start))
    return found


def _plan_case(plan: Row, on: date, *, met: bool, clock: Clock | None = None) -> Case:
    return Case(
        plan["cinp_person_id"],
        plan["cinp_cin_plan_id"],
        plan["cinp_cin_plan_team"],
        plan["cinp_cin_plan_worker_id"],
        on,
        met,
        clock,
    )


def cin_visits_20_working_days(council: Council, period: Period, days: int = 20) -> Count:
    """Plans open on the judged day for over so many working days; met where the child was seen
    in the last of them.  Younger plans are too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for plan, start in _open_plans(council, period):
        seen = [
            visited
            for visit in council.rows("ssd_cin_visits")
            if "" != visit["cinv_person_id"] == plan["cinp_person_id"]
            and is_yes(visit["cinv_cin_visit_seen"])
            and (visited := day(visit["cinv_cin_visit_date"])) is not None
            and start <= visited <= judged
        ]
        begun = max(seen, default=start)
        due, first_due = add_working_days(begun, days), add_working_days(start, days)
        met = due is not None and due >= judged
        case = _plan_case(plan, judged, met=met, clock=Clock(begun, due, None))
        (counted if first_due is not None and first_due < judged else too_recent).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def cin_visits_seen_alone(council: Council, period: Period, years: int = 0) -> Count:
    """Visits of the period that saw the child; met where the child was seen alone.

    With years, to children known to be of that age on the day of the visit.
    """
    counted = []
    for row in council.rows("ssd_cin_visits"):
        visited, child = day(row["cinv_cin_visit_date"]), row["cinv_person_id"]
        if (
            visited is not None
            and period.holds(visited)
            and is_yes(row["cinv_cin_visit_seen"])
            and (not years or is_aged(council, child, visited, years))
        ):
            met = is_yes(row["cinv_cin_visit_seen_alone"])
            counted.append(allocated_case(council, child, row["cinv_cin_visit_id"], visited, met))
    return Count(counted)


def cin_plans_over_9_months(council: Council, period: Period, months: int = 9) -> Count:
    """Plans open on the judged day; met where they have lasted for so many months."""
    return Count(
        [
            _plan_case(plan, period.judged, met=add_months(start, months) <= period.judged)
            for plan, start in _open_plans(council, period)
        ]
    )


def cin_plan_reviews_in_time(council: Council, period: Period) -> Count:
    """Children with a meeting to review their plan due; met where all were held in time."""
    ended = {
        plan["cinp_cin_plan_id"]: day(plan["cinp_cin_plan_end_date"])
        for plan in council.rows("ssd_cin_plans")
    }
    return children_reviewed_in_time(
        council,
        period,
        [
            Review(
                row["person_id"],
                row["plan_review_id"],
                due,
                day(row["held_on"]),
                ended.get(row["plan_id"]),
            )
            for row in council.rows("plan_reviews")
            if row["plan_kind"] == "CHILD_IN_NEED"
            and row["review_kind"] == "MEETING"
            and (due := day(row["due_on"])) is not None
        ],
    )


COUNTED: Counted = {
    "cin_visits_20_working_days": cin_visits_20_working_days,
    "cin_visits_20_working_days:10_working_days": partial(cin_visits_20_working_days, days=10),
    "cin_visits_20_working_days:30_working_days": partial(cin_visits_20_working_days, days=30),
    "cin_visits_seen_alone": cin_visits_seen_alone,
    "cin_visits_seen_alone:aged_4_or_over": partial(cin_visits_seen_alone, years=4),
    "cin_plan_reviews_in_time": cin_plan_reviews_in_time,
    "cin_plans_over_9_months": cin_plans_over_9_months,
    "cin_plans_over_9_months:over_6_months": partial(cin_plans_over_9_months, months=6),
    "cin_plans_over_9_months:over_12_months": partial(cin_plans_over_9_months, months=12),
    "cin_plans_over_9_months:over_24_months": partial(cin_plans_over_9_months, months=24),
}
