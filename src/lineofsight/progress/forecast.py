"""Where figures are going: as they are unless something changes, or on at the pace they have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from lineofsight.measuring.periods import Period
from lineofsight.progress.judging import Better, Bounds
from lineofsight.progress.limits import Assurance, Limits, assurance
from lineofsight.progress.points import Point
from lineofsight.progress.rules import RUN
from lineofsight.progress.series_periods import next_periods
from lineofsight.progress.shape import Line, Run, shape_of
from lineofsight.progress.target_steps import Step

Outlook = Literal["too_few", "steady", "step", "pace"]
FARTHEST = 24
"""A pace is carried on for no more periods than these, nor for more than it was seen in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a forecast is asked: the level to reach, the better way, what a figure can be."""

    aim: Step | None
    better: Better | None
    lowest: float = -inf
    highest: float = inf

    def meets(self, value: float) -> bool:
        """Whether a figure, or a line, is at the level or beyond it in the better way."""
        if self.aim is None or self.better is None:
            return False
        return value >= self.aim.value if self.better == "up" else value <= self.aim.value

    def possible(self, value: float) -> float:
        """The nearest that a figure can be."""
        return min(max(value, self.lowest), self.highest)


@dataclass(frozen=True, slots=True)
class Expected:
    """The figure expected of a period to come, and between what it will lie."""

    period: Period
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a straight line leads.

    ``a_period`` is how much it gains in one.  ``reached`` is the first period in which it meets
    the aim (the last one known, where it is met already), ``earliest`` and ``latest`` the first in
    which the true line may do so and must, at 95%.  Each is None where that is not within
    ``farthest`` periods.  ``at_its_date`` is what is expected of the first period that a dated aim
    judges, where that is as near.
    """

    a_period: float
    farthest: int
    reached: Period | None = None
    earliest: Period | None = None
    latest: Period | None = None
    at_its_date: Expected | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect if nothing changes, and what that means for the target to reach next.

    ``since`` is the period from which the outlook is told.  ``next`` is expected of the period
    after the last: between the process limits of a steady series, within a 95% prediction interval
    of a line.  ``assured`` says whether a steady series can be counted on to meet the aim, and
    ``in_time`` whether the aim will be met by its date: None for one that is in force already, and
    where it lies within usual variation.  ``suggested_rebase`` names the period in which the level
    changed, for a person to say why; nothing is rebased by it.
    """

    outlook: Outlook
    aim: Step | None = None
    since: str | None = None
    level: float | None = None
    level_before: float | None = None
    next: Expected | None = None
    assured: Assurance | None = None
    pace: Pace | None = None
    in_time: bool | None = None
    suggested_rebase: str | None = None


def forecast(
    points: Sequence[Point],
    limits: Limits,
    asked: Asked,
    since: Callable[[int], Limits],
    weights: Sequence[float] | None = None,
) -> Forecast:
    """The forecast of a series, from the stretch whose limits hold at its end.

    Without special cause in it the series is steady.  Otherwise :func:`shape_of` tells whether its
    level changed or it has a pace; ``weights`` are how much each figure counts.  ``since`` gives
    the limits that begin anew at a position.  Limits on trial tell nothing.
    """
    if limits.trial:
        return Forecast("too_few", asked.aim)
    first = limits.segments[-1].first
    here = limits.points[first:]
    run = None
    if any(point.variation != "usual" for point in here):
        run = shape_of([point.value for point in here], weights[first:] if weights else None)
    if run is None or run.shape == "steady":
        return _steady(points, points[first].period, limits.segments[-1].bounds, asked)
    if run.shape == "pace" and run.line is not None:
        return _at_pace(points, points[first + run.begun].period, run.line, first, asked)
    return _stepped(points, run, first, since(first + run.begun), asked)


def _steady(points: Sequence[Point], begun: str, bounds: Bounds, asked: Asked) -> Forecast:
    assured = assurance(bounds, asked.better, asked.aim.value if asked.aim else None)
    dated = _is_to_come(asked.aim, points[-1])
    expected = None
    if bounds.mean is not None and bounds.lower is not None and bounds.upper is not None:
        expected = Expected(
            _ahead(points, 1)[0],
            asked.possible(bounds.mean),
            asked.possible(bounds.lower),
            asked.possible(bounds.upper),
        )
    return Forecast(
        "steady",
        asked.aim,
        begun,
        bounds.mean,
        next=expected,
        assured=assured,
        in_time=assured == "consistently_met" if dated and assured not in _UNSURE else None,
    )


_UNSURE = (None, "hit_or_miss")


def _stepped(
    points: Sequence[Point], run: Run, first: int, since: Limits, asked: Asked
) -> Forecast:
    """A change of level: steady since then, where there are enough figures to say so."""
    begun = first + run.begun
    after = since.segments[-1]
    before = sum(point.value is not None for point in since.points[first:begun])
    told = Forecast("step", asked.aim, points[begun].period)
    if not after.trial:
        told = replace(_steady(points, points[begun].period, after.bounds, asked), outlook="step")
    suggested = points[begun].period if min(before, after.count) >= RUN else None
    return replace(told, level=run.level, level_before=run.before, suggested_rebase=suggested)


def _at_pace(points: Sequence[Point], begun: str, line: Line, first: int, asked: Asked) -> Forecast:
    last = len(points) - 1 - first
    farthest = min(FARTHEST, last + 1)
    now = Period(points[-1].period, points[-1].first_day, points[-1].last_day)
    periods = (now, *_ahead(points, farthest))

    def expected(ahead: int) -> Expected:
        middle, reach = line.at(last + ahead), line.reach(last + ahead)
        low, high = asked.possible(middle - reach), asked.possible(middle + reach)
        return Expected(periods[ahead], asked.possible(middle), low, high)

    def first_to_meet(band: int) -> Period | None:
        """The first period in which the line, moved by its band to the better side, meets it."""
        way = band if asked.better == "up" else -band
        places = range(last, last + farthest + 1)
        met = (asked.meets(line.at(place) + way * line.band(place)) for place in places)
        return next((period for period, meets in zip(periods, met, strict=True) if meets), None)

    judged = _first_judged(asked.aim, periods)
    pace = Pace(
        line.slope,
        farthest,
        first_to_meet(0),
        first_to_meet(1),
        first_to_meet(-1),
        expected(judged) if judged else None,
    )
    return Forecast(
        "pace", asked.aim, begun, next=expected(1), pace=pace,
        in_time=_in_time(asked.aim, pace, points[-1]),
    )  # fmt: skip


def _first_judged(aim: Step | None, periods: Sequence[Period]) -> int | None:
    """How far ahead lies the first period at whose end a dated aim is in force."""
    if aim is None or aim.from_day is None or periods[0].last_day >= aim.from_day:
        return None
    return next((at for at, each in enumerate(periods) if each.last_day >= aim.from_day), None)


def _in_time(aim: Step | None, pace: Pace, last: Point) -> bool | None:
    if not _is_to_come(aim, last):
        return None
    if pace.at_its_date is None:
        # Its date is farther off than the pace is carried on.
        return True if pace.reached else None
    return pace.reached is not None and pace.reached.last_day <= pace.at_its_date.period.last_day


def _is_to_come(aim: Step | None, last: Point) -> bool:
    return aim is not None and aim.from_day is not None and aim.from_day > last.last_day


def _ahead(points: Sequence[Point], count: int) -> tuple[Period, ...]:
    last = points[-1]
    return next_periods(last.period, last.first_day, last.last_day, count)
