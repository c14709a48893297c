"""Who says what measures a measure; its figures are read by whoever reads the plan."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import check_read
from lineofsight.web.ui.refusal import NotAllowed


def check_match(account: Account, plan: Plan) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may say what measures the plan's measures.

    Whoever may also types figures in, and lets limits begin anew.
    """
    check_read(account, plan)
    if not account.may(May.MATCH, plan.pk):
        raise NotAllowed(
            "What measures a measure is said by the programme manager or an analyst: ask them."
        )


def can_match(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may say what measures the plan's measures."""
    return NotAllowed.stops(check_match, account, plan) is None
