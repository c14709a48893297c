"""Contacts and referrals."""

import json
from datetime import date

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months


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
