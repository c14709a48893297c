"""Special-cause rules over one segment of a process chart, one function a rule.

Every list has one entry a period.  ``None`` is a period without a figure: nothing is known of it,
so it ends any run.  Sides are -1, 0 or 1: below the mean, on it, above it.
"""

from collections.abc import Sequence
from itertools import pairwise

RUN = 7


def seven_on_one_side(sides: Sequence[int | None]) -> list[bool]:
    """Where seven points in a row, ending here, lie on the same side; one on the mean breaks it."""
    return [bool(side) and _run_of(sides, end, RUN) for end, side in enumerate(sides)]


def seven_point_trend(values: Sequence[float | None]) -> list[int]:
    """1 or -1 where seven points in a row, ending here, all rise or all fall; a tie breaks it."""
    steps: list[int | None] = [
        None if before is None or value is None else (value > before) - (value < before)
        for before, value in pairwise(values)
    ]
    found = [step if step and _run_of(steps, end, RUN - 1) else 0 for end, step in enumerate(steps)]
    return [0, *found][: len(values)]


def part_of_seven(completed: Sequence[int]) -> list[int]:
    """Each point's mark of the seven that it belongs to, of the later one where it is in two."""
    return [
        next((mark for mark in reversed(completed[at : at + RUN]) if mark), 0)
        for at in range(len(completed))
    ]


def two_in_three_windows(close: Sequence[bool], sides: Sequence[int | None]) -> list[bool]:
    """Which points lie in three in a row on one side of which two or more are close to a limit."""
    found = [False] * len(close)
    for start in range(len(close) - 2):
        window = slice(start, start + 3)
        if sides[start] and _run_of(sides, start + 2, 3) and sum(close[window]) >= 2:
            found[window] = [True] * 3
    return found


def two_in_three(close: Sequence[bool], sides: Sequence[int | None]) -> list[bool]:
    """The close points of such threes: only they are flagged."""
    windows = two_in_three_windows(close, sides)
    return [near and inside for near, inside in zip(close, windows, strict=True)]


def _run_of(marks: Sequence[int | None], end: int, length: int) -> bool:
    """Whether the marks of a given number of places, the last at ``end``, are all the same."""
    return end + 1 >= length and len(set(marks[end + 1 - length : end + 1])) == 1
