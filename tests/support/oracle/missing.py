"""Interviews of children who came back from missing."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Period
from tests.support.oracle.council import Council, Row, is_yes, moment
from tests.support.oracle.naming import Counted, Measured


def return_interviews_72_hours(
    council: Council,
    period: Period,
    *,
    done: str = "held_at",
    from_care: bool = False,
    independent: bool = False,
) -> Count:
    """Returns in the period, 72 hours old; met where the interview came by then.

    What is not done waits, however soon the child came back.
    """
    counted, still_open, too_recent = [], [], []
    for row, back in _returns(council):
        if from_care and row["missing_from"] != "CARE":
            continue
        due = back + timedelta(hours=72)
        interview = moment(row[done])
        clock = Clock(back, due, interview)
        met = clock.in_time and (not independent or is_yes(row["independent"]))
        reached = due.date() <= council.as_at
        if period.holds(back.date()):
            case = _case(council, row, back, met, clock)
            (counted if reached else too_recent).append(case)
        if back.date() <= period.judged and (interview is None or interview.date() > period.judged):
            waiting = Clock(back, due, None)
            on = datetime.combine(period.judged, datetime.min.time())
            case = _case(council, row, on, False, waiting)
            still_open.append(replace(case, known=period.judged))
    return Count(counted, still_open, too_recent)


def return_interviews_hours_taken(council: Council, period: Period) -> Count:
    """Returns in the period with an interview: the whole hours between the two."""
    counted = []
    for row, back in _returns(council):
        held = moment(row["held_at"])
        if held is not None and period.holds(back.date()):
            hours = Fraction((held - back) // timedelta(hours=1))
            counted.append(_case(council, row, back, True, None, hours))
    return Count(counted)


def return_interviews_accepted(
    council: Council, period: Period, missing_from: str = "", *, held: bool = False
) -> Count:
    """Returns in the period after which an interview was offered; met where the child accepted it,
    or, if so asked, where it was held."""
    return Count(
        [
            _case(
                council, row, back, row["held_at"] != "" if held else is_yes(row["accepted"]), None
            )
            for row, back in _returns(council)
            if row["offered_at"] != ""
            and period.holds(back.date())
            and missing_from in ("", row["missing_from"])
        ]
    )


def _returns(council: Council) -> list[tuple[Row, datetime]]:
    return [
        (row, back)
        for row in council.rows("return_interviews")
        if (back := moment(row["returned_at"])) is not None
    ]


def _case(
    council: Council,
    row: Row,
    on: datetime,
    met: bool,
    clock: Clock | None,
    value: Fraction | None = None,
) -> Case:
    child = row["person_id"]
    team, worker = allocated_team_and_worker(council, child, on.date())
    return Case(
        subject=child,
        record=row["return_interview_id"],
        team=team,
        worker=worker,
        reference=on.date(),
        met=met,
        clock=clock,
        value=value,
        known=council.as_at,
    )


COUNTED: Counted = {
    "return_interviews_72_hours": return_interviews_72_hours,
    "return_interviews_72_hours:offered": partial(return_interviews_72_hours, done="offered_at"),
    "return_interviews_72_hours:from_care": partial(return_interviews_72_hours, from_care=True),
    "return_interviews_72_hours:independent": partial(return_interviews_72_hours, independent=True),
    "return_interviews_accepted": return_interviews_accepted,
    "return_interviews_accepted:from_care": partial(
        return_interviews_accepted, missing_from="CARE"
    ),
    "return_interviews_accepted:from_home": partial(
        return_interviews_accepted, missing_from="HOME"
    ),
    "return_interviews_accepted:held": partial(return_interviews_accepted, held=True),
}

MEASURED: Measured = {
    "return_interviews_hours_taken": ("median", return_interviews_hours_taken),
}
