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


def check_see_changes(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see who was given what.

    Administrators may, and so may those who answer for a plan or its personal data: nobody keeps
    accounts unseen.
    """
    seeing = (May.MANAGE_PEOPLE, May.EDIT, May.REDACT)
    if not any(account.may_anywhere(what) for what in seeing):
        raise NotAllowed(
            "Only administrators, programme managers and the information governance lead can see "
            "the changes of accounts and roles."
        )


def can_see_changes(account: Account) -> bool:
    """Whether ``account`` may see who was given what."""
    return NotAllowed.stops(check_see_changes, account) is None


def check_own_password(by: Account, account: Account) -> None:
    """Raise :class:`NotAllowed` where somebody would set another's password."""
    if by.pk != account.pk:
        raise NotAllowed("A password is set by the person whose it is, and by nobody else.")
