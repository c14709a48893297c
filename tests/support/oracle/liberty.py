"""Children whom no rule protects, or an order holds: unregistered placements, and liberty."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import Case, Clock, Count, Holder, Period, Thing, counted_when_due
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.periods_of_care import is_open
from tests.support.oracle.protecting import allocated_case
from tests.support.oracle.section_20 import is_under_16


def unregistered_placements(
    council: Council, period: Period, *, under_16: bool = False, without: str = ""
) -> Count:
    """Unregistered placements open on the judged day, and the days since each began.

    If so asked, those of children known to be under 16 then, or those without something by then.
    """
    judged = period.judged
    counted = []
    for row in council.rows("placement_registrations"):
        if row["registration_status"] != "UNREGISTERED":
            continue
        if not is_open(row["started_on"], row["ended_on"], judged):
            continue
        if under_16 and not is_under_16(council, row["person_id"], judged):
            continue
        if without and _has_come(row[without], judged):
            continue
        started = day(row["started_on"])
        assert started is not None
        case = allocated_case(
            council, row["person_id"], row["placement_registration_id"], judged, True
        )
        counted.append(replace(case, value=Fraction((judged - started).days)))
    return Count(counted)


def _has_come(written: str, judged: date) -> bool:
    on = day(written)
    return on is not None and on <= judged


def _is_in_force(row: Row, judged: date) -> bool:
    """Begun on or before a day, not ended by it, and not lapsed by it."""
    return _is_not_ended(row, judged) and not _has_come(row["expires_on"], judged)


def _is_not_ended(row: Row, judged: date) -> bool:
    return is_open(row["started_on"], row["ended_on"], judged)


def _is_high_court(row: Row, judged: date) -> bool:
    return _is_in_force(row, judged) and row["order_kind"] == "HIGH_COURT"


def _has_lapsed(row: Row, judged: date) -> bool:
    return _is_not_ended(row, judged) and _has_come(row["expires_on"], judged)


def deprivations_of_liberty(
    council: Council, period: Period, counts: Callable[[Row, date], bool] = _is_in_force
) -> Count:
    """Orders depriving a child of liberty that are in force on the judged day."""
    return Count(
        [_order(council, row, period) for row in _orders(council) if counts(row, period.judged)]
    )


def _orders(council: Council) -> list[Row]:
    return list(council.rows("deprivations_of_liberty"))


def _order(council: Council, row: Row, period: Period) -> Case:
    record = row["deprivation_of_liberty_id"]
    return allocated_case(council, row["person_id"], record, period.judged, True)


def deprivation_of_liberty_reviews_in_time(
    council: Council, period: Period, kind: str = ""
) -> Count:
    """Reviews due in the period, of both kinds or one; met where held by their due date.

    Those due after their order had ended are left out.  A review is waited for from the start of
    its order, where that is known.
    """
    orders = {row["deprivation_of_liberty_id"]: row for row in _orders(council)}
    things = []
    for row in council.rows("deprivation_of_liberty_reviews"):
        due = day(row["due_on"])
        if due is None or (kind and row["review_kind"] != kind):
            continue
        order = orders.get(row["deprivation_of_liberty_id"])
        ended = day(order["ended_on"]) if order else None
        if ended is not None and due > ended:
            continue
        started = day(order["started_on"]) if order else None
        clock = Clock(started or due, due, day(row["held_on"]))
        child = row["person_id"]
        held_by = _held_by(council, child)
        things.append(Thing(child, row["deprivation_of_liberty_review_id"], clock, held_by))
    return counted_when_due(council, period, things)


def _held_by(council: Council, child: str) -> Holder:
    return lambda on: allocated_team_and_worker(council, child, on)


COUNTED: Counted = {
    "deprivation_of_liberty_reviews_in_time": deprivation_of_liberty_reviews_in_time,
    "deprivation_of_liberty_reviews_in_time:court": partial(
        deprivation_of_liberty_reviews_in_time, kind="COURT"
    ),
    "deprivation_of_liberty_reviews_in_time:council": partial(
        deprivation_of_liberty_reviews_in_time, kind="COUNCIL"
    ),
}

_under_16 = partial(unregistered_placements, under_16=True)

MEASURED: Measured = {
    "unregistered_placements": ("count", unregistered_placements),
    "unregistered_placements:under_16": ("count", _under_16),
    "unregistered_placements:not_approved": (
        "count",
        partial(unregistered_placements, without="approved_on"),
    ),
    "unregistered_placements:inspectorate_not_told": (
        "count",
        partial(unregistered_placements, without="inspectorate_told_on"),
    ),
    "unregistered_placements_days": ("mean", unregistered_placements),
    "unregistered_placements_days:under_16": ("mean", _under_16),
    "deprivations_of_liberty": ("count", deprivations_of_liberty),
    "deprivations_of_liberty:high_court": (
        "count",
        partial(deprivations_of_liberty, counts=_is_high_court),
    ),
    "deprivations_of_liberty:lapsed": (
        "count",
        partial(deprivations_of_liberty, counts=_has_lapsed),
    ),
    "deprivations_of_liberty:not_ended": (
        "count",
        partial(deprivations_of_liberty, counts=_is_not_ended),
    ),
}
