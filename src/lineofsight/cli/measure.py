"""``lineofsight measure``: figures by indicator, period and group, to a file."""

import csv
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.output import a_day, plain_cell, tell, tell_age, written_whole
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.measuring.results import Figure


def measure_command(
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    first: Annotated[str, typer.Option("--from", help="The first period, such as 2026-01.")],
    last: Annotated[str, typer.Option("--to", help="The last period.")],
    out: Annotated[Path, typer.Option(help="The file to write: .csv, .parquet or .json.")],
    by: Annotated[
        str,
        typer.Option(
            help="What to split by: team, worker, locality, sex, ethnicity, age_band, disability, "
            "unaccompanied, authority; several with commas."
        ),
    ] = "",
    window: Annotated[str, typer.Option(help="period, 12m or ytd.")] = "period",
    period: Annotated[str, typer.Option(help="week, month, quarter or year.")] = "month",
    as_at: Annotated[
        str | None, typer.Option(help="Judged at the end of this day (default: the snapshot's).")
    ] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
    indicator: Annotated[
        list[str] | None, typer.Option(help="Only this one; may be given again.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="What computes it: duckdb, spark or postgres.")
    ] = "duckdb",
    definitions: Definitions = None,
) -> None:
    """Compute indicators and write one row for each of them, each period and each group."""
    from lineofsight.indicators.catalogue import catalogue, indicator_named
    from lineofsight.indicators.panel import panels
    from lineofsight.measuring.engine import ENGINES, open_engine
    from lineofsight.measuring.in_reach import tables_begin
    from lineofsight.measuring.periods import KINDS, WINDOWS, Window, periods_between
    from lineofsight.measuring.results import measure
    from lineofsight.tables.definition import AUTHORITY
    from lineofsight.tables.snapshots import open_snapshot

    if out.suffix not in _WRITERS:
        raise UnusableInput(f"--out {out.name} must end in .csv, .parquet or .json.")
    engine_kind = next((known for known in ENGINES if known == engine), None)
    if engine_kind is None:
        raise UnusableInput(f"--engine {engine!r} must be one of {', '.join(ENGINES)}.")
    kind = next((known for known in KINDS if known == period), None)
    if kind is None:
        raise UnusableInput(f"--period {period!r} must be one of {', '.join(KINDS)}.")
    chosen_window: Window | None = next((known for known in WINDOWS if known == window), None)
    if chosen_window is None:
        raise UnusableInput(f"--window {window!r} must be one of {', '.join(get_args(Window))}.")
    dimensions = [name.strip() for name in by.split(",") if name.strip()]
    known = sorted({AUTHORITY, *(n for panel in panels().values() for n in panel.dimensions)})
    for name in dimensions:
        if name not in known:
            raise UnusableInput(f"--by {name!r} must be one of {', '.join(known)}.")
    if len(set(dimensions)) != len(dimensions):
        raise UnusableInput(f"--by {by!r} names a dimension twice.")
    asked = [indicator_named(name, definitions) for name in indicator or ()]
    periods = periods_between(first, last, kind)
    day = a_day(as_at) if as_at else None
    found = open_snapshot(store, snapshot)
    tell_age(found.as_at, day or found.as_at)
    wanted = asked or list(catalogue(definitions).values())
    url = os.environ.get("LINEOFSIGHT_ENGINE_URL")
    folder = os.environ.get("LINEOFSIGHT_ENGINE_FOLDER")
    with open_engine(found, day, engine_kind, url, folder) as opened:
        figures = measure(opened, wanted, periods, dimensions, chosen_window)
        begins = {indicator.id: tables_begin(opened, indicator) for indicator in wanted}
    with written_whole(out) as aside:
        _WRITERS[out.suffix](figures, dimensions, aside)
    tell(f"{len(figures):,} figures written to {out}.")
    for sentence in _told(figures):
        tell(sentence)
    with_tables = {figure.indicator for figure in figures if figure.state != "not_computable"}
    for name, day_of_first in begins.items():
        if name in with_tables and day_of_first and periods[0].last_day < day_of_first:
            tell(f"{name} counts nothing before {day_of_first}: its tables begin then.")


def _told(figures: "Sequence[Figure]") -> Iterator[str]:
    """What is wanting in figures, a sentence each."""
    from lineofsight.measuring.grouping import NOT_SPLIT, named
    from lineofsight.tables.working_days import FIRST_DAY, LAST_DAY

    lacking = {figure.indicator: figure.missing for figure in figures if figure.missing}
    for name, missing in lacking.items():
        yield f"{name} is not computable: the tables lack {named(missing)}."
    beyond = {(figure.indicator, figure.out_of_reach) for figure in figures if figure.out_of_reach}
    for name, why in sorted(beyond):
        yield f"{name} is not computable in every period: {why}."
    not_by = {(figure.indicator, *split) for figure in figures for split in figure.not_by}
    for name, dimension, why in sorted(not_by):
        yield f"{name} is not by {dimension}: {why}."
    undated: dict[str, int] = {}
    for figure in figures:
        if set(figure.groups) <= {NOT_SPLIT}:
            most = max(undated.get(figure.indicator, 0), figure.beyond_calendar)
            undated[figure.indicator] = most
    for name, rows in undated.items():
        if rows:
            yield (
                f"{name} leaves out {rows:,} row{'s' if rows > 1 else ''} in a period: the bank "
                f"holidays known run from {FIRST_DAY} to {LAST_DAY}, and their days lie beyond."
            )


def _header(dimensions: Sequence[str]) -> list[str]:
    return [
        "indicator",
        "period",
        *dimensions,
        "numerator",
        "denominator",
        "value",
        "state",
        "open_overdue",
        "too_recent",
        "definition_version",
        "snapshot",
    ]


def _row(figure: "Figure") -> list[object]:
    return [
        figure.indicator,
        figure.period,
        *figure.groups,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.state,
        figure.open_overdue,
        figure.too_recent,
        figure.definition_version,
        figure.snapshot,
    ]


def _write_csv(figures: "Sequence[Figure]", dimensions: Sequence[str], out: Path) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_header(dimensions))
        writer.writerows([plain_cell(value) for value in _row(figure)] for figure in figures)


def _write_json(figures: "Sequence[Figure]", dimensions: Sequence[str], out: Path) -> None:
    header = _header(dimensions)
    rows = []
    for figure in figures:
        row = dict(zip(header, _row(figure), strict=True))
        if figure.missing:
            row["missing"] = [f"{need.table}.{need.column}" for need in figure.missing]
        if figure.out_of_reach:
            row["out_of_reach"] = figure.out_of_reach
        if figure.beyond_calendar:
            row["beyond_calendar"] = figure.beyond_calendar
        rows.append(row)
    out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _write_parquet(figures: "Sequence[Figure]", dimensions: Sequence[str], out: Path) -> None:
    import duckdb

    types = [
        *["varchar"] * (2 + len(dimensions)),
        *("bigint", "bigint", "double", "varchar", "bigint", "bigint", "varchar", "varchar"),
    ]
    columns = [list(column) for column in zip(*map(_row, figures), strict=True)]
    selected = ", ".join(
        f"unnest(?::{kind}[]) as {name}"
        for name, kind in zip(_header(dimensions), types, strict=True)
    )
    with duckdb.connect(":memory:") as connection:
        place = str(out).replace("'", "''")
        connection.execute(f"create table figures as select {selected}", columns)
        connection.execute(f"copy figures to '{place}' (format parquet)")


_WRITERS = {".csv": _write_csv, ".json": _write_json, ".parquet": _write_parquet}
