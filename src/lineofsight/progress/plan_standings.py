"""Every measure of a plan: matched, computed and judged on the engine's day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.periods import Period, period_holding, periods_between
from lineofsight.measuring.results import Figure, measure
from lineofsight.plan.model import Plan
from lineofsight.progress.figures import figures_of
from lineofsight.progress.matchables import matchables
from lineofsight.progress.matching import Matcher
from lineofsight.progress.points import Point
from lineofsight.progress.standing import Standing, standing

MONTHS = 24


def plan_standings(
    plan: Plan, engine: Engine, definitions: Path | None = None
) -> tuple[Standing, ...]:
    """A standing for each figure of each measure, in the plan's order, over the last 24 months.

    Months that end after the tables' own day are not judged: what happened then is not known.
    A measure is computed by the indicators that its words ask for, a standing each; where none
    does, its one standing says what would measure it.
    """
    known = catalogue(definitions)
    matcher = Matcher(matchables(known))
    figures = [figure for each in plan.measures for figure in figures_of(each, matcher)]
    wanted = {found.id: known[found.id] for found, _ in figures if found.kind == "indicator"}
    day = engine.known_to
    periods = months_to(day)
    points = _points(measure(engine, wanted.values(), periods), periods)
    return tuple(
        standing(
            part,
            suggestion,
            wanted.get(suggestion.id),
            points.get(suggestion.id, ()),
            day,
            plan.date,
        )
        for suggestion, part in figures
    )


def months_to(day: date) -> tuple[Period, ...]:
    """The months that end with the one in which a day lies."""
    last = period_holding(day)
    months = last.first_day.year * 12 + last.first_day.month - MONTHS
    return periods_between(f"{months // 12:04}-{months % 12 + 1:02}", last.name)


def _points(figures: Sequence[Figure], periods: Sequence[Period]) -> dict[str, tuple[Point, ...]]:
    """Each indicator's figures as points."""
    days = {period.name: period for period in periods}
    return {
        indicator: tuple(_point(figure, days[figure.period]) for figure in figures_of_it)
        for indicator, figures_of_it in groupby(figures, key=lambda figure: figure.indicator)
    }


def _point(figure: Figure, period: Period) -> Point:
    return Point(
        figure.period,
        period.first_day,
        period.last_day,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.state,
        tuple(f"{need.table}.{need.column}" for need in figure.missing),
        figure.out_of_reach,
    )
