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
from lineofsight.plan.review.terms import Vocabulary, Weights, words_of

# What an objective says counts for its actions, a little less than what they say themselves.
BY_OBJECTIVE = 0.9
# The shares of a finding's weight from which it is answered, answered in part, or left to a
# reader; set on a published plan that repeats the findings it answers, on the same plan without
# those parts, and on the findings of inspections elsewhere.
ANSWERED = 0.6
PARTLY = 0.4
UNSURE = 0.25
# A word of this share is what the finding is about ("placements"): without it, nothing is answered.
COUNTS = 0.25
# Of a finding that an objective repeats, some action must have this much in its own words.
OWN_WORDS = 0.1
# What an answered finding's actions leave out is told from this share on.
WORTH_TELLING = 0.05
# An action is named beside the best one when it holds nearly as much.
NEAR_THE_BEST = 0.5
# A finding may name several things: an action that adds this much of it in its own words is named
# too, beside those that hold most.
ADDED = 0.15


@dataclass(frozen=True)
class _Spoken:
    """An action with its own words and those of the objectives above it."""

    action: Action
    own: dict[str, str]
    above: dict[str, str]


@dataclass(frozen=True)
class _Sought:
    """A finding's words, each with its share of the finding's weight."""

    words: dict[str, str]
    shares: dict[str, float]
    vocabulary: Vocabulary

    def says(self, form: str, said: dict[str, str]) -> bool:
        """Whether words hold one word of the finding."""
        return not self.vocabulary.alike(form).isdisjoint(said)

    def held(self, form: str, one: _Spoken) -> float:
        """How much of one word of the finding an action holds: all, a little less, or none."""
        if self.says(form, one.own):
            return 1.0
        return BY_OBJECTIVE if self.says(form, one.above) else 0.0

    def share(self, one: _Spoken) -> float:
        return sum(share * self.held(form, one) for form, share in self.shares.items())

    def share_of_all(self, several: Sequence[_Spoken]) -> float:
        return sum(
            share * max(self.held(form, one) for one in several)
            for form, share in self.shares.items()
        )

    def holds_what_counts(self, several: Sequence[_Spoken]) -> bool:
        """Whether the actions hold each word without which little is left of the finding."""
        return all(
            any(self.held(form, one) for one in several)
            for form, share in self.shares.items()
            if share >= COUNTS
        )

    def share_of_own(self, one: _Spoken) -> float:
        return self.share_in(one.own)

    def share_in(self, said: dict[str, str]) -> float:
        return sum(share for form, share in self.shares.items() if self.says(form, said))

    def told(self, forms: Iterable[str], most: int) -> str:
        """The words of ``forms``, those that weigh most before the others."""
        ordered = sorted(forms, key=lambda form: -self.shares[form])
        return listed([self.words[form] for form in ordered], most)


def cover(plan: Plan, findings: Sequence[InspectionFinding]) -> tuple[Coverage, ...]:
    """How ``plan`` answers each of ``findings``, in their order."""
    above = _words_above(plan)
    spoken = [
        _Spoken(action, _words(action.text, plan), above.get(action.objective or "", {}))
        for action in plan.actions
    ]
    texts = [each.text for each in plan.actions]
    texts += [each.text for each in plan.objectives]
    texts += [each.text for each in findings]
    weights = Weights(texts)
    vocabulary = Vocabulary(form for text in texts for form in words_of(text))
    return tuple(_covered(each, plan, spoken, weights, vocabulary) for each in findings)


def _words(text: str, plan: Plan) -> dict[str, str]:
    """The words of a text, with those that the plan says its abbreviations stand for."""
    short = [long for name, long in plan.abbreviations.items() if name in text.split()]
    return words_of(" ".join([text, *short]), frozenset(plan.abbreviations))


def _words_above(plan: Plan) -> dict[str, dict[str, str]]:
    """The words of each objective, with those of the objectives that it is a part of."""
    every = {objective.id: objective for objective in plan.objectives}
    found: dict[str, dict[str, str]] = {}
    for objective in plan.objectives:
        words = _words(objective.text, plan)
        seen, parent = {objective.id}, objective.parent
        while parent in every and parent not in seen:
            words = {**_words(every[parent].text, plan), **words}
            seen.add(parent)
            parent = every[parent].parent
        found[objective.id] = words
    return found


def _covered(
    finding: InspectionFinding,
    plan: Plan,
    spoken: Sequence[_Spoken],
    weights: Weights,
    vocabulary: Vocabulary,
) -> Coverage:
    words = words_of(finding.text)
    weight = {form: weights.of(form) for form in words}
    whole = sum(weight.values())
    if not whole:
        return Coverage(finding, (), "unsure", "The finding has no words to look for.")
    sought = _Sought(words, {form: each / whole for form, each in weight.items()}, vocabulary)
    near = _answering(sought, spoken)
    if not near:
        return Coverage(finding, (), "unanswered", _nothing(plan, sought))
    together = max(_by_objective(near), key=sought.share_of_all)
    state: State = "unsure"
    if sought.share_of_all(together) >= ANSWERED and sought.holds_what_counts(together):
        state = "answered"
    elif sought.share_of_all(near) >= PARTLY:
        state = "partly"
    if max(map(sought.share_of_own, near)) < OWN_WORDS:
        state = "unsure"
    actions = tuple(one.action.id for one in near)
    return Coverage(finding, actions, state, _why(state, plan, sought, near))


def _answering(sought: _Sought, spoken: Sequence[_Spoken]) -> list[_Spoken]:
    """The actions that answer a finding, in the plan's order: the best, those near it, and those
    that add what it names besides."""
    shares = {one.action.id: sought.share(one) for one in spoken}
    best = max(shares.values(), default=0.0)
    if best < UNSURE:
        return []
    least = max(UNSURE, NEAR_THE_BEST * best)
    chosen = {one.action.id: one for one in spoken if shares[one.action.id] >= least}
    while True:
        held = {f for f in sought.shares if any(sought.held(f, one) for one in chosen.values())}
        gains = {
            one.action.id: sum(
                share
                for form, share in sought.shares.items()
                if form not in held and sought.says(form, one.own)
            )
            for one in spoken
            if one.action.id not in chosen
        }
        more = max(gains, key=lambda action: gains[action], default=None)
        if more is None or gains[more] < ADDED:
            return [one for one in spoken if one.action.id in chosen]
        chosen[more] = next(one for one in spoken if one.action.id == more)


def _by_objective(several: Sequence[_Spoken]) -> list[list[_Spoken]]:
    """The actions of each objective, and each without one alone.

    Words that meet from all over a plan are no answer.
    """
    groups: dict[str, list[_Spoken]] = {}
    for one in several:
        groups.setdefault(one.action.objective or one.action.id, []).append(one)
    return list(groups.values())


def _nothing(plan: Plan, sought: _Sought) -> str:
    """Why a finding is said to have no answer."""
    idle = [o for o in plan.objectives if sought.share_in(words_of(o.text)) >= ANSWERED]
    if idle:
        return f"{_opened(listed(map(named, idle)))} says it too, and has no action."
    return f"No action speaks of it; looked for: {sought.told(sought.words, 6)}."


def _why(state: State, plan: Plan, sought: _Sought, near: Sequence[_Spoken]) -> str:
    """Why a finding is said to be answered, in part or perhaps, and what nothing speaks of."""
    with_objectives = max(map(sought.share_of_own, near)) < PARTLY
    held = [f for f in sought.words if any(sought.held(f, one) for one in near)]
    said = (
        held if with_objectives else [f for f in held if any(sought.says(f, o.own) for o in near)]
    )
    least = WORTH_TELLING if state == "answered" else 0
    lacking = sought.told(
        [f for f, share in sought.shares.items() if f not in held and share >= least], 6
    )
    above = {one.action.objective for one in near} if with_objectives else set()
    objectives = [named(objective) for objective in plan.objectives if objective.id in above]
    names = f"action{'s' if len(near) > 1 else ''} {refs_of([one.action for one in near])}"
    if objectives:
        names = f"{names}, with {listed(objectives, 3)},"
    speak = "speak" if len(near) > 1 else "speaks"
    why = f"{_opened(names)} {speak} of {sought.told(said, 6)}"
    if not lacking:
        return f"{why}."
    if state == "unsure":
        return f"{why}, and not of {lacking}: see whether that is the same thing."
    return f"{why}, and not of {lacking}."


def _opened(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}"
