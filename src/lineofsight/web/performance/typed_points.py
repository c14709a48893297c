"""Figures that are typed in, as a series and as what describes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.errors import UnusableInput
from lineofsight.measuring.periods import Period, period_named, periods_between
from lineofsight.plan.model import Target
from lineofsight.progress.points import Point, Polarity, Statistic
from lineofsight.web.performance.models import Match, TypedFigure


@dataclass(frozen=True)
class Typed:
    """What describes a figure that is typed in, as an indicator describes its own."""

    id: str
    title: str
    unit: str
    polarity: Polarity
    statistic: Statistic
    version: str = ""
    of: str = "cases"
    met: str = "were so"
    measured: str = "the figure"


def typed_points(typed: Sequence[TypedFigure]) -> tuple[Point, ...]:
    """Every month from the first that was typed to the last; of some nothing is said."""
    if not typed:
        return ()
    held = {each.period: each for each in typed}
    return tuple(
        _typed_point(period, held.get(period.name))
        for period in periods_between(min(held), max(held))
    )


def _typed_point(period: Period, figure: TypedFigure | None) -> Point:
    days = period.name, period.first_day, period.last_day
    if figure is None:
        return Point(*days, None, None, None, "not_given")
    met, of = figure.numerator, figure.denominator
    if of is None:
        return Point(*days, None, None, figure.value, "value")
    if of == 0:
        return Point(*days, met, of, None, "no_denominator")
    return Point(*days, met, of, 100 * (met or 0) / of, "value")


def described_by(match: Match, targets: Sequence[Target], typed: Sequence[TypedFigure]) -> Typed:
    """What is known of a typed figure; which way is better may be told by its targets alone."""
    ways = (
        {match.better}
        if match.better
        else {
            "low"
            if each.comparison in ("<=", "decrease_by") or each.direction == "down"
            else "high"
            for each in targets
            if each.comparison != "="
        }
    )
    share = any(each.denominator is not None for each in typed)
    percent = share or any(each.unit == "%" for each in targets)
    polarity: Polarity = ways.pop() if len(ways) == 1 else "neutral"  # type: ignore[assignment]
    statistic: Statistic = "percent" if share else "ratio"
    return Typed(match.answer, match.title, "percent" if percent else "number", polarity, statistic)


def month_of(typed: str) -> Period | None:
    """The month that is named like 2026-03; None of anything else."""
    try:
        return period_named(typed.strip())
    except UnusableInput:
        return None
