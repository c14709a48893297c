"""Drawn training: what is required of workers, what they did, and what they said of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text
from tests.support.councils.protection import A_WHILE_AGO
from tests.support.oracle.dates import add_months

COURSES = ("Neglect", "Harm online")
SPELLINGS = ("Neglect", "NEGLECT", " neglect ", "Harm online", "harm Online ", "Harm  online")
LEVELS = ("1", "2", "3")
MOMENTS = ("AT_ONCE", "ONE_MONTH", "THREE_MONTHS")
COUNCIL_OR_PARTNER = ("COUNCIL", "COUNCIL", "", "HEALTH", "SCHOOL")


def add_training(draft: Draft) -> None:
    """Courses done so long ago that they are in date to the day, at a lower level, by another
    spelling, or never; and answers at each moment."""
    for worker in [row["prof_professional_id"] for row in draft.rows["ssd_professionals"]]:
        for course in draft.rng.sample(COURSES, draft.one_of((1, 1, 2))):
            _add_requirement(draft, worker, course)
            if draft.chance(0.6):
                _add_attendance(draft, worker, draft.rows["training_requirements"][-1])
        for _ in range(draft.rng.randrange(4)):
            _add_attendance(draft, worker)
        for _ in range(draft.rng.randrange(5)):
            _add_rating(draft, worker)


def _on_a_judged_day(draft: Draft) -> date:
    return draft.one_of(JUDGED_DAYS) + timedelta(days=draft.one_of((-1, 0, 0, 1)))


def _add_requirement(draft: Draft, worker: str, course: str) -> None:
    began = draft.one_of((A_WHILE_AGO, _on_a_judged_day(draft), draft.day()))
    due = draft.one_of((_on_a_judged_day(draft), add_months(began, 6), None))
    draft.add(
        "training_requirements",
        training_requirement_id=draft.new_id("training_requirements", "TR"),
        worker_id=draft.known(worker),
        agency=draft.one_of(COUNCIL_OR_PARTNER),
        course=draft.known(course),
        level=draft.known(draft.one_of(LEVELS), unless=0.1),
        started_on=draft.date_known(began),
        due_on=text(due),
        renew_after_months=draft.one_of(("12", "24", "6", "")),
        ended_on=text(draft.one_of((None, None, None, _ended(draft, began)))),
    )


def _ended(draft: Draft, began: date) -> date:
    return max(began, _on_a_judged_day(draft))


def _add_attendance(draft: Draft, worker: str, required: Mapping[str, str] | None = None) -> None:
    level = required["level"] if required else draft.one_of(LEVELS)
    course = required["course"] if required else draft.one_of(SPELLINGS)
    old = add_months(draft.one_of(JUDGED_DAYS), -draft.one_of((6, 12, 24)))
    attended = draft.one_of((old + timedelta(days=draft.one_of((-1, 0, 1))), draft.day()))
    draft.add(
        "training_attendances",
        training_attendance_id=draft.new_id("training_attendances", "TA"),
        worker_id=draft.known(worker),
        course=draft.known(course),
        level=draft.known(level, unless=0.2),
        attended_on=draft.date_known(attended),
        course_completed=draft.flag(0.8),
    )


def _add_rating(draft: Draft, worker: str) -> None:
    rated = draft.one_of((draft.day(), draft.day(), None))
    draft.add(
        "training_ratings",
        training_rating_id=draft.new_id("training_ratings", "TG"),
        worker_id=draft.known(worker),
        moment=draft.known(draft.one_of(MOMENTS)),
        due_on=text(draft.day()),
        rated_on=text(rated),
        useful=draft.flag(0.7),
    )
