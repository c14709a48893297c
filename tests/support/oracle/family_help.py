"""Family help, and family group meetings."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_done,
    counted_when_due,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import OF_A_WORKER, Counted, Groups


def family_help_assessments_in_time(council: Council, period: Period) -> Count:
    """Family help assessments due in the period; met where completed by then."""
    return counted_when_due(
        council,
        period,
        [
            Thing(
                row["person_id"],
                row["family_help_assessment_id"],
                Clock(day(row["started_on"]), due, day(row["completed_on"])),
                always(row["team"], row["worker_id"]),
            )
            for row in council.rows("family_help_assessments")
            if (due := day(row["due_on"])) is not None
        ],
    )


def family_help_plan_after_assessment(council: Council, period: Period) -> Count:
    """Assessments that decided on a plan whose first plan began in the period; met where that was
    within 10 working days of the assessment's completion."""
    things = []
    for row in council.rows("family_help_assessments"):
        completed = day(row["completed_on"])
        if row["outcome"] != "FAMILY_HELP_PLAN" or completed is None:
            continue
        began = [
            on
            for plan in council.rows("family_help_plans")
            if plan["family_help_assessment_id"] == row["family_help_assessment_id"]
            and (on := day(plan["started_on"])) is not None
        ]
        clock = Clock(completed, add_working_days(completed, 10), min(began, default=None))
        held_by = always(row["team"], row["worker_id"])
        things.append(Thing(row["person_id"], row["family_help_assessment_id"], clock, held_by))
    return counted_when_done(council, period, things)


def family_help_plans_over_12_months(council: Council, period: Period, months: int = 12) -> Count:
    """Family help plans open on the judged day; met where they have lasted so long."""
    judged = period.judged
    return Count(
        [
            Case(
                row["person_id"],
                row["family_help_plan_id"],
                row["team"],
                row["worker_id"],
                judged,
                add_months(start, months) <= judged,
            )
            for row in council.rows("family_help_plans")
            if (start := day(row["started_on"])) is not None
            and start <= judged
            and _not_ended(day(row["ended_on"]), judged)
        ]
    )


def _not_ended(ended: date | None, judged: date) -> bool:
    return ended is None or ended > judged


def family_group_meeting_before_application(
    council: Council, period: Period, *, accepted: bool = False
) -> Count:
    """Applications of the period; met where a meeting was offered to the child by then, or, if
    so asked, offered and said to be wanted by then."""
    counted = []
    for row in council.rows("care_proceedings"):
        applied = day(row["applied_on"])
        if applied is None or not period.holds(applied):
            continue
        offers = [
            meeting
            for meeting in council.rows("family_group_meetings")
            if "" != meeting["person_id"] == row["person_id"]
            and (offered := day(meeting["offered_on"])) is not None
            and offered <= applied
            and (not accepted or _wanted_by(meeting, applied))
        ]
        counted.append(
            Case(
                row["person_id"],
                row["care_proceedings_id"],
                row["team"],
                row["worker_id"],
                applied,
                bool(offers),
            )
        )
    return Count(counted)


def _wanted_by(meeting: Row, applied: date) -> bool:
    answered = day(meeting["answered_on"])
    return is_yes(meeting["accepted"]) and answered is not None and answered <= applied


def family_group_meetings_accepted(council: Council, period: Period) -> Count:
    """Offers answered in the period; met where the family wanted the meeting."""
    return Count(
        [
            Case(
                row["person_id"],
                row["family_group_meeting_id"],
                "",
                row["worker_id"],
                answered,
                is_yes(row["accepted"]),
            )
            for row in council.rows("family_group_meetings")
            if (answered := day(row["answered_on"])) is not None and period.holds(answered)
        ]
    )


def family_group_meetings_held(council: Council, period: Period, days: int = 30) -> Count:
    """Wanted meetings held in the period; met within so many working days of the answer."""
    things = []
    for row in council.rows("family_group_meetings"):
        answered = day(row["answered_on"])
        if answered is not None and is_yes(row["accepted"]):
            clock = Clock(answered, add_working_days(answered, days), day(row["held_on"]))
            held_by = always("", row["worker_id"])
            things.append(Thing(row["person_id"], row["family_group_meeting_id"], clock, held_by))
    return counted_when_done(council, period, things)


COUNTED: Counted = {
    "family_help_assessments_in_time": family_help_assessments_in_time,
    "family_help_plan_after_assessment": family_help_plan_after_assessment,
    "family_help_plans_over_12_months": family_help_plans_over_12_months,
    "family_help_plans_over_12_months:over_6_months": partial(
        family_help_plans_over_12_months, months=6
    ),
    "family_group_meeting_offered_before_application": family_group_meeting_before_application,
    "family_group_meeting_offered_before_application:accepted": partial(
        family_group_meeting_before_application, accepted=True
    ),
    "family_group_meetings_accepted": family_group_meetings_accepted,
    "family_group_meetings_held": family_group_meetings_held,
    "family_group_meetings_held:20_working_days": partial(family_group_meetings_held, days=20),
}

GROUPS: Groups = {
    "family_group_meetings_accepted": OF_A_WORKER,
    "family_group_meetings_held": OF_A_WORKER,
}
