"""Where a series stands: its limits, the target in force, how far from it, and where it goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import Polarity
from lineofsight.plan.model import Target
from lineofsight.progress.chart_choice import Chart, Choice, chart_for
from lineofsight.progress.expected_path import ExpectedPath, expected_path
from lineofsight.progress.forecast import Asked, Forecast, forecast
from lineofsight.progress.judging import Better
from lineofsight.progress.limits import Deviation, Limits, process_limits
from lineofsight.progress.met import Met, met, value_met
from lineofsight.progress.p_chart import Counts, p_limits
from lineofsight.progress.points import Point
from lineofsight.progress.target_in_force import TargetInForce, target_in_force

BETTER: dict[Polarity, Better | None] = {"high": "up", "low": "down", "neutral": None}


@dataclass(frozen=True, slots=True)
class Rebase:
    """The period at which limits begin anew because a person said so, and why."""

    period: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A series judged at its end.

    ``limits`` and ``targets`` have one for each of ``points``, ``targets`` what was in force at
    its end (None where none is set at all).  ``met`` is the judgement of the last period by its
    own, None where there is nothing to judge or to judge by.  ``target`` is what is in force on
    the judged day, to which limits and forecast are held.  ``path`` is the line from step to step,
    which is ours.  ``forecast`` is None without a figure.
    """

    points: tuple[Point, ...]
    unit: str
    polarity: Polarity
    chart: Choice
    limits: Limits
    targets: tuple[TargetInForce | None, ...]
    target: TargetInForce | None
    path: ExpectedPath | None
    met: Met | None
    forecast: Forecast | None
    rebases: tuple[Rebase, ...] = ()

    @property
    def judged_by(self) -> TargetInForce | None:
        """The target by which the last period is judged: what was in force at its end."""
        return self.targets[-1] if self.targets else None


def progress_of(
    points: Sequence[Point],
    *,
    unit: str,
    polarity: Polarity,
    targets: Sequence[Target] = (),
    plan_date: str | None = None,
    rebases: Sequence[Rebase] = (),
    chart: Chart | None = None,
    without: Collection[Deviation] = (),
    as_at: date | None = None,
) -> Progress:
    """Judge a series of periods in their order, by the targets of one measure.

    The judged day is ``as_at``, or the end of the last period, which has ended by then.

    A ``chart`` that is not asked for is chosen by :func:`chart_for`.  ``without`` names ways in
    which we leave the ruleset and that are not to be used; a P chart knows none of them.

    Raises :class:`UnusableInput` for a rebase at a period that the series does not have, and for a
    P chart of figures without counts.
    """
    starts = [_position(points, rebase.period) for rebase in rebases]
    choice = _chart(points, chart)
    in_force = tuple(
        target_in_force(targets, point.last_day, plan_date, polarity, unit) for point in points
    )
    target = in_force[-1] if in_force else None
    if as_at is not None:
        target = target_in_force(targets, as_at, plan_date, polarity, unit)
    step = target.step if target else None
    better = BETTER[polarity]

    def limits_from(rebase_at: Sequence[int]) -> Limits:
        level = step.value if step else None
        if choice.chart == "p":
            counts = [_counts(point) for point in points]
            return p_limits(counts, better=better, target=level, rebase_at=rebase_at)
        return _xmr(points, better, level, rebase_at, without)

    limits = limits_from(starts)
    percent = unit == "percent"
    asked = Asked(
        (target.coming or step) if target else None,
        better,
        0.0 if percent else -inf,
        100.0 if percent else inf,
    )
    weights = [float(point.denominator or 0) for point in points] if choice.chart == "p" else None
    return Progress(
        points=tuple(points),
        unit=unit,
        polarity=polarity,
        chart=choice,
        limits=limits,
        targets=in_force,
        target=target,
        path=expected_path(targets, plan_date=plan_date, polarity=polarity, unit=unit),
        met=_met(points[-1], in_force[-1]) if points else None,
        forecast=forecast(
            points, limits, asked, lambda begun: limits_from([*starts, begun]), weights
        )
        if points
        else None,
        rebases=tuple(rebases),
    )


def _chart(points: Sequence[Point], asked: Chart | None) -> Choice:
    choice = chart_for(points)
    if asked is None or asked == choice.chart:
        return choice
    if asked == "p" and not any(point.denominator for point in points):
        raise UnusableInput(
            "A P chart is of shares of cases, and the series has no numerator and denominator: "
            "give them, or ask for XmR."
        )
    return Choice(asked, f"{'P' if asked == 'p' else 'XmR'} chart: asked for.")


def _position(points: Sequence[Point], period: str) -> int:
    for position, point in enumerate(points):
        if point.period == period:
            return position
    held = f"from {points[0].period} to {points[-1].period}" if points else "empty"
    raise UnusableInput(
        f"The limits cannot begin anew at {period!r}: the series is {held}, so name one of its "
        "periods."
    )


def _xmr(
    points: Sequence[Point],
    better: Better | None,
    target: float | None,
    rebase_at: Sequence[int],
    without: Collection[Deviation],
) -> Limits:
    left_out = [point.is_small and "small_periods" not in without for point in points]
    found = process_limits(
        [None if out else point.value for point, out in zip(points, left_out, strict=True)],
        better=better,
        target=target,
        rebase_at=rebase_at,
        screening="package" if "steady_ranges" in without else "guarded",
        gaps="skipped" if "gaps" in without else "end_runs",
    )
    if not any(left_out):
        return found
    return replace(found, deviations=tuple(sorted({*found.deviations, "small_periods"})))


def _counts(point: Point) -> Counts | None:
    if point.numerator is None or point.denominator is None:
        return None
    return point.numerator, point.denominator


def _met(point: Point, target: TargetInForce | None) -> Met | None:
    step = target.step if target else None
    if step is None or point.state == "hidden":
        return None
    counts = _counts(point)
    if step.unit == "%" and counts is not None:
        return met(*counts, step)
    if point.is_small:
        return Met("too_few")
    return value_met(point.value, step) if point.value is not None else None
