"""Who sees the jobs, and may have one done again."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed

# Whoever can begin long work by themselves.
KEEPERS = (May.IMPORT, May.MANAGE_PEOPLE, May.LOAD_DATA, May.FORGET)


def check_see_jobs(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` is one of those who begin long work."""
    if not any(account.may_anywhere(what) for what in KEEPERS):
        raise NotAllowed("Jobs are seen by those who import plans, load tables or manage accounts.")


def can_see_jobs(account: Account) -> bool:
    """Whether ``account`` sees the jobs."""
    return NotAllowed.stops(check_see_jobs, account) is None
