"""Gaps of what an objective lacks: something done for it, something to know it by."""

from collections.abc import Iterator
from datetime import date

from lineofsight.plan.model import Objective, Plan
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of


def no_measure(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An objective by which nothing is measured: not it, nothing beneath it, nothing above it."""
    for objective in _working(plan):
        family = _beneath(plan, objective) | _above(plan, objective)
        if not any(measure.objective in family for measure in plan.measures):
            yield gap_of(
                objective,
                "no_measure",
                "high",
                "has no measure: say how anyone will know that it is reached.",
            )


def no_action(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An objective for which nothing will be done, neither for it nor for anything beneath it."""
    if not plan.actions:
        return
    for objective in plan.objectives:
        family = _beneath(plan, objective)
        if not any(action.objective in family for action in plan.actions):
            yield gap_of(objective, "no_action", "high", "has no action: say what will be done.")


def _working(plan: Plan) -> list[Objective]:
    """The objectives that nothing is parted into: those that gather others are their sum."""
    gathering = {objective.parent for objective in plan.objectives}
    return [objective for objective in plan.objectives if objective.id not in gathering]


def _beneath(plan: Plan, objective: Objective) -> set[str | None]:
    found: set[str | None] = {objective.id}
    while more := {o.id for o in plan.objectives if o.parent in found} - found:
        found |= more
    return found


def _above(plan: Plan, objective: Objective) -> set[str | None]:
    parents = {each.id: each.parent for each in plan.objectives}
    found: set[str | None] = set()
    at = objective.parent
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
