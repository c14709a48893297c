"""Decisions at the front door: on contacts and on referrals, with their authorisation and reply."""

from lineofsight.sample.codes import CONTACT_OUTCOME, REFERRAL_OUTCOME
from lineofsight.sample.family import Setting
from lineofsight.sample.scribe import DAY, History, Scribe
from lineofsight.sample.workforce import FRONT_DOOR

_DECIDED_IN_A_DAY = 0.86
_AUTHORISED = 0.93
_REPLIED_IN_TIME = 0.84
_REFERRAL_DECIDED_AT_ONCE = 0.90
_HOUR = 60
_CONTACT_OUTCOMES = {text: key for key, text in CONTACT_OUTCOME.items()}
_REFERRAL_OUTCOMES = {text: key for key, text in REFERRAL_OUTCOME.items()}
_CONTACT_DECISION = {
    "NEW_REFERRAL_FLAG": "REFERRAL",
    "EXISTING_REFERRAL_FLAG": "OPEN_CASE",
    "ADVICE_FLAG": "SIGNPOSTED",
    "OTHER_OUTCOMES_EXIST_FLAG": "EARLY_HELP",
}
_REFERRAL_DECISION = {
    "STRATEGY_DISCUSSION_FLAG": "STRATEGY_DISCUSSION",
    "NFA_FLAG": "NO_FURTHER_ACTION",
}
_REFERRERS = {
    "1A": "FAMILY", "1C": "FAMILY", "1D": "PUBLIC", "2A": "SCHOOL", "2B": "EARLY_YEARS",
    "3A": "HEALTH", "3B": "HEALTH", "3D": "HEALTH", "3E": "HEALTH", "3F": "HEALTH",
    "5A": "COUNCIL", "5B": "COUNCIL", "5C": "OTHER_COUNCIL", "6": "POLICE", "7": "COURT",
    "9": "ANONYMOUS",
}  # fmt: skip
_NO_REPLY = ("9", "10")


def follow(setting: Setting, history: History) -> None:
    """Enter the decisions on one child's contacts and referrals."""
    scribe = Scribe(setting, "decisions", history.child.id)
    for row in history["ssd_contacts"]:
        outcome = _CONTACT_OUTCOMES[row["cont_contact_outcome_json"]]
        _decide_on_contact(scribe, history, outcome, row)
    for row in history["ssd_cin_episodes"]:
        _decide_on_referral(scribe, history, row)


def _decide_on_contact(scribe: Scribe, history: History, outcome: str, row: dict[str, str]) -> None:
    team = scribe.setting.workforce.team(FRONT_DOOR, history.area)
    source = row["cont_contact_source_code"]
    day = scribe.read(row["cont_contact_date"])
    in_office = scribe.days.is_working(day)
    received = scribe.office_hours(day) if in_office else day * DAY + scribe.between(30, 1430)
    if outcome == "NEW_REFERRAL_FLAG":
        decided = scribe.days.opening(day)
    elif scribe.chance(scribe.share(_DECIDED_IN_A_DAY, team.id, day)):
        decided = scribe.days.after(day, 1) if scribe.chance(0.25) else scribe.days.opening(day)
    else:
        decided = scribe.after(day, 2, 6)
    minute = max(received + scribe.between(5, 90), scribe.office_hours(decided))
    scribe.enter(
        "contact_decisions",
        contact_decision_id=scribe.id("CD"),
        contact_id=row["cont_contact_id"],
        person_id=history.child.id,
        received_at=scribe.at(received),
        decision=_CONTACT_DECISION.get(outcome, "NO_FURTHER_ACTION")
        if _come(scribe, minute)
        else "",
        referrer_kind=_REFERRERS.get(source, "OTHER"),
        team=team.id,
        **_decided(scribe, minute, team.id, scribe.someone(team, day)),
        **_replied(scribe, minute, source, team.id),
    )


def _decide_on_referral(scribe: Scribe, history: History, row: dict[str, str]) -> None:
    team, worker = row["cine_referral_team"], row["cine_referral_worker_id"]
    day = scribe.read(row["cine_referral_date"])
    received = scribe.office_hours(day)
    if scribe.chance(scribe.share(_REFERRAL_DECIDED_AT_ONCE, team, day)):
        decided = received + scribe.between(10, 6 * _HOUR)
    else:
        decided = scribe.office_hours(scribe.after(day, 1, 3))
    outcome = _REFERRAL_OUTCOMES[row["cine_referral_outcome_json"]]
    scribe.enter(
        "referral_decisions",
        referral_decision_id=scribe.id("RD"),
        referral_id=row["cine_referral_id"],
        person_id=history.child.id,
        received_at=scribe.at(received),
        decision=_REFERRAL_DECISION.get(outcome, "ASSESSMENT") if _come(scribe, decided) else "",
        team=team,
        **_decided(scribe, decided, team, worker),
        **_replied(scribe, decided, row["cine_referral_source_code"], team),
    )


def _come(scribe: Scribe, minute: int) -> bool:
    return minute // DAY <= scribe.last


def _decided(scribe: Scribe, minute: int, team: str, worker: str) -> dict[str, str]:
    """Who decided when, and who authorised it; empty while that lies ahead."""
    come = _come(scribe, minute)
    cells = {"decided_at": scribe.at(minute), "decided_by_id": worker if come else ""}
    authorised = minute + scribe.between(10, 5 * _HOUR)
    if scribe.chance(_AUTHORISED) and _come(scribe, authorised):
        by_manager = scribe.chance(0.95)
        cells |= {
            "authorised_at": scribe.at(authorised),
            "authorised_by_id": scribe.manager(team) if by_manager else worker,
            "authorised_by_manager": "Y" if by_manager else "N",
        }
    return cells


def _replied(scribe: Scribe, decided: int, source: str, team: str) -> dict[str, str]:
    if source in _NO_REPLY:
        return {"reply_wanted": "N"}
    day = decided // DAY
    if scribe.chance(scribe.share(_REPLIED_IN_TIME, team, day)):
        replied = decided + scribe.between(20, 22 * _HOUR)
    elif scribe.chance(0.5):
        replied = scribe.office_hours(scribe.after(day, 2, 9))
    else:
        return {"reply_wanted": "Y"}
    return {"reply_wanted": "Y", "replied_at": scribe.at(replied)}
