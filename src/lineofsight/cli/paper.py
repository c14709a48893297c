"""``lineofsight paper``: a paper about a plan, as HTML or PDF."""

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.output import a_day, tell
from lineofsight.errors import UnusableInput


def paper_command(
    kind: Annotated[str, typer.Argument(help="line: a plan's measures and where each stands.")],
    plan: Annotated[Path, typer.Option(help="The plan's document.")],
    as_at: Annotated[str, typer.Option(help="Judged at the end of this day.")],
    out: Annotated[Path, typer.Option(help="The file to write: .html or .pdf.")],
    store: Annotated[
        Path | None, typer.Option(help="The store of snapshots; without it nothing is computed.")
    ] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
    definitions: Definitions = None,
) -> None:
    """Write the paper KIND about a plan to OUT."""
    from lineofsight.papers.line import write_line_paper

    if kind != "line":
        raise UnusableInput(f"There is no paper {kind!r} yet: the one there is is called line.")
    write_line_paper(
        plan, store, a_day(as_at), [out], snapshot=snapshot, definitions=definitions
    )
    tell(f"Written to {out}.")
