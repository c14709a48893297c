"""Who may choose an account's notices."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.ui.refusal import NotAllowed


def check_own(account: Account, whose: Account) -> None:
    """Raise :class:`NotAllowed` unless the notices are the account's own."""
    if account.pk != whose.pk:
        raise NotAllowed("Everybody chooses their own e-mails.")
