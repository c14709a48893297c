"""The dates of a plan as days: the first and the last that each can mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from lineofsight.plan.dates import find_dates
from lineofsight.plan.model import Action

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Moment:
    """A date as the plan has it, and the first and last day that it can mean."""

    value: str
    first: date
    last: date

    @property
    def printed(self) -> str:
        """``31 January 2026`` or ``January 2026``."""
        if self.first == self.last:
            return printed_day(self.first)
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first:%B %Y}"
        return f"{self.first:%B %Y} to {self.last:%B %Y}"


def printed_day(day: date) -> str:
    """``31 January 2026``."""
    return f"{day.day} {day:%B %Y}"


def moment_of(value: str | None) -> Moment | None:
    """The days of ``YYYY-MM-DD``, ``YYYY-MM`` or ``RANGE:start/end``; None for what has none."""
    if value is None:
        return None
    if value.startswith("RANGE:"):
        ends = [moment_of(end) for end in value.removeprefix("RANGE:").split("/")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            return None
        return Moment(value, ends[0].first, ends[1].last)
    try:
        if match := _MONTH.fullmatch(value):
            year, month = int(match[1]), int(match[2])
            last = calendar.monthrange(year, month)[1]
            return Moment(value, date(year, month, 1), date(year, month, last))
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return Moment(value, day, day)


def due_moments(action: Action, near: str | None) -> list[Moment]:
    """The dates an action is due on, in order.

    Where the reader settled on none, those that are printed in its cell.
    """
    values: list[str | None] = [*action.due.dates]
    if not values and action.due.text:
        values = [found.value for found in find_dates(action.due.text, near)]
    moments = (moment_of(value) for value in dict.fromkeys(values))
    return sorted((one for one in moments if one), key=lambda one: (one.last, one.first))
