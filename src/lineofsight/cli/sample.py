"""``lineofsight sample generate``: the invented council."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from lineofsight.cli.output import a_day, tell

if TYPE_CHECKING:
    from lineofsight.sample import Form

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
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, parquet, annex_a, cin_census, ssda903 or templates; "
            "all: each in a folder of its name.",
        ),
    ] = "csv",
    authorities: Annotated[int, typer.Option(help="How many councils, a folder each.")] = 1,
    dirt: Annotated[
        bool,
        typer.Option("--dirt", help="Plant every kind of dirt; planted.json says where."),
    ] = False,
) -> None:
    """Write an invented council's child-level tables; every child in them is invented."""
    from lineofsight.sample import generate

    made = generate(
        children,
        years,
        seed,
        a_day(as_at),
        out,
        authorities=authorities,
        form=cast("Form", form),
        dirt=dirt,
    )
    rows = sum(made.rows.values())
    tell(f"{rows:,} rows in {len(made.rows)} tables written to {out}.")
    if dirt:
        tell(f"Dirt planted in {made.dirty:,} places; planted.json beside the files says where.")
