"""How many come to the door, begin or are open, and for what children are on plans."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.naming import (
    OF_A_WORKER,
    OF_THE_CHILD,
    Counted,
    Groups,
    Measured,
)
from tests.support.oracle.protecting import allocated_case


def contacts_received(council: Council, period: Period) -> Count:
    """Contacts of the period."""
    return Count(
        [
            Case(row["cont_person_id"], row["cont_contact_id"], "", "", on, True)
            for row in council.rows("ssd_contacts")
            if (on := day(row["cont_contact_date"])) is not None and period.holds(on)
        ]
    )


def referrals_received(council: Council, period: Period) -> Count:
    """Referrals of the period, whatever became of them."""
    return Count(
        [
            Case(
                row["cine_person_id"],
                row["cine_referral_id"],
                row["cine_referral_team"],
                row["cine_referral_worker_id"],
                on,
                True,
            )
            for row in council.rows("ssd_cin_episodes")
            if (on := day(row["cine_referral_date"])) is not None and period.holds(on)
        ]
    )


def early_help_begun(council: Council, period: Period) -> Count:
    """Episodes of early help that began in the period."""
    return Count(
        [
            _early_help(row, on)
            for row in council.rows("ssd_early_help_episodes")
            if (on := day(row["earl_episode_start_date"])) is not None and period.holds(on)
        ]
    )


def early_help_open(council: Council, period: Period) -> Count:
    """Episodes of early help open on the judged day."""
    return Count(
        [
            _early_help(row, period.judged)
            for row in council.rows("ssd_early_help_episodes")
            if _is_open(row["earl_episode_start_date"], row["earl_episode_end_date"], period.judged)
        ]
    )


def _early_help(row: Row, on: date) -> Case:
    worker = row["earl_episode_worker_id"]
    return Case(row["earl_person_id"], row["earl_episode_id"], "", worker, on, True)


def s47_begun(council: Council, period: Period) -> Count:
    """Section 47 enquiries that began in the period, one a child."""
    return Count(
        [
            allocated_case(council, row["s47e_person_id"], row["s47e_s47_enquiry_id"], on, True)
            for row in council.rows("ssd_s47_enquiry")
            if (on := day(row["s47e_s47_start_date"])) is not None and period.holds(on)
        ]
    )


def cp_plans_begun(council: Council, period: Period) -> Count:
    """Own protection plans that began in the period."""
    return Count(
        [
            allocated_case(council, row["cppl_person_id"], row["cppl_cp_plan_id"], on, True)
            for row in council.rows("ssd_cp_plans")
            if not is_yes(row["cppl_cp_plan_ola"])
            and (on := day(row["cppl_cp_plan_start_date"])) is not None
            and period.holds(on)
        ]
    )


def _on_a_plan(council: Council, judged: date) -> dict[str, list[str]]:
    """Children on an own protection plan on a day, and the categories their plans began with."""
    found: dict[str, list[str]] = {}
    for row in council.rows("ssd_cp_plans"):
        child = row["cppl_person_id"]
        if child == "" or is_yes(row["cppl_cp_plan_ola"]):
            continue
        if _is_open(row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"], judged):
            found.setdefault(child, []).append(row["cppl_cp_plan_initial_category"].lower())
    return found


def children_on_cp_plans(council: Council, period: Period, category: str = "") -> Count:
    """Children on a protection plan on the judged day; met where one is for a category."""
    judged = period.judged
    return Count(
        [
            allocated_case(
                council, child, child, judged, any(category in began for began in categories)
            )
            for child, categories in _on_a_plan(council, judged).items()
        ]
    )


def children_in_need_open(
    council: Council, period: Period, *, planned: bool = False, otherwise: bool = False
) -> Count:
    """Children with a case open on the judged day: all, those with a child in need plan open, or
    those neither on a protection plan nor in care."""
    judged = period.judged
    children = {
        row["cine_person_id"]
        for row in council.rows("ssd_cin_episodes")
        if not is_yes(row["cine_referral_nfa"])
        and _is_open(row["cine_referral_date"], row["cine_close_date"], judged)
    } - {""}
    if planned:
        children &= {
            row["cinp_person_id"]
            for row in council.rows("ssd_cin_plans")
            if _is_open(row["cinp_cin_plan_start_date"], row["cinp_cin_plan_end_date"], judged)
        }
    if otherwise:
        children -= set(_on_a_plan(council, judged))
        children -= {
            row["clae_person_id"]
            for row in council.rows("ssd_cla_episodes")
            if _is_open(
                row["clae_cla_episode_start_date"], row["clae_cla_episode_ceased_date"], judged
            )
        }
    return Count([allocated_case(council, child, child, judged, True) for child in children])


def _is_open(started: str, ended: str, judged: date) -> bool:
    start, end = day(started), day(ended)
    return start is not None and start <= judged and (end is None or end > judged)


def conferences_to_plan(council: Council, period: Period) -> Count:
    """First conferences held in the period, not on a child who moved in; met where they decided
    on a plan."""
    return Count(
        [
            Case(
                row["icpc_person_id"],
                row["icpc_icpc_id"],
                row["icpc_icpc_team"],
                row["icpc_icpc_worker_id"],
                held,
                is_yes(row["icpc_icpc_outcome_cp_flag"]),
            )
            for row in council.rows("ssd_initial_cp_conference")
            if not is_yes(row["icpc_icpc_transfer_in"])
            and (held := day(row["icpc_icpc_date"])) is not None
            and period.holds(held)
        ]
    )


COUNTED: Counted = {
    "conferences_to_plan": conferences_to_plan,
    "cp_plans_neglect": partial(children_on_cp_plans, category="neglect"),
    "cp_plans_neglect:physical": partial(children_on_cp_plans, category="physical"),
    "cp_plans_neglect:sexual": partial(children_on_cp_plans, category="sexual"),
    "cp_plans_neglect:emotional": partial(children_on_cp_plans, category="emotional"),
}

MEASURED: Measured = {
    "contacts_received": ("count", contacts_received),
    "referrals_received": ("count", referrals_received),
    "early_help_begun": ("count", early_help_begun),
    "early_help_open": ("count", early_help_open),
    "s47_begun": ("count", s47_begun),
    "cp_plans_begun": ("count", cp_plans_begun),
    "children_on_cp_plans": ("count", children_on_cp_plans),
    "children_in_need_open": ("count", children_in_need_open),
    "children_in_need_open:cin_plan": ("count", partial(children_in_need_open, planned=True)),
    "children_in_need_open:with_no_other_status": (
        "count",
        partial(children_in_need_open, otherwise=True),
    ),
}

GROUPS: Groups = {
    "contacts_received": OF_THE_CHILD,
    "early_help_begun": OF_A_WORKER,
    "early_help_open": OF_A_WORKER,
}
