"""What is held about assessments beside the standard, and documents that families are to have."""

from collections.abc import Collection
from datetime import date
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_due,
)
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted


def assessments_open_over_45_working_days(
    council: Council, period: Period, *, from_referral: bool = False
) -> Count:
    """Assessments open on the judged day; met where day 45 has passed by then.

    Those of which no calendar tells day 45 are left out.
    """
    referred = {
        referral["cine_referral_id"]: day(referral["cine_referral_date"])
        for referral in council.rows("ssd_cin_episodes")
    }
    counted = []
    for row in council.rows("ssd_cin_assessments"):
        start, done = day(row["cina_assessment_start_date"]), day(row["cina_assessment_auth_date"])
        if start is None or start > period.judged or (done is not None and done <= period.judged):
            continue
        begun = referred.get(row["cina_referral_id"]) if from_referral else start
        if begun is None:
            continue
        last_day = add_working_days(begun, 45)
        if last_day is None:
            continue
        counted.append(
            Case(
                row["cina_person_id"],
                row["cina_assessment_id"],
                row["cina_assessment_team"],
                row["cina_assessment_worker_id"],
                period.judged,
                last_day < period.judged,
            )
        )
    return Count(counted)


def assessments_seen_alone(council: Council, period: Period, years: int = 0) -> Count:
    """Assessments of children already born, completed in the period; met where seen alone.

    With years, of children known to be of that age on the day of completion.
    """
    return Count(
        [
            case
            for case in _details(council, period, "seen_alone")
            if not years or _is_aged(council, case, years)
        ]
    )


def assessments_views_recorded(council: Council, period: Period) -> Count:
    """The same assessments; met where the child's wishes and feelings are recorded."""
    return Count(_details(council, period, "views_recorded"))


def _details(council: Council, period: Period, column: str) -> list[Case]:
    return [
        Case(
            row["person_id"],
            row["assessment_detail_id"],
            row["team"],
            row["worker_id"],
            completed,
            is_yes(row[column]),
        )
        for row in council.rows("assessment_details")
        if (completed := day(row["completed_on"])) is not None
        and period.holds(completed)
        and row["assessment_kind"] != "PRE_BIRTH"
        and row["not_seen_reason"] != "UNBORN"
    ]


def _is_aged(council: Council, case: Case, years: int) -> bool:
    return is_aged(council, case.subject, case.reference, years)


def is_aged(council: Council, child: str, on: date, years: int) -> bool:
    """Whether a child is known to be so many years old, or older, on a day."""
    person = council.person(child)
    born = day(person["pers_dob"]) if person else None
    return born is not None and add_months(born, 12 * years) <= on


def pre_birth_assessments_in_time(council: Council, period: Period) -> Count:
    """Pre-birth assessments due in the period; met where completed by then."""
    return counted_when_due(
        council,
        period,
        [
            Thing(
                row["person_id"],
                row["assessment_detail_id"],
                Clock(day(row["started_on"]), due, day(row["completed_on"])),
                always(row["team"], row["worker_id"]),
            )
            for row in council.rows("assessment_details")
            if row["assessment_kind"] == "PRE_BIRTH" and (due := day(row["due_on"])) is not None
        ],
    )


def documents_shared_in_time(council: Council, period: Period, kinds: Collection[str]) -> Count:
    """Documents of some kinds due to be shared in the period; met where shared by then."""
    return counted_when_due(
        council,
        period,
        [
            _document(council, row)
            for row in council.rows("shared_documents")
            if row["document_kind"] in kinds and row["due_on"]
        ],
    )


def _document(council: Council, row: Row) -> Thing:
    clock = Clock(day(row["completed_on"]), day(row["due_on"]), day(row["shared_on"]))
    child = row["person_id"]
    return Thing(
        child,
        row["shared_document_id"],
        clock,
        lambda on: allocated_team_and_worker(council, child, on),
    )


COUNTED: Counted = {
    "assessments_open_over_45_working_days": assessments_open_over_45_working_days,
    "assessments_open_over_45_working_days:from_referral": partial(
        assessments_open_over_45_working_days, from_referral=True
    ),
    "assessments_seen_alone": assessments_seen_alone,
    "assessments_seen_alone:aged_4_or_over": partial(assessments_seen_alone, years=4),
    "assessments_views_recorded": assessments_views_recorded,
    "pre_birth_assessments_in_time": pre_birth_assessments_in_time,
    "assessments_shared_in_time": partial(documents_shared_in_time, kinds={"ASSESSMENT"}),
    "plans_shared_in_time": partial(
        documents_shared_in_time,
        kinds={"CHILD_IN_NEED_PLAN", "PROTECTION_PLAN", "FAMILY_HELP_PLAN"},
    ),
    "plans_shared_in_time:child_in_need": partial(
        documents_shared_in_time, kinds={"CHILD_IN_NEED_PLAN"}
    ),
    "plans_shared_in_time:child_protection": partial(
        documents_shared_in_time, kinds={"PROTECTION_PLAN"}
    ),
}
