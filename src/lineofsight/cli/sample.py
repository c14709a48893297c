"""``lineofsight sample generate``: the invented council."""

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.output import a_day, tell
from lineofsight.errors import UnusableInput

app = typer.Typer(help="The invented council.", no_args_is_help=True)


@app.callback()
def sample() -> None:
    """The invented council."""


@app.command("generate")
def generate_command(
    children: Annotated[int, typer.Option(help="How many children it knows.")],
    years: Annotated[int, typer.Option(help="Over how many years, up to as-at.")],
    as_at: Annotated[str, typer.Option(help="The day on which its records stand.")],
    out: Annotated[Path, typer.Option(help="The folder to write; it must be empty or new.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same council.")] = 1,
    formats: Annotated[str, typer.Option("--format", help="csv.")] = "csv",
    authorities: Annotated[int, typer.Option(help="How many councils, a folder each.")] = 1,
) -> None:
    """Write an invented council's child-level tables; every child in them is invented."""
    from lineofsight.sample import generate

    if formats != "csv":
        raise UnusableInput(f"--format {formats!r} cannot be written yet: only csv can.")
    made = generate(children, years, seed, a_day(as_at), out, authorities=authorities)
    rows = sum(made.rows.values())
    tell(f"{rows:,} rows in {len(made.rows)} tables written to {out}.")
