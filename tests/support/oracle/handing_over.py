"""Cases that reach a team and wait for a worker, and practitioners who lead for a child."""

from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_begun,
    day_of,
)
from tests.support.oracle.council import Council, Row, day, is_yes, moment
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import OF_A_TEAM, Counted, Groups, Measured


def cases_allocated_24_hours(council: Council, period: Period, hours: int = 24) -> Count:
    """Cases that reached a team in the period and had so many hours; met where they were allocated
    within them, to the minute.  Those whose time is up on a later day are too recent."""
    return counted_when_begun(
        council,
        period,
        [
            _thing(row, Clock(came, came + timedelta(hours=hours), moment(row["allocated_at"])))
            for row in council.rows("case_allocations")
            if (came := moment(row["received_at"])) is not None
        ],
    )


def cases_allocated_1_working_day(council: Council, period: Period, days: int = 1) -> Count:
    """The same; met by the end of the next working day."""
    return counted_when_begun(
        council,
        period,
        [
            _thing(row, Clock(came, add_working_days(came, days), day(row["allocated_at"])))
            for row in council.rows("case_allocations")
            if (came := day(row["received_at"])) is not None
        ],
    )


def _thing(row: Row, clock: Clock) -> Thing:
    held_by = always(row["team"], row["worker_id"])
    return Thing(row["person_id"], row["case_allocation_id"], clock, held_by)


def allocations_waiting(
    council: Council, period: Period, over_working_days: int | None = None
) -> Count:
    """Cases that had reached a team by the judged day and were not allocated by its end.

    With working days, from the day after the last of them.
    """
    counted = []
    for row in council.rows("case_allocations"):
        came, given = moment(row["received_at"]), moment(row["allocated_at"])
        if came is None or came.date() > period.judged:
            continue
        if given is not None and given.date() <= period.judged:
            continue
        if over_working_days is not None:
            up = add_working_days(day_of(came), over_working_days)
            if up is not None and up >= period.judged:
                continue
        counted.append(
            Case(row["person_id"], row["case_allocation_id"], row["team"], "", period.judged, True)
        )
    return Count(counted)


def lead_practitioner_under_qualified_manager(council: Council, period: Period) -> Count:
    """Children with a lead practitioner on the judged day; met where the manager of the last of
    them is a registered social worker.  Lead child protection practitioners are left out."""
    last: dict[str, Row] = {}
    for row in council.rows("lead_practitioners"):
        child = row["person_id"]
        if child == "" or row["role"] != "LEAD_PRACTITIONER" or not _leads(row, period.judged):
            continue
        if child not in last or _order(row) > _order(last[child]):
            last[child] = row
    return Count(
        [
            Case(
                subject=child,
                record=child,
                team=row["team"],
                worker=row["worker_id"],
                reference=period.judged,
                met=is_yes(row["supervisor_qualified"]),
            )
            for child, row in last.items()
        ]
    )


def _leads(row: Row, judged: date) -> bool:
    start, end = day(row["started_on"]), day(row["ended_on"])
    return start is not None and start <= judged and (end is None or end > judged)


def _order(row: Row) -> tuple[str, str]:
    return row["started_on"], row["lead_practitioner_id"]


COUNTED: Counted = {
    "cases_allocated_24_hours": cases_allocated_24_hours,
    "cases_allocated_24_hours:1_working_day": cases_allocated_1_working_day,
    "lead_practitioner_under_qualified_manager": lead_practitioner_under_qualified_manager,
}

MEASURED: Measured = {
    "allocations_waiting": ("count", allocations_waiting),
    "allocations_waiting:over_1_working_day": (
        "count",
        partial(allocations_waiting, over_working_days=1),
    ),
}

GROUPS: Groups = {
    "allocations_waiting": OF_A_TEAM,
}
