"""Strategy discussions, core groups, and what families are given of child protection plans."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_POLICE, _HEALTH, _EDUCATION, _REFERRER = 0.94, 0.82, 0.62, 0.58
_FIRST_CORE_GROUP, _FIRST_DUE = 0.86, 10
_CORE_GROUP, _DUE = 0.80, 30
_OUTCOME = Mix({"JOINT_ENQUIRY": 58, "SINGLE_ENQUIRY": 42})
_CHAIR = "Child Protection Chair"
_TALKS = 8 * 365


def follow(setting: Setting, history: History) -> None:
    """Enter what goes with one child's enquiries and protection plans."""
    for row in history["ssd_s47_enquiry"]:
        _enter_discussion(setting, history, row)
    meetings = {
        row["icpc_cp_plan_id"]: row["icpc_icpc_meeting_id"]
        for row in history["ssd_initial_cp_conference"]
        if row["icpc_cp_plan_id"]
    }
    for row in history["ssd_cp_plans"]:
        if row["cppl_cp_plan_ola"] == "N":
            plan = row["cppl_cp_plan_id"]
            _enter_core_groups(
                Scribe(setting, "core groups", meetings.get(plan, plan)), history, row
            )
            scribe = Scribe(setting, "protection", plan)
            _enter_shared(scribe, history, row)
            _enter_advocate(scribe, history, row)
            _enter_profile(scribe, history, row)
            _enter_leads(scribe, history, row)


def _enter_discussion(setting: Setting, history: History, row: Cells) -> None:
    """The discussion that began an enquiry; brothers and sisters were talked about together."""
    enquiry, team = row["s47e_s47_enquiry_id"], row["s47e_s47_completed_by_team"]
    scribe = Scribe(setting, "strategy", enquiry)
    held = scribe.read(row["s47e_s47_start_date"])
    needed = scribe.days.closing(held - scribe.any_of((0, 0, 0, 0, 1, 1, 2, 5)))
    sent = scribe.after(held, 1, 9)
    authorised = scribe.after(held, 1, 4)
    scribe.enter(
        "strategy_discussions",
        strategy_discussion_id=scribe.id("SM"),
        meeting_id=f"SM{enquiry}",
        person_id=history.child.id,
        referral_id=row["s47e_referral_id"],
        s47_enquiry_id=enquiry,
        about="UNBORN" if history.child.born > held else "PROTECTION",
        follows_earlier=scribe.flag(0.12),
        needed_on=scribe.due(max(needed, setting.first)),
        due_on=scribe.due(scribe.days.after(max(needed, setting.first), 1)),
        held_on=row["s47e_s47_start_date"],
        chaired_by_id=scribe.manager(team),
        police_attended=scribe.flag(_POLICE),
        health_attended=scribe.flag(scribe.share(_HEALTH, team, held)),
        education_attended=scribe.flag(_EDUCATION),
        referrer_attended=scribe.flag(_REFERRER),
        other_attended=scribe.flag(0.2),
        outcome=scribe.one_of(_OUTCOME),
        authorised_on=scribe.on(authorised),
        record_sent_on=scribe.on(sent) if scribe.chance(0.8) else "",
        team=team,
    )


def _enter_core_groups(scribe: Scribe, history: History, row: Cells) -> None:
    """Core groups from the conference to the plan's end, with the next one that is due."""
    start = scribe.read(row["cppl_cp_plan_start_date"])
    until = min(scribe.until(row["cppl_cp_plan_end_date"]), scribe.last + 1)
    due, usual, first = scribe.days.after(start, _FIRST_DUE), _FIRST_CORE_GROUP, True
    while True:
        _, team = history.worker_on(scribe.due(min(due, scribe.last)))
        held = scribe.done(due, scribe.share(usual, team, due), (0, 4 if first else 9))
        come = held < until
        if not come and until <= scribe.last:
            return
        _enter_core_group(scribe, history, row, first, due, held, team)
        if not come:
            return
        due, usual, first = scribe.days.after(held, _DUE), _CORE_GROUP, False


def _enter_core_group(
    scribe: Scribe, history: History, row: Cells, first: bool, due: int, held: int, team: str
) -> None:
    members = scribe.between(4, 9)
    came = members - scribe.any_of((0, 0, 1, 1, 2, 3))
    here = held <= scribe.last
    takes_part = 0.15 if held - history.child.born < _TALKS else 0.5
    chair, _ = history.worker_on(scribe.due(min(held, scribe.last)))
    sent = scribe.after(held, 2, 12)
    scribe.enter(
        "core_groups",
        core_group_id=scribe.id("CG"),
        cp_plan_id=row["cppl_cp_plan_id"],
        person_id=history.child.id,
        first_since_conference="Y" if first else "N",
        due_on=scribe.due(due),
        held_on=scribe.on(held),
        cancelled="N",
        members_invited=str(members),
        members_attended=str(came) if here else "",
        parent_attended=scribe.flag_once(held, 0.86),
        child_took_part=scribe.flag_once(held, takes_part),
        health_attended=scribe.flag_once(held, 0.74),
        education_attended=scribe.flag_once(held, 0.78),
        record_sent_on=scribe.on(sent) if scribe.chance(0.85) else "",
        chaired_by_id=chair,
        team=team,
    )


def _enter_shared(scribe: Scribe, history: History, row: Cells) -> None:
    start = scribe.read(row["cppl_cp_plan_start_date"])
    worker, team = history.worker_on(row["cppl_cp_plan_start_date"])
    due = scribe.days.after(start, 5)
    shared = scribe.done(due, scribe.share(0.8, team, start)) if scribe.chance(0.95) else None
    scribe.enter(
        "shared_documents",
        shared_document_id=scribe.id("SD"),
        person_id=history.child.id,
        document_kind="PROTECTION_PLAN",
        document_id=row["cppl_cp_plan_id"],
        completed_on=row["cppl_cp_plan_start_date"],
        due_on=scribe.due(due),
        shared_on=scribe.on(shared),
        shared_with="PARENTS",
        explained=scribe.flag_once(shared, 0.7) if shared is not None else "",
        worker_id=worker,
    )


def _enter_advocate(scribe: Scribe, history: History, row: Cells) -> None:
    """Children of eight and over are to be offered an advocate for their conferences."""
    start = scribe.read(row["cppl_cp_plan_start_date"])
    if start - history.child.born < _TALKS or not scribe.chance(0.85):
        return
    until = scribe.until(row["cppl_cp_plan_end_date"])
    wanted = scribe.chance(0.42)
    begins = scribe.after(start, 3, 25)
    begun = wanted and begins < min(until, scribe.last + 1)
    scribe.enter(
        "advocacy",
        advocacy_id=scribe.id("AV"),
        person_id=history.child.id,
        occasion="CONFERENCE",
        offered_on=row["cppl_cp_plan_start_date"],
        accepted="Y" if wanted else "N",
        due_on=scribe.due(scribe.days.after(start, 15)) if wanted else "",
        started_on=scribe.on(begins) if begun else "",
        ended_on=row["cppl_cp_plan_end_date"] if begun else "",
    )


def _enter_profile(scribe: Scribe, history: History, row: Cells) -> None:
    """A graded care profile of most children on a plan for neglect, by the first review or not."""
    if "eglect" not in row["cppl_cp_plan_initial_category"] or not scribe.chance(0.8):
        return
    start = scribe.read(row["cppl_cp_plan_start_date"])
    until = min(scribe.until(row["cppl_cp_plan_end_date"]), scribe.last + 1)
    begun = scribe.after(start, 1, 30)
    if begun >= until:
        return
    done = scribe.after(begun, 10, 60)
    come = done < until
    worker, _ = history.worker_on(scribe.due(begun))
    scribe.enter(
        "practice_tools",
        practice_tool_id=scribe.id("PT"),
        person_id=history.child.id,
        tool="GRADED_CARE_PROFILE",
        occasion="CONFERENCE",
        started_on=scribe.due(begun),
        completed_on=scribe.on(done) if come else "",
        completed_by_kind="SOCIAL_CARE" if come else "",
        risk=scribe.any_of(("LOW", "MEDIUM", "MEDIUM", "HIGH")) if come else "",
        with_family=scribe.flag(0.8) if come else "",
        referral_id=row["cppl_referral_id"],
        cp_plan_id=row["cppl_cp_plan_id"],
        worker_id=worker if come else "",
    )


def _enter_leads(scribe: Scribe, history: History, row: Cells) -> None:
    """The lead child protection practitioner: who is the allocated worker while the plan lasts."""
    start, end = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
    for stint in history.stints:
        begun = max(start, stint["invo_involvement_start_date"])
        ends = [text for text in (end, stint["invo_involvement_end_date"]) if text]
        if ends and min(ends) <= begun:
            continue
        team = stint["invo_professional_team"]
        scribe.enter(
            "lead_practitioners",
            lead_practitioner_id=scribe.id("LP"),
            person_id=history.child.id,
            worker_id=stint["invo_professional_id"],
            role="LEAD_CHILD_PROTECTION_PRACTITIONER",
            started_on=begun,
            ended_on=min(ends, default=""),
            supervised_by_id=scribe.manager(team),
            supervisor_qualified="Y",
            team=team,
        )
