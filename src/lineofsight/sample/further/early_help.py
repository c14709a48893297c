"""Early help and family help: before a referral, and after a case has closed."""

from lineofsight.sample.codes import ASSESSMENT_OUTCOME, CONTACT_OUTCOME, Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe
from lineofsight.sample.workforce import FAMILY_SUPPORT

_AFTER_CONTACT = 0.10
_FAMILY_HELP = 0.6
_DUE = 45
_ORGANISATION = Mix({"COUNCIL": 55, "SCHOOL": 26, "HEALTH": 9, "VOLUNTARY": 6, "EARLY_YEARS": 4})
_ORGANISATIONS = {
    "COUNCIL": "Family Support Service", "SCHOOL": "A school", "HEALTH": "Health visiting",
    "VOLUNTARY": "A charity", "EARLY_YEARS": "A nursery",
}  # fmt: skip
_REASON = Mix(
    {
        "Parenting": 30, "Behaviour": 18, "Parental mental health": 16, "Domestic abuse": 12,
        "Housing or money": 10, "School attendance": 14,
    }
)  # fmt: skip
_PLANNED_AT_ONCE = 0.6
_OUTCOME = Mix({"FAMILY_HELP_PLAN": 74, "STEP_UP": 6, "SIGNPOSTED": 12, "NO_FURTHER_ACTION": 8})
_STEP_DOWN = ASSESSMENT_OUTCOME["REFERRAL_TO_OTHER_AGENCY_FLAG"]
_TO_EARLY_HELP = CONTACT_OUTCOME["OTHER_OUTCOMES_EXIST_FLAG"]
_NOT_TAKEN = CONTACT_OUTCOME["NFA_FLAG"]


def follow(setting: Setting, history: History) -> None:
    """Enter one child's early help: after a contact that was no referral, or a step down."""
    for row in history["ssd_contacts"]:
        outcome = row["cont_contact_outcome_json"]
        share = {_TO_EARLY_HELP: 0.9, _NOT_TAKEN: _AFTER_CONTACT}.get(outcome, 0.0)
        if not share:
            continue
        # Brothers and sisters of one contact are helped together.
        scribe = Scribe(setting, "early help", f"{history.family}/{row['cont_contact_date']}")
        if scribe.chance(share):
            start = scribe.after(scribe.read(row["cont_contact_date"]), 2, 15)
            _enter_episode(scribe, history, start)
    for row in history["ssd_cin_assessments"]:
        if row["cina_assessment_outcome_json"] == _STEP_DOWN:
            _step_down(Scribe(setting, "step down", row["cina_referral_id"]), history, row)


def _step_down(scribe: Scribe, history: History, row: Cells) -> None:
    asked = scribe.read(row["cina_assessment_auth_date"])
    decided = scribe.after(asked, 1, 5)
    accepted = scribe.chance(0.93)
    begins = scribe.after(decided, 2, 14)
    team = scribe.setting.workforce.team(FAMILY_SUPPORT, history.area)
    episode = _enter_episode(scribe, history, begins) if accepted else ""
    scribe.enter(
        "early_help_steps",
        early_help_step_id=scribe.id("EH"),
        person_id=history.child.id,
        direction="DOWN",
        requested_on=row["cina_assessment_auth_date"],
        decided_on=scribe.on(decided),
        accepted=("Y" if accepted else "N") if decided <= scribe.last else "",
        began_on=scribe.on(begins) if accepted else "",
        early_help_episode_id=episode,
        referral_id=row["cina_referral_id"],
        from_team=row["cina_assessment_team"],
        team=team.id,
    )


def _enter_episode(scribe: Scribe, history: History, start: int) -> str:
    """Enter an episode of early help, unless it lies ahead or past childhood; its id or nothing."""
    if start > min(scribe.last, history.child.final):
        return ""
    lasts = 60 + int(scribe.random.expovariate(1 / 140))
    ends = min(scribe.days.opening(start + lasts), history.child.final)
    referred = [
        scribe.read(row["cine_referral_date"])
        for row in history["ssd_cin_episodes"]
        if start < scribe.read(row["cine_referral_date"]) <= ends
    ]
    steps_up = bool(referred) and scribe.chance(0.7)
    if steps_up:
        ends = referred[0]
    over = start < ends <= scribe.last
    organisation = scribe.one_of(_ORGANISATION)
    team = scribe.setting.workforce.team(FAMILY_SUPPORT, history.area)
    ours = organisation == "COUNCIL"
    worker = scribe.someone(team, start) if ours else ""
    episode = scribe.id("EE")
    reason = "Stepped up to social care" if steps_up else scribe.any_of(_END_REASONS)
    scribe.enter(
        "ssd_early_help_episodes",
        earl_episode_id=episode,
        earl_person_id=history.child.id,
        earl_episode_start_date=scribe.on(start),
        earl_episode_end_date=scribe.on(ends) if over else "",
        earl_episode_reason=scribe.one_of(_REASON),
        earl_episode_end_reason=reason if over else "",
        earl_episode_organisation=_ORGANISATIONS[organisation],
        earl_episode_worker_id=worker,
    )
    if steps_up:
        _step_up(scribe, history, episode, ends, team.id)
    if ours and scribe.chance(_FAMILY_HELP):
        _enter_family_help(scribe, history, start, ends, worker, steps_up)
    return episode


_END_REASONS = ("Needs met", "Needs met", "Needs met", "Consent withdrawn", "Moved away")


def _step_up(scribe: Scribe, history: History, episode: str, day: int, team: str) -> None:
    referral = next(
        row for row in history["ssd_cin_episodes"] if row["cine_referral_date"] == scribe.due(day)
    )
    scribe.enter(
        "early_help_steps",
        early_help_step_id=scribe.id("EH"),
        person_id=history.child.id,
        direction="UP",
        requested_on=scribe.due(day),
        decided_on=scribe.due(day),
        accepted="Y" if referral["cine_referral_nfa"] == "N" else "N",
        began_on=scribe.due(day) if referral["cine_referral_nfa"] == "N" else "",
        early_help_episode_id=episode,
        referral_id=referral["cine_referral_id"],
        from_team=team,
        team=referral["cine_referral_team"],
    )


def _enter_family_help(
    scribe: Scribe, history: History, start: int, ends: int, worker: str, steps_up: bool
) -> None:
    """The assessment and plan of family help within an episode of the council's own."""
    team = scribe.setting.workforce.team(FAMILY_SUPPORT, history.area).id
    due = scribe.days.after(start, _DUE)
    done = min(scribe.done(due, scribe.share(0.82, team, start), (0, 20)), ends)
    come = done <= scribe.last
    outcome = "FAMILY_HELP_PLAN" if steps_up else scribe.one_of(_OUTCOME)
    assessment = scribe.id("FA")
    scribe.enter(
        "family_help_assessments",
        family_help_assessment_id=assessment,
        person_id=history.child.id,
        family_id=history.family,
        started_on=scribe.on(start),
        due_on=scribe.due(due),
        completed_on=scribe.on(done),
        child_seen=scribe.flag_once(done, 0.88),
        lead_organisation="COUNCIL",
        outcome=outcome if come else "",
        worker_id=worker,
        team=team,
    )
    begun = done if scribe.chance(_PLANNED_AT_ONCE) else scribe.after(done, 2, 16)
    if outcome != "FAMILY_HELP_PLAN" or begun > scribe.last or begun >= ends:
        return
    over = ends <= scribe.last
    reason = (
        "STEPPED_UP" if steps_up else scribe.any_of(("NEEDS_MET", "NEEDS_MET", "CONSENT_WITHDRAWN"))
    )
    scribe.enter(
        "family_help_plans",
        family_help_plan_id=scribe.id("FP"),
        family_help_assessment_id=assessment,
        person_id=history.child.id,
        family_id=history.family,
        started_on=scribe.on(begun),
        ended_on=scribe.on(ends),
        end_reason=reason if over else "",
        worker_id=worker,
        team=team,
    )
    scribe.enter(
        "lead_practitioners",
        lead_practitioner_id=scribe.id("LP"),
        person_id=history.child.id,
        worker_id=worker,
        role="LEAD_PRACTITIONER",
        started_on=scribe.on(begun),
        ended_on=scribe.on(ends),
        supervised_by_id=scribe.manager(team),
        supervisor_qualified=scribe.flag(0.85),
        team=team,
    )
