"""How many children workers hold for the time that they work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.allocation import open_allocations
from tests.support.oracle.caseload import caseload_18_or_fewer
from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.contracts import (
    full_time_equivalent,
    in_force,
    telling,
    to_four_places,
)
from tests.support.oracle.council import Council, day
from tests.support.oracle.naming import NO_CHILD, Counted, Groups, Measured

SOCIAL_WORKERS = ("SOCIAL_WORKER", "SENIOR_PRACTITIONER")
Worked = Callable[[Council, str, date], Fraction]


def _holders(council: Council, period: Period) -> list[Case]:
    """Workers who hold a child on the judged day, with how many."""
    held: dict[str, set[str]] = {}
    for row in open_allocations(council, period.judged):
        if row["invo_person_id"]:
            held.setdefault(row["invo_professional_id"], set()).add(row["invo_person_id"])
    return [
        replace(case, met=True, value=Fraction(len(held[case.subject])))
        for case in caseload_18_or_fewer(council, period).counted
    ]


def _by_contracts(council: Council, worker: str, judged: date) -> Fraction:
    return full_time_equivalent(in_force(council, judged).get(worker, []))


def _by_standard(council: Council, worker: str, _: date) -> Fraction:
    for row in council.rows("ssd_professionals"):
        size = row["prof_full_time_equivalency"]
        if row["prof_professional_id"] == worker and size:
            return max(to_four_places(size), Fraction(0))
    return Fraction(0)


def _by_head(*_: object) -> Fraction:
    return Fraction(1)


def caseload_mean(
    council: Council,
    period: Period,
    *,
    worked: Worked = _by_contracts,
    roles: tuple[str, ...] = (),
) -> Count:
    """Workers who hold a case on the judged day: children held for each full-time equivalent.

    Whose is not known is left out.  With roles, those whose contract tells that they are it.
    """
    judged = period.judged
    contracts = in_force(council, judged)
    return Count(
        [
            replace(case, per=time)
            for case in _holders(council, period)
            if (time := worked(council, case.subject, judged))
            and (
                not roles
                or (case.subject in contracts and telling(contracts[case.subject])["role"] in roles)
            )
        ]
    )


def caseload_newly_qualified(council: Council, period: Period, children: int = 15) -> Count:
    """Workers who hold a case and whose contract tells that their assessed and supported year ends
    on the judged day or later; met where they hold no more than so many children."""
    contracts = in_force(council, period.judged)
    counted = []
    for case in _holders(council, period):
        own = contracts.get(case.subject)
        ends = day(telling(own)["newly_qualified_until"]) if own else None
        if ends is not None and ends >= period.judged:
            counted.append(replace(case, met=(case.value or 0) <= children, value=None))
    return Count(counted)


COUNTED: Counted = {
    "caseload_newly_qualified": caseload_newly_qualified,
    "caseload_newly_qualified:12_or_fewer": partial(caseload_newly_qualified, children=12),
}

MEASURED: Measured = {
    "caseload_mean": ("ratio", caseload_mean),
    "caseload_mean:by_headcount": ("ratio", partial(caseload_mean, worked=_by_head)),
    "caseload_mean:fte_in_standard": ("ratio", partial(caseload_mean, worked=_by_standard)),
    "caseload_mean:social_workers": ("ratio", partial(caseload_mean, roles=SOCIAL_WORKERS)),
    "caseload_mean:family_help_workers": (
        "ratio",
        partial(caseload_mean, roles=("FAMILY_HELP_WORKER",)),
    ),
}

GROUPS: Groups = {"caseload_newly_qualified": NO_CHILD, "caseload_mean": NO_CHILD}
