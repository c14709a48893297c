"""What a run of figures says: usual variation, or a change."""

import pytest

from lineofsight.progress.limits import process_limits

STEADY = [80.0, 82.0] * 8


def test_limits_lie_a_fixed_number_of_mean_moving_ranges_from_the_mean():
    """Mean 81, each month 2 from the last: 81 + 2.66 x 2 and 81 - 2.66 x 2."""
    found = process_limits(STEADY, better="up").segments[0]
    assert (found.mean, found.lower, found.upper) == pytest.approx((81, 75.68, 86.32))


def test_what_varies_no_more_than_usual_is_called_usual():
    """Up one month and down the next is nobody's achievement and nobody's fault."""
    found = process_limits(STEADY, better="up")
    assert found.variation == "usual"
    assert {point.label for point in found.points} == {"common_cause"}


@pytest.mark.parametrize(
    ("last", "label", "up", "down"),
    [
        ([90.0], "above_upper_limit", "improving", "worsening"),
        ([70.0], "below_lower_limit", "worsening", "improving"),
        ([81.5] * 7, "seven_above_mean", "improving", "worsening"),
        ([80.5] * 7, "seven_below_mean", "worsening", "improving"),
        ([79.0, 79.5, 80.0, 80.5, 81.5, 82.0, 82.5], "rising", "improving", "worsening"),
        ([83.0, 82.5, 82.0, 81.5, 80.5, 80.0, 79.5], "falling", "worsening", "improving"),
        ([85.0, 82.0, 85.0], "two_in_three_above", "improving", "worsening"),
        ([77.0, 80.0, 77.0], "two_in_three_below", "worsening", "improving"),
    ],
)
def test_four_rules_tell_a_change_from_usual_variation(last, label, up, down):
    """One month beyond a limit, seven in a row on one side of the mean, seven rising or falling,
    or two of three close to the same limit.  Whether it is good depends on what is better."""
    for better, variation in (("up", up), ("down", down)):
        found = process_limits([*STEADY, *last], better=better, fix_after=16)
        assert (found.points[-1].label, found.variation) == (label, variation)


def test_a_figure_without_a_better_way_is_higher_or_lower():
    """Nothing is called good or bad of it."""
    assert process_limits([*STEADY, 90.0], better=None, fix_after=16).variation == "higher"
    assert process_limits([*STEADY, 70.0], better=None, fix_after=16).variation == "lower"


def test_fewer_than_12_figures_give_limits_on_trial():
    """They are shown, and nothing is made of them."""
    assert process_limits(STEADY[:11], better="up").trial
    assert not process_limits(STEADY[:12], better="up").trial


def test_one_figure_gives_no_limits():
    """Nothing tells yet how much it moves."""
    found = process_limits([80.0], better="up", target=50)
    assert (found.segments[0].mean, found.segments[0].upper, found.assurance) == (80, None, None)
    assert found.points[0].label == "common_cause"


def test_a_missing_month_is_a_gap_and_no_moving_range_crosses_it():
    """From 80 to 90 over an unknown month is not a move of 10 in a month."""
    found = process_limits([80.0, 82.0, None, 90.0, 92.0], better="up", screening="off")
    assert found.segments[0].upper == pytest.approx(86 + 2.66 * 2)
    assert (found.points[2].value, found.points[2].mean) == (None, 86)
    assert found.segments[0].count == 4


def test_a_missing_month_ends_a_run():
    """Six and a gap and one are not seven in a row."""
    unbroken = process_limits([*STEADY, *[81.5] * 7], better="up", fix_after=16)
    broken = process_limits([*STEADY, *[81.5] * 6, None, 81.5], better="up", fix_after=16)
    assert unbroken.variation == "improving"
    assert broken.variation == "usual"


def test_where_nothing_ever_moves_the_limits_are_the_mean():
    """Twelve months of 100% are steady; they are not called unusual."""
    found = process_limits([100.0] * 12, better="up", target=95)
    assert (found.segments[0].lower, found.segments[0].upper) == (100, 100)
    assert (found.variation, found.assurance) == ("usual", "consistently_met")


def test_one_change_in_a_steady_series_does_not_put_the_rest_beyond_a_limit():
    """Were its moving range left out, the limits would fall on the mean, and every other month
    would lie beyond one."""
    values = [100.0] * 11 + [95.0]
    found = process_limits(values, better="up")
    assert not any(point.outside for point in found.points[:11])
    as_package = process_limits(values, better="up", screening="package")
    assert all(point.outside for point in as_package.points)


def test_after_a_known_change_the_limits_begin_anew():
    """No run and no moving range looks back across it, and the last part is what counts."""
    values = [*[60.0, 62.0] * 8, *STEADY]
    found = process_limits(values, better="up", target=70, rebase_at=[16])
    assert [segment.mean for segment in found.segments] == [61, 81]
    assert [segment.first for segment in found.segments] == [0, 16]
    assert (found.variation, found.assurance) == ("usual", "consistently_met")


@pytest.mark.parametrize(
    ("target", "up", "down"),
    [
        (70, "consistently_met", "consistently_missed"),
        (81, "hit_or_miss", "hit_or_miss"),
        (90, "consistently_missed", "consistently_met"),
    ],
)
def test_limits_say_whether_the_target_can_be_counted_on(target, up, down):
    """Beyond both limits it will be met, or missed, every month while nothing changes."""
    assert process_limits(STEADY, better="up", target=target).assurance == up
    assert process_limits(STEADY, better="down", target=target).assurance == down


def test_the_rules_and_constants_are_named_in_the_result():
    """Published practice differs, so a chart says by what it was made."""
    found = process_limits(STEADY, better="up")
    assert found.ruleset == "plotthedots_0_2"
    assert found.constants == {
        "limit": 2.66,
        "near_limit": pytest.approx(1.7733333333),
        "moving_range_screen": 3.267,
    }
