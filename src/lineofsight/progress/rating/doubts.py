"""What in the rows behind a figure somebody should ask about before the figure is relied on.

A pattern is a question and no proof: work does gather before a deadline, records are written up
late, and children do come back.  Each rule asks only where it shows in 10 rows or more, so that
none points at a child.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Literal

from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.wording import counted
from lineofsight.tables.working_days import FIRST_DAY, LAST_DAY, working_days_after

DoubtKind = Literal["bunched", "back_dated", "begun_again"]

BUNCHED_TIMES = 3
"""So many times an even day's work of the week before.

Of 10 rows on the due day this leaves at most 16 in the five working days before it; where the due
day were a day like those, 10 or more would fall on it less than once in 500.
"""
BUNCHED_LEAST_CLOCK = 14
"""Days from start to due.  Of shorter clocks much of the work falls on the last day by itself."""
BACK_DATED_AFTER = 5
"""Working days after the due day: a week in which what was done in time is written up in time."""
BACK_DATED_SHARE = 10
"""Of every so many rows said to be in time one: fewer would not turn a figure."""
BEGUN_AGAIN_WITHIN = 10
"""Working days after an end: what begins again within two weeks had hardly ended."""
BEGUN_AGAIN_SHARE = 10
"""Of every so many ends one: some children do come back."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was timed: whose it is, when it began, was due, was done and was entered."""

    whose: str
    start: date
    due: date | None = None
    done: date | None = None
    entered: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pattern in rows: in how many of how many, and the question that it raises."""

    kind: DoubtKind
    rows: int
    of: int
    sentence: str


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """A pattern, its threshold with the reason for it, and the rule that finds it."""

    kind: DoubtKind
    title: str
    threshold: str
    why: str
    find: Callable[[Sequence[Row]], Doubt | None]


def doubts(rows: Iterable[Row]) -> tuple[Doubt, ...]:
    """What the rows behind a figure leave to ask, in the order of the rules.

    Rows with a day outside the calendar of bank holidays (mistyped, or of long ago) are left out.
    """
    given = [row for row in rows if _in_calendar(row)]
    return tuple(found for rule in DOUBT_RULES if (found := rule.find(given)))


def bunched(rows: Sequence[Row]) -> Doubt | None:
    """Work dated on its due day far more often than on the days before it."""
    week = timedelta(days=7)
    done = [(row.done, row.due) for row in rows if row.done and row.due and _long_clock(row)]
    on_day = sum(day == due for day, due in done)
    # A week holds five working days, of which holidays make fewer: then the threshold is lower.
    before = sum(due - week <= day < due for day, due in done)
    if on_day < FEWEST_TO_JUDGE or on_day * 5 < BUNCHED_TIMES * before:
        return None
    return Doubt(
        "bunched",
        on_day,
        len(done),
        f"{on_day:,} of {len(done):,} are dated on the very day they were due, and "
        f"{before:,} in the whole week before it: ask how the date is entered.",
    )


def back_dated(rows: Sequence[Row]) -> Doubt | None:
    """Work said to be done in time that was entered when its time had long passed."""
    in_time = [row for row in rows if row.done and row.due and row.entered and row.done <= row.due]
    late = sum(
        row.entered > working_days_after(row.due, BACK_DATED_AFTER)
        for row in in_time
        if row.entered and row.due
    )
    if late < FEWEST_TO_JUDGE or late * BACK_DATED_SHARE < len(in_time):
        return None
    return Doubt(
        "back_dated",
        late,
        len(in_time),
        f"{late:,} of {len(in_time):,} that are dated in time were entered more than "
        f"{counted(BACK_DATED_AFTER, 'working day')} after they were due: ask what the date rests "
        "on.",
    )


def begun_again(rows: Sequence[Row]) -> Doubt | None:
    """What ended and soon began again for the same child or worker, so that its clock restarted."""
    ended = [row for row in rows if row.done]
    in_order = sorted(rows, key=lambda row: (row.whose, row.start, row.done or date.max))
    again = sum(
        _soon_after(one, next_one)
        for _, of_one in groupby(in_order, key=lambda row: row.whose)
        for one, next_one in pairwise(of_one)
    )
    if again < FEWEST_TO_JUDGE or again * BEGUN_AGAIN_SHARE < len(ended):
        return None
    return Doubt(
        "begun_again",
        again,
        len(ended),
        f"{again:,} of {len(ended):,} that ended began again within "
        f"{counted(BEGUN_AGAIN_WITHIN, 'working day')}, and their clock with them: ask why they "
        "were ended.",
    )


DOUBT_RULES: tuple[DoubtRule, ...] = (
    DoubtRule(
        "bunched",
        "Bunching at the deadline",
        f"{FEWEST_TO_JUDGE} rows or more are done on their due day, and at least {BUNCHED_TIMES} "
        "times as many as on a working day of the week before it. Clocks of under "
        f"{BUNCHED_LEAST_CLOCK} days are left out.",
        "Work that is hurried gathers over days; dates that are chosen stand on one. If the due "
        "day were like the days before it, this would come less than once in 500. "
        "Of a short clock much falls on the last day by itself.",
        bunched,
    ),
    DoubtRule(
        "back_dated",
        "Back-dated entries",
        f"{FEWEST_TO_JUDGE} rows or more, and one in {BACK_DATED_SHARE} of those dated in time, "
        f"were entered more than {BACK_DATED_AFTER} working days after they were due.",
        "Late recording is normal, so that a week is allowed. After that, a date in time is a "
        "claim that nothing entered at the time bears out; of one row in ten it can turn a figure.",
        back_dated,
    ),
    DoubtRule(
        "begun_again",
        "Ended and soon begun again",
        f"{FEWEST_TO_JUDGE} or more, and one in {BEGUN_AGAIN_SHARE} of those that ended, began "
        f"again for the same child or worker within {BEGUN_AGAIN_WITHIN} working days.",
        "Ending and beginning again restarts a clock. Some children do come back; what begins "
        "again within two weeks had hardly ended, and one in ten is more than comes of moves and "
        "corrections.",
        begun_again,
    ),
)


def _in_calendar(row: Row) -> bool:
    days = [day for day in (row.start, row.due, row.done, row.entered) if day is not None]
    # Two months are left, so that some working days can be counted on from any of them.
    return min(days) >= FIRST_DAY and max(days) <= LAST_DAY - timedelta(days=60)


def _long_clock(row: Row) -> bool:
    return row.due is not None and (row.due - row.start).days >= BUNCHED_LEAST_CLOCK


def _soon_after(one: Row, next_one: Row) -> bool:
    if one.done is None or next_one.start < one.done:
        return False
    return next_one.start <= working_days_after(one.done, BEGUN_AGAIN_WITHIN)
