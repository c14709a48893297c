"""Who sees the jobs, and may have one done again."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.ui.refusal import NotAllowed

KEEPERS = (May.IMPORT, May.MANAGE_PEOPLE)


def check_see_jobs(account: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` is a programme manager or an administrator."""
    held = [each.role_held for each in account.memberships.all()]
    plans = [each.plan_id for each in account.memberships.all()]
    if not (held and any(account.may(what, plan) for what in KEEPERS for plan in {None, *plans})):
        raise NotAllowed("Jobs are seen by programme managers and administrators.")
