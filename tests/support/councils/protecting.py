"""Drawn core groups, graded care profiles and details of visits to children on plans."""

from datetime import date, timedelta

from tests.support.councils.dice import Draft, text
from tests.support.councils.protection import NO_SUCH_PLAN
from tests.support.oracle.dates import add_months

VISITS = (*("CHILD_PROTECTION",) * 3, "CHILD_IN_CARE")


def add_core_groups(draft: Draft, child: str) -> None:
    """Core groups of a child's plans, some cancelled, some of a plan that is not there.

    Some are due on the day their plan ended, or a day either side.
    """
    for plan in [row for row in draft.rows["ssd_cp_plans"] if row["cppl_person_id"] == child]:
        for number in range(draft.one_of((0, 1, 2, 3))):
            ended = draft.date_of(plan["cppl_cp_plan_end_date"])
            about = ended + timedelta(days=draft.one_of((-1, 0, 1)))
            due = draft.one_of((draft.day(), about))
            named = NO_SUCH_PLAN if draft.flaw() else draft.known(plan["cppl_cp_plan_id"])
            draft.add(
                "core_groups",
                core_group_id=draft.new_id("core_groups", "CG"),
                cp_plan_id=named,
                person_id=draft.known(child),
                first_since_conference="Y" if number == 0 else draft.flag(0.2),
                due_on=draft.date_known(due),
                held_on=text(draft.held(due)),
                cancelled=draft.flag(0.1),
                chaired_by_id=draft.worker(),
                team=draft.team(),
            )


def add_profiles(draft: Draft, child: str) -> None:
    """Profiles completed about the day of a review, or about a year before a plan began."""
    plans = [row for row in draft.rows["ssd_cp_plans"] if row["cppl_person_id"] == child]
    for plan in plans:
        reviews = [
            row
            for row in draft.rows["ssd_cp_reviews"]
            if row["cppr_cp_plan_id"] == plan["cppl_cp_plan_id"]
        ]
        a_year_before = add_months(draft.date_of(plan["cppl_cp_plan_start_date"]), -12)
        for days in [
            a_year_before,
            *(draft.date_of(row["cppr_cp_review_date"]) for row in reviews),
        ]:
            if draft.chance(0.5):
                _add_profile(draft, child, days + timedelta(days=draft.one_of((-1, 0, 0, 1))))


def _add_profile(draft: Draft, child: str, completed: date) -> None:
    draft.add(
        "practice_tools",
        practice_tool_id=draft.new_id("practice_tools", "PT"),
        person_id=draft.known(child),
        tool=draft.one_of((*("GRADED_CARE_PROFILE",) * 4, "SAFETY_MAPPING")),
        occasion="REVIEW",
        started_on=text(completed - timedelta(days=7)),
        completed_on=draft.known(text(completed)),
    )


def add_visit_details(draft: Draft, child: str) -> None:
    """Details of visits, each of one that the standard's table holds or of none there."""
    visits = [
        row["cppv_cp_visit_id"]
        for row in draft.rows["ssd_cp_visits"]
        if row["cppv_person_id"] == child
    ]
    for _ in range(draft.rng.randrange(5)):
        draft.add(
            "visit_details",
            visit_detail_id=draft.new_id("visit_details", "VD"),
            visit_kind=draft.known(draft.one_of(VISITS)),
            visit_id=draft.known(draft.one_of((*visits, "VI-NONE"))),
            person_id=draft.known(child),
            visited_on=draft.date_known(draft.day()),
            worker_id=draft.worker(),
            not_seen_reason=draft.one_of(("", "", "", "NO_ANSWER")),
            views_recorded=draft.flag(0.6),
        )
    for visit in draft.rows["ssd_cp_visits"]:
        if visit["cppv_person_id"] == child:
            visit["cppv_cp_visit_seen_alone"] = draft.flag(0.5)
