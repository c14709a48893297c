"""What is entered around an assessment: its details, its factors, tools, and who was given it."""

import json

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.scribe import History, Scribe

_DUE = 45
_PRE_BIRTH_DUE = 40
_FACTORS = Mix(
    {
        "3B": 30, "4B": 25, "3A": 8, "19C": 9, "18C": 8, "8C": 6, "2B": 10, "1B": 10, "4A": 7,
        "6A": 5, "5B": 3, "7A": 1, "10A": 4, "11A": 3, "13A": 2, "16A": 3, "17A": 3, "20": 4,
        "22A": 1,
    }
)  # fmt: skip
_TOOLS = Mix(
    {
        "NEGLECT_SCREENING": 34, "GRADED_CARE_PROFILE": 22, "DOMESTIC_ABUSE_RISK": 20,
        "EXPLOITATION_SCREENING": 12, "SAFETY_MAPPING": 12,
    }
)  # fmt: skip
_COMPLETED_BY = Mix(
    {"SOCIAL_CARE": 62, "SCHOOL": 10, "HEALTH": 12, "POLICE": 9, "VOLUNTARY": 4, "YOUTH_JUSTICE": 3}
)
_RISK = Mix({"LOW": 40, "MEDIUM": 42, "HIGH": 18})
_NOT_SEEN = Mix({"REFUSED": 30, "ABSENT": 40, "MOVED": 10, "NOT_TRIED": 8, "OTHER": 12})
_YOUNG = 4 * 365
_TEENAGE = 12 * 365


def follow(setting: Setting, history: History) -> None:
    """Enter what goes with one child's assessments."""
    scribe = Scribe(setting, "assessments", history.child.id)
    for row in history["ssd_cin_assessments"]:
        _enter_details(scribe, history, row)
        if row["cina_assessment_auth_date"]:
            _enter_factors(scribe, row)
            _enter_shared(scribe, history, row)
        if scribe.chance(0.42):
            _enter_tool(scribe, history, row)


def _enter_details(scribe: Scribe, history: History, row: dict[str, str]) -> None:
    child, started = history.child, scribe.read(row["cina_assessment_start_date"])
    done = scribe.until(row["cina_assessment_auth_date"])
    unborn = child.born > started
    checked = scribe.after(started, 8, 18)
    seen = row["cina_assessment_child_seen"]
    reason = "UNBORN" if unborn else scribe.one_of(_NOT_SEEN)
    team = row["cina_assessment_team"]
    alone = 0.25 if started - child.born < _YOUNG else 0.78
    scribe.enter(
        "assessment_details",
        assessment_detail_id=scribe.id("AD"),
        assessment_id=row["cina_assessment_id"],
        person_id=child.id,
        assessment_kind="PRE_BIRTH" if unborn else "CHILD_AND_FAMILY",
        started_on=row["cina_assessment_start_date"],
        due_on=scribe.due(scribe.days.after(started, _PRE_BIRTH_DUE if unborn else _DUE)),
        midpoint_checked_on=scribe.on(checked) if checked < done and scribe.chance(0.7) else "",
        completed_on=row["cina_assessment_auth_date"],
        seen_alone=scribe.flag(alone) if seen == "Y" and not unborn else "",
        not_seen_reason=reason if seen == "N" else "",
        views_recorded=scribe.flag_once(done, scribe.share(0.76, team, started)),
        worker_id=row["cina_assessment_worker_id"],
        team=team,
    )


def _enter_factors(scribe: Scribe, row: dict[str, str]) -> None:
    found = sorted({scribe.one_of(_FACTORS) for _ in range(scribe.between(1, 4))})
    if row["cina_assessment_outcome_nfa"] == "Y" and scribe.chance(0.4):
        found = ["21"]
    scribe.enter(
        "ssd_assessment_factors",
        cinf_table_id=scribe.id("AF"),
        cinf_assessment_id=row["cina_assessment_id"],
        cinf_assessment_factors_json=json.dumps(found),
    )


def _enter_shared(scribe: Scribe, history: History, row: dict[str, str]) -> None:
    done = scribe.read(row["cina_assessment_auth_date"])
    team = row["cina_assessment_team"]
    due = scribe.days.after(done, 5)
    share = scribe.share(0.72, team, done)
    shared = scribe.done(due, share, (0, 4)) if scribe.chance(0.93) else None
    scribe.enter(
        "shared_documents",
        shared_document_id=scribe.id("SD"),
        person_id=history.child.id,
        document_kind="ASSESSMENT",
        document_id=row["cina_assessment_id"],
        completed_on=row["cina_assessment_auth_date"],
        due_on=scribe.due(due),
        shared_on=scribe.on(shared),
        shared_with="PARENTS",
        explained=scribe.flag_once(shared, 0.6) if shared is not None else "",
        worker_id=row["cina_assessment_worker_id"],
    )


def _enter_tool(scribe: Scribe, history: History, row: dict[str, str]) -> None:
    child, started = history.child, scribe.read(row["cina_assessment_start_date"])
    tool = scribe.one_of(_TOOLS)
    if tool == "EXPLOITATION_SCREENING" and started - child.born < _TEENAGE:
        tool = "NEGLECT_SCREENING"
    done = scribe.after(started, 3, 30)
    come = done <= scribe.last and scribe.chance(0.9)
    by = scribe.one_of(_COMPLETED_BY)
    scribe.enter(
        "practice_tools",
        practice_tool_id=scribe.id("PT"),
        person_id=child.id,
        tool=tool,
        occasion="REFERRAL" if tool == "NEGLECT_SCREENING" else "ASSESSMENT",
        started_on=row["cina_assessment_start_date"],
        completed_on=scribe.on(done) if come else "",
        completed_by_kind=by if come else "",
        risk=scribe.one_of(_RISK) if come else "",
        with_family=scribe.flag(0.66) if come else "",
        referral_id=row["cina_referral_id"],
        worker_id=row["cina_assessment_worker_id"] if come and by == "SOCIAL_CARE" else "",
    )
