"""Leaving an action closed though what it was to change has slipped."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.performance.reopening import proposal_of
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.updates.actions import CannotUpdate
from lineofsight.web.updates.models import LeftClosed
from lineofsight.web.updates.permissions import check_leave_closed


def leave_closed(*, by: Account, why: str, action: Action) -> LeftClosed:
    """Leave an action closed that is proposed to be opened again; ``why`` is the reason."""
    check_leave_closed(by, action)
    proposal = proposal_of(whole_plan(action.plan), action)
    if proposal is None:
        raise CannotUpdate("Nothing proposes to open this action again.")
    if not why.strip():
        raise CannotUpdate("Say why the action stays closed.")
    with change("action left closed", by=by, why=why, plan=action.plan_id) as made:
        return made.keep(
            LeftClosed(
                plan_id=action.plan_id,
                action=action,
                slipped=proposal.slipped,
                reason=why,
                by=by,
                at=made.at,
            )
        )
