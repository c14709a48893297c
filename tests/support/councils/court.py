"""Drawn pre-proceedings and care proceedings, and what the council owes in them."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.support.councils.days import AHEAD, JUDGED_DAYS
from tests.support.councils.dice import Draft, text

KINDS = (
    "STATEMENT",
    "CARE_PLAN",
    "PARENTING_ASSESSMENT",
    "KINSHIP_ASSESSMENT",
    "EXPERT_ASSESSMENT",
)
NO_SUCH = "NONE"


def add_proceedings(draft: Draft, children: Sequence[str]) -> None:
    """Brothers and sisters in pre-proceedings and in court: together, or a day apart, ended on the
    last day, a day later, on one day, one after another, or not yet."""
    if draft.chance(0.75):
        _add_pre_proceedings(draft, children)
    if draft.chance(0.75):
        _add_care_proceedings(draft, children)


def _begun(draft: Draft, weeks: int) -> date:
    """A day from which the weeks are up on a judged day, or nearly."""
    judged = draft.one_of(JUDGED_DAYS)
    return draft.one_of(
        (judged - timedelta(weeks=weeks) + _a_day_off(draft), draft.day(), draft.day())
    )


def _ended(draft: Draft, begun: date, weeks: int) -> date | None:
    due = begun + timedelta(weeks=weeks)
    if draft.flaw():
        return begun - timedelta(days=draft.one_of((1, 9)))
    return draft.one_of(
        (
            due,
            due - timedelta(days=1),
            due + timedelta(days=1),
            begun + timedelta(days=draft.rng.randrange(2 * 7 * weeks)),
            draft.one_of(JUDGED_DAYS),
            draft.one_of(AHEAD),
            None,
        )
    )


def _a_day_off(draft: Draft) -> timedelta:
    return timedelta(days=draft.one_of((-1, 0, 0, 1)))


def _not_before(draft: Draft, begun: date, ended: date | None) -> date | None:
    """A clean council ends nothing before it began."""
    return begun if draft.clean and ended is not None and ended < begun else ended


def _add_pre_proceedings(draft: Draft, children: Sequence[str]) -> None:
    family = draft.known(draft.new_id("ssd_pre_proceedings", "FA"), unless=0.2)
    begun = _begun(draft, 16)
    ended = _ended(draft, begun, 16)
    for child in children:
        entered = begun + timedelta(days=draft.one_of((0, 0, 0, 1)))
        left = draft.one_of((ended, ended, _ended(draft, entered, 16)))
        left = _not_before(draft, entered, left)
        letter = draft.one_of((entered, entered + timedelta(days=3), _begun(draft, 16), None))
        number = draft.new_id("ssd_pre_proceedings", "PP")
        draft.add(
            "ssd_pre_proceedings",
            prep_table_id=number,
            prep_person_id=draft.known(child),
            prep_plo_family_id=family,
            prep_pre_pro_decision_date=draft.date_known(entered, unless=0.1),
            prep_agree_stepdown_issue_date=text(left),
            prep_pre_pro_letter_date=text(_not_before(draft, entered, letter)),
        )
        for _ in range(draft.rng.randrange(3)):
            _add_review(draft, child, number, left)
        for _ in range(draft.one_of((0, 0, 1))):
            _add_document(draft, child, number, "", left)


def _due(draft: Draft, ended: date | None) -> date:
    """About the day on which proceedings ended, or on a judged day."""
    about = (ended or draft.day()) + _a_day_off(draft)
    return draft.one_of((about, draft.one_of(JUDGED_DAYS), draft.day()))


def _add_review(draft: Draft, child: str, number: str, ended: date | None) -> None:
    due = _due(draft, ended)
    draft.add(
        "pre_proceedings_reviews",
        pre_proceedings_review_id=draft.new_id("pre_proceedings_reviews", "PR"),
        pre_proceedings_id=NO_SUCH if draft.flaw() else draft.known(number),
        person_id=draft.known(child),
        due_on=draft.date_known(due),
        held_on=text(draft.held(due)),
        chaired_by_id=draft.worker(),
    )


def _add_document(draft: Draft, child: str, before: str, court: str, ended: date | None) -> None:
    due = _due(draft, ended)
    draft.add(
        "court_documents",
        court_document_id=draft.new_id("court_documents", "CD"),
        pre_proceedings_id=draft.known(before),
        care_proceedings_id=NO_SUCH if court and draft.flaw() else draft.known(court),
        person_id=draft.known(child),
        document_kind=draft.known(draft.one_of(KINDS)),
        due_on=draft.date_known(due),
        filed_on=text(draft.held(due)),
        worker_id=draft.worker(),
    )


def _add_care_proceedings(draft: Draft, children: Sequence[str]) -> None:
    case = draft.known(draft.new_id("care_proceedings", "K"), unless=0.2)
    issued = _begun(draft, 26)
    concluded = _ended(draft, issued, 26)
    for child in children:
        applied = issued + timedelta(days=draft.one_of((0, 0, 0, 1)))
        ended = draft.one_of((concluded, concluded, _ended(draft, applied, 26)))
        ended = _not_before(draft, applied, ended)
        extended = draft.day_from(applied) if draft.chance(0.4) else None
        number = draft.new_id("care_proceedings", "CP")
        times = draft.rows["ssd_pre_proceedings"]
        before = draft.one_of(times)["prep_table_id"] if times and draft.chance(0.5) else ""
        draft.add(
            "care_proceedings",
            care_proceedings_id=number,
            court_case_id=draft.known(case),
            person_id=draft.known(child),
            applied_on=draft.date_known(applied),
            extended_on=text(extended),
            extended_to=text(_extended_to(draft, applied, ended) if extended else None),
            concluded_on=text(ended),
            worker_id=draft.worker(),
            team=draft.team(),
        )
        for _ in range(draft.rng.randrange(3)):
            _add_document(draft, child, before, number, ended)


def _extended_to(draft: Draft, applied: date, ended: date | None) -> date:
    """Eight weeks beyond the limit, or the day of the conclusion, or a day short of either."""
    limit = applied + timedelta(weeks=26)
    later = draft.one_of((limit + timedelta(weeks=8), ended or limit))
    return later + timedelta(days=draft.one_of((-1, 0)))
