"""A standing as a reading: the one place where figures and rating meet."""

from collections.abc import Sequence
from datetime import date

from lineofsight.progress.judging import LimitPoint
from lineofsight.progress.points import Point
from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.standing import Standing


def reading_of(standing: Standing, counters: Sequence[Reading] = ()) -> Reading:
    """What the rules of rating need of a measure's standing.

    ``counters`` are the readings of the counter-measures that the indicator's definition names.
    """
    title, suggestion = standing.measure.text, standing.suggestion
    if not standing.points or standing.limits is None:
        return Reading(title, lacking=f"it needs {suggestion.needs}" if suggestion.needs else "")
    forecast = standing.progress.forecast if standing.progress else None
    last, limits, target = standing.points[-1], standing.limits, standing.target
    return Reading(
        title=title,
        state=last.state,
        first_day=last.first_day,
        last_day=last.last_day,
        numerator=last.numerator,
        cases=last.denominator,
        value=last.value,
        unit=standing.unit or "percent",
        lacking=_lacking(last, suggestion.uncovered),
        partly=suggestion.covers == "part",
        better_known=standing.polarity != "neutral",
        step=target.step if target else None,
        coming=target.coming if target else None,
        verdict=standing.met.verdict if standing.met else None,
        on_path=forecast.in_time if forecast else None,
        variation=limits.variation,
        since=_since(standing.points, limits.points),
        trial=limits.trial,
        assurance=limits.assurance,
        periods=limits.segments[-1].count,
        counters=tuple(counters),
    )


def _lacking(point: Point, uncovered: str | None) -> str:
    if point.missing:
        return f"the tables lack {', '.join(point.missing)}"
    return point.out_of_reach or uncovered or ""


def _since(points: Sequence[Point], judged: Sequence[LimitPoint]) -> date:
    """The first day of the run of periods that vary as the last one does."""
    begun = len(points) - 1
    while begun and judged[begun - 1].variation == judged[-1].variation:
        begun -= 1
    return points[begun].first_day
