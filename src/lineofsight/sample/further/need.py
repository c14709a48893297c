"""Child in need plans: their reviews, and the families who were given them."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_REVIEWED = 0.72
_FIRST_DUE, _DUE = 30, 60
_NINE_MONTHS = 274
_DECISION = Mix({"CONTINUE": 88, "STEP_UP": 4, "STEP_DOWN": 8})


def follow(setting: Setting, history: History) -> None:
    """Enter what goes with one child's child in need plans."""
    for row in history["ssd_cin_plans"]:
        scribe = Scribe(setting, "need", row["cinp_cin_plan_id"])
        _enter_reviews(scribe, history, row)
        _enter_long_review(scribe, history, row)
        _enter_shared(scribe, history, row)
        if scribe.chance(0.12):
            _enter_family_meeting(scribe, history, row)


def _enter_reviews(scribe: Scribe, history: History, row: Cells) -> None:
    """Reviews until the plan ends, and the next one while it goes on."""
    until = scribe.until(row["cinp_cin_plan_end_date"])
    due = scribe.days.after(scribe.read(row["cinp_cin_plan_start_date"]), _FIRST_DUE)
    team = row["cinp_cin_plan_team"]
    while True:
        held = scribe.done(due, scribe.share(_REVIEWED, team, due), (0, 12))
        if held >= min(until, scribe.last + 1):
            if until > scribe.last:
                _enter_review(scribe, history, row, "MEETING", due, None)
            return
        _enter_review(scribe, history, row, "MEETING", due, held)
        due = scribe.days.after(held, _DUE)


def _enter_long_review(scribe: Scribe, history: History, row: Cells) -> None:
    start = scribe.read(row["cinp_cin_plan_start_date"])
    due = scribe.days.opening(start + _NINE_MONTHS)
    until = scribe.until(row["cinp_cin_plan_end_date"])
    if due < min(until, scribe.last + 1):
        held = scribe.done(due, 0.6, (0, 10))
        come = held < min(until, scribe.last + 1)
        _enter_review(scribe, history, row, "NINE_MONTHS", due, held if come else None)


def _enter_review(
    scribe: Scribe, history: History, row: Cells, kind: str, due: int, held: int | None
) -> None:
    come = held is not None
    chair = row["cinp_cin_plan_worker_id"]
    scribe.enter(
        "plan_reviews",
        plan_review_id=scribe.id("PV"),
        person_id=history.child.id,
        plan_kind="CHILD_IN_NEED",
        plan_id=row["cinp_cin_plan_id"],
        review_kind=kind,
        due_on=scribe.due(due),
        held_on=scribe.on(held),
        decision=scribe.one_of(_DECISION) if come else "",
        child_took_part=scribe.flag(0.45) if come else "",
        chaired_by_id=chair if kind == "MEETING" else scribe.manager(row["cinp_cin_plan_team"]),
    )


def _enter_shared(scribe: Scribe, history: History, row: Cells) -> None:
    start = scribe.read(row["cinp_cin_plan_start_date"])
    due = scribe.days.after(start, 10)
    share = scribe.share(0.68, row["cinp_cin_plan_team"], start)
    shared = scribe.done(due, share) if scribe.chance(0.9) else None
    scribe.enter(
        "shared_documents",
        shared_document_id=scribe.id("SD"),
        person_id=history.child.id,
        document_kind="CHILD_IN_NEED_PLAN",
        document_id=row["cinp_cin_plan_id"],
        completed_on=row["cinp_cin_plan_start_date"],
        due_on=scribe.due(due),
        shared_on=scribe.on(shared),
        shared_with="PARENTS",
        explained=scribe.flag_once(shared, 0.6) if shared is not None else "",
        worker_id=row["cinp_cin_plan_worker_id"],
    )


def _enter_family_meeting(scribe: Scribe, history: History, row: Cells) -> None:
    offered = scribe.after(scribe.read(row["cinp_cin_plan_start_date"]), 5, 40)
    until = min(scribe.until(row["cinp_cin_plan_end_date"]), scribe.last + 1)
    if offered < until:
        enter_family_meeting(scribe, history, "CHILD_IN_NEED", offered, until)


def enter_family_meeting(
    scribe: Scribe, history: History, stage: str, offered: int, until: int
) -> None:
    """Enter a family group meeting offered on a day; held before ``until`` or not at all."""
    answered = scribe.after(offered, 1, 12)
    wanted = scribe.chance(0.62)
    held = scribe.after(answered, 10, 40)
    come = wanted and held < until and scribe.chance(0.85)
    worker, _ = history.worker_on(scribe.due(offered))
    meeting = f"FG{history.family}{scribe.due(offered)}"
    scribe.enter(
        "family_group_meetings",
        family_group_meeting_id=scribe.id("FM"),
        meeting_id=meeting,
        person_id=history.child.id,
        meeting_kind="FAMILY_GROUP_DECISION_MAKING"
        if scribe.chance(0.5)
        else "FAMILY_GROUP_CONFERENCE",
        stage=stage,
        offered_on=scribe.due(offered),
        answered_on=scribe.on(answered),
        accepted=("Y" if wanted else "N") if answered <= scribe.last else "",
        held_on=scribe.on(held) if come else "",
        plan_agreed=scribe.flag(0.83) if come else "",
        child_took_part=scribe.flag(0.6) if come else "",
        worker_id=worker,
    )
