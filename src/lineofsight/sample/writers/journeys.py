"""The invented council's tables, as they were just written, for a writer of another format."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.definition import table_definitions


def open_journeys(
    folder: Path, as_at: date, without: Collection[str] = ()
) -> duckdb.DuckDBPyConnection:
    """A connection with every table of ``folder`` as a view, typed as its definition says.

    Those named in ``without`` are left out.

    In its SQL ``as_at()`` is the day on which the records stand and ``since(months)`` the first
    day of the so many months that end with it.
    """
    connection = duckdb.connect(config={"memory_limit": "1GB"})
    for file in sorted(folder.glob("*.csv")):
        name, place = file.stem, str(file).replace("'", "''")
        if name in without or name not in table_definitions():
            continue
        columns = table_definitions()[name].columns
        types = {column.name: column.sql_type for column in columns}
        connection.execute(
            f"create view {name} as select * from read_csv('{place}', header = true, "
            f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {types})"
        )
    connection.execute(f"create macro as_at() as date '{as_at.isoformat()}'")
    connection.execute(
        "create macro since(months) as cast(as_at() - months * interval '1 month' as date) + 1"
    )
    return connection
