"""What the evidence says of a measure, an action and a whole, beside what their leads say."""

from datetime import date

import pytest

from lineofsight.progress.rating.evidence import Evidence, impact
from lineofsight.progress.rating.measures import loss_untold, measure_rating
from lineofsight.progress.rating.wholes import action_rating, whole_rating
from tests.support.readings import BETTER, MET, NEXT_MARCH, WORSE, reading


def rated(**told):
    found = measure_rating(reading(**told))
    return found.state, found.sentence


def test_reliably_met():
    """The target is met, and the usual variation of 12 periods or more does not reach to where it
    would be missed."""
    state, sentence = rated(**MET, assurance="consistently_met")
    assert state == "reliably_met"
    assert sentence == (
        "In October 2026: 96 of 100 (96.0%); the target since March 2026 is 90% or more, and it "
        "is met, and the usual variation of 14 periods does not reach to where it would be missed."
    )


def test_met_now():
    """The target is met, and next month it may not be; the sentence says why."""
    assert rated(**MET)[0] == "met_now"
    assert rated(**MET)[1].endswith("usual variation would take it above and below the target.")
    few = rated(**MET, trial=True, periods=4, assurance="consistently_met")
    assert few[0] == "met_now"
    assert few[1].endswith("4 periods are too few to tell what is usual.")


def test_improving_and_on_path():
    """Better than usual, and as the figures run the next target is met by its date."""
    state, sentence = rated(**BETTER, coming=NEXT_MARCH, on_path=True)
    assert state == "on_path"
    assert sentence == (
        "In October 2026: 82 of 100 (82.0%); the figures have been better than usual since June "
        "2026; as the figures run they will meet 95% or more by March 2027."
    )


def test_improving_too_slowly():
    """Better than usual, and the next target will be missed; or the last one is missed already."""
    state, sentence = rated(**BETTER, coming=NEXT_MARCH, on_path=False)
    assert state == "too_slowly"
    assert sentence.endswith("as the figures run they will not meet 95% or more by March 2027.")
    state, sentence = rated(**BETTER)
    assert state == "too_slowly"
    assert sentence.endswith("the day by which it was to be met has passed.")


def test_improving_with_no_pace_to_judge():
    """Better than usual, and the plan sets no date, or nothing tells yet how fast it goes."""
    assert rated(**BETTER, step=None, verdict=None)[0] == "improving"
    state, sentence = rated(**BETTER, step=None, verdict=None, coming=NEXT_MARCH)
    assert state == "improving"
    assert sentence.endswith("whether they move fast enough cannot be told.")


def test_no_change_shown():
    """The target is missed and the figures move as they always did, or too few are known."""
    assert rated()[0] == "no_change"
    state, sentence = rated(trial=True, periods=5, **BETTER)
    assert state == "no_change"
    assert sentence.endswith("5 periods are too few to tell what is usual.")


def test_worsening_is_told_even_where_the_target_is_met():
    """A board wants to know before it is missed."""
    state, sentence = rated(**MET, **WORSE)
    assert state == "worsening"
    assert sentence == (
        "In October 2026: 96 of 100 (96.0%); the figures have been worse than usual since June "
        "2026; the target since March 2026 is 90% or more, and it is met."
    )


def test_not_yet_due():
    """Before the first target is in force there is nothing to meet, unless the figures already say
    that it will be missed."""
    before = {"step": None, "verdict": None, "coming": NEXT_MARCH}
    assert rated(**before)[0] == "not_yet_due"
    state, sentence = rated(**before, on_path=False)
    assert state == "no_change"
    assert sentence.endswith("as the figures run they will not meet 95% or more by March 2027.")
    assert rated(**before, **WORSE)[0] == "worsening"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            {"state": None, "lacking": "it needs audits"},
            "No figure is computed for this: it needs audits.",
        ),
        (
            {"state": "no_denominator"},
            "In October 2026 there was nothing to count.",
        ),
        (
            {"state": "hidden"},
            "The figure for October 2026 is hidden, as it might tell who a child is.",
        ),
        (
            {"state": "not_computable", "lacking": "the tables lack visits.date"},
            "The figure for October 2026 cannot be computed: the tables lack visits.date.",
        ),
        (
            {"partly": True, "lacking": "not that the child was alone"},
            "In October 2026: 82 of 100 (82.0%), which covers only a part of the measure: "
            "not that the child was alone.",
        ),
        (
            {"better_known": False, "step": None, "verdict": None},
            "In October 2026: 82 of 100 (82.0%); nothing says which way is better.",
        ),
    ],
)
def test_no_evidence_says_what_is_wanting(told, why):
    """Nothing to count, hidden and not computable are told apart from each other and from 0."""
    assert rated(**told) == ("no_evidence", why)


def test_fewer_than_ten_cases_are_shown_and_not_judged():
    """As "x of y", with no colour, whatever the target."""
    found = measure_rating(reading(numerator=3, cases=7, value=42.9, verdict="too_few", **WORSE))
    assert (found.state, found.sentence) == (
        "too_few",
        "In October 2026: 3 of 7; so few are not judged.",
    )
    assert not found.coloured


def test_nothing_is_met_while_what_could_suffer_from_it_gets_worse():
    """A counter-measure that worsens is named with its figure; one of fewer than 10 cases, or on
    trial, counts for nothing."""
    seen = reading(title="Children seen alone", **WORSE)
    state, sentence = rated(**MET, assurance="consistently_met", counters=(seen,))
    assert state == "no_change"
    assert sentence.endswith(
        "and it is met; but what could suffer from it gets worse: Children seen alone (in October "
        "2026: 82 of 100 (82.0%); the figures have been worse than usual since June 2026)."
    )
    few = reading(title="Few", numerator=2, cases=5, **WORSE)
    on_trial = reading(title="New", trial=True, **WORSE)
    assert rated(**MET, counters=(few, on_trial))[0] == "met_now"


def test_a_worsening_counter_measure_is_told_where_the_state_does_not_tell_it():
    """What worsens by itself is called so; what worsens beside it is still named, once."""
    seen = reading(title="Children seen alone", **WORSE)
    worse = reading(**WORSE, counters=(seen,))
    assert loss_untold(worse, measure_rating(worse)) == (
        "What could suffer from it gets worse: Children seen alone (in October 2026: 82 of 100 "
        "(82.0%); the figures have been worse than usual since June 2026)."
    )
    met = reading(**MET, counters=(seen,))
    assert loss_untold(met, measure_rating(met)) == ""
    alone = reading(**WORSE)
    assert loss_untold(alone, measure_rating(alone)) == ""


def test_a_whole_is_as_strong_as_its_weakest_measure():
    """Good does not hide bad, and nothing is averaged."""
    met, worse = measure_rating(reading(**MET)), measure_rating(reading(title="Visits", **WORSE))
    found = whole_rating([met, met, worse])
    assert found.state == "worsening"
    assert found.counts == (("worsening", 1), ("met_now", 2))
    assert found.sentence.startswith(
        "Worsening: of 3 measures 1 worsening and 2 met now. Visits: in October 2026: 82 of 100"
    )


def test_a_whole_is_met_only_where_every_measure_of_it_is():
    """One that nobody can compute keeps it from being called so."""
    met, unknown = measure_rating(reading(**MET)), measure_rating(reading(state=None))
    assert whole_rating([met, met]).state == "met_now"
    assert whole_rating([met, unknown]).state == "no_evidence"
    assert whole_rating([]).state == "no_evidence"


def test_a_few_children_do_not_decide_how_a_whole_is_rated():
    """Measures of fewer than 10 cases count only where there are no others."""
    few = measure_rating(reading(numerator=1, cases=4))
    assert whole_rating([few, measure_rating(reading(**MET))]).state == "met_now"
    assert whole_rating([few]).state == "too_few"


DONE = date(2026, 5, 1)
CHANGED = Evidence("changed", "records", date(2026, 9, 1), periods=3)
CONFIRMED = Evidence("confirmed", "families", date(2026, 9, 20))


@pytest.mark.parametrize(
    ("evidence", "grade"),
    [
        ([], "none"),
        ([Evidence("written", "document", date(2026, 1, 1))], "document"),
        ([Evidence("practised", "practitioners", date(2026, 4, 1))], "practice"),
        ([Evidence("checked", "audit", date(2026, 5, 1))], "checked"),
        ([Evidence("changed", "records", date(2026, 6, 1))], "records"),
        ([CHANGED, CONFIRMED], "held"),
    ],
)
def test_evidence_is_graded(evidence, grade):
    """A document; practice; an independent check; changed records; a change that held for three
    periods and that children, families or practitioners confirm."""
    assert impact(evidence, DONE).grade == grade


def test_impact_needs_a_change_that_held_from_two_kinds_of_source():
    """Records that changed, for three periods, and people who say so."""
    assert impact([CHANGED, CONFIRMED], DONE).shown
    assert impact([CHANGED], DONE).lacking == (
        "that children, families or practitioners say so, dated after 1 May 2026",
        "a second kind of source",
    )
    told_by_staff = [
        Evidence("changed", "practitioners", date(2026, 9, 1), periods=3),
        Evidence("confirmed", "practitioners", date(2026, 9, 2)),
    ]
    assert impact(told_by_staff, DONE).lacking == ("a second kind of source",)


def test_what_was_so_before_the_action_was_done_is_not_its_impact():
    """The day itself is before it."""
    early = [Evidence("changed", "records", DONE, periods=3), CONFIRMED]
    assert not impact(early, DONE).shown
    assert impact(early, DONE).grade == "none"
    assert impact([CHANGED, CONFIRMED], None).lacking == ("that the work is delivered",)


def test_delivery_stands_beside_impact():
    """An action that is delivered, with a document to show, has changed nothing yet."""
    policy = Evidence("written", "document", date(2026, 4, 1))
    found = action_rating("delivered", DONE, [policy], [measure_rating(reading(**WORSE))])
    assert (found.delivery, found.impact.grade, found.impact.shown) == (
        "delivered",
        "document",
        False,
    )
    assert found.sentence.startswith(
        "The work was delivered on 1 May 2026. A document exists: a policy, a plan, a minute. "
        "Its impact is not shown; it would take a change in children's records, dated after 1 May "
        "2026; "
    )


def test_impact_is_not_shown_while_a_measure_of_the_action_worsens():
    """However good the rest of its evidence is."""
    found = action_rating(
        "embedding", DONE, [CHANGED, CONFIRMED], [measure_rating(reading(**WORSE))]
    )
    assert found.impact.lacking == (
        "that what worsens gets no worse: Assessments in 45 working days",
    )
