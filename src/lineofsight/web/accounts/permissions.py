"""Who may manage accounts; and what a refusal is."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed


def check_manage_people(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` manages people."""
    if not account.may(May.MANAGE_PEOPLE, None):
        raise NotAllowed("Only an administrator can manage people's accounts and roles.")


def can_manage_people(account: Account) -> bool:
    """Whether ``account`` manages people."""
    return NotAllowed.stops(check_manage_people, account) is None
