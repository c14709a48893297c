"""Who is in post: workers' contracts, in force, without a break, and the hours they make."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.support.oracle.council import Council, Row, day, is_yes

A_DAY = timedelta(days=1)


def in_force(council: Council, on: date) -> dict[str, list[Row]]:
    """Each worker's contracts begun on or before a day and not ended on or before it."""
    found: dict[str, list[Row]] = {}
    for row in council.rows("worker_contracts"):
        if row["worker_id"] and is_in_force(row, on):
            found.setdefault(row["worker_id"], []).append(row)
    return found


def is_in_force(row: Row, on: date) -> bool:
    began, ended = day(row["started_on"]), day(row["ended_on"])
    return began is not None and began <= on and (ended is None or ended > on)


def telling(contracts: Iterable[Row]) -> Row:
    """Of several contracts the one that began last, of two begun on one day the id that sorts last
    as text."""
    return max(contracts, key=lambda row: (row["started_on"], row["worker_contract_id"]))


def is_employed(contract: Row) -> bool:
    """Not through an agency; an empty flag counts as employed."""
    return not is_yes(contract["agency_worker"])


def full_time_equivalent(contracts: Iterable[Row]) -> Fraction:
    """The sum of the contracts that have one above 0, each to four decimal places."""
    sizes = [to_four_places(row["fte"]) for row in contracts if row["fte"]]
    return sum((size for size in sizes if size > 0), Fraction(0))


def to_four_places(number: str) -> Fraction:
    return Fraction(Decimal(number).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def since(council: Council, worker: str, judged: date) -> date:
    """The first day of the contracts, without a break, of a worker who is in post on a day.

    A contract that begins on the day another of theirs ends, the day after or before makes none.
    """
    own = [
        (began, day(row["ended_on"]) or date.max)
        for row in council.rows("worker_contracts")
        if row["worker_id"] == worker
        and (began := day(row["started_on"])) is not None
        and began <= judged
    ]
    first = min(began for began, ended in own if ended > judged)
    while True:
        earlier = [began for began, ended in own if began < first and _touches(ended, first)]
        if not earlier:
            return first
        first = min(earlier)


def _touches(ended: date, first: date) -> bool:
    return ended >= first - A_DAY


def team_of(council: Council, worker: str, on: date) -> str:
    """The team of the contract that tells what a worker is on a day; empty where there is none."""
    contracts: Sequence[Row] = in_force(council, on).get(worker, [])
    return telling(contracts)["team"] if contracts else ""
