"""Who worked with a child, and when."""

from collections.abc import Iterable
from datetime import date

from lineofsight.sample.family import Child, Setting
from lineofsight.sample.scribe import Scribe
from lineofsight.sample.workforce import CASE_WORKER, Stint

_TAKEN_AT_ONCE = 0.86
_WORKING_DAYS_WAITING = (2, 6)
_NEW = "FCONTA"


def involve(
    setting: Setting,
    child: Child,
    referral: str,
    stints: Iterable[Stint],
    until: int,
    role: str = CASE_WORKER,
) -> None:
    """Enter the stints of a family for one child, ending at ``until`` at the latest.

    A case that reaches a team may be with nobody for some days.
    """
    iso, last = setting.days.iso, setting.last
    rows, mint = setting.ledger.rows["ssd_involvements"], setting.ledger.mint
    counted = setting.counted
    for stint in stints:
        if stint.start > min(until, last):
            return
        end = until if stint.end is None else min(stint.end, until)
        start = _taken(setting, stint, end) if role is CASE_WORKER else stint.start
        if start > last:
            return
        ended = iso[end] if end <= last else ""
        rows.append(
            (
                mint("I"), stint.worker, role, stint.team, iso[start], ended, stint.reason,
                child.id, referral,
            )
        )  # fmt: skip
        if role is CASE_WORKER and start <= counted < end:
            setting.workforce.caseloads[stint.worker] += 1


def _taken(setting: Setting, stint: Stint, end: int) -> int:
    """The day on which a worker takes a case that reached their team: at once, or days later.

    A new case alone still waits on the last day.
    """
    scribe = Scribe(setting, "taken", f"{stint.worker}/{stint.start}")
    if scribe.chance(scribe.share(_TAKEN_AT_ONCE, stint.team, stint.start)):
        return stint.start
    taken = scribe.after(stint.start, *_WORKING_DAYS_WAITING)
    waits_still = taken > setting.last and stint.reason != _NEW
    return stint.start if waits_still or taken >= end else taken


def caseload_day(as_at: date) -> date:
    """The last 30 September on or before a date: when caseloads are counted."""
    day = date(as_at.year, 9, 30)
    return day if day <= as_at else date(as_at.year - 1, 9, 30)
