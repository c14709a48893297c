"""Drawn family help, family group meetings and applications to court."""

from datetime import timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

OUTCOMES = (*("FAMILY_HELP_PLAN",) * 3, "SIGNPOSTED", "")
STAGES = ("CHILD_IN_NEED", "PRE_PROCEEDINGS", "PROCEEDINGS")


def add_family_help(draft: Draft, child: str) -> None:
    """Assessments due on awkward days, and the plans that follow some of them."""
    for _ in range(draft.one_of((1, 2, 3))):
        assessment = draft.new_id("family_help_assessments", "FA")
        started = draft.day()
        due = draft.day_from(started)
        completed = draft.held(due)
        draft.add(
            "family_help_assessments",
            family_help_assessment_id=assessment,
            person_id=draft.known(child),
            started_on=draft.date_known(started),
            due_on=draft.date_known(due),
            completed_on=text(completed),
            outcome=draft.one_of(OUTCOMES) if completed else "",
            worker_id=draft.worker(),
            team=draft.team(),
        )
        for _ in range(draft.one_of((0, 1, 1, 2))):
            a_year_ago = add_months(draft.one_of(JUDGED_DAYS), -draft.one_of((6, 12)))
            near = a_year_ago + timedelta(days=draft.one_of((-1, 0, 1)))
            after = draft.done_by(completed, 10) if completed else None
            began = draft.one_of((near, after or near, after or near))
            draft.add(
                "family_help_plans",
                family_help_plan_id=draft.new_id("family_help_plans", "FP"),
                family_help_assessment_id=draft.known(assessment),
                person_id=draft.known(child),
                started_on=draft.date_known(began),
                ended_on=text(draft.one_of((None, None, draft.day_from(began)))),
                worker_id=draft.worker(),
                team=draft.team(),
            )


def add_family_group_meetings(draft: Draft, child: str) -> None:
    """Meetings wanted or not, some held on the last day; some offered or answered on the day of an
    application, or a day either side."""
    for _ in range(draft.one_of((1, 2, 3))):
        offered = draft.day()
        answered = draft.one_of((offered, draft.day_from(offered), None))
        held = draft.done_by(answered, draft.one_of((20, 30))) if answered else None
        draft.add(
            "family_group_meetings",
            family_group_meeting_id=draft.new_id("family_group_meetings", "FM"),
            person_id=draft.known(child),
            stage=draft.one_of(STAGES),
            offered_on=draft.date_known(offered),
            answered_on=text(answered),
            accepted=draft.flag(0.7),
            held_on=text(held),
            worker_id=draft.worker(),
        )
        if draft.chance(0.6):
            spoken = draft.one_of((offered, answered or offered))
            applied = spoken + timedelta(days=draft.one_of((-1, 0, 1, 30)))
            draft.add(
                "care_proceedings",
                care_proceedings_id=draft.new_id("care_proceedings", "CP"),
                person_id=draft.known(child),
                applied_on=draft.date_known(draft.one_of((applied, draft.day()))),
                worker_id=draft.worker(),
                team=draft.team(),
            )
