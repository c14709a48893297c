"""Forgetting a person in the tables: one asks, another agrees, and the worker does it."""

from django.conf import settings
from django.db import transaction

from lineofsight.errors import UnusableInput
from lineofsight.tables.store.building import current_id
from lineofsight.web.accounts.models import Account
from lineofsight.web.data.jobs import forget_person, work_out_results
from lineofsight.web.data.models import Forgetting
from lineofsight.web.data.permissions import check_decide_forgetting, check_forget
from lineofsight.web.events.forgetting import forget
from lineofsight.web.events.recording import change


class AlreadyDone(Exception):
    """Another worker noted what became of it."""


def ask_forgetting(*, by: Account, why: str, person: str, authority: str = "") -> Forgetting:
    """Ask that a person be forgotten in every snapshot."""
    check_forget(by)
    _check_names_nobody(person, why)
    waiting = Forgetting.objects.filter(person=person, authority=authority)
    with change("forgetting asked for", by=by, why=why) as made:
        if waiting.filter(state__in=("asked", "agreed")).exists():
            raise UnusableInput("That this person be forgotten was asked for already.")
        return made.keep(
            Forgetting(person=person, authority=authority, why=why, asked_by=by, asked_at=made.at)
        )


def decide_forgetting(*, by: Account, why: str, forgetting: Forgetting, agreed: bool) -> Forgetting:
    """Agree, and the worker makes every snapshot again without the person; or refuse."""
    check_decide_forgetting(by, forgetting)
    if forgetting.person:
        _check_names_nobody(forgetting.person, why)
    with change("forgetting decided", by=by, why=why) as made:
        if not Forgetting.objects.filter(pk=forgetting.pk, state="asked").exists():
            raise UnusableInput("This was decided already.")
        forgetting.decision, forgetting.decided_by, forgetting.decided_at = why, by, made.at
        forgetting.state = "agreed" if agreed else "refused"
        if agreed:
            forget_person.enqueue(forgetting.pk)
        else:
            forgetting.person = ""
            transaction.on_commit(forget)
        return made.keep(forgetting)


def note_forgotten(*, by: None, why: str, forgetting: Forgetting, told: str = "") -> Forgetting:
    """That it was done, or (``told``) why not; the person's id goes in both cases.

    Raises :class:`AlreadyDone`, and writes nothing, where that was noted before.
    """
    current = current_id(settings.PLACES.store)
    with change("person not forgotten" if told else "person forgotten", by=by, why=why) as made:
        if not Forgetting.objects.filter(pk=forgetting.pk, state="agreed").exists():
            raise AlreadyDone
        forgetting.person, forgetting.told = "", told
        forgetting.state = "undone" if told else "done"
        if current is not None:
            # Every due list went with the person.
            work_out_results.enqueue(current)
        transaction.on_commit(forget)
        return made.keep(forgetting)


def _check_names_nobody(person: str, why: str) -> None:
    if person.lower() in why.lower():
        raise UnusableInput("Say why in general words: do not repeat whom it is about.")
