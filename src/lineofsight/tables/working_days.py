"""England's working days: not a Saturday, a Sunday or a bank holiday.

The bank holidays are those that the package govuk-bank-holidays carries, 2012 to 2028; nothing is
ever asked of the network.  Day 0 is the day of the event; its own day is never counted.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources

from lineofsight.errors import UnusableInput

FIRST_DAY = date(2012, 1, 1)
LAST_DAY = date(2028, 12, 31)


def is_working_day(day: date) -> bool:
    """Whether offices in England work on a day; the day must lie in 2012 to 2028."""
    _check(day)
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_after(start: date, days: int) -> date:
    """The day on which something is due that is given ``days`` working days (1 or more).

    ``start`` is day 0, whether or not offices are open on it.
    """
    if days < 1:
        raise ValueError(f"{days} working days after a day is no later day")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def calendar_rows() -> Iterator[tuple[date, bool, int]]:
    """Every day with whether it is a working day and how many there were up to and with it."""
    number = 0
    holidays = _bank_holidays()
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=offset)
        working = day.weekday() < 5 and day not in holidays
        number += working
        yield day, working, number


@cache
def _bank_holidays() -> frozenset[date]:
    # The package's own reader would bring an HTTP client with it, and could use it.
    listed = json.loads((resources.files("govuk_bank_holidays") / "bank-holidays.json").read_text())
    events = listed["england-and-wales"]["events"]
    found = frozenset(date.fromisoformat(event["date"]) for event in events)
    years = {day.year for day in found}
    if not set(range(FIRST_DAY.year, LAST_DAY.year + 1)) <= years:
        raise UnusableInput(
            f"The bank holidays known run from {min(years)} to {max(years)}, and "
            f"{FIRST_DAY.year} to {LAST_DAY.year} are needed: install the pinned requirements."
        )
    return found


def _check(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UnusableInput(
            f"{day} lies outside the calendar of bank holidays, "
            f"which runs from {FIRST_DAY} to {LAST_DAY}."
        )
