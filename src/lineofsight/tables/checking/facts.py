"""What a snapshot holds of each table and what its checks found, gathered for grading."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb

from lineofsight.tables.checking.running import COMPLETENESS, COUNTS, RESULTS, RUNS
from lineofsight.tables.checking.volumes import SUDDEN_FALL
from lineofsight.tables.checks import DUPLICATE_KEY, NO_KEY
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions
from lineofsight.tables.snapshots import Snapshot


class Run(NamedTuple):
    """How a check of a table was run: ``lacking`` is what it could not be judged without."""

    fault: str
    severity: str
    lacking: str | None


@dataclass
class Facts:
    """One table: its rows, what they hold by column, and what failed by check and field."""

    definition: TableDefinition
    missing: frozenset[str]
    without_key: int = 0
    fallen: bool = False
    filled: Counter[str] = field(default_factory=Counter)
    failing: Counter[tuple[str, str]] = field(default_factory=Counter)
    runs: dict[tuple[str, str], Run] = field(default_factory=dict)
    rows_of_teams: Counter[str | None] = field(default_factory=Counter)
    failing_of_teams: dict[str | None, Counter[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    @property
    def rows(self) -> int:
        """The rows that were kept."""
        return self.rows_of_teams.total()


def gather(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, authority: str | None
) -> Mapping[str, Facts]:
    """The facts of every table of an open snapshot, of one council or of all."""

    def rows(sql: str) -> Iterator[tuple[Any, ...]]:
        own = f"coalesce(?, {AUTHORITY}) = {AUTHORITY}"
        found = connection.execute(f"{sql} where {own} group by all", [authority]).fetchall()
        return (row for row in found if row[0] in facts)

    facts = {
        name: Facts(table_definitions()[name], snapshot.missing_columns(name))
        for name in sorted(snapshot.tables)
    }
    for table, check, of_field, *run in connection.execute(
        f"select table_name, check_id, field, fault, severity, lacking from {RUNS}"
    ).fetchall():
        if table in facts:
            facts[table].runs[check, of_field] = Run(*run)
    for table, rule, count in rows("select table_name, rule, count(*) from rejected"):
        facts[table].without_key += count if rule in (NO_KEY.id, DUPLICATE_KEY.id) else 0
    for table, team, column, held, count in rows(
        'select table_name, team, column_name, sum(filled)::bigint, sum("rows")::bigint '
        f"from {COMPLETENESS}"
    ):
        facts[table].filled[column] += held
        if column == facts[table].definition.key[0]:
            facts[table].rows_of_teams[team] += count
    for table, team, check, of_field, count in rows(
        f"select table_name, team, check_id, field, sum(failing)::bigint from {COUNTS}"
    ):
        facts[table].failing[check, of_field] += count
        facts[table].failing_of_teams[team][check, of_field] += count
    for table, check in rows(f"select table_name, check_id from {RESULTS}"):
        facts[table].fallen |= check == SUDDEN_FALL.id
    return facts
