"""Young people who left care: when they were last reached, and whether they stay with carers."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import Clock, Count, Period, still_due
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted
from tests.support.oracle.protecting import allocated_case


def care_leavers_contact_8_weeks(council: Council, period: Period, days: int = 56) -> Count:
    """Young people of 16 to 20 who left care over so many days ago, at 16 or later; met where they
    were reached in the last of these days.  Who left since then is too recent.

    The day of leaving is the first contact, and who has died is left out.
    """
    judged, limit = period.judged, timedelta(days=days)
    counted, too_recent = [], []
    for child, born in _born(council).items():
        if _has_died(council, child, judged):
            continue
        left = _left_care_on(council, child, judged)
        if left is None or left < add_months(born, 12 * 16) or not _is_aged(born, judged, 16, 20):
            continue
        reached = [
            on
            for row in council.rows("care_leaver_contacts")
            if row["person_id"] == child
            and is_yes(row["reached"])
            and row["contact_kind"] != "THROUGH_ANOTHER"
            and (on := day(row["contacted_on"])) is not None
            and left <= on <= judged
        ]
        last = max(reached, default=left)
        due = last + limit
        case = allocated_case(council, child, child, judged, due >= judged)
        case = replace(case, clock=Clock(last, due, None))
        (counted if left + limit < judged else too_recent).append(case)
    return Count(counted, [*counted, *still_due(too_recent, judged)], too_recent)


def _born(council: Council) -> dict[str, date]:
    return {
        person["pers_person_id"]: born
        for person in council.rows("ssd_person")
        if (born := day(person["pers_dob"])) is not None
    }


def _has_died(council: Council, child: str, judged: date) -> bool:
    person = council.person(child)
    died = day(person["pers_death_date"]) if person else None
    return died is not None and died <= judged


def _is_aged(born: date, on: date, youngest: int, oldest: int) -> bool:
    return add_months(born, 12 * youngest) <= on < add_months(born, 12 * (oldest + 1))


def _left_care_on(council: Council, child: str, judged: date) -> date | None:
    """The day the last episode of care ended, of a child who was in care and is in none."""
    left = None
    for row in council.rows("ssd_cla_episodes"):
        begun, ended = (
            day(row["clae_cla_episode_start_date"]),
            day(row["clae_cla_episode_ceased_date"]),
        )
        if row["clae_person_id"] != child or begun is None or begun > judged:
            continue
        if _is_short_break(council, child, begun):
            continue
        if ended is None or ended > judged:
            return None
        left = max(ended, left or ended)
    return left


def _is_short_break(council: Council, child: str, begun: date) -> bool:
    """Whether a legal status of V3 or V4 was open on the day an episode of care began."""
    return any(
        row["lega_person_id"] == child
        and row["lega_legal_status"] in ("V3", "V4")
        and (start := day(row["lega_legal_status_start_date"])) is not None
        and start <= begun
        and ((end := day(row["lega_legal_status_end_date"])) is None or end > begun)
        for row in council.rows("ssd_legal_status")
    )


def staying_put(council: Council, period: Period, oldest: int = 20) -> Count:
    """Young people from 18 who were offered to stay or began to; met where they are staying."""
    judged = period.judged
    counted = []
    for child, born in _born(council).items():
        known = [
            row
            for row in council.rows("staying_put_arrangements")
            if row["person_id"] == child
            and any(
                (on := day(row[column])) is not None and on <= judged
                for column in ("offered_on", "started_on")
            )
        ]
        if known and _is_aged(born, judged, 18, oldest):
            met = any(_is_staying(row, judged) for row in known)
            counted.append(allocated_case(council, child, child, judged, met))
    return Count(counted)


def _is_staying(row: Row, judged: date) -> bool:
    started, ended = day(row["started_on"]), day(row["ended_on"])
    return started is not None and started <= judged and (ended is None or ended > judged)


COUNTED: Counted = {
    "care_leavers_contact_8_weeks": care_leavers_contact_8_weeks,
    "care_leavers_contact_8_weeks:6_weeks": partial(care_leavers_contact_8_weeks, days=42),
    "staying_put": staying_put,
    "staying_put:aged_18": partial(staying_put, oldest=18),
}
