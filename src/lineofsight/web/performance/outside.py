"""What readers from outside are shown of a figure: no count below ten, nor one whose rest is.

The figure is judged as it is: its state and limits are the same for everybody.
"""

from dataclasses import replace

from lineofsight.progress.judging import LimitPoint
from lineofsight.progress.points import FEWEST_TO_JUDGE, Point
from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.standing import Standing

TOO_SMALL = "The figures that it rests on are too small to be shown."


def hidden(point: Point) -> Point:
    """A point as readers from outside are shown it."""
    if not _is_small(point.numerator, point.denominator, point.value):
        return point
    return replace(point, numerator=None, denominator=None, value=None, state="hidden")


def standing_outside(standing: Standing) -> Standing:
    """A standing without the figures that are too small, and without limits computed from them.

    What is hidden of one month could be worked out from the mean and the months beside it.
    """
    progress = standing.progress
    if progress is None:
        return standing
    points = tuple(map(hidden, progress.points))
    both = list(zip(progress.limits.points, points, strict=True))
    telling = {limit.segment for limit, point in both if point.state == "hidden"}
    limits = tuple(
        limit if limit.segment not in telling else _without_limits(limit, point)
        for limit, point in both
    )
    shown = replace(
        progress,
        points=points,
        limits=replace(progress.limits, points=limits),
        forecast=None if telling else progress.forecast,
    )
    sentence = TOO_SMALL if points and points[-1].state == "hidden" else standing.sentence
    return replace(standing, progress=shown, sentence=sentence)


def is_too_small(reading: Reading) -> bool:
    """Whether the last figure of a reading, or of one of its counter-measures, is not shown."""
    return _is_small(reading.numerator, reading.cases, reading.value) or any(
        map(is_too_small, reading.counters)
    )


def _without_limits(limit: LimitPoint, point: Point) -> LimitPoint:
    return replace(
        limit,
        value=limit.value if point.state != "hidden" else None,
        mean=None,
        lower=None,
        upper=None,
        label="common_cause",
        variation="usual",
    )


def _is_small(met: int | None, of: int | None, value: float | None) -> bool:
    """Whether a count, of how many, or the rest is from 1 to 9; of a bare number, that itself."""
    rest = of - met if met is not None and of is not None else None
    parts = (value,) if met is None and of is None else (met, of, rest)
    return any(each is not None and 0 < each < FEWEST_TO_JUDGE for each in parts)
