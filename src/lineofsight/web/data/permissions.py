"""Who sees how the tables stand, who loads them, and who sees rows of them."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.data.models import Forgetting
from lineofsight.web.ui.refusal import NotAllowed


def check_see_data(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see how the tables stand: no child's row."""
    if not account.may(May.SEE_DATA, None):
        raise NotAllowed(
            "How the tables stand is seen by analysts, administrators and the information "
            "governance lead."
        )


def can_see_data(account: Account) -> bool:
    """Whether ``account`` may see how the tables stand."""
    return NotAllowed.stops(check_see_data, account) is None


def check_load(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may load tables and see what was rejected."""
    if not account.may(May.LOAD_DATA, None):
        raise NotAllowed("Only an analyst can load tables, see rejected rows or go back.")


def can_load(account: Account) -> bool:
    """Whether ``account`` may load tables and see what was rejected."""
    return NotAllowed.stops(check_load, account) is None


def check_forget(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may ask that a person be forgotten."""
    if not account.may(May.FORGET, None):
        raise NotAllowed(
            "That a person is forgotten is asked for by the information governance lead or an "
            "analyst: tell one of them."
        )


def can_forget(account: Account) -> bool:
    """Whether ``account`` may ask that a person be forgotten."""
    return NotAllowed.stops(check_forget, account) is None


def check_decide_forgetting(account: Account, forgetting: Forgetting) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may agree; it takes two people.

    One of the two is an information governance lead, who alone sees the logs.
    """
    check_forget(account)
    if forgetting.asked_by == account:
        raise NotAllowed("You asked for this: somebody else has to agree to it.")
    if not any(each.may(May.SEE_LOOKS, None) for each in (account, forgetting.asked_by)):
        raise NotAllowed("An analyst asked for this: an information governance lead has to agree.")
