from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.plan.model import Target
from lineofsight.progress.target_in_force import target_in_force
from lineofsight.progress.target_steps import Step, level_words, target_steps

MONTHS = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(2015, 2030),
                   st.integers(1, 12))  # fmt: skip
LEVELS = st.builds(
    lambda value, by, comparison: Target(float(value), "%", comparison, f"{value}%", by=by),
    st.integers(0, 100),
    st.none() | MONTHS,
    st.sampled_from([">=", "<="]),
)
AT = st.dates(date(2014, 1, 1), date(2032, 1, 1))


@pytest.mark.parametrize(
    ("value", "comparison", "words"),
    [
        (80, ">=", "80% or more"),
        (82.5, ">=", "82.5% or more"),
        (10, "<=", "10% or less"),
        (5, "=", "exactly 5%"),
        (100, ">=", "100%"),
        (0, "<=", "0%"),
        (0, ">=", "0% or more"),
    ],
)
def test_a_level_in_words(value, comparison, words):
    assert level_words(Step(None, value, comparison, "")) == words


@given(st.lists(LEVELS, max_size=6))
def test_steps_come_in_the_order_of_their_days(targets):
    days = [s.from_day or date.min for s in target_steps(targets, plan_date=None).steps]
    assert days == sorted(days)
    assert len(days) == len(targets)


@given(st.lists(LEVELS, min_size=1, max_size=6), AT)
def test_what_is_in_force_has_begun_and_what_comes_has_not(targets, as_at):
    found = target_in_force(targets, as_at)
    assert found is not None
    if found.step and found.step.from_day:
        assert found.step.from_day <= as_at
    if found.coming:
        assert found.coming.from_day is not None
        assert found.coming.from_day > as_at


@given(st.lists(LEVELS, min_size=1, max_size=6), AT)
def test_nothing_begins_between_what_is_in_force_and_the_day(targets, as_at):
    found = target_in_force(targets, as_at)
    assert found is not None
    steps = target_steps(targets, plan_date=None).steps
    begun = [s.from_day or date.min for s in steps if (s.from_day or date.min) <= as_at]
    if found.step:
        assert (found.step.from_day or date.min) == max(begun)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 99))
def test_a_repeated_rise_ends_at_100_and_never_falls(by_how_much, months, start):
    targets = (
        Target(float(start), "%", ">=", "start", by="2020-01"),
        Target(float(by_how_much), "%", "increase_by", "more", every=f"P{months}M"),
    )
    values = [step.value for step in target_steps(targets, plan_date=None).steps]
    assert values == sorted(values)
    assert values[-1] == min(100, start + 60 * by_how_much)
    assert values.count(100) <= 1


def test_a_repeated_fall_ends_at_0():
    targets = (
        Target(12.0, "%", "<=", "start", by="2020-01"),
        Target(5.0, "%", "decrease_by", "5% less each quarter", every="P3M"),
    )
    read = target_steps(targets, plan_date=None, polarity="low")
    assert [(step.value, str(step.from_day)) for step in read.steps] == [
        (12, "2020-01-31"),
        (7, "2020-04-30"),
        (2, "2020-07-31"),
        (0, "2020-10-31"),
    ]


def test_a_repetition_with_a_day_of_its_own_begins_there():
    targets = (
        Target(60.0, "%", ">=", "start", by="2020-01"),
        Target(20.0, "%", "increase_by", "then", by="2020-06", every="P1M"),
    )
    read = target_steps(targets, plan_date=None)
    assert [(step.value, str(step.from_day)) for step in read.steps] == [
        (60, "2020-01-31"),
        (80, "2020-06-30"),
        (100, "2020-07-31"),
    ]


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        (
            (Target(5.0, "%", "increase_by", "5% a month", every="P1M"),),
            "does not say from what level",
        ),
        (
            (
                Target(60.0, "%", ">=", "60%"),
                Target(5.0, "%", "increase_by", "5% a month", every="P1M"),
            ),
            "gives no day to count from",
        ),
        ((Target(5.0, "%", ">=", "tbc", by="TBA"),), "leaves a target to be decided"),
    ],
)
def test_what_cannot_be_dated_or_counted_from_is_told(targets, told):
    notes = target_steps(targets, plan_date=None).notes
    assert len(notes) == 1
    assert told in notes[0]


def test_exactly_is_kept_whatever_is_better():
    read = target_steps((Target(5.0, "%", "=", "5%"),), plan_date=None, polarity="low")
    assert [step.comparison for step in read.steps] == ["="]
