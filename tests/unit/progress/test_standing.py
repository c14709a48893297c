from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.measuring.periods import periods_between
from lineofsight.plan.model import Measure, Place, Target
from lineofsight.progress.met import Met
from lineofsight.progress.points import Point
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


COMPUTES = Suggestion(Timely.id, Timely.title, "indicator", 0.9, "says “45 working days”")
STEPS = (
    Target(80.0, "%", ">=", "80% by Oct 2019", by="2019-10"),
    Target(90.0, "%", ">=", "90% by Mar 2021", by="2021-03"),
)
COLUMN = "ssd_cin_assessments.cina_assessment_auth_date"
FLAT = [(82, 100), (80, 100)] * 7


def monthly(counts, last="2020-03"):
    """Points for the months up to ``last``; None is a month that cannot be computed."""
    periods = periods_between("2010-01", last)[-len(counts) :]
    return [_point(period, count) for period, count in zip(periods, counts, strict=True)]


def _point(period, count):
    days = (period.name, period.first_day, period.last_day)
    if count is None:
        return Point(*days, None, None, None, "not_computable", (COLUMN,))
    numerator, denominator = count
    if not denominator:
        return Point(*days, 0, 0, None, "no_denominator")
    return Point(*days, numerator, denominator, 100 * numerator / denominator, "value")


def judged(counts, targets=STEPS, *, as_at=date(2020, 3, 31), suggestion=COMPUTES, **described):
    place = Place()
    measure = Measure("measure-1", "11b", None, "Assessments in 45 days", place, targets=targets)
    indicator = Timely(**described)
    return standing(measure, suggestion, indicator, monthly(counts), as_at, "2018-04")


SAID = "In March 2020, {} assessments authorised were authorised within 45 working days of their "
TARGET = "the target since October 2019 is 80% or more (then 90% or more by March 2021)"
USUAL = "the figure is within the usual month-to-month variation."


@pytest.mark.parametrize(
    ("last", "figure", "judgement"),
    [
        ((82, 100), "82 of 100", "it was met with 2 cases to spare"),
        ((81, 100), "81 of 100", "it was met with 1 case to spare"),
        ((80, 100), "80 of 100", "it was met with none to spare"),
        ((79, 100), "79 of 100", "it was not met: 1 more would have met it"),
        ((1640, 2000), "1,640 of 2,000", "it was met with 40 cases to spare"),
    ],
)
def test_the_sentence_gives_the_figure_the_target_and_the_cases(last, figure, judgement):
    found = judged([*FLAT, last])
    share = 100 * last[0] / last[1]
    assert found.sentence == (
        f"{SAID.format(figure)}start ({share:.1f}%); {TARGET}, and {judgement}; {USUAL}"
    )


def test_of_what_there_should_be_less_of_fewer_would_have_met_it():
    found = judged([*FLAT, (82, 100)], (Target(75.0, "%", "<=", "75% or less"),), polarity="low")
    assert "; the target since April 2018 is 75% or less, and it was not met: 7 fewer " in (
        found.sentence
    )


def test_a_true_nought_is_a_figure():
    found = judged([*FLAT, (0, 100)])
    assert found.sentence.startswith(f"{SAID.format('0 of 100')}start (0.0%); ")
    assert found.met == Met("not_met", 80)


def test_one_case_is_spoken_of_as_one():
    assert SAID.format("1 of 100").replace("were", "was") in judged([*FLAT, (1, 100)]).sentence
    assert "March 2020, 1 of 1 was authorised within 45 working days of their start " in (
        judged([*FLAT, (1, 1)]).sentence
    )


def test_fewer_than_ten_are_not_judged():
    found = judged([*FLAT, (3, 7)])
    assert found.sentence == (
        f"{SAID.format('3 of 7')}start; {TARGET}, and so few cases are not judged by it."
    )
    assert found.met == Met("too_few")
    assert found.notes == ("1 period has fewer than 10 cases and no part in what is called usual.",)
    assert found.limits is not None
    assert found.limits.points[-1].value is None
    assert found.points[-1].value == pytest.approx(300 / 7)


def test_nothing_to_count_is_not_nought():
    found = judged([*FLAT, (0, 0)])
    assert found.sentence == (
        f"In March 2020 there was nothing to count (no assessments authorised); {TARGET}."
    )
    assert found.met == Met("nothing")


def test_what_cannot_be_computed_names_the_column():
    found = judged([*FLAT, None])
    assert found.sentence == (
        f"The figure for March 2020 cannot be computed: the tables lack {COLUMN}; {TARGET}."
    )
    assert found.met is None


def test_what_the_sources_do_not_tell_says_so():
    *before, last = monthly([*FLAT, None])
    told = replace(last, missing=(), out_of_reach="the source of contacts begins in May")
    measure = Measure("measure-1", "11b", None, "Assessments", Place(), targets=STEPS)
    found = standing(measure, COMPUTES, Timely(), [*before, told], date(2020, 3, 31), "2018-04")
    assert found.sentence.startswith(
        "The figure for March 2020 cannot be computed: the source of contacts begins in May; "
    )


def test_what_is_hidden_is_said_to_be():
    points = monthly([*FLAT, (3, 100)])
    points[-1] = replace(points[-1], numerator=None, denominator=None, value=None, state="hidden")
    measure = Measure("m", None, None, "", Place(), targets=STEPS)
    found = standing(measure, COMPUTES, Timely(), points, date(2020, 3, 31), None)
    assert found.sentence.startswith("The figure for March 2020 is hidden")
    assert found.met is None


def test_a_month_that_still_runs_is_left_out():
    found = judged([*FLAT, (0, 100)], as_at=date(2020, 3, 30))
    assert found.points[-1].period == "2020-02"
    assert found.sentence.startswith("In February 2020, 80 of 100 ")


def test_it_is_judged_by_the_target_at_the_periods_end():
    later = (Target(99.0, "%", ">=", "99%", by="2020-04-10"),)
    found = judged([*FLAT, (82, 100)], (*STEPS[:1], *later), as_at=date(2020, 4, 20))
    assert found.target is not None
    assert found.target.step is not None
    assert found.target.step.value == 80
    assert "(then 99% or more by 10 April 2020)" in found.sentence


def test_before_any_target_the_first_to_reach_is_shown():
    found = judged([*FLAT, (82, 100)], (Target(90.0, "%", ">=", "90%", by="2020-06"),))
    assert "; no target is in force yet; the first is 90% or more by June 2020; " in found.sentence
    assert found.met is None


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ((), "; the plan gives no target; "),
        (
            (Target(None, "text", "=", "TBC", tba=True),),
            "; the plan gives no target that it can be judged by; ",
        ),
    ],
)
def test_without_a_target_nothing_is_judged(targets, said):
    found = judged([*FLAT, (82, 100)], targets)
    assert said in found.sentence
    assert found.met is None


def test_before_the_first_period_has_ended_there_is_no_figure():
    found = judged(FLAT, as_at=date(2000, 1, 1))
    assert found.sentence == (
        "There is no figure yet for a period that had ended by 1 January 2000."
    )
    assert (found.points, found.met) == ((), None)


def test_a_part_of_what_is_asked_is_shown_and_not_judged():
    part = replace(COMPUTES, covers="part", uncovered="Visits to others are not counted.")
    found = judged([*FLAT, (82, 100)], suggestion=part)
    assert f"; {TARGET}, and is not judged by a figure that covers only a part of it; " in (
        found.sentence
    )
    assert (found.met, found.notes) == (None, ("Visits to others are not counted.",))
    assert found.limits is not None
    assert found.limits.assurance is None


@pytest.mark.parametrize(
    ("counts", "ending"),
    [
        ([*FLAT, (95, 100)], "that is better than the usual month-to-month variation."),
        ([*FLAT, (60, 100)], "that is worse than the usual month-to-month variation."),
        (
            [(70, 100), (72, 100)] * 8 + [(84, 100)] * 7,
            "the figures have been better than usual since September 2019, beyond month-to-month "
            "variation.",
        ),
        ([(80, 100)], "1 month is too few to tell what is usual."),
        ([(80, 100)] * 11, "11 months are too few to tell what is usual."),
        ([(80, 100)] * 12, USUAL),
    ],
)
def test_the_run_of_figures_is_told(counts, ending):
    assert judged(counts).sentence.endswith(f"; {ending}")


def test_a_source_says_what_it_takes_and_what_waits_for_it():
    source = Suggestion("practice_audit", "Practice audit", "source", 0.4, "", needs="an audit")
    measure = Measure("m", "4", None, "", Place(), targets=(*STEPS, Target(4, "count", ">=", "4")))
    found = standing(measure, source, None, (), date(2020, 3, 31), "2018-04")
    assert found.sentence == (
        f"No figure can be computed for this yet: it needs an audit; {TARGET}."
    )
    assert (found.indicator_title, found.limits, found.met, found.points) == (None, None, None, ())


def test_periods_other_than_months_are_named_by_their_days():
    points = [
        Point("2020-Q1", date(2020, 1, 1), date(2020, 3, 31), 82, 100, 82.0, "value"),
    ]
    measure = Measure("m", None, None, "", Place())
    found = standing(measure, COMPUTES, Timely(), points, date(2020, 3, 31), None)
    assert found.sentence.startswith("From 1 January 2020 to 31 March 2020, 82 of 100 ")
    assert found.sentence.endswith("; 1 period is too few to tell what is usual.")


COUNT = st.none() | st.integers(0, 300).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
COLOURS = ("red", "amber", "green", "blue", "grey")


@given(st.lists(COUNT, min_size=1, max_size=20), st.sampled_from(["high", "low", "neutral"]))
def test_every_standing_can_be_said(counts, polarity):
    found = judged(counts, polarity=polarity)
    assert found.sentence.endswith(".")
    assert "  " not in found.sentence
    assert not any(f" {colour}" in found.sentence.lower() for colour in COLOURS)
    assert found.limits is not None
    assert len(found.limits.points) == len(found.points)
    if found.points[-1].is_small:
        assert "%)" not in found.sentence.partition(";")[0]


def test_points_are_put_in_order():
    points = monthly(FLAT)
    measure = Measure("m", None, None, "", Place())
    found = standing(measure, COMPUTES, Timely(), points[::-1], date(2020, 3, 31), None)
    assert found.points == tuple(points)
    for before, after in pairwise(found.points):
        assert after.first_day == before.last_day + timedelta(days=1)


def valued(statistic, unit, measured, *, value, of):
    """What is said of one month's figure that is no share of cases."""
    (period,) = periods_between("2020-03", "2020-03")
    point = Point("2020-03", period.first_day, period.last_day, None, of, value, "value")
    indicator = Timely(unit=unit, of="workers", met="", measured=measured, statistic=statistic)
    measure = Measure("measure-1", "1", None, "Average", Place(), targets=STEPS)
    return standing(measure, COMPUTES, indicator, [point], date(2020, 3, 31), "2018-04")


@pytest.mark.parametrize(
    ("statistic", "unit", "measured", "value", "of", "said"),
    [
        ("count", "number", "", 1204.0, None, "the number of workers was 1,204;"),
        (
            "ratio",
            "number",
            "children held each",
            17.25,
            40,
            "children held each: 17.3 (40 workers);",
        ),
        ("median", "weeks", "weeks taken", 1.0, 12, "median of weeks taken: 1 week (12 workers);"),
        ("mean", "days", "days lost", 4.0, 9, "there were only 9 workers, too few for a figure;"),
    ],
)
def test_a_figure_that_is_no_share_of_cases_is_said_and_not_judged(
    statistic, unit, measured, value, of, said
):
    found = valued(statistic, unit, measured, value=value, of=of)
    assert said in found.sentence
    assert found.met is None
