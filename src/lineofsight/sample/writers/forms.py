"""Every form that the invented council can be written in, and in which folder."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb

from lineofsight.sample.dirt import Soiled
from lineofsight.sample.list_sheets import Spoil
from lineofsight.sample.writers.annex_a import write_annex_a
from lineofsight.sample.writers.cin_census import write_cin_census
from lineofsight.sample.writers.journeys import open_journeys
from lineofsight.sample.writers.parquet import write_parquet
from lineofsight.sample.writers.ssda903 import write_ssda903
from lineofsight.sample.writers.templates import write_templates

Form = Literal["csv", "parquet", "annex_a", "cin_census", "ssda903", "templates", "all"]
Writer = Callable[[duckdb.DuckDBPyConnection, Path, date, str], None]

_WRITERS: Mapping[Form, Writer] = {
    "parquet": write_parquet,
    "annex_a": write_annex_a,
    "cin_census": write_cin_census,
    "ssda903": write_ssda903,
    "templates": write_templates,
}


def write_form(
    form: Form,
    tables: Path,
    as_at: date,
    council: str,
    soiled: Soiled | None = None,
    spoil: Spoil | None = None,
) -> None:
    """Make of ``tables``, a folder of ``TABLE.csv``, what a form asks for in the folder above it.

    One form's files take the folder's place; ``all`` leaves it and puts a folder of each beside.
    ``soiled`` are tables that hold dirt already, and ``spoil`` puts it into lists of Annex A.
    """
    out = tables.parent
    spoiled = soiled.spoiled if soiled else ()
    for name, write in _WRITERS.items():
        if form in (name, "all"):
            folder = out / name
            folder.mkdir()
            with open_journeys(tables, as_at, spoiled) as journeys:
                if spoil is not None:
                    write_annex_a(journeys, folder, as_at, council, spoil)
                else:
                    write(journeys, folder, as_at, council)
            if soiled:
                soiled.write_parquet(folder)
    if form != "all":
        if form != "csv":
            shutil.rmtree(tables)
        _bring_up(out / form)


def _bring_up(folder: Path) -> None:
    """Move what a folder holds to the folder above, and take it away."""
    for file in folder.iterdir():
        file.rename(folder.parent / file.name)
    folder.rmdir()
