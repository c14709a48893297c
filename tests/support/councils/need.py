"""Drawn plans, visits and reviews of children in need, and what is recorded of open cases."""

from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS, working_days_before
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

DAYS_AGO = (28, 42)


def add_need_plans(draft: Draft, child: str) -> None:
    """Plans that are 9 months or 20 working days old on a judged day, or nearly."""
    for _ in range(draft.one_of((0, 1, 2))):
        judged = draft.one_of(JUDGED_DAYS)
        start = draft.one_of(
            (
                draft.day(),
                working_days_before(judged, draft.one_of((10, 20, 30))) + _a_day_off(draft),
                add_months(judged, -draft.one_of((6, 9, 12, 24))) + _a_day_off(draft),
                add_months(judged, -30),
            )
        )
        draft.add(
            "ssd_cin_plans",
            cinp_cin_plan_id=draft.new_id("ssd_cin_plans", "NP"),
            cinp_person_id=draft.known(child),
            cinp_cin_plan_start_date=draft.date_known(start),
            cinp_cin_plan_end_date=text(draft.one_of((None, None, draft.day_from(start)))),
            cinp_cin_plan_team=draft.team(),
            cinp_cin_plan_worker_id=draft.worker(),
        )


def add_need_visits(draft: Draft, child: str) -> None:
    for _ in range(draft.rng.randrange(6)):
        judged = draft.one_of(JUDGED_DAYS)
        due = working_days_before(judged, draft.one_of((10, 20, 30))) + _a_day_off(draft)
        draft.add(
            "ssd_cin_visits",
            cinv_cin_visit_id=draft.new_id("ssd_cin_visits", "NV"),
            cinv_person_id=draft.known(child),
            cinv_cin_visit_date=draft.date_known(draft.one_of((due, draft.day()))),
            cinv_cin_visit_seen=draft.flag(0.7),
            cinv_cin_visit_seen_alone=draft.flag(0.5),
        )


def add_plan_reviews(draft: Draft, child: str) -> None:
    for _ in range(draft.rng.randrange(4)):
        due = draft.one_of((draft.one_of(JUDGED_DAYS), draft.day()))
        draft.add(
            "plan_reviews",
            plan_review_id=draft.new_id("plan_reviews", "PV"),
            person_id=draft.known(child),
            plan_kind=draft.known(draft.one_of((*("CHILD_IN_NEED",) * 4, "FAMILY_HELP"))),
            review_kind=draft.known(draft.one_of((*("MEETING",) * 4, "MANAGER"))),
            due_on=draft.date_known(due),
            held_on=text(draft.held(due)),
        )


def name_reviewed_plans(draft: Draft) -> None:
    """Say of most reviews which plan they were of; of some, one that is not there."""
    plans: dict[str, list[str]] = {}
    for plan in draft.rows["ssd_cin_plans"]:
        plans.setdefault(plan["cinp_person_id"], []).append(plan["cinp_cin_plan_id"])
    for number, review in enumerate(draft.rows["plan_reviews"]):
        known = [*plans.get(review["person_id"], ()), "", "NO-SUCH-PLAN"]
        review["plan_id"] = known[number % len(known)]


def add_case_records(draft: Draft, child: str) -> None:
    """Supervision, managers' entries and chronologies, some as old as they may be to the day."""
    for table, prefix, id_column, day_column in (
        ("case_supervisions", "CS", "case_supervision_id", "held_on"),
        ("management_oversight", "MO", "management_oversight_id", "recorded_on"),
        ("chronology_updates", "CU", "chronology_update_id", "updated_on"),
    ):
        for _ in range(draft.rng.randrange(5)):
            judged = draft.one_of(JUDGED_DAYS)
            old = judged - timedelta(days=draft.one_of(DAYS_AGO))
            if table == "chronology_updates":
                old = add_months(judged, -draft.one_of((3, 6)))
            on = draft.one_of((old + _a_day_off(draft), draft.day()))
            values = {
                id_column: draft.new_id(table, prefix),
                "person_id": draft.known(child),
                day_column: draft.date_known(on),
            }
            draft.add(table, **values)


def open_cases(draft: Draft) -> None:
    """Have some cases open for as long as a limit to the day, and some assessments lead nowhere."""
    for episode in draft.rows["ssd_cin_episodes"]:
        if draft.chance(0.25):
            judged = draft.one_of(JUDGED_DAYS)
            old = judged - timedelta(days=draft.one_of(DAYS_AGO)) + _a_day_off(draft)
            closed = episode["cine_close_date"]
            if not closed or date.fromisoformat(closed) >= old:
                episode["cine_referral_date"] = text(old)
    for assessment in draft.rows["ssd_cin_assessments"]:
        assessment["cina_assessment_outcome_nfa"] = draft.flag(0.3)


def end_care(draft: Draft) -> None:
    """Let some of the times in care end."""
    for episode in draft.rows["ssd_cla_episodes"]:
        if draft.chance(0.7):
            episode["clae_cla_episode_ceased_date"] = text(draft.day())


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def add_assessed_children(draft: Draft) -> None:
    """Children with nothing but an assessment about 10 working days ago, and a plan or none."""
    for number in range(1, 5):
        child = f"Q{number}"
        judged = draft.one_of(JUDGED_DAYS)
        authorised = working_days_before(judged, 10) + _a_day_off(draft)
        opened = authorised - timedelta(days=draft.one_of((0, 30, 200)))
        draft.add("ssd_person", pers_person_id=child, pers_sex="F", pers_dob="2015-06-15")
        draft.add(
            "ssd_cin_episodes",
            cine_referral_id=draft.new_id("ssd_cin_episodes", "RE"),
            cine_person_id=child,
            cine_referral_date=text(opened),
            cine_referral_nfa="N",
            cine_referral_team=draft.team(),
        )
        draft.add(
            "ssd_cin_assessments",
            cina_assessment_id=draft.new_id("ssd_cin_assessments", "AS"),
            cina_person_id=child,
            cina_referral_id=draft.rows["ssd_cin_episodes"][-1]["cine_referral_id"],
            cina_assessment_start_date=text(opened),
            cina_assessment_auth_date=text(authorised),
            cina_assessment_outcome_nfa=draft.one_of(("N", "N", "N", "Y")),
            cina_assessment_child_seen="Y",
        )
        if draft.chance(0.5):
            draft.add(
                "ssd_cin_plans",
                cinp_cin_plan_id=draft.new_id("ssd_cin_plans", "NP"),
                cinp_person_id=child,
                cinp_cin_plan_start_date=text(authorised),
                cinp_cin_plan_end_date=text(draft.one_of((None, judged, draft.day_from(judged)))),
            )
