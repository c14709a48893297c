"""``lineofsight tables results``: the catalogue computed once of a snapshot, for pages to read."""

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.output import a_day, print_json, tell


def results_command(
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    snapshot: Annotated[
        str | None, typer.Option(help="A snapshot's id, or a date (default: the current one).")
    ] = None,
    as_at: Annotated[
        str | None, typer.Option(help="Judged at the end of this day (default: the snapshot's).")
    ] = None,
    definitions: Definitions = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 when a definition failed.")] = False,
) -> None:
    """Compute every indicator by month and group, and what is due, and keep it beside a snapshot.

    The site does so after each load that is made current on it; after a load by command this does
    it at once, and otherwise the site at night.
    """
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.measuring.kept.making import make_results
    from lineofsight.progress.rating.doubted import doubts_behind

    day = a_day(as_at) if as_at else None
    made = make_results(
        store, catalogue(definitions), snapshot, day, tell=tell, doubting=doubts_behind
    )
    if as_json:
        print_json(
            {
                "snapshot": made.snapshot,
                "anew": made.anew,
                "figures": made.figures,
                "due": made.due,
                "failed": dict(made.failed),
            }
        )
    elif made.anew:
        tell(f"{made.figures:,} figures and {made.due:,} rows due of snapshot {made.snapshot}.")
        for why in made.failed.values():
            tell(why)
    else:
        tell(f"The results of snapshot {made.snapshot} were there already.")
    if strict and made.failed:
        raise typer.Exit(1)
