from dataclasses import dataclass
from datetime import date

from lineofsight.measuring.periods import periods_between
from lineofsight.plan.model import Measure, Place, Target
from lineofsight.progress.points import Point
from lineofsight.progress.rating.joining import reading_of
from lineofsight.progress.rating.measures import measure_rating
from lineofsight.progress.standing import standing
from lineofsight.progress.suggestion import Suggestion


@dataclass(frozen=True)
class Timely:
    id: str = "assessments_45_working_days"
    title: str = "Assessments within 45 working days"
    unit: str = "percent"
    polarity: str = "high"
    version: str = "abc123"
    of: str = "assessments authorised"
    met: str = "were authorised within 45 working days of their start"
    measured: str = ""
    statistic: str = "percent"


COMPUTES = Suggestion(Timely.id, Timely.title, "indicator", 0.9, "says so")
TARGETS = (
    Target(80.0, "%", ">=", "80% by Oct 2019", by="2019-10"),
    Target(90.0, "%", ">=", "90% by Mar 2021", by="2021-03"),
)
FLAT = [(82, 100), (80, 100)] * 7


def stands(counts, *, suggestion=COMPUTES, targets=TARGETS, **described):
    """The standing of months up to March 2020; None is a month that cannot be computed."""
    periods = periods_between("2010-01", "2020-03")[-len(counts) :]
    points = [
        Point(p.name, p.first_day, p.last_day, None, None, None, "not_computable", ("visits.day",))
        if count is None
        else Point(p.name, p.first_day, p.last_day, *count, 100 * count[0] / count[1], "value")
        for p, count in zip(periods, counts, strict=True)
    ]
    measure = Measure("measure-1", "11b", None, "In 45 days", Place(), targets=targets)
    indicator = Timely(**described) if suggestion.kind == "indicator" else None
    return standing(measure, suggestion, indicator, points, date(2020, 3, 31), "2018-04")


def test_everything_that_the_rules_ask_comes_over():
    found = reading_of(stands([*FLAT, (82, 100)]))
    assert (found.title, found.state, found.verdict) == ("In 45 days", "value", "met")
    assert (found.first_day, found.last_day) == (date(2020, 3, 1), date(2020, 3, 31))
    assert (found.numerator, found.cases, found.value) == (82, 100, 82.0)
    assert (found.step.value, found.coming.value, found.on_path) == (80, 90, False)
    assert (found.trial, found.periods, found.assurance) == (False, 15, "hit_or_miss")
    assert found.better_known


def test_a_run_is_told_from_its_first_month():
    found = reading_of(stands([*FLAT, *[(40, 100)] * 3]))
    assert (found.variation, found.since) == ("worsening", date(2020, 1, 1))
    assert measure_rating(found).state == "worsening"


def test_a_month_that_cannot_be_computed_says_what_is_wanting():
    rated = measure_rating(reading_of(stands([*FLAT, None])))
    assert rated.state == "no_evidence"
    assert rated.sentence == (
        "The figure for March 2020 cannot be computed: the tables lack visits.day."
    )


def test_a_figure_of_a_part_is_not_judged():
    part = Suggestion(Timely.id, "", "indicator", 0.9, "", covers="part", uncovered="not alone")
    assert measure_rating(reading_of(stands(FLAT, suggestion=part))).state == "no_evidence"


def test_a_measure_that_waits_for_a_source_says_what_it_needs():
    source = Suggestion("practice_audit", "", "source", 0.9, "", needs="audits of practice")
    rated = measure_rating(reading_of(stands(FLAT, suggestion=source)))
    assert rated.sentence == "No figure is computed for this: it needs audits of practice."


def test_of_a_neutral_figure_nothing_says_which_way_is_better():
    assert not reading_of(stands(FLAT, targets=(), polarity="neutral")).better_known


def test_counter_measures_come_along():
    worse = reading_of(stands([*FLAT, *[(40, 100)] * 3]))
    found = reading_of(stands([*FLAT, (82, 100)]), counters=[worse])
    assert measure_rating(found).state == "no_change"
