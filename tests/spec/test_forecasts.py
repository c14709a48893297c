"""Where figures are going: what to expect if nothing changes."""

from datetime import date

import pytest

from lineofsight.measuring.periods import periods_between
from lineofsight.plan.model import Target
from lineofsight.progress.expected_path import expected_path
from lineofsight.progress.forecast_words import forecast_sentence
from lineofsight.progress.points import Point
from lineofsight.progress.samples import sample_share
from lineofsight.progress.series_progress import Rebase, progress_of

STEADY = [80.0, 82.0] * 9
RISING = [50.0 + n + (0.5 if n % 2 else -0.5) for n in range(20)]
STEPPED = [60.0, 62.0] * 7 + [80.0, 82.0] * 7


def forecast(values, *targets, polarity="high", **more):
    """The forecast of monthly percentages up to March 2026, and its sentence."""
    months = periods_between("2020-01", "2026-03")[-len(values) :]
    points = [
        Point(m.name, m.first_day, m.last_day, None, None, value, "value")
        for m, value in zip(months, values, strict=True)
    ]
    found = progress_of(points, unit="percent", polarity=polarity, targets=targets, **more)
    assert found.forecast is not None
    return found.forecast, forecast_sentence(found.forecast, points, "percent")


def by(value, when, comparison=">=") -> Target:
    return Target(value, "%", comparison, f"{value}% by {when}", by=when)


def test_a_steady_series_stays_as_it_is():
    """The next figure lies within the limits.  It will not meet a target beyond them unless
    something changes, and no date is given."""
    found, said = forecast(STEADY, by(95, "2026-06"))
    assert (found.outlook, found.next.period.name, found.next.value) == ("steady", "2026-04", 81)
    assert (found.next.lower, found.next.upper) == pytest.approx((75.68, 86.32))
    assert (found.in_time, found.pace) == (False, None)
    assert said == (
        "As things are, the next figures will lie between 75.7% and 86.3%, and nothing says that "
        "they are moving: they will not meet the target of 95% or more by June 2026 unless "
        "something changes."
    )


def test_a_steady_series_beyond_its_target_goes_on_meeting_it():
    """As long as nothing changes."""
    found, said = forecast(STEADY, by(70, "2026-06"))
    assert (found.assured, found.in_time) == ("consistently_met", True)
    assert said.endswith("they will meet the target of 70% or more by June 2026 as long as nothing "
                         "changes.")  # fmt: skip


def test_a_target_within_usual_variation_is_met_by_chance():
    """In some months and not in others; that is not a date."""
    found, said = forecast(STEADY, by(82, "2026-06"))
    assert (found.assured, found.in_time) == ("hit_or_miss", None)
    assert "some will meet the target of 82% or more by June 2026 and some will not, by chance" in (
        said
    )


def test_figures_with_a_pace_reach_a_target_in_a_month():
    """A straight line, with the months between which the true line reaches it at 95%."""
    found, said = forecast(RISING, by(75, "2026-12"))
    assert (found.outlook, found.since) == ("pace", "2024-08")
    assert found.pace.a_period == pytest.approx(1, abs=0.02)
    assert found.pace.reached.name == "2026-09"
    assert found.pace.earliest.name <= "2026-09" <= found.pace.latest.name
    assert found.in_time
    assert said == (
        "Since August 2024 the figures have been rising by about 1.0 percentage points a month: "
        "at this pace they would meet the target of 75% or more in September 2026 (October 2026 "
        "at the latest), by its date of December 2026."
    )


def test_a_target_that_the_pace_does_not_reach_by_its_date_is_told():
    """With the month in which it would."""
    found, said = forecast(RISING, by(75, "2026-06"))
    assert not found.in_time
    assert found.pace.at_its_date.period.name == "2026-06"
    assert found.pace.at_its_date.lower < found.pace.at_its_date.value < 75
    assert said.endswith("in September 2026 (October 2026 at the latest), after its date of June "
                         "2026.")  # fmt: skip


def test_no_pace_is_carried_on_for_longer_than_it_was_seen():
    """Twenty months tell nothing of the thirtieth."""
    found, said = forecast(RISING, by(99, "2026-06"))
    assert (found.pace.reached, found.pace.farthest, found.in_time) == (None, 20, False)
    assert said.endswith(
        "at this pace they would not meet the target of 99% or more by June 2026, nor within 20 "
        "months."
    )


def test_a_pace_away_from_the_target_does_not_reach_it():
    """Of what there should be less of, rising figures move away."""
    found, _ = forecast(RISING, by(40, "2026-12", "<="), polarity="low")
    assert (found.pace.reached, found.in_time) == (None, False)


def test_a_change_of_level_is_no_pace():
    """The figures went up once; since then they are steady, and no line is drawn through both."""
    found, said = forecast(STEPPED, by(95, "2026-06"))
    assert (found.outlook, found.since) == ("step", "2025-02")
    assert (found.level_before, found.level) == (61, 81)
    assert said.startswith(
        "The level changed in February 2025, from about 61.0% to about 81.0%. As things are, "
    )
    assert said.endswith("unless something changes.")


def test_a_change_of_level_suggests_a_rebase_and_makes_none():
    """Somebody who knows why may let the limits begin anew there."""
    found, _ = forecast(STEPPED)
    assert found.suggested_rebase == "2025-02"
    rebased, _ = forecast(STEPPED, rebases=[Rebase("2025-02", "a new team")])
    assert (rebased.outlook, rebased.suggested_rebase) == ("steady", None)


def test_a_change_of_level_is_suggested_on_seven_figures_either_side():
    """Fewer may be a few unusual months."""
    found, said = forecast([60.0, 62.0] * 7 + [80.0, 82.0] * 3)
    assert (found.outlook, found.next, found.suggested_rebase) == ("step", None, None)
    assert said.endswith("Since then there are too few figures to tell where they are going.")


def test_fewer_than_12_figures_are_no_forecast():
    """Whatever they seem to do."""
    found, said = forecast(RISING[:11], by(75, "2026-06"))
    assert (found.outlook, found.next, found.in_time) == ("too_few", None, None)
    assert said == "There are too few figures to tell where they are going."


def test_no_percentage_is_expected_below_0_or_above_100():
    """Where limits or a line lead there, the figure ends."""
    assert forecast([97.0, 99.0] * 9)[0].next.upper == 100
    line = [40.0 + 3 * n + (0.3 if n % 2 else -0.3) for n in range(20)]
    assert forecast(line)[0].next.value == 100


def test_the_line_from_step_to_step_is_expected_and_ours():
    """From the baseline on the plan's date, straight to each step, and level after the last."""
    targets = (Target(30, "%", "<=", "51% to 30%", by="2026-03", baseline=51),)
    path = expected_path(targets, plan_date="2025-04-01", polarity="low")
    assert path is not None
    assert path.at(date(2025, 3, 31)) is None
    assert path.at(date(2025, 4, 1)) == 51
    assert path.at(date(2025, 9, 30)) == pytest.approx(51 - 21 * 182 / 364)
    assert path.at(date(2026, 3, 31)) == path.at(date(2027, 1, 1)) == 30


def test_one_step_alone_has_no_path():
    """There is nothing to draw a line from."""
    assert expected_path((by(90, "2026-03"),), plan_date="2025-04-01") is None


def test_a_sample_drawn_at_random_speaks_for_the_rest():
    """With its interval, where it was fixed before anybody graded it."""
    share = sample_share(14, 20, drawn="at_random", fixed_before_grading=True)
    assert share.interval == pytest.approx((48.10, 85.45), abs=0.01)
    assert share.sentence == (
        "14 of 20 (70.0%): drawn at random, so that of all cases it is between 48.1% and 85.5% "
        "(95% interval)."
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "drawn", "fixed", "said"),
    [
        (14, 20, "chosen", True, "14 of 20 (70.0%): the cases were chosen, so they say nothing of "
         "those that were not."),
        (14, 20, "at_random", False, "14 of 20 (70.0%): the cases were drawn at random but not "
         "fixed before they were graded, so they say nothing of those that were not looked at."),
        (14, 20, "all", True, "14 of 20 (70.0%): every case was looked at, none was drawn."),
        (7, 9, "at_random", True, "7 of 9: so few cases say nothing of the others."),
    ],
)  # fmt: skip
def test_any_other_sample_says_so_and_has_no_interval(numerator, denominator, drawn, fixed, said):
    """Chosen cases, cases swapped while they were graded, all of them, and fewer than 10."""
    share = sample_share(numerator, denominator, drawn=drawn, fixed_before_grading=fixed)
    assert (share.interval, share.sentence) == (None, said)
