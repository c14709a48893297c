"""``lineofsight tables``: child-level tables read, checked and kept."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli import (
    tables_loaded,
    tables_people,
    tables_quality,
    tables_results,
    tables_store,
)
from lineofsight.cli.output import a_day, account, console, print_json, table, tell, today
from lineofsight.errors import UnusableInput

app = typer.Typer(help="The child-level tables.", no_args_is_help=True)
app.command("snapshots")(tables_store.snapshots_command)
app.command("roll-back")(tables_store.roll_back_command)
app.command("pin")(tables_store.pin_command)
app.command("unpin")(tables_store.unpin_command)
app.command("prune")(tables_store.prune_command)
app.command("compare")(tables_store.compare_command)
app.command("results")(tables_results.results_command)
app.command("check")(tables_quality.check_command)
app.command("quality")(tables_quality.quality_command)
app.command("rejected")(tables_quality.rejected_command)
app.command("forget")(tables_people.forget_command)
app.command("export")(tables_people.export_command)


@app.command("load")
def load_command(
    sources: Annotated[list[str], typer.Argument(help="Files or folders; or KIND=PATH.")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    as_at: Annotated[str, typer.Option(help="The day on which the extract was taken.")],
    source: Annotated[
        str | None,
        typer.Option(help="The kind of SOURCES (ssd); without it each file is what it looks like."),
    ] = None,
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
        by=account(),
    )
    told = report.as_json()
    if as_json:
        print_json(told)
    else:
        tables_loaded.show(told)
    if strict and any(counts["rejected"] for counts in told["tables"].values()):
        raise typer.Exit(1)


@app.command("map")
def map_command(
    name: Annotated[str, typer.Argument(metavar="TABLE.COLUMN=FIELD")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    source: Annotated[str, typer.Option(help="The kind of source that calls it so.")] = "ssd",
) -> None:
    """Say which FIELD of TABLE a source's COLUMN is, in every later load."""
    from lineofsight.tables.own_names import remember

    table_name, dot, rest = name.partition(".")
    column, equals, field = rest.rpartition("=")
    if not dot or not equals:
        raise UnusableInput(
            f"{name!r} does not say which field a column is: write it as TABLE.COLUMN=FIELD, "
            "such as ssd_cp_reviews.held=cppr_cp_review_date."
        )
    remember(store, source, table_name, column, field, by=account(), when=today())
    tell(f"{column} of {table_name} is {field} from the next load on.")


@app.command("team")
def team_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id of the team that is no more.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id of the team that followed.")],
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    on: Annotated[str, typer.Option(help="The first day of the new team.")],
    why: Annotated[str, typer.Option(help="What became of the old team.")],
    authority: Annotated[
        str, typer.Option(help="Whose teams they are, in a store of several councils.")
    ] = "",
) -> None:
    """Say that the team NEW followed OLD, which was renamed or merged: in every later load."""
    from lineofsight.tables.teams import Succession, say_succession

    said = Succession(old, new, a_day(on), why, authority, account(), today())
    say_succession(store, said)
    tell(f"What was {old}'s before {said.on} is counted as {new}'s from the next load on.")


@app.command("describe")
def describe_command(
    name: Annotated[str | None, typer.Argument(metavar="TABLE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What each table is or, given one, what each of its columns is."""
    from lineofsight.tables.describe import describe, in_words

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
    out.print(f"Two sources know the same row by {', '.join(one['same'])}")
    made = table(None, ["Column", "Type", "Class", "What it is"])
    for column in one["columns"]:
        made.add_row(column["name"], column["type"], column["class"], in_words(column))
    out.print(made)


@app.command("template")
def template_command(
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    names: Annotated[list[str] | None, typer.Argument(metavar="[TABLE ...]")] = None,
    as_format: Annotated[
        str, typer.Option("--format", help="xlsx (a workbook) or csv (a file a table).")
    ] = "xlsx",
) -> None:
    """Write templates to fill in: of the tables named, or of all that the standard lacks."""
    from lineofsight.tables.template_files import templates_for, write_csv_files, write_workbook

    tables = templates_for(names or [])
    if as_format == "xlsx":
        written = [write_workbook(tables, out)]
    elif as_format == "csv":
        written = write_csv_files(tables, out)
    else:
        raise UnusableInput(f"A template cannot be written as {as_format!r}: give xlsx or csv.")
    out_to = console()
    for path in written:
        out_to.print(str(path), soft_wrap=True)
