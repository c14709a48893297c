"""Counts and shares of ratings, as board reports print them."""

from dataclasses import dataclass

from lineofsight.web.plans.models import DELIVERY, Action, Level
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


@dataclass(frozen=True)
class StateCount:
    """How many actions are in a state of delivery, and how many of those have evidence."""

    state: str
    words: str
    count: int
    percent: int
    with_measure: int
    with_evidence: int


def state_counts(whole: WholePlan) -> list[StateCount]:
    """A count for each state of delivery, and beside it what there is to show a difference.

    No state means that the work is complete: delivered is what was done, not what it changed.
    """
    measured = {each.action_id for each in whole.measures}
    under = {each.objective_id for each in whole.measures} - {None}
    shown = {each.action_id for each in whole.evidence}
    held = {key: [each for each in whole.actions if each.state == key] for key, _ in DELIVERY}
    percents = shares([len(held[key]) for key, _ in DELIVERY])
    return [
        StateCount(
            key,
            words,
            len(held[key]),
            percent,
            sum(each.pk in measured or each.objective_id in under for each in held[key]),
            sum(each.pk in shown for each in held[key]),
        )
        for (key, words), percent in zip(DELIVERY, percents, strict=True)
    ]


@dataclass(frozen=True)
class PrintedCount:
    """A rating's count as the document's own summary prints it, and as counted in its rows."""

    words: str
    level: Level | None
    printed: float | None
    percent: float | None
    read: int


def printed_counts(whole: WholePlan) -> list[PrintedCount]:
    """The document's own rating summary beside what its rows say; empty where it prints none."""
    summary = whole.plan.rating_summary
    if not summary:
        return []
    printed, read = summary.get("printed") or {}, summary.get("read") or {}
    named = {each.level: each for each in whole.levels.values()}
    keys = [*[each.level for each in whole.scheme], *printed, *read]
    return [
        PrintedCount(
            key.replace("_", " ").capitalize(),
            named.get(key),
            (printed.get(key) or {}).get("count"),
            (printed.get(key) or {}).get("percent"),
            read.get(key, 0),
        )
        for key in dict.fromkeys(keys)
        if key in printed or key in read
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
