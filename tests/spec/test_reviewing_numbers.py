"""What a review says of what stands twice, and of the plan's numbers."""

from dataclasses import replace

from lineofsight.plan.review import (
    review_plan,
)
from tests.support.reviewed import (
    action,
    due,
    gaps,
    measure,
    only,
    plan,
    target,
)


def test_the_same_action_twice_is_told() -> None:
    """With two dates it weighs most, being two promises for one thing."""
    first = action("1.1", "Visit every child on a plan each week.")
    again = action("1.2", "Visit each week every child on a plan")
    later = replace(again, due=due("2026-12"))
    assert "action 1.1" in only(plan(first, again), "duplicate_action").message
    assert only(plan(first, later), "two_dates").severity == "high"


def test_figures_tell_two_measures_apart() -> None:
    """Ten days and twenty days are two things in the same words."""
    ten = measure("% of children visited within 10 working days", target())
    twenty = measure("% of children visited within 20 working days", target(), id="m2", ref="2")
    assert gaps(plan(ten, twenty), "duplicate_measure") == []
    assert only(plan(ten, replace(ten, id="m2", ref="2")), "duplicate_measure").ref == "2"


def test_rows_lost_merged_or_read_twice_leave_their_trace_in_the_numbers() -> None:
    """A number that is skipped, missing, repeated, or goes on from none."""
    texts = ("Visit children", "Train staff", "Audit cases", "Recruit workers", "Train stoff")
    refs = ("1.1", "1.2", "1.4", None, "7.20")
    held = plan(*(action(ref, text) for ref, text in zip(refs, texts, strict=True)))
    assert "without 1.3 before it" in only(held, "skipped_number").message
    assert only(held, "no_number").ref == "action-x"
    assert only(held, "number_out_of_order").ref == "7.20"
    assert "a second time" in only(held, "number_out_of_order").message
    torn = plan(action("1.1"), action(None, "Train staff"), action("1.3", "Audit cases"))
    assert "see whether that row is 1.2" in only(torn, "skipped_number").message
    twice = plan(action("1.1", "Visit children"), action("1.1", "Audit cases", id="action-2"))
    assert only(twice, "repeated_number").ref == "1.1"


def test_numbers_may_begin_again_under_each_objective() -> None:
    """Two objectives with actions 1, 2 and 3 each have no number twice, and none out of order."""
    held = plan(
        *(
            action(str(n), f"{what} {n}", id=f"{what}{n}", objective=objective)
            for objective, what in (("objective-1", "Visit"), ("objective-2", "Train"))
            for n in (1, 2, 3)
        ),
        objectives=("Children are seen.", "Staff are trained."),
    )
    kinds = {gap.kind for gap in review_plan(held).gaps}
    assert not kinds & {"repeated_number", "number_out_of_order", "skipped_number"}
