"""Special educational needs: requests, assessments and plans of those whose file has one."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.scribe import History, Scribe

_YEAR = 365
_THREE = 3 * _YEAR
_REFUSED = 0.02
_NEED = Mix(
    {
        "ASD": 33,
        "SEMH": 24,
        "SLCN": 20,
        "MLD": 9,
        "SLD": 4,
        "PD": 3,
        "SPLD": 3,
        "HI": 1,
        "VI": 1,
        "PMLD": 1,
        "OTH": 1,
    }
)
_SIX_WEEKS, _TWENTY_WEEKS = 42, 140
_IN_TIME = 0.5


def follow(setting: Setting, history: History, flagged: bool, pupil: str) -> bool:
    """Enter one child's way to an education, health and care plan; whether one is in force.

    ``flagged``: the child is one who has a plan once old enough; ``pupil`` is their number.
    """
    scribe = Scribe(setting, "education", history.child.id)
    refused = not flagged and scribe.chance(_REFUSED)
    if not (flagged or refused):
        return False
    begins = max(setting.first, history.child.born + _THREE)
    asked = scribe.days.opening(begins + scribe.between(0, 500))
    if asked >= min(scribe.last, history.child.final):
        return False
    send, request = scribe.id("SN"), scribe.id("SR")
    # A learner's number is given at fourteen.
    grown = pupil != "" and setting.last - history.child.born > 14 * _YEAR
    scribe.enter(
        "ssd_send",
        send_table_id=send,
        send_upn=pupil,
        send_uln=f"9{pupil[4:]}" if grown else "",
        send_upn_unknown="" if pupil else "UN1",
        send_person_id=history.child.id,
    )
    decided = scribe.days.opening(asked + _SIX_WEEKS - scribe.between(0, 8))
    scribe.enter(
        "ssd_ehcp_requests",
        ehcr_ehcp_request_id=request,
        ehcr_send_table_id=send,
        ehcr_ehcp_req_date=scribe.on(asked),
        ehcr_ehcp_req_outcome_date=scribe.on(decided),
        ehcr_ehcp_req_outcome=("N" if refused else "Y") if decided <= scribe.last else "A",
    )
    if refused or decided > scribe.last:
        return False
    return _enter_assessment(scribe, history, request, asked)


def _enter_assessment(scribe: Scribe, history: History, request: str, asked: int) -> bool:
    in_time = scribe.chance(_IN_TIME)
    weeks = (
        scribe.between(70, _TWENTY_WEEKS - 2) if in_time else _TWENTY_WEEKS + scribe.between(5, 180)
    )
    issued = scribe.days.opening(asked + weeks)
    come = issued <= scribe.last
    assessment = scribe.id("SA")
    scribe.enter(
        "ssd_ehcp_assessment",
        ehca_ehcp_assessment_id=assessment,
        ehca_ehcp_request_id=request,
        ehca_ehcp_assessment_outcome_date=scribe.on(issued),
        ehca_ehcp_assessment_outcome="Y" if come else "A",
        ehca_ehcp_assessment_exceptions=scribe.flag(0.05) if come else "",
    )
    if not come:
        return False
    ceased = history.child.final if scribe.chance(0.1) else None
    over = ceased is not None and issued < ceased <= scribe.last
    scribe.enter(
        "ssd_ehcp_named_plan",
        ehcn_named_plan_id=scribe.id("SL"),
        ehcn_ehcp_asmt_id=assessment,
        ehcn_named_plan_start_date=scribe.on(issued),
        ehcn_named_plan_ceased_date=scribe.on(ceased) if over else "",
        ehcn_named_plan_ceased_reason="1" if over else "",
    )
    if over:
        return False
    _enter_active_plan(scribe, request, issued)
    return True


def _enter_active_plan(scribe: Scribe, request: str, issued: int) -> None:
    plan = scribe.id("SX")
    years = (scribe.last - issued) // _YEAR
    reviewed = issued + _YEAR * years + scribe.between(-20, 20) if years else None
    scribe.enter(
        "ssd_ehcp_active_plans",
        ehcp_active_ehcp_id=plan,
        ehcp_ehcp_request_id=request,
        ehcp_active_ehcp_last_review_date=scribe.on(
            None if reviewed is None else min(reviewed, scribe.last)
        ),
    )
    needs = list(dict.fromkeys(scribe.one_of(_NEED) for _ in range(scribe.between(1, 2))))
    for rank, need in enumerate(needs, 1):
        scribe.enter(
            "ssd_sen_need",
            senn_table_id=scribe.id("SE"),
            senn_active_ehcp_id=plan,
            senn_active_ehcp_need_type=need,
            senn_active_ehcp_need_rank=str(rank),
        )
