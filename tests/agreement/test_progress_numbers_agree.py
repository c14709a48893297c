"""P charts, intervals, lines and changes of level, calculated a second way.

The second way is numpy's, or a search for what the definition asks, written from the methods' own
words: D. B. Laney, "Improved control charts for attributes" (2002); E. B. Wilson, "Probable
inference" (1927); least squares; Student's density added up.
"""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lineofsight.progress.p_chart import p_limits
from lineofsight.progress.samples import wilson
from lineofsight.progress.shape import shape_of
from lineofsight.progress.student import two_sided_t

COUNTS = st.lists(
    st.integers(10, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=3,
    max_size=30,
)
VALUES = st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=6, max_size=30)


def laney(counts: list[tuple[int, int]]) -> tuple[float, float, np.ndarray, np.ndarray]:
    """Mean, spread, and both limits of each period, in percent."""
    met, of = np.array(counts, dtype=float).T
    mean = met.sum() / of.sum()
    chance = np.sqrt(mean * (1 - mean) / of)
    moved = np.abs(np.diff((met / of - mean) / chance))
    kept = moved[moved < 3.267 * moved.mean()]
    spread = (kept if kept.any() else moved).mean() / 1.128
    wide = 3 * chance * max(1.0, spread)
    return (
        100 * mean,
        spread,
        100 * np.clip(mean - wide, 0, 1),
        100 * np.clip(mean + wide, 0, 1),
    )


@given(COUNTS)
def test_limits_of_a_p_chart_agree(counts: list[tuple[int, int]]) -> None:
    met = sum(numerator for numerator, _ in counts)
    assume(0 < met < sum(of for _, of in counts))
    mean, spread, lower, upper = laney(counts)
    found = p_limits(counts, better="up")
    assert found.spread == pytest.approx(spread, rel=1e-9, abs=1e-9)
    assert [point.mean for point in found.points] == pytest.approx([mean] * len(counts))
    assert [point.lower for point in found.points] == pytest.approx(list(lower), abs=1e-7)
    assert [point.upper for point in found.points] == pytest.approx(list(upper), abs=1e-7)


def test_a_p_chart_keeps_quiet_where_only_chance_is_at_work() -> None:
    """Of figures that chance alone moves, with 20 to 200 cases, hardly any is beyond a limit."""
    drawn = np.random.default_rng(20)
    beyond = Counter[str]()
    for _ in range(200):
        of = drawn.integers(20, 201, 24)
        met = drawn.binomial(of, 0.8)
        points = p_limits(list(zip(met.tolist(), of.tolist(), strict=True)), better="up").points
        beyond["outside"] += sum(point.outside for point in points)
        beyond["points"] += len(points)
    assert beyond["outside"] / beyond["points"] < 0.004


@given(st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_agrees(counts: tuple[int, int]) -> None:
    """Each end is the share from which what was found is 1.96 standard errors away."""
    met, of = counts
    found = met / of
    low, high = (end / 100 for end in wilson(met, of))

    def away(share: float) -> float:
        return (found - share) ** 2 - 1.959963984540054**2 * share * (1 - share) / of

    assert low <= found + 1e-12
    assert high >= found - 1e-12
    for end, outward in ((low, -1e-6), (high, 1e-6)):
        if 0 < end < 1:
            assert away(end) == pytest.approx(0, abs=1e-12)
            assert away(end + outward) > 0
    assert wilson(met, of)[0] == pytest.approx(100 - wilson(of - met, of)[1], abs=1e-9)


@pytest.mark.parametrize("freedom", [10, 12, 20, 22, 58, 400])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_students_t_agrees(freedom: int, confidence: float) -> None:
    """Between -t and t lies that share of Student's density."""
    t = two_sided_t(confidence, freedom)
    places = np.linspace(-t, t, 20_001)
    scale = (
        math.gamma((freedom + 1) / 2) / math.gamma(freedom / 2)
        if freedom < 100
        else (math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)))
    )
    density = (
        scale / math.sqrt(freedom * math.pi) * (1 + places**2 / freedom) ** (-(freedom + 1) / 2)
    )
    inside = np.sum((density[1:] + density[:-1]) / 2) * (places[1] - places[0])
    assert inside == pytest.approx(confidence, abs=2e-5)


def criteria(values: np.ndarray) -> dict[str, float]:
    """The Bayesian information criterion of a level, a line, and the best change of level."""
    count, places = len(values), np.arange(len(values))
    line = np.polyval(np.polyfit(places, values, 1), places)
    steps = [
        ((values[:cut] - values[:cut].mean()) ** 2).sum()
        + ((values[cut:] - values[cut:].mean()) ** 2).sum()
        for cut in range(3, count - 2)
    ]
    around = {
        "steady": (((values - values.mean()) ** 2).sum(), 2),
        "pace": (((values - line) ** 2).sum(), 3),
        "step": (min(steps), 4),
    }
    return {
        shape: count * math.log(max(squares, 1e-9) / count) + parameters * math.log(count)
        for shape, (squares, parameters) in around.items()
    }


@given(VALUES)
def test_the_shape_of_a_series_agrees(values: list[float]) -> None:
    figures = np.array(values)
    scores = criteria(figures)
    ordered = sorted(scores.values())
    # Where two pictures fit alike, or one fits perfectly, rounding decides.
    assume(ordered[1] - ordered[0] > 1e-6)
    assume(min(scores.values()) > -10 * len(values))
    found = shape_of(values)
    assert found is not None
    assert found.shape == min(scores, key=lambda shape: scores[shape])


@given(VALUES, st.integers(1, 24))
def test_a_line_and_its_intervals_agree(values: list[float], ahead: int) -> None:
    """Through a design matrix: the height, its own variance, and that of a figure to come."""
    rising = [value + 40 * place for place, value in enumerate(values)]
    found = shape_of(rising)
    assert found is not None
    assume(found.shape == "pace")
    assert found.line is not None
    design = np.column_stack([np.ones(len(rising)), np.arange(len(rising))])
    fitted, *_ = np.linalg.lstsq(design, np.array(rising), rcond=None)
    left = np.array(rising) - design @ fitted
    variance = left @ left / (len(rising) - 2)
    there = np.array([1.0, len(rising) - 1 + ahead])
    own = there @ np.linalg.inv(design.T @ design) @ there
    t = two_sided_t(0.95, len(rising) - 2)
    place = len(rising) - 1 + ahead
    assert found.line.at(place) == pytest.approx(there @ fitted, rel=1e-6)
    assert found.line.band(place) == pytest.approx(t * math.sqrt(variance * own), abs=1e-5)
    assert found.line.reach(place) == pytest.approx(t * math.sqrt(variance * (1 + own)), abs=1e-5)


@given(VALUES, st.data())
def test_weights_count_as_repeated_figures(values: list[float], data: st.DataObject) -> None:
    """A line through figures of 1 to 4 times the weight is that through as many copies."""
    rising = [value + 60 * place for place, value in enumerate(values)]
    weights = data.draw(st.lists(st.integers(1, 4), min_size=len(values), max_size=len(values)))
    found = shape_of(rising, [float(weight) for weight in weights])
    assert found is not None
    assume(found.shape == "pace")
    assert found.line is not None
    slope, height = np.polyfit(
        np.repeat(np.arange(len(rising)), weights), np.repeat(rising, weights), 1
    )
    assert found.line.slope == pytest.approx(slope, rel=1e-6)
    assert found.line.at(0) == pytest.approx(height, rel=1e-6, abs=1e-6)
