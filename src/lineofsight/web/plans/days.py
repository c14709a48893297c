"""The days behind a plan's dates."""

from calendar import monthrange
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
