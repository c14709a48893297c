"""What a review says of when actions and targets are due."""

from datetime import date

import pytest

from lineofsight.plan.inspections import Inspection
from lineofsight.plan.model import (
    Doubt,
    Due,
    Rating,
    RatingMeaning,
)
from lineofsight.plan.review import InspectionFinding, review_plan
from tests.support.reviewed import (
    HERE,
    action,
    due,
    gaps,
    measure,
    only,
    plan,
    target,
)


def test_an_action_without_a_date_is_told() -> None:
    """Whether nothing is printed, an event, or words in which no date can be read."""
    for printed, words in (
        (Due(), "has no date:"),
        (Due("when the system is live", (), "event"), "waits for an event"),
        (Due("in due course", (), "none"), "no date that can be read (in due course)"),
    ):
        assert words in only(plan(action("1.1", due=printed)), "no_date").message


def test_dates_that_could_not_be_paired_are_a_doubt_and_no_gap() -> None:
    """As with leads."""
    doubt = Doubt("pairing", "3 dates (May June July) stand beside 2 actions: say whose.", HERE)
    assert gaps(plan(action("1.1", due=Due(), doubts=(doubt,))), "no_date") == []


def test_a_date_still_to_be_agreed_weighs_more_when_it_is_the_only_one() -> None:
    """One of several is only to be tidied."""
    alone = only(plan(action("1.1", due=due("TBA", text="tba"))), "date_to_be_agreed")
    beside = only(plan(action("1.1", due=due("2026-05-31", "TBA"))), "date_to_be_agreed")
    assert (alone.severity, beside.severity) == ("medium", "low")


@pytest.mark.parametrize("printed", ["31 June 2026", "30 Feb 2027", "31/09/2026", "31st November"])
def test_a_day_that_the_calendar_does_not_have_is_told(printed: str) -> None:
    """The reader keeps its month; the review asks which day is meant."""
    gap = only(plan(action("1.1", due=due("2026-09", text=printed))), "impossible_date")
    assert printed in gap.message


@pytest.mark.parametrize("printed", ["30 June 2026", "June 2026", "06/2026", "Q2 2026/27", "May"])
def test_a_month_or_a_day_that_exists_is_not_impossible(printed: str) -> None:
    """A month alone misses no day."""
    held = plan(action("1.1", due=due("2026-09", text=printed)))
    assert gaps(held, "impossible_date") == []


def test_an_action_dated_before_its_plan_is_told() -> None:
    """A quarter before or more, a slip of the year is likelier than work already done."""
    slip = only(plan(action("1.1", due=due("2025-09"))), "date_before_plan")
    late = only(plan(action("1.1", due=due("2026-03-31"))), "date_before_plan")
    assert (slip.severity, late.severity) == ("high", "medium")
    assert "slip" in slip.message
    assert "slip" not in late.message
    assert gaps(plan(action("1.1", due=due("2026-04"))), "date_before_plan") == []


def test_a_first_stage_or_a_finished_action_may_lie_before_the_plan() -> None:
    """What has a later date, goes on, or is rated as done is not out of date."""
    done = Rating("B", "BLUE")
    for held in (
        action("1.1", due=due("2026-01", "2026-06")),
        action("1.1", due=due("2026-01", "ONGOING")),
        action("1.1", due=due("2026-01"), rating=done),
    ):
        assert gaps(plan(held), "date_before_plan") == []


def test_an_action_dated_before_the_inspection_is_told_apart_from_one_before_its_plan() -> None:
    """It cannot answer what nobody had found; on the day the inspection began it may."""
    inspection = Inspection(
        first=date(2025, 11, 10), last=date(2025, 11, 21), printed="10 to 21 November 2025"
    )
    held = plan(action("1.1", due=due("2025-10")), action("1.2", "Book.", due=due("2025-11-30")))
    found = review_plan(held, inspection=inspection).gaps
    assert [(gap.kind, gap.ref) for gap in found if "date_before" in gap.kind] == [
        ("date_before_inspection", "1.1"),
        ("date_before_plan", "1.1"),
        ("date_before_plan", "1.2"),
    ]
    assert "the inspection was 10 to 21 November 2025" in found[0].message
    done = action("1.1", due=due("2025-10"), rating=Rating("B", "BLUE"))
    assert review_plan(plan(done), inspection=inspection).gaps == ()


def test_the_inspection_of_the_findings_is_the_one_that_the_plan_is_held_against() -> None:
    """The latest, where several are told."""
    early, late = (
        Inspection(last=date(year, 5, 1), first=date(year, 5, 1)) for year in (2022, 2025)
    )
    findings = [InspectionFinding("Visits are late.", inspection=each) for each in (late, early)]
    assert review_plan(plan(), findings).inspection == late


def test_a_plan_older_than_its_inspection_is_told() -> None:
    """Another plan, or another inspection, or a date that is wrong."""
    inspection = Inspection(first=date(2026, 5, 4), last=date(2026, 5, 15), printed="in May 2026")
    (gap,) = [
        gap
        for gap in review_plan(plan(), inspection=inspection).gaps
        if gap.kind == "plan_before_inspection"
    ]
    assert "The plan is of April 2026" in gap.message


def test_dates_that_the_reader_could_not_settle_are_still_judged() -> None:
    """Two dates beside one action: both lie before the plan, whichever is meant."""
    torn = Due("28 Feb 2025 28 Feb 2025", (), "none")
    doubt = Doubt("pairing", "2 dates stand beside one action: say when it is due.", HERE)
    assert only(plan(action("1.1", due=torn, doubts=(doubt,))), "date_before_plan")


def test_two_dates_for_one_target_are_told() -> None:
    """The same level by two dates; two levels by two dates are steps."""
    twice = measure("% visited", target(95, "2026-10"), target(95, "2027-03"))
    steps = measure("% visited", target(80, "2026-10"), target(95, "2027-03"))
    assert "2026-10 and 2027-03" in only(plan(twice), "two_dates").message
    assert gaps(plan(steps), "two_dates") == []


def test_an_action_that_promises_a_later_day_than_its_date_is_told() -> None:
    """Its words and its date cannot both hold."""
    held = action("1.1", "Recruit six workers by March 2027.", due=due("2026-09-30"))
    assert "30 September 2026" in only(plan(held), "two_dates").message


def test_too_many_dates_in_one_month_are_told() -> None:
    """More than eight, and more than a quarter of those dated."""
    held = [action(f"1.{n}", f"Step {n}", leads=(f"Lead {n}",)) for n in range(1, 10)]
    assert "September 2026" in only(plan(*held), "too_many_in_one_month").message
    assert gaps(plan(*held[:8]), "too_many_in_one_month") == []


def test_what_had_passed_is_told_only_on_a_given_day() -> None:
    """On the last day of its month an action is not yet overdue; on the next it is."""
    held = plan(action("1.1", due=due("2026-09")))
    assert gaps(held, "overdue") == []
    assert gaps(held, "overdue", date(2026, 9, 30)) == []
    assert "September 2026" in only(held, "overdue", date(2026, 10, 1)).message


def test_what_is_done_or_goes_on_is_not_overdue() -> None:
    """Done is what the plan's own key says is done, in whatever colour."""
    key = (RatingMeaning("Green", "GREEN", "Complete"), RatingMeaning("Blue", "BLUE", "Planned"))
    green, blue = Rating("G", "GREEN"), Rating("B", "BLUE")
    past, day = due("2026-05"), date(2026, 12, 1)
    own_key = plan(action("1.1", due=past, rating=green), rating_key=key)
    assert gaps(own_key, "overdue", day) == []
    assert only(plan(action("1.1", due=past, rating=blue), rating_key=key), "overdue", day)
    assert gaps(plan(action("1.1", due=past, rating=blue)), "overdue", day) == []
    assert gaps(plan(action("1.1", due=due("2026-05", "ONGOING"))), "overdue", day) == []


def test_a_target_whose_date_has_passed_is_told() -> None:
    """The last one asks for the next target; a step on the way is only to be reported."""
    held = plan(measure("% visited", target(80, "2026-06"), target(95, "2027-03")))
    assert gaps(held, "target_date_passed") == []
    assert only(held, "target_date_passed", date(2026, 7, 1)).severity == "low"
    last = only(held, "target_date_passed", date(2027, 4, 1))
    assert last.severity == "medium"
    assert "set the next target" in last.message
