"""Placements: who is told, what is checked, how they are registered, and loss of liberty."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import DAY, History, Scribe

_REGISTERED = ("K1", "K2", "K3", "R3", "H5", "P2")
_HOMES = ("K1", "K2")
_UNREGISTERED = 0.05
_TOLD = ("HEALTH", "REVIEWING_OFFICER", "VIRTUAL_SCHOOL")
_TOLD_IN_TIME, _CHECKED = 0.76, 0.85
_TEN, _TWELVE = 10 * 365, 12 * 365
_DETAINED = Mix({"POLICE_STATION": 74, "REMAND": 18, "SENTENCE": 8})
_REVIEW_EVERY = 28


def follow(setting: Setting, history: History) -> None:
    """Enter what goes with one child's placements."""
    scribe = Scribe(setting, "placements", history.child.id)
    for row in history["ssd_cla_placement"]:
        _enter_notices(scribe, history, row)
        _enter_checks(scribe, history, row)
        _enter_cost(scribe, row)
        if row["clap_cla_placement_type"] in _REGISTERED:
            _enter_registration(scribe, history, row)
        if row["clap_cla_placement_type"] in _HOMES:
            _enter_loss_of_liberty(scribe, history, row)
        if scribe.chance(0.05):
            _enter_detention(scribe, history, row)


def _span(scribe: Scribe, row: Cells) -> tuple[int, int]:
    """A placement's first day, and the day it ended or the day after the last one."""
    start = scribe.read(row["clap_cla_placement_start_date"])
    return start, scribe.until(row["clap_cla_placement_end_date"])


def _enter_notices(scribe: Scribe, history: History, row: Cells) -> None:
    start, _ = _span(scribe, row)
    due = scribe.days.after(start, 5)
    for told in _TOLD:
        when = scribe.done(due, _TOLD_IN_TIME, (0, 4)) if scribe.chance(0.96) else None
        scribe.enter(
            "placement_notifications",
            placement_notification_id=scribe.id("PN"),
            placement_id=row["clap_cla_placement_id"],
            person_id=history.child.id,
            told=told,
            moved_on=scribe.on(start),
            due_on=scribe.due(due),
            told_on=scribe.on(None if when is None else max(when, start)),
        )


def _enter_checks(scribe: Scribe, history: History, row: Cells) -> None:
    start, until = _span(scribe, row)
    owed = [("PLACEMENT_PLAN", scribe.days.after(start, 5))]
    if row["clap_cla_placement_type"] == "P1":
        owed.append(("PARENTS_REGULATIONS", scribe.days.after(start, 10)))
    if row["clap_cla_placement_type"] in _REGISTERED:
        owed.append(("REGISTRATION", scribe.days.opening(start)))
    if row["clap_cla_placement_change_reason"] in ("CREQB", "CHILD"):
        owed.append(("DISRUPTION_MEETING", scribe.days.after(until, 20)))
    worker, _ = history.worker_on(row["clap_cla_placement_start_date"])
    for kind, due in owed:
        checked = scribe.done(due, _CHECKED, (0, 3))
        scribe.enter(
            "placement_checks",
            placement_check_id=scribe.id("PK"),
            placement_id=row["clap_cla_placement_id"],
            person_id=history.child.id,
            check_kind=kind,
            due_on=scribe.due(due),
            checked_on=scribe.on(max(checked, start)),
            satisfactory=scribe.flag_once(checked, 0.93),
            checked_by_id=worker if checked <= scribe.last else "",
        )


def _enter_cost(scribe: Scribe, row: Cells) -> None:
    scribe.enter(
        "ssd_s251_finance",
        s251_table_id=scribe.id("FN"),
        s251_cla_placement_id=row["clap_cla_placement_id"],
    )


def _enter_registration(scribe: Scribe, history: History, row: Cells) -> None:
    start, until = _span(scribe, row)
    unregistered = scribe.chance(_UNREGISTERED)
    told, applied = scribe.after(start, 1, 5), scribe.after(start, 5, 30)
    cells = {"registration_status": "UNREGISTERED" if unregistered else "REGISTERED"}
    if unregistered:
        cells |= {
            "approved_on": scribe.on(start) if scribe.chance(0.85) else "",
            "inspectorate_told_on": scribe.on(told),
            "registration_applied_on": scribe.on(applied) if applied < until else "",
        }
    scribe.enter(
        "placement_registrations",
        placement_registration_id=scribe.id("PS"),
        placement_id=row["clap_cla_placement_id"],
        person_id=history.child.id,
        started_on=row["clap_cla_placement_start_date"],
        ended_on=row["clap_cla_placement_end_date"],
        **cells,
    )


def _enter_loss_of_liberty(scribe: Scribe, history: History, row: Cells) -> None:
    """Orders of the High Court for a few children in homes, with their reviews."""
    start, until = _span(scribe, row)
    begins = scribe.after(start, 5, 60)
    if start - history.child.born < _TEN or begins >= until or not scribe.chance(0.3):
        return
    if begins > scribe.last:
        return
    expires = begins + 84
    ends = min(expires, until)
    order = scribe.id("DL")
    scribe.enter(
        "deprivations_of_liberty",
        deprivation_of_liberty_id=order,
        placement_id=row["clap_cla_placement_id"],
        person_id=history.child.id,
        order_kind="SECURE_ACCOMMODATION" if scribe.chance(0.1) else "HIGH_COURT",
        applied_on=scribe.on(max(start, scribe.days.closing(begins - 3))),
        started_on=scribe.on(begins),
        expires_on=scribe.due(expires),
        ended_on=scribe.on(ends),
    )
    due = scribe.days.opening(begins + _REVIEW_EVERY)
    while due < ends:
        held = scribe.done(due, 0.85)
        come = held < min(ends, scribe.last + 1)
        scribe.enter(
            "deprivation_of_liberty_reviews",
            deprivation_of_liberty_review_id=scribe.id("DR"),
            deprivation_of_liberty_id=order,
            person_id=history.child.id,
            review_kind="COURT" if scribe.chance(0.3) else "COUNCIL",
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            decision=("CONTINUED" if scribe.chance(0.8) else "REDUCED") if come else "",
        )
        if not come:
            return
        due = scribe.days.opening(held + _REVIEW_EVERY)


def _enter_detention(scribe: Scribe, history: History, row: Cells) -> None:
    start, until = _span(scribe, row)
    begins = max(start, history.child.born + _TWELVE)
    length = min(until, scribe.last + 1) - begins
    if length < 2:
        return
    kind = scribe.one_of(_DETAINED)
    day = begins + scribe.between(0, length - 1)
    at = day * DAY + scribe.between(60, 1380)
    station = kind == "POLICE_STATION"
    ends = at + (scribe.between(180, 1380) if station else DAY * scribe.between(10, 60))
    came = at + scribe.between(40, 300)
    visited = scribe.after(day, 1, 7)
    scribe.enter(
        "detentions",
        detention_id=scribe.id("DT"),
        person_id=history.child.id,
        detention_kind=kind,
        place_kind="POLICE_STATION" if station else "YOUNG_OFFENDER_INSTITUTION",
        started_at=scribe.at(at),
        ended_at=scribe.at(ends),
        appropriate_adult_at=scribe.at(came) if station else "",
        visited_on="" if station else scribe.on(visited),
    )
