"""One's own figure over the days of a published one, made of one's own months."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.indicators.definition import Statistic
from lineofsight.indicators.panel import PanelKind
from lineofsight.progress.comparators.periods import Span
from lineofsight.progress.points import FEWEST_TO_JUDGE, Point


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure of the same days as a published one; ``value`` is None where ``why_not`` says why.

    ``numerator`` and ``denominator`` are the sums of the months, or those of the last day.  Of
    fewer than 10 cases there are counts and no value.
    """

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    why_not: str = ""


def own_figure(
    span: Span, months: Sequence[Point], statistic: Statistic, kind: PanelKind
) -> OwnFigure:
    """What one's own months say of the days of a published figure.

    How things stood at an end is the month's that ends then.  A share of what happened in some
    months is the sum of what met the condition, of the sum of all: each thing counts in one month
    alone.  Nothing else of a year can be made of months.
    """
    inside = [each for each in months if span.first_day <= each.first_day <= span.last_day]
    ends = bool(inside) and inside[-1].last_day == span.last_day
    if span.at_end:
        if kind != "stock":
            return OwnFigure(why_not="ours counts what happened, and not how things stood")
        return _of(inside[-1:]) if ends else OwnFigure(why_not=_UNTOLD)
    if kind != "event" or statistic != "percent":
        return OwnFigure(why_not="ours is of a month, of which no longer time can be made")
    if not ends or inside[0].first_day != span.first_day:
        return OwnFigure(why_not=_UNTOLD)
    return _of(inside)


_UNTOLD = "our tables do not tell of all those days"


def _of(points: Sequence[Point]) -> OwnFigure:
    if any(each.state == "hidden" for each in points):
        return OwnFigure(why_not="a part of it is too small to be shown")
    if any(each.state not in ("value", "no_denominator") for each in points):
        return OwnFigure(why_not=_UNTOLD)
    if len(points) == 1:
        (only,) = points
        few = only.denominator is not None and only.denominator < FEWEST_TO_JUDGE
        value = None if few else only.value
        nothing = "" if only.state == "value" else "there was nothing to count"
        return OwnFigure(only.numerator, only.denominator, value, nothing)
    met = sum(each.numerator or 0 for each in points)
    of = sum(each.denominator or 0 for each in points)
    if not of:
        return OwnFigure(why_not="there was nothing to count")
    return OwnFigure(met, of, 100 * met / of if of >= FEWEST_TO_JUDGE else None)
