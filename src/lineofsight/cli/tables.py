"""``lineofsight tables``: child-level tables read, checked and kept."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.output import a_day, console, print_json, shown, table, tell

app = typer.Typer(help="The child-level tables.", no_args_is_help=True)


@app.command("load")
def load_command(
    sources: Annotated[list[str], typer.Argument(help="Files or folders; or KIND=PATH.")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    as_at: Annotated[str, typer.Option(help="The day on which the extract was taken.")],
    source: Annotated[str, typer.Option(help="ssd.")] = "ssd",
    fresh: Annotated[bool, typer.Option(help="Start empty: carry no table over.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 when a row was rejected.")] = False,
) -> None:
    """Read SOURCES, check them, and swap in a snapshot."""
    from lineofsight.tables.loading import load_tables

    report = load_tables(
        sources,
        store,
        a_day(as_at),
        source=source,
        fresh=fresh,
        progress=tell,
        loaded_at=datetime.now(UTC),
    )
    told = report.as_json()
    if as_json:
        print_json(told)
    else:
        made = table(
            f"Snapshot {report.snapshot}",
            ["File", "Table", "Read", "Kept", "Rejected"],
            right=["Read", "Kept", "Rejected"],
        )
        for name, counts in told["tables"].items():
            made.add_row(
                shown(name),
                str(counts["table"]),
                *(f"{counts[key]:,}" for key in ("read", "kept", "rejected")),
            )
        out = console()
        out.print(made)
        if told["problems"]:
            found = table("Problems", ["Severity", "Table", "Rows", "What"], right=["Rows"])
            for problem in told["problems"]:
                found.add_row(
                    problem["severity"],
                    problem["table"],
                    f"{problem['rows']:,}",
                    shown(problem["message"]),
                )
            out.print(found)
    if strict and any(counts["rejected"] for counts in told["tables"].values()):
        raise typer.Exit(1)


@app.command("describe")
def describe_command(
    name: Annotated[str | None, typer.Argument(metavar="TABLE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What each table is or, given one, what each of its columns is."""
    from lineofsight.tables.describe import describe

    told = describe(name)
    if as_json:
        print_json(told)
        return
    out = console()
    if name is None:
        made = table("Tables", ["Table", "A row is"])
        for each in told:
            made.add_row(each["table"], each["row"])
        out.print(made)
        return
    one = told[0]
    out.print(f"{one['table']}: {one['title']}\nA row is {one['row']}")
    made = table(None, ["Column", "Type", "Class", "What it is"])
    for column in one["columns"]:
        made.add_row(column["name"], column["type"], column["class"], column["means"])
    out.print(made)
