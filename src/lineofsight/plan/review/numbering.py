"""Gaps in a plan's numbers: rows without one, numbers that are skipped, repeated or out of order.

A table that was torn or read twice on its way leaves its trace here: two rows merged lack a
number, a second reading of a row has one that fits nowhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from lineofsight.plan.items import path_of
from lineofsight.plan.model import Action, Measure, Plan
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of, has_number, listed, named

# Above this share of numbered rows, a row without a number is the exception, not the plan's way.
MOSTLY = 0.75
# More numbers than this are not skipped by a lost row or two: the number itself is wrong.
MOST_SKIPPED = 3
# "11a" parts 11; it is not the number after it.
_IN_ORDER = re.compile(r"[A-Za-z]{0,4}\s?\d{1,3}(?:\.\d{1,3})*\.?")


def no_number(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action or a measure without a number where the others have one."""
    for items in _both(plan):
        numbered = [item for item in items if has_number(item)]
        if not numbered or len(numbered) < MOSTLY * len(items):
            continue
        for item in items:
            if not has_number(item):
                said = f" (in its place stands “{item.ref}”)" if item.ref else ""
                yield gap_of(
                    item,
                    "no_number",
                    "low",
                    f"has no number{said}, and the others have: give it one, after seeing whether "
                    "it is a row of its own, or two.",
                )


def repeated_number(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Two actions, or two measures, with one number."""
    for items in _both(plan):
        restarts = _restart(items)
        same: dict[tuple[str | None, str], list[Action | Measure]] = defaultdict(list)
        for item in items:
            if item.ref and has_number(item):
                same[item.objective if restarts else None, item.ref].append(item)
        for first, *others in same.values():
            if others:
                yield gap_of(
                    first,
                    "repeated_number",
                    "low",
                    f"shares its number with {len(others)} other"
                    f"{'s' if len(others) > 1 else ''}: number them apart.",
                )


def skipped_number(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Numbers that no row has between two that follow each other: rows lost, merged or left out."""
    for items in _both(plan):
        row_before = dict(zip((item.id for item in items[1:]), items, strict=False))
        for before, after in _neighbours(_in_order(items)):
            path = path_of(after.ref or "")
            start = path_of(before.ref or "")[-1] + 1 if before else 1
            missing = range(start, path[-1])
            if not 0 < len(missing) <= MOST_SKIPPED:
                continue
            refs = listed(".".join(map(str, (*path[:-1], number))) for number in missing)
            above = row_before.get(after.id)
            if above is not None and not has_number(above):
                yield gap_of(
                    after,
                    "skipped_number",
                    "medium",
                    f"comes without {refs} before it, after a row without a number "
                    f"({named(above)}): see whether that row is {refs}, torn or merged.",
                )
            else:
                yield gap_of(
                    after,
                    "skipped_number",
                    "low",
                    f"comes without {refs} before it: see whether a row was lost or taken out.",
                )


def number_out_of_order(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A number that goes on from none before it: often a row that was read a second time."""
    for items in map(_in_order, _both(plan)):
        for before, after in _neighbours(items):
            path = path_of(after.ref or "")
            start = path_of(before.ref or "")[-1] + 1 if before else 1
            if start <= path[-1] <= start + MOST_SKIPPED or path[-1] == 0:
                continue
            yield gap_of(
                after,
                "number_out_of_order",
                "medium",
                "has a number that goes on from no other: see whether it is a row of the plan, or "
                "another row read a second time.",
            )


def _both(plan: Plan) -> tuple[Sequence[Action | Measure], Sequence[Action | Measure]]:
    return plan.actions, plan.measures


def _in_order(items: Sequence[Action | Measure]) -> Sequence[Action | Measure]:
    """The things whose numbers can follow each other."""
    return [item for item in items if _IN_ORDER.fullmatch(item.ref or "")]


def _restart(items: Sequence[Action | Measure]) -> bool:
    """Whether numbers begin again under each objective: several stand under more than one."""
    under: dict[str | None, set[str | None]] = defaultdict(set)
    for item in items:
        under[item.ref].add(item.objective)
    return sum(len(objectives) > 1 for ref, objectives in under.items() if ref) > 1


def _neighbours(
    items: Sequence[Action | Measure],
) -> Iterator[tuple[Action | Measure | None, Action | Measure]]:
    """Each numbered thing after the one before it under the same head; the first after None."""
    restarts = _restart(items)
    heads: dict[object, list[Action | Measure | None]] = defaultdict(lambda: [None])
    for item in items:
        ref = item.ref or ""
        letters = ref.rstrip("0123456789. ")
        heads[item.objective if restarts else None, letters, path_of(ref)[:-1]].append(item)
    for under in heads.values():
        for before, after in pairwise(under):
            if after is not None and (before is None or before.ref != after.ref):
                yield before, after
