"""Our own templates, filled in with what the standard has no table for."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.tables.definition import TableDefinition
from lineofsight.tables.template_files import templates_for, write_workbook

_ROWS_AT_A_TIME = 5_000


def write_templates(
    journeys: duckdb.DuckDBPyConnection, out: Path, _as_at: date, _council: str
) -> None:
    """Write ``templates.xlsx`` into ``out``: a sheet for each extension table that has rows."""
    views = journeys.execute("select view_name from duckdb_views() where not internal").fetchall()
    filled = [each for each in templates_for([]) if (each.name,) in views]
    write_workbook(filled, out, {each.name: _rows(journeys, each) for each in filled})


def _rows(
    journeys: duckdb.DuckDBPyConnection, definition: TableDefinition
) -> Iterator[Mapping[str, str]]:
    names = [column.name for column in definition.columns]
    texts = ", ".join(f"coalesce(cast({name} as varchar), '') as {name}" for name in names)
    found = journeys.cursor().execute(f"select {texts} from {definition.name}")
    while rows := found.fetchmany(_ROWS_AT_A_TIME):
        for row in rows:
            yield dict(zip(names, row, strict=True))
