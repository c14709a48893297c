"""The group a case falls in: its team, worker and locality, and what is known of its child."""

from datetime import date

from tests.support.oracle.cases import Case
from tests.support.oracle.council import Council, day
from tests.support.oracle.dates import add_months

UNKNOWN = "unknown"
AGE_BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 to 17"))
"""Each band's first age that is too old for it."""


def group_value(council: Council, case: Case, group: str) -> str:
    """The value of a group for a case; `unknown` where nothing tells."""
    if group == "team":
        return case.team or UNKNOWN
    if group == "worker":
        return case.worker or UNKNOWN
    if group == "locality":
        return _locality(council, case.team)
    if group == "disability":
        return _disability(council, case.subject)
    person = council.person(case.subject)
    if group == "unaccompanied" and _is_unaccompanied(council, case):
        return "unaccompanied"
    if person is None:
        return UNKNOWN
    if group == "unaccompanied":
        return "not unaccompanied"
    if group == "age_band":
        return age_band(day(person["pers_dob"]), case.reference)
    return person[{"sex": "pers_sex", "ethnicity": "pers_ethnicity"}[group]] or UNKNOWN


def _locality(council: Council, team: str) -> str:
    """The name of the team above a team, or its number where it has no name.

    Of several teams of that number or name, what all have above them; unknown where they differ,
    or it is not known of one.
    """
    above = {
        row["dept_team_parent_name"] or row["dept_team_parent_id"]
        for row in council.rows("ssd_department")
        if team and team in (row["dept_team_id"], row["dept_team_name"])
    }
    return next(iter(above)) or UNKNOWN if len(above) == 1 else UNKNOWN


def _disability(council: Council, child: str) -> str:
    """Disabled where any code says which; not where the only one is that there is none."""
    codes = {
        row["disa_disability_code"]
        for row in council.rows("ssd_disability")
        if row["disa_person_id"] == child != ""
    } - {""}
    if not codes:
        return UNKNOWN
    return "not disabled" if codes == {"NONE"} else "disabled"


def _is_unaccompanied(council: Council, case: Case) -> bool:
    for row in council.rows("ssd_immigration_status"):
        status = row["immi_immigration_status"].lower()
        if row["immi_person_id"] != case.subject or case.subject == "":
            continue
        began = day(row["immi_immigration_status_start_date"])
        ended = day(row["immi_immigration_status_end_date"])
        open_then = (began is None or began <= case.reference) and (
            ended is None or ended > case.reference
        )
        if open_then and ("unaccompanied" in status or status.strip() == "uasc"):
            return True
    return False


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
