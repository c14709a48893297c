"""Figures: one an indicator, period and group, with the four nothings told apart."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import Any, Literal, NamedTuple

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.compiling import PanelQuery, compile_panel
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.grouping import MISSING, NOT_SPLIT, why_not_split
from lineofsight.measuring.in_reach import never_in_reach, out_of_reach, tables_begin
from lineofsight.measuring.periods import Period, Window
from lineofsight.tables.definition import AUTHORITY

FigureState = Literal["value", "no_denominator", "not_computable"]
Number = int | Decimal
Amount = Number | list[Any]
Groups = tuple[str, ...]
# A panel's counts, as its query gives them, by period and groups.
_Counted = dict[str, dict[Groups, tuple[Any, ...]]]


class Figure(NamedTuple):
    """One figure.

    ``groups`` follow the dimensions asked for: ``all`` where the figure is not split by one,
    ``unknown`` where what it is split by was not recorded.  ``value`` is in the indicator's unit,
    unrounded; a percentage is from 0 to 100.  A median, mean or sum has no numerator, and its
    denominator are the rows with a value; a count has no denominator.  ``open_overdue`` is empty
    for an indicator without a clock.  ``beyond_calendar`` are rows left out because the calendar of
    bank holidays does not reach to the day they are due.  ``missing`` names the columns for want of
    which it is not computable, ``out_of_reach`` says why the sources do not tell enough.
    ``not_by`` says why it is not split by a dimension that was asked for.
    """

    indicator: str
    period: str
    groups: Groups
    numerator: int | None
    denominator: int | None
    value: float | None
    state: FigureState
    open_overdue: int | None
    too_recent: int | None
    definition_version: str
    snapshot: str
    beyond_calendar: int = 0
    missing: tuple[Need, ...] = ()
    out_of_reach: str | None = None
    not_by: tuple[tuple[str, str], ...] = ()


def measure(
    engine: Engine,
    indicators: Iterable[Indicator],
    periods: Sequence[Period],
    by: Sequence[str] = (),
    window: Window = "period",
    crosses: bool = True,
) -> list[Figure]:
    """Every indicator's figure for each period and group, the full grid.

    ``by`` gives the total, each dimension alone and, with ``crosses``, every cross of them.  A
    group that occurs in any period has a figure in each, with no denominator where nothing was
    counted.  An indicator is not split by a dimension that its panel does not carry, or whose
    columns the tables lack, and its figures say so.
    """
    asked = list(dict.fromkeys(indicators))
    engine.set_periods(periods, window)
    found: dict[str, list[Figure]] = {}
    computable: list[Indicator] = []
    for indicator in asked:
        missing = engine.missing(needs_of(indicator))
        if missing or never_in_reach(engine, indicator):
            found[indicator.id] = [
                _not_computable(engine, indicator, period, len(by), missing, window)
                for period in periods
            ]
        else:
            computable.append(indicator)
    computable.sort(key=lambda indicator: indicator.panel.name)
    panels: list[PanelQuery] = []
    why_not = []
    for _, sharing in groupby(computable, key=lambda indicator: indicator.panel.name):
        own = tuple(sharing)
        whys = [(name, why_not_split(engine, own[0].panel, name)) for name in by]
        why_not.append(tuple((name, why) for name, why in whys if why))
        splits = tuple(name for name, why in whys if why is None)
        panels.append(compile_panel(own, splits, crosses))
    with _without_collecting():
        for place, counted in _counted(engine, panels, by):
            panel, not_by = panels[place], why_not[place]
            for indicator, figures in _figures(engine, panel, counted, periods, by, window, not_by):
                found[indicator.id] = figures
    return [figure for indicator in asked for figure in found[indicator.id]]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Figures hold no cycles: to look for some, time and again, among all of them takes a fifth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _figures(
    engine: Engine,
    query: PanelQuery,
    counted: _Counted,
    periods: Sequence[Period],
    by: Sequence[str],
    window: Window,
    not_by: tuple[tuple[str, str], ...],
) -> Iterator[tuple[Indicator, list[Figure]]]:
    everything = (NOT_SPLIT,) * len(by)
    for indicator, places in zip(query.indicators, query.counts, strict=True):
        own = _of_one_indicator(counted, places)
        known = sorted({everything}.union(*own.values()), key=_all_first)
        begin = _tells_of_zero_from(engine, indicator)
        figures: list[Figure] = []
        for period in periods:
            if out_of_reach(engine, indicator, period, window):
                figures.append(_not_computable(engine, indicator, period, len(by), (), window))
                continue
            told = begin is not None and begin <= period.last_day
            told = told and period.first_day <= engine.as_at
            of_period = own.get(period.name, {})
            for groups in known:
                numerator, denominator, overdue, recent, beyond, amount, per = of_period.get(
                    groups, _NOTHING
                )
                share, of, value = _value(indicator, numerator, denominator, amount, per)
                if not denominator and not told:
                    share, value = None if of is None else share, None
                figures.append(
                    Figure(
                        indicator.id,
                        period.name,
                        groups,
                        share,
                        of,
                        value,
                        "no_denominator" if value is None else "value",
                        overdue if indicator.clock else None,
                        recent,
                        indicator.version,
                        engine.snapshot_id,
                        beyond,
                        not_by=not_by,
                    )
                )
        yield indicator, figures


def _of_one_indicator(
    counted: _Counted, places: Sequence[int]
) -> dict[str, dict[Groups, tuple[Any, ...]]]:
    """What one indicator counted by period and groups, where it counted anything."""
    own_of = itemgetter(*places)
    return {
        period: {groups: own for groups, row in rows.items() if any(own := own_of(row))}
        for period, rows in counted.items()
    }


def _tells_of_zero_from(engine: Engine, indicator: Indicator) -> date | None:
    """The first day of which the tables tell, so that nothing counted since is a true zero.

    None where nothing counted is no figure, as of a percentage.
    """
    return tables_begin(engine, indicator) if indicator.statistic in ("count", "sum") else None


def _value(
    indicator: Indicator,
    numerator: int,
    denominator: int,
    amount: Amount | None,
    per: Number | None,
) -> tuple[int | None, int | None, float | None]:
    """What a figure shows as its numerator, denominator and value."""
    statistic = indicator.statistic
    if statistic == "percent":
        return numerator, denominator, 100 * numerator / denominator if denominator else None
    if statistic == "count":
        return denominator, None, float(denominator)
    if isinstance(amount, list):
        return None, denominator, float(median(amount)) if amount else None
    if statistic == "sum":
        return None, denominator, float(amount or 0)
    if statistic == "ratio":
        whole = 100 if indicator.unit == "percent" else 1
        return None, denominator, _quotient(whole * (amount or 0), per) if per else None
    return None, denominator, _quotient(amount, denominator) if amount is not None else None


def _quotient(amount: Number, by: Number) -> float:
    """The nearest to the exact quotient: whole numbers are divided, and once."""
    over, under = amount.as_integer_ratio()
    by_over, by_under = by.as_integer_ratio()
    return over * by_under / (under * by_over)


_NOTHING = (0, 0, 0, 0, 0, None, None)


def _counted(
    engine: Engine, panels: Sequence[PanelQuery], by: Sequence[str]
) -> Iterator[tuple[int, _Counted]]:
    """What each panel's query counted over every authority, with its place, once all are there.

    Those of authorities add up: whatever is counted belongs to one of them, and values are listed.
    """
    every: list[_Counted] = [{} for _ in panels]
    awaited = [len(engine.authorities) for _ in panels]
    for place, authority, answer in engine.answers([panel.query for panel in panels]):
        dimensions, counted = panels[place].dimensions, every[place]
        split = [dimensions.index(name) + 1 if name in dimensions else None for name in by]
        first = len(dimensions) + 1
        for row in answer.rows:
            of_period = counted.setdefault(str(row[0]), {})
            of_row = [NOT_SPLIT if at is None else str(row[at]) for at in split]
            for groups in _with_authority(of_row, by, authority):
                known = of_period.get(groups)
                of_period[groups] = row[first:] if known is None else _added(known, row[first:])
        awaited[place] -= 1
        if not awaited[place]:
            every[place] = {}
            yield place, counted


def _added(one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """Counts and amounts added up; an amount of no row is None."""
    return tuple(
        right if left is None else left if right is None else left + right
        for left, right in zip(one, other, strict=True)
    )


def _with_authority(
    groups: Sequence[str], by: Sequence[str], authority: str
) -> Iterator[tuple[str, ...]]:
    """The groups of one authority's row and, where figures are split by authority, of all."""
    yield tuple(groups)
    if AUTHORITY in by:
        named = authority or MISSING
        yield tuple(
            named if name == AUTHORITY else group for name, group in zip(by, groups, strict=True)
        )


def _not_computable(
    engine: Engine,
    indicator: Indicator,
    period: Period,
    dimensions: int,
    missing: tuple[Need, ...],
    window: Window,
) -> Figure:
    return Figure(
        indicator.id,
        period.name,
        (NOT_SPLIT,) * dimensions,
        None,
        None,
        None,
        "not_computable",
        None,
        None,
        indicator.version,
        engine.snapshot_id,
        missing=missing,
        out_of_reach=out_of_reach(engine, indicator, period, window),
    )


def _all_first(groups: tuple[str, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((group != NOT_SPLIT, group) for group in groups)
