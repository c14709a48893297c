"""``lineofsight comparators``: what the Department publishes, beside the catalogue's indicators."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.output import a_day, console, print_json, shown, table, tell, today
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.progress.comparators.comparing import Comparison
    from lineofsight.progress.comparators.council import Council
    from lineofsight.progress.comparators.periods import Span

app = typer.Typer(help="Published figures of England and other councils.", no_args_is_help=True)

Definitions = Annotated[
    Path | None,
    typer.Option(envvar="LINEOFSIGHT_DEFINITIONS", help="A council's own folder of definitions."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_command(definitions: Definitions = None, as_json: AsJson = False) -> None:
    """Every comparator: beside which indicator, in which statistics, and what differs."""
    from lineofsight.progress.comparators.definition import comparators

    known = comparators(definitions).values()
    if as_json:
        print_json([{"id": each.id, **each.file.model_dump(mode="json")} for each in known])
        return
    made = table(None, ["Indicator", "Published", "What differs"])
    for each in known:
        published = f"{each.file.title}\n{each.file.publication}"
        made.add_row(each.file.indicator, published, each.file.differs or "nothing that is known")
    console().print(made)


@app.command("read")
def read_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A published data file.")],
    definitions: Definitions = None,
    as_json: AsJson = False,
) -> None:
    """Read a published file whole, and say for which indicators it holds figures."""
    from lineofsight.progress.comparators.definition import comparators
    from lineofsight.progress.comparators.releases import read_file
    from lineofsight.progress.comparators.told import file_json, holdings

    read = read_file(file)
    held, unmatched = holdings(read, comparators(definitions).values())
    if as_json:
        print_json(file_json(read, held, unmatched))
        return
    tell(f"{shown(read.name)}: {len(read.rows):,} rows of England, regions and councils.")
    for sentence in unmatched:
        tell(shown(sentence))
    if not held and not unmatched:
        tell(
            "No comparator reads its columns: " + shown(", ".join(read.columns))[:600] + ". "
            "Write one in the folder 'comparators' of your definitions."
        )
    if not held:
        return
    made = table(None, ["Indicator", "Newest", "Figures", "Without"], right=["Figures", "Without"])
    for each in held:
        numbers = each.states.get("value", 0)
        made.add_row(
            each.comparator.file.indicator,
            each.figures[0].span.words,
            f"{numbers:,}",
            f"{len(each.figures) - numbers:,}",
        )
    console().print(made)


@app.command("show")
def show_command(
    indicator: Annotated[str, typer.Argument(help="An indicator's id.")],
    files: Annotated[Path, typer.Option(help="The folder with the published CSV files.")],
    council: Annotated[
        str | None, typer.Option(help="A council's code, for itself and its region: E10000099.")
    ] = None,
    neighbours: Annotated[
        Path | None,
        typer.Option(help="A .toml file with a council and its statistical neighbours."),
    ] = None,
    as_at: Annotated[
        str | None, typer.Option(help="What was published by this day (default: today).")
    ] = None,
    beside: Annotated[
        str | None, typer.Option(help="The period of your own figure, such as 2026-02.")
    ] = None,
    period: Annotated[
        str, typer.Option(help="What --beside is: month, week, quarter or year.")
    ] = "month",
    window: Annotated[
        str, typer.Option(help="What your own figure is of: period, 12m or ytd.")
    ] = "period",
    definitions: Definitions = None,
    as_json: AsJson = False,
) -> None:
    """What was published beside an indicator, in the newest release by a day."""
    from lineofsight.progress.comparators.comparing import compare
    from lineofsight.progress.comparators.releases import read_folder
    from lineofsight.progress.comparators.told import comparison_json

    own = _own(beside, period, window) if beside else None
    day = a_day(as_at) if as_at else today()
    whom = _council(council, neighbours)
    found = compare(indicator, read_folder(files), day, whom, own, definitions)
    if as_json:
        print_json([comparison_json(each) for each in found])
    else:
        _show(found)


def _council(code: str | None, neighbours: Path | None) -> "Council | None":
    import re

    from lineofsight.progress.comparators.council import CODE, Council, read_neighbours

    if code is not None and not re.fullmatch(CODE, code):
        raise UnusableInput(
            f"--council {code!r} is no code of a council: write it as E10000099, or as the older "
            "one of three digits."
        )
    if neighbours is None:
        return Council(code) if code else None
    told = read_neighbours(neighbours)
    if code not in (None, told.code):
        raise UnusableInput(
            f"--council {code} is not the council of {neighbours.name}, which is {told.code}: "
            "give one of them."
        )
    return told


def _own(beside: str, kind: str, window: str) -> "Span":
    from lineofsight.measuring.periods import KINDS, WINDOWS, period_named, window_first_day
    from lineofsight.progress.comparators.periods import Span

    kinds = {each: each for each in KINDS}
    windows = {each: each for each in WINDOWS}
    if kind not in kinds:
        raise UnusableInput(f"--period {kind!r} must be one of {', '.join(kinds)}.")
    if window not in windows:
        raise UnusableInput(f"--window {window!r} must be one of {', '.join(windows)}.")
    period = period_named(beside, kinds[kind])
    return Span(period.last_day, window_first_day(period, windows[window]))


def _show(found: "tuple[Comparison, ...]") -> None:
    from lineofsight.progress.comparators.told import (
        name_words,
        newer_words,
        source_words,
        value_words,
    )

    out = console()
    for comparator in dict.fromkeys(each.comparator for each in found):
        own = [each for each in found if each.comparator == comparator]
        first = own[0]
        made = table(first.title, ["Who", "Figure", "Lines"], right=["Figure"])
        for each in own:
            made.add_row(name_words(each), value_words(each), ", ".join(map(str, each.lines)))
        out.print(made)
        for sentence in (first.basis, first.flag, source_words(first), newer_words(first)):
            if sentence:
                out.print(shown(sentence))
