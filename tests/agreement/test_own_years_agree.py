"""A year made of one's own months, and the same year measured as one period."""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import period_named, periods_between
from lineofsight.measuring.results import measure
from lineofsight.progress.comparators.definition import comparators
from lineofsight.progress.comparators.own_figure import own_figure
from lineofsight.progress.comparators.periods import Span
from lineofsight.progress.points import Point
from lineofsight.sample import generate
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot


def test_each_indicator_that_is_summed_gives_the_year_that_is_measured(tmp_path: Path) -> None:
    """Of what happened, each row counts in one month; of how things stood, the last month's end."""
    day = date(2026, 3, 31)
    generate(900, 3, 5, day, tmp_path / "extract")
    load_tables([tmp_path / "extract"], tmp_path / "store", day)
    known = catalogue()
    year = period_named("2024-25", "year")
    compared = 0
    with open_engine(open_snapshot(tmp_path / "store")) as engine:
        for comparator in comparators().values():
            indicator = known[comparator.file.indicator]
            if comparator.file.period.kind != "financial_year":
                continue
            span = Span(year.last_day, year.first_day, comparator.file.period.at_end)
            points = [
                Point(
                    each.period,
                    month.first_day,
                    month.last_day,
                    each.numerator,
                    each.denominator,
                    each.value,
                    each.state,
                )
                for month in periods_between("2024-04", "2025-03")
                for each in measure(engine, [indicator], [month])
            ]
            own = own_figure(span, points, indicator.statistic, indicator.panel.kind)
            if own.why_not:
                continue
            (whole,) = measure(engine, [indicator], [year])
            assert (own.numerator, own.denominator) == (whole.numerator, whole.denominator)
            if own.value is not None:
                assert own.value == pytest.approx(whole.value)
            compared += bool(own.denominator)
    assert compared >= 6
