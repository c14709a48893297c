"""``lineofsight paper``: a paper about a plan, as HTML or PDF."""

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.indicators import Definitions
from lineofsight.cli.output import a_day, tell, tell_age
from lineofsight.cli.plan import plan_in
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.papers.contents import LinePaper
    from lineofsight.plan.model import Plan


def paper_command(
    kind: Annotated[str, typer.Argument(help="line: a plan's measures and where each stands.")],
    plan: Annotated[Path, typer.Option(help="The plan's document.")],
    as_at: Annotated[str, typer.Option(help="Judged at the end of this day.")],
    out: Annotated[Path, typer.Option(help="The file to write: .html or .pdf.")],
    store: Annotated[Path | None, typer.Option(help="The store of snapshots.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
    definitions: Definitions = None,
) -> None:
    """Write the paper KIND about a plan to OUT."""
    from lineofsight.papers.html import line_html
    from lineofsight.papers.writing import write_paper

    if kind != "line":
        raise UnusableInput(f"There is no paper {kind!r} yet: the one there is is called line.")
    if store is None:
        raise UnusableInput("The line paper computes measures: name the tables with --store.")
    line = line_of(
        plan_in(plan), plan, store, a_day(as_at), which=snapshot, definitions=definitions
    )
    write_paper(line_html(line), out)
    tell(f"Written to {out}.")


def line_of(
    plan: "Plan",
    document: Path,
    store: Path,
    as_at: date,
    *,
    which: str | None = None,
    definitions: Path | None = None,
    invented: bool = False,
) -> "LinePaper":
    """The line paper of a plan, its measures computed from a snapshot of the store."""
    from lineofsight.measuring.engine import open_engine
    from lineofsight.papers.contents import Provenance
    from lineofsight.papers.line import line_paper
    from lineofsight.progress.plan_standings import plan_standings
    from lineofsight.tables.snapshots import open_snapshot

    snapshot = open_snapshot(store, which)
    tell_age(snapshot.as_at, as_at)
    with open_engine(snapshot, as_at) as engine:
        standings = plan_standings(plan, engine, definitions)
    provenance = Provenance(
        snapshot=snapshot.id,
        loaded_as_at=snapshot.as_at,
        product_version=version("lineofsight"),
        document=document.name,
        invented=invented,
    )
    return line_paper(plan, standings, as_at=as_at, provenance=provenance)
