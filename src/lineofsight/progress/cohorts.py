"""A cohort review in numbers: children spread over reviewers, counted, and told outside."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from lineofsight.progress.points import FEWEST_TO_JUDGE

Finding = Literal["safe", "action", "immediate"]
Child = TypeVar("Child", bound=Hashable)
Reviewer = TypeVar("Reviewer", bound=Hashable)


@dataclass(frozen=True)
class Stand:
    """How far one child's review is.

    ``acted`` is whether an immediate action is told as taken.
    """

    finding: Finding | None
    acted: bool = False
    reviewed: bool = False
    checked: bool = False


@dataclass(frozen=True)
class Counts:
    """How many children a cohort has, and how many stand where; ``None`` is hidden.

    ``found`` have a finding; of these ``reviewed`` were closed by their reviewer, and of these
    ``checked`` by another person.  ``safe``, ``action`` and ``immediate`` are of those found, and
    ``acted`` of those immediate.
    """

    children: int | None
    found: int | None
    reviewed: int | None
    checked: int | None
    safe: int | None
    action: int | None
    immediate: int | None
    acted: int | None

    @property
    def hides(self) -> bool:
        """Whether any count is hidden."""
        return None in vars(self).values()


NOTHING = Counts(None, None, None, None, None, None, None, None)


def counted(stands: Iterable[Stand]) -> Counts:
    """How many of some children stand where."""
    held = list(stands)
    findings = Counter(each.finding for each in held)
    return Counts(
        children=len(held),
        found=len(held) - findings[None],
        reviewed=sum(each.reviewed for each in held),
        checked=sum(each.checked for each in held),
        safe=findings["safe"],
        action=findings["action"],
        immediate=findings["immediate"],
        acted=sum(each.acted for each in held if each.finding == "immediate"),
    )


def for_outside(counts: Counts) -> Counts:
    """Counts as readers from outside are shown them: none from 1 to 9, nor one whose rest is.

    Each of children, found, reviewed and checked is a part of the one before, so that a count also
    goes where its difference from the last that is shown is small.
    """
    if counts.children is None or _is_small(counts.children):
        return NOTHING
    shown: dict[str, int | None] = {}
    last = counts.children
    for name in ("found", "reviewed", "checked"):
        count = getattr(counts, name)
        tells = count is not None and not (_is_small(count) or _is_small(last - count))
        shown[name] = count if tells else None
        last = count if tells else last
    findings = (counts.safe, counts.action, counts.immediate)
    if shown["found"] is None or any(map(_is_small, findings)):
        shown |= dict.fromkeys(("safe", "action", "immediate", "acted"))
    elif _is_small(counts.acted) or _is_small((counts.immediate or 0) - (counts.acted or 0)):
        shown["acted"] = None
    return replace(counts, **shown)


def spread(
    children: Sequence[Child], reviewers: Sequence[Reviewer], held: Mapping[Reviewer, int]
) -> dict[Child, Reviewer]:
    """Who reviews which child: each in turn goes to whoever has the fewest, ``held`` counted.

    Of those with as many, the one named first.
    """
    has = Counter({each: held.get(each, 0) for each in reviewers})
    given = {}
    for child in children:
        fewest = min(reviewers, key=lambda each: has[each])
        has[fewest] += 1
        given[child] = fewest
    return given


def _is_small(count: int | None) -> bool:
    return count is not None and 0 < count < FEWEST_TO_JUDGE
