"""Where a lead's own rating and the evidence part: the questions that are put to the lead.

The rating from evidence stands beside the lead's own and never replaces it.  Where they part, a
challenge asks; people answer and decide (:mod:`lineofsight.progress.rating.challenge_life`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.rating.states import MET, State
from lineofsight.progress.rating.wholes import Delivery
from lineofsight.progress.target_steps import Step, level_words
from lineofsight.progress.wording import day, joined, lowered, percent

ChallengeKind = Literal[
    "good_and_worsening",
    "complete_without_evidence",
    "overdue_and_green",
    "no_update",
    "met_at_baseline",
    "date_moved_twice",
]

# The levels by their common names, in schemes of colours and of achievement.
COMPLETE = frozenset({"BLUE", "FULLY"})
GREEN = frozenset({"GREEN"})
MOVES_TO_ASK_ABOUT = 2


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two challenges the same: raised once, however often the facts are looked at.

    ``period`` is the reporting period, or what takes its place where the facts are of one day: the
    day of the last move, the level of a target.
    """

    kind: ChallengeKind
    part: str
    period: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.part}/{self.period}"


@dataclass(frozen=True, slots=True)
class Raised:
    """A challenge that the facts raise, with the sentence that puts it to the lead."""

    identity: Identity
    sentence: str


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What is known of a measure: its state and sentence, and from what it started.

    ``before`` is its state when the action was closed.  ``baseline`` is the plan's own, in percent,
    of ``baseline_cases`` where that is known, and ``step`` the first level to reach.
    """

    part: str
    title: str
    state: State = "no_evidence"
    sentence: str = ""
    before: State | None = None
    baseline: float | None = None
    baseline_cases: int | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What is known of an action on a day, beside its lead's rating.

    ``level`` is the common name of the lead's rating and ``rating`` what the plan calls it.
    ``overdue`` is whether its last day (``due_on``) has passed with the work still to be done.
    ``silent_since`` is the name of the last ended period in which nothing was said of it, nor
    since; ``moved`` are the days on which its date was moved.
    """

    part: str
    period: str
    level: str | None = None
    rating: str = ""
    delivery: Delivery = "in_progress"
    due_on: date | None = None
    overdue: bool = False
    evidence: int = 0
    silent_since: str | None = None
    moved: tuple[date, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ChallengeRule:
    """A kind of challenge: its name, when it is raised, and the rule that raises it."""

    kind: ChallengeKind
    title: str
    when: str
    raised: Callable[[ActionFacts], Iterator[Raised]]


def challenges(facts: ActionFacts) -> tuple[Raised, ...]:
    """Every challenge that the facts of an action raise, in the order of the rules."""
    return tuple(found for rule in CHALLENGE_RULES for found in rule.raised(facts))


def to_raise(
    found: Iterable[Raised], known: Iterable[Identity], open_now: Iterable[Identity]
) -> tuple[Raised, ...]:
    """Those that are new: not raised before, and none of their kind is still open on that part."""
    seen = set(known)
    asked = {(each.kind, each.part) for each in open_now}
    new: list[Raised] = []
    for each in found:
        what = each.identity
        if what not in seen and (what.kind, what.part) not in asked:
            seen.add(what)
            asked.add((what.kind, what.part))
            new.append(each)
    return tuple(new)


def to_lapse(found: Iterable[Raised], unanswered: Iterable[Identity]) -> tuple[Identity, ...]:
    """The unanswered challenges whose facts no longer hold: nothing of their kind is found now."""
    still = {(each.identity.kind, each.identity.part) for each in found}
    return tuple(each for each in unanswered if (each.kind, each.part) not in still)


def to_reopen(facts: ActionFacts) -> str | None:
    """Why a closed action should be opened again, where one of its measures has slipped."""
    slipped = to_reopen_for(facts)
    if not slipped:
        return None
    told = joined([f"{each.title} ({lowered(each.sentence.rstrip('.'))})" for each in slipped])
    return f"The action is closed, and what it was to change has slipped: {told}."


def to_reopen_for(facts: ActionFacts) -> tuple[MeasureFacts, ...]:
    """The measures of a closed action that have slipped; none of an action that is open."""
    if facts.delivery != "closed":
        return ()
    return tuple(each for each in facts.measures if _slipped(each))


def _slipped(measure: MeasureFacts) -> bool:
    if measure.state == "worsening":
        return True
    # A figure that is not known, or of too few cases, says nothing of a slip.
    fell = measure.state in ("no_change", "too_slowly")
    return measure.before in MET and fell


def _good_and_worsening(facts: ActionFacts) -> Iterator[Raised]:
    if facts.level not in GREEN | COMPLETE:
        return
    worse = [each for each in facts.measures if each.state == "worsening"]
    if worse:
        told = joined([f"{each.title} ({lowered(each.sentence.rstrip('.'))})" for each in worse])
        yield _raise("good_and_worsening", facts, f"It is rated {facts.rating}, and {told}.")


def _complete_without_evidence(facts: ActionFacts) -> Iterator[Raised]:
    if facts.level in COMPLETE and not facts.evidence:
        yield _raise(
            "complete_without_evidence",
            facts,
            f"It is rated {facts.rating}, and there is no evidence that somebody else could look "
            "at.",
        )


def _overdue_and_green(facts: ActionFacts) -> Iterator[Raised]:
    if facts.level in GREEN and facts.overdue and facts.due_on:
        yield _raise(
            "overdue_and_green",
            facts,
            f"It is rated {facts.rating}, was due on {day(facts.due_on)}, and its work is not "
            "said to be delivered.",
        )


def _no_update(facts: ActionFacts) -> Iterator[Raised]:
    if facts.silent_since and facts.delivery != "closed":
        yield _raise(
            "no_update",
            facts,
            f"Nothing was said of it in {facts.silent_since}, nor since.",
            facts.silent_since,
        )


def _met_at_baseline(facts: ActionFacts) -> Iterator[Raised]:
    for measure in facts.measures:
        step, baseline = measure.step, measure.baseline
        few = measure.baseline_cases is not None and measure.baseline_cases < FEWEST_TO_JUDGE
        if step is None or baseline is None or few or not _meets(baseline, step):
            continue
        level = level_words(step)
        yield Raised(
            Identity("met_at_baseline", measure.part, level),
            f"{measure.title}: the target is {level}, and the baseline was {percent(baseline)} "
            "already, so that the target asks for no change.",
        )


def _date_moved_twice(facts: ActionFacts) -> Iterator[Raised]:
    if len(facts.moved) < MOVES_TO_ASK_ABOUT or facts.delivery == "closed":
        return
    last = max(facts.moved)
    times = "twice" if len(facts.moved) == MOVES_TO_ASK_ABOUT else f"{len(facts.moved)} times"
    now = f" It is {day(facts.due_on)} now." if facts.due_on else ""
    yield _raise(
        "date_moved_twice",
        facts,
        f"Its date was moved {times}, last on {day(last)}.{now}",
        last.isoformat(),
    )


CHALLENGE_RULES: tuple[ChallengeRule, ...] = (
    ChallengeRule(
        "good_and_worsening",
        "Rated well while a measure worsens",
        "The action is rated green or complete, and one of its measures is worsening.",
        _good_and_worsening,
    ),
    ChallengeRule(
        "complete_without_evidence",
        "Complete without evidence",
        "The action is rated complete, and no evidence stands beside it.",
        _complete_without_evidence,
    ),
    ChallengeRule(
        "overdue_and_green",
        "Overdue and green",
        "The action is rated green, its last day has passed, and its work is still to be done.",
        _overdue_and_green,
    ),
    ChallengeRule(
        "no_update",
        "No update",
        "A reporting period ended in which nothing was said of the action, and nothing was since.",
        _no_update,
    ),
    ChallengeRule(
        "met_at_baseline",
        "Target met from the start",
        "A measure's baseline meets its first target already, and was not of fewer than 10 cases.",
        _met_at_baseline,
    ),
    ChallengeRule(
        "date_moved_twice",
        "Date moved twice",
        "The action's date was moved twice or more, and it is not closed.",
        _date_moved_twice,
    ),
)
CHALLENGE_TITLES: dict[ChallengeKind, str] = {rule.kind: rule.title for rule in CHALLENGE_RULES}


def _raise(
    kind: ChallengeKind, facts: ActionFacts, sentence: str, period: str | None = None
) -> Raised:
    return Raised(Identity(kind, facts.part, period or facts.period), sentence)


def _meets(value: float, step: Step) -> bool:
    if step.comparison == ">=":
        return value >= step.value
    if step.comparison == "<=":
        return value <= step.value
    return value == step.value
