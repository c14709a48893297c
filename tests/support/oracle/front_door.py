"""Contacts and referrals."""

import json
from datetime import date

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import OF_THE_CHILD, Counted, Groups


def contacts_no_further_action(council: Council, period: Period) -> Count:
    """Contacts of the period; met where the outcome says no further action."""
    counted = []
    for contact in council.rows("ssd_contacts"):
        made = day(contact["cont_contact_date"])
        if made is not None and period.holds(made):
            counted.append(
                Case(
                    subject=contact["cont_person_id"],
                    record=contact["cont_contact_id"],
                    team="",
                    worker="",
                    reference=made,
                    met=_says_no_further_action(contact["cont_contact_outcome_json"]),
                )
            )
    return Count(counted)


def _says_no_further_action(outcome: str) -> bool:
    try:
        said = json.loads(outcome)
    except ValueError:
        return False
    if not isinstance(said, dict):
        return False
    flag = said.get("NFA_FLAG")
    return isinstance(flag, str | bool | int) and is_yes(str(flag))


def rereferrals_12_months(council: Council, period: Period) -> Count:
    """Referrals of the period; met where the same child was referred in the year before."""
    return Count(
        [
            _referral_case(referral, met=_follows_another_within_a_year(council, referral))
            for referral in _referrals_of(council, period)
        ]
    )


def _follows_another_within_a_year(council: Council, referral: Row) -> bool:
    child, made = referral["cine_person_id"], day(referral["cine_referral_date"])
    if child == "" or made is None:
        return False
    a_year_ago = add_months(made, -12)
    for other in council.rows("ssd_cin_episodes"):
        made_before = day(other["cine_referral_date"])
        if (
            other["cine_person_id"] == child
            and made_before is not None
            and a_year_ago <= made_before < made
        ):
            return True
    return False


def rereferrals_by_child(council: Council, period: Period) -> Count:
    """Children referred in the period; met where any of those referrals follows another."""
    counted = []
    referrals = [row for row in _referrals_of(council, period) if row["cine_person_id"]]
    for child in sorted({row["cine_person_id"] for row in referrals}):
        own = [row for row in referrals if row["cine_person_id"] == child]
        again = [row for row in own if _follows_another_within_a_year(council, row)]
        first = min(date.fromisoformat(row["cine_referral_date"]) for row in again or own)
        counted.append(Case(child, child, "", "", first, bool(again)))
    return Count(counted)


def referrals_assessed(council: Council, period: Period) -> Count:
    """Referrals of the period; met where an assessment that has begun names the referral."""
    assessed = {
        assessment["cina_referral_id"]
        for assessment in council.rows("ssd_cin_assessments")
        if assessment["cina_assessment_start_date"]
    }
    return Count(
        [
            _referral_case(referral, met=referral["cine_referral_id"] in assessed)
            for referral in _referrals_of(council, period)
        ]
    )


def neglect_tool_at_referral(council: Council, period: Period) -> Count:
    """Referrals for abuse or neglect; met where a neglect tool was completed at referral."""
    shown = {
        tool["referral_id"]
        for tool in council.rows("practice_tools")
        if tool["tool"] == "NEGLECT_SCREENING"
        and tool["occasion"] == "REFERRAL"
        and tool["completed_on"]
    }
    return Count(
        [
            _referral_case(referral, met=referral["cine_referral_id"] in shown)
            for referral in _referrals_of(council, period)
            if referral["cine_cin_primary_need_code"] == "N1"
        ]
    )


def referrals_no_further_action(council: Council, period: Period) -> Count:
    """Referrals of the period; met where the referral led to no further action."""
    return Count(
        [
            _referral_case(referral, met=is_yes(referral["cine_referral_nfa"]))
            for referral in _referrals_of(council, period)
        ]
    )


def _referrals_of(council: Council, period: Period) -> list[Row]:
    return [
        referral
        for referral in council.rows("ssd_cin_episodes")
        if period.holds(day(referral["cine_referral_date"]))
    ]


def _referral_case(referral: Row, *, met: bool) -> Case:
    return Case(
        subject=referral["cine_person_id"],
        record=referral["cine_referral_id"],
        team=referral["cine_referral_team"],
        worker=referral["cine_referral_worker_id"],
        reference=date.fromisoformat(referral["cine_referral_date"]),
        met=met,
    )


COUNTED: Counted = {
    "contacts_no_further_action": contacts_no_further_action,
    "rereferrals_12_months": rereferrals_12_months,
    "referrals_no_further_action": referrals_no_further_action,
    "rereferrals_by_child": rereferrals_by_child,
    "referrals_assessed": referrals_assessed,
    "neglect_tool_at_referral": neglect_tool_at_referral,
}

GROUPS: Groups = {
    "contacts_no_further_action": OF_THE_CHILD,
    "rereferrals_by_child": OF_THE_CHILD,
}
