"""Who may report on an action, agree to move its date, and check that it may close."""

from django.db.models import prefetch_related_objects

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.models.action import answering
from lineofsight.web.plans.permissions import check_read, leads
from lineofsight.web.ui.refusal import NotAllowed

# Actions rated so are off track: to move their dates is for those who answer for the whole plan.
OFF_TRACK = ("RED", "STILL_ISSUES")


def check_update(account: Account, action: Action, lead: Account | None = None) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may report on the action.

    Leads and contributors report on their own, programme managers on any; business support types
    for a named ``lead``, who confirms.
    """
    check_read(account, action.plan)
    if account.may(May.UPDATE_ANY, action.plan_id):
        return
    if lead is not None and lead != account:
        if not types_for(account, lead, action.plan_id):
            raise NotAllowed(f"You do not type for {lead.name}. An administrator can arrange it.")
        if not leads(lead, action):
            raise NotAllowed(f"{lead.name} does not lead this action.")
        return
    if not (account.may(May.UPDATE_OWN, action.plan_id) and leads(account, action)):
        raise NotAllowed("Only the leads of this action and the programme manager can update it.")


def can_update(account: Account, action: Action) -> bool:
    """Whether ``account`` may report on the action."""
    return NotAllowed.stops(check_update, account, action) is None


def types_for(account: Account, lead: Account, plan: int) -> bool:
    """Whether ``account`` holds a role on the plan in which it types for ``lead``."""
    return any(
        each.acts_for_id == lead.pk and May.TYPE_FOR in each.role_held.may
        for each in account.roles_on(plan)
    )


def typed_for(account: Account, action: Action) -> Account | None:
    """The lead of the action for whom ``account`` types, if it types for one."""
    prefetch_related_objects([action], answering())
    for each in action.responsibilities.all():
        lead = each.person.account
        if lead is not None and lead != account and types_for(account, lead, action.plan_id):
            return lead
    return None


def check_decide_date(account: Account, action: Action) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may agree to move the action's date.

    Who may depends on its rating: the date of an action that is off track is moved by those who
    answer for the plan.  Nobody agrees to a date of their own action.
    """
    off_track = action.rating is not None and action.rating.level in OFF_TRACK
    needed = May.AGREE_RED_DATES if off_track else May.AGREE_DATES
    if not account.may(needed, action.plan_id):
        who = "the director or the board's chair" if off_track else "the programme manager"
        raise NotAllowed(f"This date is moved by {who}.")
    if leads(account, action):
        raise NotAllowed("You lead this action: somebody else has to agree to its new date.")


def can_decide_date(account: Account, action: Action) -> bool:
    """Whether ``account`` may agree to move the action's date."""
    return NotAllowed.stops(check_decide_date, account, action) is None


def check_closing(account: Account, action: Action, asked_by: Account) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may check that the action can close.

    It is someone outside the lead's line: no lead of the action, and not who asked.
    """
    if not account.may(May.CHECK_CLOSING, action.plan_id):
        raise NotAllowed("An action's closing is checked by quality assurance or a manager.")
    if account == asked_by or leads(account, action):
        raise NotAllowed("Somebody who does not lead this action has to check its closing.")


def can_check_closing(account: Account, action: Action, asked_by: Account) -> bool:
    """Whether ``account`` may check that the action can close."""
    return NotAllowed.stops(check_closing, account, action, asked_by) is None


def check_leave_closed(account: Account, action: Action) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may leave an action closed that has slipped.

    The programme manager, and nobody whose own action it is.
    """
    check_read(account, action.plan)
    if not account.may(May.UPDATE_ANY, action.plan_id):
        raise NotAllowed("Whether an action stays closed is for the programme manager to say.")
    if leads(account, action):
        raise NotAllowed("You lead this action: somebody else has to say that it stays closed.")


def can_leave_closed(account: Account, action: Action) -> bool:
    """Whether ``account`` may leave an action closed that has slipped."""
    return NotAllowed.stops(check_leave_closed, account, action) is None


def check_read_evidence(account: Account, plan: int) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may open the evidence of the plan."""
    if not account.may(May.READ_INSIDE, plan):
        raise NotAllowed("Evidence is read by those who work on the plan: it is not shared wider.")


def check_comment(account: Account, action: Action) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may comment."""
    if not account.may(May.COMMENT, action.plan_id):
        raise NotAllowed("You can read this plan but not comment on it.")


def check_keep_periods(account: Account, plan: int) -> None:
    """Raise :class:`NotAllowed` unless ``account`` keeps the reporting periods."""
    if not account.may(May.EDIT, plan):
        raise NotAllowed("Only the programme manager keeps the reporting periods.")
