"""Which indicator or source measures a plan's measure, told from its words."""

from functools import cache

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.plan.model import Measure, Place, Plan, Target
from lineofsight.plan.review import review_plan
from lineofsight.progress.figures import figures_of
from lineofsight.progress.matchables import matchables
from lineofsight.progress.matching import Matcher
from lineofsight.progress.unmeasured import with_unmeasured

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
    ("cp_plans_over_18_months:over_15_months", "CP plans lasting over 15 months"),
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
    ("caseload_mean", "Average caseload of 18 children"),
    ("cla_visits_in_time", "CLA visits in timescale"),
    ("assessments_open_over_45_working_days", "Assessments open longer than 45 working days"),
    ("assessments_seen_alone", "Children seen alone during assessment"),
    ("pre_birth_assessments_in_time", "Pre-birth assessments in timescale"),
    ("review_health_assessments_in_date", "CLA with an up to date health assessment review"),
    ("cla_number", "Number of children in care"),
    ("return_interviews_72_hours", "RHIs within 72 hours"),
    ("personal_education_plans_in_date", "Children in care with an up-to-date PEP"),
    ("pre_proceedings_16_weeks", "PLO concluded in 16 weeks"),
    ("care_leavers_eet:aged_17_to_18", "Care leavers of 17 and 18 in EET"),
    ("sickness_rate", "Sickness absence rate"),
    ("contacts_no_further_action", "% of contacts where nothing further is done"),
    ("contacts_no_further_action", "Contacts resulting in NFA"),
    ("referrals_no_further_action", "Referrals closed with no further action"),
]  # fmt: skip

NOT_COMPUTED = [
    "Re-referrals within 6 months",
    "Assessments completed in 20 working days",
    "Foster carer assessments in timescale",
    "Quality of assessments completed in 45 working days, by audit",
    "Early help assessments completed within 45 days",
    "Children not seen during assessment",
    "CP visits overdue by 10 working days",
    "CIN visits within 4 weeks",
    "% of CP reviews not held in timescale",
    "CP plans lasting over 21 months",
    "Repeat CP plans within 12 months",
    "Social workers with a caseload under 20",
    "Caseloads over 18 children",
    "NQSW caseloads of 18 or fewer",
    "Percentage of police contacts with no further action",
    "Re-referrals of disabled children",
    "Feedback on life-story work",
    "Referrals per 10,000 children",
    "Children who began to be looked after",
]

SOURCES = [
    ("audit_question", "Plans are of good quality, by dip sample"),
    ("survey", "Survey of parents: they felt listened to"),
    ("register", "Minutes of the board"),
    ("register", "Representation of foster carers on the panel"),
    ("milestone", "Protocol with housing in place"),
    ("milestone", "Neglect strategy agreed by all partners"),
    ("own_definition", "Re-referrals within 6 months"),
    ("typed_figure", "The partnership is effective"),
]

SEVERAL = [
    (
        "Visits to CP, CIN and LAC in timescale",
        ["cp_visits_10_working_days", "cin_visits_20_working_days", "cla_visits_in_time"],
    ),
    (
        "IHAs and RHAs in time",
        ["initial_health_assessments_in_time", "review_health_assessments_in_date"],
    ),
    (
        "Number of complaints at stages 2 and 3",
        ["complaints_received:stage_2", "complaints_received:stage_3"],
    ),
]


@cache
def matcher() -> Matcher:
    return Matcher(matchables(catalogue()))


def best(words: str):
    return matcher().answers(words)[0]


@pytest.mark.parametrize(("indicator", "words"), ASKED)
def test_a_measure_is_known_by_its_words(indicator, words):
    """Abbreviations, numbers in words and years for months are read; a number, a category or a
    group of children picks the variant."""
    found = best(words)
    assert (found.id, found.kind, found.covers) == (indicator, "indicator", "whole")
    assert found.title == catalogue()[indicator].title


@pytest.mark.parametrize("words", NOT_COMPUTED)
def test_a_measure_that_no_indicator_computes_is_not_claimed(words):
    """Another number, the opposite, a judgement of quality or another group is another measure."""
    assert best(words).kind == "source"


@pytest.mark.parametrize(("source", "words"), SOURCES)
def test_what_nothing_computes_is_led_to_what_would_measure_it(source, words):
    """An audit, a survey, a register, a milestone, a definition to be written, or a typed
    figure; each says what it would take."""
    found = best(words)
    assert (found.id, found.kind) == (source, "source")
    assert found.needs


@pytest.mark.parametrize(("words", "indicators"), SEVERAL)
def test_a_measure_may_hold_several_figures(words, indicators):
    """What it lists is counted apart, each by its own indicator, and nothing is left uncovered."""
    found = matcher().answers(words)
    assert [each.id for each in found] == indicators
    assert {each.covers for each in found} == {"whole"}


def test_a_target_may_ask_for_a_figure_of_its_own():
    """The share seen alone has another target than the share seen."""
    targets = (Target(95, "%", ">=", "95%"), Target(70, "%", ">=", "Seen alone: 70%"))
    measure = Measure(
        "m1", "1", None, "% of children seen during assessment", Place(), None, targets
    )
    found = figures_of(measure, matcher())
    assert [(answer.id, part.targets) for answer, part in found] == [
        ("assessments_child_seen", targets[:1]),
        ("assessments_seen_alone", targets[1:]),
    ]
    assert found[0][0].beside == ("Children seen alone during their assessment",)


def test_a_target_in_other_words_picks_the_variant():
    """Where the measure leaves the standard to its target, the target's number decides."""
    targets = (Target(95, "%", ">=", "95% within 15 working days"),)
    measure = Measure("m1", "1", None, "CP visits in timescale", Place(), None, targets)
    ((answer, part),) = figures_of(measure, matcher())
    assert answer.id == "cp_visits_10_working_days:15_working_days"
    assert part.targets == targets


def test_a_suggestion_says_why():
    """In the measure's own words."""
    found = best("% fall of re-referrals in the last 12 months")
    assert found.why == "says “re-referrals” and “12 months”"


def test_what_comes_near_says_what_speaks_against_it():
    """It is offered to a person after all that fits, and is never chosen for them."""
    found = matcher().suggest("Re-referrals within 6 months")
    near = next(each for each in found if each.id == "rereferrals_12_months")
    assert near.but == "the measure says “6 months”"
    assert "the nearest is “Re-referrals within 12 months”" in (
        best("Re-referrals within 6 months").needs or ""
    )


def test_what_is_not_covered_is_said():
    """Visits to two groups of children are asked for, and those to one are counted."""
    found = best("Visits to CP children and care leavers in timescale")
    assert (found.id, found.covers) == ("cp_visits_10_working_days", "part")
    assert found.uncovered == "“care leavers” is asked for too and not counted here."


def test_a_measure_that_nothing_computes_is_a_gap_of_the_plan():
    """The review says what would measure it, with the measure's place."""
    measures = (
        Measure("m1", "1", None, "% of CP visits in timescale", Place(page=2)),
        Measure("m2", "2", None, "Parents say in a survey that they were heard", Place(page=3)),
    )
    plan = Plan("A plan", None, None, measures=measures)
    review = with_unmeasured(review_plan(plan), plan, matcher())
    (gap,) = [each for each in review.gaps if each.kind == "nothing_computes_it"]
    assert (gap.ref, gap.severity, gap.place) == ("2", "low", Place(page=3))
    assert "is computed by no indicator. A survey or record of feedback: " in gap.message


def test_no_measure_is_left_without_an_answer():
    """The last suggestion is always a figure typed in with its source."""
    for words in ("", "?", "CP visits in timescale", "Something else"):
        assert matcher().suggest(words)[-1].id == "typed_figure"


def test_suggestions_come_in_order():
    """What fits, then what it would wait for, then what comes near; each likeliest first."""
    found = matcher().suggest("% of repeat CP plans for neglect in timescale")
    place = {"indicator": 0, "source": 1}
    kinds = [2 if each.but else place[each.kind] for each in found[:-1]]
    assert kinds == sorted(kinds)
    for kind in set(kinds):
        scores = [each.score for each, of in zip(found[:-1], kinds, strict=True) if of == kind]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
