"""Drawn entries of records, and what conferences decided."""

from datetime import time

from tests.support.councils.days import TOO_EARLY
from tests.support.councils.dice import Draft

KINDS = ("VISIT", "CASE_NOTE", "STRATEGY_DISCUSSION", "SUPERVISION", "PLAN")
HOURS = (time(0, 0), time(9, 30), time(23, 59))


def add_entries(draft: Draft, child: str) -> None:
    """Records entered on the second or fifth working day, a day later, at once or long after."""
    for _ in range(draft.one_of((2, 4, 6))):
        happened = draft.day()
        entered = draft.done_by(happened, draft.one_of((2, 5)))
        entered = happened if entered is None else entered
        at = f"{entered.isoformat()}T{draft.one_of(HOURS).isoformat()}"
        if draft.flaw(0.03):
            happened = TOO_EARLY
        draft.add(
            "record_entries",
            record_kind=draft.one_of(KINDS),
            record_id=draft.new_id("record_entries", "NT"),
            person_id=draft.known(child),
            happened_on=draft.date_known(happened),
            entered_at=draft.known(at),
            worker_id=draft.worker(),
            team=draft.team(),
        )


def decide_conferences(draft: Draft) -> None:
    """Say what first conferences decided, where it is said."""
    for conference in draft.rows["ssd_initial_cp_conference"]:
        if conference["icpc_icpc_date"]:
            conference["icpc_icpc_outcome_cp_flag"] = draft.flag(0.7)


def name_several_categories(draft: Draft) -> None:
    """Have some plans begin for several reasons, or for several that nobody told."""
    for plan in draft.rows["ssd_cp_plans"]:
        if draft.chance(0.15):
            category = draft.one_of(("Multiple", "Multiple: Sexual abuse, Physical Abuse", "MUL"))
            plan["cppl_cp_plan_initial_category"] = category
