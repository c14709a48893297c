"""Closed actions whose measures have slipped: what is proposed to be opened again, and why."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.progress.rating.challenges import (
    ActionFacts,
    MeasureFacts,
    to_reopen,
    to_reopen_for,
)
from lineofsight.progress.rating.states import State
from lineofsight.web.performance.figures import JudgedMeasure, judged_plan
from lineofsight.web.plans.addresses import part_address
from lineofsight.web.plans.models import Action
from lineofsight.web.plans.whole import WholePlan, whole_plan
from lineofsight.web.updates.models import Closure, LeftClosed

DAYS_LEFT_CLOSED = 92
"""A quarter: what still slips by then is asked about once more."""


@dataclass(frozen=True)
class Proposal:
    """A closed action that is proposed to be opened again: why, and the states that its measures
    slipped to, by their keys.
    """

    action: Action
    address: str
    why: str
    slipped: dict[str, State]


def proposals(whole: WholePlan) -> list[Proposal]:
    """Every closed action whose measures have slipped since, in the plan's order.

    One that somebody left closed is proposed again where another measure slips or one slips
    further, and after a quarter.
    """
    closed = [each for each in whole.actions if each.state == "closed"]
    if not closed:
        return []
    before: dict[int, dict[str, State]] = {}
    for closure in whole.all(Closure):
        if closure.agreed and closure.reopened_at is None:
            before[closure.action_id] = closure.states
    left = {each.action_id: each for each in whole.all(LeftClosed)}
    measures = judged_plan(whole).measures
    found = []
    for action in closed:
        own = [each for each in measures if each.measure.action_id == action.pk]
        facts = _facts(action, own, before.get(action.pk, {}))
        why = to_reopen(facts)
        if why is None:
            continue
        slipped = {each.part: each.state for each in to_reopen_for(facts)}
        proposal = Proposal(action, part_address(whole, action), why, slipped)
        if not _is_left(whole, proposal, left.get(action.pk)):
            found.append(proposal)
    return found


def proposal_of(whole: WholePlan, action: Action) -> Proposal | None:
    """Why an action is proposed to be opened again; None where it is not."""
    if action.state != "closed":
        return None
    return next((each for each in proposals(whole) if each.action.pk == action.pk), None)


def states_of(action: Action) -> dict[str, State]:
    """The states of an action's measures today, by their keys; empty where nothing tells them."""
    with suppress(UnusableInput):
        measures = judged_plan(whole_plan(action.plan)).measures
        return {
            str(each.measure.pk): each.state
            for each in measures
            if each.measure.action_id == action.pk
        }
    return {}


def _facts(action: Action, measures: list[JudgedMeasure], before: dict[str, State]) -> ActionFacts:
    return ActionFacts(
        part=str(action.pk),
        period="",
        delivery="closed",
        measures=tuple(
            MeasureFacts(
                part=str(each.measure.pk),
                title=each.quoted,
                state=each.state,
                sentence=each.rating.sentence,
                before=before.get(str(each.measure.pk)),
            )
            for each in measures
        ),
    )


def _is_left(whole: WholePlan, proposal: Proposal, left: LeftClosed | None) -> bool:
    if left is None:
        return False
    until = timezone.localdate(left.at) + timedelta(days=DAYS_LEFT_CLOSED)
    return proposal.slipped.items() <= left.slipped.items() and whole.day <= until
