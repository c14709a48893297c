"""``lineofsight records``: the children or workers behind a figure."""

import csv
import getpass
import json
import sys
from collections.abc import Iterable
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, get_args

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.output import a_day, console, table, tell
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.measuring.records import Record


def records_command(
    indicator_id: Annotated[str, typer.Argument(metavar="ID")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    as_at: Annotated[str, typer.Option(help="Judged at the end of this day.")],
    period: Annotated[str | None, typer.Option(help="Only this month, such as 2026-03.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Only this group: dimension=value; may be repeated.")
    ] = None,
    state: Annotated[str | None, typer.Option(help="met, missed, due or overdue.")] = None,
    out: Annotated[Path | None, typer.Option(help="A .csv file to write them to.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
    definitions: Definitions = None,
) -> None:
    """The rows behind a figure: who, when it was due, when it was done, and its state.

    Every look is logged in the store, without the children.
    """
    from lineofsight.indicators.catalogue import indicator_named
    from lineofsight.indicators.definition import State
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.periods import period_named
    from lineofsight.measuring.records import Record, records
    from lineofsight.tables.snapshots import open_snapshot

    indicator = indicator_named(indicator_id, definitions)
    chosen: State | None = next((known for known in get_args(State) if known == state), None)
    if state is not None and chosen is None:
        raise UnusableInput(f"--state {state!r} must be one of {', '.join(get_args(State))}.")
    if out is not None and out.suffix != ".csv":
        raise UnusableInput(f"--out {out.name} must end in .csv.")
    groups = dict(_group(text) for text in where or ())
    month = period_named(period) if period else None
    day = a_day(as_at)
    with open_engine(open_snapshot(store, snapshot), day) as engine:
        found = records(engine, indicator, month, groups, chosen)
        _log_look(store, engine.snapshot_id, indicator_id, as_at, period, where, state, len(found))
    header = [field.name for field in fields(Record)]
    if out is not None:
        _write(out, header, found)
        tell(f"{len(found):,} rows written to {out}.")
    elif sys.stdout.isatty():
        _show(header, found, f"{indicator.title}, as at {as_at}")
    else:
        _as_csv(sys.stdout, header, found)


def _group(text: str) -> tuple[str, str]:
    dimension, equals, value = text.partition("=")
    if not equals or not dimension:
        raise UnusableInput(f"--where {text!r} must be written dimension=value, such as team=T1.")
    return dimension, value


def _log_look(store: Path, snapshot: str, indicator: str, as_at: str, *asked: object) -> None:
    """Who looked at what and when; never which children."""
    period, where, state, rows = asked
    look = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": getpass.getuser(),
        "snapshot": snapshot,
        "indicator": indicator,
        "as_at": as_at,
        "period": period,
        "where": where,
        "state": state,
        "rows": rows,
    }
    with (store / "looks.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(look) + "\n")


def _write(out: Path, header: list[str], found: "list[Record]") -> None:
    aside = out.with_name(f".{out.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            _as_csv(file, header, found)
        aside.replace(out)
    except OSError as error:
        raise UnusableInput(f"--out {out} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)


def _as_csv(file: TextIO, header: list[str], found: "Iterable[Record]") -> None:
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_unformula(value) for value in astuple(record)] for record in found)


def _unformula(value: object) -> object:
    """A text that a spreadsheet would run as a formula, made plain text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def _show(header: list[str], found: "list[Record]", title: str) -> None:
    made = table(title, header)
    for record in found:
        made.add_row(*("" if value is None else str(value) for value in astuple(record)))
    out = console()
    out.print(made)
    out.print(f"{len(found):,} rows; overdue means overdue or not yet recorded.")
