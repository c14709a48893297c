"""Percentages that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.papers.percentages import whole_percentages


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9))
def test_they_add_up_to_100_and_none_is_off_by_one(counts):
    percentages = whole_percentages(counts)
    whole = sum(counts)
    assert sum(percentages) == (100 if whole else 0)
    for count, percent in zip(counts, percentages, strict=True):
        assert whole == 0 or abs(percent - 100 * count / whole) < 1


@pytest.mark.parametrize(
    ("counts", "percentages"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([64, 50], [56, 44]),
        ([0, 5], [0, 100]),
        ([2, 1, 5], [25, 12, 63]),
    ],
)
def test_the_largest_remainder_is_rounded_up(counts, percentages):
    assert whole_percentages(counts) == percentages
