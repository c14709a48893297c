"""Child protection plans: visits to their children, how long they last, and second plans."""

from datetime import date
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Period, still_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted


def _own_plans(council: Council) -> list[tuple[Row, date]]:
    """Plans of this authority that have a start, each with that start."""
    return [
        (plan, start)
        for plan in council.rows("ssd_cp_plans")
        if (start := day(plan["cppl_cp_plan_start_date"])) is not None
        and not is_yes(plan["cppl_cp_plan_ola"])
    ]


def _open_plans(council: Council, on: date) -> list[tuple[Row, date]]:
    """Own plans that have started and not ended by the end of a day, each with its start."""
    found = []
    for plan, start in _own_plans(council):
        end = day(plan["cppl_cp_plan_end_date"])
        if start <= on and (end is None or end > on):
            found.append((plan, start))
    return found


def _plan_case(
    council: Council, plan: Row, on: date, *, met: bool, clock: Clock | None = None
) -> Case:
    child = plan["cppl_person_id"]
    team, worker = allocated_team_and_worker(council, child, on)
    return Case(child, plan["cppl_cp_plan_id"], team, worker, on, met, clock)


def cp_visits_10_working_days(council: Council, period: Period, days: int = 10) -> Count:
    """Plans open on the judged day; met where the child was seen in the working days before it."""
    judged = period.judged
    counted, too_recent = [], []
    for plan, start in _open_plans(council, judged):
        first_due = add_working_days(start, days)
        last_seen = _last_seen(council, plan["cppl_cp_plan_id"], judged)
        begun = last_seen if last_seen is not None else start
        due = add_working_days(begun, days)
        met = due is not None and due >= judged
        case = _plan_case(council, plan, judged, met=met, clock=Clock(begun, due, None))
        if first_due is not None and first_due < judged:
            counted.append(case)
        else:
            too_recent.append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def _last_seen(council: Council, plan_id: str, on: date) -> date | None:
    days_seen = [
        visited
        for visit in council.rows("ssd_cp_visits")
        if visit["cppv_cp_plan_id"] == plan_id
        and is_yes(visit["cppv_cp_visit_seen"])
        and (visited := day(visit["cppv_cp_visit_date"])) is not None
        and visited <= on
    ]
    return max(days_seen, default=None)


def cp_plans_over_18_months(council: Council, period: Period, months: int = 18) -> Count:
    """Plans open on the judged day; met where they have lasted for that many months."""
    return Count(
        [
            _plan_case(council, plan, period.judged, met=add_months(start, months) <= period.judged)
            for plan, start in _open_plans(council, period.judged)
        ]
    )


def cp_plans_repeat(council: Council, period: Period) -> Count:
    """Plans that start in the period; met where the child has had a plan before."""
    return Count(_plans_after_another(council, period))


def cp_plans_repeat_neglect(council: Council, period: Period) -> Count:
    """The same, of plans begun because of neglect; the earlier plan may be for any reason."""
    because_of_neglect = {
        plan["cppl_cp_plan_id"]
        for plan in council.rows("ssd_cp_plans")
        if "neglect" in plan["cppl_cp_plan_initial_category"].lower()
    }
    plans = _plans_after_another(council, period)
    return Count([case for case in plans if case.record in because_of_neglect])


def cp_plans_repeat_within_2_years(council: Council, period: Period) -> Count:
    """The same, where the earlier plan was still open in the two years before this one."""
    return Count(_plans_after_another(council, period, within_months=24))


def _plans_after_another(
    council: Council, period: Period, within_months: int | None = None
) -> list[Case]:
    return [
        _plan_case(council, plan, start, met=_follows_another(council, plan, start, within_months))
        for plan, start in _own_plans(council)
        if period.holds(start)
    ]


def _follows_another(council: Council, plan: Row, start: date, within_months: int | None) -> bool:
    if plan["cppl_person_id"] == "":
        return False
    for other, started in _own_plans(council):
        if other["cppl_person_id"] != plan["cppl_person_id"] or started >= start:
            continue
        ended = day(other["cppl_cp_plan_end_date"])
        if within_months is None or ended is None or ended >= add_months(start, -within_months):
            return True
    return False


COUNTED: Counted = {
    "cp_visits_10_working_days": cp_visits_10_working_days,
    "cp_visits_10_working_days:15_working_days": partial(cp_visits_10_working_days, days=15),
    "cp_visits_10_working_days:20_working_days": partial(cp_visits_10_working_days, days=20),
    "cp_plans_over_18_months": cp_plans_over_18_months,
    "cp_plans_over_18_months:over_12_months": partial(cp_plans_over_18_months, months=12),
    "cp_plans_over_18_months:over_15_months": partial(cp_plans_over_18_months, months=15),
    "cp_plans_over_18_months:over_24_months": partial(cp_plans_over_18_months, months=24),
    "cp_plans_repeat": cp_plans_repeat,
    "cp_plans_repeat:neglect": cp_plans_repeat_neglect,
    "cp_plans_repeat:within_2_years": cp_plans_repeat_within_2_years,
}
