"""Drawn young people who came as homeless."""

from datetime import timedelta

from tests.support.councils.dice import Draft, text

OUTCOMES = (*("HOME", "FAMILY_OR_FRIENDS", "SECTION_20", "SECTION_17", "HOUSING"), "OTHER", "")
NIGHTS = ("0", "0", "0", "1", "14", "")


def add_homeless(draft: Draft, person: str) -> None:
    """Assessments completed on the day they were due, a day late, or not yet; offers made on the
    day, later, or in the time to come."""
    for _ in range(draft.one_of((0, 1, 2, 2))):
        came = draft.day()
        due = draft.one_of((came + timedelta(days=14), draft.day_from(came)))
        completed = draft.held(due)
        draft.add(
            "homeless_presentations",
            homeless_presentation_id=draft.new_id("homeless_presentations", "HP"),
            person_id=draft.known(person),
            presented_on=draft.date_known(came),
            options_explained_on=text(draft.one_of((came, draft.day_from(came), None))),
            advocacy_offered_on=text(draft.one_of((came, draft.day_from(came), None))),
            assessment_due_on=draft.date_known(due),
            assessment_completed_on=text(completed),
            joint_with_housing=draft.flag(0.6),
            section_20_offered_on=text(draft.one_of((came, draft.day_from(came), None))),
            outcome=draft.one_of(OUTCOMES) if completed else "",
            bed_and_breakfast_nights=draft.one_of(NIGHTS),
            worker_id=draft.worker(),
            team=draft.team(),
        )
