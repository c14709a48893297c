"""Numbered days agree with the calendar of working days, and months with months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.sample.days import Days, add_months
from tests.unit.sample.reading import works

FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
DAYS = Days(FIRST, LAST)
SOME_DAY = st.dates(date(2023, 6, 1), date(2026, 5, 31))


@given(SOME_DAY, st.integers(1, 60))
def test_working_days_are_counted_from_the_day_after(start: date, working: int) -> None:
    found = DAYS.dates[DAYS.after(DAYS.number(start), working)]
    passed = [start + timedelta(n) for n in range(1, (found - start).days + 1)]
    assert works(found)
    assert sum(map(works, passed)) == working


@given(SOME_DAY)
def test_a_day_opens_and_closes_on_the_nearest_working_day(start: date) -> None:
    number = DAYS.number(start)
    opening, closing = DAYS.opening(number), DAYS.closing(number)
    assert DAYS.is_working(number) is works(start)
    assert closing <= number <= opening
    assert DAYS.is_working(opening)
    assert DAYS.is_working(closing)
    assert not any(DAYS.is_working(day) for day in range(closing + 1, number))
    assert not any(DAYS.is_working(day) for day in range(number + 1, opening))


@given(SOME_DAY, st.integers(1, 20))
def test_going_back_undoes_going_on(start: date, working: int) -> None:
    number = DAYS.opening(DAYS.number(start))
    assert DAYS.before(DAYS.after(number, working), working) == number


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 5, 15), 6, date(2023, 11, 15)),
    ],
)
def test_months_are_clamped_to_their_end(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


def test_a_month_s_day_has_a_number() -> None:
    assert DAYS.dates[DAYS.months_after(DAYS.number(date(2024, 11, 30)), 3)] == date(2025, 2, 28)


def test_beyond_the_bank_holidays_only_weekends_are_off() -> None:
    early = Days(date(2010, 12, 20), date(2011, 1, 10))
    assert early.is_working(early.number(date(2011, 1, 3)))
    assert not early.is_working(early.number(date(2011, 1, 2)))
