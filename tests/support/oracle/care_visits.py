"""Visits to children in care: how often the law asks for them, and whether alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from tests.support.oracle.assessing import is_aged
from tests.support.oracle.care_now import InCare, children_in_care, judged_on_a_day
from tests.support.oracle.care_reviews import reviews_held
from tests.support.oracle.cases import Clock, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import is_on_short_breaks, is_open
from tests.support.oracle.protecting import allocated_case

WEEKLY_AT_FIRST = {
    "WITH_PARENTS": 6,
    "PLACED_FOR_ADOPTION": 6,
    "INTERIM_ORDER": 4,
    "TEMPORARY_CONNECTED_PERSON": 4,
}
"""What asks for a visit every week until the first review, and every so many weeks after it."""


def cla_visits_in_time(council: Council, period: Period, *, by_codes: bool = False) -> Count:
    """Children whose placement began over a week before; met where the next visit was not due
    before the judged day.  Younger placements are too recent."""
    judged = period.judged
    counted, too_recent = [], []
    for child in children_in_care(council, judged):
        placement = _placement(child)
        start = _start(child, placement)
        seen = [on for on in _seen(child) if on >= start]
        if seen:
            rule = None if by_codes else _recorded(child)
            due = _next(child, placement, start, rule, max(seen))
        else:
            due = start + timedelta(days=7)
        clock = Clock(max(seen, default=start), due, None)
        case = child.case(met=due >= judged, clock=clock)
        (counted if start + timedelta(days=7) < judged else too_recent).append(case)
    return judged_on_a_day(counted, too_recent, judged)


def cla_visited_in_six_weeks(council: Council, period: Period) -> Count:
    """Children in care for over six weeks; met where seen in the last six, in whatever home."""
    judged, six_weeks = period.judged, timedelta(weeks=6)
    counted, too_recent = [], []
    for child in children_in_care(council, judged):
        begun = max((on for on in _seen(child) if on >= child.began), default=child.began)
        due = begun + six_weeks
        case = child.case(met=due >= judged, clock=Clock(begun, due, None))
        (counted if child.began + six_weeks < judged else too_recent).append(case)
    return judged_on_a_day(counted, too_recent, judged)


def _seen(child: InCare) -> list[date]:
    """The days by the judged day on which somebody saw the child."""
    return [
        on
        for row in child.council.rows("ssd_cla_visits")
        if row["clav_person_id"] == child.child
        and is_yes(row["clav_cla_visit_seen"])
        and (on := day(row["clav_cla_visit_date"])) is not None
        and on <= child.judged
    ]


def _last(rows: Sequence[Row], begun: str, number: str) -> Row | None:
    """The row that began last; of several on one day the one whose number sorts last."""
    return max(rows, key=lambda row: (row[begun], row[number]), default=None)


def _placement(child: InCare) -> Row | None:
    """The placement open on the judged day; a temporary one only where no other is."""
    rows = [
        row
        for row in child.council.rows("ssd_cla_placement")
        if row["clap_person_id"] == child.child
        and is_open(
            row["clap_cla_placement_start_date"], row["clap_cla_placement_end_date"], child.judged
        )
    ]
    lasting = [row for row in rows if not row["clap_cla_placement_type"].startswith("T")]
    return _last(lasting or rows, "clap_cla_placement_start_date", "clap_cla_placement_id")


def _orders(child: InCare, code: str) -> list[date]:
    """The first days of a child's open legal statuses of a code."""
    return [
        date.fromisoformat(row["lega_legal_status_start_date"])
        for row in child.council.rows("ssd_legal_status")
        if row["lega_person_id"] == child.child
        and row["lega_legal_status"] == code
        and is_open(
            row["lega_legal_status_start_date"], row["lega_legal_status_end_date"], child.judged
        )
    ]


def _start(child: InCare, placement: Row | None) -> date:
    """The placement's first day, or that of a care order made while the child was at home."""
    if placement is None:
        return child.began
    placed = date.fromisoformat(placement["clap_cla_placement_start_date"])
    if placement["clap_cla_placement_type"] == "P1":
        return max([placed, *_orders(child, "C2")])
    return placed


def _recorded(child: InCare) -> Row | None:
    """The rule that is recorded for the child's visits in care on the judged day."""
    rows = [
        row
        for row in child.council.rows("visit_requirements")
        if row["person_id"] == child.child
        and row["visit_kind"] == "CHILD_IN_CARE"
        and is_open(row["started_on"], row["ended_on"], child.judged)
    ]
    return _last(rows, "started_on", "visit_requirement_id")


def _next(
    child: InCare, placement: Row | None, start: date, recorded: Row | None, seen: date
) -> date:
    """When the visit after the last is due: by the rule, or by a tighter interval recorded."""
    basis = _basis(child, placement, start, recorded)
    if basis in WEEKLY_AT_FIRST:
        reviewed = any(
            row["clar_cla_person_id"] == child.child and start <= held <= child.judged
            for held, _, row in reviews_held(child.council)
        )
        due = seen + timedelta(weeks=WEEKLY_AT_FIRST[basis] if reviewed else 1)
    elif basis == "LONG_TERM_PLACEMENT":
        due = add_months(seen, 3)
    elif basis == "LONG_TERM_AGREED":
        due = add_months(seen, 6)
    else:
        due = seen + timedelta(weeks=6)
    return min(due, _interval(recorded, seen) or due)


def _basis(child: InCare, placement: Row | None, start: date, recorded: Row | None) -> str:
    said = recorded["basis"] if recorded else ""
    in_first_year = child.judged < add_months(start, 12)
    if said in ("FIRST_YEAR", "AFTER_FIRST_YEAR", "LONG_TERM_PLACEMENT"):
        if in_first_year:
            return "FIRST_YEAR"
        assert recorded is not None
        length, unit = recorded["interval_length"], recorded["interval_unit"]
        if said == "LONG_TERM_PLACEMENT" and unit == "MONTHS" and length and int(length) > 3:
            return "LONG_TERM_AGREED"
        return said
    if said not in ("", "FIRST_WEEK", "LOCAL", "SHORT_BREAKS"):
        return said
    kind = placement["clap_cla_placement_type"] if placement else ""
    if kind in ("A3", "A4", "A5", "A6"):
        return "PLACED_FOR_ADOPTION"
    if kind == "P1":
        assert placement is not None
        if _orders(child, "C1"):
            return "INTERIM_ORDER"
        is_later = start > date.fromisoformat(placement["clap_cla_placement_start_date"])
        return "CARE_ORDER_AT_HOME" if is_later else "WITH_PARENTS"
    if in_first_year:
        return "FIRST_YEAR"
    return "LONG_TERM_PLACEMENT" if kind in ("U1", "U4") else "AFTER_FIRST_YEAR"


def _interval(recorded: Row | None, seen: date) -> date | None:
    """The end of a recorded interval after the last visit; None for one that is passed over."""
    if recorded is None or recorded["basis"] in ("FIRST_WEEK", "SHORT_BREAKS"):
        return None
    length, unit = int(recorded["interval_length"] or 0), recorded["interval_unit"]
    if length < 1:
        return None
    if unit == "MONTHS":
        return add_months(seen, length)
    days = {"DAYS": 1, "WEEKS": 7}.get(unit)
    return None if days is None else seen + timedelta(days=length * days)


def cla_visits_seen_alone(council: Council, period: Period, years: int = 0) -> Count:
    """Visits of the period that saw the child, but for short breaks; met where alone.

    With years, to children known to be of that age on the day of the visit.
    """
    counted = []
    for row in council.rows("ssd_cla_visits"):
        visited, child = day(row["clav_cla_visit_date"]), row["clav_person_id"]
        if (
            visited is not None
            and period.holds(visited)
            and is_yes(row["clav_cla_visit_seen"])
            and not (child and is_on_short_breaks(council, child, visited))
            and (not years or is_aged(council, child, visited, years))
        ):
            met = is_yes(row["clav_cla_visit_seen_alone"])
            counted.append(allocated_case(council, child, row["clav_cla_visit_id"], visited, met))
    return Count(counted)


COUNTED: Counted = {
    "cla_visits_in_time": cla_visits_in_time,
    "cla_visits_in_time:by_codes": partial(cla_visits_in_time, by_codes=True),
    "cla_visits_in_time:six_weeks_for_all": cla_visited_in_six_weeks,
    "cla_visits_seen_alone": cla_visits_seen_alone,
    "cla_visits_seen_alone:aged_4_or_over": partial(cla_visits_seen_alone, years=4),
}
