"""Worked examples of checks: each definition's few invented rows, run through the mechanism."""

from collections.abc import Iterable, Iterator

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.definition import Check, Example
from lineofsight.tables.checking.running import failing_sql
from lineofsight.tables.definition import AUTHORITY
from lineofsight.tables.empty import make_tables


def disagreements(checks: Iterable[Check]) -> Iterator[str]:
    """Where a check and its worked example part, in a sentence each."""
    with duckdb.connect(":memory:") as connection:
        make_tables(connection)
        for check in checks:
            if check.example is None:
                continue
            computed = _failing(connection, check, check.example)
            written = sorted(check.example.fails)
            if computed != written:
                yield (
                    f"{check.id}: {', '.join(computed) or 'nothing'} fails and its example says "
                    f"{', '.join(written)}"
                )


def _failing(connection: duckdb.DuckDBPyConnection, check: Check, example: Example) -> list[str]:
    try:
        for table, rows in example.rows.items():
            for row in rows:
                names = ", ".join((*row, AUTHORITY))
                places = ", ".join("?" for _ in row)
                connection.execute(
                    f"insert into {table} ({names}) values ({places}, '')", [*row.values()]
                )
        failing = connection.execute(
            f"select record_id from ({failing_sql(check, example.as_at)})"
        ).fetchall()
    except duckdb.Error as error:
        raise UnusableInput(
            f"The check {check.id} does not run on its example: {str(error).splitlines()[0]}"
        ) from error
    finally:
        for table in example.rows:
            connection.execute(f"delete from {table}")
    return sorted(str(record) for (record,) in failing)
