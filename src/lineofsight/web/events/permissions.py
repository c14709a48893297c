"""Who may see what happened, take texts out, and see who looked."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.events.models import Redaction
from lineofsight.web.ui.refusal import NotAllowed

OF_CHILDREN = ("alerts.", "casework.", "cohorts.cohortchild")


def check_see_history(account: Account, plan: int | None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see who changed what in the plan."""
    if not account.may(May.SEE_HISTORY, plan):
        raise NotAllowed("Who changed what is seen by those who work on the plan or watch over it.")


def can_see_history(account: Account, plan: int | None) -> bool:
    """Whether ``account`` may see who changed what in the plan."""
    return NotAllowed.stops(check_see_history, account, plan) is None


def check_see_record(account: Account, kind: str, plan: int | None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see the states of a record of this kind.

    Those about children belong to no plan: a role on every plan lets nobody see them.
    """
    check_see_history(account, plan)
    check_see_kind(account, kind)


def check_see_kind(account: Account, kind: str) -> None:
    """Raise :class:`NotAllowed` where records of this kind are about children, not for ``account``.

    Those who see no child by any page see none by its history either.
    """
    if is_of_children(kind) and not account.may(May.SEE_LOOKS, None):
        raise NotAllowed("What is kept about children is seen by the information governance lead.")


def is_of_children(kind: str) -> bool:
    """Whether records of this kind are about children, each by a key."""
    return kind.startswith(OF_CHILDREN)


def check_redact(account: Account, plan: int | None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may ask that a text be taken out."""
    if not account.may(May.REDACT, plan):
        raise NotAllowed(
            "A text is taken out by the programme manager and the information governance lead: "
            "tell one of them."
        )


def can_redact(account: Account, plan: int | None) -> bool:
    """Whether ``account`` may ask that a text be taken out."""
    return NotAllowed.stops(check_redact, account, plan) is None


def check_decide_redaction(account: Account, redaction: Redaction) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may agree; it takes two people."""
    check_redact(account, redaction.plan)
    if redaction.version is not None:
        check_see_kind(account, redaction.version.kind)
    if redaction.asked_by_id == account.pk:
        raise NotAllowed("You asked for this: somebody else has to agree.")


def check_see_looks(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see who looked, on one plan at least."""
    if not any(May.SEE_LOOKS in each.role_held.may for each in account.memberships_today()):
        raise NotAllowed("Who looked at what is seen by the information governance lead.")


def can_see_looks(account: Account) -> bool:
    """Whether ``account`` may see who looked at what."""
    return NotAllowed.stops(check_see_looks, account) is None
