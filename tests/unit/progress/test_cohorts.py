"""A cohort review in numbers: what is spread, counted, and hidden from readers outside."""

import random
from itertools import combinations, pairwise

import pytest

from lineofsight.progress.cohorts import (
    NOTHING,
    Counts,
    Finding,
    Stand,
    counted,
    for_outside,
    spread,
)

FINDINGS: tuple[Finding, ...] = ("safe", "action", "immediate")


def test_each_count_is_of_those_who_stand_there() -> None:
    stands = [
        Stand(None),
        Stand("safe"),
        Stand("safe", reviewed=True, checked=True),
        Stand("action", acted=True, reviewed=True),
        Stand("immediate", acted=True),
        Stand("immediate"),
    ]
    assert counted(stands) == Counts(
        children=6, found=5, reviewed=2, checked=1, safe=2, action=1, immediate=2, acted=1
    )


def test_children_go_to_whoever_has_the_fewest() -> None:
    assert spread("abcde", ["x", "y"], {}) == dict(zip("abcde", "xyxyx", strict=True))
    assert spread("abc", ["x", "y"], {"x": 2}) == dict(zip("abc", "yyx", strict=True))


@pytest.mark.parametrize(("children", "reviewers"), [(1, 3), (7, 2), (100, 9), (101, 9)])
def test_nobody_has_two_more_than_another(children: int, reviewers: int) -> None:
    given = list(spread(range(children), range(reviewers), {}).values())
    shares = [given.count(each) for each in range(reviewers)]
    assert sum(shares) == children
    assert max(shares) - min(shares) <= 1


def test_a_cohort_of_fewer_than_ten_is_not_told_outside() -> None:
    assert for_outside(counted([Stand("safe", reviewed=True)] * 9)) == NOTHING
    ten = for_outside(counted([Stand("safe", reviewed=True)] * 10))
    assert (ten.children, ten.reviewed, ten.safe, ten.immediate) == (10, 10, 10, 0)


@pytest.mark.parametrize(
    ("reviewed", "immediate", "told"),
    [
        (30, 0, (30, 0)),
        (30, 10, (30, 10)),
        (30, 9, (30, None)),
        (35, 0, (None, None)),
        (5, 0, (None, None)),
    ],
)
def test_small_counts_and_small_rests_are_hidden(
    reviewed: int, immediate: int, told: tuple[int | None, int | None]
) -> None:
    """Of forty children."""
    stands = [Stand("immediate", acted=True, reviewed=True)] * immediate
    stands += [Stand("safe", reviewed=True)] * (reviewed - immediate)
    stands += [Stand(None)] * (40 - reviewed)
    found = for_outside(counted(stands))
    assert (found.reviewed, found.immediate) == told


def test_no_number_from_one_to_nine_can_be_worked_out() -> None:
    """A second way: of what is told, every difference of a whole and its part is looked at."""
    chance = random.Random(5)
    hidden = 0
    for _ in range(3000):
        stands = [
            each for _ in range(6) for each in [_made(chance)] * chance.choice((0, 4, 12, 20))
        ]
        found = for_outside(counted(stands))
        hidden += found.hides
        chain = [found.children, found.found, found.reviewed, found.checked]
        told = [each for each in chain if each is not None]
        numbers = [*told, *(more - less for more, less in combinations(told, 2))]
        findings = [found.safe, found.action, found.immediate]
        assert None not in findings or findings == [None] * 3
        if found.safe is not None:
            known = [each for each in findings if each is not None]
            assert found.found == sum(known)
            numbers += [*known, *(found.found - each for each in known)]
            if found.acted is not None and found.immediate is not None:
                numbers += [found.acted, found.immediate - found.acted]
        assert not [each for each in numbers if 0 < each < 10], found
        assert all(more >= less for more, less in pairwise(told))
    assert 0 < hidden < 3000


def _made(chance: random.Random) -> Stand:
    finding = chance.choice((*FINDINGS, None))
    if finding is None:
        return Stand(None)
    reviewed = chance.random() < 0.7
    return Stand(
        finding,
        acted=finding == "immediate" and chance.random() < 0.5,
        reviewed=reviewed,
        checked=reviewed and chance.random() < 0.5,
    )
