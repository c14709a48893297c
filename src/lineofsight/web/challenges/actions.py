"""Raising challenges from what the records tell, and what people do with them."""

from datetime import date

from django.utils import timezone

from lineofsight.progress.rating.challenge_life import (
    MOVES,
    OPEN,
    UNANSWERED,
    move,
)
from lineofsight.progress.rating.challenge_life import (
    Move as How,
)
from lineofsight.progress.rating.challenges import challenges, to_lapse, to_raise
from lineofsight.web.accounts.models import Account
from lineofsight.web.challenges.gathering import told_of
from lineofsight.web.challenges.models import Challenge, Move
from lineofsight.web.challenges.permissions import check_move
from lineofsight.web.events.recording import Change, change, check_edition
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.whole import whole_plan


def look_for_challenges(
    *, by: Account | None, why: str, plan: Plan, day: date | None = None
) -> None:
    """Raise what the records ask on a day, by default today, and close what they no longer ask.

    Only what nobody answered is closed.  ``by`` is None: the site does it by itself.  Done again on
    a day it changes nothing.
    """
    whole = whole_plan(plan)
    whole.inside, whole.day = True, day or whole.day
    told = {raised: each for each in told_of(whole) for raised in challenges(each.facts)}
    held = list(Challenge.objects.filter(plan=plan))
    new = to_raise(
        told,
        [each.identity for each in held],
        [each.identity for each in held if each.state in OPEN],
    )
    over = set(to_lapse(told, [each.identity for each in held if each.state in UNANSWERED]))
    lapsing = [each for each in held if each.state in UNANSWERED and each.identity in over]
    if not new and not lapsing:
        return
    with change("challenges raised", by=by, why=why, plan=plan.pk) as made:
        for found in new:
            what = found.identity
            made.keep(
                Challenge(
                    plan=plan,
                    action=told[found].action,
                    kind=what.kind,
                    part=what.part,
                    period=what.period,
                    sentence=found.sentence,
                    raised_on=timezone.localdate(made.at),
                )
            )
        for challenge in lapsing:
            _keep(made, challenge, "lapse", None, "")


def make_move(
    *, by: Account, why: str, challenge: Challenge, how: How, edition: int | None = None
) -> Challenge:
    """Answer, dispute, accept, withdraw, uphold or close a challenge; ``why`` is kept with it.

    Raises :class:`~lineofsight.progress.rating.challenge_life.CannotMove` where it cannot be done
    now.
    """
    check_move(by, challenge, how)
    check_edition(challenge, edition)
    with change("challenge moved", by=by, plan=challenge.plan_id) as made:
        return _keep(made, challenge, how, by, why)


def _keep(made: Change, challenge: Challenge, how: How, by: Account | None, why: str) -> Challenge:
    day: date = timezone.localdate(made.at)
    stands = move(challenge.standing, how, MOVES[how].by, day, why)
    challenge.state, challenge.moved_on = stands.state, stands.moved_on
    made.keep(
        Move(plan_id=challenge.plan_id, challenge=challenge, how=how, by=by, at=made.at, why=why)
    )
    return made.keep(challenge)
