"""What each point of a process chart is called, and what that means by what is better."""

from collections.abc import Sequence
from dataclasses import dataclass
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
Better = Literal["up", "down"]

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
class Bounds:
    """The mean and limits that hold for a period; None where nothing tells them.

    The near limits lie two thirds of the way from the mean to the limits.
    """

    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


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


def judged(
    values: Sequence[float | None],
    bounds: Sequence[Bounds],
    segment: int,
    better: Better | None,
) -> list[LimitPoint]:
    """The points of one segment, each by its own bounds; the first rule that fires names it."""
    sides = [_side(value, each.mean) for value, each in zip(values, bounds, strict=True)]
    outside = [
        _beyond(value, each.lower, each.upper) for value, each in zip(values, bounds, strict=True)
    ]
    close = [
        not far and _beyond(value, each.near_lower, each.near_upper)
        for value, each, far in zip(values, bounds, outside, strict=True)
    ]
    labels = _labels(values, sides, outside, close)
    return [
        LimitPoint(
            value,
            segment,
            each.mean,
            each.lower,
            each.upper,
            sides[at],
            outside[at],
            close[at],
            labels[at],
            _variation(labels[at], better),
        )
        for at, (value, each) in enumerate(zip(values, bounds, strict=True))
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
