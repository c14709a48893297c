from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lineofsight.progress.met import Met, met
from lineofsight.progress.target_steps import Step

CASES = st.integers(10, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
TARGETS = st.decimals(0, 100, places=2).map(float)


def step(value: float, comparison=">=") -> Step:
    return Step(None, value, comparison, f"Target: {value}%")


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "comparison", "expected"),
    [
        (82, 100, 80, ">=", Met("met", 2)),
        (80, 100, 80, ">=", Met("met", 0)),
        (69, 100, 80, ">=", Met("not_met", 11)),
        (0, 100, 80, ">=", Met("not_met", 80)),
        (9, 11, 80, ">=", Met("met", 0)),
        (8, 11, 80, ">=", Met("not_met", 1)),
        (30, 100, 25, "<=", Met("not_met", 5)),
        (25, 100, 25, "<=", Met("met", 0)),
        (0, 100, 25, "<=", Met("met", 25)),
        (3, 11, 25, "<=", Met("not_met", 1)),
        (50, 100, 50, "=", Met("met", 0)),
        (5, 11, 50, "=", Met("met", 0)),
        (6, 11, 50, "=", Met("met", 0)),
        (7, 11, 50, "=", Met("not_met", 1)),
        (53, 100, 50, "=", Met("not_met", 3)),
        (47, 100, 50, "=", Met("not_met", 3)),
        (3, 10, 12.5, "=", Met("not_met", 2)),
        (9, 9, 80, ">=", Met("too_few")),
        (0, 0, 80, ">=", Met("nothing")),
    ],
)
def test_judged_in_whole_cases(numerator, denominator, target, comparison, expected):
    assert met(numerator, denominator, step(target, comparison)) == expected


def test_no_float_slips_at_the_edge():
    # 100 * 0.29 is 28.999999999999996 as floats.
    assert met(29, 100, step(29)) == Met("met", 0)
    assert met(1009, 3000, step(33.6)) == Met("met", 1)
    assert met(1008, 3000, step(33.6)) == Met("met", 0)


@given(CASES, TARGETS, st.sampled_from([">=", "<="]))
def test_the_verdict_is_that_of_exact_fractions(cases, target, comparison):
    numerator, denominator = cases
    share = Fraction(100 * numerator, denominator)
    level = Fraction(Decimal(str(target)))
    expected = share >= level if comparison == ">=" else share <= level
    assert (met(*cases, step(target, comparison)).verdict == "met") is expected


@given(CASES, TARGETS, st.sampled_from([">=", "<="]))
def test_that_many_cases_decide_and_one_fewer_does_not(cases, target, comparison):
    numerator, denominator = cases
    found = met(numerator, denominator, step(target, comparison))
    way = 1 if comparison == ">=" else -1
    if found.verdict == "not_met":
        enough = numerator + way * found.cases
        assert met(enough, denominator, step(target, comparison)) == Met("met", 0)
    else:
        least = numerator - way * found.cases
        assume(0 <= least - way <= denominator)
        assert met(least, denominator, step(target, comparison)) == Met("met", 0)
        assert met(least - way, denominator, step(target, comparison)).verdict == "not_met"


@given(st.integers(1, 9).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), TARGETS)
def test_fewer_than_ten_are_never_judged(cases, target):
    assert met(*cases, step(target)) == Met("too_few")


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 10), (11, 10), (1, 0)])
def test_what_is_no_part_of_a_whole_is_refused(numerator, denominator):
    with pytest.raises(ValueError, match="is not a part of a whole"):
        met(numerator, denominator, step(80))


@given(CASES, TARGETS)
def test_exactly_is_met_by_the_nearest_whole_number(cases, target):
    numerator, denominator = cases
    wanted = Fraction(Decimal(str(target))) * denominator / 100
    meeting = [n for n in range(denominator + 1) if abs(n - wanted) <= Fraction(1, 2)]
    away = min(abs(numerator - n) for n in meeting)
    expected = Met("met", 0) if away == 0 else Met("not_met", away)
    assert met(numerator, denominator, step(target, "=")) == expected
