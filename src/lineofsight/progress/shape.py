"""How figures have run: steady, with a change of level, or at a pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

from lineofsight.progress.student import two_sided_t

Shape = Literal["steady", "step", "pace"]
FEWEST_ON_A_SIDE = 3
"""A change of level rests on at least so many figures before it and after it."""
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through figures by least squares, over their positions.

    ``sigma`` is the standard deviation of the figures about it; ``weight`` (1 where all count
    alike) is that of a figure to come.
    """

    middle: float
    height: float
    slope: float
    sigma: float
    count: int
    weights: float
    squares: float

    def at(self, position: float) -> float:
        """The line's own height."""
        return self.height + self.slope * (position - self.middle)

    def band(self, position: float) -> float:
        """How far to either side the true line may lie there, at 95%."""
        return self._times(sqrt(self._variance(position)))

    def reach(self, position: float) -> float:
        """How far to either side a single figure may lie there, at 95%."""
        return self._times(sqrt(1 + self._variance(position)))

    def _variance(self, position: float) -> float:
        return 1 / self.weights + (position - self.middle) ** 2 / self.squares

    def _times(self, share: float) -> float:
        return two_sided_t(CONFIDENCE, self.count - 2) * self.sigma * share


@dataclass(frozen=True, slots=True)
class Run:
    """The shape of a series, and where its last stretch began (a position in the series).

    ``level`` is the mean of that stretch, ``before`` that of the figures ahead of a step, and
    ``line`` the pace.
    """

    shape: Shape
    begun: int
    level: float
    before: float | None = None
    line: Line | None = None


def shape_of(values: Sequence[float | None], weights: Sequence[float] | None = None) -> Run | None:
    """Which of three pictures fits the known figures best: one level, two levels, or a line.

    They are held against each other by the Bayesian information criterion, which asks of each more
    parameter that it earns its place (a level 2, a line 3, a change of level 4).  ``weights`` say
    how much each figure counts, such as its cases.  None where fewer than six figures are known.

    Whether to ask at all is for the rules of the process chart: without special cause the figures
    are steady.
    """
    given = weights or [1.0] * len(values)
    known = [
        (at, value, weight)
        for at, (value, weight) in enumerate(zip(values, given, strict=True))
        if value is not None
    ]
    if len(known) < 2 * FEWEST_ON_A_SIDE:
        return None
    share = len(known) / sum(weight for *_, weight in known)
    figures = [(at, value, weight * share) for at, value, weight in known]
    level, around_level = _level(figures)
    line, around_line = _line(figures)
    cut, around_step = min(
        ((cut, _level(figures[:cut])[1] + _level(figures[cut:])[1]) for cut in _cuts(figures)),
        key=lambda pair: pair[1],
    )
    scores: dict[Shape, float] = {
        "steady": _score(around_level, figures, 2),
        "pace": _score(around_line, figures, 3),
        "step": _score(around_step, figures, 4),
    }
    best = min(scores, key=lambda shape: scores[shape])
    if best == "pace":
        return Run("pace", figures[0][0], level, line=line)
    if best == "step":
        after, before = _level(figures[cut:])[0], _level(figures[:cut])[0]
        return Run("step", figures[cut][0], after, before)
    return Run("steady", figures[0][0], level)


_Figure = tuple[int, float, float]


def _cuts(figures: Sequence[_Figure]) -> range:
    return range(FEWEST_ON_A_SIDE, len(figures) - FEWEST_ON_A_SIDE + 1)


def _level(figures: Sequence[_Figure]) -> tuple[float, float]:
    """The weighted mean, and the sum of squares about it."""
    total = sum(weight for *_, weight in figures)
    mean = sum(value * weight for _, value, weight in figures) / total
    return mean, sum(weight * (value - mean) ** 2 for _, value, weight in figures)


def _line(figures: Sequence[_Figure]) -> tuple[Line, float]:
    total = sum(weight for *_, weight in figures)
    middle = sum(at * weight for at, _, weight in figures) / total
    height, about = _level(figures)
    squares = sum(weight * (at - middle) ** 2 for at, _, weight in figures)
    slope = sum(w * (at - middle) * (value - height) for at, value, w in figures) / squares
    left = max(0.0, about - slope**2 * squares)
    sigma = sqrt(left / (len(figures) - 2))
    return Line(middle, height, slope, sigma, len(figures), total, squares), left


def _score(around: float, figures: Sequence[_Figure], parameters: int) -> float:
    """The criterion; the least is best.  A perfect fit is held to what a computer can tell."""
    count = len(figures)
    size = max(abs(value) for _, value, _ in figures)
    least = count * (1e-9 * max(size, 1e-9)) ** 2
    return count * log(max(around, least) / count) + parameters * log(count)
