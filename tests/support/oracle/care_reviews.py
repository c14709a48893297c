"""Reviews of children in care: who took part in them, and what was planned by the second."""

import json
from datetime import date
from functools import partial

from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import is_on_short_breaks, periods_of_care
from tests.support.oracle.protecting import allocated_case

TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")


def reviews_held(council: Council) -> list[tuple[date, str, Row]]:
    """The reviews that were held, with their day and number; those cancelled are left out."""
    return [
        (held, row["clar_cla_review_id"], row)
        for row in council.rows("ssd_cla_reviews")
        if not is_yes(row["clar_cla_review_cancelled"])
        and (held := day(row["clar_cla_review_date"])) is not None
    ]


def cla_reviews_participation(
    council: Council, period: Period, codes: tuple[str, ...] = TOOK_PART
) -> Count:
    """Reviews held in the period, but for short breaks and children under four; met where the
    code says that the child took part."""
    counted = []
    for held, number, row in reviews_held(council):
        child, code = row["clar_cla_person_id"], row["clar_cla_review_participation"]
        person = council.person(child)
        born = day(person["pers_dob"]) if person else None
        too_young = code == "PN0" or (born is not None and held < add_months(born, 48))
        if (
            period.holds(held)
            and not too_young
            and not (child and is_on_short_breaks(council, child, held))
        ):
            counted.append(allocated_case(council, child, number, held, code in codes))
    return Count(counted)


def care_plan_by_second_review(
    council: Council, period: Period, *, care_plan: bool = False
) -> Count:
    """Second reviews of a period of care, but for short breaks; met where a plan for permanence
    was decided by that day, and since the child came into care."""
    planned = _care_plans(council) if care_plan else _decisions(council)
    counted = []
    for care in periods_of_care(council):
        began = care.began
        if not care.number or began is None or is_on_short_breaks(council, care.child, began):
            continue
        own = sorted(
            (held, number)
            for held, number, row in reviews_held(council)
            if (row["clar_cla_person_id"], row["clar_cla_id"]) == (care.child, care.number)
        )
        if len(own) > 1 and period.holds(own[1][0]):
            held, number = own[1]
            met = any(child == care.child and began <= on <= held for child, on in planned)
            counted.append(allocated_case(council, care.child, number, held, met))
    return Count(counted)


def _decisions(council: Council) -> list[tuple[str, date]]:
    return [
        (row["person_id"], on)
        for row in council.rows("permanence_decisions")
        if row["permanence_plan"] and (on := day(row["decided_on"])) is not None
    ]


def _care_plans(council: Council) -> list[tuple[str, date]]:
    return [
        (row["lacp_person_id"], on)
        for row in council.rows("ssd_cla_care_plan")
        if _names_a_place(row["lacp_cla_care_plan_json"])
        and (on := day(row["lacp_cla_care_plan_start_date"])) is not None
    ]


def _names_a_place(said: str) -> bool:
    """Whether any flag says yes."""
    try:
        flags = json.loads(said)
    except ValueError:
        return False
    return isinstance(flags, dict) and any(is_yes(str(flag)) for flag in flags.values())


COUNTED: Counted = {
    "cla_reviews_participation": cla_reviews_participation,
    "cla_reviews_participation:with_pn4": partial(
        cla_reviews_participation, codes=(*TOOK_PART, "PN4")
    ),
    "care_plan_by_second_review": care_plan_by_second_review,
    "care_plan_by_second_review:care_plan": partial(care_plan_by_second_review, care_plan=True),
}
