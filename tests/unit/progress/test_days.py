from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.progress.days import after, first_day, last_day, month_end

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2020-03-15", date(2020, 3, 15), date(2020, 3, 15)),
    ],
)
def test_a_month_runs_from_its_first_day_to_its_last(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2020, 1, 31), "P1M", date(2020, 2, 29)),
        (date(2020, 2, 29), "P2M", date(2020, 4, 30)),
        (date(2020, 1, 30), "P1M", date(2020, 2, 29)),
        (date(2020, 1, 15), "P13M", date(2021, 2, 15)),
        (date(2020, 2, 29), "P1Y", date(2021, 2, 28)),
        (date(2020, 2, 1), "P6W", date(2020, 3, 14)),
        (date(2020, 2, 1), "P10D", date(2020, 2, 11)),
    ],
)
def test_months_after_a_months_end_is_a_months_end(day, period, expected):
    assert after(day, period) == expected


@given(DAYS, st.integers(1, 60))
def test_months_keep_the_day_or_take_the_months_last(day, months):
    then = after(day, f"P{months}M")
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or then == month_end(then)


@given(DAYS, st.integers(1, 30), st.integers(1, 5))
def test_times_repeats_a_period(day, number, times):
    assert after(day, f"P{number}D", times) == day + timedelta(days=number * times)
    assert after(day, f"P{number}M", times) == after(day, f"P{number * times}M")


@pytest.mark.parametrize("written", ["2020-13", "2020-02-30", "soon", "2020"])
def test_what_is_no_date_is_named(written):
    with pytest.raises(UnusableInput, match=f"The date '{written}' is not one"):
        first_day(written)


@pytest.mark.parametrize("period", ["2M", "P2", "PT2H", "P1M2D", ""])
def test_what_is_no_period_is_named(period):
    with pytest.raises(UnusableInput, match=f"The period '{period}' is not one"):
        after(date(2020, 1, 1), period)
