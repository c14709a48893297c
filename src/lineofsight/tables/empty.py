"""The tables of a snapshot before anything is loaded into them."""

import duckdb

from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.working_days import calendar_rows


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table, empty, with the calendar and the table of rejected rows."""
    # All in one transaction: each of its own would wait for the disk.
    connection.execute("begin")
    for definition in table_definitions().values():
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in definition.columns)
        connection.execute(f"create table {definition.name} ({columns}, {AUTHORITY} varchar)")
    connection.execute(
        "create table rejected (table_name varchar, part varchar, row_number bigint, "
        f"rule varchar, row varchar, {AUTHORITY} varchar)"
    )
    connection.execute(
        "create table calendar (day date, is_working_day boolean, working_day_no integer)"
    )
    days = [list(column) for column in zip(*calendar_rows(), strict=True)]
    connection.execute("insert into calendar select unnest(?), unnest(?), unnest(?)", days)
    connection.execute("commit")
