"""Pre-proceedings, care proceedings with their hearings and documents, and what they decide."""

from dataclasses import dataclass

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.need import enter_family_meeting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_BEFORE_PROCEEDINGS = 0.62
_STEPPED_DOWN = 0.16
_LONG_PLAN = 150
_TWENTY_SIX_WEEKS = 182
_REVIEW_EVERY = 42
_OUTCOME = Mix(
    {
        "SPECIAL_GUARDIANSHIP": 38,
        "CHILD_ARRANGEMENTS": 16,
        "SUPERVISION_ORDER": 30,
        "NO_ORDER": 10,
        "WITHDRAWN": 6,
    }
)
_DOCUMENTS = Mix(
    {"PARENTING_ASSESSMENT": 40, "KINSHIP_ASSESSMENT": 25, "EXPERT_ASSESSMENT": 15, "STATEMENT": 20}
)
_ISSUED = "Decision to Issue Care Proceedings"
_DOWN = "Decision to step down"


@dataclass(frozen=True)
class _PreProceedings:
    """A child's time in pre-proceedings; ``ended`` may lie ahead."""

    row: str
    began: int
    ended: int
    issued: bool


def follow(setting: Setting, history: History) -> None:
    """Enter one child's pre-proceedings and proceedings."""
    scribe = Scribe(setting, "court", history.child.id)
    times = 0
    for row in history["ssd_legal_status"]:
        if row["lega_legal_status"] == "C1":
            applied = _applied(scribe, history, row)
            before = _draw_before(scribe, history, applied)
            if before is not None:
                _enter_before(scribe, history, before, times)
                times += 1
            _enter_proceedings(scribe, history, row, applied, before)
    if times:
        return
    for plan in history["ssd_cp_plans"]:
        start = scribe.read(plan["cppl_cp_plan_start_date"])
        until = min(scribe.until(plan["cppl_cp_plan_end_date"]), scribe.last + 1)
        if until - start > _LONG_PLAN and scribe.chance(_STEPPED_DOWN):
            began = scribe.after(start, 40, 90)
            ended = scribe.after(began, 50, 120)
            if began < until <= ended <= scribe.last:
                ended = scribe.days.closing(until)
            if began < ended:
                time = _PreProceedings(scribe.id("PP"), began, ended, issued=False)
                _enter_before(scribe, history, time, times)
                times += 1


def _applied(scribe: Scribe, history: History, interim: Cells) -> int:
    """The day of the application: up to two months before the interim order, in an open case."""
    granted = scribe.read(interim["lega_legal_status_start_date"])
    opened = max(
        day
        for row in history["ssd_cin_episodes"]
        if (day := scribe.read(row["cine_referral_date"])) <= granted
    )
    return max(opened, scribe.days.closing(granted - scribe.between(0, 60)))


def _draw_before(scribe: Scribe, history: History, applied: int) -> _PreProceedings | None:
    """Pre-proceedings that led to an application, where the case was open for long enough."""
    began = scribe.days.opening(applied - scribe.between(50, 190))
    cases = [
        row
        for row in history["ssd_cin_episodes"]
        if scribe.read(row["cine_referral_date"]) <= began < scribe.until(row["cine_close_date"])
    ]
    if not cases or began + 14 >= applied or not scribe.chance(_BEFORE_PROCEEDINGS):
        return None
    decided = scribe.days.closing(applied - scribe.between(3, 12))
    return _PreProceedings(scribe.id("PP"), began, max(decided, began + 1), issued=True)


def _enter_before(scribe: Scribe, history: History, time: _PreProceedings, earlier: int) -> None:
    over = time.ended <= scribe.last
    letter = scribe.after(time.began, 2, 9)
    meeting = scribe.after(letter, 4, 12)
    reviews = _enter_reviews(scribe, history, time, meeting)
    scribe.enter(
        "ssd_pre_proceedings",
        prep_table_id=time.row,
        prep_person_id=history.child.id,
        prep_plo_family_id=history.family,
        prep_pre_pro_decision_date=scribe.on(time.began),
        prep_initial_pre_pro_meeting_date=scribe.on(meeting) if meeting <= time.ended else "",
        prep_pre_pro_outcome=(_ISSUED if time.issued else _DOWN) if over else "",
        prep_agree_stepdown_issue_date=scribe.on(time.ended),
        prep_cp_plans_referral_period=str(len(history["ssd_cp_plans"])),
        prep_legal_gateway_outcome="B",
        prep_prev_pre_proc_child=str(earlier),
        prep_prev_care_proc_child="0",
        prep_pre_pro_letter_date=scribe.on(letter) if letter <= time.ended else "",
        prep_care_pro_letter_date=scribe.on(time.ended) if time.issued else "",
        prep_pre_pro_meetings_num=str(reviews),
        prep_pre_pro_parents_legal_rep=scribe.any_of(("Yes", "Yes", "Yes", "Yes", "No", "Unknown")),
        **(_issued(scribe, history) if time.issued and over else {}),
    )
    worker, _ = history.worker_on(scribe.due(time.began))
    _enter_document(
        scribe, history, "LETTER_BEFORE_PROCEEDINGS", scribe.days.after(time.began, 5), worker,
        {"pre_proceedings_id": time.row}, letter,
    )  # fmt: skip
    _enter_document(
        scribe, history, scribe.one_of(_DOCUMENTS), scribe.after(time.began, 40, 60), worker,
        {"pre_proceedings_id": time.row}, None,
    )  # fmt: skip
    offered = scribe.after(time.began, 1, 10)
    if scribe.chance(0.8) and offered <= scribe.last:
        until = min(time.ended, scribe.last + 1)
        enter_family_meeting(scribe, history, "PRE_PROCEEDINGS", offered, until)


def _issued(scribe: Scribe, history: History) -> Cells:
    """What is told of proceedings that followed pre-proceedings."""
    short_notice = scribe.chance(0.12)
    return {
        "prep_parents_legal_rep_point_of_issue": scribe.any_of(("Yes", "Yes", "Yes", "No")),
        "prep_court_reference": f"ZC{history.family}",
        "prep_care_proc_court_hearings": str(scribe.between(1, 4)),
        "prep_care_proc_short_notice": "Yes" if short_notice else "No",
        "prep_proc_short_notice_reason": scribe.any_of("ABC") if short_notice else "",
        "prep_la_inital_plan_approved": scribe.any_of(("Yes", "Yes", "Yes", "No")),
        "prep_la_initial_care_plan": scribe.any_of("AAABC"),
        "prep_la_final_plan_approved": scribe.any_of(("Yes", "Yes", "Unknown")),
        "prep_la_final_care_plan": scribe.any_of("AABCH"),
    }


def _enter_reviews(scribe: Scribe, history: History, time: _PreProceedings, first: int) -> int:
    """Enter the reviews of pre-proceedings; how many were held."""
    due, held_so_far = scribe.days.opening(first + _REVIEW_EVERY), 0
    while due < time.ended:
        held = scribe.done(due, 0.7)
        come = held < time.ended and held <= scribe.last
        _, team = history.worker_on(scribe.due(min(due, scribe.last)))
        decision = "CONTINUE" if scribe.chance(0.8) else "EXTEND"
        scribe.enter(
            "pre_proceedings_reviews",
            pre_proceedings_review_id=scribe.id("PR"),
            pre_proceedings_id=time.row,
            person_id=history.child.id,
            due_on=scribe.due(due),
            held_on=scribe.on(held) if come else "",
            decision=decision if come else "",
            extended_to=scribe.due(held + _REVIEW_EVERY) if come and decision == "EXTEND" else "",
            chaired_by_id=scribe.manager(team),
        )
        if not come:
            break
        held_so_far += 1
        due = scribe.days.opening(held + _REVIEW_EVERY)
    return held_so_far


def _enter_proceedings(
    scribe: Scribe, history: History, interim: Cells, applied: int, before: _PreProceedings | None
) -> None:
    """Proceedings from the application to the order that ends the interim one, or to leaving."""
    concluded = scribe.until(interim["lega_legal_status_end_date"])
    if not interim["lega_legal_status_end_date"]:
        concluded = max(scribe.last + 1, scribe.days.opening(applied + scribe.between(150, 400)))
    orders = {
        row["lega_legal_status"]
        for row in history["ssd_legal_status"]
        if row["lega_legal_status_start_date"] > interim["lega_legal_status_start_date"]
    }
    outcome = (
        "PLACEMENT_ORDER" if "E1" in orders
        else "CARE_ORDER" if "C2" in orders
        else scribe.one_of(_OUTCOME)
    )  # fmt: skip
    due = applied + _TWENTY_SIX_WEEKS
    extended = scribe.days.closing(due - scribe.between(5, 40)) if concluded > due else None
    worker, team = history.worker_on(scribe.due(applied))
    proceedings = scribe.id("CP")
    scribe.enter(
        "care_proceedings",
        care_proceedings_id=proceedings,
        court_case_id=f"ZC{history.family}",
        pre_proceedings_id="" if before is None else before.row,
        person_id=history.child.id,
        applied_on=scribe.on(applied),
        due_on=scribe.due(due),
        extended_on=scribe.on(extended),
        extended_to=scribe.due(due + 56) if scribe.on(extended) else "",
        concluded_on=scribe.on(concluded),
        outcome=outcome if concluded <= scribe.last else "",
        worker_id=worker,
        team=team,
    )
    _enter_hearings(scribe, history, proceedings, applied, concluded)
    court = {"care_proceedings_id": proceedings}
    filed = scribe.days.closing(applied)
    _enter_document(scribe, history, "STATEMENT", applied, worker, court, filed)
    for kind, weeks in (("PARENTING_ASSESSMENT", 12), ("CARE_PLAN", 20)):
        when = scribe.days.opening(applied + 7 * weeks)
        if when < concluded:
            _enter_document(scribe, history, kind, when, worker, court, None)


def _enter_hearings(
    scribe: Scribe, history: History, proceedings: str, applied: int, concluded: int
) -> None:
    listed = [
        ("CASE_MANAGEMENT", scribe.after(applied, 12, 18)),
        ("FURTHER_CASE_MANAGEMENT", scribe.after(applied, 40, 60)),
        ("ISSUES_RESOLUTION", scribe.after(applied, 80, 100)),
    ]
    hearings = [(kind, day) for kind, day in listed if day < concluded]
    hearings.append(("FINAL", concluded))
    for kind, day in hearings:
        outcome = (
            "CONCLUDED" if kind == "FINAL" else "EFFECTIVE" if scribe.chance(0.85) else "ADJOURNED"
        )
        scribe.enter(
            "court_hearings",
            court_hearing_id=scribe.id("CH"),
            care_proceedings_id=proceedings,
            person_id=history.child.id,
            hearing_kind=kind,
            listed_on=scribe.due(day),
            held_on=scribe.on(day),
            outcome=outcome if day <= scribe.last else "",
        )
        if day > scribe.last:
            return


def _enter_document(
    scribe: Scribe,
    history: History,
    kind: str,
    due: int,
    worker: str,
    case: dict[str, str],
    filed: int | None,
) -> None:
    """A document owed to the court or the parents; ``filed`` is drawn where it is None."""
    if filed is None:
        filed = scribe.done(due, 0.72)
    scribe.enter(
        "court_documents",
        court_document_id=scribe.id("DO"),
        person_id=history.child.id,
        document_kind=kind,
        due_on=scribe.due(due),
        filed_on=scribe.on(filed),
        worker_id=worker,
        **case,
    )
