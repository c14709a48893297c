"""Strategy discussions and section 47 enquiries."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_done
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_working_days
from tests.support.oracle.naming import Counted


def strategy_discussions_attended(
    council: Council, period: Period, by: Sequence[str], by_one_of: Sequence[str] = ()
) -> Count:
    """Strategy discussions held in the period; met where all of some agencies, and one of others
    where others are named, took part."""
    counted = []
    for row in council.rows("strategy_discussions"):
        held = day(row["held_on"])
        if held is None or not period.holds(held):
            continue
        came = {
            agency
            for agency in ("police", "health", "education", "referrer")
            if is_yes(row[f"{agency}_attended"])
        }
        counted.append(
            Case(
                row["person_id"],
                row["strategy_discussion_id"],
                row["team"],
                row["chaired_by_id"],
                held,
                set(by) <= came and (not by_one_of or bool(came & set(by_one_of))),
            )
        )
    return Count(counted)


def s47_within_15_working_days(council: Council, period: Period, days: int = 15) -> Count:
    """Enquiries completed in the period; met within so many working days of their start."""
    things = []
    for row in council.rows("ssd_s47_enquiry"):
        start = day(row["s47e_s47_start_date"])
        if start is not None:
            things.append(
                Thing(
                    row["s47e_person_id"],
                    row["s47e_s47_enquiry_id"],
                    Clock(start, add_working_days(start, days), day(row["s47e_s47_end_date"])),
                    always(
                        row["s47e_s47_completed_by_team"], row["s47e_s47_completed_by_worker_id"]
                    ),
                )
            )
    return counted_when_done(council, period, things)


def s47_to_conference(council: Council, period: Period, days: int = 60) -> Count:
    """Enquiries completed in the period that began so many days ago; met where a conference on
    the child, not a transfer in, was held by then.  Younger ones are too recent."""
    counted, too_recent = [], []
    for row in council.rows("ssd_s47_enquiry"):
        start, ended = day(row["s47e_s47_start_date"]), day(row["s47e_s47_end_date"])
        if start is None or ended is None or not period.holds(ended):
            continue
        limit = start + timedelta(days=days)
        held = [
            on
            for conference in council.rows("ssd_initial_cp_conference")
            if conference["icpc_s47_enquiry_id"] == row["s47e_s47_enquiry_id"]
            and "" != conference["icpc_person_id"] == row["s47e_person_id"]
            and not is_yes(conference["icpc_icpc_transfer_in"])
            and (on := day(conference["icpc_icpc_date"])) is not None
        ]
        case = _completed(row, ended, met=any(on <= limit for on in held))
        (counted if limit <= council.as_at else too_recent).append(case)
    return Count(counted, None, too_recent)


def s47_no_further_action(council: Council, period: Period) -> Count:
    """Enquiries completed in the period; met where they ended in no further action."""
    return Count(
        [
            _completed(row, ended, met=is_yes(row["s47e_s47_nfa"]))
            for row in council.rows("ssd_s47_enquiry")
            if row["s47e_s47_start_date"]
            and (ended := day(row["s47e_s47_end_date"])) is not None
            and period.holds(ended)
        ]
    )


def _completed(row: Row, ended: date, *, met: bool) -> Case:
    return Case(
        row["s47e_person_id"],
        row["s47e_s47_enquiry_id"],
        row["s47e_s47_completed_by_team"],
        row["s47e_s47_completed_by_worker_id"],
        ended,
        met,
    )


COUNTED: Counted = {
    "s47_to_conference": s47_to_conference,
    "s47_no_further_action": s47_no_further_action,
    "strategy_discussions_police_and_health": partial(
        strategy_discussions_attended, by=("police", "health")
    ),
    "strategy_discussions_police_and_health:police": partial(
        strategy_discussions_attended, by=("police",)
    ),
    "strategy_discussions_police_and_health:health": partial(
        strategy_discussions_attended, by=("health",)
    ),
    "strategy_discussions_police_and_health:with_referrer_or_school": partial(
        strategy_discussions_attended, by=("police", "health"), by_one_of=("education", "referrer")
    ),
    "s47_within_15_working_days": s47_within_15_working_days,
    "s47_within_15_working_days:10_working_days": partial(s47_within_15_working_days, days=10),
    "s47_within_15_working_days:20_working_days": partial(s47_within_15_working_days, days=20),
}
