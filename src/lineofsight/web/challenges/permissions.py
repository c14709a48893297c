"""Who is shown a challenge, and who answers or decides it."""

from datetime import date

from lineofsight.progress.rating.challenge_life import (
    MOVES,
    CannotMove,
    Move,
    Who,
    move,
    shown_to,
)
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.challenges.models import Challenge
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.permissions import check_read, leads
from lineofsight.web.ui.refusal import NotAllowed


def part_in(account: Account, action: Action) -> Who | None:
    """Whether ``account`` has to do with an action's challenges as its lead or as the manager.

    A programme manager who leads the action is its lead: nobody decides on their own rating.
    """
    if account.may(May.UPDATE_OWN, action.plan_id) and leads(account, action):
        return "lead"
    return "manager" if account.may(May.DECIDE_CHALLENGES, action.plan_id) else None


def check_list(account: Account, plan: Plan) -> None:
    """Raise :class:`NotAllowed` unless ``account`` may have to do with challenges of the plan."""
    check_read(account, plan)
    if not any(account.may(each, plan.pk) for each in (May.UPDATE_OWN, May.DECIDE_CHALLENGES)):
        raise NotAllowed("Challenges are seen by the leads they are put to and by the manager.")


def can_list(account: Account, plan: Plan) -> bool:
    """Whether ``account`` may have to do with challenges of the plan."""
    return NotAllowed.stops(check_list, account, plan) is None


def check_see(account: Account, challenge: Challenge, day: date) -> None:
    """Raise :class:`NotAllowed` unless ``account`` is shown the challenge on a day."""
    check_list(account, challenge.plan)
    who = part_in(account, challenge.action)
    if who is None:
        raise NotAllowed("A challenge is seen by the leads it is put to and by the manager.")
    if who == "nobody" or not shown_to(challenge.standing, who, day):
        raise NotAllowed("This challenge is with its lead, who is asked first.")


def can_see(account: Account, challenge: Challenge, day: date) -> bool:
    """Whether ``account`` is shown the challenge on a day."""
    return NotAllowed.stops(check_see, account, challenge, day) is None


def check_move(account: Account, challenge: Challenge, how: Move) -> None:
    """Raise :class:`NotAllowed` unless this is for ``account`` to do, whenever it may be done."""
    check_read(account, challenge.plan)
    if part_in(account, challenge.action) != MOVES[how].by:
        raise NotAllowed(
            "A challenge is answered by a lead of its action, and decided by the programme "
            "manager who does not lead it."
        )


def moves_open(account: Account, challenge: Challenge, day: date) -> list[Move]:
    """What ``account`` can do with the challenge on a day."""
    who = part_in(account, challenge.action)
    return [how for how in MOVES if who and _can(challenge, how, who, day)]


def _can(challenge: Challenge, how: Move, who: Who, day: date) -> bool:
    try:
        move(challenge.standing, how, who, day, "A reason.")
    except CannotMove:
        return False
    return True
