import math
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.progress.limits import process_limits

VALUES = st.integers(0, 1000).map(lambda tenths: tenths / 10)
SERIES = st.lists(st.none() | VALUES, min_size=1, max_size=30)
FULL = st.lists(VALUES, min_size=2, max_size=30)
MIRRORED = {
    "above_upper_limit": "below_lower_limit",
    "rising": "falling",
    "two_in_three_above": "two_in_three_below",
    "seven_above_mean": "seven_below_mean",
}
MIRRORED |= {below: above for above, below in MIRRORED.items()} | {"common_cause": "common_cause"}


@given(SERIES)
def test_every_period_has_a_point_and_gaps_stay_gaps(values):
    found = process_limits(values, better="up")
    assert [point.value for point in found.points] == values
    for point in found.points:
        if point.value is None:
            assert (point.side, point.label, point.variation) == (None, "common_cause", "usual")
            assert not point.outside
            assert not point.close


@given(FULL)
def test_limits_are_the_textbooks(values):
    found = process_limits(values, better="up", screening="off").segments[0]
    moved = fmean(abs(b - a) for a, b in pairwise(values))
    assert found.mean == pytest.approx(fmean(values))
    assert found.upper == pytest.approx(fmean(values) + 3 * moved / 1.128, rel=1e-3, abs=0.05)
    assert found.lower == pytest.approx(fmean(values) - 3 * moved / 1.128, rel=1e-3, abs=0.05)


@given(FULL)
def test_screening_never_widens_the_limits(values):
    screened = process_limits(values, better="up").segments[0]
    whole = process_limits(values, better="up", screening="off").segments[0]
    assert screened.mean == whole.mean
    assert screened.upper is not None
    assert whole.upper is not None
    assert screened.upper <= whole.upper + 1e-9


@given(st.lists(st.integers(0, 40), min_size=8, max_size=30))
def test_a_series_upside_down_says_the_opposite(values):
    found = process_limits([float(v) for v in values], better="up")
    other = process_limits([float(-v) for v in values], better="up")
    assert [MIRRORED[point.label] for point in found.points] == [p.label for p in other.points]


@given(SERIES, st.integers(1, 29))
def test_a_new_segment_knows_nothing_of_the_one_before(values, cut):
    whole = process_limits(values, better="up", rebase_at=[cut])
    if cut < len(values):
        alone = process_limits(values[cut:], better="up")
        assert [p.label for p in whole.points[cut:]] == [p.label for p in alone.points]
        assert whole.segments[1].mean == alone.segments[0].mean
    else:
        assert len(whole.segments) == 1


@given(VALUES, st.integers(2, 20))
def test_a_constant_series_lies_on_its_mean_exactly(value, count):
    found = process_limits([value] * count, better="up")
    segment = found.segments[0]
    assert (segment.mean, segment.lower, segment.upper) == (value, value, value)
    assert {point.side for point in found.points} == {0}


def test_as_the_package_does_a_constant_series_has_no_limits():
    found = process_limits([5.0] * 15, better="up", target=4, screening="package")
    assert (found.segments[0].upper, found.assurance) == (None, None)


@given(SERIES)
def test_every_number_is_one(values):
    found = process_limits(values, better="down", target=50)
    for point in found.points:
        assert all(math.isfinite(n) for n in (point.mean, point.lower, point.upper) if n)


def test_fixed_limits_are_those_of_the_first_known_values():
    values = [80.0, None, *[82.0, 80.0] * 5, 82.0, 95.0]
    fixed = process_limits(values, better="up", fix_after=12, screening="off").segments[0]
    assert fixed.mean == pytest.approx(81)
    assert fixed.upper == pytest.approx(81 + 2.66 * 2)
    assert (fixed.count, fixed.rests_on, fixed.trial) == (13, 12, False)


def test_fixed_limits_need_that_many_values():
    some = process_limits([80.0, 82.0], better="up", fix_after=12).segments[0]
    assert some == process_limits([80.0, 82.0], better="up").segments[0]


@pytest.mark.parametrize("few", [-1, 0, 1, 11])
def test_limits_are_not_fixed_on_a_few_values(few):
    with pytest.raises(ValueError, match="fewer than 12"):
        process_limits([80.0, 82.0], better="up", fix_after=few)


def test_the_last_known_point_counts():
    values = [*[80.0, 82.0] * 8, 95.0, None]
    assert process_limits(values, better="up", fix_after=16).variation == "improving"


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_nothing_known_says_nothing(values):
    found = process_limits(values, better="up", target=50)
    assert (found.trial, found.variation, found.assurance) == (True, "usual", None)
    assert [point.mean for point in found.points] == [None] * len(values)


def test_a_new_segment_where_there_is_no_period_is_no_segment():
    assert len(process_limits([1.0, 2.0], better="up", rebase_at=[0, 2, 7]).segments) == 1
