"""Drawn details of assessments, documents for families and strategy discussions."""

from tests.support.councils.dice import Draft, text

KINDS = (
    "CHILD_AND_FAMILY",
    "CHILD_AND_FAMILY",
    "CHILD_AND_FAMILY",
    "PRE_BIRTH",
    "PRE_BIRTH",
    "RISK",
)
REASONS = ("", "", "", "", "", "ABSENT", "UNBORN")
DOCUMENTS = (
    *("ASSESSMENT", "ASSESSMENT", "CHILD_IN_NEED_PLAN", "PROTECTION_PLAN"),
    *("FAMILY_HELP_PLAN", "CONFERENCE_REPORT"),
)


def add_assessment_details(draft: Draft, child: str) -> None:
    """Assessments due on awkward days, some before birth, some never completed."""
    for _ in range(draft.one_of((1, 2, 3))):
        started = draft.day()
        due = draft.day_from(started)
        draft.add(
            "assessment_details",
            assessment_detail_id=draft.new_id("assessment_details", "AD"),
            person_id=draft.known(child),
            assessment_kind=draft.known(draft.one_of(KINDS)),
            started_on=draft.date_known(started),
            due_on=draft.date_known(due),
            completed_on=text(draft.held(due)),
            seen_alone=draft.flag(0.5),
            not_seen_reason=draft.one_of(REASONS),
            views_recorded=draft.flag(0.7),
            worker_id=draft.worker(),
            team=draft.team(),
        )


def add_documents(draft: Draft, child: str) -> None:
    """Documents that are shared on the day they are due, late, or not yet."""
    for _ in range(draft.one_of((3, 5, 7))):
        ready = draft.day()
        due = draft.day_from(ready)
        draft.add(
            "shared_documents",
            shared_document_id=draft.new_id("shared_documents", "SD"),
            person_id=draft.known(child),
            document_kind=draft.known(draft.one_of(DOCUMENTS)),
            completed_on=draft.date_known(ready),
            due_on=draft.date_known(due),
            shared_on=text(draft.held(due)),
        )


def add_strategy_discussions(draft: Draft, child: str) -> None:
    """Discussions held, held later, or only needed; who came is not always recorded."""
    for _ in range(draft.rng.randrange(4)):
        draft.add(
            "strategy_discussions",
            strategy_discussion_id=draft.new_id("strategy_discussions", "SM"),
            person_id=draft.known(child),
            held_on=draft.date_known(draft.day()),
            chaired_by_id=draft.worker(),
            police_attended=draft.flag(0.8),
            health_attended=draft.flag(0.7),
            education_attended=draft.flag(0.5),
            referrer_attended=draft.flag(0.4),
            team=draft.team(),
        )


def end_enquiries(draft: Draft) -> None:
    """Say of enquiries when they were completed, by whom, and whether they led to nothing."""
    for enquiry in draft.rows["ssd_s47_enquiry"]:
        started = enquiry["s47e_s47_start_date"]
        ended = draft.done_by(draft.date_of(started), draft.one_of((10, 15, 20)))
        enquiry["s47e_s47_end_date"] = text(ended)
        enquiry["s47e_s47_nfa"] = draft.flag(0.3) if ended else ""
        enquiry["s47e_s47_completed_by_team"] = draft.team()
        enquiry["s47e_s47_completed_by_worker_id"] = draft.worker()
