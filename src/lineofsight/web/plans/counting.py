"""Counts and shares of ratings, as board reports print them."""

from dataclasses import dataclass

from lineofsight.web.plans.models import Action, Level
from lineofsight.web.plans.whole import WholePlan


@dataclass(frozen=True)
class RatingCount:
    """How many actions have a rating (``level`` ``None``: not rated), and their share in %."""

    level: Level | None
    count: int
    percent: int


def rating_counts(whole: WholePlan, actions: list[Action] | None = None) -> list[RatingCount]:
    """A count for each level of the plan's scheme, and for the actions that have none.

    Shares are whole percentages that add up to 100: the largest remainders are rounded up.
    """
    rated = whole.actions if actions is None else actions
    levels: list[Level | None] = [*whole.scheme]
    older = {each.rating_id for each in rated if each.rating_id} - {
        each.pk for each in whole.scheme
    }
    levels += [whole.levels[key] for key in sorted(older) if key in whole.levels]
    counts = [sum(each.rating_id == level.pk for each in rated) for level in levels if level]
    without = sum(each.rating_id is None for each in rated)
    if without:
        levels.append(None)
        counts.append(without)
    return [
        RatingCount(level, count, percent)
        for level, count, percent in zip(levels, counts, shares(counts), strict=True)
    ]


def shares(counts: list[int]) -> list[int]:
    """Whole percentages of ``counts`` that add up to 100 (all 0 where nothing is counted)."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    whole = [100 * count // total for count in counts]
    remainders = [100 * count % total for count in counts]
    order = sorted(range(len(counts)), key=lambda i: (-remainders[i], i))
    for i in order[: 100 - sum(whole)]:
        whole[i] += 1
    return whole
