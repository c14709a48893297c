"""What measures a real plan's measures, held against a reading by hand.

The key was made by reading the plan's measures and the catalogue's definitions, before the matcher
was asked: by the plan's own numbers, what may rightly be said to measure each.  What it does not
name nothing in the catalogue measures: audits' findings, surveys, documents to be in place, logs.
The plan itself is not here: it is read from ``plans/gold/west-sussex-2019.json`` in the folder
that LINEOFSIGHT_SHARED names.
"""

import pytest

from tests.support.matching_key import Score, answer, score

PLAN = "west-sussex-2019"
KEY = {
    "1": answer(
        "social_workers_over_3_in_12_months",
        near="new cases are asked for and every open one is counted",
    ),
    "2": answer("caseload_18_or_fewer"),
    "3": answer("rereferrals_12_months"),
    "4": answer(
        "audits_good_or_better",
        near="the grade below good is asked for too: it covers a part",
    ),
    "5": answer("feedback_positive"),
    "6": answer("appraisals_in_date"),
    "7": answer("probation_reviews_in_time"),
    "8": answer("mandatory_training_in_date"),
    "10": answer(
        "training_useful_at_once",
        besides=("training_useful_after_1_month", "training_useful_after_3_months"),
    ),
    "11a": answer(
        "cp_visits_10_working_days", besides=("cin_visits_20_working_days", "cla_visits_in_time")
    ),
    "11b": answer("assessments_45_working_days"),
    "11c": answer("assessments_child_seen"),
    "12": answer("neglect_tool_at_referral"),
    "14": answer("graded_care_profile_by_first_review"),
    "15": answer("graded_care_profile_by_first_review:repeat_plans"),
    "16": answer("cp_plans_repeat:neglect"),
    "17": answer(
        "management_oversight_6_weeks:neglect_4_weeks",
        "cases_supervised_6_weeks:neglect_4_weeks",
        besides=(
            "management_oversight_6_weeks:neglect_4_weeks",
            "cases_supervised_6_weeks:neglect_4_weeks",
        ),
        near="either of two would do for the plan; each is a figure of its own",
    ),
    "18": answer("private_fostering_number"),
    "19": answer(
        "private_fostering_first_visit",
        near="days are said, and working days counted as the regulations have it",
    ),
    "20": answer(
        "private_fostering_assessments_in_time",
        near="what is completed in time of an arrangement is its assessment",
    ),
    "26": answer(
        "cin_plan_in_place",
        "cin_plan_reviews_in_time",
        "cp_reviews_in_time",
        "cla_reviews_in_time",
        "pathway_plans_in_date",
        besides=("cin_plan_in_place", "cp_reviews_in_time", "cla_reviews_in_time"),
        near="four kinds of plan, in place and reviewed: each is a figure of its own",
    ),
    "27": answer("cp_plans_over_18_months"),
    "28": answer("cin_plans_over_9_months:over_24_months"),
    "32": answer("missing_interviews_offered"),
    "33": answer("return_interviews_72_hours"),
    "34": answer("cla_reviews_in_time"),
    "35": answer("cla_three_placements", near="no number of moves is said"),
    "37": answer("section_20_ended_by_reunification"),
    "38": answer("at_home_six_months_on"),
    "39": answer("pre_birth_assessments_in_time"),
    "42": answer("cases_supervised_6_weeks"),
    "43": answer(
        "staff_supervised_each_month:all_staff",
        "staff_supervised_each_month",
        near="whether staff are all staff or those with cases is not said",
    ),
    "45": answer("management_oversight_6_weeks"),
    "47": answer("audits_with_practitioner"),
    "48": answer("audits_against_programme", near="the framework is what asks for audits"),
    "49": answer("audit_actions_20_working_days"),
    "51": answer("care_proceedings_26_weeks"),
    "54": answer("vacancies"),
    "55": answer(
        "agency_workers:all_staff",
        "agency_workers",
        near="whether staff are all staff or social workers is not said",
    ),
    "58": answer("caseload_mean"),
    "62": answer("personal_education_plans_in_date"),
    "64": answer(
        "initial_health_assessments_in_time",
        "review_health_assessments_in_date",
        besides=("initial_health_assessments_in_time", "review_health_assessments_in_date"),
    ),
    "65": answer(
        "strategy_discussions_after_missing",
        near="children in care are asked for and every missing child counted: it covers a part",
    ),
    "66": answer("care_leavers_suitable_accommodation"),
    "67": answer("cla_in_education", near="full-time is not said"),
    "68": answer("contacts_no_further_action"),
    "70": answer("exploitation_tools_by_partners"),
}
NEAR_BUT_NOT = {
    "9": "what staff said at certain forums; answers of all practitioners are another thing",
    "22": "options explained are counted by the register; the plan asks an audit",
    "36": "a number of children now; the share of adoptions that began so is another thing",
    "41": "what an audit finds of life-story work; the register's share is another thing",
    "57": "logs of attendance, and of no one course",
    "59": "what one council of children says, and no share of answers",
}


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(PLAN, KEY)


def test_nine_in_ten_of_what_can_be_computed_are_led_to_the_right_indicator(scored: Score) -> None:
    assert scored.computable == 47
    assert scored.found >= 0.9, scored.wrong


def test_what_nothing_measures_is_not_claimed(scored: Score) -> None:
    """Not even what comes near one of the catalogue's figures."""
    assert scored.others == 27
    assert not scored.claimed, scored.claimed
    assert not set(NEAR_BUT_NOT) & set(KEY)
    assert scored.precise >= 0.95, scored.wrong


def test_every_figure_of_a_measure_that_holds_several_is_found(scored: Score) -> None:
    assert not scored.alone, scored.alone
