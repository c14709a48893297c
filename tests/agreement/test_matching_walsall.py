"""A second real plan's measures, of another council, in other words and years, and its key.

Most of its 133 measures are documents, audits, surveys and reports: it shows above all that these
are not led to an indicator.  It has no numbers, so that the key goes by the measure's place in
``plans/gold/walsall-2012.json`` of the folder that LINEOFSIGHT_SHARED names, from 0.
"""

import pytest

from tests.support.matching_key import Score, answer, score

PLAN = "walsall-2012"
KEY = {
    "8": answer(
        "review_health_assessments_in_date",
        "initial_health_assessments_in_time",
        near="that it is of children in care is said beside it, and not by the measure",
    ),
    "17": answer("mandatory_training_in_date"),
    "19": answer("mandatory_training_in_date"),
    "18": answer(
        "training_useful_at_once",
        "training_useful_after_1_month",
        "training_useful_after_3_months",
        near="how long after the training is not said",
    ),
    "30": answer("staff_supervised_each_month"),
    "59": answer("caseload_mean"),
    "69": answer("referrals_no_further_action"),
    "75": answer("assessments_child_seen"),
    "81": answer(
        "cp_visits_seen_alone",
        "cin_visits_seen_alone",
        "cla_visits_seen_alone",
        near="visits to which children is not said",
    ),
    "86": answer("strategy_discussions_police_and_health:police"),
    "104": answer(
        "referrals_received",
        "cla_number",
        "children_on_cp_plans",
        besides=("referrals_received", "cla_number", "children_on_cp_plans"),
        near="rates are asked for and numbers counted",
    ),
    "107": answer(
        "feedback_positive:families",
        "feedback_positive:practitioners",
        besides=("feedback_positive:families", "feedback_positive:practitioners"),
    ),
    "110": answer("vacancies", near="of one team, by which the figure can be split"),
    "114": answer("complaints_received"),
    "124": answer(
        "complaints_received:stage_2",
        "complaints_received:stage_3",
        besides=("complaints_received:stage_2", "complaints_received:stage_3"),
    ),
    "127": answer("audits_against_programme"),
    "131": answer("pathway_plans_in_date", "pathway_plans_completed_in_time"),
}
NEAR_BUT_NOT = {
    "6": "reports to be looked at, of which complaints are one",
    "12": "complaints of head teachers, which are not told apart",
    "26": "complaints for one reason, which is not told apart",
    "32": "what audits show of oversight",
    "34": "managers alone, who are not told apart",
    "44": "that appraisals are used, and no share of workers",
    "47": "a report to be had",
    "72": "which cases or decisions is not said",
    "87": "the police at enquiries; strategy discussions are another thing",
    "89": "the opposite of what is counted",
    "94": "complaints of one service, which is not told apart",
    "99": "what audit and supervision show of chronologies",
    "102": "that times are appropriate, which is a judgement",
    "113": "for one reason, which is not told apart",
    "125": "complaints for the same reason, which are not told apart",
}


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(PLAN, KEY)


def test_nine_in_ten_of_what_can_be_computed_are_led_to_the_right_indicator(scored: Score) -> None:
    assert scored.found >= 0.9, scored.wrong


def test_what_nothing_measures_is_not_claimed(scored: Score) -> None:
    """Not even what comes near one of the catalogue's figures."""
    assert scored.others > 100
    assert not scored.claimed, scored.claimed
    assert scored.precise >= 0.95, scored.wrong
    assert not set(NEAR_BUT_NOT) & set(KEY)


def test_every_figure_of_a_measure_that_holds_several_is_found_but_for_one(scored: Score) -> None:
    """That staff and families are two groups of people asked is not read."""
    assert set(scored.alone) <= {"107"}
