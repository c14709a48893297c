"""Counts, shares, days and orders of a plan's pages."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from lineofsight.web.plans.counting import shares
from lineofsight.web.plans.filters import natural
from lineofsight.web.plans.reading_days import read_day

COUNTS = some.lists(some.integers(min_value=0, max_value=400), max_size=8)


@given(COUNTS)
def test_shares_add_up_to_a_hundred(counts: list[int]) -> None:
    assert sum(shares(counts)) == (100 if sum(counts) else 0)


@given(COUNTS)
def test_no_share_is_a_whole_percent_away_from_the_exact_one(counts: list[int]) -> None:
    """A share is one of the two whole percentages beside the exact one."""
    total = sum(counts)
    for count, share in zip(counts, shares(counts), strict=True):
        assert abs(share - (100 * count / total if total else 0)) < 1


@given(COUNTS)
def test_more_never_has_the_smaller_share(counts: list[int]) -> None:
    pairs = sorted(zip(counts, shares(counts), strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(pairs) if a[0] < b[0])


@given(some.dates(min_value=date(1900, 1, 1)))
def test_a_day_is_read_however_it_is_typed(day: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", " %d  %b %Y"):
        assert read_day(day.strftime(form)) == day


def test_what_is_no_day_is_none() -> None:
    assert [read_day(each) for each in ("", "soon", "31 February 2026", "2026-13-01")] == [None] * 4


@given(some.lists(some.lists(some.integers(0, 99), min_size=1, max_size=3), max_size=20))
def test_numbers_are_ordered_as_people_count(numbers: list[list[int]]) -> None:
    refs = [".".join(map(str, each)) for each in numbers]
    assert sorted(refs, key=natural) == [".".join(map(str, each)) for each in sorted(numbers)]


def test_what_has_no_number_comes_last() -> None:
    assert sorted(["", "10", "2a", "2"], key=natural) == ["2", "2a", "10", ""]
