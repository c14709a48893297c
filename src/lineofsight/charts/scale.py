"""Where values and periods stand on a chart: round ticks that leave room for their words."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_ROUND_STEPS = (1, 2, 5)
_PERIOD_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values (``low`` to ``high``) to a length, with its round ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """How far along the scale a value stands: 0 at its low end, 1 at its high end."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)


def value_scale(
    values: Iterable[float],
    floor: float = -math.inf,
    ceiling: float = math.inf,
    least_span: float = 0.0,
    most_ticks: int = 6,
) -> Scale:
    """The tightest round scale that shows every value, within ``floor`` and ``ceiling``.

    At least ``least_span`` wide, so that a change of no weight does not fill the picture.
    """
    shown = [min(max(value, floor), ceiling) for value in values]
    low, high = (min(shown), max(shown)) if shown else (0.0, 0.0)
    short = max(least_span, abs(high) * 1e-9, 1e-9) - (high - low)
    if short > 0:
        low, high = low - short / 2, high + short / 2
        if low < floor:
            low, high = floor, high + (floor - low)
        if high > ceiling:
            low, high = max(floor, low - (high - ceiling)), ceiling
    # Exact, so that no rounding leaves a value just outside the scale.
    bottom, top = Fraction(low), Fraction(high)
    step = _round_step(most_ticks, bottom, top)
    first, last = math.floor(bottom / step), math.ceil(top / step)
    ticks = tuple(float(step * number) for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def period_ticks(count: int, room: float, width: float) -> tuple[int, ...]:
    """Which of ``count`` periods, ``room`` apart, are named on the axis, the last one always.

    ``width`` is what one name takes.
    """
    step = next((step for step in _PERIOD_STEPS if step * room >= width), _PERIOD_STEPS[-1])
    return tuple(reversed(range(count - 1, -1, -step)))


def _round_step(most_ticks: int, low: Fraction, high: Fraction) -> Fraction:
    magnitude = Fraction(10) ** math.floor(math.log10((high - low) / (most_ticks - 1)))
    while True:
        for step in _ROUND_STEPS:
            wide = step * magnitude
            if math.ceil(high / wide) - math.floor(low / wide) < most_ticks:
                return wide
        magnitude *= 10
