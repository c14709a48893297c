"""The children in need census: every episode of need of its years, as last known."""

import json
from collections.abc import Iterator

from tests.support.sources.journeys import (
    Expected,
    Journeys,
    Row,
    by,
    latest_of_each,
    text,
    told,
)

SEX_ASKED_FROM = 2024
PRE_PROCEEDINGS_ASKED_FROM = 2026


def cin_census(council: Journeys) -> Expected:
    """What the censuses of all years tell together."""
    enquiries = [
        row
        for row in council.rows("ssd_s47_enquiry")
        if text(row, "s47e_s47_start_date") <= council.as_at
    ]
    held = [
        row
        for row in council.rows("ssd_initial_cp_conference")
        if "" < text(row, "icpc_icpc_date") <= council.as_at
    ]
    plans = list(_plans(council, held))
    return {
        "ssd_person": list(_persons(council)),
        "ssd_disability": list(_disabilities(council)),
        "ssd_cin_episodes": [
            told(row, "cine_referral_id", "cine_person_id", "cine_referral_date",
                 "cine_cin_primary_need_code", "cine_referral_source_code", "cine_referral_nfa",
                 "cine_close_reason", "cine_close_date")
            for row in council.rows("ssd_cin_episodes")
            if text(row, "cine_referral_date") <= council.as_at
        ],
        "ssd_cin_assessments": [
            told(row, "cina_assessment_id", "cina_person_id", "cina_referral_id",
                 "cina_assessment_start_date", "cina_assessment_auth_date")
            for row in council.rows("ssd_cin_assessments")
            if text(row, "cina_assessment_start_date") <= council.as_at
        ],
        "ssd_assessment_factors": list(_factors(council)),
        "ssd_cin_plans": [
            told(row, "cinp_cin_plan_id", "cinp_person_id", "cinp_referral_id",
                 "cinp_cin_plan_start_date", "cinp_cin_plan_end_date")
            for row in council.rows("ssd_cin_plans")
            if text(row, "cinp_cin_plan_start_date") <= council.as_at
        ],
        "ssd_s47_enquiry": [_enquiry(row, held) for row in enquiries],
        "ssd_initial_cp_conference": [
            told(row, "icpc_icpc_id", "icpc_person_id", "icpc_referral_id", "icpc_s47_enquiry_id",
                 "icpc_cp_plan_id", "icpc_icpc_transfer_in", "icpc_icpc_date",
                 "icpc_icpc_outcome_cp_flag",
                 # One about a child who moved in stands in the episode, which has no place for it.
                 icpc_icpc_target_date=row["icpc_icpc_target_date"]
                 if row["icpc_icpc_transfer_in"] != "Y" else None)
            for row in held
        ],
        "ssd_cp_plans": plans,
        "ssd_cp_reviews": [
            told(row, "cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date")
            for row in council.rows("ssd_cp_reviews")
            if "" < text(row, "cppr_cp_review_date") <= council.as_at
            and row["cppr_cp_plan_id"] in {plan["cppl_cp_plan_id"] for plan in plans}
        ],
        "child_summaries": list(_summaries(council)),
        "ssd_pre_proceedings": list(_pre_proceedings(council)),
    }  # fmt: skip


def _statements(council: Journeys) -> dict[str, int]:
    """The last collection year in which each child had an episode of need."""
    last: dict[str, int] = {}
    for row in council.rows("ssd_cin_episodes"):
        child, closed = text(row, "cine_person_id"), row["cine_close_date"] or council.as_at
        for year in council.years:
            first_day, last_day = council.year_days(year)
            if text(row, "cine_referral_date") <= last_day and closed >= first_day:
                last[child] = max(year, last.get(child, 0))
    return last


def _persons(council: Journeys) -> Iterator[Row]:
    """Each child as the last census says that tells of them."""
    for child, year in _statements(council).items():
        row = council.persons[child]
        _, day = council.year_days(year)
        is_born = row["pers_dob"] is not None and text(row, "pers_dob") <= day
        has_died = row["pers_death_date"] is not None and text(row, "pers_death_date") <= day
        yield told(
            row, "pers_person_id", "pers_ethnicity", "pers_upn", "pers_upn_unknown",
            pers_sex=row["pers_sex"] if year >= SEX_ASKED_FROM else None,
            pers_gender=row["pers_gender"] if year < SEX_ASKED_FROM else None,
            pers_dob=row["pers_dob"] if is_born else None,
            pers_expected_dob=None if is_born else row["pers_expected_dob"] or row["pers_dob"],
            pers_death_date=row["pers_death_date"] if has_died else None,
        )  # fmt: skip


def _disabilities(council: Journeys) -> Iterator[Row]:
    children = _statements(council)
    for row in council.rows("ssd_disability"):
        if text(row, "disa_person_id") in children:
            yield told(row, "disa_person_id", "disa_disability_code")


def _factors(council: Journeys) -> Iterator[Row]:
    """Those of assessments that are done."""
    factors = by(council.rows("ssd_assessment_factors"), "cinf_assessment_id")
    for row in council.rows("ssd_cin_assessments"):
        if row["cina_assessment_auth_date"] and text(row, "cina_assessment_auth_date") <= (
            council.as_at
        ):
            for each in factors.get(text(row, "cina_assessment_id"), []):
                if json.loads(text(each, "cinf_assessment_factors_json") or "[]"):
                    yield told(each, "cinf_assessment_id", "cinf_assessment_factors_json")


def _enquiry(row: Row, held: list[Row]) -> Row:
    """Whether a conference was held, or was not needed."""
    followed = any(
        each["icpc_s47_enquiry_id"] == row["s47e_s47_enquiry_id"]
        and each["icpc_person_id"] == row["s47e_person_id"]
        for each in held
    )
    outcome = json.loads(text(row, "s47e_s47_outcome_json") or "{}").get("CP_CONFERENCE_FLAG")
    flag = "Y" if followed else "N" if row["s47e_s47_end_date"] and outcome == "N" else None
    return told(
        row, "s47e_s47_enquiry_id", "s47e_person_id", "s47e_referral_id", "s47e_s47_start_date",
        s47e_s47_outcome_json=json.dumps({"CP_CONFERENCE_FLAG": flag}) if flag else None,
    )  # fmt: skip


def _plans(council: Journeys, held: list[Row]) -> Iterator[Row]:
    known = {row["icpc_icpc_id"] for row in held}
    for row in council.own_plans:
        if text(row, "cppl_cp_plan_start_date") <= council.as_at:
            yield told(
                row, "cppl_cp_plan_id", "cppl_person_id", "cppl_referral_id",
                "cppl_cp_plan_start_date", "cppl_cp_plan_end_date",
                "cppl_cp_plan_initial_category", "cppl_cp_plan_latest_category",
                cppl_icpc_id=row["cppl_icpc_id"] if row["cppl_icpc_id"] in known else None,
            )  # fmt: skip


def _summaries(council: Journeys) -> Iterator[Row]:
    """How many plans came before a child's latest, on the day of the last census that says so."""
    plans = by(council.own_plans, "cppl_person_id")
    for row in latest_of_each(
        council.own_plans, "cppl_person_id", "cppl_cp_plan_start_date", council.as_at
    ):
        start, end = text(row, "cppl_cp_plan_start_date"), row["cppl_cp_plan_end_date"]
        days = [council.year_days(year) for year in council.years]
        told_on = [
            last for first, last in days if start <= last and (end or council.as_at) >= first
        ]
        earlier = plans[text(row, "cppl_person_id")]
        yield {
            "person_id": row["cppl_person_id"],
            "as_on": told_on[-1],
            "previous_plans": str(
                sum(text(each, "cppl_cp_plan_start_date") < start for each in earlier)
            ),
        }


def _pre_proceedings(council: Journeys) -> Iterator[Row]:
    """Those that went on since the census asks for them, of children in need then."""
    if council.years[-1] < PRE_PROCEEDINGS_ASKED_FROM:
        return
    episodes = by(council.rows("ssd_cin_episodes"), "cine_person_id")
    for row in council.rows("ssd_pre_proceedings"):
        decided = text(row, "prep_pre_pro_decision_date")
        stepped_down = row["prep_agree_stepdown_issue_date"] or council.as_at
        for year in range(PRE_PROCEEDINGS_ASKED_FROM, council.years[-1] + 1):
            first, last = council.year_days(year)
            of_need = any(
                text(each, "cine_referral_date") <= decided <= (each["cine_close_date"] or last)
                and (each["cine_close_date"] or last) >= first
                for each in episodes.get(text(row, "prep_person_id"), [])
            )
            if decided <= last and stepped_down >= first and of_need:
                yield told(
                    row, "prep_table_id", "prep_person_id", "prep_pre_pro_decision_date",
                    "prep_initial_pre_pro_meeting_date", "prep_agree_stepdown_issue_date",
                    "prep_pre_pro_letter_date", "prep_care_pro_letter_date",
                    "prep_pre_pro_meetings_num",
                )  # fmt: skip
                break
