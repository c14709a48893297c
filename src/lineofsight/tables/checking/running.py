"""Every check run over the tables of a load, and what came of it kept in the snapshot.

``check_runs`` has a row a check and table, ``lacking`` what it could not be judged without;
``check_counts`` how many rows failed, by council and team; ``check_results`` the rows themselves,
the first :data:`MOST_ROWS` of a check by their ids; ``completeness`` how many rows of a table hold
a value in each column, by council and team.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import duckdb

from lineofsight.tables.checking.definition import Check, check_definitions, standing_checks
from lineofsight.tables.checking.holders import held_by, tell_holders
from lineofsight.tables.checking.volumes import check_volumes
from lineofsight.tables.checks import Problem
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions

MOST_ROWS = 10_000
RESULTS, COUNTS, RUNS, COMPLETENESS = (
    "check_results",
    "check_counts",
    "check_runs",
    "completeness",
)
_WHICH = "check_id varchar, table_name varchar, field varchar"
_COLUMNS: Mapping[str, str] = {
    RESULTS: f"{_WHICH}, {AUTHORITY} varchar, record_id varchar, child_id varchar, "
    "team varchar, worker varchar, month varchar",
    COUNTS: f"{_WHICH}, {AUTHORITY} varchar, team varchar, failing bigint",
    RUNS: f"{_WHICH}, fault varchar, severity varchar, lacking varchar",
    COMPLETENESS: f"table_name varchar, column_name varchar, {AUTHORITY} varchar, team varchar, "
    '"rows" bigint, filled bigint',
}


def check_tables(
    connection: duckdb.DuckDBPyConnection, as_at: date, missing: Mapping[str, Collection[str]]
) -> list[Problem]:
    """Check the tables that were loaded, and say what failed.

    ``missing`` has each of them that holds a row, with the columns that it was loaded without: what
    looks for rows in a table without any is not judged.
    """
    for name, columns in _COLUMNS.items():
        connection.execute(f"create table {name} ({columns})")
    tell_holders(connection)
    problems = list(_run(connection, as_at, missing))
    for name in missing:
        _tell_completeness(connection, table_definitions()[name], as_at)
    problems += check_volumes(connection, as_at, missing)
    return problems


def lacking(check: Check, missing: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """What a check needs and the tables do not hold, as ``table`` or ``table.column``."""
    absent = dict.fromkeys(table for table, _ in check.needs if table not in missing)
    columns = [
        f"{table}.{column}"
        for table, column in check.needs
        if table in missing and column in missing[table]
    ]
    return (*absent, *columns)


def failing_sql(check: Check, as_at: date) -> str:
    """The rows that fail a check: their council, record, child and day."""
    definition = check.definition
    dated = definition.date_of_a_row
    day = f"cast(t.{dated} as date)" if dated else "cast(null as date)"
    return (
        f"select t.{AUTHORITY}, {definition.record_sql('t')}, {day} as day "
        f"from {definition.name} as t where {check.condition_sql(as_at)}"
    )


def _run(
    connection: duckdb.DuckDBPyConnection, as_at: date, missing: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    connection.execute(
        f"create temp table failing ({_WHICH}, {AUTHORITY} varchar, record_id varchar, "
        "child_id varchar, day date)"
    )
    runs = []
    own = [check for name in missing for check in standing_checks(name)]
    for check in (*own, *check_definitions().values()):
        which = [check.id, check.definition.name, check.field]
        lacks = lacking(check, missing)
        runs.append([*which, check.fault, check.rule.severity, ", ".join(lacks) or None])
        if lacks:
            continue
        [(rows,)] = connection.execute(
            f"insert into failing select ?, ?, ?, * from ({failing_sql(check, as_at)})", which
        ).fetchall()
        if rows and check.told:
            yield check.problem(rows)
    columns = [list(column) for column in zip(*runs, strict=True)]
    connection.execute(f"insert into {RUNS} select {', '.join(['unnest(?)'] * 6)}", columns)
    connection.execute(
        "create temp table placed as select failing.*, holders.team, holders.worker "
        f"from failing {held_by('failing', 'child_id', 'day', as_at)}"
    )
    connection.execute(
        f"insert into {COUNTS} select check_id, table_name, field, {AUTHORITY}, team, count(*) "
        "from placed group by all order by all"
    )
    connection.execute(
        f"insert into {RESULTS} select check_id, table_name, field, {AUTHORITY}, record_id, "
        "child_id, team, worker, strftime(day, '%Y-%m') from placed qualify row_number() over "
        f"(partition by check_id, table_name, field order by {AUTHORITY}, record_id) <= {MOST_ROWS}"
        f" order by check_id, table_name, field, {AUTHORITY}, record_id"
    )
    connection.execute("drop table failing; drop table placed")


def _tell_completeness(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, as_at: date
) -> None:
    names = ", ".join(f"'{column.name}'" for column in definition.columns)
    filled = ", ".join(f"count(t.{column.name})" for column in definition.columns)
    held, team = "", "cast(null as varchar)"
    if definition.person_column:
        held = held_by("t", definition.person_column, definition.date_of_a_row, as_at)
        team = "holders.team"
    connection.execute(
        f"insert into {COMPLETENESS} select '{definition.name}', unnest([{names}]), {AUTHORITY}, "
        f'team, "rows", unnest(filled) from (select t.{AUTHORITY}, {team} as team, '
        f'count(*) as "rows", [{filled}] as filled from {definition.name} as t {held} group by all)'
    )
