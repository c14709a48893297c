"""Care leavers as the one table of them tells how they stand, on the day of its extract alone."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import EXTRACT_DAY, add_months
from tests.support.oracle.naming import Counted

LEFT_CARE = ("Relevant", "Former Relevant")
GONE = ("DIED", "RHOM")
"""Who died, and who went back to their parents for six months or longer."""
NOT_HERE = ("G", "H", "R")
"""Homes abroad, of those deported, and those that nobody knows."""
IN_SOMETHING = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
IN_NOTHING = ("G4", "G5", "G6")

Asked = Callable[[Row], bool]


def care_leavers(
    council: Council,
    period: Period,
    met: Asked,
    of: Asked,
    ages: Collection[int] = range(17, 22),
    eligibility: Collection[str] = LEFT_CARE,
) -> Count:
    """Young people with a birthday of one of these ages in the period, of an eligibility.

    Nothing is known of a period that does not hold the day of the extract.
    """
    return Count(
        [
            _case(row, period.judged, met(row))
            for row in _as_they_stand(council, period)
            if row["clea_care_leaver_eligibility"] in eligibility
            and any(period.holds(birthday) for birthday in _birthdays(council, row, ages))
            and of(row)
        ]
    )


def care_leavers_pathway_plan_reviewed(
    council: Council,
    period: Period,
    eligibility: Collection[str] = ("Eligible", *LEFT_CARE),
    months: int = 6,
) -> Count:
    """Young people of an eligibility who did not die or go home; met where their plan began or was
    reviewed no more than so many months ago."""
    counted = []
    for row in _as_they_stand(council, period):
        if row["clea_care_leaver_eligibility"] in eligibility and _is_not_gone(row):
            reviewed = day(row["clea_pathway_plan_review_date"])
            met = reviewed is not None and add_months(reviewed, months) >= period.judged
            counted.append(_case(row, period.judged, met))
    return Count(counted)


def _as_they_stand(council: Council, period: Period) -> list[Row]:
    """The row of each young person, of several the one whose number sorts last; none in a period
    that does not hold the day of the extract."""
    if period.judged != EXTRACT_DAY:
        return []
    last: dict[str, Row] = {}
    for row in sorted(council.rows("ssd_care_leavers"), key=lambda row: row["clea_table_id"]):
        if row["clea_person_id"]:
            last[row["clea_person_id"]] = row
    return list(last.values())


def _birthdays(council: Council, row: Row, ages: Collection[int]) -> list[date]:
    person = council.person(row["clea_person_id"])
    born = day(person["pers_dob"]) if person else None
    return [] if born is None else [add_months(born, 12 * age) for age in ages]


def _case(row: Row, judged: date, met: bool) -> Case:
    return Case(
        row["clea_person_id"],
        row["clea_table_id"],
        row["clea_care_leaver_allocated_team"],
        row["clea_care_leaver_worker_id"],
        judged,
        met,
    )


def _is_not_gone(row: Row) -> bool:
    return row["clea_care_leaver_in_touch"] not in GONE


def _is_in_touch(row: Row) -> bool:
    return row["clea_care_leaver_in_touch"] == "YES"


def _lives_well(row: Row) -> bool:
    return row["clea_care_leaver_accom_suitable"] == "1"


def _is_somewhere(row: Row) -> bool:
    return _is_not_gone(row) and row["clea_care_leaver_accommodation"] not in NOT_HERE


def _is_in(activities: Collection[str]) -> Asked:
    return lambda row: row["clea_care_leaver_activity"] in activities


YOUNGER, OLDER = (17, 18), (19, 20, 21)

_in_touch = partial(care_leavers, met=_is_in_touch, of=lambda _: True)
_housed = partial(care_leavers, met=_lives_well, of=_is_somewhere, ages=OLDER)
_eet = partial(care_leavers, met=_is_in(IN_SOMETHING), of=_is_not_gone)
_neet = partial(care_leavers, met=_is_in(IN_NOTHING), of=_is_not_gone)

COUNTED: Counted = {
    "care_leavers_in_touch": _in_touch,
    "care_leavers_in_touch:without_died_or_returned_home": partial(_in_touch, of=_is_not_gone),
    "care_leavers_in_touch:aged_17_to_18": partial(_in_touch, ages=YOUNGER),
    "care_leavers_in_touch:aged_19_to_21": partial(_in_touch, ages=OLDER),
    "care_leavers_suitable_accommodation": _housed,
    "care_leavers_suitable_accommodation:aged_17_to_18": partial(_housed, ages=YOUNGER),
    "care_leavers_eet": _eet,
    "care_leavers_eet:aged_17_to_18": partial(_eet, ages=YOUNGER),
    "care_leavers_eet:aged_19_to_21": partial(_eet, ages=OLDER),
    "care_leavers_neet": _neet,
    "care_leavers_neet:aged_17_to_18": partial(_neet, ages=YOUNGER),
    "care_leavers_neet:aged_19_to_21": partial(_neet, ages=OLDER),
    "care_leavers_pathway_plan_reviewed": care_leavers_pathway_plan_reviewed,
    "care_leavers_pathway_plan_reviewed:left_care": partial(
        care_leavers_pathway_plan_reviewed, eligibility=LEFT_CARE
    ),
}
