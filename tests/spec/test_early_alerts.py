"""Early alerts: which load opens one, what can be said of it, and the day a condition tells."""

from datetime import date, timedelta

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.early.kinds import KINDS
from lineofsight.measuring.early.life import (
    MOST_DAYS,
    AlertState,
    CannotSay,
    How,
    check_say,
    opens,
    passed_on,
    state_on,
)
from lineofsight.measuring.early.turning import turning
from lineofsight.measuring.engine import Rows, engine_over_rows
from lineofsight.measuring.periods import period_holding
from lineofsight.measuring.records import open_records, records

DAY = date(2026, 3, 31)
TURNING = [each for each in KINDS if each.how == "turning"]


def test_every_kind_is_told_by_an_indicator_in_the_way_that_it_says() -> None:
    known = catalogue()
    assert len({each.key for each in KINDS}) == len(KINDS)
    for each in KINDS:
        indicator = known[each.indicator]
        assert "child_id" in indicator.panel.columns, each.key
        assert (indicator.clock is not None) is (each.how == "list"), each.key
        assert (each.days_ahead > 0) is (each.how != "met"), each.key


def plans(*began: date) -> Rows:
    """Open plans of both kinds, one of each child, begun on some days."""
    return {
        "ssd_cp_plans": [
            {
                "cppl_cp_plan_id": f"L{number}",
                "cppl_person_id": f"P{number}",
                "cppl_cp_plan_start_date": day,
            }
            for number, day in enumerate(began)
        ],
        "ssd_cin_plans": [
            {
                "cinp_cin_plan_id": f"L{number}",
                "cinp_person_id": f"P{number}",
                "cinp_cin_plan_start_date": day,
            }
            for number, day in enumerate(began)
        ],
        # No visit: the panel of plans reads them, and no condition here does.
        "ssd_cin_visits": [],
    }


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: counted day by day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    found = first
    while (found + timedelta(days=1)).month == first.month and found.day < day.day:
        found += timedelta(days=1)
    return found


@pytest.mark.parametrize("kind", TURNING, ids=lambda each: each.key)
def test_a_plan_is_due_on_the_day_on_which_it_reaches_its_age(kind: object) -> None:
    """Counted a second way, and at once with the indicator's own condition; month ends as well."""
    indicator = catalogue()[kind.indicator]  # type: ignore[attr-defined]
    months = indicator.parameters["months"]
    began = [date(2023, 8, 31) + timedelta(days=days) for days in range(0, 950, 7)]
    began += [date(2024, 2, 29), date(2025, 3, 31), date(2025, 4, 1), date(2024, 9, 30)]
    with engine_over_rows(plans(*began), DAY) as engine:
        [found] = open_records(engine, turning(indicator)).values()
        met = records(engine, indicator, period_holding(DAY), state="met")
    expected = {f"L{n}": months_later(day, months) for n, day in enumerate(began) if day <= DAY}
    assert {each.record: each.due for each in found} == expected
    reached = {each.record for each in found if expected[each.record] <= DAY}
    assert reached == {each.record for each in met}
    assert {each.record for each in found if each.state == "overdue"} == {
        each for each, due in expected.items() if due < DAY
    }


@pytest.mark.parametrize("other", ["cp_visits_10_working_days", "cla_two_moves", "cp_plans_begun"])
def test_no_day_is_made_up_where_a_condition_tells_none(other: str) -> None:
    with pytest.raises(ValueError, match=other):
        turning(catalogue()[other])


@pytest.mark.parametrize(
    ("due", "before", "expected"),
    [
        (None, None, True),
        (DAY, None, True),
        (DAY - timedelta(days=1), None, False),
        # It came due and late between two loads: no load before could tell it in time.
        (DAY - timedelta(days=1), DAY - timedelta(days=7), True),
        (DAY - timedelta(days=8), DAY - timedelta(days=7), False),
        # Somebody went back to an earlier load.
        (DAY, DAY + timedelta(days=7), True),
        (DAY - timedelta(days=1), DAY + timedelta(days=7), False),
    ],
)
def test_what_was_late_already_opens_no_early_alert(
    due: date | None, before: date | None, expected: bool
) -> None:
    assert opens(due, DAY, before) is expected


def test_what_was_snoozed_is_new_again_on_its_day_and_not_before() -> None:
    until = DAY + timedelta(days=3)
    assert state_on("snoozed", until, until - timedelta(days=1)) == "snoozed"
    assert state_on("snoozed", until, until) == "new"
    assert state_on("acted", None, until) == "acted"


def test_whoever_takes_a_child_over_has_seen_nothing_yet() -> None:
    states: tuple[AlertState, ...] = ("new", "seen", "snoozed", "acted")
    assert [passed_on(each) for each in states] == ["new", "new", "new", "acted"]


@pytest.mark.parametrize(
    ("state", "how", "note", "days", "due_in", "said"),
    [
        ("new", "see", "", None, 5, ""),
        ("acted", "see", "", None, 5, "acted on or snoozed already"),
        ("gone", "act", "Done.", None, 5, "no longer stands"),
        ("new", "act", " ", None, 5, "Say what was done"),
        ("seen", "act", "Visited.", None, -5, ""),
        ("new", "snooze", "Booked.", 5, 5, ""),
        ("new", "snooze", "", 5, 5, "why it can wait"),
        ("new", "snooze", "Booked.", None, 5, "until which day"),
        ("new", "snooze", "Booked.", 0, 5, "a day after today"),
        ("new", "snooze", "Booked.", 6, 5, "past the day on which its thing is due"),
        ("new", "snooze", "Booked.", 1, -1, "past the day on which its thing is due"),
        ("new", "snooze", "Stable.", MOST_DAYS, None, ""),
        ("new", "snooze", "Stable.", MOST_DAYS + 1, None, "at most 28 days"),
    ],
)
def test_what_can_be_said_of_an_alert(
    state: AlertState, how: How, note: str, days: int | None, due_in: int | None, said: str
) -> None:
    until = None if days is None else DAY + timedelta(days=days)
    due = None if due_in is None else DAY + timedelta(days=due_in)
    if not said:
        check_say(state, how, note, until, due, DAY)
        return
    with pytest.raises(CannotSay, match=said):
        check_say(state, how, note, until, due, DAY)
