"""Thin commands over the library.

Each command imports what it needs when it runs, so that reading a plan does not wait for DuckDB.
Messages and progress go to standard error; with ``--json`` standard output is one document.
"""

import sys

import typer

from lineofsight.cli import (
    comparators,
    demo,
    indicators,
    measure,
    paper,
    plan,
    progress,
    records,
    sample,
    site,
    tables,
)
from lineofsight.cli.output import shown, tell
from lineofsight.errors import UnusableInput

app = typer.Typer(
    name="lineofsight",
    help="From an improvement plan to its measures, and the children behind them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(plan.app, name="plan")
app.add_typer(sample.app, name="sample")
app.add_typer(tables.app, name="tables")
app.add_typer(indicators.app, name="indicators")
app.command("measure")(measure.measure_command)
app.command("records")(records.records_command)
app.command("progress")(progress.progress_command)
app.add_typer(comparators.app, name="comparators")
app.command("paper")(paper.paper_command)
app.command("demo")(demo.demo_command)
app.command("serve")(site.serve_command)
app.command("work")(site.work_command)
app.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)(site.manage_command)


def run() -> None:
    """Entry point of the ``lineofsight`` command."""
    try:
        app(prog_name="lineofsight")
    except UnusableInput as error:
        tell(shown(error))
        sys.exit(2)
