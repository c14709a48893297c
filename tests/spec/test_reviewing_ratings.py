"""What a review says of the plan's own ratings."""

from dataclasses import replace

from lineofsight.plan.model import (
    Rating,
    RatingSummary,
)
from tests.support.reviewed import (
    action,
    gaps,
    only,
    plan,
)


def test_a_missing_rating_is_told_where_the_plan_rates_its_actions() -> None:
    """A plan that rates nothing lacks none."""
    rated = action("1.1", rating=Rating("G", "GREEN"))
    unrated = action("1.2", "Train staff")
    odd = action("1.3", "Audit cases", rating=Rating("O", None))
    found = gaps(plan(rated, unrated, odd), "no_rating")
    assert [gap.ref for gap in found] == ["1.2", "1.3"]
    assert "(O)" in found[1].message
    assert gaps(plan(unrated), "no_rating") == []


def test_printed_rating_counts_are_held_against_the_rows_with_the_arithmetic() -> None:
    """What is missing is compared with the rows that have no rating."""
    summary = RatingSummary(
        printed={"GREEN": {"count": 5}, "RED": {"count": 2}},
        read={"GREEN": 3, "RED": 2, "NONE": 2},
        reconciles=False,
        explanation="",
    )
    message = only(plan(rating_summary=summary), "rating_summary").message
    assert "counts 7 ratings (5 green + 2 red)" in message
    assert "7 rows read have 5 (3 green + 2 red), and 2 have none" in message
    assert "as many as the rows without a rating" in message
    assert gaps(plan(rating_summary=replace(summary, reconciles=True)), "rating_summary") == []
    told = "The document prints a total of 9, and its counts add up to 7."
    totalled = replace(summary, explanation=told)
    assert told in only(plan(rating_summary=totalled), "rating_summary").message


def test_printed_percentages_are_held_against_the_counts() -> None:
    """To the place printed: 56 of 100 by hand became 55."""
    printed = {"GREEN": {"count": 64.0, "percent": 55.0}, "RED": {"count": 50.0, "percent": 43.9}}
    summary = RatingSummary(printed, {"GREEN": 64, "RED": 50}, True, "")
    assert "56.1%" in only(plan(rating_summary=summary), "rating_percentages").message
