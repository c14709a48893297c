"""Children open to social care: whether somebody holds them, who, and how many did in a year."""

from collections.abc import Collection
from datetime import date
from functools import partial

from tests.support.oracle.allocation import latest, open_allocations
from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months, add_working_days
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.protecting import allocated_case

CASE, ENQUIRY, PLAN, CARE, PROCEEDINGS = "case", "enquiry", "plan", "care", "proceedings"
OPEN_TO_SOCIAL_CARE = (CASE, ENQUIRY, PLAN, CARE)
NEEDS_A_SOCIAL_WORKER = (ENQUIRY, PLAN, CARE, PROCEEDINGS)


def _open(council: Council, judged: date) -> dict[str, dict[str, date]]:
    """What is open of each child on a day, and when the first of each kind began.

    Only of children of whom a case, an enquiry, an own plan or an episode of care is open.
    """
    spans = [
        *(
            (CASE, row["cine_person_id"], row["cine_referral_date"], row["cine_close_date"])
            for row in council.rows("ssd_cin_episodes")
            if not is_yes(row["cine_referral_nfa"])
        ),
        *(
            (ENQUIRY, row["s47e_person_id"], row["s47e_s47_start_date"], row["s47e_s47_end_date"])
            for row in council.rows("ssd_s47_enquiry")
        ),
        *(
            (
                *(PLAN, row["cppl_person_id"]),
                *(row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]),
            )
            for row in council.rows("ssd_cp_plans")
            if not is_yes(row["cppl_cp_plan_ola"])
        ),
        *(
            (
                *(CARE, row["clae_person_id"]),
                *(row["clae_cla_episode_start_date"], row["clae_cla_episode_ceased_date"]),
            )
            for row in council.rows("ssd_cla_episodes")
        ),
        *(
            (PROCEEDINGS, row["person_id"], row["applied_on"], row["concluded_on"])
            for row in council.rows("care_proceedings")
        ),
    ]
    found: dict[str, dict[str, date]] = {}
    for kind, child, began, ended in spans:
        start = day(began)
        if child == "" or start is None or not _is_open(start, day(ended), judged):
            continue
        of_child = found.setdefault(child, {})
        of_child[kind] = min(start, of_child.get(kind, start))
    return {child: kinds for child, kinds in found.items() if set(kinds) & {*OPEN_TO_SOCIAL_CARE}}


def _is_open(start: date, end: date | None, judged: date) -> bool:
    return start <= judged and (end is None or end > judged)


def _children(council: Council, judged: date, kinds: Collection[str]) -> dict[str, dict[str, date]]:
    """Those of the children open to social care of whom one of these is open."""
    return {child: own for child, own in _open(council, judged).items() if set(own) & {*kinds}}


def _allocated(council: Council, child: str, judged: date) -> Row | None:
    held = [row for row in open_allocations(council, judged) if row["invo_person_id"] == child]
    return latest(held) if held else None


def cases_unallocated(
    council: Council,
    period: Period,
    kinds: Collection[str] = OPEN_TO_SOCIAL_CARE,
    over_working_days: int | None = None,
) -> Count:
    """Children open to social care on the judged day whom no named worker holds.

    With working days, where the first thing that is open has been so for more of them; what began
    before the calendar has.
    """
    judged, counted = period.judged, []
    for child, own in _children(council, judged, kinds).items():
        if over_working_days is not None:
            up = add_working_days(
                min(own[kind] for kind in OPEN_TO_SOCIAL_CARE if kind in own), over_working_days
            )
            if up is not None and up >= judged:
                continue
        if _allocated(council, child, judged) is None:
            counted.append(allocated_case(council, child, child, judged, True))
    return Count(counted)


def qualified_worker_allocated(
    council: Council,
    period: Period,
    kinds: Collection[str] = NEEDS_A_SOCIAL_WORKER,
    *,
    by_contract: bool = False,
) -> Count:
    """Children who must have a social worker; met where the one who holds them is one, by their
    number or, if so asked, by a contract that is open."""
    judged, counted = period.judged, []
    for child in _children(council, judged, kinds):
        allocated = _allocated(council, child, judged)
        is_one = _has_contract if by_contract else _has_number
        met = allocated is not None and is_one(council, allocated["invo_professional_id"], judged)
        counted.append(allocated_case(council, child, child, judged, met))
    return Count(counted)


def _has_number(council: Council, worker: str, judged: date) -> bool:
    return any(
        row["prof_professional_id"] == worker
        and row["prof_social_worker_registration_no"].strip() != ""
        for row in council.rows("ssd_professionals")
    )


def _has_contract(council: Council, worker: str, judged: date) -> bool:
    return any(
        row["worker_id"] == worker
        and is_yes(row["qualified"])
        and (start := day(row["started_on"])) is not None
        and _is_open(start, day(row["ended_on"]), judged)
        for row in council.rows("worker_contracts")
    )


def social_workers_in_12_months(
    council: Council,
    period: Period,
    kinds: Collection[str] = OPEN_TO_SOCIAL_CARE,
    *,
    more_than: int = 3,
) -> Count:
    """Children open to social care on the judged day; met where more than so many named workers
    had held them on a day of the 12 months before."""
    judged, counted = period.judged, []
    a_year_ago = add_months(judged, -12)
    for child in _children(council, judged, kinds):
        held = {
            row["invo_professional_id"]
            for row in council.rows("ssd_involvements")
            if row["invo_person_id"] == child
            and row["invo_professional_role_id"].strip().lower() == "allocated case worker"
            and (start := day(row["invo_involvement_start_date"])) is not None
            and start <= judged
            and ((end := day(row["invo_involvement_end_date"])) is None or end > a_year_ago)
        }
        met = len(held - {""}) > more_than
        counted.append(allocated_case(council, child, child, judged, met))
    return Count(counted)


COUNTED: Counted = {
    "qualified_worker_allocated": qualified_worker_allocated,
    "qualified_worker_allocated:section_47": partial(qualified_worker_allocated, kinds=(ENQUIRY,)),
    "qualified_worker_allocated:protection_plan": partial(
        qualified_worker_allocated, kinds=(PLAN,)
    ),
    "qualified_worker_allocated:in_care": partial(qualified_worker_allocated, kinds=(CARE,)),
    "qualified_worker_allocated:care_proceedings": partial(
        qualified_worker_allocated, kinds=(PROCEEDINGS,)
    ),
    "qualified_worker_allocated:by_contract": partial(qualified_worker_allocated, by_contract=True),
    "social_workers_over_3_in_12_months": social_workers_in_12_months,
    "social_workers_over_3_in_12_months:care_3_or_more": partial(
        social_workers_in_12_months, kinds=(CARE,), more_than=2
    ),
    "social_workers_over_3_in_12_months:in_care": partial(
        social_workers_in_12_months, kinds=(CARE,)
    ),
    "social_workers_over_3_in_12_months:protection_plan": partial(
        social_workers_in_12_months, kinds=(PLAN,)
    ),
}

MEASURED: Measured = {
    "cases_unallocated": ("count", cases_unallocated),
    "cases_unallocated:over_5_working_days": (
        "count",
        partial(cases_unallocated, over_working_days=5),
    ),
    "cases_unallocated:section_47": ("count", partial(cases_unallocated, kinds=(ENQUIRY,))),
    "cases_unallocated:protection_plan": ("count", partial(cases_unallocated, kinds=(PLAN,))),
    "cases_unallocated:in_care": ("count", partial(cases_unallocated, kinds=(CARE,))),
}
