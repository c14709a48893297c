"""What is done under protection plans: visits heard, core groups, profiles, and how plans end."""

from datetime import date
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.assessing import is_aged
from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import OF_A_WORKER, Counted, Groups


def cp_visits_seen_alone(council: Council, period: Period, years: int = 0) -> Count:
    """Visits of the period that saw a child on an own plan; met where the child was seen alone.

    With years, to children known to be of that age on the day of the visit.
    """
    others = _plans_of_others(council)
    counted = []
    for row in council.rows("ssd_cp_visits"):
        visited, child = day(row["cppv_cp_visit_date"]), row["cppv_person_id"]
        if (
            visited is not None
            and period.holds(visited)
            and is_yes(row["cppv_cp_visit_seen"])
            and row["cppv_cp_plan_id"] not in others
            and (not years or is_aged(council, child, visited, years))
        ):
            met = is_yes(row["cppv_cp_visit_seen_alone"])
            counted.append(allocated_case(council, child, row["cppv_cp_visit_id"], visited, met))
    return Count(counted)


def _plans_of_others(council: Council) -> set[str]:
    return {
        plan["cppl_cp_plan_id"]
        for plan in council.rows("ssd_cp_plans")
        if is_yes(plan["cppl_cp_plan_ola"])
    }


def allocated_case(council: Council, child: str, record: str, on: date, met: bool) -> Case:
    """A case whose team and worker are the child's on the day."""
    team, worker = allocated_team_and_worker(council, child, on)
    return Case(child, record, team, worker, on, met)


def cp_visits_views_recorded(council: Council, period: Period) -> Count:
    """Protection visits of the period with no reason for not seeing the child; met where the
    child's views are recorded.  Those under other authorities' plans are left out."""
    others = _plans_of_others(council)
    not_ours = {
        visit["cppv_cp_visit_id"]
        for visit in council.rows("ssd_cp_visits")
        if visit["cppv_cp_plan_id"] in others
    }
    return Count(
        [
            Case(
                row["person_id"],
                row["visit_detail_id"],
                "",
                row["worker_id"],
                visited,
                is_yes(row["views_recorded"]),
            )
            for row in council.rows("visit_details")
            if row["visit_kind"] == "CHILD_PROTECTION"
            and row["not_seen_reason"] == ""
            and row["visit_id"] not in not_ours
            and (visited := day(row["visited_on"])) is not None
            and period.holds(visited)
        ]
    )


def core_groups_in_time(council: Council, period: Period, *, first: bool = False) -> Count:
    """Core groups of own plans due in the period, not cancelled; met where held by then.

    Those due after their plan ended are left out.  They are waited for from the start of their
    plan, where that is known.
    """
    others = _plans_of_others(council)
    started = {
        plan["cppl_cp_plan_id"]: day(plan["cppl_cp_plan_start_date"])
        for plan in council.rows("ssd_cp_plans")
    }
    ended = {
        plan["cppl_cp_plan_id"]: day(plan["cppl_cp_plan_end_date"])
        for plan in council.rows("ssd_cp_plans")
    }
    things = []
    for row in council.rows("core_groups"):
        due = day(row["due_on"])
        if due is None or is_yes(row["cancelled"]) or row["cp_plan_id"] in others:
            continue
        if first and not is_yes(row["first_since_conference"]):
            continue
        end = ended.get(row["cp_plan_id"])
        if end is not None and due > end:
            continue
        clock = Clock(started.get(row["cp_plan_id"]) or due, due, day(row["held_on"]))
        held_by = always(row["team"], row["chaired_by_id"])
        things.append(Thing(row["person_id"], row["core_group_id"], clock, held_by))
    return counted_when_due(council, period, things)


def cp_plans_ended_after(council: Council, period: Period, months: int) -> Count:
    """Own plans that ended in the period; met where they had lasted for so many months."""
    return Count([_ended(council, plan, lasted=months) for plan in _ended_in(council, period)])


def cp_plans_ended_under_3_months(council: Council, period: Period) -> Count:
    """Own plans that ended in the period; met where they had not lasted for three months."""
    return Count([_ended(council, plan, under=3) for plan in _ended_in(council, period)])


def _ended_in(council: Council, period: Period) -> list[Row]:
    return [
        plan
        for plan in council.rows("ssd_cp_plans")
        if not is_yes(plan["cppl_cp_plan_ola"]) and period.holds(day(plan["cppl_cp_plan_end_date"]))
    ]


def _ended(council: Council, plan: Row, *, lasted: int = 0, under: int = 0) -> Case:
    start, end = day(plan["cppl_cp_plan_start_date"]), day(plan["cppl_cp_plan_end_date"])
    assert end is not None
    met = start is not None and (
        add_months(start, lasted) <= end if lasted else end < add_months(start, under)
    )
    child = plan["cppl_person_id"]
    return allocated_case(council, child, plan["cppl_cp_plan_id"], end, met)


def graded_care_profile_by_first_review(
    council: Council, period: Period, *, repeat_plans: bool = False
) -> Count:
    """Own plans begun for neglect whose first review was held in the period.

    Met where a profile of the child was completed from a year before the plan to that review.
    With repeat plans, only where the child had an own plan that began earlier.
    """
    counted = []
    own = [row for row in council.rows("ssd_cp_plans") if not is_yes(row["cppl_cp_plan_ola"])]
    for plan in own:
        if "neglect" not in plan["cppl_cp_plan_initial_category"].lower():
            continue
        reviewed = _first_review(council, plan)
        if reviewed is None or not period.holds(reviewed):
            continue
        if repeat_plans and not _follows_another(own, plan):
            continue
        met = _has_profile(council, plan, reviewed)
        counted.append(
            allocated_case(council, plan["cppl_person_id"], plan["cppl_cp_plan_id"], reviewed, met)
        )
    return Count(counted)


def _first_review(council: Council, plan: Row) -> date | None:
    held = [
        on
        for review in council.rows("ssd_cp_reviews")
        if review["cppr_cp_plan_id"] == plan["cppl_cp_plan_id"]
        and (on := day(review["cppr_cp_review_date"])) is not None
    ]
    return min(held, default=None)


def _follows_another(own: list[Row], plan: Row) -> bool:
    return any(
        "" != other["cppl_person_id"] == plan["cppl_person_id"]
        and "" != other["cppl_cp_plan_start_date"] < plan["cppl_cp_plan_start_date"]
        for other in own
    )


def _has_profile(council: Council, plan: Row, reviewed: date) -> bool:
    start = day(plan["cppl_cp_plan_start_date"])
    return start is not None and any(
        tool["tool"] == "GRADED_CARE_PROFILE"
        and "" != tool["person_id"] == plan["cppl_person_id"]
        and (completed := day(tool["completed_on"])) is not None
        and add_months(start, -12) <= completed <= reviewed
        for tool in council.rows("practice_tools")
    )


COUNTED: Counted = {
    "cp_visits_seen_alone": cp_visits_seen_alone,
    "cp_visits_seen_alone:aged_4_or_over": partial(cp_visits_seen_alone, years=4),
    "cp_visits_views_recorded": cp_visits_views_recorded,
    "core_groups_in_time": core_groups_in_time,
    "core_groups_in_time:first": partial(core_groups_in_time, first=True),
    "cp_plans_ended_over_24_months": partial(cp_plans_ended_after, months=24),
    "cp_plans_ended_over_24_months:over_12_months": partial(cp_plans_ended_after, months=12),
    "cp_plans_ended_over_24_months:over_18_months": partial(cp_plans_ended_after, months=18),
    "cp_plans_ended_under_3_months": cp_plans_ended_under_3_months,
    "graded_care_profile_by_first_review": graded_care_profile_by_first_review,
    "graded_care_profile_by_first_review:repeat_plans": partial(
        graded_care_profile_by_first_review, repeat_plans=True
    ),
}

GROUPS: Groups = {
    "cp_visits_views_recorded": OF_A_WORKER,
}
