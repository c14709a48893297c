"""Process limits (XmR), and what they say of a series: usual variation or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Literal

from lineofsight.progress.judging import Better, Bounds, LimitPoint, Variation, judged

Assurance = Literal["consistently_met", "consistently_missed", "hit_or_miss"]
Screening = Literal["guarded", "package", "off"]
Gaps = Literal["end_runs", "skipped"]
Deviation = Literal["steady_ranges", "gaps", "small_periods"]

RULESET = "plotthedots_0_2"
LIMIT = 2.66
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267
FEWEST_FOR_LIMITS = 12
"""Limits of fewer points are on trial: 12 gives eleven moving ranges, the usual lower bound."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Limits that hold for a stretch of points.

    ``count`` is how many of them have a value, ``rests_on`` from how many the limits were made.
    ``bounds`` hold no limits where fewer than two points in a row are known, so that nothing tells
    how much the figures move; where limits change with each period's cases (a P chart) they are
    those of a period with the usual number.
    """

    first: int
    count: int
    rests_on: int
    bounds: Bounds

    @property
    def mean(self) -> float | None:
        """The mean of the points that the limits rest on."""
        return self.bounds.mean

    @property
    def lower(self) -> float | None:
        """The lower process limit."""
        return self.bounds.lower

    @property
    def upper(self) -> float | None:
        """The upper process limit."""
        return self.bounds.upper

    @property
    def trial(self) -> bool:
        """Whether the limits rest on too few points to be relied on."""
        return self.rests_on < FEWEST_FOR_LIMITS


@dataclass(frozen=True, slots=True)
class Limits:
    """A series with its limits, what they were made by, and what the last point says.

    ``deviations`` are the ways in which we left the ruleset and that made a difference here.
    ``spread`` is by how much a P chart's figures move more than chance alone would have them.
    """

    points: tuple[LimitPoint, ...]
    segments: tuple[Segment, ...]
    ruleset: str
    constants: dict[str, float]
    trial: bool
    variation: Variation
    assurance: Assurance | None
    deviations: tuple[Deviation, ...] = ()
    spread: float | None = None


def process_limits(
    values: Sequence[float | None],
    *,
    better: Better | None,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    screening: Screening = "guarded",
    gaps: Gaps = "end_runs",
) -> Limits:
    """XmR limits of a series in the order of its periods, by the rules of NHSRplotthedots 0.2.

    ``rebase_at`` are the positions at which a new segment begins, ``fix_after`` the number of
    values at the start of each from which its limits are made (all, where it is None).  ``better``
    is the way of improvement and ``target`` the level to hold the limits against.

    A period without a figure does not begin a segment, but no moving range is taken across it and
    no run goes on over it: what happened there is not known.  With ``gaps`` of ``skipped`` the
    figures on either side of it are neighbours.

    ``guarded`` screening leaves out moving ranges of 3.267 times their mean or more, unless none
    that differ from 0 would be left: then limits would fall on the mean (or nowhere) because of
    one change, and every other point would be called unusual.  ``package`` does as the package
    does there too: a constant series has no limits at all.

    Raises ValueError for a ``fix_after`` under 12, which the rules do not allow.
    """
    if fix_after is not None and fix_after < FEWEST_FOR_LIMITS:
        raise ValueError(f"limits fixed after {fix_after} values rest on fewer than 12")
    segments: list[Segment] = []
    points: list[LimitPoint] = []
    deviations: set[Deviation] = set()
    for number, (start, end) in enumerate(pairwise(segment_edges(len(values), rebase_at))):
        part = values[start:end]
        if gaps == "end_runs" and _has_gap(part):
            deviations.add("gaps")
        counted = [value for value in part if value is not None] if gaps == "skipped" else part
        bounds, rests_on, kept_all = _bounds(_baseline(counted, fix_after), screening)
        if kept_all:
            deviations.add("steady_ranges")
        count = sum(value is not None for value in part)
        segments.append(Segment(start, count, rests_on, bounds))
        found = judged(counted, [bounds] * len(counted), number, better)
        points += found if gaps == "end_runs" else _with_gaps(found, part, bounds, number)
    return Limits(
        points=tuple(points),
        segments=tuple(segments),
        ruleset=RULESET,
        constants={"limit": LIMIT, "near_limit": NEAR_LIMIT, "moving_range_screen": SCREEN},
        trial=is_trial(segments),
        variation=last_variation(points),
        assurance=assurance(segments[-1].bounds, better, target) if segments else None,
        deviations=tuple(sorted(deviations)),
    )


def segment_edges(count: int, rebase_at: Sequence[int]) -> list[int]:
    """Where segments begin, and the end; a position that no period has begins none."""
    return [*sorted({0, *rebase_at} & set(range(count))), count]


def is_trial(segments: Sequence[Segment]) -> bool:
    """Whether the limits that hold for the last period rest on too few points."""
    return not segments or segments[-1].trial


def last_variation(points: Sequence[LimitPoint]) -> Variation:
    """What the last known point says."""
    known = [point for point in points if point.value is not None]
    return known[-1].variation if known else "usual"


def assurance(bounds: Bounds, better: Better | None, target: float | None) -> Assurance | None:
    """Whether a target can be counted on: it lies beyond the limits, or between them.

    None where there is no target, no better way or no limits.  A target on a limit is hit or miss.
    """
    lower, upper = bounds.lower, bounds.upper
    if target is None or better is None or lower is None or upper is None:
        return None
    if lower <= target <= upper:
        return "hit_or_miss"
    return "consistently_met" if (target < lower) == (better == "up") else "consistently_missed"


def mean_moving_range(
    values: Sequence[float | None], screening: Screening
) -> tuple[float | None, bool]:
    """The mean of how far neighbours lie apart, and whether the guard kept all the ranges.

    None where no two neighbours are known, or where screening leaves no range.
    """
    ranges = [
        abs(value - before)
        for before, value in pairwise(values)
        if before is not None and value is not None
    ]
    if not ranges:
        return None, False
    whole = mean(ranges)
    if screening == "off":
        return whole, False
    kept = [moved for moved in ranges if moved < SCREEN * whole]
    if screening == "guarded" and not any(kept):
        return whole, True
    return (mean(kept) if kept else None), False


def _bounds(values: Sequence[float | None], screening: Screening) -> tuple[Bounds, int, bool]:
    """The bounds that values give, on how many they rest, and whether the guard held."""
    known = [value for value in values if value is not None]
    if not known:
        return Bounds(), 0, False
    # The exact mean: a sum of rounded floats can put a constant series beside its own mean.
    middle = mean(known)
    moving, kept_all = mean_moving_range(values, screening)
    if moving is None:
        return Bounds(middle), len(known), kept_all
    far, near = LIMIT * moving, NEAR_LIMIT * moving
    bounds = Bounds(middle, middle - far, middle + far, middle - near, middle + near)
    return bounds, len(known), kept_all


def _baseline(values: Sequence[float | None], fix_after: int | None) -> Sequence[float | None]:
    """The values from which limits are made: up to the ``fix_after``-th known one."""
    if fix_after is None:
        return values
    places = [at for at, value in enumerate(values) if value is not None]
    return values[: places[fix_after - 1] + 1] if len(places) >= fix_after else values


def _has_gap(values: Sequence[float | None]) -> bool:
    """Whether a period without a figure lies between two with one."""
    places = [at for at, value in enumerate(values) if value is not None]
    return bool(places) and places[-1] - places[0] >= len(places)


def _with_gaps(
    found: Sequence[LimitPoint], values: Sequence[float | None], bounds: Bounds, segment: int
) -> list[LimitPoint]:
    """The judged points back in their periods."""
    known, gap = iter(found), judged([None], [bounds], segment, None)[0]
    return [gap if value is None else next(known) for value in values]
