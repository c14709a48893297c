"""Drawn decisions on contacts and referrals, and the tools that come with them."""

from datetime import date, datetime, timedelta

from tests.support.councils.dice import Draft, text
from tests.support.oracle.dates import add_working_days

DECISIONS = ("REFERRAL", "SIGNPOSTED", "OPEN_CASE", "NO_FURTHER_ACTION")
TOOLS = (*("NEGLECT_SCREENING",) * 5, "GRADED_CARE_PROFILE")
OCCASIONS = (*("REFERRAL",) * 5, "ASSESSMENT")


def add_contact_decisions(draft: Draft, child: str) -> None:
    """Decisions made at once, on the next working day, a day later, or not yet; and decisions and
    replies made as many hours later as a limit allows, to the minute."""
    for _ in range(draft.rng.randrange(4)):
        received = draft.day()
        came = draft.time(received)
        decided_at = _time_after(draft, came, 24)
        decided = date.fromisoformat(decided_at[:10]) if decided_at else None
        authorised = None if decided is None or draft.chance(0.2) else decided
        draft.add(
            "contact_decisions",
            contact_decision_id=draft.new_id("contact_decisions", "CD"),
            person_id=draft.known(child),
            received_at="" if draft.flaw() else came,
            decided_at=decided_at,
            decision="" if decided is None else draft.one_of(DECISIONS),
            decided_by_id="" if decided is None else draft.worker(),
            authorised_at=draft.time(authorised),
            authorised_by_manager="" if authorised is None else draft.flag(0.7),
            reply_wanted=draft.flag(0.8),
            replied_at=_time_after(draft, came, 48),
            team=draft.team(),
        )


def add_referral_decisions(draft: Draft, child: str) -> None:
    """The same of a child's referrals; some of them came with a tool that shows neglect."""
    for referral in [r for r in draft.rows["ssd_cin_episodes"] if r["cine_person_id"] == child]:
        referral["cine_cin_primary_need_code"] = draft.known(draft.one_of(("N1", "N1", "N4")))
        received = draft.day()
        if draft.chance(0.8):
            _add_tool(draft, child, referral["cine_referral_id"], received)
        decided = _soon_after(draft, received)
        authorised = None if decided is None or draft.chance(0.2) else draft.day_from(decided)
        draft.add(
            "referral_decisions",
            referral_decision_id=draft.new_id("referral_decisions", "RD"),
            referral_id=draft.known(referral["cine_referral_id"]),
            person_id=draft.known(child),
            received_at=draft.time(received),
            decided_at=draft.time(decided),
            decided_by_id="" if decided is None else draft.worker(),
            authorised_at=draft.time(authorised),
            authorised_by_manager="" if authorised is None else draft.flag(0.7),
            team=draft.team(),
        )


def _add_tool(draft: Draft, child: str, referral: str, referred: date) -> None:
    draft.add(
        "practice_tools",
        practice_tool_id=draft.new_id("practice_tools", "PT"),
        person_id=draft.known(child),
        tool=draft.one_of(TOOLS),
        occasion=draft.one_of(OCCASIONS),
        started_on=draft.date_known(referred),
        completed_on=draft.known(text(draft.day_from(referred)), unless=0.3),
        referral_id=draft.known(referral),
    )


def _time_after(draft: Draft, came: str, hours: int) -> str:
    received = datetime.fromisoformat(came)
    to_the_minute = received + timedelta(hours=hours, minutes=draft.one_of((-1, 0, 1)))
    soon = draft.time(_soon_after(draft, received.date()))
    return draft.one_of((soon, soon, to_the_minute.isoformat()))


def _soon_after(draft: Draft, received: date) -> date | None:
    next_working_day = add_working_days(received, 1)
    assert next_working_day is not None
    return draft.one_of(
        (
            received,
            received,
            next_working_day,
            next_working_day + timedelta(days=1),
            draft.day_from(received),
            None,
        )
    )
