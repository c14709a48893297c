"""Months in which far less was recorded than in those before: by table, and by team.

The last complete month is held against the six before it.  A table whose month has under half of
their median fell suddenly; a team with nothing in it is silent.  Small numbers vary by chance, so
that a table is judged from a median of :data:`USUAL_OF_A_TABLE` a month, and a team in a table
from :data:`USUAL_OF_A_TEAM`: by chance alone fewer than one in a hundred tables would be told, and
one team in ten thousand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import duckdb

from lineofsight.tables.checking.holders import held_by
from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions

MONTHS_BEFORE = 6
USUAL_OF_A_TABLE = 20
USUAL_OF_A_TEAM = 10

SUDDEN_FALL = Rule(
    "sudden_fall",
    "warning",
    "{rows} of {month}, under half of the {usual} that the six months before had in the middle; "
    "see that the extract is whole.",
)
SILENT_TEAM = Rule(
    "silent_team",
    "warning",
    "{teams} recorded nothing in {month}, with ten rows or more in the middle of the six months "
    "before; see that the team still works under that name and records there.",
)
WHAT_FELL: Mapping[str, str] = {
    SUDDEN_FALL.id: "A sudden fall in what was recorded",
    SILENT_TEAM.id: "A team that recorded nothing for a month",
}


@dataclass(frozen=True)
class _Volumes:
    """Rows of a table by council, team and month: the judged month last."""

    definition: TableDefinition
    months: tuple[str, ...]
    rows: Mapping[tuple[str, str | None], list[int]]

    def of_councils(self) -> Mapping[str, list[int]]:
        """The same without teams."""
        found: dict[str, list[int]] = {}
        for (authority, _), counts in self.rows.items():
            before = found.get(authority, [0] * len(counts))
            found[authority] = [one + other for one, other in zip(before, counts, strict=True)]
        return found


def check_volumes(
    connection: duckdb.DuckDBPyConnection, as_at: date, tables: Iterable[str]
) -> Iterator[Problem]:
    """The tables and teams that fell, put among the results of checks and told."""
    months = months_judged(as_at)
    for name in tables:
        definition = table_definitions()[name]
        if definition.exists_from is None:
            continue
        volumes = _count(connection, definition, months, as_at)
        fallen = {
            authority: counts
            for authority, counts in volumes.of_councils().items()
            if has_fallen(counts)
        }
        silent = [group for group, counts in volumes.rows.items() if is_silent(group[1], counts)]
        for authority, counts in fallen.items():
            usual = f"{median(counts[:-1]):,.0f}"
            yield SUDDEN_FALL.told(name, counts[-1], month=months[-1], usual=usual)
            _keep(connection, SUDDEN_FALL, definition, authority, None, months[-1])
        if silent:
            teams = "1 team" if len(silent) == 1 else f"{len(silent):,} teams"
            yield SILENT_TEAM.told(name, 0, month=months[-1], teams=teams)
        for authority, team in silent:
            _keep(connection, SILENT_TEAM, definition, authority, team, months[-1])


def months_judged(as_at: date) -> tuple[str, ...]:
    """The last month that is complete at the end of a day, after the six before it."""
    tomorrow = as_at + timedelta(days=1)
    last = tomorrow.year * 12 + tomorrow.month - 2
    numbers = range(last - MONTHS_BEFORE, last + 1)
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers)


def has_fallen(counts: list[int]) -> bool:
    """Whether the last of a table's months has under half of the median of those before."""
    usual = median(counts[:-1])
    return usual >= USUAL_OF_A_TABLE and counts[-1] < usual / 2


def is_silent(team: str | None, counts: list[int]) -> bool:
    """Whether a team that usually records has nothing in the last month."""
    return team is not None and median(counts[:-1]) >= USUAL_OF_A_TEAM and counts[-1] == 0


def _count(
    connection: duckdb.DuckDBPyConnection,
    definition: TableDefinition,
    months: tuple[str, ...],
    as_at: date,
) -> _Volumes:
    held, team = "", "cast(null as varchar)"
    if definition.person_column:
        held = held_by("t", definition.person_column, definition.exists_from, as_at)
        team = "holders.team"
    rows = connection.execute(
        f"select t.{AUTHORITY}, {team} as team, strftime(t.{definition.exists_from}, '%Y-%m') "
        f"as month, count(*) from {definition.name} as t {held} "
        f"where t.{definition.exists_from} >= cast(? as date) group by all order by all",
        [f"{months[0]}-01"],
    ).fetchall()
    found: dict[tuple[str, str | None], list[int]] = {}
    for authority, of_team, month, count in rows:
        counts = found.setdefault((authority, of_team), [0] * len(months))
        if month in months:
            counts[months.index(month)] = count
    return _Volumes(definition, months, found)


def _keep(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    definition: TableDefinition,
    authority: str,
    team: str | None,
    month: str,
) -> None:
    connection.execute(
        "insert into check_results values (?, ?, ?, ?, null, null, ?, null, ?)",
        [rule.id, definition.name, definition.exists_from, authority, team, month],
    )
