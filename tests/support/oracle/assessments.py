"""Assessments of children in need, and the first conferences of child protection."""

from collections.abc import Callable
from datetime import date

from tests.support.oracle.cases import Case, Clock, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import Counted


def assessments_45_working_days(council: Council, period: Period) -> Count:
    """Assessments authorised in the period; met within 45 working days of their start."""
    return _assessments_in_45_working_days(
        council, period, begun=lambda row: day(row["cina_assessment_start_date"])
    )


def assessments_45_working_days_from_referral(council: Council, period: Period) -> Count:
    """The same, timed from the referral that the assessment answers."""
    referred = {
        referral["cine_referral_id"]: day(referral["cine_referral_date"])
        for referral in council.rows("ssd_cin_episodes")
    }
    return _assessments_in_45_working_days(
        council, period, begun=lambda row: referred.get(row["cina_referral_id"])
    )


def _assessments_in_45_working_days(
    council: Council, period: Period, begun: Callable[[Row], date | None]
) -> Count:
    counted, still_open = [], []
    for assessment in council.rows("ssd_cin_assessments"):
        start = begun(assessment)
        if start is None or assessment["cina_assessment_start_date"] == "":
            continue
        due = add_working_days(start, 45)
        authorised = day(assessment["cina_assessment_auth_date"])
        if authorised is not None and period.holds(authorised):
            clock = Clock(start, due, authorised)
            counted.append(_assessment_case(assessment, authorised, clock.in_time, clock))
        if start <= period.judged and (authorised is None or authorised > period.judged):
            clock = Clock(start, due, None)
            still_open.append(_assessment_case(assessment, period.judged, False, clock))
    return Count(counted, still_open)


def assessments_child_seen(council: Council, period: Period) -> Count:
    """Assessments authorised in the period; met where the child was seen."""
    counted = []
    for assessment in council.rows("ssd_cin_assessments"):
        authorised = day(assessment["cina_assessment_auth_date"])
        if assessment["cina_assessment_start_date"] == "" or authorised is None:
            continue
        if period.holds(authorised):
            seen = is_yes(assessment["cina_assessment_child_seen"])
            counted.append(_assessment_case(assessment, authorised, seen, None))
    return Count(counted)


def _assessment_case(row: Row, reference: date, met: bool, clock: Clock | None) -> Case:
    return Case(
        subject=row["cina_person_id"],
        record=row["cina_assessment_id"],
        team=row["cina_assessment_team"],
        worker=row["cina_assessment_worker_id"],
        reference=reference,
        met=met,
        clock=clock,
    )


def conferences_15_working_days(council: Council, period: Period) -> Count:
    """First conferences held in the period; met within 15 working days of the enquiry's start."""
    counted, still_open = [], []
    for conference in council.rows("ssd_initial_cp_conference"):
        start = _start_of_its_enquiry(council, conference)
        if start is None or is_yes(conference["icpc_icpc_transfer_in"]):
            continue
        due = add_working_days(start, 15)
        held = day(conference["icpc_icpc_date"])
        if held is not None and period.holds(held):
            clock = Clock(start, due, held)
            counted.append(_conference_case(conference, held, clock))
        if start <= period.judged and (held is None or held > period.judged):
            clock = Clock(start, due, None)
            still_open.append(_conference_case(conference, period.judged, clock))
    return Count(counted, still_open)


def _start_of_its_enquiry(council: Council, conference: Row) -> date | None:
    for enquiry in council.rows("ssd_s47_enquiry"):
        if (
            enquiry["s47e_s47_enquiry_id"] == conference["icpc_s47_enquiry_id"] != ""
            and enquiry["s47e_person_id"] == conference["icpc_person_id"] != ""
        ):
            return day(enquiry["s47e_s47_start_date"])
    return None


def _conference_case(row: Row, reference: date, clock: Clock) -> Case:
    return Case(
        subject=row["icpc_person_id"],
        record=row["icpc_icpc_id"],
        team=row["icpc_icpc_team"],
        worker=row["icpc_icpc_worker_id"],
        reference=reference,
        met=clock.in_time,
        clock=clock,
    )


COUNTED: Counted = {
    "assessments_45_working_days": assessments_45_working_days,
    "assessments_45_working_days:from_referral": assessments_45_working_days_from_referral,
    "assessments_child_seen": assessments_child_seen,
    "conferences_15_working_days": conferences_15_working_days,
}
