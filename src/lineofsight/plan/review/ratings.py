"""Gaps of the plan's own ratings, and what they say is done."""

import re
from collections.abc import Iterator
from datetime import date

from lineofsight.plan.model import Action, Plan, RatingSummary
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of, gap_of_plan

# In schemes that have them, these mean done; in others the plan's own key says what does.
_DONE = frozenset(["BLUE", "FULLY"])
_MEANS_DONE = re.compile(
    r"^\W*(?:actions? )?(?:(?:is|are|has been|have been|now|fully) )*"
    r"(?:completed?|done|achieved|closed|delivered|embedded|finished)\b",
    re.I,
)
# What the reader says of a total that the counts beside it do not make.
_WRONG_SUM = re.compile(r"The document prints a total .*", re.S)
_ORDER = ("BLUE", "GREEN", "AMBER", "RED", "GREY")


def is_done(plan: Plan, action: Action) -> bool:
    """Whether the plan rates an action as done, by its own key where it has one."""
    meanings = {each.level: each.meaning for each in plan.rating_key if each.level}
    level = action.rating.level
    if level is None:
        return False
    if level in meanings:
        return bool(_MEANS_DONE.match(meanings[level]))
    return level in _DONE


def no_rating(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action without a rating in a plan that rates its actions."""
    if not any(action.rating.level for action in plan.actions):
        return
    for action in plan.actions:
        if action.rating.level is None:
            printed = action.rating.text
            unknown = "not in the key" if plan.rating_key else "explained by no key"
            what = f"a rating that is {unknown} ({printed})" if printed else "no rating"
            yield gap_of(
                action, "no_rating", "medium", f"has {what}: rate it, or say why it is not rated."
            )


def rating_summary(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Rating counts that the document prints and that its rows do not bear out."""
    summary = plan.rating_summary
    if summary is None or summary.reconciles:
        return
    printed = {level: int(each.get("count", 0)) for level, each in summary.printed.items()}
    read = {level: count for level, count in summary.read.items() if level != "NONE"}
    without = summary.read.get("NONE", 0)
    fewer = sum(max(count - read.get(level, 0), 0) for level, count in printed.items())
    more = sum(max(count - printed.get(level, 0), 0) for level, count in read.items())
    message = (
        f"The document counts {_added(printed, ' ratings')}; the {sum(read.values()) + without} "
        f"rows read have {_added(read)}, and {without} have none."
    )
    if fewer and not more:
        than = (
            "as many as" if fewer == without else "fewer than" if fewer < without else "more than"
        )
        message += f" The {fewer} that are missing are {than} the rows without a rating."
    if wrong_sum := _WRONG_SUM.search(summary.explanation):
        message += f" {wrong_sum[0]}"
    yield gap_of_plan("rating_summary", "medium", f"{message} Count again, and say which is right.")


def _added(counts: dict[str, int], what: str = "") -> str:
    """``58 ratings (1 blue + 29 green + ...)``"""
    levels = sorted(counts, key=lambda level: (*_ORDER, level).index(level))
    parts = " + ".join(f"{counts[level]} {level.lower()}" for level in levels if counts[level])
    return f"{sum(counts.values())}{what} ({parts})"


def rating_percentages(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Printed percentages that are not those of the counts printed beside them."""
    if plan.rating_summary is None:
        return
    for level, printed, true in _percentages(plan.rating_summary):
        yield gap_of_plan(
            "rating_percentages",
            "low",
            f"The document prints {printed:g}% {level.lower()}, and its own counts make it "
            f"{true:.1f}%: correct it.",
        )


def _percentages(summary: RatingSummary) -> Iterator[tuple[str, float, float]]:
    total = sum(each.get("count", 0) for each in summary.printed.values())
    for level, each in summary.printed.items():
        if not total or "percent" not in each or "count" not in each:
            continue
        true = 100 * each["count"] / total
        # As far as the printed figure goes: half a unit of its last place, and a hair.
        places = len(f"{each['percent']:g}".partition(".")[2])
        if abs(each["percent"] - true) > 0.5001 * 10**-places:
            yield level, each["percent"], true
