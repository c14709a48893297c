"""What pages show of a figure month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.measuring.kept.reading import FirstReported
from lineofsight.progress.chart_series import called_out
from lineofsight.progress.points import Point
from lineofsight.progress.series_sentences import SIGNALS
from lineofsight.progress.wording import figure, stretch
from lineofsight.web.performance.figures import Judged


@dataclass(frozen=True)
class MonthRow:
    """A month of a figure: ``said`` is "82 of 100"; ``first`` how it was first reported, if else.

    ``usual`` is between which figures usual variation lies, ``signal`` what a rule found.
    """

    month: str
    said: str
    figure: str
    target: str
    usual: str
    signal: str
    first: str
    source: str


def month_rows(judged: Judged, first: Mapping[str, FirstReported]) -> list[MonthRow]:
    """Every month of a figure, the latest first."""
    progress = judged.standing.progress
    if progress is None:
        return []
    typed = {each.period: each.source for each in judged.typed}
    rows = []
    for point, limit, target in zip(
        progress.points, progress.limits.points, progress.targets, strict=True
    ):
        bounds = (limit.lower, limit.upper)
        rows.append(
            MonthRow(
                month=stretch(point.first_day, point.last_day),
                said=_counts(point),
                figure=called_out(point, progress.unit) if not point.is_small else "",
                target=target.step.text if target and target.step else "",
                usual=" to ".join(
                    figure(each, progress.unit) for each in bounds if each is not None
                ),
                signal=SIGNALS[limit.label].capitalize(),
                first=_as_first(point, first.get(point.period), progress.unit),
                source=typed.get(point.period, ""),
            )
        )
    return rows[::-1]


_NOTHINGS = {
    "no_denominator": "Nothing to count",
    "not_computable": "Not computable",
    "hidden": "Hidden: too small to be shown",
    "not_given": "Not given",
}


def _counts(point: Point) -> str:
    if point.state != "value":
        return _NOTHINGS[point.state]
    if point.denominator is None:
        return ""
    if point.numerator is None:
        return f"{point.denominator:,} cases"
    return f"{point.numerator:,} of {point.denominator:,}"


def revised(points: Iterable[Point], first: Mapping[str, FirstReported]) -> dict[str, float]:
    """By month, the figures that were first reported otherwise than they are known now."""
    return {
        point.period: before.value
        for point in points
        if (before := _otherwise(point, first.get(point.period))) and before.value is not None
    }


def _otherwise(point: Point, first: FirstReported | None) -> FirstReported | None:
    """What a month was first reported as, where that is not what is known now."""
    if first is None or point.state == "hidden" or first.state != "value" or first.value is None:
        return None
    known = (point.numerator, point.denominator, point.value)
    return None if (first.numerator, first.denominator, first.value) == known else first


def _as_first(point: Point, first: FirstReported | None, unit: str) -> str:
    first = _otherwise(point, first)
    if first is None or first.value is None:
        return ""
    if first.denominator is None or first.numerator is None:
        return figure(first.value, unit)
    return f"{first.numerator:,} of {first.denominator:,}"
