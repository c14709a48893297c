"""The figures of a measure: what computes each, and the targets that are set for it."""

from collections.abc import Sequence
from dataclasses import replace

from lineofsight.plan.model import Measure, Target
from lineofsight.progress.matching import Matcher
from lineofsight.progress.suggestion import Suggestion


def figures_of(measure: Measure, matcher: Matcher) -> tuple[tuple[Suggestion, Measure], ...]:
    """Each answer to a measure, with the measure as far as it is that answer's: its own targets.

    A target may ask for another figure than the measure's words alone ("seen in time: 95%; seen
    alone: 70%").  It is then that figure's and no other's; every other target is set for each
    figure that the measure lists.
    """
    answers = matcher.answers(measure.text)
    if answers[0].kind == "source":
        return ((answers[0], measure),)
    known = {answer.id for answer in answers}
    apart = {
        at: other
        for at, target in enumerate(measure.targets)
        if (other := _asked_apart(measure, target, matcher)) and other.id not in known
    }
    shared = tuple(t for at, t in enumerate(measure.targets) if at not in apart)
    figures = [(answer, shared) for answer in answers if shared or not apart]
    for other in dict.fromkeys(apart.values()):
        own = tuple(measure.targets[at] for at, each in apart.items() if each == other)
        figures.append((other, own))
    titles = [answer.title for answer, _ in figures]
    return tuple(
        (replace(answer, beside=_others(titles, at)), replace(measure, targets=targets))
        for at, (answer, targets) in enumerate(figures)
    )


def _asked_apart(measure: Measure, target: Target, matcher: Matcher) -> Suggestion | None:
    """The figure that the measure's words and a target's ask for together."""
    found = matcher.answers(f"{measure.text} {target.text}")[0]
    return found if found.kind == "indicator" and found.covers == "whole" else None


def _others(titles: Sequence[str], at: int) -> tuple[str, ...]:
    return (*titles[:at], *titles[at + 1 :])
