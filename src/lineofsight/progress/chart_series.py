"""A series as its process chart is given it."""

from collections.abc import Mapping
from dataclasses import replace

from lineofsight.charts.series import ChartPoint, PointKind, ProcessSeries
from lineofsight.progress.judging import LimitPoint, Variation
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import Progress
from lineofsight.progress.wording import figure, stretch

FEW = "Fewer than 10 cases"
_KINDS: dict[Variation, PointKind] = {
    "usual": "usual",
    "improving": "better",
    "worsening": "worse",
    "higher": "unusual",
    "lower": "unusual",
}


def process_series(
    progress: Progress, name: str, title: str, first: Mapping[str, float] | None = None
) -> ProcessSeries:
    """The chart ``name`` of a series, without limits on trial: they say nothing of what is usual.

    Periods of fewer than 10 cases are gaps, and so are those without a figure.  ``first`` has, by
    period, how a figure was first reported where that was otherwise.
    """
    first = first or {}
    points = tuple(
        replace(
            _chart_point(progress, at, point, None if _on_trial(progress, limit) else limit),
            first=first.get(point.period),
        )
        for at, (point, limit) in enumerate(
            zip(progress.points, progress.limits.points, strict=True)
        )
    )
    return ProcessSeries(name, title, points, "percent" if progress.unit == "percent" else "number")


def called_out(point: Point, unit: str) -> str:
    """The figure as it is called out; "3 of 7" where there are too few for a percentage."""
    if point.state != "value" or point.value is None:
        return "No figure"
    if not point.is_small:
        return figure(point.value, unit)
    return FEW if point.numerator is None else f"{point.numerator:,} of {point.denominator:,}"


def _on_trial(progress: Progress, limit: LimitPoint) -> bool:
    return progress.limits.segments[limit.segment].trial


def _chart_point(progress: Progress, at: int, point: Point, limit: LimitPoint | None) -> ChartPoint:
    target = progress.targets[at]
    name = stretch(point.first_day, point.last_day)
    monthly = name == f"{point.last_day:%B %Y}"
    return ChartPoint(
        name=name,
        tick=f"{point.last_day:%b}" if monthly else f"{point.last_day.day} {point.last_day:%b}",
        tick_under=f"{point.last_day:%Y}",
        value=None if point.is_small else point.value,
        said=called_out(point, progress.unit),
        mean=limit.mean if limit else None,
        lower=limit.lower if limit else None,
        upper=limit.upper if limit else None,
        target=target.step.value if target and target.step else None,
        expected=progress.path.at(point.last_day) if progress.path else None,
        kind=_KINDS[limit.variation] if limit and not point.is_small else "usual",
    )
