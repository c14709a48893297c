"""Limits for a share of few cases, or of numbers of cases that change: P charts."""

from datetime import date

import pytest

from lineofsight.progress.chart_choice import chart_for
from lineofsight.progress.p_chart import p_limits
from lineofsight.progress.points import Point

EVEN = [(40, 50), (41, 50)] * 8


def points(counts) -> list[Point]:
    day = date(2026, 1, 1)
    return [
        Point(str(at), day, day, met, of, 100 * met / of if of else None, "value")
        for at, (met, of) in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("counts", "chart"),
    [
        ([(80, 100), (82, 101)] * 6, "xmr"),
        ([(40, 50), (80, 100)] * 6, "xmr"),
        ([(40, 50), (81, 101)] * 6, "p"),
        ([(45, 50)] * 12, "xmr"),
        ([(46, 50)] * 12, "p"),
        ([(4, 50)] * 12, "p"),
        ([(50, 50)] * 12, "xmr"),
        ([(4, 8), (1, 3)] * 6, "xmr"),
        ([(80, 100), (3, 9)] * 6, "xmr"),
        ([], "xmr"),
    ],
)
def test_the_chart_is_chosen_by_a_rule(counts, chart):
    """P where one period has more than twice the cases of another, or where fewer than 5 cases a
    period are to be expected of the rarer outcome; XmR otherwise."""
    assert chart_for(points(counts)).chart == chart


def test_the_choice_says_why():
    """In the series' own numbers."""
    assert chart_for(points([(40, 50), (90, 120)])).why == (
        "P chart: the cases of a period change from 50 to 120, more than twofold, so that each has "
        "limits of its own."
    )
    assert chart_for(points([(48, 50), (47, 50)])).why == (
        "P chart: of about 50 cases a period only 2.5 differ from the rest, so that the figures "
        "move in large steps."
    )


def test_each_period_has_limits_by_its_own_cases():
    """Three standard deviations of chance: 80% of 100 cases is 4 points, of 25 cases it is 8."""
    found = p_limits([(80, 100), (20, 25)], better="up").points
    assert (found[0].lower, found[0].upper) == pytest.approx((68, 92))
    assert (found[1].lower, found[1].upper) == pytest.approx((56, 100))


def test_the_mean_is_that_of_all_cases():
    """90 of 100 and 5 of 10 are 95 of 110, not 70%."""
    assert p_limits([(90, 100), (5, 10)], better="up").segments[0].mean == pytest.approx(950 / 11)


def test_figures_that_move_more_than_chance_have_wider_limits():
    """Of 1,000 cases each, from 70% to 80% and back: the limits are widened by as much (P')."""
    restless = p_limits([(700, 1000), (800, 1000)] * 8, better="up")
    assert restless.spread == pytest.approx(10 / (100 * (0.75 * 0.25 / 1000) ** 0.5) / 1.128)
    assert not any(point.outside for point in restless.points)


def test_figures_that_move_less_than_chance_keep_the_limits_of_chance():
    """They are never narrowed."""
    found = p_limits(EVEN, better="up")
    sigma = 100 * (0.81 * 0.19 / 50) ** 0.5
    assert found.spread is not None
    assert found.spread < 1
    assert found.points[0].lower == pytest.approx(81 - 3 * sigma)


def test_the_same_four_rules_name_its_points():
    """Seven below the mean, or one beyond a limit, and what that means by what is better."""
    found = p_limits([*EVEN, *[(39, 50)] * 7], better="up")
    assert (found.points[-1].label, found.variation) == ("seven_below_mean", "worsening")
    far = p_limits([*EVEN, (20, 50)], better="up").points[-1]
    assert (far.label, far.variation) == ("below_lower_limit", "worsening")


def test_a_period_of_fewer_than_10_cases_is_not_named():
    """Its cases count in the mean; it is called neither better nor worse, and ends a run."""
    found = p_limits([*EVEN, (0, 9)], better="up")
    assert (found.points[-1].value, found.points[-1].upper) == (None, None)
    assert found.segments[0].mean == pytest.approx(100 * 648 / 809)
    broken = p_limits([*EVEN, *[(39, 50)] * 4, (7, 9), *[(39, 50)] * 3], better="up")
    assert broken.variation == "usual"


def test_a_month_without_cases_is_a_gap():
    """Nothing is drawn over it, and nothing is told of it."""
    for gap in (None, (0, 0)):
        found = p_limits([(40, 50), gap, (41, 50)], better="up").points[1]
        assert (found.value, found.lower, found.label) == (None, None, "common_cause")


def test_all_or_none_of_the_cases_is_no_variation():
    """The limits lie on the mean, and nothing is beyond them."""
    for counts in ([(0, 30)] * 12, [(30, 30)] * 12):
        found = p_limits(counts, better="up")
        assert {(p.lower, p.outside) for p in found.points} == {(found.segments[0].mean, False)}


def test_a_rebase_begins_a_new_mean():
    """As in an XmR chart; fewer than 12 figures since are on trial."""
    found = p_limits([*EVEN, (20, 50), (21, 50)], better="up", rebase_at=[16])
    assert [segment.mean for segment in found.segments] == pytest.approx([81, 41])
    assert found.trial


def test_whether_a_target_can_be_counted_on_is_told_by_a_usual_period():
    """By the limits of the mean number of cases, not by those of the last period's."""
    counts = [*[(480, 600), (474, 600)] * 8, (8, 10)]
    assert p_limits(counts, better="up", target=90).assurance == "consistently_missed"


def test_a_part_larger_than_its_whole_is_refused():
    """It is a mistake in the counts."""
    with pytest.raises(ValueError, match="12 of 10 is not a part of a whole"):
        p_limits([(12, 10)], better="up")
