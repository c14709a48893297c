"""Weeks, months, quarters and years, and the windows that end with them."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lineofsight.errors import UnusableInput

Kind = Literal["week", "month", "quarter", "year"]
Window = Literal["period", "12m", "ytd"]

KINDS: tuple[Kind, ...] = ("week", "month", "quarter", "year")
WINDOWS: tuple[Window, ...] = ("period", "12m", "ytd")
LONGEST_RUN = 1200


@dataclass(frozen=True)
class Period:
    """A stretch of days with the name that results carry; both ends are in it."""

    name: str
    first_day: date
    last_day: date


def period_named(name: str, kind: Kind = "month") -> Period:
    """The period a name stands for.

    Names are ``2026-02`` (month), ``2026-W07`` (ISO week), ``2026-Q1`` (calendar quarter) and
    ``2025-26`` (year from April to March).  Raises :class:`UnusableInput` for any other.
    """
    period = _READERS[kind](name)
    if period is None:
        raise UnusableInput(f"The {kind} {name!r} is not one: write a {kind} as {_FORMS[kind]}.")
    return period


def period_of_any_kind(name: str) -> Period:
    """The period a name stands for, its kind told by its form; ``2010-11`` is a month.

    Raises :class:`UnusableInput` for a name that is none.
    """
    order: tuple[Kind, ...] = ("month", "week", "quarter", "year")
    for kind in order:
        period = _READERS[kind](name)
        if period is not None:
            return period
    raise UnusableInput(
        f"The period {name!r} is not one: write it as {', '.join(_FORMS.values())}."
    )


def periods_between(first: str, last: str, kind: Kind = "month") -> tuple[Period, ...]:
    """Every period from ``first`` to ``last``, both in it; at most 1,200."""
    start, end = period_named(first, kind), period_named(last, kind)
    if end.first_day < start.first_day:
        raise UnusableInput(f"The periods run backwards: {first} is later than {last}.")
    found: list[Period] = []
    for period in _onwards(start, kind):
        found.append(period)
        if period == end:
            return tuple(found)
        if len(found) == LONGEST_RUN:
            break
    raise UnusableInput(
        f"From {first} to {last} are more than {LONGEST_RUN} periods: ask for fewer."
    )


def period_holding(day: date, kind: Kind = "month") -> Period:
    """The period in which a day lies."""
    if kind == "week":
        year, week, _ = day.isocalendar()
        return period_named(f"{year:04}-W{week:02}", kind)
    if kind == "month":
        return _months(day.year, day.month, 1, f"{day.year:04}-{day.month:02}")
    if kind == "quarter":
        return period_named(f"{day.year:04}-Q{(day.month + 2) // 3}", kind)
    april_year = day.year if day.month >= 4 else day.year - 1
    return period_named(f"{april_year:04}-{(april_year + 1) % 100:02}", kind)


def window_first_day(period: Period, window: Window) -> date:
    """The first day of the window that ends with a period.

    ``12m`` is the twelve months up to the period's last day; ``ytd`` begins on the 1 April on or
    before the period's last day.
    """
    if window == "period":
        return period.first_day
    last = period.last_day
    if window == "ytd":
        return date(last.year if last.month >= 4 else last.year - 1, 4, 1)
    day_after = last + timedelta(days=1)
    if day_after.month == 2 and day_after.day == 29:
        return date(day_after.year - 1, 3, 1)
    return day_after.replace(year=day_after.year - 1)


def _onwards(period: Period, kind: Kind) -> Iterator[Period]:
    while True:
        yield period
        period = period_holding(period.last_day + timedelta(days=1), kind)


def _months(year: int, month: int, count: int, name: str) -> Period:
    last_month = month + count - 1
    last_year, last_month = year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Period(name, date(year, month, 1), last)


def _read_week(name: str) -> Period | None:
    found = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", name)
    if not found or not 1900 <= int(found[1]) <= 2999:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return Period(name, monday, monday + timedelta(days=6))


def _read_month(name: str) -> Period | None:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", name)
    if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2999:
        return None
    return _months(int(found[1]), int(found[2]), 1, name)


def _read_quarter(name: str) -> Period | None:
    found = re.fullmatch(r"([0-9]{4})-Q([1-4])", name)
    if not found or not 1900 <= int(found[1]) <= 2999:
        return None
    return _months(int(found[1]), 3 * int(found[2]) - 2, 3, name)


def _read_year(name: str) -> Period | None:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", name)
    if not found or not 1900 <= int(found[1]) <= 2999:
        return None
    if (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return _months(int(found[1]), 4, 12, name)


_READERS: dict[Kind, Callable[[str], Period | None]] = {
    "week": _read_week,
    "month": _read_month,
    "quarter": _read_quarter,
    "year": _read_year,
}
_FORMS: dict[Kind, str] = {
    "week": "2026-W07",
    "month": "2026-02",
    "quarter": "2026-Q1",
    "year": "2025-26 (April to March)",
}
