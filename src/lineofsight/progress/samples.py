"""What a sample of audited cases says of all cases, and what it cannot say."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.wording import to_one_place

Drawn = Literal["at_random", "chosen", "all"]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class SampleShare:
    """A share found in a sample, with its 95% interval in percent where it has one, in words."""

    numerator: int
    denominator: int
    interval: tuple[float, float] | None
    sentence: str


def wilson(numerator: int, denominator: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The interval in percent in which the share of all cases lies (E. B. Wilson, 1927).

    Raises ValueError for a numerator that is no part of its denominator, and for none at all.
    """
    if not 0 <= numerator <= denominator or denominator == 0:
        raise ValueError(f"{numerator} of {denominator} is not a part of a whole")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, cases = numerator / denominator, denominator + z * z
    middle = (numerator + z * z / 2) / cases
    half = z / cases * sqrt(denominator * share * (1 - share) + z * z / 4)
    # At none or all of the cases the interval ends there; the last digits of a root would not.
    low = 0.0 if numerator == 0 else middle - half
    high = 1.0 if numerator == denominator else middle + half
    return 100 * low, 100 * high


def sample_share(
    numerator: int, denominator: int, *, drawn: Drawn, fixed_before_grading: bool
) -> SampleShare:
    """What ``numerator`` of ``denominator`` graded cases say of all of them.

    Only a sample drawn at random, and fixed before anybody graded it, stands for the cases that
    were not looked at, and has an interval.  One that was chosen, or that changed while it was
    graded, says so and has none; nor has one of fewer than 10 cases, or of all there are.
    """
    counts = f"{numerator:,} of {denominator:,}"
    if denominator < FEWEST_TO_JUDGE:
        return SampleShare(
            numerator, denominator, None, f"{counts}: so few cases say nothing of the others."
        )
    figure = f"{counts} ({to_one_place(100 * numerator / denominator)})"
    if drawn == "all":
        return SampleShare(
            numerator, denominator, None, f"{figure}: every case was looked at, none was drawn."
        )
    if drawn == "chosen":
        said = "the cases were chosen, so they say nothing of those that were not."
        return SampleShare(numerator, denominator, None, f"{figure}: {said}")
    if not fixed_before_grading:
        said = (
            "the cases were drawn at random but not fixed before they were graded, so they say "
            "nothing of those that were not looked at."
        )
        return SampleShare(numerator, denominator, None, f"{figure}: {said}")
    low, high = wilson(numerator, denominator)
    said = (
        f"drawn at random, so that of all cases it is between {to_one_place(low)} and "
        f"{to_one_place(high)} (95% interval)."
    )
    return SampleShare(numerator, denominator, (low, high), f"{figure}: {said}")
