"""The courses that workers must do and those they attend, and how useful they find them."""

from dataclasses import dataclass

from lineofsight.sample.scribe import Scribe
from lineofsight.sample.workforce import Person, Team

_COURSES = (
    ("Safeguarding children", 3, 24), ("Neglect and the graded care profile", 3, 36),
    ("Information governance", 1, 12),
)  # fmt: skip
_FURTHER_COURSES = ("Motivational interviewing", "Child exploitation", "Trauma-informed practice")
_YEAR = 365


@dataclass(frozen=True)
class Job:
    """A worker's time in a post; ``until`` is the day it ended or the day after the last one."""

    person: Person
    team: Team
    post: str
    start: int
    until: int


def enter_training(scribe: Scribe, job: Job) -> None:
    """What a worker must have done, what they attended, and how useful they found it."""
    for course, level, months in _COURSES:
        due = scribe.days.months_after(job.start, 6)
        scribe.enter(
            "training_requirements",
            training_requirement_id=scribe.id("TQ"),
            worker_id=job.person.id,
            agency="COUNCIL",
            course=course,
            level=str(level),
            started_on=scribe.on(job.start),
            due_on=scribe.due(due),
            renew_after_months=str(months),
            ended_on=scribe.on(job.until),
        )
        while due < scribe.last + _YEAR:
            day = scribe.done(due, 0.66, (0, 120), (5, 15, 30, 60, 90))
            if not job.start <= day < min(job.until, scribe.last + 1):
                break
            _attend(scribe, job, course, level, day, mandatory="Y")
            due = scribe.days.months_after(day, months)
    day = job.start + int(scribe.random.expovariate(1 / 300))
    while day < min(job.until, scribe.last - 1):
        _attend(scribe, job, scribe.any_of(_FURTHER_COURSES), 2, scribe.days.opening(day), "N")
        day += 30 + int(scribe.random.expovariate(1 / 400))


def _attend(scribe: Scribe, job: Job, course: str, level: int, day: int, mandatory: str) -> None:
    if day > scribe.last:
        return
    attendance = scribe.id("TA")
    scribe.enter(
        "training_attendances",
        training_attendance_id=attendance,
        worker_id=job.person.id,
        agency="COUNCIL",
        course=course,
        level=str(level),
        mandatory=mandatory,
        multi_agency="N" if level == 1 else scribe.flag(0.4),
        attended_on=scribe.on(day),
        course_completed=scribe.flag(0.97),
    )
    for moment, later, useful in (
        ("AT_ONCE", 0, 0.86),
        ("ONE_MONTH", 30, 0.74),
        ("THREE_MONTHS", 91, 0.66),
    ):
        due = day + later
        rated = scribe.days.opening(due + scribe.between(0, 9)) if later else day
        come = rated <= scribe.last and scribe.chance(0.7)
        scribe.enter(
            "training_ratings",
            training_rating_id=scribe.id("TR"),
            training_attendance_id=attendance,
            worker_id=job.person.id,
            moment=moment,
            due_on=scribe.due(due),
            rated_on=scribe.on(rated) if come else "",
            useful=scribe.flag(useful) if come else "",
        )
