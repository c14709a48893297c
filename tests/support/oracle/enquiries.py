"""Strategy discussions and section 47 enquiries."""

from collections.abc import Sequence

from tests.support.oracle.cases import Case, Clock, Count, Period, Thing, always, counted_when_done
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.dates import add_working_days


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
    return counted_when_done(period, things)
