"""The collection years that a history holds, and what was known when each of them ended."""

from collections.abc import Iterable
from datetime import date

import duckdb

from lineofsight.tables.definition import collection_year


def collection_years(journeys: duckdb.DuckDBPyConnection, as_at: date) -> Iterable[int]:
    """The collection years from the first referral to ``as_at``, by the year they start in."""
    (first,) = journeys.execute(
        "select min(cine_referral_date) from ssd_cin_episodes"
    ).fetchone() or (None,)
    return range(collection_year(first or as_at), collection_year(as_at) + 1)


def set_year(journeys: duckdb.DuckDBPyConnection, year: int, as_at: date) -> date:
    """Have the journeys' SQL speak of one year, and say its last day.

    ``collected()`` is the year it starts in, ``begins()`` and ``ends()`` its first and last day (no
    later than ``as_at``), and ``known(day)`` a day that had come when it ended.
    """
    last = min(date(year + 1, 3, 31), as_at)
    for macro in (
        f"collected() as {year}",
        f"begins() as date '{year}-04-01'",
        f"ends() as date '{last}'",
        "known(day) as case when day <= ends() then day end",
    ):
        journeys.execute(f"create or replace temp macro {macro}")
    return last
