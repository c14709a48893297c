"""A plan's dates: the last day that they name, and how they are said."""

from datetime import date

import pytest

from lineofsight.web.plans.days import last_day, said


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (["2027-03-31"], date(2027, 3, 31)),
        (["2028-02"], date(2028, 2, 29)),
        (["RANGE:2026-10/2026-12"], date(2026, 12, 31)),
        (["2026-05", "ONGOING"], date(2026, 5, 31)),
        (["2026-05", "2026-09-01"], date(2026, 9, 1)),
        (["TBA"], None),
        (["RELATIVE:P3M"], None),
        ([], None),
    ],
)
def test_the_last_day_that_is_named_counts(dates: list[str], day: date | None) -> None:
    assert last_day(dates) == day


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("2027-03-31", "31 March 2027"),
        ("2027-03", "March 2027"),
        ("RANGE:2026-10/2026-12", "October 2026 to December 2026"),
        ("ONGOING", "ongoing"),
        ("TBA", "to be agreed"),
        ("RELATIVE:P3M", "within 3 months"),
        ("RELATIVE:P1Y", "within 1 year"),
        ("RELATIVE:PT72H", "within 72 hours"),
    ],
)
def test_a_date_is_said_in_words(printed: str, words: str) -> None:
    assert said(printed) == words
