"""How many children each worker holds."""

from functools import partial

from tests.support.oracle.allocation import latest, open_allocations
from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council
from tests.support.oracle.naming import NO_CHILD, Counted, Groups


def caseload_18_or_fewer(council: Council, period: Period, children: int = 18) -> Count:
    """Workers who hold a child on the judged day; met where they hold no more than that many."""
    allocations = [row for row in open_allocations(council, period.judged) if row["invo_person_id"]]
    counted = []
    for worker in sorted({row["invo_professional_id"] for row in allocations}):
        own = [row for row in allocations if row["invo_professional_id"] == worker]
        held = {row["invo_person_id"] for row in own}
        counted.append(
            Case(
                subject=worker,
                record=worker,
                team=latest(own)["invo_professional_team"],
                worker=worker,
                reference=period.judged,
                met=len(held) <= children,
            )
        )
    return Count(counted)


COUNTED: Counted = {
    "caseload_18_or_fewer": caseload_18_or_fewer,
    "caseload_18_or_fewer:20_or_fewer": partial(caseload_18_or_fewer, children=20),
    "caseload_18_or_fewer:25_or_fewer": partial(caseload_18_or_fewer, children=25),
}

GROUPS: Groups = {
    "caseload_18_or_fewer": NO_CHILD,
}
