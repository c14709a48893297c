"""The line of sight: finding, objective, action, measure, evidence, from any of them both ways."""

from dataclasses import dataclass, field

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models import (
    Action,
    Finding,
    Measure,
    Milestone,
    Objective,
    Risk,
    Theme,
)
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.updates.models import Evidence


@dataclass
class Line:
    """What stands before and after a part, each list in the document's order.

    ``evidence`` is empty for those who may not read it; ``evidence_count`` counts it all the same.
    """

    findings: list[Finding]
    objectives: list[Objective]
    actions: list[Action]
    measures: list[Measure]
    evidence: list[Evidence]
    evidence_count: int


@dataclass
class _Sight:
    """The ids of what a line passes through."""

    findings: set[int] = field(default_factory=set)
    objectives: set[int] = field(default_factory=set)
    actions: set[int] = field(default_factory=set)
    measures: set[int] = field(default_factory=set)


def line_of(whole: WholePlan, part: Kept) -> Line | None:
    """The line of sight through ``part``; ``None`` for a part that stands on none."""
    if isinstance(part, Action):
        seen = _of_action(whole, part)
    elif isinstance(part, Objective):
        seen = _of_objectives(whole, [part])
    elif isinstance(part, Measure):
        seen = _of_measure(whole, part)
    elif isinstance(part, Finding):
        seen = _of_finding(whole, part)
    elif isinstance(part, Theme):
        seen = _of_objectives(whole, [o for o in whole.objectives if o.theme_id == part.pk])
    elif isinstance(part, Risk | Milestone):
        objective = whole.find(Objective, part.objective_id)
        if objective is None:
            return None
        seen = _of_objectives(whole, [objective])
    else:
        return None
    evidence = [
        each
        for each in whole.evidence
        if (each.action_id in seen.actions or each.measure_id in seen.measures)
        and not (isinstance(part, Measure) and each.measure_id not in (part.pk, None))
    ]
    return Line(
        findings=[each for each in whole.findings if each.pk in seen.findings],
        objectives=[each for each in whole.objectives if each.pk in seen.objectives],
        actions=[each for each in whole.actions if each.pk in seen.actions],
        measures=[each for each in whole.measures if each.pk in seen.measures],
        evidence=evidence if whole.inside else [],
        evidence_count=len(evidence),
    )


def below(whole: WholePlan, objective: Objective) -> set[int]:
    """The ids of an objective and of every objective that is a part of it."""
    found, more = {objective.pk}, {objective.pk}
    while more:
        more = {each.pk for each in whole.objectives if each.parent_id in more} - found
        found |= more
    return found


def above(whole: WholePlan, objective: Objective | None) -> set[int]:
    """The ids of an objective and of those that it is a part of."""
    found: set[int] = set()
    while objective is not None and objective.pk not in found:
        found.add(objective.pk)
        objective = whole.find(Objective, objective.parent_id)
    return found


def _answered_by(whole: WholePlan, objectives: set[int], actions: set[int]) -> set[int]:
    return {
        each.finding_id
        for each in whole.answers
        if each.objective_id in objectives or each.action_id in actions
    }


def _of_action(whole: WholePlan, action: Action) -> _Sight:
    objectives = above(whole, whole.find(Objective, action.objective_id))
    own = {each.pk for each in whole.measures if each.action_id == action.pk}
    shared = {
        each.pk
        for each in whole.measures
        if each.action_id is None and each.objective_id in objectives
    }
    return _Sight(
        findings=_answered_by(whole, objectives, {action.pk}),
        objectives=objectives,
        actions={action.pk},
        measures=own | shared,
    )


def _of_objectives(whole: WholePlan, several: list[Objective]) -> _Sight:
    down = {key for each in several for key in below(whole, each)}
    up = {key for each in several for key in above(whole, each)}
    actions = {each.pk for each in whole.actions if each.objective_id in down}
    return _Sight(
        findings=_answered_by(whole, down | up, actions),
        objectives=down | up,
        actions=actions,
        measures={
            each.pk
            for each in whole.measures
            if each.objective_id in down or each.action_id in actions
        },
    )


def _of_measure(whole: WholePlan, measure: Measure) -> _Sight:
    action = whole.find(Action, measure.action_id)
    key = measure.objective_id or (action.objective_id if action else None)
    objectives = above(whole, whole.find(Objective, key))
    if action is not None:
        actions = {action.pk}
    else:
        actions = {each.pk for each in whole.actions if key and each.objective_id == key}
    return _Sight(
        findings=_answered_by(whole, objectives, actions),
        objectives=objectives,
        actions=actions,
        measures={measure.pk},
    )


def _of_finding(whole: WholePlan, finding: Finding) -> _Sight:
    answers = [each for each in whole.answers if each.finding_id == finding.pk]
    seen = _Sight(findings={finding.pk})
    for each in answers:
        objective = whole.find(Objective, each.objective_id)
        action = whole.find(Action, each.action_id)
        if objective is not None:
            under = _of_objectives(whole, [objective])
            seen.objectives |= under.objectives
            seen.actions |= under.actions
            seen.measures |= under.measures
        if action is not None:
            under = _of_action(whole, action)
            seen.objectives |= under.objectives
            seen.actions |= under.actions
            seen.measures |= under.measures
    return seen
