"""``lineofsight progress``: where a series of figures stands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

import typer

from lineofsight.cli.output import a_day, console, print_json, shown, table, tell, written_whole
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.progress.series_progress import Progress, Rebase

_Name = TypeVar("_Name", bound=str)
_MOST_BYTES = 1_000_000


def progress_command(
    series: Annotated[
        Path,
        typer.Argument(
            metavar="SERIES.csv",
            help="A table with period, and value or numerator and denominator.",
        ),
    ],
    direction: Annotated[str, typer.Option(help="What is better: up or down.")],
    target: Annotated[
        list[str] | None,
        typer.Option(help="A target, as '95% by March 2026'; may be given again."),
    ] = None,
    rebase: Annotated[
        list[str] | None,
        typer.Option(
            help="Let the limits begin anew at a period, and say why: '2026-01 a new form'; may "
            "be given again."
        ),
    ] = None,
    chart: Annotated[
        str | None, typer.Option(help="xmr or p (default: what suits the cases).")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option(help="Judged at the end of this day (default: the last period's end)."),
    ] = None,
    plan_date: Annotated[
        str | None,
        typer.Option(help="The plan's date, from which a target without one holds: 2025-04."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            help="Do not leave the ruleset by steady_ranges, gaps or small_periods; may be given "
            "again."
        ),
    ] = None,
    svg: Annotated[Path | None, typer.Option(help="A .svg file for the chart.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Process limits, the target in force, how far from it, and where the figures are going."""
    from lineofsight.progress.chart_choice import Chart
    from lineofsight.progress.days import first_day
    from lineofsight.progress.judging import Better
    from lineofsight.progress.limits import Deviation
    from lineofsight.progress.series_file import read_series
    from lineofsight.progress.series_json import series_json
    from lineofsight.progress.series_progress import progress_of
    from lineofsight.progress.series_targets import is_percent, typed_targets

    ways: tuple[Better, ...] = get_args(Better)
    charts: tuple[Chart, ...] = get_args(Chart)
    deviations: tuple[Deviation, ...] = get_args(Deviation)
    better = _one_of(direction, ways, "--direction")
    asked = _one_of(chart, charts, "--chart") if chart else None
    left_out = [_one_of(name, deviations, "--without") for name in without or ()]
    day = a_day(as_at) if as_at else None
    if svg is not None and svg.suffix != ".svg":
        raise UnusableInput(f"--svg {svg.name} must end in .svg.")
    if plan_date:
        first_day(plan_date)
    given = read_series(_bytes(series), shown(series.name))
    if day is not None:
        given = given.until(day)
        if not given.points:
            raise UnusableInput(
                f"No period of {shown(series.name)} had ended by --as-at {day}: give a later day."
            )
    unit = "percent" if is_percent(target or ()) else given.unit
    near = plan_date or f"{day or given.points[-1].last_day:%Y-%m}"
    progress = progress_of(
        given.points,
        unit=unit,
        polarity="high" if better == "up" else "low",
        targets=typed_targets(target or (), unit, better, near),
        plan_date=plan_date,
        rebases=[_rebase(text) for text in rebase or ()],
        chart=asked,
        without=left_out,
        as_at=day,
    )
    if svg is not None:
        _draw(progress, svg, series.stem)
    if as_json:
        print_json(series_json(progress))
    else:
        _show(progress)


def _one_of(given: str, known: tuple[_Name, ...], option: str) -> _Name:
    for name in known:
        if name == given:
            return name
    raise UnusableInput(f"{option} {given!r} must be one of {', '.join(known)}.")


def _bytes(series: Path) -> bytes:
    try:
        with series.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{series} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise UnusableInput(f"{series} has more than a megabyte: a series has a row a period.")
    return data


def _rebase(text: str) -> "Rebase":
    from lineofsight.progress.series_progress import Rebase

    period, _, reason = " ".join(text.split()).partition(" ")
    return Rebase(period.rstrip(":"), reason or None)


def _draw(progress: "Progress", svg: Path, title: str) -> None:
    from lineofsight.charts.process_chart import process_chart
    from lineofsight.progress.chart_series import called_out, process_series

    last = progress.points[-1]
    named = f"{shown(title)}: {called_out(last, progress.unit)} in {last.period}"
    with written_whole(svg) as aside:
        aside.write_text(process_chart(process_series(progress, "chart", named)), encoding="utf-8")
    tell(f"The chart is in {svg}.")


def _show(progress: "Progress") -> None:
    from lineofsight.progress.forecast_words import figure
    from lineofsight.progress.judgement_words import HOW
    from lineofsight.progress.series_sentences import SIGNALS, series_sentences

    def said(value: float | None) -> str:
        return "" if value is None else figure(value, progress.unit)

    out = console()
    counted = any(point.denominator is not None for point in progress.points)
    numbers = ["Cases", "Figure", "Mean", "Lower", "Upper", "Target"]
    made = table(None, ["Period", *numbers, "Signal"], right=numbers, whole=["Period"])
    for point, limit, target in zip(
        progress.points, progress.limits.points, progress.targets, strict=True
    ):
        cases = "" if point.denominator is None else f"{point.numerator} of {point.denominator}"
        step = target.step if target else None
        made.add_row(
            shown(point.period),
            cases if counted else "",
            "-" if point.value is None or point.is_small else said(point.value),
            said(limit.mean),
            said(limit.lower),
            said(limit.upper),
            said(step.value if step else None),
            ", ".join(part for part in (SIGNALS[limit.label], HOW.get(limit.variation)) if part),
        )
    out.print(made)
    for sentence in series_sentences(progress):
        out.print(shown(sentence), soft_wrap=False)
