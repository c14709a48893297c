"""The modules of each collection year, as CSV files with days as dd/mm/yyyy."""

from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path

import duckdb

from lineofsight.sample.writers.years import collection_years, set_year
from lineofsight.tables.readers.returns.years import year_name

# Each module, and the collection year from which the return asks for it.
_MODULES: Mapping[str, int] = {
    "header": 2000,
    "episodes": 2000,
    "reviews": 2000,
    "uasc": 2000,
    "oc2": 2000,
    "oc3": 2000,
    "ad1": 2000,
    "placed_for_adoption": 2000,
    "previous_permanence": 2000,
    "missing": 2000,
    "sw_episodes": 2023,
    "dolo": 2026,
}


def write_ssda903(
    journeys: duckdb.DuckDBPyConnection, out: Path, as_at: date, _council: str
) -> None:
    """Write ``header_2024-25.csv`` and so on into ``out``; a module without rows has no file.

    The last year is told as far as ``as_at``.
    """
    for year in collection_years(journeys, as_at):
        set_year(journeys, year, as_at)
        journeys.execute(_sql("children"))
        for module, since in _MODULES.items():
            if year >= since:
                path = out / f"{module}_{year_name(year)}.csv"
                place = str(path).replace("'", "''")
                (rows,) = journeys.execute(
                    f"copy ({_sql(module)}) to '{place}' (header, dateformat '%d/%m/%Y')"
                ).fetchone() or (0,)
                if not rows:
                    path.unlink(missing_ok=True)


def _sql(name: str) -> str:
    return (resources.files(__package__) / f"{name}.sql").read_text(encoding="utf-8")
