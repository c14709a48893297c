"""Drawn protection plans, their visits and reviews, reviews in care, and who holds each child."""

from datetime import date, timedelta

from tests.support.councils.days import AHEAD, JUDGED_DAYS, MONTH_ENDS, working_days_before
from tests.support.councils.dice import ALLOCATED, TEAMS, WORKERS, Draft, text
from tests.support.oracle.dates import add_months

CATEGORIES = ("Neglect", "NEGLECT", "Physical abuse", "Emotional abuse; neglect", "Sexual abuse")
LOCALITIES = {"North": "Upland", "South": "Lowland"}
ABOVE = (
    *(("U", "Upland"), ("U", "Upland"), ("", "Upland"), ("L", "Lowland")),
    *(("U", ""), ("U", ""), ("", "")),
)
"""The number and the name of the team above a team, where each is given."""
NO_SUCH_PLAN = "PL-NONE"
A_WHILE_AGO = date(2022, 1, 4)


def add_plans(draft: Draft, child: str) -> None:
    """Plans of a child: some the same day as another, some two years to the day after one ended,
    some that lasted as many months as are counted."""
    if draft.chance(0.3):
        again = draft.day()
        ended = add_months(again, -24) + _a_day_either_side(draft)
        _add_plan(draft, child, add_months(ended, -5), ended)
        _add_plan(draft, child, again, _plan_end(draft, again))
    if draft.chance(0.5):
        ended = draft.day()
        began = add_months(ended, -draft.one_of((3, 12, 12, 18, 18, 24)))
        _add_plan(draft, child, began + timedelta(days=draft.one_of((-1, 0, 1))), ended)
    start = _plan_start(draft)
    for _ in range(draft.one_of((0, 1, 1, 2))):
        _add_plan(draft, child, start, _plan_end(draft, start))
        start = draft.one_of((start, draft.day_from(start)))


def _add_plan(draft: Draft, child: str, start: date, end: date | None) -> None:
    plan = draft.new_id("ssd_cp_plans", "PL")
    draft.add(
        "ssd_cp_plans",
        cppl_cp_plan_id=plan,
        cppl_person_id=draft.known(child),
        cppl_cp_plan_start_date=draft.date_known(start),
        cppl_cp_plan_end_date=text(end),
        cppl_cp_plan_initial_category=draft.known(draft.one_of(CATEGORIES)),
        cppl_cp_plan_ola=draft.flag(0.12),
    )
    _add_visits(draft, child, plan, start)
    _add_protection_reviews(draft, child, plan)


def _plan_start(draft: Draft) -> date:
    """A day that makes the plan 10 working days or 18 months old, or nearly, on a judged day."""
    judged = draft.one_of(JUDGED_DAYS)
    return draft.one_of(
        (
            draft.day(),
            working_days_before(judged, draft.one_of((10, 15, 20))) + _a_day_either_side(draft),
            add_months(judged, -draft.one_of((12, 18, 24))) + _a_day_either_side(draft),
            add_months(judged, -30),
        )
    )


def _plan_end(draft: Draft, start: date) -> date | None:
    month_end = draft.one_of(MONTH_ENDS)
    return draft.one_of(
        (
            None,
            None,
            None,
            month_end if month_end >= start else None,
            draft.day_from(start),
            draft.one_of(AHEAD) if start <= AHEAD[0] else None,
        )
    )


def _a_day_either_side(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def _add_visits(draft: Draft, child: str, plan: str, start: date) -> None:
    for _ in range(draft.rng.randrange(5)):
        visited = draft.one_of(
            (
                working_days_before(draft.one_of(JUDGED_DAYS), draft.one_of((10, 15, 20)))
                + _a_day_either_side(draft),
                draft.day_from(start),
            )
        )
        draft.add(
            "ssd_cp_visits",
            cppv_cp_visit_id=draft.new_id("ssd_cp_visits", "VI"),
            cppv_person_id=draft.known(child),
            cppv_cp_plan_id=NO_SUCH_PLAN if draft.flaw() else draft.known(plan),
            cppv_cp_visit_date=draft.date_known(max(visited, start) if draft.clean else visited),
            cppv_cp_visit_seen=draft.flag(0.7),
        )


def _review_due(draft: Draft) -> date:
    return draft.one_of((draft.one_of(JUDGED_DAYS), draft.day(), draft.day()))


def _add_protection_reviews(draft: Draft, child: str, plan: str) -> None:
    due = _review_due(draft)
    for _ in range(draft.rng.randrange(4)):
        draft.add(
            "ssd_cp_reviews",
            cppr_cp_review_id=draft.new_id("ssd_cp_reviews", "RV"),
            cppr_person_id=draft.known(child),
            cppr_cp_plan_id=NO_SUCH_PLAN if draft.flaw() else draft.known(plan),
            cppr_cp_review_due=draft.date_known(due),
            cppr_cp_review_date=text(draft.held(due)),
        )
        due = draft.one_of((due, due + timedelta(days=9), _review_due(draft)))


def add_care_reviews(draft: Draft, child: str) -> None:
    """A child's time in care and its reviews; some cancelled, some two in a month."""
    reviews = draft.rng.randrange(4)
    if not reviews:
        return
    care = draft.new_id("ssd_cla_episodes", "CL")
    draft.add(
        "ssd_cla_episodes",
        clae_cla_episode_id=f"{care}E",
        clae_person_id=child,
        clae_cla_episode_start_date=text(A_WHILE_AGO),
        clae_entered_care_date=text(A_WHILE_AGO),
        clae_cla_id=care,
    )
    due = _review_due(draft)
    for _ in range(reviews):
        draft.add(
            "ssd_cla_reviews",
            clar_cla_review_id=draft.new_id("ssd_cla_reviews", "RC"),
            clar_cla_id=care,
            clar_cla_review_due_date=draft.date_known(due),
            clar_cla_review_date=text(draft.held(due)),
            clar_cla_review_cancelled=draft.flag(0.15),
            clar_cla_person_id=draft.known(child),
        )
        due = draft.one_of((due, due + timedelta(days=9), _review_due(draft)))


def add_allocations(draft: Draft, child: str) -> None:
    """Who holds a child: nobody, one after another the same day, or two at once."""
    start = draft.one_of((A_WHILE_AGO, draft.day()))
    for _ in range(draft.one_of((0, 1, 1, 2, 3))):
        end = draft.one_of((None, None, draft.day_from(start)))
        draft.add(
            "ssd_involvements",
            invo_involvements_id=draft.new_id("ssd_involvements", "IN"),
            invo_professional_id=draft.worker(),
            invo_professional_role_id=_role(draft),
            invo_professional_team=draft.team(),
            invo_involvement_start_date=draft.date_known(start),
            invo_involvement_end_date=text(end),
            invo_person_id=draft.known(child),
        )
        start = draft.one_of((start, end or start, draft.day_from(start)))


def _role(draft: Draft) -> str:
    if draft.chance(0.15):
        return "Independent Reviewing Officer"
    return ALLOCATED[0] if draft.clean else draft.one_of(ALLOCATED)


def add_busy_worker(draft: Draft, children: int) -> None:
    """A worker who holds so many children; one of them is allocated to them twice."""
    worker = f"W-BUSY-{children}"
    draft.add("ssd_professionals", prof_professional_id=worker)
    held = [f"B{children}-{n}" for n in range(1, children + 1)]
    for child in (*held, held[0]):
        draft.add(
            "ssd_involvements",
            invo_involvements_id=draft.new_id("ssd_involvements", "IN"),
            invo_professional_id=worker,
            invo_professional_role_id=ALLOCATED[0],
            invo_professional_team=TEAMS[0],
            invo_involvement_start_date=text(A_WHILE_AGO),
            invo_person_id=child,
        )
    for child in held:
        draft.add("ssd_person", pers_person_id=child, pers_sex="F", pers_dob="2015-06-15")


def _add_team(draft: Draft, number: str, name: str, above: str, name_above: str) -> None:
    draft.add(
        "ssd_department",
        dept_team_id=number,
        dept_team_name=name,
        dept_team_parent_id=above,
        dept_team_parent_name=name_above,
    )


def add_staff(draft: Draft) -> None:
    """The teams and workers that the other tables name, teams by their number or their name.

    Some names are those of two teams, in one place, in two, or in one and nobody knows where.
    """
    for team in TEAMS:
        if draft.clean:
            _add_team(draft, team, team, "", LOCALITIES.get(team, ""))
            continue
        for number in range(draft.one_of((1, 1, 2))):
            above = draft.one_of(ABOVE)
            if number == 0 and draft.chance(0.5):
                _add_team(draft, team, draft.one_of((team, f"{team} team")), *above)
            else:
                _add_team(draft, f"T-{team}-{number}", team, *above)
    for worker in WORKERS:
        draft.add("ssd_professionals", prof_professional_id=worker)
