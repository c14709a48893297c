"""What a review says of how success will be known."""

from dataclasses import replace

import pytest

from lineofsight.plan.model import (
    Doubt,
)
from tests.support.reviewed import (
    HERE,
    gaps,
    measure,
    only,
    plan,
    target,
)


def test_an_objective_without_a_measure_or_an_action_is_told() -> None:
    """What is measured or done beneath it counts for it; what measures the whole, its parts."""
    held = plan(objectives=("Children are seen.", "Children learn."))
    assert only(held, "no_measure").ref == "2"
    assert only(held, "no_action").ref == "2"
    part = replace(held.objectives[1], parent="objective-1")
    parted = replace(held, objectives=(held.objectives[0], part))
    assert gaps(parted, "no_measure") == []
    assert only(parted, "no_action").ref == "2"


@pytest.mark.parametrize(
    ("words", "activity"),
    [
        ("Training delivered to all teams", True),
        ("Supervision policy written and signed off", True),
        ("Monthly meetings held", True),
        ("Quality assurance framework in place", True),
        ("Protocol for homeless young people agreed", True),
        ("Framework in place", True),
        ("Training attendance logs", True),
        ("Principal Social Worker in post", True),
        ("% of children visited within 10 working days", False),
        ("Families say that they understood their plan", False),
        ("Reduction in agency staff", False),
        ("Audit actions completed within 20 working days", False),
        ("% of child in need plans in place and reviewed", False),
        ("Audits show good quality of practice", False),
    ],
)
def test_a_measure_of_an_activity_is_not_one_of_an_effect(words: str, activity: bool) -> None:
    """That training was held says nothing of what it changed."""
    assert bool(gaps(plan(measure(words, target())), "measures_an_activity")) is activity


def test_a_measure_without_a_target_is_told() -> None:
    """Also one that says which way and not how far; a line that only opens a list is none."""
    trend = target(None, None, unit="text", comparison="trend", direction="down")
    assert "has no target" in only(plan(measure("% visited")), "no_target").message
    assert "not how far" in only(plan(measure("Fewer moves", trend)), "no_target").message
    assert gaps(plan(measure("Evidence, including:")), "no_target") == []


def test_a_target_still_to_be_decided_or_without_a_date_is_told() -> None:
    """To be decided is not the same as none."""
    open_target = target(None, None, unit="text", comparison="=", text="TBC", tba=True)
    held = plan(measure("% visited", open_target))
    assert "(TBC)" in only(held, "target_to_be_confirmed").message
    assert gaps(held, "no_target") == []
    assert only(plan(measure("% visited", target(by=None))), "no_target_date").severity == "low"


def test_a_change_without_a_baseline_is_told() -> None:
    """Nobody can say what a fall of a quarter is without knowing from where."""
    fall = target(25, comparison="decrease_by")
    assert only(plan(measure("% decrease of re-referrals", fall)), "no_baseline")
    known = replace(fall, baseline=32.0)
    assert gaps(plan(measure("% decrease of re-referrals", known)), "no_baseline") == []
    more = replace(fall, comparison="increase_by", additional=True)
    assert gaps(plan(measure("% of audits good", target(60), more)), "no_baseline") == []


def test_a_wish_without_a_figure_or_with_a_level_lacks_no_baseline() -> None:
    """ "Improvement in ..." lacks a level, which is told; with one, it says where to arrive."""
    wish = target(None, None, unit="text", comparison="trend", direction="up")
    for held in (
        measure("Improvement in the quality of plans", wish),
        measure("Increase in families who are heard", target(80)),
        measure("Reduction of agency staff to 5%", target(5, comparison="<=")),
    ):
        assert gaps(plan(held), "no_baseline") == []
    doubt = Doubt("target", "Say whether it is a change or a level.", HERE)
    small = measure("% decrease of re-referrals", target(25), doubts=(doubt,))
    assert only(plan(small), "no_baseline")


def test_a_target_that_may_be_a_change_or_a_level_is_told() -> None:
    """Above half it can hardly be a change, and the gap weighs less."""
    doubt = Doubt("target", "Say whether it is a change or a level.", HERE)
    small = measure("% decrease of re-referrals", target(25), doubts=(doubt,))
    large = measure("% increase of appraisals", target(95), doubts=(doubt,))
    assert "a change of 25%, or a level of 25%" in only(plan(small), "ambiguous_target").message
    assert only(plan(small), "ambiguous_target").severity == "high"
    assert only(plan(large), "ambiguous_target").severity == "low"


@pytest.mark.parametrize(
    ("comparison", "value", "baseline", "met"),
    [(">=", 90, 92, True), (">=", 90, 80, False), ("<=", 10, 8, True), ("<=", 10, 12, False)],
)
def test_a_measure_that_is_met_where_it_starts_is_told(
    comparison: str, value: float, baseline: float, met: bool
) -> None:
    """Its target asks for nothing."""
    held = measure("% visited", target(value, comparison=comparison, baseline=baseline))
    assert bool(gaps(plan(held), "met_at_baseline")) is met
