from datetime import date, timedelta

import pytest

from lineofsight.progress.series_periods import next_periods, run_of


@pytest.mark.parametrize(
    ("names", "following"),
    [
        (["2025-11", "2025-12"], "2026-01"),
        (["2025-W51", "2025-W52"], "2026-W01"),
        (["2025-Q3", "2025-Q4"], "2026-Q1"),
        (["2012-13", "2013-14"], "2014-15"),
        (["2025-11-01", "2025-12-01"], "2026-01-01"),
        (["2025-12-22", "2025-12-29"], "2026-01-05"),
        (["2025-12-31"], "2026-01-01"),
        (["2025-12-23", "2025-12-30"], "2026-01-06"),
    ],
)
def test_the_next_period_is_of_the_same_kind_and_named_alike(names, following):
    last = run_of(names, "s.csv")[-1]
    first, second = next_periods(last.name, last.first_day, last.last_day, 2)
    assert first.name == following
    assert first.first_day == last.last_day + timedelta(days=1)
    assert second.first_day == first.last_day + timedelta(days=1)


def test_days_are_weeks_where_all_are_of_one_weekday():
    (first, _) = run_of(["2025-12-23", "2025-12-30"], "s.csv")
    assert (first.first_day, first.last_day) == (date(2025, 12, 23), date(2025, 12, 29))


def test_years_are_told_from_months_by_the_whole_series():
    names = ["2009-10", "2010-11", "2011-12", "2012-13"]
    assert [period.name for period in run_of(names, "s.csv")] == names
    assert len(run_of(names[:3], "s.csv")) == 27
