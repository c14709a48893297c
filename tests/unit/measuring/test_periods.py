"""Periods and their windows."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import (
    KINDS,
    Kind,
    Window,
    period_holding,
    period_named,
    period_of_any_kind,
    periods_between,
    window_first_day,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("kind", "name", "first", "last"),
    [
        ("month", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("week", "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("week", "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("quarter", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", "2025-26", date(2025, 4, 1), date(2026, 3, 31)),
        ("year", "1999-00", date(1999, 4, 1), date(2000, 3, 31)),
    ],
)
def test_names_stand_for_days(kind: Kind, name: str, first: date, last: date) -> None:
    period = period_named(name, kind)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("month", "2026-13"),
        ("month", "2026-3"),
        ("week", "2026-W54"),
        ("quarter", "2026-Q5"),
        ("year", "2025-27"),
        ("month", ""),
        ("month", "２０２６-０３"),
        ("week", "9999-W52"),
    ],
)
def test_other_names_are_refused_with_the_form_to_write(kind: Kind, name: str) -> None:
    with pytest.raises(UnusableInput, match=f"{kind} '{name}' is not one: write"):
        period_named(name, kind)


@given(DAYS, st.sampled_from(KINDS))
def test_every_day_lies_in_one_period(day: date, kind: Kind) -> None:
    period = period_holding(day, kind)
    assert period.first_day <= day <= period.last_day
    assert period_named(period.name, kind) == period


@given(DAYS, st.sampled_from(KINDS))
def test_periods_follow_without_a_gap(day: date, kind: Kind) -> None:
    start = period_holding(day, kind)
    end = period_holding(date.fromordinal(day.toordinal() + 900), kind)
    run = periods_between(start.name, end.name, kind)
    for before, after in pairwise(run):
        assert after.first_day.toordinal() == before.last_day.toordinal() + 1


def test_a_run_backwards_is_refused() -> None:
    with pytest.raises(UnusableInput, match="run backwards"):
        periods_between("2026-03", "2026-02")


def test_a_run_too_long_is_refused() -> None:
    with pytest.raises(UnusableInput, match="more than 1200 periods"):
        periods_between("1900-01", "2026-02")


@pytest.mark.parametrize(
    ("month", "window", "first"),
    [
        ("2026-03", "period", date(2026, 3, 1)),
        ("2026-03", "12m", date(2025, 4, 1)),
        ("2024-02", "12m", date(2023, 3, 1)),
        ("2026-03", "ytd", date(2025, 4, 1)),
        ("2026-04", "ytd", date(2026, 4, 1)),
    ],
)
def test_windows_end_with_their_period(month: str, window: Window, first: date) -> None:
    assert window_first_day(period_named(month), window) == first


@given(DAYS, st.sampled_from(KINDS))
def test_a_kind_is_told_by_its_form(day: date, kind: Kind) -> None:
    period = period_holding(day, kind)
    read = period_of_any_kind(period.name)
    assert read == period or (kind == "year" and read == period_named(period.name))
