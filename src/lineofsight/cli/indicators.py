"""``lineofsight indicators``: the catalogue, one definition in words, every worked example."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.output import a_day, console, print_json, table
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.indicators.catalogue import Indicator

app = typer.Typer(help="The catalogue of indicators.", no_args_is_help=True)

Definitions = Annotated[
    Path | None,
    typer.Option(envvar="LINEOFSIGHT_DEFINITIONS", help="A council's own folder of definitions."),
]


@app.command("list")
def list_command(
    store: Annotated[
        Path | None, typer.Option(help="Say for each whether this store can compute it.")
    ] = None,
    definitions: Definitions = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Every indicator and variant; with a store, what each can compute there."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.indicators.needs import needs_of

    known = catalogue(definitions)
    lacking: dict[str, list[str]] = {}
    beyond: dict[str, str | None] = {}
    begins: dict[str, date | None] = {}
    if store is not None:
        from lineofsight.measuring.engine import open_engine
        from lineofsight.measuring.in_reach import computable_from, never_in_reach
        from lineofsight.tables.snapshots import open_snapshot

        with open_engine(open_snapshot(store)) as engine:
            for indicator in known.values():
                missing = engine.missing(needs_of(indicator))
                lacking[indicator.id] = [f"{need.table}.{need.column}" for need in missing]
                beyond[indicator.id] = never_in_reach(engine, indicator)
                begins[indicator.id] = computable_from(engine, indicator)
    if as_json:
        print_json(
            [
                {
                    "id": indicator.id,
                    "title": indicator.title,
                    "domain": indicator.domain,
                    "polarity": indicator.polarity,
                    "statistic": indicator.statistic,
                    "unit": indicator.unit,
                    "target": indicator.target,
                    "panel": indicator.panel.name,
                    "dimensions": list(indicator.panel.dimensions),
                    "needs": [f"{need.table}.{need.column}" for need in needs_of(indicator)],
                    "definition_version": indicator.version,
                    **(
                        {
                            "computable": not (lacking[indicator.id] or beyond[indicator.id]),
                            "missing": lacking[indicator.id],
                            "out_of_reach": beyond[indicator.id],
                            "computable_from": begins[indicator.id],
                        }
                        if store is not None
                        else {}
                    ),
                }
                for indicator in known.values()
            ]
        )
        return
    columns = ["Indicator", "Better is", *(["Here"] if store is not None else [])]
    made = table(None, columns)
    for indicator in known.values():
        better = {"high": "higher", "low": "lower", "neutral": "neither"}[indicator.polarity]
        row = [f"{indicator.id}\n{indicator.title}", better]
        if store is not None:
            row.append(_here(lacking[indicator.id], beyond[indicator.id], begins[indicator.id]))
        made.add_row(*row)
    console().print(made)


def _here(lacking: list[str], beyond: str | None, begins: date | None) -> str:
    """Whether an indicator can be computed from a store, and from which day on."""
    if lacking:
        return "no: lacks " + ", ".join(lacking)
    if beyond:
        return f"no: {beyond}"
    return f"yes, from {begins}" if begins else "yes"


@app.command("show")
def show_command(
    indicator_id: Annotated[str, typer.Argument(metavar="ID", help="An indicator's id.")],
    definitions: Definitions = None,
) -> None:
    """One definition in words: what it counts, why, from which source, and what it needs."""
    from lineofsight.indicators.catalogue import indicator_named
    from lineofsight.indicators.needs import needs_of

    indicator = indicator_named(indicator_id, definitions)
    out = console()
    out.print(f"{indicator.title}\n{indicator.id}, version {indicator.version}\n")
    out.print(indicator.sentence)
    out.print(f"What is counted: {indicator.panel.means}")
    better = {"high": "Higher is better.", "low": "Lower is better.", "neutral": ""}
    out.print(f"{better[indicator.polarity]} {indicator.why}\n")
    told = table(None, ["", ""])
    told.show_header = False
    for source in indicator.sources:
        told.add_row("Source", f"{source.name}: {source.reference}")
    for standard in indicator.file.standards:
        confirm = "" if standard.confirmed else " (to confirm)"
        told.add_row(
            f"{standard.parameter} = {standard.value}",
            f"since {standard.since}: {standard.source}{confirm}",
        )
    if indicator.file.dfe_code:
        told.add_row("DfE measure", indicator.file.dfe_code)
    for disagreement in indicator.file.disagreements:
        told.add_row("Sources differ", disagreement)
    for other in indicator.file.counter_measures:
        told.add_row("Read beside", other)
    for variant in indicator.file.variants:
        told.add_row("Variant", f"{indicator_id.partition(':')[0]}:{variant.id}")
    if indicator.target is not None:
        told.add_row("To be reached", f"{indicator.target:g} {indicator.unit}")
    if not indicator.as_written:
        told.add_row("Set here", f"{_parameters(indicator)} (as this council's overrides say)")
    told.add_row("Can be split by", ", ".join(indicator.panel.dimensions) or "nothing")
    told.add_row("Needs", ", ".join(f"{n.table}.{n.column}" for n in needs_of(indicator)))
    if indicator.example:
        told.add_row("Worked example", indicator.example.says)
    told.add_row("Written by", indicator.file.author)
    told.add_row("Checked by", indicator.file.checked_by)
    told.add_row("Review by", str(indicator.file.review_by))
    out.print(told)


def _parameters(indicator: "Indicator") -> str:
    return ", ".join(f"{name} = {value}" for name, value in indicator.parameters.items())


@app.command("check")
def check_command(
    folder: Annotated[
        Path | None,
        typer.Argument(envvar="LINEOFSIGHT_DEFINITIONS", help="A council's own definitions."),
    ] = None,
    as_at: Annotated[
        str | None, typer.Option(help="Also tell reviews overdue at this day.")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(help="Also look for conditions that this store leaves empty.")
    ] = None,
) -> None:
    """Run every worked example; exit 2 when one fails."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.indicators.places import line_of
    from lineofsight.measuring.examples import disagreements, run_empty

    day = a_day(as_at) if as_at is not None else None
    known, written = catalogue(folder), catalogue(folder, as_written=True)
    examples = [indicator for indicator in written.values() if indicator.example]
    # What has an example is run with it; a variant, and what is set otherwise here, on nothing.
    run_empty(each for each in known.values() if each.example is None)
    failed = [
        f"{indicator.id}: {parting.what} is {parting.computed!r} and its example says "
        f"{parting.written!r} (line {line_of(indicator.text, ('example', parting.what))})"
        for indicator in examples
        for parting in disagreements(indicator)
    ]
    if failed:
        raise UnusableInput(
            f"Worked examples do not hold. {'; '.join(failed)}. "
            "Correct the definition, or work the example out again."
        )
    out = console()
    out.print(f"{len(known)} indicators and variants; {len(examples)} worked examples hold.")
    for indicator in known.values():
        if not indicator.as_written:
            out.print(f"{indicator.id} is set otherwise here: {_parameters(indicator)}.")
    shipped = catalogue() if folder else {}
    own = [each for each in known.values() if shipped.get(each.id) is not each]
    for sentence in _undecided(own, store):
        out.print(sentence)
    for indicator in examples if day else ():
        if day and indicator.file.review_by < day:
            out.print(f"{indicator.id} was to be reviewed by {indicator.file.review_by}.")


def _undecided(known: Iterable["Indicator"], store: Path | None) -> Iterator[str]:
    """A sentence for each condition that is empty in over half of the rows it is asked of."""
    from lineofsight.indicators.places import line_of
    from lineofsight.measuring.engine import open_engine
    from lineofsight.measuring.examples import undecided_in_example
    from lineofsight.measuring.periods import Period
    from lineofsight.measuring.undecided import Undecided, mostly_undecided
    from lineofsight.tables.snapshots import open_snapshot

    def told(indicator: "Indicator", found: Undecided | None, where: str) -> Iterator[str]:
        if found:
            line = line_of(indicator.text, ("count", "condition"))
            yield (
                f"The condition of {indicator.id} (line {line}) is empty in {found.empty:,} of "
                f"{found.rows:,} rows of {where}, which count as not met: if that is meant, say so "
                "with coalesce(..., false)."
            )

    if store is None:
        for indicator in known:
            if indicator.example:
                found = undecided_in_example(indicator, indicator.example)
                yield from told(indicator, found, "its example")
        return
    with open_engine(open_snapshot(store)) as engine:
        last = engine.known_to
        year = Period("the year", last - timedelta(days=364), last)
        for indicator in known:
            yield from told(indicator, mostly_undecided(engine, indicator, year), "the last year")
