"""Pathway plans: completed in time, in date, and written with the young person."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted


def pathway_plans_completed_in_time(council: Council, period: Period) -> Count:
    """Plans due in the period that had not ended before; met where completed by then.

    They are waited for from the day the needs were assessed, and from the due date at the latest.
    """
    things = []
    for row in council.rows("pathway_plans"):
        due, ended = day(row["due_on"]), day(row["ended_on"])
        if due is None or (ended is not None and ended < due):
            continue
        since = min(day(row["needs_assessed_on"]) or due, due)
        clock = Clock(since, due, day(row["completed_on"]))
        held_by = always(row["team"], row["worker_id"])
        things.append(Thing(row["person_id"], row["pathway_plan_id"], clock, held_by))
    return counted_when_due(council, period, things)


def pathway_plans_in_date(council: Council, period: Period, months: int = 6) -> Count:
    """Young people with a plan that was completed, or due, and has not ended; met where the last
    was completed no more than so many months ago.

    Who never had one waits from the day the first was due.
    """
    judged = period.judged
    plans: dict[str, list[Row]] = {}
    for row in council.rows("pathway_plans"):
        if row["person_id"]:
            plans.setdefault(row["person_id"], []).append(row)
    counted = []
    for child, own in plans.items():
        if not any(_has_come(row, judged) and _goes_on(row, judged) for row in own):
            continue
        completed = _last(own, "completed_on", judged)
        if completed is not None:
            decides = completed
            on = day(decides["completed_on"])
            assert on is not None
            due = add_months(on, months)
            clock, met = Clock(on, due, None), due >= judged
        else:
            decides = _first_due(own, judged)
            clock, met = Clock(None, day(decides["due_on"]), None), False
        counted.append(
            Case(child, child, decides["team"], decides["worker_id"], judged, met, clock)
        )
    return Count(counted, counted)


def _has_come(row: Row, judged: date) -> bool:
    return any(
        (on := day(row[column])) is not None and on <= judged
        for column in ("completed_on", "due_on")
    )


def _goes_on(row: Row, judged: date) -> bool:
    ended = day(row["ended_on"])
    return ended is None or ended > judged


def _last(rows: list[Row], column: str, judged: date) -> Row | None:
    dated = [row for row in rows if (on := day(row[column])) is not None and on <= judged]
    return max(dated, key=lambda row: (row[column], row["pathway_plan_id"]), default=None)


def _first_due(rows: list[Row], judged: date) -> Row:
    first = min(on for row in rows if (on := day(row["due_on"])) is not None and on <= judged)
    dated = [row for row in rows if day(row["due_on"]) == first]
    return max(dated, key=lambda row: row["pathway_plan_id"])


def pathway_plans_flagged(council: Council, period: Period, flag: str) -> Count:
    """Plans completed in the period; met where the flag says yes."""
    return Count(
        [
            Case(
                row["person_id"],
                row["pathway_plan_id"],
                row["team"],
                row["worker_id"],
                completed,
                is_yes(row[flag]),
            )
            for row in council.rows("pathway_plans")
            if (completed := day(row["completed_on"])) is not None and period.holds(completed)
        ]
    )


COUNTED: Counted = {
    "pathway_plans_completed_in_time": pathway_plans_completed_in_time,
    "pathway_plans_in_date": pathway_plans_in_date,
    "pathway_plans_with_young_person": partial(
        pathway_plans_flagged, flag="young_person_took_part"
    ),
    "pathway_plans_with_young_person:signed": partial(
        pathway_plans_flagged, flag="signed_by_young_person"
    ),
}
