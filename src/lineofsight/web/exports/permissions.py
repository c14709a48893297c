"""Who may take a plan out, and in which form."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import check_read
from lineofsight.web.ui.refusal import NotAllowed

NEEDED = {"inside": May.EXPORT_INSIDE, "public": May.EXPORT_PUBLIC}


def check_export(account: Account, plan: Plan, audience: str) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may export the plan for ``audience``."""
    check_read(account, plan)
    if not account.may(NEEDED[audience], plan.pk):
        raise NotAllowed(
            "You can export this plan for publication only, without names and updates."
            if account.may(May.EXPORT_PUBLIC, plan.pk)
            else "Your role on this plan does not let you export it."
        )


def can_export(account: Account, plan: Plan, audience: str) -> bool:
    """Whether ``account`` may export the plan for ``audience``."""
    return NotAllowed.stops(check_export, account, plan, audience) is None
