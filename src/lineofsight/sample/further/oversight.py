"""Allocation, supervision and management oversight of cases, and their chronologies."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe
from lineofsight.sample.workforce import ASSESSMENT

_SUPERVISED = 0.80
_OVERSEEN = 0.74
_OCCASION = Mix({"ROUTINE": 76, "ASSESSMENT": 9, "REVIEW": 8, "OTHER": 7})
_UPDATED = Mix({"ROUTINE": 70, "CONFERENCE": 12, "TRANSFER": 12, "COURT": 6})
_HOUR = 60


def follow(setting: Setting, history: History) -> None:
    """Enter who took one child's case and how it was supervised, while it was open."""
    scribe = Scribe(setting, "oversight", history.child.id)
    cases: dict[str, list[Cells]] = {}
    for row in history.stints:
        cases.setdefault(row["invo_referral_id"], []).append(row)
    for row in history["ssd_cin_episodes"]:
        stints = cases.get(row["cine_referral_id"], [])
        if row["cine_referral_nfa"] == "Y":
            continue
        _enter_allocations(scribe, history, row, stints)
        for stint in stints:
            # Brothers and sisters with one worker are talked about on the same days.
            shared = f"{stint['invo_professional_id']}/{stint['invo_involvement_start_date']}"
            together = Scribe(setting, "supervision", shared)
            _enter_supervisions(together, history, stint)
            _enter_oversight(together, history, stint)
        if stints:
            _enter_chronology(scribe, history, stints)


def _enter_allocations(
    scribe: Scribe, history: History, referral: Cells, stints: list[Cells]
) -> None:
    """A row for each team that a case reaches; it is with a worker some hours or days later."""
    came, before = referral["cine_referral_date"], ""
    if not stints:
        team = scribe.setting.workforce.team(ASSESSMENT, history.area).id
        _enter_allocation(scribe, history, referral, team, "", scribe.read(came), None)
    for stint in stints:
        team = stint["invo_professional_team"]
        if team != before:
            _enter_allocation(scribe, history, referral, team, before, scribe.read(came), stint)
        came, before = stint["invo_involvement_end_date"], team


def _enter_allocation(
    scribe: Scribe,
    history: History,
    referral: Cells,
    team: str,
    before: str,
    came: int,
    stint: Cells | None,
) -> None:
    """A case that reached a team on a day, and the stint of who took it, if anybody has."""
    received, allocated = scribe.office_hours(came), None
    if stint is not None:
        taken = scribe.read(stint["invo_involvement_start_date"])
        at_once = received + scribe.between(_HOUR, 6 * _HOUR)
        allocated = scribe.office_hours(taken) if taken > came else at_once
    meeting = scribe.after(came, 1, 8) if before and scribe.chance(0.7) else None
    scribe.enter(
        "case_allocations",
        case_allocation_id=scribe.id("CA"),
        person_id=history.child.id,
        referral_id=referral["cine_referral_id"],
        team=team,
        from_team=before,
        received_at=scribe.at(received),
        allocated_at=scribe.at(allocated),
        worker_id="" if stint is None else stint["invo_professional_id"],
        handover_held_on=scribe.on(meeting),
    )


def _enter_supervisions(scribe: Scribe, history: History, stint: Cells) -> None:
    team = stint["invo_professional_team"]
    for day in _days(scribe, stint, _SUPERVISED, (20, 29), (31, 60)):
        scribe.enter(
            "case_supervisions",
            case_supervision_id=scribe.id("CS"),
            person_id=history.child.id,
            worker_id=stint["invo_professional_id"],
            supervisor_id=scribe.manager(team),
            supervision_kind="INDIVIDUAL" if scribe.chance(0.88) else "GROUP",
            held_on=scribe.due(day),
            reflective=scribe.flag(scribe.share(0.55, team, day)),
            identity_considered=scribe.flag(0.48),
            actions_set=scribe.flag(0.8),
        )


def _enter_oversight(scribe: Scribe, history: History, stint: Cells) -> None:
    team = stint["invo_professional_team"]
    first = scribe.read(stint["invo_involvement_start_date"])
    for day in (first, *_days(scribe, stint, _OVERSEEN, (20, 29), (31, 70))):
        scribe.enter(
            "management_oversight",
            management_oversight_id=scribe.id("MO"),
            person_id=history.child.id,
            manager_id=scribe.manager(team),
            manager_kind="TEAM_MANAGER",
            recorded_on=scribe.due(day),
            occasion="ALLOCATION" if day == first else scribe.one_of(_OCCASION),
            decision_recorded=scribe.flag(0.82),
            reason_recorded=scribe.flag(scribe.share(0.62, team, day)),
        )


def _days(
    scribe: Scribe, stint: Cells, in_time: float, usual: tuple[int, int], late: tuple[int, int]
) -> list[int]:
    """Days within a stint, so many working days apart, most as usual and some late."""
    team = stint["invo_professional_team"]
    until = min(scribe.until(stint["invo_involvement_end_date"]), scribe.last + 1)
    found: list[int] = []
    day = scribe.read(stint["invo_involvement_start_date"])
    while True:
        in_this = scribe.chance(scribe.share(in_time, team, day))
        day = scribe.after(day, *(usual if in_this else late))
        if day >= until:
            return found
        found.append(day)


def _enter_chronology(scribe: Scribe, history: History, stints: list[Cells]) -> None:
    """A chronology is begun in most cases, and brought up to date while the case is open."""
    if not scribe.chance(0.8):
        return
    until = scribe.until(stints[-1]["invo_involvement_end_date"])
    day = scribe.after(scribe.read(stints[0]["invo_involvement_start_date"]), 5, 30)
    occasion = "NEW_CASE"
    while day < min(until, scribe.last + 1):
        text = scribe.due(day)
        worker, _ = history.worker_on(text)
        checked = scribe.after(day, 1, 15) if scribe.chance(0.5) else None
        scribe.enter(
            "chronology_updates",
            chronology_update_id=scribe.id("CU"),
            person_id=history.child.id,
            updated_on=text,
            covers_to=scribe.due(max(day - scribe.between(0, 20), scribe.setting.first)),
            occasion=occasion,
            checked_on=scribe.on(checked),
            worker_id=worker,
        )
        occasion = scribe.one_of(_UPDATED)
        day = scribe.after(day, 45, 110)
