"""``lineofsight demo``: the whole line on an invented council."""

import shutil
from calendar import monthrange
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.output import a_day, console, tell
from lineofsight.errors import UnusableInput

CHILDREN, YEARS, SEED = 4000, 4, 7
MONTHS_AFTER_THE_PLAN = 9
DEFAULT_AS_AT = date(2026, 9, 30)
MARK = "made-by-lineofsight-demo"


def demo_command(
    data_dir: Annotated[Path, typer.Option(help="Where to make it; made afresh each time.")],
    plan: Annotated[
        Path | None, typer.Option(help="A plan of your own (default: the invented council's).")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option(
            help="The day on which it stands (default: nine months after the plan's date)."
        ),
    ] = None,
) -> None:
    """Make an invented council, load its tables, read a plan, and show where it stands."""
    from lineofsight.documents.reading import read_document
    from lineofsight.papers.line import write_line_paper
    from lineofsight.plan.reading import read_plan
    from lineofsight.sample import generate
    from lineofsight.tables.loading import load_tables

    document = plan or _example_plan()
    found = read_plan(read_document(document))
    day = a_day(as_at) if as_at else _some_time_after(found.date)
    _make_afresh(data_dir)
    tell(f"Making an invented council of {CHILDREN:,} children over {YEARS} years to {day} ...")
    made = generate(CHILDREN, YEARS, SEED, day, data_dir / "extract")
    tell("Loading its tables ...")
    store = data_dir / "store"
    report = load_tables([data_dir / "extract"], store, day, loaded_at=datetime.now(UTC))
    tell("Measuring, and writing the page ...")
    html, pdf = data_dir / "line.html", data_dir / "line.pdf"
    try:
        line = write_line_paper(document, store, day, [html, pdf], invented=True)
        pdf_told = str(pdf)
    except UnusableInput as error:
        line = write_line_paper(document, store, day, [html], invented=True)
        pdf_told = f"not made: {error}"
    out = console()
    out.print(f"\n{found.title or document.name}")
    out.print(
        f"read: {len(found.objectives)} objectives, {len(found.actions)} actions, "
        f"{len(found.measures)} measures; "
        f"loaded: {sum(made.rows.values()):,} rows as snapshot {report.snapshot}\n"
    )
    _show(line)
    out.print(f"The page:   {html}\nAs PDF:     {pdf_told}\nThe tables: {store}")
