"""Drawn audits, the programme that asks for them, and the actions that they set."""

from datetime import timedelta

from tests.support.councils.days import JUDGED_DAYS
from tests.support.councils.dice import Draft, text

GRADES = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
SELECTIONS = ("RANDOM", "RANDOM", "CHOSEN", "BY_AUDITOR", "WHOLE_COHORT", "")
HOW_MANY = ("1", "2", "3", "3", "4")
NO_NUMBER = ("", "0", "-1")


def add_programme(draft: Draft) -> None:
    """Lines that ask for some audits by a judged day or about it; and audits of no one child."""
    for _ in range(8):
        due = draft.one_of((draft.one_of(JUDGED_DAYS), draft.day()))
        many = draft.one_of(NO_NUMBER if draft.flaw(0.15) else HOW_MANY)
        line = draft.new_id("audit_programme", "AP")
        draft.add(
            "audit_programme",
            audit_programme_id=line,
            auditor_id=draft.worker(),
            team=draft.team(),
            first_on=text(due - timedelta(days=30)),
            due_on=draft.date_known(due),
            audits_due=many,
        )
        for _ in range(draft.rng.randrange(4)):
            _add_audit(draft, "", line)


def add_audits(draft: Draft, child: str) -> None:
    for _ in range(draft.one_of((1, 2, 3))):
        _add_audit(draft, draft.known(child), "")


def _add_audit(draft: Draft, child: str, line: str) -> None:
    """An audit done on the day it was due, a day late or not yet; and graded again, or to be."""
    lines = draft.rows["audit_programme"]
    line = line or (draft.one_of(lines)["audit_programme_id"] if draft.chance(0.3) else "")
    due = draft.one_of((draft.one_of(JUDGED_DAYS), draft.day()))
    wanted = [row["due_on"] for row in lines if row["audit_programme_id"] == line and row["due_on"]]
    done = draft.held(draft.date_of(wanted[0]) if wanted else due)
    again = None if done is None else draft.one_of((done, draft.day_from(done), None))
    grade = draft.one_of(GRADES)
    audit = draft.new_id("audits", "AU")
    draft.add(
        "audits",
        audit_id=audit,
        audit_programme_id=line,
        selection=draft.one_of(SELECTIONS),
        person_id=child,
        worker_id=draft.worker(),
        auditor_id=draft.worker(),
        team=draft.team(),
        due_on=text(due) if draft.chance(0.8) else "",
        audited_on=text(done),
        grade="" if done is None else draft.known(grade, unless=0.12),
        practitioner_present=draft.flag(0.6),
        family_asked=draft.flag(0.4),
        moderated_on=text(again),
        moderated_grade="" if again is None else draft.known(draft.one_of((grade, *GRADES))),
    )
    if done is not None:
        for number in range(1, draft.one_of((1, 2, 3))):
            _add_action(draft, child, audit, str(number))


def _add_action(draft: Draft, child: str, audit: str, number: str) -> None:
    """An action done on its twentieth working day or its own, a day after either, or not yet."""
    begun = draft.day()
    own = draft.one_of((draft.day_from(begun), begun + timedelta(days=14)))
    done = draft.one_of((draft.done_by(begun, 20), draft.held(own)))
    if done is not None and not draft.flaw():
        done = max(begun, done)
    seen = draft.one_of((None, None, done, draft.day_from(done) if done else None))
    draft.add(
        "audit_actions",
        audit_action_id=draft.new_id("audit_actions", "AA"),
        audit_id=draft.known(audit),
        action_number=number,
        person_id=child,
        owner_id=draft.worker(),
        team=draft.team(),
        set_on=draft.date_known(begun),
        due_on=text(own) if draft.chance(0.8) else "",
        done_on=text(done),
        checked_on=text(seen),
    )
