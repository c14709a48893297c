"""Which target a measure is judged by on a day."""

from datetime import date

import pytest

from lineofsight.plan.model import Target
from lineofsight.progress.target_in_force import target_in_force
from lineofsight.progress.target_steps import level_words, target_steps


def percent(value, comparison=">=", **more) -> Target:
    return Target(value, "%", comparison, more.pop("text", f"Target: {value}%"), **more)


def in_words(targets, as_at, plan_date="2019-07", polarity="high"):
    """The target in force, the one to come and what is said of them."""
    found = target_in_force(targets, date.fromisoformat(as_at), plan_date, polarity)
    return (
        level_words(found.step) if found.step else None,
        level_words(found.coming) if found.coming else None,
        found.notes,
    )


def levels(targets, plan_date="2019-07", polarity="high"):
    read = target_steps(targets, plan_date=plan_date, polarity=polarity)
    return [(str(step.from_day), step.value, step.derived) for step in read.steps]


STEPPED = (percent(70, by="2019-10", interim=True), percent(95, by="2020-03"))


@pytest.mark.parametrize(
    ("as_at", "in_force", "coming"),
    [
        ("2019-10-30", None, "70% or more"),
        ("2019-10-31", "70% or more", "95% or more"),
        ("2020-03-30", "70% or more", "95% or more"),
        ("2020-03-31", "95% or more", None),
    ],
)
def test_a_target_by_a_month_holds_from_its_last_day(as_at, in_force, coming):
    """Before the first step there is none in force, only one to reach."""
    assert in_words(STEPPED, as_at)[:2] == (in_force, coming)


def test_a_target_by_a_day_holds_from_that_day():
    """The day itself is in it."""
    by_day = (percent(80, by="2020-01-15"),)
    assert in_words(by_day, "2020-01-14")[0] is None
    assert in_words(by_day, "2020-01-15")[0] == "80% or more"


def test_without_a_date_a_target_holds_from_the_plans_own():
    """Figures from before the plan are not judged by it."""
    assert in_words((percent(85),), "2019-06-30")[:2] == (None, "85% or more")
    assert in_words((percent(85),), "2019-07-01")[0] == "85% or more"


def test_without_any_date_it_always_holds():
    """Neither the target nor the plan says when."""
    assert in_words((percent(85),), "1990-01-01", plan_date=None)[0] == "85% or more"


def test_no_target_at_all_is_none():
    """A measure for which the plan sets nothing has nothing to be judged by."""
    assert target_in_force((), date(2020, 1, 1)) is None


def test_another_5_percent_adds_to_the_step_before():
    """A fall of 5 points from 51%, another 5 and another 1 are 46%, 41% and 40%, each marked as
    worked out by us."""
    targets = (
        percent(5, "decrease_by", by="2019-12", baseline=51),
        percent(5, "decrease_by", by="2020-03", baseline=51, additional=True),
        percent(1, "decrease_by", by="2020-06", additional=True),
    )
    assert levels(targets, polarity="low") == [
        ("2019-12-31", 46, True),
        ("2020-03-31", 41, True),
        ("2020-06-30", 40, True),
    ]


def test_a_repeated_rise_goes_on_until_100_percent():
    """60%, 70%, then 5% every 2 months: the last step is 100%."""
    targets = (
        percent(60, by="2020-01"),
        percent(70, by="2020-03"),
        percent(5, "increase_by", every="P2M"),
    )
    assert levels(targets) == [
        ("2020-01-31", 60, False),
        ("2020-03-31", 70, False),
        ("2020-05-31", 75, True),
        ("2020-07-31", 80, True),
        ("2020-09-30", 85, True),
        ("2020-11-30", 90, True),
        ("2021-01-31", 95, True),
        ("2021-03-31", 100, True),
    ]


def test_a_fall_with_a_baseline_becomes_the_level_it_leads_to():
    """It is read in percentage points, and says so."""
    targets = (percent(10, "decrease_by", baseline=51, text="10% less than 51%"),)
    assert in_words(targets, "2020-01-01", polarity="low") == (
        "41% or less",
        None,
        ("Read as percentage points from 51%: “10% less than 51%”.",),
    )


def test_a_fall_from_nowhere_is_read_as_a_level_where_that_makes_sense():
    """ "% decrease of re-referrals, target 25%": no baseline, and lower is better."""
    targets = (percent(25, "decrease_by", text="Target: 25%"),)
    assert in_words(targets, "2020-01-01", polarity="low") == (
        "25% or less",
        None,
        (
            "The plan speaks of a change and gives no baseline; “Target: 25%” is read as "
            "25% or less.",
        ),
    )


@pytest.mark.parametrize("polarity", ["high", "neutral"])
def test_a_fall_from_nowhere_in_what_should_rise_is_not_guessed_at(polarity):
    """Nothing is in force, and the plan's owners are asked for a baseline."""
    step, coming, notes = in_words((percent(25, "decrease_by"),), "2020-01-01", polarity=polarity)
    assert (step, coming) == (None, None)
    assert notes == (
        "The plan asks for a change (“Target: 25%”) and does not say from what: give a baseline.",
    )


def test_changes_that_build_on_each_other_are_never_levels():
    """ "5% by December, another 5% by March" without a baseline: 5% cannot be the level."""
    targets = (
        percent(5, "decrease_by", by="2019-12"),
        percent(5, "decrease_by", by="2020-03", additional=True),
    )
    assert levels(targets, polarity="low") == []


def test_a_target_to_be_decided_is_told():
    """No target is in force because the plan has not set one yet."""
    targets = (Target(None, "text", "=", "Target: TBC", tba=True),)
    assert in_words(targets, "2020-01-01") == (
        None,
        None,
        ("The plan leaves a target to be decided: “Target: TBC”.",),
    )


def test_a_direction_without_a_value_is_told():
    """ "An increase" is no level to be judged by."""
    targets = (Target(None, "text", "trend", "Increase in feedback", direction="up"),)
    assert in_words(targets, "2020-01-01")[2] == (
        "The plan says which way to go but not how far: “Increase in feedback”.",
    )


def test_a_count_is_not_compared_with_a_percentage():
    """A target of 40 children says nothing of a figure in percent."""
    targets = (Target(40, "count", "<=", "No more than 40"),)
    step, _, notes = in_words(targets, "2020-01-01")
    assert step is None
    assert notes == (
        "The target “No more than 40” is not in the figure's unit (percent), so it cannot be "
        "judged by it.",
    )


def test_two_targets_from_one_day_are_judged_by_the_stricter():
    """It is told that the plan gives both."""
    both = (percent(95), percent(70))
    told = "The plan prints “Target: 95%” and “Target: 70%”, which may be of two measures: "
    judged = "judged by 95% or more."
    assert in_words(both, "2020-01-01") == ("95% or more", None, (told + judged,))


def test_two_targets_that_pull_apart_leave_none_in_force():
    """At most and at least from the same day: somebody must say which is meant."""
    both = (percent(95), percent(70, "<="))
    step, coming, notes = in_words(both, "2020-01-01", polarity="neutral")
    assert (step, coming) == (None, None)
    assert notes == (
        "From the same day the plan asks for 95% or more and 70% or less: no target is in force.",
    )


def test_a_bare_figure_is_read_by_what_is_better():
    """ "Target: 10%" of something there should be less of means 10% or less, and that is told."""
    step, _, notes = in_words((percent(10),), "2020-01-01", polarity="low")
    assert step == "10% or less"
    assert notes == (
        "The plan does not say “or more” or “or less” of “Target: 10%”: read by what is better "
        "of this figure.",
    )


def test_words_that_contradict_what_is_better_are_not_overruled():
    """ "At least 10%" of something there should be less of is put to the plan's owners."""
    step, _, notes = in_words((percent(10, text="at least 10%"),), "2020-01-01", polarity="low")
    assert step is None
    assert notes == (
        "The plan asks for “at least 10%”, but of this figure lower is better: "
        "check which is meant.",
    )


def test_an_undated_target_after_an_interim_one_waits_for_a_date():
    """Otherwise the interim step would lower what holds from the first day."""
    targets = (percent(70, by="2019-10", interim=True), percent(95))
    assert in_words(targets, "2020-01-01") == (
        "70% or more",
        None,
        ("The plan gives no date for “Target: 95%”, to which the interim target leads.",),
    )


def test_a_target_some_months_after_the_plan_counts_from_its_date():
    """A plan of July 2019 and three months are the end of October."""
    assert levels((percent(80, by="RELATIVE:P3M"),)) == [("2019-10-31", 80, False)]
    read = target_steps((percent(80, by="RELATIVE:P3M"),), plan_date=None)
    assert read.notes == (
        "The target “Target: 80%” counts from the plan's date, and the plan has none.",
    )


def test_a_stretch_of_time_ends_when_its_target_begins():
    """Reached between April and June: it holds from the end of June."""
    assert levels((percent(80, by="RANGE:2020-04/2020-06"),)) == [("2020-06-30", 80, False)]


def test_a_level_that_cannot_be_is_refused():
    """60% and 50 points more."""
    targets = (percent(60, by="2020-01"), percent(50, "increase_by", by="2020-03"))
    read = target_steps(targets, plan_date=None, polarity="high")
    assert [step.value for step in read.steps] == [60]
    assert read.notes == ("The target “Target: 50%” leads to 110%, which cannot be.",)


def test_a_rise_in_what_should_fall_is_put_to_the_plans_owners():
    """A target that goes the wrong way is not judged by."""
    targets = (percent(10, "increase_by", baseline=51, text="10% more"),)
    assert in_words(targets, "2020-01-01", polarity="low")[2] == (
        "The plan asks for “10% more”, but of this figure lower is better: check which is meant.",
    )


def test_a_date_that_cannot_be_read_leaves_the_target_out():
    """It is told, and the measure's other targets still hold."""
    read = target_steps((percent(80), percent(90, by="spring")), plan_date=None, polarity="high")
    assert [step.value for step in read.steps] == [80]
    assert read.notes == ("The date 'spring' is not one: write it as 2020-03-31 or 2020-03.",)
