"""The periods of a series: which they are by their names, those that are missing, those to come."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import (
    KINDS,
    LONGEST_RUN,
    Kind,
    Period,
    period_holding,
    period_named,
    period_of_any_kind,
    periods_between,
)

_ORDER: tuple[Kind, ...] = ("month", "week", "quarter", "year")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def run_of(names: Sequence[str], where: str) -> tuple[Period, ...]:
    """Every period from the first to the last that is named, in order; ``where`` names the series.

    Names are months (``2026-02``), weeks (``2026-W07``), quarters (``2026-Q1``), years
    (``2025-26``) or days (``2026-02-01``), all of one kind.  Days name the periods that begin with
    them: months where all are the first of one, weeks where all are the same day of the week.

    Raises :class:`UnusableInput` for a name that is none, for names of more than one kind, and for
    a run of more than 1,200 periods.
    """
    if all(_DAY.fullmatch(name) for name in names):
        return _run_of_days([_day(name, where) for name in names], where)
    for kind in _ORDER:
        periods = [_named(name, kind) for name in names]
        found = [period for period in periods if period is not None]
        if len(found) == len(names):
            found.sort(key=lambda period: period.first_day)
            return periods_between(found[0].name, found[-1].name, kind)
    for name in names:
        if not _DAY.fullmatch(name):
            period_of_any_kind(name)
    raise UnusableInput(
        f"The periods of {where} are not of one kind ({names[0]!r} and "
        f"{_unlike(names)!r}): write all of them as months, weeks, quarters, years or days."
    )


def next_periods(name: str, first_day: date, last_day: date, count: int) -> tuple[Period, ...]:
    """The periods that follow one, of its kind and named as it is."""
    by_day = _DAY.fullmatch(name) is not None
    kind = _kind(first_day, last_day)
    length = last_day - first_day + timedelta(days=1)
    found: list[Period] = []
    for _ in range(count):
        first_day = last_day + timedelta(days=1)
        if kind is None:
            following = Period("", first_day, first_day + length - timedelta(days=1))
        else:
            following = period_holding(first_day, kind)
        last_day = following.last_day
        named = first_day.isoformat() if by_day else following.name
        found.append(Period(named, first_day, last_day))
    return tuple(found)


def _named(name: str, kind: Kind) -> Period | None:
    try:
        return period_named(name, kind)
    except UnusableInput:
        return None


def _unlike(names: Sequence[str]) -> str:
    """The first name that is of another kind than the first one."""
    first = names[0]
    if _DAY.fullmatch(first):
        return next(name for name in names if not _DAY.fullmatch(name))
    kinds = [kind for kind in _ORDER if _named(first, kind)]
    return next(name for name in names if not any(_named(name, kind) for kind in kinds))


def _day(name: str, where: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise UnusableInput(
            f"The period {name!r} of {where} is not a day: write it as 2026-02-01."
        ) from error


def _run_of_days(days: Sequence[date], where: str) -> tuple[Period, ...]:
    first, last = min(days), max(days)
    kind: Kind | None = None
    if all(day.day == 1 for day in days):
        kind = "month"
    weekly = len(days) > 1 and len({day.weekday() for day in days}) == 1
    length = timedelta(days=7 if weekly else 1)
    found: list[Period] = []
    day = first
    while day <= last:
        end = period_holding(day, kind).last_day if kind else day + length - timedelta(days=1)
        found.append(Period(day.isoformat(), day, end))
        if len(found) > LONGEST_RUN:
            raise UnusableInput(
                f"From {first} to {last} are more than {LONGEST_RUN} periods in {where}: "
                "send fewer."
            )
        day = end + timedelta(days=1)
    return tuple(found)


def _kind(first_day: date, last_day: date) -> Kind | None:
    for kind in KINDS:
        period = period_holding(first_day, kind)
        if (period.first_day, period.last_day) == (first_day, last_day):
            return kind
    return None
