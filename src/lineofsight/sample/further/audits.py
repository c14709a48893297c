"""Audits of the work with children, with their answers and the actions that they set."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_AUDITED = 0.10
_GRADES = ("INADEQUATE", "REQUIRES_IMPROVEMENT", "GOOD", "OUTSTANDING")
_GRADE = Mix({0: 11, 1: 43, 2: 40, 3: 6})
_TOOLS = Mix({"Case file": 70, "Neglect": 12, "Supervision": 8, "Voice of the child": 10})
_QUESTIONS = ("assessment", "plan", "voice", "oversight", "impact")
_THEMES = Mix(
    {"Plan": 28, "Voice of the child": 22, "Oversight": 22, "Assessment": 18, "Recording": 10}
)
_ACTION_DUE, _ACTION_DONE = 20, 0.72


def follow(setting: Setting, history: History) -> None:
    """Enter the audits of one child's case: of a few of the workers' stints."""
    scribe = Scribe(setting, "audits", history.child.id)
    for stint in history.stints:
        day = scribe.after(scribe.read(stint["invo_involvement_start_date"]), 15, 60)
        until = scribe.until(stint["invo_involvement_end_date"])
        if day < min(until, scribe.last + 1) and scribe.chance(_AUDITED):
            _enter_audit(scribe, history, stint, day)


def programme_id(team: str, day: str) -> str:
    """The line of the audit programme for a team and the quarter of an ISO day."""
    return f"AP{team}{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def _enter_audit(scribe: Scribe, history: History, stint: Cells, day: int) -> None:
    """One audit, most with the practitioner, a third graded again by somebody else."""
    team, text = stint["invo_professional_team"], scribe.due(day)
    auditor, moderator = (
        scribe.any_of(scribe.setting.managers),
        scribe.any_of(scribe.setting.managers),
    )
    better = scribe.chance(max(0.0, scribe.setting.practice_rises[day]) * 0.25)
    grade = min(3, scribe.one_of(_GRADE) + better)
    again = max(0, grade - 1) if scribe.chance(0.2) else grade
    moderated = scribe.after(day, 3, 15)
    graded_again = scribe.chance(0.34) and moderated <= scribe.last
    audit = scribe.id("AU")
    scribe.enter(
        "audits",
        audit_id=audit,
        audit_programme_id=programme_id(team, text),
        tool=scribe.one_of(_TOOLS),
        occasion="THEMATIC" if scribe.chance(0.25) else "ROUTINE",
        selection="RANDOM" if scribe.chance(0.8) else "CHOSEN",
        person_id=history.child.id,
        worker_id=stint["invo_professional_id"],
        team=team,
        auditor_id=auditor,
        due_on=scribe.due(scribe.days.opening(day + scribe.between(-5, 20))),
        audited_on=text,
        grade=_GRADES[grade],
        practitioner_present=scribe.flag(scribe.share(0.7, team, day)),
        family_asked=scribe.flag(0.45),
        moderated_on=scribe.on(moderated) if graded_again else "",
        moderator_id=moderator if graded_again else "",
        moderated_grade=_GRADES[again] if graded_again else "",
    )
    for question in _QUESTIONS:
        answer = min(3, max(0, grade + scribe.between(-1, 1)))
        scribe.enter(
            "audit_answers",
            audit_id=audit,
            question=question,
            answered_on=text,
            answer=("NO", "PARTLY", "YES", "YES")[answer],
            grade=_GRADES[answer],
        )
    for number in range(1, scribe.between(0, 3) + 1):
        due = scribe.days.after(day, _ACTION_DUE)
        done = max(day, scribe.done(due, scribe.share(_ACTION_DONE, team, day), (0, 15)))
        checked = scribe.after(done, 2, 20)
        scribe.enter(
            "audit_actions",
            audit_action_id=scribe.id("AC"),
            audit_id=audit,
            action_number=str(number),
            person_id=history.child.id,
            owner_id=stint["invo_professional_id"],
            team=team,
            theme=scribe.one_of(_THEMES),
            set_on=text,
            due_on=scribe.due(due),
            done_on=scribe.on(done),
            checked_on=scribe.on(checked) if scribe.chance(0.6) else "",
        )
