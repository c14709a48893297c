"""The group a case falls in: its team, and the sex, ethnicity and age of its child."""

from datetime import date

from tests.support.oracle.cases import Case
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import add_months

UNKNOWN = "unknown"
AGE_BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 to 17"))
"""Each band's first age that is too old for it."""


def group_value(council: Council, case: Case, group: str) -> str:
    """The value of `team`, `sex`, `ethnicity` or `age_band` for a case; `unknown` where missing."""
    if group == "team":
        return case.team or UNKNOWN
    person = council.person(case.subject)
    if person is None:
        return UNKNOWN
    if group == "age_band":
        return age_band(day(person["pers_dob"]), case.reference)
    return person[{"sex": "pers_sex", "ethnicity": "pers_ethnicity"}[group]] or UNKNOWN


def age_band(born: date | None, on: date) -> str:
    """The band of the age on a day of someone born on `born`."""
    if born is None:
        return UNKNOWN
    if born > on:
        return "unborn"
    for too_old, band in AGE_BANDS:
        if on < add_months(born, 12 * too_old):
            return band
    return "18 or over"
