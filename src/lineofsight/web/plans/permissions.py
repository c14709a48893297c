"""Who may see and change a plan."""

from django.db.models import prefetch_related_objects

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.models.action import answering
from lineofsight.web.ui.refusal import NotAllowed


def check_read(account: Account, plan: Plan) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may read the plan."""
    if not account.may(May.READ, plan.pk):
        raise NotAllowed("This plan is not shared with you. Ask its programme manager.")


def can_read(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may read the plan."""
    return NotAllowed.stops(check_read, account, plan) is None


def can_read_inside(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may read notes, evidence and names as those inside see them."""
    return account.may(May.READ_INSIDE, plan.pk)


def check_edit(account: Account, plan: Plan) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may change the plan's parts."""
    if not account.may(May.EDIT, plan.pk):
        raise NotAllowed("Only the programme manager can change the parts of this plan.")


def can_edit(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may change the plan's parts."""
    return NotAllowed.stops(check_edit, account, plan) is None


def check_see_history(account: Account, plan: Plan) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may see who changed what in the plan."""
    if not account.may(May.SEE_HISTORY, plan.pk):
        raise NotAllowed(
            "Who changed what is shown to those who work on the plan. Ask its programme manager."
        )


def can_see_history(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may see who changed what in the plan."""
    return NotAllowed.stops(check_see_history, account, plan) is None


def leads(account: Account, action: Action) -> bool:
    """Whether ``account`` is one of the action's leads."""
    prefetch_related_objects([action], answering())
    return any(each.person.account_id == account.pk for each in action.responsibilities.all())
