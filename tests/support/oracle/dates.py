"""Days and months, worked out the long way: one step a day, one month at a time."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

CALENDAR_FIRST = date(2012, 1, 1)
CALENDAR_LAST = date(2028, 12, 31)

EXTRACT_DAY = date(2024, 5, 15)
"""The day of which a drawn council tells how things stand."""

# The library's own file: asking for the newest would go to the network.
BANK_HOLIDAYS = frozenset(
    holiday["date"]
    for holiday in BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
)


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a bank holiday in England."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


@cache
def add_working_days(start: date, days: int) -> date | None:
    """The n-th working day after `start`; None where start or answer lies outside the calendar."""
    day, counted = start, 0
    while CALENDAR_FIRST <= day <= CALENDAR_LAST:
        if counted == days:
            return day
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
    return None


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (or earlier), or the last day of a shorter month."""
    years, month_before = divmod(day.year * 12 + day.month - 1 + months, 12)
    year, month = years, month_before + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def first_of_month(month: str) -> date:
    """The first day of a month written YYYY-MM."""
    return date.fromisoformat(f"{month}-01")


def last_of_month(month: str) -> date:
    """The last day of a month written YYYY-MM."""
    return add_months(first_of_month(month), 1) - timedelta(days=1)


def first_and_last(name: str, kind: str = "month") -> tuple[date, date]:
    """The first and last day of a month 2024-02, week 2024-W07, quarter 2024-Q1 or year 2023-24."""
    if kind == "week":
        monday = date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
        return monday, monday + timedelta(days=6)
    if kind == "month":
        return first_of_month(name), last_of_month(name)
    if kind == "quarter":
        first = date(int(name[:4]), int(name[6:]) * 3 - 2, 1)
        return first, add_months(first, 3) - timedelta(days=1)
    return date(int(name[:4]), 4, 1), date(int(name[:4]) + 1, 3, 31)
