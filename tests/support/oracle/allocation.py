"""Who holds a child: the allocations of workers."""

from collections.abc import Sequence
from datetime import date

from tests.support.oracle.council import Council, Row, day

NOBODY = ("", "")


def open_allocations(council: Council, on: date) -> list[Row]:
    """Allocations of a named worker as a child's case worker that are open at the end of a day."""
    return [row for row in council.rows("ssd_involvements") if _is_open_allocation(row, on)]


def _is_open_allocation(row: Row, on: date) -> bool:
    started = day(row["invo_involvement_start_date"])
    ended = day(row["invo_involvement_end_date"])
    return (
        row["invo_professional_role_id"].strip().lower() == "allocated case worker"
        and row["invo_professional_id"] != ""
        and started is not None
        and started <= on
        and (ended is None or ended > on)
    )


def latest(allocations: Sequence[Row]) -> Row:
    """The allocation that started last; of several that day, the one with the greatest id."""
    return max(
        allocations,
        key=lambda row: (row["invo_involvement_start_date"], row["invo_involvements_id"]),
    )


def allocated_team_and_worker(council: Council, child: str, on: date) -> tuple[str, str]:
    """The team and worker who hold a child on a day; empty texts where nobody does."""
    held = [row for row in open_allocations(council, on) if row["invo_person_id"] == child]
    if child == "" or not held:
        return NOBODY
    row = latest(held)
    return row["invo_professional_team"], row["invo_professional_id"]
