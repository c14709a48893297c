"""Drawn people, contacts, referrals, assessments and first conferences."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.support.councils.days import AS_AT_DAYS, TOO_EARLY, due_on_a_friday, years_before
from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_months

SEXES = ("F", "M", "U")
ETHNICITIES = ("WBRI", "APKN", "MWBC", "NOBT")
CLEAN_OUTCOMES = ('{"NFA_FLAG": "Y"}', '{"NFA_FLAG": "N", "COMMENTS": ""}', '{"NFA_FLAG": ""}')
OUTCOMES = (
    *CLEAN_OUTCOMES,
    '{"NFA_FLAG": "yes", "TOTAL_NO_OF_OUTCOMES": 1}',
    '{"NFA_FLAG": true}',
    '{"NFA_FLAG": 1}',
    '{"NFA_FLAG": false}',
    '{"NFA_FLAG": 0}',
    '{"NFA_FLAG": null}',
    '{"OTHER": {"NFA_FLAG": "Y"}}',
    '["NFA_FLAG"]',
    "{}",
    "not recorded",
    "",
)
LEAP_BIRTHDAYS = (date(2008, 2, 29), date(2012, 2, 29), date(2016, 2, 29), date(2020, 2, 29))

MET_ON = (
    ("ssd_cp_visits", "cppv_person_id", "cppv_cp_visit_date"),
    ("ssd_cin_visits", "cinv_person_id", "cinv_cin_visit_date"),
    ("assessment_details", "person_id", "completed_on"),
)


def add_person(draft: Draft, child: str) -> None:
    """A child on a birthday, not yet born, just born or grown up; some are in no list of people."""
    if draft.flaw(0.1):
        return
    born = draft.one_of(
        (
            years_before(draft.day(), draft.one_of((1, 5, 10, 16, 18))),
            years_before(draft.day(), draft.one_of((1, 5, 10, 16, 18))) + timedelta(days=1),
            draft.day(),
            draft.one_of(AS_AT_DAYS) + timedelta(days=1),
            draft.one_of(LEAP_BIRTHDAYS),
        )
    )
    draft.add(
        "ssd_person",
        pers_person_id=child,
        pers_sex=draft.known(draft.one_of(SEXES)),
        pers_ethnicity=draft.known(draft.one_of(ETHNICITIES), unless=0.12),
        pers_dob=draft.date_known(born),
    )


def turn_four(draft: Draft) -> None:
    """Let some children turn four on a day they were visited or assessed, or a day either side."""
    met: dict[str, list[str]] = {}
    for table, child, day in MET_ON:
        for row in draft.rows[table]:
            if row[day]:
                met.setdefault(row[child], []).append(row[day])
    for person in draft.rows["ssd_person"]:
        days = met.get(person["pers_person_id"])
        if days and draft.chance(0.4):
            birthday = years_before(draft.date_of(draft.one_of(days)), 4)
            person["pers_dob"] = text(birthday + timedelta(days=draft.one_of((-1, 0, 1))))


def add_contacts(draft: Draft, child: str) -> None:
    for _ in range(draft.rng.randrange(4)):
        draft.add(
            "ssd_contacts",
            cont_contact_id=draft.new_id("ssd_contacts", "CO"),
            cont_person_id=draft.known(child),
            cont_contact_date=draft.date_known(draft.day()),
            cont_contact_outcome_json=draft.one_of(CLEAN_OUTCOMES if draft.clean else OUTCOMES),
        )


def add_referrals(draft: Draft, child: str) -> None:
    """Referrals of a child, some the same day and some a year apart, with their assessments."""
    made = draft.day()
    for _ in range(draft.rng.randrange(4)):
        referral = draft.new_id("ssd_cin_episodes", "RE")
        closed = draft.day_from(made) if draft.chance(0.5) else None
        draft.add(
            "ssd_cin_episodes",
            cine_referral_id=referral,
            cine_person_id=draft.known(child),
            cine_referral_date=draft.date_known(made),
            cine_referral_nfa=draft.flag(0.3),
            cine_close_date=text(closed),
            cine_referral_team=draft.team(),
            cine_referral_worker_id=draft.worker(),
        )
        for _ in range(draft.one_of((0, 1, 1, 2))):
            _add_assessment(draft, child, referral, made)
        a_year_on = add_months(made, 12)
        made = draft.one_of(
            (
                made,
                a_year_on,
                a_year_on + timedelta(days=1),
                a_year_on - timedelta(days=1),
                draft.day(),
            )
        )


def _add_assessment(draft: Draft, child: str, referral: str, referred: date) -> None:
    started = draft.one_of(
        (
            referred,
            referred + timedelta(days=draft.rng.randrange(10)),
            due_on_a_friday(referred, 45),
        )
    )
    if draft.flaw(0.03):
        started = TOO_EARLY
    authorised = draft.done_by(draft.one_of((started, referred)), 45)
    if draft.clean and authorised is not None:
        authorised = max(authorised, started)
    draft.add(
        "ssd_cin_assessments",
        cina_assessment_id=draft.new_id("ssd_cin_assessments", "AS"),
        cina_person_id=draft.known(child),
        cina_referral_id="RE-NONE" if draft.flaw() else draft.known(referral),
        cina_assessment_start_date=draft.date_known(started),
        cina_assessment_child_seen=draft.flag(0.7),
        cina_assessment_auth_date=text(authorised),
        cina_assessment_team=draft.team(),
        cina_assessment_worker_id=draft.worker(),
    )


def add_enquiry(draft: Draft, siblings: Sequence[str]) -> None:
    """One enquiry into the children of a family, and the conference on each of them."""
    enquiry = f"EN{len(draft.rows['ssd_s47_enquiry']) + 1}"
    started = draft.one_of((draft.day(), due_on_a_friday(draft.day(), 15)))
    held = draft.done_by(started, 15)
    for child in siblings:
        draft.add(
            "ssd_s47_enquiry",
            s47e_s47_enquiry_id=enquiry,
            s47e_person_id=child,
            s47e_s47_start_date=draft.date_known(started),
        )
        if draft.chance(0.9):
            draft.add(
                "ssd_initial_cp_conference",
                icpc_icpc_id=draft.new_id("ssd_initial_cp_conference", "IC"),
                icpc_s47_enquiry_id=draft.known(enquiry),
                icpc_person_id="P-NONE" if draft.flaw() else draft.known(child),
                icpc_icpc_transfer_in=draft.flag(0.15),
                icpc_icpc_date=text(held if draft.chance(0.7) else draft.done_by(started, 15)),
                icpc_icpc_team=draft.team(),
                icpc_icpc_worker_id=draft.worker(),
            )
