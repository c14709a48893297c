"""Which process chart suits a series: XmR, or P where its cases are few or change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lineofsight.progress.points import Point

Chart = Literal["xmr", "p"]
FEWEST_EXPECTED = 5
"""Below so many cases of the rarer outcome in a usual period, figures move in a few large steps."""
MOST_UNEVEN = 2
"""One pair of limits suits periods of up to so many times the cases of the smallest."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A chart and why it was taken, as a sentence."""

    chart: Chart
    why: str


def chart_for(points: Sequence[Point]) -> Choice:
    """The chart that suits a series: a P chart where its cases are too few or too uneven for XmR.

    Too few: fewer than 5 cases of the rarer outcome (met or not met) are to be expected in a usual
    period.  Too uneven: one period has more than twice the cases of another.  Periods with fewer
    than 10 cases are left out of both; where no other is left, or none has counts, it is XmR.
    """
    cases = [
        (point.numerator, point.denominator)
        for point in points
        if point.numerator is not None and point.denominator and not point.is_small
    ]
    if not cases:
        with_counts = any(point.denominator for point in points)
        why = "no period has 10 cases" if with_counts else "the figures are no shares of cases"
        return Choice("xmr", f"XmR chart: {why}.")
    sizes = [of for _, of in cases]
    least, most, total = min(sizes), max(sizes), sum(sizes)
    if most > MOST_UNEVEN * least:
        return Choice(
            "p",
            f"P chart: the cases of a period change from {least:,} to {most:,}, more than twofold, "
            "so that each has limits of its own.",
        )
    met = sum(numerator for numerator, _ in cases)
    expected = min(met, total - met) / len(cases)
    if 0 < expected < FEWEST_EXPECTED:
        return Choice(
            "p",
            f"P chart: of about {total / len(cases):.0f} cases a period only "
            f"{expected:.1f} differ from the rest, so that the figures move in large steps.",
        )
    return Choice(
        "xmr", "XmR chart: the cases of each period are enough and do not change twofold."
    )
