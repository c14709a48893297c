"""A plan's dates as the days they can mean."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.plan.moments import moment_of


@pytest.mark.parametrize(
    ("value", "first", "last", "printed"),
    [
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        ("2026-06-30", date(2026, 6, 30), date(2026, 6, 30), "30 June 2026"),
        (
            "RANGE:2026-01/2026-03",
            date(2026, 1, 1),
            date(2026, 3, 31),
            "January 2026 to March 2026",
        ),
    ],
)
def test_a_month_and_a_range_last_until_their_end(
    value: str, first: date, last: date, printed: str
) -> None:
    moment = moment_of(value)
    assert moment is not None
    assert (moment.first, moment.last, moment.printed) == (first, last, printed)


@pytest.mark.parametrize(
    "value", [None, "", "TBA", "ONGOING", "RELATIVE:P3M", "2026-13", "RANGE:x"]
)
def test_what_names_no_day_has_none(value: str | None) -> None:
    assert moment_of(value) is None


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_a_moment_or_none(value: str) -> None:
    moment = moment_of(value)
    assert moment is None or moment.first <= moment.last
