from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.measuring.periods import periods_between
from lineofsight.plan.model import Target
from lineofsight.progress.forecast_words import forecast_sentence
from lineofsight.progress.points import Point
from lineofsight.progress.series_progress import progress_of
from lineofsight.progress.series_sentences import series_sentences
from lineofsight.progress.shape import shape_of

COUNT = st.none() | st.integers(0, 120).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
WAYS = st.sampled_from(["high", "low", "neutral"])


def progress(counts, *targets, polarity="high", chart=None, **more):
    months = periods_between("2010-01", "2026-03")[-len(counts) :]
    points = [
        Point(
            month.name,
            month.first_day,
            month.last_day,
            *(pair or (None, None)),
            100 * pair[0] / pair[1] if pair and pair[1] else None,
            "not_given" if pair is None else "value" if pair[1] else "no_denominator",
        )
        for month, pair in zip(months, counts, strict=True)
    ]
    return progress_of(
        points, unit="percent", polarity=polarity, targets=targets, chart=chart, **more
    )


@given(st.lists(COUNT, min_size=1, max_size=40), WAYS, st.integers(0, 100), st.booleans())
def test_every_series_can_be_told(counts, polarity, level, ahead):
    comparison = "<=" if polarity == "low" else ">="
    goal = Target(float(level), "%", comparison, "t", by="2026-09" if ahead else "2025-09")
    found = progress(counts, goal, polarity=polarity)
    told = found.forecast
    assert told is not None
    for sentence in series_sentences(found):
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert "None" not in sentence
    if told.next:
        assert 0 <= told.next.lower <= told.next.value <= told.next.upper <= 100
        assert told.next.period.name == "2026-04"
    if told.outlook in ("steady", "too_few"):
        assert told.pace is None
        assert told.suggested_rebase is None
    if found.limits.trial:
        assert told.outlook == "too_few"
    if told.pace and told.pace.reached:
        when = [told.pace.earliest, told.pace.reached, told.pace.latest]
        days = [each.first_day for each in when if each]
        assert days == sorted(days)


@given(st.lists(st.floats(0, 100), min_size=12, max_size=40), st.data())
def test_a_gap_keeps_figures_in_their_places(values, data):
    """A line over positions knows how long nothing was told."""
    at = data.draw(st.integers(1, len(values) - 1))
    straight = [float(n) for n in range(len(values))]
    gapped = [*straight[:at], None, *straight[at + 1 :]]
    found = shape_of(gapped)
    assert found is not None
    assert found.line is not None
    assert found.line.slope == pytest.approx(1)
    assert found.line.at(at) == pytest.approx(at)


@pytest.mark.parametrize("values", [[], [1.0] * 5, [None] * 30])
def test_a_few_figures_have_no_shape(values):
    assert shape_of(values) is None


@given(st.floats(0, 100), st.integers(6, 40))
def test_figures_that_do_not_move_are_steady(value, count):
    found = shape_of([value] * count)
    assert found is not None
    assert (found.shape, found.level) == ("steady", pytest.approx(value))


def test_a_target_in_force_already_has_a_month_and_no_date():
    rising = [(500 + 10 * n + 5 * (n % 2), 1000) for n in range(20)]
    found = progress(rising, Target(75.0, "%", ">=", "75%", by="2025-12"))
    assert found.forecast is not None
    # 50.25 + n on average: 75 is passed at n = 25, six months after the last.
    assert (found.forecast.in_time, found.forecast.pace.reached.name) == (None, "2026-09")
    assert forecast_sentence(found.forecast, found.points, "percent").endswith(
        "target of 75% or more in September 2026 (October 2026 at the latest)."
    )


def test_a_date_beyond_what_a_pace_tells_is_not_judged():
    rising = [(500 + 10 * n + 5 * (n % 2), 1000) for n in range(14)]
    far = progress(rising, Target(95.0, "%", ">=", "95%", by="2030-03")).forecast
    assert far is not None
    assert (far.pace.reached, far.pace.at_its_date, far.in_time) == (None, None, None)
    near = progress(rising, Target(66.0, "%", ">=", "66%", by="2030-03")).forecast
    assert near is not None
    assert near.in_time


def test_a_pace_that_has_come_to_its_target_says_so():
    rising = [(500 + 10 * n + 5 * (n % 2), 1000) for n in range(20)]
    found = progress(rising, Target(60.0, "%", ">=", "60%", by="2026-12"))
    assert found.forecast is not None
    assert found.forecast.in_time
    assert "at this pace they have come to the target of 60% or more." in forecast_sentence(
        found.forecast, found.points, "percent"
    )


def test_weights_of_a_p_chart_are_its_cases():
    counts = [(of * (50 + n) // 100, of) for n in range(24) for of in [40 + 100 * (n % 2)]]
    found = progress(counts)
    assert found.chart.chart == "p"
    asked = progress(counts, chart="xmr")
    assert found.forecast is not None
    assert asked.forecast is not None
    assert found.forecast.outlook == asked.forecast.outlook == "pace"
    assert found.forecast.pace.a_period != asked.forecast.pace.a_period


def test_the_table_and_the_sentences_name_the_chart():
    found = progress([(80, 100), (82, 100)] * 9, chart="p")
    assert series_sentences(found)[-1].startswith("P chart: asked for.")
    for before, after in pairwise(found.points):
        assert before.last_day < after.first_day
