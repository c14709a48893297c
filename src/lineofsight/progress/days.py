"""Days of a plan: what its written dates mean, and what comes some months after."""

import re
from calendar import monthrange
from datetime import date, timedelta

from lineofsight.errors import UnusableInput

_MONTHS = {"M": 1, "Y": 12}
_DAYS = {"D": 1, "W": 7}


def first_day(written: str) -> date:
    """The day that ``YYYY-MM-DD`` names, or the first of the month ``YYYY-MM``."""
    return _day(written, written if len(written) > 7 else f"{written}-01")


def last_day(written: str) -> date:
    """The day that ``YYYY-MM-DD`` names, or the last of the month ``YYYY-MM``."""
    day = first_day(written)
    return day if len(written) > 7 else month_end(day)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def after(day: date, period: str, times: int = 1) -> date:
    """The day that lies an ISO 8601 period (``P2M``, ``P1Y``, ``P6W``, ``P10D``) after a day.

    Months after the last day of a month is the last day of a month; otherwise the same day, or
    the month's last where it is shorter.
    """
    found = re.fullmatch(r"P(\d{1,4})([DWMY])", period)
    if not found:
        raise UnusableInput(f"The period {period!r} is not one: write it as P2M, P6W or P10D.")
    number, unit = int(found[1]) * times, found[2]
    if unit in _DAYS:
        return day + timedelta(days=number * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + number * _MONTHS[unit]
    first = date(months // 12, months % 12 + 1, 1)
    end = month_end(first)
    return end if day == month_end(day) else first.replace(day=min(day.day, end.day))


def _day(written: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnusableInput(
            f"The date {written!r} is not one: write it as 2020-03-31 or 2020-03."
        ) from error
