"""Reading Annex A: the lists that Ofsted asks for become tables, as far as they tell.

The lists are of one day.  Lists 1 to 5 hold what happened in the six months before it; lists 6 to
8 one row a child, the latest; 9 to 11 those leaving care, waiting for adoption and adopting.
"""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.tables.snapshots import open_snapshot
from tests.support.annex_a import (
    DAY,
    Extract,
    Row,
    Value,
    as_list,
    contact,
    on_plan,
    told,
)

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    return Extract(tmp_path)


# What each list becomes


def test_list_1_holds_contacts(extract: Extract) -> None:
    """The list has no number for a contact: one is made of the child, the day and the source."""
    report = extract.load((1, as_list(1, contact(), contact(source="2A"))))
    assert extract.rows(
        "select cont_person_id, cont_contact_date, cont_contact_source_code from ssd_contacts "
        "order by 3"
    ) == [("1001", date(2026, 1, 5), "2A"), ("1001", date(2026, 1, 5), "6")]
    assert report.as_json()["tables"]["List 1"] == {
        "table": "ssd_contacts",
        "read": 2,
        "kept": 2,
        "rejected": 0,
    }


def test_the_same_thing_has_the_same_number_in_every_load(extract: Extract) -> None:
    extract.load((1, as_list(1, contact(), contact(1002))))
    first = extract.rows("select cont_contact_id from ssd_contacts order by cont_person_id")
    extract.load((1, as_list(1, contact("1002"), contact("1001"))))
    assert extract.rows("select cont_contact_id from ssd_contacts order by cont_person_id") == first


def test_a_row_given_twice_is_kept_once_and_told(extract: Extract) -> None:
    report = extract.load((1, as_list(1, contact(), contact())))
    assert told(report, "same_row_twice") == [
        "1 row is the same as an earlier row in every column that is used; one is kept."
    ]


def test_list_2_holds_early_help(extract: Extract) -> None:
    extract.load(
        (
            2,
            as_list(
                2,
                {
                    "Child Unique ID": 7,
                    "Assessment start date": date(2025, 11, 3),
                    "Assessment completion date": date(2025, 12, 1),
                    "Organisation completing assessment": "Fernshire Schools",
                },
            ),
        )
    )
    assert extract.rows(
        "select earl_person_id, earl_episode_start_date, earl_episode_end_date, "
        "earl_episode_organisation from ssd_early_help_episodes"
    ) == [("7", date(2025, 11, 3), date(2025, 12, 1), "Fernshire Schools")]


def referral(child: Value, day: Value) -> Row:
    return {
        "Child Unique ID": child,
        "Date of referral": day,
        "Referral Source": "e) 2A: Schools",
        "Referral NFA?": "b) No",
        "Number of Referrals in Last 12 Months": 1,
        "Allocated Team": "Assessment North",
        "Allocated Worker": "A Worker",
    }


def in_need(child: Value, start: Value, **more: Value) -> Row:
    return {
        "Child Unique ID": child,
        "CIN Start Date": start,
        "Primary Need Code": "N1 - Abuse or neglect",
        "Case status": "c) Child in need plan",
        **more,
    }


def test_lists_3_and_6_hold_referrals_with_the_need_they_opened(extract: Extract) -> None:
    """An episode of need and the child's referral of its first day are one.

    An episode from before the six months of List 3 is kept with its day.
    """
    closing: Row = {"CIN Closure Date": date(2026, 3, 1), "Reason for Closure": "RC7"}
    report = extract.load(
        (3, as_list(3, referral(1, date(2026, 2, 2)), referral(2, date(2026, 2, 3)))),
        (
            6,
            as_list(6, in_need(1, date(2026, 2, 2), **closing), in_need(3, date(2024, 5, 6))),
        ),
    )
    assert extract.rows(
        "select cine_person_id, cine_referral_date, cine_referral_source_code, cine_referral_nfa, "
        "cine_cin_primary_need_code, cine_close_date, cine_close_reason "
        "from ssd_cin_episodes order by 1"
    ) == [
        ("1", date(2026, 2, 2), "2A", "N", "N1", date(2026, 3, 1), "RC7"),
        ("2", date(2026, 2, 3), "2A", "N", None, None, None),
        ("3", date(2024, 5, 6), None, None, "N1", None, None),
    ]
    assert report.as_json()["tables"]["Lists 3 and 6"]["kept"] == 3


def test_an_episode_without_its_referral_is_never_counted_as_one(extract: Extract) -> None:
    """List 3 has every referral of six months: a need that began then on another day is none."""
    report = extract.load(
        (3, as_list(3, referral(1, date(2026, 2, 2)))),
        (6, as_list(6, in_need(1, date(2026, 2, 4)))),
    )
    assert extract.rows(
        "select cine_referral_date, cine_cin_primary_need_code from ssd_cin_episodes order by 1"
    ) == [(date(2026, 2, 2), None), (None, "N1")]
    assert told(report, "no_referral") == [
        "1 row is episodes of need (List 6) that began in the time of List 3, which has no "
        "referral of the child on that day: their first day was left empty, and no referral is "
        "counted."
    ]


def test_list_4_holds_assessments(extract: Extract) -> None:
    """A child assessed as needing no support is an assessment that ended in no further action."""
    extract.load(
        (
            4,
            as_list(
                4,
                {
                    "Child Unique ID": 9,
                    "Continuous Assessment Start Date": date(2026, 1, 5),
                    "Child Seen During Continuous Assessment": "a) Yes",
                    "Continuous Assessment Date of Authorisation": date(2026, 2, 6),
                    "Was the child assessed as requiring LA children’s social care support": "b)",
                    "Allocated Team": "Assessment North",
                },
            ),
        )
    )
    assert extract.rows(
        "select cina_person_id, cina_assessment_start_date, cina_assessment_auth_date, "
        "cina_assessment_child_seen, cina_assessment_outcome_nfa, cina_assessment_team "
        "from ssd_cin_assessments"
    ) == [("9", date(2026, 1, 5), date(2026, 2, 6), "Y", "Y", "Assessment North")]


def enquiry(child: Value, **more: Value) -> Row:
    start = "Strategy discussion initiating Section 47 Enquiry Start Date"
    return {"Child Unique ID": child, start: date(2026, 1, 5), **more}


def test_list_5_holds_enquiries_and_the_conferences_that_followed(extract: Extract) -> None:
    unnecessary = "Was an Initial Child Protection Conference deemed unnecessary?"
    planned = "Did the Initial Child Protection Conference Result in a Child Protection Plan"
    held: Row = {
        unnecessary: "b) No",
        "Date of Initial Child Protection Conference": date(2026, 1, 23),
        planned: "a) Yes",
    }
    extract.load((5, as_list(5, enquiry(1, **held), enquiry(2, **{unnecessary: "a) Yes"}))))
    assert extract.rows(
        "select s47e_person_id, s47e_s47_start_date, s47e_s47_outcome_json, icpc_icpc_date, "
        "icpc_icpc_outcome_cp_flag, icpc_icpc_transfer_in from ssd_s47_enquiry left join "
        "ssd_initial_cp_conference on icpc_s47_enquiry_id = s47e_s47_enquiry_id order by 1"
    ) == [
        ("1", date(2026, 1, 5), '{"CP_CONFERENCE_FLAG": "Y"}', date(2026, 1, 23), "Y", "N"),
        ("2", date(2026, 1, 5), '{"CP_CONFERENCE_FLAG": "N"}', None, None, None),
    ]


def test_list_7_holds_plans_with_their_latest_visit_and_review(extract: Extract) -> None:
    """It does not say whether the child was seen, only whether alone: that is left open."""
    last: Row = {
        "Date of the Last Statutory Visit": date(2026, 3, 20),
        "Was the Child Seen Alone?": "c) Unknown",
        "Date of latest review conference": date(2026, 2, 10),
        "Number of Previous Child Protection Plans": 2,
    }
    extract.load((7, as_list(7, on_plan(1, **last), on_plan(2))))
    assert extract.rows(
        "select cppl_person_id, cppl_cp_plan_start_date, cppl_cp_plan_initial_category, "
        "cppl_cp_plan_latest_category, cppv_cp_visit_date, cppv_cp_visit_seen, "
        "cppv_cp_visit_seen_alone, cppr_cp_review_date from ssd_cp_plans "
        "left join ssd_cp_visits on cppv_cp_plan_id = cppl_cp_plan_id "
        "left join ssd_cp_reviews on cppr_cp_plan_id = cppl_cp_plan_id order by 1"
    ) == [
        ("1", date(2025, 6, 2), "Neglect", "Emotional abuse", date(2026, 3, 20), None, None,
         date(2026, 2, 10)),
        ("2", date(2025, 6, 2), "Neglect", "Emotional abuse", None, None, None, None),
    ]  # fmt: skip
    assert extract.rows("select person_id, as_on, previous_plans from child_summaries") == [
        ("1", DAY, 2),
        ("2", DAY, None),
    ]


def test_list_8_holds_children_in_care_as_they_are_now(extract: Extract) -> None:
    """The present episode began with the later of legal status and placement."""
    in_care: Row = {
        "Child Unique ID": 5,
        "Date Started to be Looked After": date(2024, 4, 2),
        "Child's Category of Need": "N5 - Family dysfunction",
        "Start date of current legal status": date(2024, 9, 1),
        "Child's Legal Status": "C2: FCO",
        "Date of Latest Statutory Review": date(2026, 1, 15),
        "Date of Last Social Work Visit": date(2026, 3, 2),
        "What is the permanence plan for this child?": "f) Long-term fostering",
        "Date of Last Health Assessment": date(2025, 9, 1),
        "Date of Last Dental Check": date(2025, 10, 1),
        "Number of Placements in the Last 12 months": 3,
        "Start Date of Most Recent Placement": date(2025, 5, 6),
        "Placement Type": "f) U6: Foster placement - not FFA",
        "Placement Provider": "e) PR4: Private provision",
        "URN of Placement": 1234567,
        "Placement Location": "b) Out",
    }
    extract.load((8, as_list(8, in_care)))
    assert extract.rows(
        "select clae_person_id, clae_entered_care_date, clae_cla_episode_start_date, "
        "clae_cla_primary_need_code, clap_cla_placement_start_date, clap_cla_placement_type, "
        "clap_cla_placement_provider, clap_cla_placement_urn, lega_legal_status "
        "from ssd_cla_episodes join ssd_cla_placement on clap_cla_id = clae_cla_id "
        "and clap_cla_placement_id = clae_cla_placement_id "
        "join ssd_legal_status on lega_person_id = clae_person_id"
    ) == [
        ("5", date(2024, 4, 2), date(2025, 5, 6), "N5", date(2025, 5, 6), "U6", "PR4", "1234567",
         "C2")
    ]  # fmt: skip
    assert extract.rows(
        "select clah_health_check_type, clah_health_check_date from ssd_cla_health order by 2"
    ) == [("Health Assessment", date(2025, 9, 1)), ("Dental Check", date(2025, 10, 1))]
    assert extract.rows(
        "select clar_cla_review_date, clav_cla_visit_date, placements_12_months, permanence_plan, "
        "placed_out_of_area from ssd_cla_reviews join ssd_cla_visits on clav_cla_id = clar_cla_id "
        "join child_summaries on person_id = clav_person_id"
    ) == [(date(2026, 1, 15), date(2026, 3, 2), 3, "FOSTERING", "Y")]


def test_list_9_holds_care_leavers(extract: Extract) -> None:
    extract.load(
        (
            9,
            as_list(
                9,
                {
                    "Child Unique ID": 8,
                    "Eligibility Category": "b) Former relevant child",
                    "LA In Touch ": "a) Yes",
                    "Type of Accommodation": "U: Independent living",
                    "Suitability of Accommodation": "a) Suitable",
                    "Activity Status": "F2: Full time in education other than higher",
                },
            ),
        )
    )
    assert extract.rows(
        "select clea_person_id, clea_care_leaver_eligibility, clea_care_leaver_in_touch, "
        "clea_care_leaver_accommodation, clea_care_leaver_accom_suitable, "
        "clea_care_leaver_activity from ssd_care_leavers"
    ) == [("8", "Former Relevant", "YES", "U", "1", "F2")]


def test_list_10_holds_the_way_to_adoption(extract: Extract) -> None:
    extract.load(
        (
            10,
            as_list(
                10,
                {
                    "Child Unique ID": 3,
                    "Date the Child Entered Care": date(2024, 1, 8),
                    "Date of Decision that Child Should be Placed for Adoption": date(2024, 7, 1),
                    "Date of Adoption Order ": date(2026, 1, 19),
                },
                {"Child Unique ID": 4, "Date the Child Entered Care": date(2025, 1, 8)},
            ),
        )
    )
    assert extract.rows(
        "select perm_person_id, perm_adm_decision_date, perm_permanence_order_date, "
        "perm_permanence_order_type from ssd_permanence order by 1"
    ) == [("3", date(2024, 7, 1), date(2026, 1, 19), "Adoption"), ("4", None, None, None)]


def test_list_11_holds_adopters(extract: Extract) -> None:
    extract.load(
        (
            11,
            as_list(
                11,
                {
                    "Individual adopter identifier": "AD1",
                    "Family identifier": 77,
                    "Gender": "d) Not stated/recorded",
                    "Date Stage 1 started": date(2025, 7, 1),
                    "No. of children placed": 2,
                    "Reason for leaving adoption process": "2 - Process put on hold",
                },
            ),
        )
    )
    assert extract.rows(
        "select adopter_id, family_id, gender, stage_1_started_on, children_placed, left_reason "
        "from adopters"
    ) == [("AD1", "77", "00", date(2025, 7, 1), 2, "ON_HOLD")]


# The child, the worker and the team, put together from all lists


def child(number: Value, **more: Value) -> Row:
    return {"Child Unique ID": number, "Gender": "b) Female", "Ethnicity": "a) WBRI", **more}


def test_a_child_on_several_lists_is_one_whatever_form_their_number_has(extract: Extract) -> None:
    """1234 as a number, as text and as 1234.0 are one child."""
    extract.load(
        (1, as_list(1, {**child(1234), **contact(1234)})),
        (3, as_list(3, {**child("1234"), **referral("1234", date(2026, 2, 2))})),
        (7, as_list(7, {**child("1234.0"), **on_plan(" 1234.0 ")})),
    )
    assert extract.rows("select pers_person_id, pers_gender, pers_ethnicity from ssd_person") == [
        ("1234", "02", "WBRI")
    ]
    assert extract.rows(
        "select count(distinct person) from (select cont_person_id as person from ssd_contacts "
        "union all select cine_person_id from ssd_cin_episodes "
        "union all select cppl_person_id from ssd_cp_plans)"
    ) == [(1,)]


def test_an_unborn_child_has_a_day_on_which_they_are_expected(extract: Extract) -> None:
    """Age -1 says so, and so does a date of birth after the day of the extract."""
    born: Row = {"Date of Birth": date(2020, 1, 1), "Age of Child (Years)": 6}
    due: Row = {"Date of Birth": date(2026, 3, 1), "Age of Child (Years)": -1}
    later: Row = {"Date of Birth": date(2026, 6, 1)}
    extract.load(
        (1, as_list(1, *({**contact(n), **more} for n, more in enumerate((born, due, later)))))
    )
    assert extract.rows(
        "select pers_person_id, pers_dob, pers_expected_dob from ssd_person order by 1"
    ) == [
        ("0", date(2020, 1, 1), None),
        ("1", None, date(2026, 3, 1)),
        ("2", None, date(2026, 6, 1)),
    ]


def test_of_lists_that_differ_the_one_nearest_to_the_child_is_kept(extract: Extract) -> None:
    report = extract.load(
        (1, as_list(1, {**contact(1), "Date of Birth": date(2015, 1, 2)})),
        (7, as_list(7, {**on_plan(1), "Date of Birth": date(2015, 2, 1)})),
    )
    assert extract.rows("select pers_dob from ssd_person") == [(date(2015, 2, 1),)]
    assert told(report, "lists_differ") == [
        "1 row is of children whose pers_dob differs between lists; that of the list that is "
        "nearest to the child now is kept."
    ]


def test_whether_a_child_is_disabled_is_kept_without_saying_how(extract: Extract) -> None:
    """The census has DDA stand for a disability where a system does not tell which."""
    said = ("a) Yes", "b) No", "c) Unknown")
    disabled = "Does the Child have a Disability"
    extract.load((7, as_list(7, *({**on_plan(n), disabled: x} for n, x in enumerate(said)))))
    assert extract.rows(
        "select disa_person_id, disa_disability_code from ssd_disability order by 1"
    ) == [("0", "DDA"), ("1", "NONE")]


def test_the_worker_of_an_open_case_is_involved_and_no_list_says_since_when(
    extract: Extract,
) -> None:
    """A worker's number is kept; a name becomes a made number and is kept nowhere."""
    ended: Row = {"Child Protection Plan End Date": date(2026, 1, 5)}
    extract.load(
        (
            7,
            as_list(
                7,
                {**on_plan(1), "Allocated Worker": "Ada Example", "Allocated Team": "North"},
                {**on_plan(2), "Allocated Worker": "W0042", "Allocated Team": "North"},
                {**on_plan(3, **ended), "Allocated Worker": "W0043"},
            ),
        )
    )
    involved = extract.rows(
        "select invo_person_id, invo_professional_id, invo_professional_role_id, "
        "invo_professional_team, invo_involvement_start_date from ssd_involvements order by 1"
    )
    assert [row[0] for row in involved] == ["1", "2"]
    assert involved[1] == ("2", "W0042", "Allocated Case Worker", "North", None)
    assert str(involved[0][1]).startswith("worker-")
    assert extract.rows(
        "select count(*), count(prof_professional_name) from ssd_professionals"
    ) == [(3, 0)]
    assert extract.rows("select dept_team_id from ssd_department") == [("North",)]
    assert b"Ada Example" not in open_snapshot(extract.store).path.read_bytes()
