"""Which collection year each file or sheet of a return is of: its name tells, or its dates do."""

from collections import Counter
from collections.abc import Mapping, Sequence

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.readers.returns.years import year_in_name
from lineofsight.tables.readers.ssda903.days import day_of
from lineofsight.tables.readers.ssda903.files import Part

Told = tuple[int, str]


def years_of(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> Mapping[str, Told]:
    """The collection year of each part, by its relation, and how it is known.

    A name that tells a year is believed.  Episodes without one are of the last year of their
    dates, and so is what comes with them; of a module in several files without a year, each is of
    the last year of its own dates.  Raises :class:`UnusableInput` where that tells nothing.
    """
    named: dict[str, Told] = {}
    for part in parts:
        year = year_in_name(part.label)
        if year is not None:
            named[part.relation] = year, "by its name"
    unnamed = Counter(part.module for part in parts if part.relation not in named)
    dated = _by_dates(connection, parts, named, unnamed)
    whole = _year_of_the_whole(parts, named, dated)
    found: dict[str, Told] = {}
    for part in parts:
        own = named.get(part.relation)
        if own is None and (unnamed[part.module] > 1 or part.module == "Episodes"):
            own = dated.get(part.relation)
        elif own is None:
            own = whole
        if own is None:
            raise UnusableInput(
                f"Which year {part.label} is of cannot be told by its dates: "
                "call it after its year, such as header_2024-25.csv."
            )
        found[part.relation] = own
    return found


def _by_dates(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    named: Mapping[str, Told],
    unnamed: Mapping[str, int],
) -> Mapping[str, Told]:
    """The years that dates tell, of every part whose own dates may decide."""
    has_episodes = any(part.module == "Episodes" for part in parts)
    found: dict[str, Told] = {}
    for part in parts:
        may_decide = part.module == "Episodes" or unnamed[part.module] > 1 or not has_episodes
        if part.relation not in named and may_decide:
            year = _last_year(connection, part)
            if year is not None:
                found[part.relation] = year, "by the last year of its dates"
    return found


def _year_of_the_whole(
    parts: Sequence[Part], named: Mapping[str, Told], dated: Mapping[str, Told]
) -> Told | None:
    """The year of what does not tell its own: that of the newest episodes, or else of anything."""
    told = {part.relation: named.get(part.relation) or dated.get(part.relation) for part in parts}
    for only in ("Episodes", None):
        years = [
            year[0] for part in parts for year in [told[part.relation]]
            if year is not None and only in {part.module, None}
        ]  # fmt: skip
        if years:
            return max(years), "as the newest episodes" if only else "as what came with it"
    return None


def _last_year(connection: duckdb.DuckDBPyConnection, part: Part) -> int | None:
    """The last collection year that has at least one in a hundred of a part's dates.

    A few dates that are mistyped do not move it.
    """
    if not part.layout.happened:
        return None
    days = " union all ".join(
        f"select {day_of(column)} as day from {part.relation}" for column in part.layout.happened
    )
    found = connection.execute(
        "select year from (select year(day - interval 3 months) as year, count(*) as dates "
        f"from ({days}) where day is not null group by year) "
        "qualify dates * 100 >= sum(dates) over () order by year desc limit 1"
    ).fetchone()
    return int(found[0]) if found else None
