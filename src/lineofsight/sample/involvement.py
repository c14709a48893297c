"""Who worked with a child, and when."""

from collections.abc import Iterable
from datetime import date

from lineofsight.sample.family import Child, Setting
from lineofsight.sample.workforce import CASE_WORKER, Stint


def involve(
    setting: Setting,
    child: Child,
    referral: str,
    stints: Iterable[Stint],
    until: int,
    role: str = CASE_WORKER,
) -> None:
    """Enter the stints of a family for one child, ending at ``until`` at the latest."""
    iso, last = setting.days.iso, setting.last
    rows, mint = setting.ledger.rows["ssd_involvements"], setting.ledger.mint
    counted = setting.counted
    for stint in stints:
        if stint.start > min(until, last):
            return
        end = until if stint.end is None else min(stint.end, until)
        ended = iso[end] if end <= last else ""
        rows.append(
            (
                mint("I"), stint.worker, role, stint.team, iso[stint.start], ended, stint.reason,
                child.id, referral,
            )
        )  # fmt: skip
        if role is CASE_WORKER and stint.start <= counted < end:
            setting.workforce.caseloads[stint.worker] += 1


def caseload_day(as_at: date) -> date:
    """The last 30 September on or before a date: when caseloads are counted."""
    day = date(as_at.year, 9, 30)
    return day if day <= as_at else date(as_at.year - 1, 9, 30)
