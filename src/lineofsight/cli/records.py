"""``lineofsight records``: the children or workers behind a figure."""

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, get_args

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.looks import log_look
from lineofsight.cli.output import (
    a_day,
    account,
    console,
    plain_cell,
    shown,
    table,
    tell,
    tell_age,
    today,
    written_whole,
)
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.measuring.records import Record


def records_command(
    indicator_id: Annotated[str, typer.Argument(metavar="ID", help="An indicator, or ID:VARIANT.")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    as_at: Annotated[str, typer.Option(help="Judged at the end of this day.")],
    period: Annotated[
        str | None, typer.Option(help="Only this period: 2026-03, 2026-W07, 2026-Q1 or 2025-26.")
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Only this group: dimension=value; may be repeated.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            help="met, missed, due or overdue; of what is counted at a date, due are the numerator."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A .csv file to write them to.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
    restricted_allowed: Annotated[
        bool,
        typer.Option(
            "--restricted-allowed",
            help="Show restricted records too: for those named in the store's "
            "restricted-readers.txt.",
        ),
    ] = False,
    definitions: Definitions = None,
) -> None:
    """The rows behind a figure: who, when it was due, when it was done, and its state.

    Every look is logged in the store, without the children.  A restricted child is counted and
    not shown.
    """
    from lineofsight.indicators.catalogue import indicator_named
    from lineofsight.indicators.definition import State
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.periods import period_of_any_kind
    from lineofsight.measuring.records import Record, records
    from lineofsight.tables.restricted import check_may_read_restricted, restricted_people
    from lineofsight.tables.snapshots import open_snapshot

    indicator = indicator_named(indicator_id, definitions)
    chosen: State | None = next((known for known in get_args(State) if known == state), None)
    if state is not None and chosen is None:
        raise UnusableInput(f"--state {state!r} must be one of {', '.join(get_args(State))}.")
    if out is not None and out.suffix != ".csv":
        raise UnusableInput(f"--out {out.name} must end in .csv.")
    groups = _groups(where or ())
    one_period = period_of_any_kind(period) if period else None
    day = a_day(as_at)
    tables = open_snapshot(store, snapshot)
    tell_age(tables.as_at, day)
    with open_engine(tables, day) as engine:
        found = records(engine, indicator, one_period, groups, chosen)
    if restricted_allowed:
        check_may_read_restricted(store, account())
    else:
        hidden = restricted_people(store, tables, today())
        found = [record.hidden() if record.subject in hidden else record for record in found]
    log_look(
        store,
        who=account(),
        snapshot=tables.id,
        indicator=indicator_id,
        as_at=as_at,
        period=period,
        where=where,
        state=state,
        rows=len(found),
        restricted_allowed=restricted_allowed,
    )
    header = [field.name for field in fields(Record)]
    if out is not None:
        with written_whole(out) as aside, aside.open("w", encoding="utf-8", newline="") as file:
            _as_csv(file, header, found)
        tell(f"{len(found):,} rows written to {out}.")
    elif sys.stdout.isatty():
        _show(header, found, f"{indicator.title}, as at {as_at}")
    else:
        _as_csv(sys.stdout, header, found)


def _groups(where: Sequence[str]) -> dict[str, str]:
    groups: dict[str, str] = {}
    for text in where:
        dimension, equals, value = text.partition("=")
        if not (dimension and equals and value):
            raise UnusableInput(f"--where {text!r} must be written dimension=value.")
        if dimension in groups:
            raise UnusableInput(f"--where names {dimension} twice: a list is of one group of each.")
        groups[dimension] = value
    return groups


def _as_csv(file: TextIO, header: list[str], found: "Iterable[Record]") -> None:
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([plain_cell(value) for value in astuple(record)] for record in found)


def _show(header: list[str], found: "list[Record]", title: str) -> None:
    made = table(title, header)
    for record in found:
        made.add_row(*(shown(value) for value in astuple(record)))
    out = console()
    out.print(made)
    out.print(f"{len(found):,} rows; overdue means overdue or not yet recorded.")
