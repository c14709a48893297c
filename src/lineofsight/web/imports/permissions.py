"""Who may bring a document in."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed


def check_import(account: Account, plan: int | None = None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may import and adopt documents."""
    if not account.may(May.IMPORT, plan):
        raise NotAllowed("Only a programme manager can import a plan.")


def can_import(account: Account, plan: int | None = None) -> bool:
    """Whether ``account`` may import and adopt documents."""
    return NotAllowed.stops(check_import, account, plan) is None
