"""Who sees the jobs, and may have one done again."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed

KEEPERS = (May.IMPORT, May.MANAGE_PEOPLE)


def check_see_jobs(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` is a programme manager or an administrator."""
    if not any(account.may_anywhere(what) for what in KEEPERS):
        raise NotAllowed("Jobs are seen by programme managers and administrators.")


def can_see_jobs(account: Account) -> bool:
    """Whether ``account`` sees the jobs."""
    return NotAllowed.stops(check_see_jobs, account) is None
