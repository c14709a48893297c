"""What is said first of a series: its last figure."""

from lineofsight.measuring.periods import periods_between
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import progress_of
from lineofsight.progress.series_sentences import series_sentences


def said(values, cases, unit="working days"):
    """The beginning of what is told of a median by month."""
    points = [
        Point(month.name, month.first_day, month.last_day, None, of, value, "value")
        for month, value, of in zip(
            periods_between("2025-01", "2025-12")[-len(values) :], values, cases, strict=True
        )
    ]
    return series_sentences(progress_of(points, unit=unit, polarity="low"))[0]


def test_a_median_is_told_with_how_many_cases_it_is_of():
    assert said([31.0, 33.5], [40, 38]).startswith(
        "In December 2025 the figure was 33.5 working days, of 38 cases"
    )


def test_a_median_of_a_few_cases_is_not_told():
    assert said([31.0, 2.0], [40, 1]).startswith(
        "In December 2025 there were too few to say: 1 case"
    )
