"""A plan's dates: the days behind them, and how they are said."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable
from datetime import date


def last_day(due_dates: Iterable[str]) -> date | None:
    """The last day named by ``due_dates`` (plan-json dates), ``None`` where none names a day.

    A month ends on its last day, a range on the last day of its end.
    """
    days = [found for each in due_dates if (found := _day_of(each)) is not None]
    return max(days, default=None)


def _day_of(printed: str) -> date | None:
    words = printed.removeprefix("RANGE:").rpartition("/")[2]
    try:
        if len(words) == 7:
            year, month = int(words[:4]), int(words[5:])
            return date(year, month, monthrange(year, month)[1])
        return date.fromisoformat(words)
    except ValueError:
        return None


_WORDS = {"IMMEDIATE": "immediately", "ONGOING": "ongoing", "TBA": "to be agreed"}
_UNITS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}
_PERIOD = re.compile(r"P(?:T)?([0-9]+)([HDWMY])")


def said(printed: str) -> str:
    """A plan-json date in words: June 2026, 3 March 2026, ongoing, within 3 months."""
    if printed in _WORDS:
        return _WORDS[printed]
    if printed.startswith("RANGE:"):
        start, _, end = printed.removeprefix("RANGE:").partition("/")
        return f"{said(start)} to {said(end)}"
    if period := _PERIOD.search(printed):
        number, unit = int(period[1]), _UNITS[period[2]]
        return f"within {number} {unit if number == 1 else unit + 's'}"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", printed):
        return f"{month_name[int(printed[5:])]} {printed[:4]}"
    try:
        day = date.fromisoformat(printed)
    except ValueError:
        return printed
    return f"{day.day} {month_name[day.month]} {day.year}"
