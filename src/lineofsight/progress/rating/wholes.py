"""The state of what has several measures: an action, an objective, a plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lineofsight.progress.rating.evidence import GRADES, Evidence, Impact, impact
from lineofsight.progress.rating.measures import MeasureRating
from lineofsight.progress.rating.states import TITLES, WEAKEST_FIRST, State, weakest
from lineofsight.progress.wording import day, joined, lowered

Delivery = Literal["not_started", "in_progress", "delivered", "embedding", "closed"]
DONE: frozenset[Delivery] = frozenset({"delivered", "embedding", "closed"})


@dataclass(frozen=True, slots=True)
class WholeRating:
    """The state of a whole, how many of its measures have which, and why.

    ``counts`` are in the order of the states, weakest first; there is no share and no average:
    adding up measures of every size says nothing of children.
    """

    state: State
    counts: tuple[tuple[State, int], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class ActionRating:
    """An action's delivery, and beside it what its measures and its evidence say of impact."""

    delivery: Delivery
    measures: WholeRating
    impact: Impact
    sentence: str


def whole_rating(measures: Iterable[MeasureRating]) -> WholeRating:
    """The state of a whole: the weakest that any of its measures has.

    So a whole is called met only where every measure of it is, and a measure that nobody can
    compute keeps it from being called so.  Measures of fewer than 10 cases do not count, unless
    there are no others.
    """
    rated = list(measures)
    state = weakest(each.state for each in rated)
    held = Counter(each.state for each in rated)
    counts = tuple((each, held[each]) for each in (*WEAKEST_FIRST, "too_few") if held[each])
    return WholeRating(state, counts, _whole_sentence(state, rated, counts))


def action_rating(
    delivery: Delivery,
    done_on: date | None,
    evidence: Iterable[Evidence],
    measures: Iterable[MeasureRating],
) -> ActionRating:
    """Delivery beside impact; ``done_on`` is the day on which the work was delivered.

    Raises ValueError where delivered work has no such day, or undelivered work has one.
    """
    if (delivery in DONE) != (done_on is not None):
        raise ValueError(f"an action that is {delivery} was done on {done_on}")
    rated = list(measures)
    found = impact(evidence, done_on, [each.title for each in rated if each.state == "worsening"])
    whole = whole_rating(rated)
    return ActionRating(delivery, whole, found, _action_sentence(done_on, found, whole))


def _whole_sentence(
    state: State, rated: Sequence[MeasureRating], counts: Sequence[tuple[State, int]]
) -> str:
    if not rated:
        return "It has no measure, so that nothing tells whether anything changed."
    deciding = next(each for each in rated if each.state == state)
    said = f"{deciding.title}: {lowered(deciding.sentence)}"
    if len(rated) == 1:
        return f"{TITLES[state]}. {said}"
    shares = joined([f"{number} {TITLES[each].lower()}" for each, number in counts])
    return f"{TITLES[state]}: of {len(rated)} measures {shares}. {said}"


def _action_sentence(done_on: date | None, found: Impact, whole: WholeRating) -> str:
    done = f"The work was delivered on {day(done_on)}" if done_on else "The work is not delivered"
    shown = (
        "Its impact is shown by evidence"
        if found.shown
        else f"Its impact is not shown; it would take {'; '.join(found.lacking)}"
    )
    return f"{done}. {GRADES[found.grade]} {shown}. {whole.sentence}"
