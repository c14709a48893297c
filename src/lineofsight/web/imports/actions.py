"""Importing: from an uploaded document to an adopted plan."""

from typing import Any

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change, check_edition
from lineofsight.web.files.keeping import Given
from lineofsight.web.files.models import StoredFile
from lineofsight.web.imports.adopting import Adopting
from lineofsight.web.imports.comparing import compare
from lineofsight.web.imports.corrections import KINDS, CannotCorrect
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.jobs import read_draft
from lineofsight.web.imports.models import Correction, Draft
from lineofsight.web.imports.permissions import check_import
from lineofsight.web.plans.models import Adoption, Plan

JSON = dict[str, Any]


class AlreadyRead(Exception):
    """Another worker noted what was found while this one was still reading."""


def start_draft(
    *,
    by: Account,
    why: str,
    given: Given,
    findings: Given | None = None,
    plan: Plan | None = None,
) -> Draft:
    """Begin a draft of an uploaded document, with the inspection's findings if they are given too.

    The worker reads them: its job is added in the same transaction.
    """
    check_import(by, plan.pk if plan else None)
    with change("document given", by=by, why=why, plan=plan.pk if plan else None) as made:
        kept = [
            made.keep(StoredFile(plan=plan, sha256=each.sha256, name=each.name, size=each.size))
            for each in (given, findings)
            if each is not None
        ]
        draft = made.keep(
            Draft(
                plan=plan,
                document=kept[0],
                findings=kept[1] if findings else None,
                started_at=made.at,
            )
        )
        read_draft.enqueue(draft.pk)
    return draft


def note_read(
    *,
    by: None,
    why: str,
    draft: Draft,
    read: JSON | None = None,
    sources: dict[str, str] | None = None,
    inspection: JSON | None = None,
    told: str = "",
) -> Draft:
    """What the worker found: the plan as read, or (``told``) why it could not be read.

    Raises :class:`AlreadyRead`, and writes nothing, where that was noted before.
    """
    with change("document read", by=by, why=why, plan=draft.plan_id) as made:
        if not Draft.objects.filter(pk=draft.pk, state="reading").exists():
            raise AlreadyRead
        draft.read, draft.told = read, told
        draft.sources, draft.inspection = sources or {}, inspection
        draft.state = "unusable" if read is None else "open"
        return made.keep(draft)


def correct(
    *, by: Account, why: str, draft: Draft, kind: str, item: str, values: JSON, edition: int | None
) -> Correction:
    """Change one thing in a draft; raise :class:`CannotCorrect` where it does not fit."""
    check_import(by, draft.plan_id)
    check_edition(draft, edition)
    check_open(draft)
    plan = draft_plan(draft)
    KINDS[kind](plan, item, values, "tried")
    with change("draft corrected", by=by, why=why, plan=draft.plan_id) as made:
        made.keep(draft)
        return made.keep(Correction(draft=draft, kind=kind, item=item, values=values))


def undo(*, by: Account, why: str, correction: Correction) -> None:
    """Take back a correction; raise :class:`CannotCorrect` where later ones rest on it."""
    draft = correction.draft
    check_import(by, draft.plan_id)
    check_open(draft)
    with change("correction undone", by=by, why=why, plan=draft.plan_id) as made:
        made.keep(draft)
        correction.undone = True
        made.keep(correction)
        try:
            draft_plan(draft)
        except CannotCorrect as error:
            raise CannotCorrect("Later corrections rest on this one: undo those first.") from error


def drop_draft(*, by: Account, why: str, draft: Draft) -> None:
    """Give up a draft; it and the document stay in the history."""
    check_import(by, draft.plan_id)
    check_open(draft)
    with change("draft dropped", by=by, why=why, plan=draft.plan_id) as made:
        draft.state = "dropped"
        made.keep(draft)


def adopt(*, by: Account, why: str, draft: Draft, edition: int | None = None) -> Plan:
    """Adopt a draft: as the first version of a plan, or as the next of the plan it is for."""
    check_import(by, draft.plan_id)
    check_edition(draft, edition)
    check_open(draft)
    with change("plan adopted", by=by, why=why, plan=draft.plan_id) as made:
        plan, said = draft.plan, draft_plan(draft)
        number = Adoption.objects.filter(plan=plan).count() + 1 if plan else 1
        compared = compare(plan, said) if plan else None
        adopting = Adopting(made, said, draft.sources, number, compared)
        plan = adopting.adopt(plan, title=draft.document.name)
        draft.state, draft.plan = "adopted", plan
        made.keep(draft)
        made.keep(Adoption(plan=plan, number=number, document=draft.document, adopted_at=made.at))
    return plan


def check_open(draft: Draft) -> None:
    """Raise :class:`CannotCorrect` unless the draft is being checked."""
    if draft.state != "open":
        raise CannotCorrect(f"This draft is {draft.get_state_display().lower()}: it cannot change.")
