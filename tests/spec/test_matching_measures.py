"""Which indicator or source measures a plan's measure, told from its words."""

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.matchables import matchables
from lineofsight.progress.matching import best_suggestion, suggest

ASKED = [
    ("rereferrals_12_months", "Percentage of re-referrals within 12 months"),
    ("rereferrals_12_months", "Repeat referrals to children's social care"),
    ("rereferrals_12_months", "Children re-referred within a year of a previous referral"),
    ("rereferrals_12_months", "Children referred again in 12 months of an earlier referral"),
    ("assessments_45_working_days", "Single assessments completed within 45 days"),
    ("assessments_45_working_days", "Social work assessments in forty-five working days"),
    ("assessments_45_working_days", "C&F assessments within timescale (45 working days)"),
    ("assessments_45_working_days:from_referral", "Assessed in 45 working days of referral: "
     "assessments"),
    ("assessments_45_working_days", "Assessments completed in timescale"),
    ("assessments_child_seen", "Children seen as part of their assessment"),
    ("conferences_15_working_days", "ICPCs within 15 working days of the strategy discussion"),
    ("conferences_15_working_days", "Initial child protection conferences in timescale"),
    ("conferences_15_working_days", "% of initial CP conferences within 15 days of S47"),
    ("cp_visits_10_working_days", "Children on a child protection plan visited in 10 working days"),
    ("cp_visits_10_working_days:15_working_days", "CP visits every 15 working days"),
    ("cp_visits_10_working_days:20_working_days", "Statutory visits, CP plans, 20 working days"),
    ("cp_visits_10_working_days", "% of child protection visits in timescale"),
    ("cp_visits_10_working_days", "Children on CP plans seen in the last 10 working days"),
    ("cp_reviews_in_time", "% of child protection reviews held on time"),
    ("cp_reviews_in_time", "RCPCs in timescale"),
    ("cp_plans_over_18_months", "Children on a CP plan for 18 months or more"),
    ("cp_plans_over_18_months:over_24_months", "CP plans lasting 2 years or more"),
    ("cp_plans_over_18_months:over_12_months", "Child protection plans open over 12 months"),
    ("cp_plans_repeat", "Children subject to a CP plan for a second or subsequent time"),
    ("cp_plans_over_18_months", "Protection plans that have lasted over 18 months"),
    ("cp_plans_repeat", "Children who start a second or subsequent protection plan"),
    ("cp_plans_repeat", "CP re-registrations"),
    ("cp_plans_repeat", "% of repeat CPPs"),
    ("cp_plans_repeat:within_2_years", "Repeat child protection plans within two years"),
    ("cp_plans_repeat:neglect", "Repeat child protection plans where the category is neglect"),
    ("cla_reviews_in_time", "LAC reviews held on time"),
    ("cla_reviews_in_time", "Looked after children whose reviews were in timescale"),
    ("caseload_18_or_fewer", "Social workers with caseloads of no more than 18 children"),
    ("caseload_18_or_fewer", "Caseloads at or below 18"),
    ("caseload_18_or_fewer", "Social workers who hold 18 or fewer children"),
    ("caseload_18_or_fewer:25_or_fewer", "Caseloads at 25 or below"),
    ("contacts_no_further_action", "% of contacts where nothing further is done"),
    ("contacts_no_further_action", "Contacts resulting in NFA"),
    ("referrals_no_further_action", "Referrals closed with no further action"),
]  # fmt: skip

NOT_COMPUTED = [
    "Re-referrals within 6 months",
    "Assessments completed in 20 working days",
    "Pre-birth assessments in timescale",
    "Foster carer assessments in timescale",
    "Assessments taking longer than 45 working days",
    "Quality of assessments completed in 45 working days, by audit",
    "Early help assessments completed within 45 days",
    "Children seen alone during assessment",
    "Children not seen during assessment",
    "CP visits overdue by 10 working days",
    "CIN visits within 4 weeks",
    "CLA visits in timescale",
    "% of CP reviews not held in timescale",
    "CP plans lasting over 15 months",
    "Repeat CP plans within 12 months",
    "CLA with an up to date health assessment review",
    "% of LAC pathway plan reviews in time",
    "Average caseload of 18 children",
    "Social workers with a caseload under 20",
    "Caseloads over 18 children",
    "NQSW caseloads of 18 or fewer",
    "Percentage of police contacts with no further action",
    "Number of children in care",
]

SOURCES = [
    ("practice_audit", "Cases judged good in the audit programme"),
    ("feedback", "Survey of parents: they felt listened to"),
    ("case_supervision", "Cases with supervision recorded in the last six weeks"),
    ("staff_supervision", "Social workers supervised every month"),
    ("workforce_establishment", "Vacancy rate of social workers"),
    ("training_records", "Staff who have done the mandatory training"),
    ("return_interviews", "Return home interviews within 72 hours"),
    ("private_fostering", "Visits to privately fostered children in time"),
    ("health_assessments", "IHAs completed within 20 working days"),
    ("personal_education_plans", "Children in care with an up-to-date PEP"),
    ("missing_strategy_discussions", "Strategy meetings on children missing"),
    ("life_story_work", "Children with life-story work"),
    ("proceedings", "Care proceedings concluded in 26 weeks"),
    ("exploitation_tool", "Use of the CSE risk assessment tool"),
    ("neglect_tool", "Children with a Graded Care Profile"),
    ("care_leavers", "Care leavers in suitable accommodation"),
    ("placements_and_permanence", "Children with three placements or more"),
    ("escalations", "Escalations settled in time"),
    ("document_in_place", "Protocol with housing in place"),
    ("attendance", "Minutes of the board"),
    ("typed_figure", "The partnership is effective"),
]


@pytest.mark.parametrize(("indicator", "words"), ASKED)
def test_a_measure_is_known_by_its_words(indicator, words):
    """Abbreviations, numbers in words and years for months are read; a number or a category picks
    the variant."""
    found = best_suggestion(words, catalogue())
    assert (found.id, found.kind, found.covers) == (indicator, "indicator", "whole")
    assert found.title == catalogue()[indicator].title


@pytest.mark.parametrize("words", NOT_COMPUTED)
def test_a_measure_that_no_indicator_computes_is_not_claimed(words):
    """Another number, the opposite, an average or a judgement of quality is another measure."""
    assert best_suggestion(words, catalogue()).kind == "source"


@pytest.mark.parametrize(("source", "words"), SOURCES)
def test_what_nothing_computes_yet_is_led_to_its_source(source, words):
    """Each says what it would take to measure it."""
    found = best_suggestion(words, catalogue())
    assert (found.id, found.kind) == (source, "source")
    assert found.needs


def test_a_suggestion_says_why():
    """In the measure's own words."""
    found = best_suggestion("% fall of re-referrals in the last 12 months", catalogue())
    assert found.why == "says “re-referrals” and “12 months”"


def test_what_is_not_covered_is_said():
    """Visits to three groups of children are asked for, and those to one are counted."""
    found = best_suggestion("Visits to CP, CIN and LAC in timescale", catalogue())
    assert (found.id, found.covers) == ("cp_visits_10_working_days", "part")
    assert found.uncovered == (
        "Visits to children in need are not counted, only those to children on a protection plan. "
        "Visits to children in care are not counted, only those to children on a protection plan."
    )


def test_no_measure_is_left_without_an_answer():
    """The last suggestion is always a figure typed in with its source."""
    for words in ("", "?", "CP visits in timescale", "Something else"):
        assert suggest(words, matchables(catalogue()))[-1].id == "typed_figure"


def test_suggestions_come_in_the_order_of_their_scores():
    """From 1, all that can be said, to 0, nothing known."""
    found = suggest("Audit of life story work with staff feedback", matchables(catalogue()))
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(found) >= 3
