"""Which finding of an inspection a plan answers, by which actions, judged from their words.

A finding's words are weighed by how rare they are.  An action holds the share of that weight
which its own words have, or, a little less, the words of the objectives above it.  No share of
words proves that an action is the right one: what is told is where to look, and where there is
nothing to look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineofsight.plan.model import Action, Plan
from lineofsight.plan.review.model import Coverage, InspectionFinding, State
from lineofsight.plan.review.telling import listed, named, refs_of
from lineofsight.plan.review.terms import Weights, in_words, words_of

# What an objective says counts for its actions, a little less than what they say themselves.
BY_OBJECTIVE = 0.9
# The shares of a finding's weight from which it is answered, answered in part, or left to a
# reader; set on findings of 150 inspections and a published plan that repeats those it answers.
ANSWERED = 0.6
PARTLY = 0.4
UNSURE = 0.25
# An action is named beside the best one when it holds nearly as much.
NEAR_THE_BEST = 0.75


@dataclass(frozen=True)
class _Spoken:
    """An action with its own words and those of the objectives above it."""

    action: Action
    own: dict[str, str]
    above: dict[str, str]


def cover(plan: Plan, findings: Sequence[InspectionFinding]) -> tuple[Coverage, ...]:
    """How ``plan`` answers each of ``findings``, in their order."""
    above = _words_above(plan)
    spoken = [_Spoken(a, words_of(a.text), above.get(a.objective or "", {})) for a in plan.actions]
    weights = Weights(
        text
        for texts in (plan.actions, plan.objectives, findings)
        for text in (each.text for each in texts)
    )
    idle = _objectives_without_actions(plan)
    return tuple(_covered(finding, spoken, weights, idle) for finding in findings)


def _words_above(plan: Plan) -> dict[str, dict[str, str]]:
    """The words of each objective, with those of the objectives that it is a part of."""
    every = {objective.id: objective for objective in plan.objectives}
    found: dict[str, dict[str, str]] = {}
    for objective in plan.objectives:
        words = words_of(objective.text)
        seen, parent = {objective.id}, objective.parent
        while parent in every and parent not in seen:
            words = {**words_of(every[parent].text), **words}
            seen.add(parent)
            parent = every[parent].parent
        found[objective.id] = words
    return found


def _objectives_without_actions(plan: Plan) -> list[tuple[str, dict[str, str]]]:
    led_to = {action.objective for action in plan.actions} | {o.parent for o in plan.objectives}
    return [
        (named(objective), words_of(objective.text))
        for objective in plan.objectives
        if objective.id not in led_to
    ]


def _covered(
    finding: InspectionFinding,
    spoken: Iterable[_Spoken],
    weights: Weights,
    idle: Iterable[tuple[str, dict[str, str]]],
) -> Coverage:
    words = words_of(finding.text)
    weight = {form: weights.of(form) for form in words}
    whole = sum(weight.values())
    if not whole:
        return Coverage(finding, (), "unsure", "The finding has no words to look for.")
    shares = {
        one.action.id: sum(weight[form] * _held(form, one) for form in words) / whole
        for one in spoken
    }
    best = max(shares.values(), default=0.0)
    state = _state(best)
    near = [
        one
        for one in spoken
        if state != "unanswered" and shares[one.action.id] >= NEAR_THE_BEST * best
    ]
    near = [one for one in near if shares[one.action.id] >= UNSURE]
    held = [form for form in words if any(_held(form, one) for one in near)]
    lacking = [form for form in words if form not in held]
    lacking.sort(key=lambda form: -weight[form])
    repeated = [
        name
        for name, said in idle
        if sum(weight[form] for form in words if in_words(form, said)) >= ANSWERED * whole
    ]
    why = _why(state, near, [words[f] for f in held], [words[f] for f in lacking], repeated)
    return Coverage(finding, tuple(one.action.id for one in near), state, why)


def _held(form: str, one: _Spoken) -> float:
    if in_words(form, one.own):
        return 1.0
    return BY_OBJECTIVE if in_words(form, one.above) else 0.0


def _state(share: float) -> State:
    if share >= ANSWERED:
        return "answered"
    if share >= PARTLY:
        return "partly"
    return "unsure" if share >= UNSURE else "unanswered"


def _why(
    state: State,
    near: Sequence[_Spoken],
    held: Sequence[str],
    lacking: Sequence[str],
    repeated: Sequence[str],
) -> str:
    missing = listed(lacking, 6)
    if state == "unanswered":
        if repeated:
            return f"{listed(repeated)} repeats it and has no action."
        return f"No action speaks of it: look for {missing}."
    actions = f"Action{'s' if len(near) > 1 else ''} {refs_of([one.action for one in near])}"
    speaks = f"{actions} {'speak' if len(near) > 1 else 'speaks'} of {listed(held, 8)}"
    if state == "answered":
        return f"{speaks}, by their own words or their objective's."
    if state == "partly":
        return f"{speaks}; none speaks of {missing}."
    return f"{speaks}, and not of {missing}: see whether that is the same thing."
