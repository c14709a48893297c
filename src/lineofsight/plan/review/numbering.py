"""Gaps in a plan's numbers: rows without one, numbers that are skipped, repeated or out of order.

A table that was torn or read twice on its way leaves its trace here: two rows merged lack a
number, a second reading of a row has one that fits nowhere.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

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
# How alike, of 100, a row and a garbled second reading of its neighbour are.
_ALIKE = 70


def no_number(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """An action or a measure without a number where the others have one."""
    for items in (plan.actions, plan.measures):
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
    for items in (plan.actions, plan.measures):
        counts = Counter(item.ref for item in items if item.ref)
        first: dict[str, Action | Measure] = {}
        for item in items:
            if item.ref and counts[item.ref] > 1 and item.ref not in first:
                first[item.ref] = item
                yield gap_of(
                    item,
                    "repeated_number",
                    "low",
                    f"shares its number with {counts[item.ref] - 1} other: number them apart.",
                )


def skipped_number(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """Numbers that no row has between two that follow each other: rows lost, merged or left out."""
    for items in _series(plan):
        for before, after in _neighbours(items):
            path = path_of(after.ref or "")
            start = path_of(before.ref or "")[-1] + 1 if before else 1
            missing = range(start, path[-1])
            if 0 < len(missing) <= MOST_SKIPPED:
                refs = [".".join(map(str, (*path[:-1], number))) for number in missing]
                yield gap_of(
                    after,
                    "skipped_number",
                    "low",
                    f"comes without {listed(refs)} before it: see whether a row was lost, merged "
                    "with another, or taken out.",
                )


def number_out_of_order(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A number that goes on from none before it: often a row that was read a second time."""
    for items in _series(plan):
        neighbours = {item.id: (items[at - 1] if at else None) for at, item in enumerate(items)}
        for before, after in _neighbours(items):
            path = path_of(after.ref or "")
            start = path_of(before.ref or "")[-1] + 1 if before else 1
            if start <= path[-1] <= start + MOST_SKIPPED or path[-1] == 0:
                continue
            row_before = neighbours[after.id]
            echoes = (
                f"; its words are much like those of {named(row_before)}, and it may be a "
                "second reading of that row"
                if row_before is not None and _alike(row_before.text, after.text)
                else ""
            )
            yield gap_of(
                after,
                "number_out_of_order",
                "medium",
                f"has a number that goes on from no other{echoes}: check that it is a row of the "
                "plan.",
            )


def _alike(one: str, other: str) -> bool:
    return fuzz.partial_ratio(one.casefold(), other.casefold()) >= _ALIKE


def _series(plan: Plan) -> Iterator[Sequence[Action | Measure]]:
    for items in (plan.actions, plan.measures):
        yield [item for item in items if _IN_ORDER.fullmatch(item.ref or "")]


def _neighbours(
    items: Sequence[Action | Measure],
) -> Iterator[tuple[Action | Measure | None, Action | Measure]]:
    """Each numbered thing after the one before it under the same head; the first after None."""
    heads: dict[tuple[int, ...], list[Action | Measure | None]] = {}
    for item in items:
        heads.setdefault(path_of(item.ref or "")[:-1], [None]).append(item)
    for under in heads.values():
        for before, after in pairwise(under):
            if after is not None and (before is None or before.ref != after.ref):
                yield before, after
