"""Collection years of returns: how they are written, and which one a file's name tells."""

import re
from collections.abc import Collection
from datetime import date

_TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)[-_ /]?(?:20)?(\d\d)(?!\d)")
_ONE_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def year_name(year: int) -> str:
    """A collection year as it is written: ``2024-25`` for the one that starts in 2024."""
    return f"{year}-{(year + 1) % 100:02}"


def last_day(year: int) -> date:
    """The day on which a collection year ends."""
    return date(year + 1, 3, 31)


def year_in_name(name: str) -> int | None:
    """The collection year that a file's name tells; None where it tells none, or two.

    ``2024-25``, ``202425`` and ``2024_2025`` are written out; a single ``2025`` is the year in
    which the collection year ends, as the returns name themselves.
    """
    told = {
        int(first) for first, second in _TWO_YEARS.findall(name)
        if int(second) == (int(first) + 1) % 100
    }  # fmt: skip
    if not told:
        told = {int(year) - 1 for year in _ONE_YEAR.findall(name)}
    return told.pop() if len(told) == 1 else None


def first_of_run(years: Collection[int]) -> int:
    """The first of the years that follow each other without a gap up to the last."""
    first = max(years)
    while first - 1 in years:
        first -= 1
    return first
