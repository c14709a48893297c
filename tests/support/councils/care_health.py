"""Drawn health and education of children in care."""

from datetime import date, timedelta

from tests.support.councils.care_periods import TimeInCare
from tests.support.councils.care_work import a_while_before
from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months, add_working_days

CHECKS = (
    *("Health Assessment", "Health Assessment", "HEALTH ASSESSMENT", "Initial Health Assessment"),
    *("Review Health Assessment", "Dental Check", "Dental Check", "visit to the DENTIST"),
    *("Teeth checked", "Optician"),
)
STATUSES = (*("Completed",) * 5, "Planned", "Refused", "Cancelled")
SCHOOL = ("FULL_TIME", "FULL_TIME", "PART_TIME", "NONE")
REASONS = ("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")
MONTHS_AGO = (4, 6, 12)


def _long_before(draft: Draft) -> date:
    """As many months before a judged day as a limit, a day more or less, or any while."""
    judged = draft.one_of(JUDGED_DAYS)
    day_off = timedelta(days=draft.one_of((-1, 0, 0, 1)))
    old = add_months(judged, -draft.one_of(MONTHS_AGO)) + day_off
    return draft.one_of((old, old, a_while_before(draft)))


def add_health(draft: Draft, child: str, times: list[TimeInCare]) -> None:
    """Checks of every kind and status, immunisations, and questionnaires with a score or none."""
    days = [_long_before(draft) for _ in range(draft.one_of((1, 3, 5)))]
    for time in times:
        about = draft.done_by(time.begins, draft.one_of((5, 20, 20)))
        days.extend([about] if about else [])
        days.extend([time.begins] if draft.chance(0.3) else [])
        _add_request(draft, time)
    for day in days:
        _add_check(draft, child, day)
        if draft.chance(0.1):
            _add_check(draft, child, day)
    if draft.chance(0.8):
        draft.add(
            "ssd_cla_immunisations",
            clai_person_id=child,
            clai_immunisations_status=draft.flag(0.6),
            clai_immunisations_status_date=draft.date_known(_long_before(draft), unless=0.2),
        )
    for _ in range(draft.one_of((0, 1, 2, 3))):
        _add_questionnaire(draft, child, _long_before(draft))


def _add_check(draft: Draft, child: str, day: date) -> None:
    draft.add(
        "ssd_cla_health",
        clah_health_check_id=draft.new_id("ssd_cla_health", "HC"),
        clah_person_id=draft.known(child),
        clah_health_check_type=draft.known(draft.one_of(CHECKS)),
        clah_health_check_date=draft.date_known(day),
        clah_health_check_status=draft.known(draft.one_of(STATUSES)),
    )


def _add_questionnaire(draft: Draft, child: str, day: date) -> None:
    scored = draft.chance(0.8)
    for _ in range(draft.one_of((1, 1, 1, 2))):
        draft.add(
            "ssd_sdq_scores",
            csdq_table_id=draft.new_id("ssd_sdq_scores", "SQ"),
            csdq_person_id=draft.known(child),
            csdq_sdq_completed_date=draft.date_known(day),
            csdq_sdq_reason="" if scored else draft.one_of(REASONS),
            csdq_sdq_score=str(draft.rng.randrange(41)) if scored else "",
        )


def _add_request(draft: Draft, time: TimeInCare) -> None:
    """The health service is asked on the last day for it, a day later, before care, or not."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        asked = draft.one_of((draft.done_by(time.begins, 5), time.begins - timedelta(days=3)))
        draft.add(
            "health_assessments",
            health_assessment_id=draft.new_id("health_assessments", "HA"),
            person_id=draft.known(time.child),
            assessment_kind=draft.known(draft.one_of(("INITIAL", "INITIAL", "REVIEW"))),
            requested_on=text(asked),
        )


def add_education(draft: Draft, child: str, times: list[TimeInCare]) -> None:
    """Education plans completed as long ago as a limit, and rows that are due and wait."""
    for _ in range(draft.one_of((0, 1, 2, 3))):
        _add_plan(draft, child, None, draft.one_of((_long_before(draft), None)))
    for time in times:
        if draft.chance(0.5):
            first_due = add_working_days(time.begins, 20)
            _add_plan(draft, child, first_due, draft.done_by(time.begins, 20))
    done = [row for row in draft.rows["personal_education_plans"] if row["person_id"] == child]
    for row in done[-1:]:
        if row["completed_on"]:
            also_due = date.fromisoformat(row["completed_on"]) + timedelta(draft.one_of((-1, 0, 1)))
            _add_plan(draft, child, also_due, None)
    if draft.chance(0.4):
        due = draft.one_of((draft.one_of(JUDGED_DAYS), draft.day()))
        due += timedelta(days=draft.one_of((-1, 0, 0, 1)))
        _add_plan(draft, child, due, draft.one_of((None, None, draft.held(due))))


def _add_plan(draft: Draft, child: str, due: date | None, completed: date | None) -> None:
    for _ in range(draft.one_of((1, 1, 1, 1, 2))):
        draft.add(
            "personal_education_plans",
            personal_education_plan_id=draft.new_id("personal_education_plans", "ED"),
            person_id=draft.known(child),
            due_on=text(due),
            completed_on=text(completed),
            in_education=draft.known(draft.one_of(SCHOOL), unless=0.12) if completed else "",
        )
