"""Times that children are looked after by agreement, under section 20."""

from datetime import date
from functools import partial

from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.periods_of_care import is_open
from tests.support.oracle.protecting import allocated_case

PARENTS = ("HOME_TO_PARENTS",)
FAMILY = (*PARENTS, "FAMILY_OR_FRIENDS", "SPECIAL_GUARDIANSHIP", "CHILD_ARRANGEMENTS")


def _open_on(council: Council, on: date) -> list[Row]:
    return [
        row
        for row in council.rows("section_20_arrangements")
        if is_open(row["started_on"], row["ended_on"], on)
    ]


def section_20_over_months(
    council: Council, period: Period, months: int = 12, *, under_16: bool = False
) -> Count:
    """Times open on the judged day; met where they have gone on for so many months.

    If so asked, only those of children known to be under 16 on the day.
    """
    judged = period.judged
    counted = []
    for row in _open_on(council, judged):
        started = day(row["started_on"])
        if started is None or (under_16 and not is_under_16(council, row["person_id"], judged)):
            continue
        met = add_months(started, months) <= judged
        counted.append(allocated_case(council, row["person_id"], row["section_20_id"], judged, met))
    return Count(counted)


def is_under_16(council: Council, child: str, on: date) -> bool:
    """Whether a child is known not to be 16 yet on a day; not so without a date of birth."""
    person = council.person(child)
    born = day(person["pers_dob"]) if person else None
    return born is not None and add_months(born, 16 * 12) > on


def section_20_consent_recorded(council: Council, period: Period) -> Count:
    """Times open on the judged day; met where consent was recorded on or before it."""
    judged = period.judged
    counted = []
    for row in _open_on(council, judged):
        consented = day(row["consent_recorded_on"])
        met = consented is not None and consented <= judged
        counted.append(allocated_case(council, row["person_id"], row["section_20_id"], judged, met))
    return Count(counted)


def section_20_ended(council: Council, period: Period, reasons: tuple[str, ...] = PARENTS) -> Count:
    """Times that ended in the period; met where for one of these reasons."""
    return Count(
        [
            allocated_case(
                council,
                row["person_id"],
                row["section_20_id"],
                ended,
                row["end_reason"] in reasons,
            )
            for row in council.rows("section_20_arrangements")
            if (ended := day(row["ended_on"])) is not None and period.holds(ended)
        ]
    )


COUNTED: Counted = {
    "section_20_over_12_months": section_20_over_months,
    "section_20_over_12_months:over_6_months": partial(section_20_over_months, months=6),
    "section_20_over_12_months:under_16": partial(section_20_over_months, under_16=True),
    "section_20_consent_recorded": section_20_consent_recorded,
    "section_20_ended_by_reunification": section_20_ended,
    "section_20_ended_by_reunification:to_family": partial(section_20_ended, reasons=FAMILY),
}
