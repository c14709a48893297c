"""Labels keep their order and their distance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.charts.labels import spread
from lineofsight.charts.scale import period_ticks, value_scale

heights = st.lists(st.floats(0, 200), max_size=6)


@given(heights)
def test_labels_stand_apart_in_order_and_within_bounds(wanted):
    placed = spread(wanted, 21, 0, 200)
    ordered = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    assert all(b - a >= 21 - 1e-6 for a, b in pairwise(sorted(placed)))
    assert ordered == sorted(ordered)
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in placed)


def test_a_label_with_room_stands_where_it_wants_to():
    assert spread([10, 100, 50], 21, 0, 200) == [10, 100, 50]


def test_labels_that_want_one_place_share_it_out():
    assert spread([100, 100], 20, 0, 200) == [90, 110]


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5),
    st.sampled_from([(-float("inf"), float("inf")), (0.0, 100.0)]),
)
def test_a_scale_shows_every_value_within_its_bounds(values, bounds):
    scale = value_scale(values, *bounds, least_span=10)
    shown = [min(max(value, bounds[0]), bounds[1]) for value in values]
    assert scale.low <= min(shown)
    assert scale.high >= max(shown)
    assert bounds[0] <= scale.low < scale.high <= bounds[1]
    assert 2 <= len(scale.ticks) <= 6
    assert all(0 <= scale.share(value) <= 1 for value in values)


@pytest.mark.parametrize(
    ("count", "room", "named"),
    [(3, 40, (0, 1, 2)), (12, 20, (1, 3, 5, 7, 9, 11)), (60, 6, (11, 23, 35, 47, 59)), (0, 9, ())],
)
def test_the_last_period_is_always_named(count, room, named):
    assert period_ticks(count, room, 40) == named
