"""One's own figure over the days of a published one."""

from datetime import date

import pytest

from lineofsight.measuring.periods import periods_between
from lineofsight.progress.comparators.own_figure import own_figure
from lineofsight.progress.comparators.periods import Span
from lineofsight.progress.points import Point, PointState

YEAR = Span(date(2025, 3, 31), date(2024, 4, 1))
END = Span(date(2025, 3, 31), date(2024, 4, 1), at_end=True)


def months(
    first: str = "2024-01", last: str = "2025-08", of: int = 20, state: PointState = "value"
) -> list[Point]:
    """Months in which one more met the condition than in the month before."""
    told = state == "value"
    return [
        Point(
            each.name,
            each.first_day,
            each.last_day,
            met if told else None,
            of if told else None,
            100 * met / of if told else None,
            state,
        )
        for met, each in enumerate(periods_between(first, last))
    ]


def test_a_year_is_the_sum_of_its_months() -> None:
    """April 2024 is the fourth of the months, so that 3 to 14 met the condition in them."""
    found = own_figure(YEAR, months(), "percent", "event")
    assert (found.numerator, found.denominator) == (sum(range(3, 15)), 240)
    assert found.value == pytest.approx(100 * 102 / 240)
    assert not found.why_not


def test_how_things_stood_at_an_end_is_the_month_that_ends_then() -> None:
    found = own_figure(END, months(), "percent", "stock")
    assert (found.numerator, found.denominator, found.value) == (14, 20, 70.0)


@pytest.mark.parametrize(
    ("first", "last"), [("2024-05", "2025-08"), ("2024-01", "2025-02"), ("2025-04", "2025-08")]
)
def test_of_a_year_that_the_months_do_not_cover_there_is_none(first: str, last: str) -> None:
    found = own_figure(YEAR, months(first, last), "percent", "event")
    assert found.value is None
    assert found.why_not == "our tables do not tell of all those days"


@pytest.mark.parametrize(
    ("statistic", "kind"), [("median", "event"), ("ratio", "event"), ("percent", "stock")]
)
def test_nothing_but_a_share_of_what_happened_is_summed(statistic: str, kind: str) -> None:
    found = own_figure(YEAR, months(), statistic, kind)  # type: ignore[arg-type]
    assert found.value is None
    assert "no longer time can be made" in found.why_not


def test_what_happened_is_not_set_beside_how_things_stood() -> None:
    assert "how things stood" in own_figure(END, months(), "percent", "event").why_not


def test_one_month_that_is_hidden_or_unknown_leaves_the_year_without_a_figure() -> None:
    """With the year and the other months anybody could work the hidden one out."""
    for state, said in (("hidden", "too small"), ("not_computable", "do not tell")):
        series = months()
        series[5] = months("2024-06", "2024-06", state=state)[0]  # type: ignore[arg-type]
        found = own_figure(YEAR, series, "percent", "event")
        assert found.value is None
        assert found.numerator is None
        assert said in found.why_not


def test_a_month_of_nothing_takes_nothing_from_the_year() -> None:
    series = months()
    series[5] = months("2024-06", "2024-06", state="no_denominator")[0]
    found = own_figure(YEAR, series, "percent", "event")
    assert (found.numerator, found.denominator) == (102 - 5, 220)


def test_of_fewer_than_ten_cases_there_are_counts_alone() -> None:
    series = [
        Point(each.period, each.first_day, each.last_day, 0, 0, None, "no_denominator")
        for each in months()
    ]
    series[5] = Point("2024-06", date(2024, 6, 1), date(2024, 6, 30), 2, 9, 22.2, "value")
    found = own_figure(YEAR, series, "percent", "event")
    assert (found.numerator, found.denominator, found.value) == (2, 9, None)
    assert not own_figure(YEAR, series[:3] + series[3:5], "percent", "event").value
