"""Gaps of what is said twice: actions and measures in nearly the same words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from rapidfuzz import fuzz, process

from lineofsight.plan.model import Action, Measure, Plan
from lineofsight.plan.moments import due_moments
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of, named

# Of 100, when word order is left aside: a word changed in a line of a dozen still reads as the
# same line.  Shorter lines ("Audit of plans") are alike without meaning the same.
ALIKE = 92
FEWEST_WORDS = 4

Said = TypeVar("Said", Action, Measure)


def duplicate_actions(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Two actions in nearly the same words; with two dates, they are two dates for one thing."""
    for first, again in _twice(plan.actions):
        dates = [
            moments[-1].printed
            for action in (first, again)
            if (moments := due_moments(action, plan.date))
        ]
        if len(set(dates)) > 1:
            yield gap_of(
                again,
                "two_dates",
                "high",
                f"says the same as {named(first)} and has another date ({dates[0]}, then "
                f"{dates[1]}): keep one, with one date.",
            )
        else:
            yield gap_of(
                again,
                "duplicate_action",
                "low",
                f"says the same as {named(first)}: keep one, or say what is different.",
            )


def duplicate_measures(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Two measures in nearly the same words."""
    for first, again in _twice(plan.measures):
        yield gap_of(
            again,
            "duplicate_measure",
            "low",
            f"says the same as {named(first)}: keep one, or say what is different.",
        )


def _twice(items: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Each thing said again, with the first that said it."""
    folded = [" ".join(re.findall(r"\w+", item.text.casefold())) for item in items]
    told: set[int] = set()
    for at, text in enumerate(folded):
        if at in told or text.count(" ") + 1 < FEWEST_WORDS:
            continue
        later = dict(enumerate(folded[at + 1 :], at + 1))
        for _, _, other in process.extract(
            text, later, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None
        ):
            # "in 10 days" and "in 20 days" are two things, however alike the rest is.
            if other not in told and _figures(folded[other]) == _figures(text):
                told.add(other)
                yield items[at], items[other]


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))
