"""``lineofsight tables``: checks run on their examples, grades of tables, and rejected rows."""

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.looks import log_look
from lineofsight.cli.output import (
    account,
    console,
    plain_cell,
    print_json,
    shown,
    table,
    tell,
    today,
    written_whole,
)
from lineofsight.cli.tables_store import AsJson, Store
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.tables.checking.grading import TableQuality

Which = Annotated[str | None, typer.Option("--snapshot", help="A snapshot's id, or a date.")]


def check_command() -> None:
    """Run the worked example of every check; exit 2 when one fails."""
    from lineofsight.tables.checking.definition import check_definitions
    from lineofsight.tables.checking.examples import disagreements

    known = check_definitions()
    failed = list(disagreements(known.values()))
    if failed:
        raise UnusableInput(f"Worked examples do not hold. {'; '.join(failed)}.")
    console().print(f"{len(known)} checks; their worked examples hold.")


def quality_command(
    store: Store,
    by: Annotated[str | None, typer.Option(help="team: what each team's rows lack.")] = None,
    snapshot: Which = None,
    as_json: AsJson = False,
) -> None:
    """What each table is fit for, counting or timeliness, and what decided."""
    from lineofsight.tables.checking.grading import quality
    from lineofsight.tables.snapshots import open_snapshot

    if by not in (None, "team"):
        raise UnusableInput(f"--by {by!r} must be team.")
    tables = open_snapshot(store, snapshot)
    found = quality(tables)
    if as_json:
        told = [each.as_json(by_team=by == "team") for each in found]
        print_json({"snapshot": tables.id, "as_at": tables.as_at, "tables": told})
    elif by == "team":
        _show_teams(found, tables.as_at)
    else:
        _show_grades(found, tables.as_at)


def rejected_command(
    store: Store,
    out: Annotated[Path, typer.Option(help="A .csv file to write them to.")],
    name: Annotated[str | None, typer.Option("--table", help="Only this table's.")] = None,
    snapshot: Which = None,
) -> None:
    """Write the rows that a load kept apart, with the reason, for whoever puts them right.

    Every look is logged in the store, without the children.  A row that names a restricted child,
    or may be about one, is left out and counted.
    """
    from lineofsight.tables.rejected import COLUMNS, rejected_rows
    from lineofsight.tables.restricted import restricted_people
    from lineofsight.tables.snapshots import open_snapshot

    if out.suffix != ".csv":
        raise UnusableInput(f"--out {out.name} must end in .csv.")
    tables = open_snapshot(store, snapshot)
    hidden = restricted_people(store, tables, today())
    rows = list(rejected_rows(tables, name))
    told = [row for row in rows if not row.may_be_about(hidden)]
    log_look(
        store,
        who=account(),
        snapshot=tables.id,
        rejected=name or "every table",
        rows=len(told),
    )
    with written_whole(out) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([plain_cell(value) for value in row.cells] for row in told)
    tell(f"{len(told):,} rows written to {out}.")
    if len(told) < len(rows):
        tell(
            f"{len(rows) - len(told):,} rows that name a restricted child, or may be about one, "
            "left out."
        )


def _show_grades(found: "tuple[TableQuality, ...]", as_at: date) -> None:
    made = table(
        f"What each table is fit for, as at {as_at}",
        ["Table", "Rows", "Fit for", "Why not better", "Not judged"],
        right=["Rows", "Not judged"],
        whole=["Table"],
    )
    for each in found:
        made.add_row(
            each.table,
            f"{each.rows:,}",
            each.grade,
            shown(" ".join(each.reasons)),
            f"{len(each.unjudged):,}" if each.unjudged else "",
        )
    console().print(made)


def _show_teams(found: "tuple[TableQuality, ...]", as_at: date) -> None:
    columns = ["Table", "Team", "Rows", "Missing", "Late", "Wrong place", "Other"]
    made = table(
        f"What was found in each team's rows, as at {as_at}", columns, columns[2:], ["Table"]
    )
    for each in found:
        for team in each.teams:
            named = [team.faults[fault] for fault in ("missing", "late", "wrong place")]
            other = sum(team.faults.values()) - sum(named)
            made.add_row(
                each.table,
                shown(team.team or "no team"),
                f"{team.rows:,}",
                *(f"{count:,}" for count in (*named, other)),
            )
    console().print(made)
