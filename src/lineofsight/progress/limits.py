"""Process limits (XmR), and what they say of a series: usual variation or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Literal

from lineofsight.progress.rules import (
    part_of_seven,
    seven_on_one_side,
    seven_point_trend,
    two_in_three,
)

Label = Literal[
    "common_cause",
    "above_upper_limit",
    "below_lower_limit",
    "rising",
    "falling",
    "two_in_three_above",
    "two_in_three_below",
    "seven_above_mean",
    "seven_below_mean",
]
Variation = Literal["usual", "improving", "worsening", "higher", "lower"]
Assurance = Literal["consistently_met", "consistently_missed", "hit_or_miss"]
Better = Literal["up", "down"]
Screening = Literal["guarded", "package", "off"]

RULESET = "plotthedots_0_2"
LIMIT = 2.66
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267
FEWEST_FOR_LIMITS = 12
"""Limits of fewer points are on trial: 12 gives eleven moving ranges, the usual lower bound."""

_DIRECTION: dict[Label, int] = {
    "common_cause": 0,
    "above_upper_limit": 1,
    "below_lower_limit": -1,
    "rising": 1,
    "falling": -1,
    "two_in_three_above": 1,
    "two_in_three_below": -1,
    "seven_above_mean": 1,
    "seven_below_mean": -1,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """Limits that hold for a stretch of points.

    ``count`` is how many of them have a value, ``rests_on`` from how many the limits were made.
    All limits are None where fewer than two points
    in a row are known, so that nothing tells how much the figures move.
    """

    first: int
    count: int
    rests_on: int
    mean: float | None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None

    @property
    def trial(self) -> bool:
        """Whether the limits rest on too few points to be relied on."""
        return self.rests_on < FEWEST_FOR_LIMITS


@dataclass(frozen=True, slots=True)
class LimitPoint:
    """One period against the limits of its segment; a ``value`` of None is a gap.

    ``label`` names the first rule that fires, ``variation`` what it means by what is better.
    """

    value: float | None
    segment: int
    mean: float | None
    lower: float | None
    upper: float | None
    side: int | None
    outside: bool
    close: bool
    label: Label
    variation: Variation


@dataclass(frozen=True, slots=True)
class Limits:
    """A series with its limits, what they were made by, and what the last point says."""

    points: tuple[LimitPoint, ...]
    segments: tuple[Segment, ...]
    ruleset: str
    constants: dict[str, float]
    screening: Screening
    trial: bool
    variation: Variation
    assurance: Assurance | None


def process_limits(
    values: Sequence[float | None],
    *,
    better: Better | None,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    screening: Screening = "guarded",
) -> Limits:
    """XmR limits of a series in the order of its periods, by the rules of NHSRplotthedots 0.2.

    ``rebase_at`` are the positions at which a new segment begins, ``fix_after`` the number of
    values at the start of each from which its limits are made (all, where it is None).  ``better``
    is the way of improvement and ``target`` the level to hold the limits against.

    A period without a figure does not begin a segment, but no moving range is taken across it and
    no run goes on over it: what happened there is not known.

    ``guarded`` screening leaves out moving ranges of 3.267 times their mean or more, unless none
    that differ from 0 would be left: then limits would fall on the mean (or nowhere) because of
    one change, and every other point would be called unusual.  ``package`` does as the package
    does there too: a constant series has no limits at all.

    Raises ValueError for a ``fix_after`` under 12, which the rules do not allow.
    """
    if fix_after is not None and fix_after < FEWEST_FOR_LIMITS:
        raise ValueError(f"limits fixed after {fix_after} values rest on fewer than 12")
    starts = sorted({0, *rebase_at} & set(range(len(values))))
    segments: list[Segment] = []
    points: list[LimitPoint] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(values)])):
        part = values[start:end]
        segment = _segment(start, part, fix_after, screening)
        segments.append(segment)
        points += _points(number, segment, part, better)
    known = [point for point in points if point.value is not None]
    return Limits(
        points=tuple(points),
        segments=tuple(segments),
        ruleset=RULESET,
        constants={"limit": LIMIT, "near_limit": NEAR_LIMIT, "moving_range_screen": SCREEN},
        screening=screening,
        trial=not segments or segments[-1].trial,
        variation=known[-1].variation if known else "usual",
        assurance=_assurance(segments[-1], better, target) if segments else None,
    )


def _segment(
    start: int, values: Sequence[float | None], fix_after: int | None, screening: Screening
) -> Segment:
    count = sum(value is not None for value in values)
    baseline = _baseline(values, fix_after)
    known = [value for value in baseline if value is not None]
    if not known:
        return Segment(start, count, 0, None)
    # The exact mean: a sum of rounded floats can put a constant series beside its own mean.
    middle = mean(known)
    moving = _mean_moving_range(baseline, screening)
    if moving is None:
        return Segment(start, count, len(known), middle)
    far, near = LIMIT * moving, NEAR_LIMIT * moving
    return Segment(
        start, count, len(known), middle, middle - far, middle + far, middle - near, middle + near
    )


def _baseline(values: Sequence[float | None], fix_after: int | None) -> Sequence[float | None]:
    """The values from which limits are made: up to the ``fix_after``-th known one."""
    if fix_after is None:
        return values
    places = [at for at, value in enumerate(values) if value is not None]
    return values[: places[fix_after - 1] + 1] if len(places) >= fix_after else values


def _mean_moving_range(values: Sequence[float | None], screening: Screening) -> float | None:
    ranges = [
        abs(value - before)
        for before, value in pairwise(values)
        if before is not None and value is not None
    ]
    if not ranges:
        return None
    whole = mean(ranges)
    if screening == "off":
        return whole
    kept = [moved for moved in ranges if moved < SCREEN * whole]
    if screening == "guarded" and not any(kept):
        return whole
    return mean(kept) if kept else None


def _points(
    number: int, segment: Segment, values: Sequence[float | None], better: Better | None
) -> list[LimitPoint]:
    sides = [_side(value, segment.mean) for value in values]
    outside = [_beyond(value, segment.lower, segment.upper) for value in values]
    close = [
        not far and _beyond(value, segment.near_lower, segment.near_upper)
        for value, far in zip(values, outside, strict=True)
    ]
    labels = _labels(values, sides, outside, close)
    return [
        LimitPoint(
            value,
            number,
            segment.mean,
            segment.lower,
            segment.upper,
            sides[at],
            outside[at],
            close[at],
            labels[at],
            _variation(labels[at], better),
        )
        for at, value in enumerate(values)
    ]


def _labels(
    values: Sequence[float | None],
    sides: Sequence[int | None],
    outside: Sequence[bool],
    close: Sequence[bool],
) -> list[Label]:
    trends = part_of_seven(seven_point_trend(values))
    twos = two_in_three(close, sides)
    shifts = part_of_seven(seven_on_one_side(sides))
    labels: list[Label] = []
    for at, side in enumerate(sides):
        above = side == 1
        label: Label = "common_cause"
        if outside[at]:
            label = "above_upper_limit" if above else "below_lower_limit"
        elif trends[at]:
            label = "rising" if trends[at] > 0 else "falling"
        elif twos[at]:
            label = "two_in_three_above" if above else "two_in_three_below"
        elif shifts[at]:
            label = "seven_above_mean" if above else "seven_below_mean"
        labels.append(label)
    return labels


def _side(value: float | None, middle: float | None) -> int | None:
    if value is None or middle is None:
        return None
    return (value > middle) - (value < middle)


def _beyond(value: float | None, lower: float | None, upper: float | None) -> bool:
    if value is None or lower is None or upper is None:
        return False
    return value < lower or value > upper


def _variation(label: Label, better: Better | None) -> Variation:
    way = _DIRECTION[label]
    if not way:
        return "usual"
    if better is None:
        return "higher" if way > 0 else "lower"
    return "improving" if (way > 0) == (better == "up") else "worsening"


def _assurance(segment: Segment, better: Better | None, target: float | None) -> Assurance | None:
    lower, upper = segment.lower, segment.upper
    if target is None or better is None or lower is None or upper is None:
        return None
    if lower <= target <= upper:
        return "hit_or_miss"
    return "consistently_met" if (target < lower) == (better == "up") else "consistently_missed"
