"""Days that arithmetic trips over: month ends, leap days, holidays, the as-at day itself."""

from datetime import date, timedelta

from tests.support.oracle.dates import (
    BANK_HOLIDAYS,
    EXTRACT_DAY,
    add_months,
    add_working_days,
    last_of_month,
)

AS_AT_DAYS = (date(2024, 2, 29), date(2024, 3, 31), EXTRACT_DAY)
"""Days to judge a drawn council at: a leap day, an Easter Sunday, and the extract's own day."""

MONTHS = tuple(f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13))[:18]
"""The months a drawn council lives through, 2023-01 to 2024-06; the last ones lie ahead."""

FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2024, 7, 31)
ANY_DAYS = tuple(FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
MONTH_ENDS = tuple(last_of_month(month) for month in MONTHS)
WEEKENDS = tuple(day for day in ANY_DAYS if day.weekday() >= 5)
HOLIDAYS = tuple(day for day in ANY_DAYS if day in BANK_HOLIDAYS)
FEBRUARY_ENDS = (date(2023, 2, 28), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1))
AROUND_AS_AT = tuple(day + timedelta(days=n) for day in AS_AT_DAYS for n in (-1, 0, 1))
JUDGED_DAYS = (*MONTH_ENDS, *AS_AT_DAYS)
AHEAD = tuple(AS_AT_DAYS[-1] + timedelta(days=n) for n in (1, 9, 16, 40))

TOO_EARLY = date(2011, 12, 30)
"""A Friday before the working-day calendar begins."""

AWKWARD = (MONTH_ENDS, WEEKENDS, HOLIDAYS, FEBRUARY_ENDS, AROUND_AS_AT, ANY_DAYS, ANY_DAYS)


def working_days_before(judged: date, days: int) -> date:
    """The last day from which `days` working days are up on or before `judged`."""
    start = judged
    while (due := add_working_days(start, days)) is None or due > judged:
        start -= timedelta(days=1)
    return start


def due_on_a_friday(start: date, days: int) -> date:
    """The first day, from `start`, whose n-th working day is a Friday."""
    while (due := add_working_days(start, days)) is not None and due.weekday() != 4:
        start += timedelta(days=1)
    return start


def years_before(day: date, years: int) -> date:
    """The birthday of a child who is `years` old on that very day."""
    return add_months(day, -12 * years)
