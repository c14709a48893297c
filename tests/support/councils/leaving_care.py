"""Drawn young people who left care: how they stand, who reached them, their plans and homes."""

from datetime import date, timedelta

from tests.support.councils.days import AHEAD, JUDGED_DAYS, years_before
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import EXTRACT_DAY, add_months

AGES = (16, *(17, 18, 19, 20, 21) * 3, 17, 18, 22)
BORN_IN_A_LEAP_YEAR = (date(2004, 2, 29), date(2008, 2, 29))
ELIGIBILITY = (*("Former Relevant", "Relevant") * 4, "Eligible", "Qualifying", "")
IN_TOUCH = (*("YES",) * 5, "NO", "NO", "REFU", "NREQ", "DIED", "RHOM", "")
HOMES = (*("U", "Z", "B", "W") * 4, "G", "H", "R", "")
SUITABLE = ("1", "1", "2", "")
ACTIVITIES = ("F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "F3", "G4", "G5", "G5", "G6", "")
CONTACTS = (*("VISIT", "CALL", "MESSAGE") * 2, "THROUGH_ANOTHER", "")
SHORT_BREAKS, CARE = ("V3", "V4"), ("C2", "V2")


def add_care_leavers(draft: Draft, children: int) -> None:
    """Young people of about 16 to 22, three to a child, most with a birthday about the day of the
    extract; of most no more is known than how they stand."""
    for number in range(1, 3 * children + 1):
        person = f"Y{number}"
        born = _born(draft)
        draft.add(
            "ssd_person",
            pers_person_id=person,
            pers_sex=draft.known(draft.one_of(("F", "M"))),
            pers_dob=draft.date_known(born),
            pers_death_date=text(draft.one_of((*(None,) * 9, draft.one_of(JUDGED_DAYS)))),
        )
        _add_status(draft, person)
        if number > children + 2:
            continue
        left = _add_care(draft, person, born)
        _add_contacts(draft, person, left)
        _add_pathway_plans(draft, person)
        _add_staying_put(draft, person, born)


def _born(draft: Draft) -> date:
    """A birthday about the extract's, about a judged day, on 29 February, or at any time."""
    near = EXTRACT_DAY + timedelta(days=draft.one_of((-15, -14, -9, -2, -1, 0, 0, 0, 1)))
    judged = draft.one_of(JUDGED_DAYS) + _a_day_off(draft)
    day = draft.one_of((near, near, near, near, judged, draft.day()))
    leap = draft.one_of(BORN_IN_A_LEAP_YEAR)
    return leap if draft.chance(0.05) else years_before(day, draft.one_of(AGES))


def _add_status(draft: Draft, person: str) -> None:
    """One row of how a young person stands, now and then none or two."""
    for _ in range(draft.one_of((0, *(1,) * 8, 2))):
        six_months_ago = add_months(EXTRACT_DAY, -6) + _a_day_off(draft)
        contact = draft.one_of((EXTRACT_DAY, draft.day(), draft.day(), None))
        reviewed = draft.one_of((six_months_ago, draft.day(), None))
        draft.add(
            "ssd_care_leavers",
            clea_table_id=draft.new_id("ssd_care_leavers", "LV"),
            clea_person_id=draft.known(person),
            clea_care_leaver_eligibility=draft.one_of(ELIGIBILITY),
            clea_care_leaver_in_touch=draft.one_of(IN_TOUCH),
            clea_care_leaver_latest_contact=text(contact),
            clea_care_leaver_accommodation=draft.one_of(HOMES),
            clea_care_leaver_accom_suitable=draft.one_of(SUITABLE),
            clea_care_leaver_activity=draft.one_of(ACTIVITIES),
            clea_pathway_plan_review_date=text(reviewed),
            clea_care_leaver_allocated_team=draft.team(),
            clea_care_leaver_worker_id=draft.worker(),
        )


def _add_care(draft: Draft, person: str, born: date) -> date:
    """The years in care, ended about the sixteenth birthday, or about eight or six weeks before a
    judged day; some come back, some have short breaks alone.  The day of leaving."""
    sixteen = add_months(born, 12 * 16) + _a_day_off(draft)
    weeks_ago = draft.one_of(JUDGED_DAYS) - timedelta(days=draft.one_of((42, 56)))
    eighteen = add_months(born, 12 * 18)
    left = draft.one_of((sixteen, weeks_ago + _a_day_off(draft), eighteen, eighteen, draft.day()))
    began = min(left, sixteen) - timedelta(days=draft.one_of((10, 400, 2000)))
    _add_episode(draft, person, began, None if draft.chance(0.1) else left)
    if draft.chance(0.2):
        back = draft.day()
        _add_episode(draft, person, back, draft.one_of((None, back, draft.day_from(back))))
    return left


def _add_episode(draft: Draft, person: str, began: date, ended: date | None) -> None:
    draft.add(
        "ssd_cla_episodes",
        clae_cla_episode_id=draft.new_id("ssd_cla_episodes", "CE"),
        clae_person_id=draft.known(person),
        clae_cla_episode_start_date=draft.date_known(began),
        clae_cla_episode_ceased_date=text(ended),
    )
    status = draft.one_of((*CARE * 3, *SHORT_BREAKS))
    if draft.chance(0.7):
        since = began + timedelta(days=draft.one_of((-1, 0, 0, 0, 1)))
        until = draft.one_of((None, ended, began, began + timedelta(days=1)))
        draft.add(
            "ssd_legal_status",
            lega_legal_status_id=draft.new_id("ssd_legal_status", "LS"),
            lega_person_id=draft.known(person),
            lega_legal_status=status,
            lega_legal_status_start_date=text(since),
            lega_legal_status_end_date=text(until),
        )


def _add_contacts(draft: Draft, person: str, left: date) -> None:
    """Contacts as long ago as they may be to the day, on the day of leaving, or before it."""
    for _ in range(draft.rng.randrange(5)):
        weeks_ago = draft.one_of(JUDGED_DAYS) - timedelta(days=draft.one_of((42, 56)))
        on = draft.one_of((weeks_ago + _a_day_off(draft), draft.day(), left + _a_day_off(draft)))
        draft.add(
            "care_leaver_contacts",
            care_leaver_contact_id=draft.new_id("care_leaver_contacts", "CC"),
            person_id=draft.known(person),
            contacted_on=draft.date_known(on),
            contact_kind=draft.one_of(CONTACTS),
            reached=draft.flag(0.7),
        )


def _add_pathway_plans(draft: Draft, person: str) -> None:
    """Plans completed six months before a judged day, or nearly, and some that ended before they
    were due, or on that day."""
    for _ in range(draft.rng.randrange(4)):
        due = draft.one_of((draft.one_of(JUDGED_DAYS), draft.day(), draft.day()))
        judged = draft.one_of(JUDGED_DAYS)
        half_a_year_ago = add_months(judged, -6) + _a_day_off(draft)
        completed = draft.one_of((half_a_year_ago, draft.held(due), draft.held(due)))
        assessed = (completed or due) - timedelta(days=draft.one_of((0, 20)))
        late = draft.day_from(due)
        ended = draft.one_of((None, None, due + _a_day_off(draft), judged, draft.day_from(due)))
        draft.add(
            "pathway_plans",
            pathway_plan_id=draft.new_id("pathway_plans", "PW"),
            person_id=draft.known(person),
            needs_assessed_on=draft.date_known(assessed if completed else late),
            due_on=draft.date_known(due),
            completed_on=text(completed),
            ended_on=text(ended if completed is None or ended is None else max(ended, completed)),
            young_person_took_part=draft.flag(0.7),
            signed_by_young_person=draft.flag(0.5),
            worker_id=draft.worker(),
            team=draft.team(),
        )


def _add_staying_put(draft: Draft, person: str, born: date) -> None:
    """Arrangements from the eighteenth birthday, offered before; some began on a judged day, or
    ended on one."""
    for _ in range(draft.one_of((0, 1, 1, 2))):
        judged = draft.one_of(JUDGED_DAYS) + _a_day_off(draft)
        eighteen = add_months(born, 12 * 18)
        started = draft.one_of((eighteen, eighteen, judged, None))
        offered = (started or judged) - timedelta(days=draft.one_of((0, 0, 90, -30)))
        ended = draft.one_of((None, None, judged, *AHEAD[:1])) if started else None
        draft.add(
            "staying_put_arrangements",
            staying_put_id=draft.new_id("staying_put_arrangements", "SP"),
            person_id=draft.known(person),
            offered_on=draft.date_known(offered, unless=0.2),
            started_on=text(started),
            ended_on=text(ended if started is None or ended is None else max(started, ended)),
        )


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))
