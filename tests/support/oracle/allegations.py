"""Allegations against people who work with children: told in time, concluded in time."""

from functools import partial

from tests.support.oracle.cases import Clock, Count, Period, Thing, always, counted_when_done
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted, Groups


def _allegations(council: Council) -> list[Row]:
    """Without advice that was asked where there was none; an empty flag is an allegation."""
    return [row for row in council.rows("allegations") if not is_yes(row["consultation_only"])]


def allegations_referred_in_time(
    council: Council, period: Period, *, by_employer: bool = False
) -> Count:
    """Allegations of which the designated officer was told in the period; met where by the end of
    the next working day after the employer learned of them."""
    things = []
    for row in _allegations(council):
        known = day(row["known_on"])
        if known is None or (by_employer and row["referred_by"] != "EMPLOYER"):
            continue
        clock = Clock(known, add_working_days(known, 1), day(row["referred_on"]))
        things.append(_thing(row, clock))
    return counted_when_done(council, period, things)


def allegations_concluded_in_time(
    council: Council, period: Period, months: int = 3, *, by_due_date: bool = False
) -> Count:
    """Allegations concluded in the period; met where within so many months of the day on which the
    designated officer was told, or by the day that was set, of those that have one."""
    things = []
    for row in _allegations(council):
        told, due = day(row["referred_on"]), day(row["due_on"])
        if (due if by_due_date else told) is None:
            continue
        clock = Clock(
            told, due if by_due_date else add_months(told, months), day(row["concluded_on"])
        )
        things.append(_thing(row, clock))
    return counted_when_done(council, period, things)


def _thing(row: Row, clock: Clock) -> Thing:
    return Thing(row["person_id"], row["allegation_id"], clock, always(""))


COUNTED: Counted = {
    "allegations_referred_in_time": allegations_referred_in_time,
    "allegations_referred_in_time:by_employer": partial(
        allegations_referred_in_time, by_employer=True
    ),
    "allegations_concluded_in_time": allegations_concluded_in_time,
    "allegations_concluded_in_time:1_month": partial(allegations_concluded_in_time, months=1),
    "allegations_concluded_in_time:12_months": partial(allegations_concluded_in_time, months=12),
    "allegations_concluded_in_time:by_due_date": partial(
        allegations_concluded_in_time, by_due_date=True
    ),
}

GROUPS: Groups = {
    "allegations_referred_in_time": (),
    "allegations_concluded_in_time": (),
}
