"""Whether a target was met, and by how many whole cases."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.target_steps import Step

Verdict = Literal["met", "not_met", "too_few", "nothing"]


@dataclass(frozen=True, slots=True)
class Met:
    """A judgement in whole cases.

    ``cases`` is how many there were to spare where the target was met, and how many more (or
    fewer, where fewer is asked for) would have met it where it was not; None of a figure that is
    no share of cases.
    """

    verdict: Verdict
    cases: int | None = 0


def met(numerator: int, denominator: int, target: Step) -> Met:
    """Whether ``numerator`` of ``denominator`` meets a target in percent, counted exactly.

    Fewer than 10 cases are not judged (``too_few``), none leave nothing to judge (``nothing``).
    "Exactly" is met by the whole number of cases nearest to the target.  Raises ValueError for a
    numerator that is no part of its denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is not a part of a whole")
    if denominator == 0:
        return Met("nothing")
    if denominator < FEWEST_TO_JUDGE:
        return Met("too_few")
    wanted = Fraction(str(target.value)) * denominator / 100
    if target.comparison == ">=":
        spare = numerator - ceil(wanted)
    elif target.comparison == "<=":
        spare = floor(wanted) - numerator
    else:
        fewest, most = ceil(wanted - Fraction(1, 2)), floor(wanted + Fraction(1, 2))
        spare = -max(fewest - numerator, numerator - most, 0)
    return Met("met", spare) if spare >= 0 else Met("not_met", -spare)


def value_met(value: float, target: Step) -> Met:
    """Whether a figure that is no share of cases (a median, a count) is at its target."""
    meets = {
        ">=": value >= target.value,
        "<=": value <= target.value,
        "=": value == target.value,
    }[target.comparison]
    return Met("met" if meets else "not_met", None)
