"""Drawn complaints, compliments, escalations and answers to surveys."""

from tests.support.councils.dice import Draft, text

MADE_BY = ("CHILD", "CARE_LEAVER", "ADVOCATE", "PARENT", "RELATIVE", "PROFESSIONAL", "")
ABOUT = (
    *("STAFF", "COMMUNICATION", "DELAY", "DECISION", "QUALITY", "RECORD", "PLACEMENT"),
    *("FAMILY_TIME", "MONEY", "OTHER"),
)
FOUND = ("UPHELD", "PARTLY_UPHELD", "NOT_UPHELD", "NOT_UPHELD", "WITHDRAWN")
LIMITS = {"": 10, "1": 10, "2": 25, "3": 65}
RAISED_BY = (
    *("REVIEWING_OFFICER", "CONFERENCE_CHAIR", "HEALTH", "SCHOOL", "POLICE", "VOLUNTARY"),
    *("GUARDIAN", "COUNCIL", "OTHER", ""),
)
WHOSE_WORK = ("SOCIAL_CARE", "SOCIAL_CARE", "EARLY_HELP", "POLICE", "")
THEMES = ("THRESHOLD", "DELAY", "DRIFT", "PLAN", "VOICE", "OTHER", "")
SETTLED = ("AGREED", "PARTLY_AGREED", "NOT_AGREED", "ESCALATED", "WITHDRAWN")
ANSWERED_BY = (
    *("CHILD", "CARE_LEAVER", "PARENT", "CARER", "FOSTER_CARER", "STAFF", "REFERRER", "PARTNER"),
    *("PUBLIC", ""),
)
ANSWERS = (
    *("STRONGLY_AGREE", "AGREE", "NEITHER", "DISAGREE", "STRONGLY_DISAGREE"),
    *("NOT_APPLICABLE", ""),
)


def add_complaints(draft: Draft, child: str) -> None:
    """Complaints answered on the last of as many working days as a stage has, or of its longer
    limit, a day later, on their own day, or not yet; and compliments."""
    for _ in range(draft.one_of((1, 2, 3, 4))):
        kind = draft.known(draft.one_of(("COMPLAINT", "COMPLAINT", "COMPLAINT", "COMPLIMENT")))
        stage = draft.one_of(("1", "1", "2", "2", "3", "" if not draft.clean else "1"))
        received = draft.day()
        due = draft.day_from(received)
        limits = (20, 65, LIMITS[stage], LIMITS[stage])
        answered = draft.one_of(
            (draft.done_by(received, draft.one_of(limits)), draft.held(due), None)
        )
        if answered is not None and not draft.flaw():
            answered = max(received, answered)
        draft.add(
            "complaints",
            complaint_id=draft.new_id("complaints", "KO"),
            feedback_kind=kind,
            stage="" if kind == "COMPLIMENT" else stage,
            person_id=draft.known(child, unless=0.2),
            made_by=draft.one_of(MADE_BY),
            about=draft.one_of(ABOUT),
            received_on=draft.date_known(received),
            due_on=text(due) if draft.chance(0.8) else "",
            answered_on=text(answered),
            outcome="" if answered is None and draft.chance(0.95) else _outcome(draft, FOUND),
            team=draft.team(),
        )


def _outcome(draft: Draft, outcomes: tuple[str, ...]) -> str:
    return draft.known(draft.one_of(outcomes), unless=0.12)


def add_escalations(draft: Draft, child: str) -> None:
    """Concerns at several levels, answered or settled on the day due, the next, or not yet."""
    for _ in range(draft.one_of((1, 2, 3, 4))):
        raised = draft.day()
        due = draft.day_from(raised)
        answered = draft.held(due)
        settled = draft.held(due) if draft.chance(0.7) else None
        if not draft.flaw():
            answered = None if answered is None else max(raised, answered)
            settled = None if settled is None else max(raised, settled)
        draft.add(
            "escalations",
            escalation_id=draft.new_id("escalations", "ES"),
            person_id=draft.known(child, unless=0.2),
            level=draft.one_of(("1", "1", "1", "2", "3", "1" if draft.clean else "")),
            raised_on=draft.date_known(raised),
            raised_by=draft.one_of(RAISED_BY),
            about=draft.one_of(WHOSE_WORK),
            theme=draft.one_of(THEMES),
            due_on=text(due) if draft.chance(0.9) else "",
            answered_on=text(answered),
            resolved_on=text(settled),
            outcome="" if answered is None else _outcome(draft, SETTLED),
            team=draft.team(),
        )


def add_answers(draft: Draft, child: str) -> None:
    """Answers of everybody who is asked; to some questions it is good to disagree."""
    for _ in range(draft.one_of((2, 4, 6))):
        draft.add(
            "feedback_answers",
            feedback_answer_id=draft.new_id("feedback_answers", "FE"),
            respondent_kind=draft.one_of(ANSWERED_BY),
            answered_on=draft.date_known(draft.day()),
            answer=draft.one_of(ANSWERS),
            positive=draft.flag(0.6),
            person_id=draft.known(child, unless=0.3),
            team=draft.team(),
        )
