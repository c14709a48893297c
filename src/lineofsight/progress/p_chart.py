"""Process limits of a share of cases (a P chart), each period's by how many cases it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from lineofsight.progress.judging import Better, Bounds, LimitPoint, judged
from lineofsight.progress.limits import (
    SCREEN,
    Limits,
    Segment,
    assurance,
    is_trial,
    last_variation,
    mean_moving_range,
    segment_edges,
)
from lineofsight.progress.points import FEWEST_TO_JUDGE

RULESET = "lineofsight_p_1"
SIGMAS = 3.0
NEAR_SIGMAS = 2.0
RANGE_OF_ONE_SIGMA = 1.128
"""The mean moving range of normal figures whose standard deviation is 1 (d2 of two)."""

Counts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Share:
    """The share of all cases of a segment, from 0 to 1, and how its periods spread about it."""

    mean: float
    spread: float

    def sigma(self, cases: float) -> float:
        """The standard deviation of a period with so many cases, by chance alone."""
        return sqrt(self.mean * (1 - self.mean) / cases)

    def bounds(self, cases: float) -> Bounds:
        """Limits in percent, within what a percentage can be."""
        wide = max(1.0, self.spread) * self.sigma(cases)
        middle = 100 * self.mean
        far, near = 100 * SIGMAS * wide, 100 * NEAR_SIGMAS * wide
        return Bounds(
            middle,
            max(0.0, middle - far),
            min(100.0, middle + far),
            max(0.0, middle - near),
            min(100.0, middle + near),
        )


def p_limits(
    counts: Sequence[Counts | None],
    *,
    better: Better | None,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
) -> Limits:
    """Limits of (numerator, denominator) in the order of the periods; None or (0, 0) is a gap.

    The mean is that of all cases.  A limit lies three standard deviations from it that chance
    gives so many cases; where the figures move more than that from one period to the next, they
    are widened by how much more, and never narrowed (P' of D. B. Laney, 2002).  Moving ranges are
    screened as in an XmR chart, and the same four rules name the points.

    Periods with fewer than 10 cases count in the mean, since their cases do, and are not named:
    they end a run as a gap does.  Raises ValueError for a numerator that is no part of its whole.
    """
    for given in counts:
        if given is not None and not 0 <= given[0] <= given[1]:
            raise ValueError(f"{given[0]} of {given[1]} is not a part of a whole")
    segments: list[Segment] = []
    points: list[LimitPoint] = []
    spread: float | None = None
    for number, (start, end) in enumerate(pairwise(segment_edges(len(counts), rebase_at))):
        part = [given if given and given[1] else None for given in counts[start:end]]
        known = [given if given and given[1] >= FEWEST_TO_JUDGE else None for given in part]
        share = _share(part, known)
        spread = share.spread if share else None
        segments.append(_segment(start, known, share))
        values = [100 * given[0] / given[1] if given else None for given in known]
        bounds = [_bounds(given, share) for given in known]
        points += judged(values, bounds, number, better)
    return Limits(
        points=tuple(points),
        segments=tuple(segments),
        ruleset=RULESET,
        constants={
            "sigmas": SIGMAS,
            "near_sigmas": NEAR_SIGMAS,
            "range_of_one_sigma": RANGE_OF_ONE_SIGMA,
            "moving_range_screen": SCREEN,
        },
        trial=is_trial(segments),
        variation=last_variation(points),
        assurance=assurance(segments[-1].bounds, better, target) if segments else None,
        spread=spread,
    )


def _share(part: Sequence[Counts | None], known: Sequence[Counts | None]) -> _Share | None:
    cases = sum(given[1] for given in part if given)
    if not cases:
        return None
    mean = sum(given[0] for given in part if given) / cases
    chance = _Share(mean, 1.0)
    if not 0 < mean < 1:
        return chance
    scores = [
        (given[0] / given[1] - mean) / chance.sigma(given[1]) if given else None for given in known
    ]
    moving, _ = mean_moving_range(scores, "guarded")
    return chance if moving is None else _Share(mean, moving / RANGE_OF_ONE_SIGMA)


def _segment(start: int, known: Sequence[Counts | None], share: _Share | None) -> Segment:
    cases = [given[1] for given in known if given]
    if share is None:
        return Segment(start, 0, 0, Bounds())
    enough = len(cases) >= 2
    bounds = share.bounds(sum(cases) / len(cases)) if enough else Bounds(100 * share.mean)
    return Segment(start, len(cases), len(cases), bounds)


def _bounds(given: Counts | None, share: _Share | None) -> Bounds:
    """A period's own bounds: the mean alone where it has no cases to speak of."""
    if share is None:
        return Bounds()
    return share.bounds(given[1]) if given else Bounds(100 * share.mean)
