"""Taking out a text that should not have been entered: one asks, another agrees."""

from django.db import transaction
from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.forgetting import forget
from lineofsight.web.events.models import Event, Redaction, Version
from lineofsight.web.events.permissions import (
    check_decide_redaction,
    check_redact,
    check_see_kind,
)
from lineofsight.web.events.recording import change
from lineofsight.web.events.redacting import empty, texts_of


class CannotRedact(UnusableInput):
    """The text cannot be taken out as it was asked; says why."""


def ask_redaction(
    *,
    by: Account,
    why: str,
    version: Version | None = None,
    field: str = "",
    event: Event | None = None,
) -> Redaction:
    """Ask that a field of ``version``, or the reason of ``event``, be taken out everywhere."""
    source = version or event
    if source is None:
        raise CannotRedact("Say which text is to be taken out.")
    check_redact(by, source.plan)
    if version is not None:
        check_see_kind(by, version.kind)
    asked = Redaction(
        plan=source.plan, version=version, field=field, event=event, why=why, asked_by=by,
        asked_at=timezone.now(),
    )  # fmt: skip
    _check_words(asked, why)
    same = {"version": version, "field": field} if version else {"event": event}
    with change("redaction asked for", by=by, why=why, plan=source.plan) as made:
        if Redaction.objects.filter(agreed=None, **same).exists():
            raise CannotRedact("Taking this out was asked for already and is waiting to be agreed.")
        asked.asked_at = made.at
        return made.keep(asked)


def decide_redaction(*, by: Account, why: str, redaction: Redaction, agreed: bool) -> Redaction:
    """Agree, and the text is gone from the records, their history and all reasons; or refuse."""
    check_decide_redaction(by, redaction)
    if redaction.agreed is not None:
        raise CannotRedact("This was decided already.")
    _check_words(redaction, why)
    with change("redaction decided", by=by, why=why, plan=redaction.plan) as made:
        redaction.agreed, redaction.decision = agreed, why
        redaction.decided_by, redaction.decided_at = by, made.at
        if agreed:
            redaction.emptied = empty(redaction, made)
        transaction.on_commit(forget)
        return made.keep(redaction)


def _check_words(redaction: Redaction, why: str) -> None:
    version = redaction.version
    if version is not None:
        if version.kind.startswith(("accounts.", "events.")):
            raise CannotRedact("An account's details are changed on the account's own page.")
        model = version._meta.apps.get_model(version.kind)
        if redaction.field not in texts_of(model):
            raise CannotRedact("Only a text can be taken out.")
        if not isinstance((version.data or {}).get(redaction.field), str):
            raise CannotRedact("This text stands as data: take out the words where they are shown.")
    if not redaction.words.strip():
        raise CannotRedact("There is no text here any more.")
    if not why.strip():
        raise CannotRedact("Say why, in general words.")
    if redaction.words.strip().lower() in why.lower():
        raise CannotRedact("Say why in general words: do not repeat what is to be taken out.")
