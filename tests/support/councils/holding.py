"""Drawn children of whom something is open and who had many workers, and cases on their way."""

from datetime import date, datetime, time, timedelta

from tests.support.councils.days import JUDGED_DAYS, TOO_EARLY, working_days_before
from tests.support.councils.dice import ALLOCATED, TEAMS, WORKERS, Draft, text
from tests.support.councils.protection import CATEGORIES
from tests.support.oracle.dates import add_months, add_working_days

MORE_WORKERS = ("W11", "W12", "W13")
NUMBERS = ("SW100001", "SW100002", "", " ")
OPEN = ("case", "enquiry", "plan", "care", "proceedings")
ROLES = (*("LEAD_PRACTITIONER",) * 4, "LEAD_CHILD_PROTECTION_PRACTITIONER")
MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def register_workers(draft: Draft) -> None:
    """Give some workers a number, and some a contract that says what they are, for a time.

    One of those who hold children is in no list of workers.
    """
    for worker in MORE_WORKERS if draft.clean else MORE_WORKERS[:-1]:
        draft.add("ssd_professionals", prof_professional_id=worker)
    for row in draft.rows["ssd_professionals"]:
        row["prof_social_worker_registration_no"] = draft.one_of(NUMBERS)
    for worker in (*WORKERS, *MORE_WORKERS):
        for _ in range(draft.one_of((0, 1, 2))):
            began = draft.one_of((date(2022, 1, 4), draft.day()))
            ended = draft.one_of((None, draft.day_from(began)))
            draft.add(
                "worker_contracts",
                worker_contract_id=draft.new_id("worker_contracts", "WC"),
                worker_id=draft.known(worker),
                team=draft.team(),
                qualified=draft.flag(0.6),
                started_on=draft.date_known(began),
                ended_on=text(ended),
            )


def add_held_children(draft: Draft) -> None:
    """Children of whom one thing or more began or ended about a judged day, or five working days
    before, and whose workers began or left about a year before it."""
    for number in range(1, 9):
        child, judged = f"H{number}", draft.one_of(JUDGED_DAYS)
        draft.add("ssd_person", pers_person_id=child, pers_sex="M", pers_dob="2014-03-31")
        for kind in draft.rng.sample(OPEN, draft.one_of((1, 1, 2, 3))):
            _open(draft, child, kind, judged)
        _hand_on(draft, child, judged)


def _open(draft: Draft, child: str, kind: str, judged: date) -> None:
    began = draft.one_of(
        (
            judged + _a_day_off(draft),
            working_days_before(judged, 5) + _a_day_off(draft),
            add_months(judged, -14),
        )
    )
    ended = draft.one_of((None, None, judged + _a_day_off(draft)))
    if kind == "care" and draft.flaw(0.2):
        began = TOO_EARLY
    start, end = draft.date_known(began), text(None if ended is None else max(began, ended))
    whose = draft.known(child)
    if kind == "case":
        draft.add(
            "ssd_cin_episodes",
            cine_referral_id=draft.new_id("ssd_cin_episodes", "RE"),
            cine_person_id=whose,
            cine_referral_date=start,
            cine_close_date=end,
            cine_referral_nfa=draft.flag(0.1),
            cine_referral_team=draft.team(),
        )
    elif kind == "enquiry":
        draft.add(
            "ssd_s47_enquiry",
            s47e_s47_enquiry_id=f"EN{len(draft.rows['ssd_s47_enquiry']) + 1}",
            s47e_person_id=child,
            s47e_s47_start_date=start,
            s47e_s47_end_date=end,
        )
    elif kind == "plan":
        draft.add(
            "ssd_cp_plans",
            cppl_cp_plan_id=draft.new_id("ssd_cp_plans", "PL"),
            cppl_person_id=whose,
            cppl_cp_plan_start_date=start,
            cppl_cp_plan_end_date=end,
            cppl_cp_plan_initial_category=draft.known(draft.one_of(CATEGORIES)),
            cppl_cp_plan_ola=draft.flag(0.1),
        )
    elif kind == "care":
        draft.add(
            "ssd_cla_episodes",
            clae_cla_episode_id=draft.new_id("ssd_cla_episodes", "CE"),
            clae_person_id=whose,
            clae_cla_episode_start_date=start,
            clae_cla_episode_ceased_date=end,
        )
    else:
        draft.add(
            "care_proceedings",
            care_proceedings_id=draft.new_id("care_proceedings", "CP"),
            person_id=whose,
            applied_on=start,
            concluded_on=end,
            worker_id=draft.worker(),
            team=draft.team(),
        )


def _hand_on(draft: Draft, child: str, judged: date) -> None:
    """Nobody, one or many workers after each other, of whom the first left about a year before."""
    workers = draft.rng.sample((*WORKERS, *MORE_WORKERS), draft.one_of((0, 1, 3, 4, 4, 5)))
    start = add_months(judged, -13)
    for number, worker in enumerate(workers):
        last = number == len(workers) - 1
        end = add_months(judged, number - 12) + _a_day_off(draft)
        if last:
            end = judged + _a_day_off(draft)
        draft.add(
            "ssd_involvements",
            invo_involvements_id=draft.new_id("ssd_involvements", "IN"),
            invo_professional_id=draft.known(worker),
            invo_professional_role_id=ALLOCATED[0],
            invo_professional_team=draft.one_of(TEAMS),
            invo_involvement_start_date=draft.date_known(start),
            invo_involvement_end_date="" if last and draft.chance(0.6) else text(end),
            invo_person_id=child,
        )
        start = draft.one_of((start, end, end))


def add_case_allocations(draft: Draft, child: str) -> None:
    """Cases allocated 24 hours after they came to the minute, on the next working day or after it,
    or not yet."""
    for _ in range(draft.one_of((0, 1, 2, 3))):
        day = draft.day()
        came = datetime.combine(day, time(draft.rng.randrange(24), draft.rng.randrange(60)))
        next_working_day = add_working_days(day, 1)
        assert next_working_day is not None
        given = draft.one_of(
            (
                came + timedelta(hours=24) + draft.one_of((-1, 0, 1)) * MINUTE,
                datetime.combine(next_working_day, time(23, 59)),
                datetime.combine(next_working_day + A_DAY, time(0, 0)),
                datetime.combine(draft.day_from(day + A_DAY), time(9, 30)),
                None,
            )
        )
        draft.add(
            "case_allocations",
            case_allocation_id=draft.new_id("case_allocations", "AL"),
            person_id=draft.known(child),
            team=draft.team(),
            received_at=draft.known(came.isoformat()),
            allocated_at="" if given is None else given.isoformat(),
            worker_id="" if given is None else draft.worker(),
        )


def add_lead_practitioners(draft: Draft, child: str) -> None:
    """Practitioners who begin or end about a judged day; some of a child began the same day."""
    began = draft.one_of(JUDGED_DAYS) + _a_day_off(draft)
    for _ in range(draft.one_of((0, 1, 2, 3))):
        ended = draft.one_of((None, None, draft.day_from(began)))
        draft.add(
            "lead_practitioners",
            lead_practitioner_id=draft.new_id("lead_practitioners", "LP"),
            person_id=draft.known(child),
            worker_id=draft.worker(),
            role=draft.known(draft.one_of(ROLES)),
            started_on=draft.date_known(began),
            ended_on=text(ended),
            supervisor_qualified=draft.flag(0.6),
            team=draft.team(),
        )
        began = draft.one_of((began, draft.day()))


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))
