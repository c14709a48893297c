"""England's working days."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.tables.working_days import (
    FIRST_DAY,
    LAST_DAY,
    calendar_rows,
    is_working_day,
    working_days_after,
)

HOLIDAYS = BankHolidays(use_cached_holidays=True)
NUMBERS = {day: number for day, _, number in calendar_rows()}
WORKED = {number: day for day, is_working, number in calendar_rows() if is_working}


def due_after(start: date, days: int) -> date:
    """The working day that is ``days`` after ``start``, as queries find it by its number."""
    return WORKED[NUMBERS[start] + days]


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2025, 12, 24), 2, date(2025, 12, 30)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2026, 3, 2), 15, date(2026, 3, 23)),
    ],
)
def test_the_nth_working_day_after_a_day(start: date, days: int, due: date) -> None:
    """Over a weekend, from one, over Easter, over Christmas, over a day of mourning."""
    assert due_after(start, days) == working_days_after(start, days) == due


@given(st.dates(date(2012, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_counting_day_by_day_agrees(start: date, days: int) -> None:
    """Against the bank holidays' own package, one step at a time."""
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= HOLIDAYS.is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES)
    assert due_after(start, days) == working_days_after(start, days) == day


def test_no_working_days_after_a_day_is_refused() -> None:
    """The day itself is day 0, and may be no working day."""
    with pytest.raises(ValueError, match="0 working days after a day"):
        working_days_after(date(2026, 3, 6), 0)


def test_the_calendar_numbers_every_day() -> None:
    """A row a day; the number rises by one on working days alone."""
    rows = list(calendar_rows())
    assert (rows[0][0], rows[-1][0]) == (FIRST_DAY, LAST_DAY)
    before = 0
    for offset, (day, working, number) in enumerate(rows):
        assert day == FIRST_DAY + timedelta(days=offset)
        assert working == is_working_day(day)
        assert number == before + working
        before = number


def test_days_outside_the_calendar_are_refused() -> None:
    """In a sentence that says how far it reaches."""
    with pytest.raises(UnusableInput, match="runs from 2012-01-01 to 2028-12-31"):
        is_working_day(date(2029, 1, 1))


def test_nothing_that_could_reach_a_network_is_loaded() -> None:
    """The calendar is a file beside us."""
    code = (
        "import sys; from lineofsight.tables.working_days import calendar_rows; "
        "list(calendar_rows()); sys.exit('requests' in sys.modules or 'duckdb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
