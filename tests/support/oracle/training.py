"""Training that is required of workers, and how useful they found it."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, still_due
from tests.support.oracle.contracts import team_of
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import NO_CHILD, Counted, Groups


def mandatory_training_in_date(
    council: Council, period: Period, *, partners: bool = False, level: str = ""
) -> Count:
    """Courses required of the council's staff on the judged day; met where done and in date.

    Never done, it is too recent until and on the day by which it is first to be done.
    """
    judged = period.judged
    counted, too_recent = [], []
    for row in council.rows("training_requirements"):
        if (row["agency"] not in ("COUNCIL", "")) != partners:
            continue
        if level and row["level"] != level:
            continue
        began, ended = day(row["started_on"]), day(row["ended_on"])
        if began is None or began > judged or (ended is not None and ended <= judged):
            continue
        done = _last_done(council, row, judged)
        due = _to_do_again(row, done) if done else day(row["due_on"]) or began
        worker = row["worker_id"]
        case = Case(
            worker,
            row["training_requirement_id"],
            team_of(council, worker, judged),
            worker,
            judged,
            done is not None and (due is None or due >= judged),
            Clock(done, due, None),
        )
        never_and_not_yet = done is None and due is not None and due >= judged
        (too_recent if never_and_not_yet else counted).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def _last_done(council: Council, required: Row, judged: date) -> date | None:
    """The last time the worker completed the course, by its name, at that level or above."""
    return max(
        (
            attended
            for row in council.rows("training_attendances")
            if row["worker_id"] == required["worker_id"] != ""
            and _name(row) == _name(required) != ""
            and is_yes(row["course_completed"])
            and _is_enough(row["level"], required["level"])
            and (attended := day(row["attended_on"])) is not None
            and attended <= judged
        ),
        default=None,
    )


def _name(row: Row) -> str:
    return " ".join(row["course"].lower().split())


def _is_enough(level: str, required: str) -> bool:
    return not level or not required or int(level) >= int(required)


def _to_do_again(row: Row, done: date) -> date | None:
    return add_months(done, int(row["renew_after_months"])) if row["renew_after_months"] else None


def training_useful(council: Council, period: Period, moment: str) -> Count:
    """Answers given in the period to how useful a course was at that moment; met where it was."""
    return Count(
        [
            Case(
                row["worker_id"],
                row["training_rating_id"],
                team_of(council, row["worker_id"], rated),
                row["worker_id"],
                rated,
                is_yes(row["useful"]),
            )
            for row in council.rows("training_ratings")
            if row["moment"] == moment
            and (rated := day(row["rated_on"])) is not None
            and period.holds(rated)
        ]
    )


COUNTED: Counted = {
    "mandatory_training_in_date": mandatory_training_in_date,
    "mandatory_training_in_date:partner_staff": partial(mandatory_training_in_date, partners=True),
    "mandatory_training_in_date:level_1": partial(mandatory_training_in_date, level="1"),
    "mandatory_training_in_date:level_2": partial(mandatory_training_in_date, level="2"),
    "mandatory_training_in_date:level_3": partial(mandatory_training_in_date, level="3"),
    "training_useful_at_once": partial(training_useful, moment="AT_ONCE"),
    "training_useful_after_1_month": partial(training_useful, moment="ONE_MONTH"),
    "training_useful_after_3_months": partial(training_useful, moment="THREE_MONTHS"),
}

GROUPS: Groups = {
    "mandatory_training_in_date": NO_CHILD,
    "training_useful_at_once": NO_CHILD,
    "training_useful_after_1_month": NO_CHILD,
    "training_useful_after_3_months": NO_CHILD,
}
