"""Figures: one an indicator, period and group, with the four nothings told apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from statistics import median
from typing import Any, Literal

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import Statistic
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.compiling import PanelQuery, compile_panel
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.grouping import MISSING, NOT_SPLIT, why_not_split
from lineofsight.measuring.in_reach import never_in_reach, out_of_reach, tables_begin
from lineofsight.measuring.periods import Period, Window
from lineofsight.tables.definition import AUTHORITY

FigureState = Literal["value", "no_denominator", "not_computable"]
Amount = int | Decimal | list[Any]


@dataclass(frozen=True, slots=True)
class Figure:
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
    groups: tuple[str, ...]
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
) -> list[Figure]:
    """Every indicator's figure for each period and group, the full grid.

    A group that occurs in any period has a figure in each, with no denominator where nothing was
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
    for _, sharing in groupby(computable, key=lambda indicator: indicator.panel.name):
        own = tuple(sharing)
        whys = [(name, why_not_split(engine, own[0].panel, name)) for name in by]
        not_by = tuple((name, why) for name, why in whys if why)
        query = compile_panel(own, [name for name, why in whys if why is None])
        for indicator, figures in _figures(engine, query, periods, by, window, not_by):
            found[indicator.id] = figures
    return [figure for indicator in asked for figure in found[indicator.id]]


def _figures(
    engine: Engine,
    query: PanelQuery,
    periods: Sequence[Period],
    by: Sequence[str],
    window: Window,
    not_by: tuple[tuple[str, str], ...],
) -> Iterator[tuple[Indicator, list[Figure]]]:
    rows = _counted(engine, query, by)
    everything = (NOT_SPLIT,) * len(by)
    for number, indicator in enumerate(query.indicators):
        counts = slice(number * len(_COLUMNS), (number + 1) * len(_COLUMNS))
        occurring = {groups for (_, groups), counted in rows.items() if any(counted[counts])}
        known = sorted(occurring | {everything}, key=_all_first)
        figures = []
        for period in periods:
            if out_of_reach(engine, indicator, period, window):
                figures.append(_not_computable(engine, indicator, period, len(by), (), window))
                continue
            told = _is_told(engine, indicator, period)
            for groups in known:
                counted = rows.get((period.name, groups))
                numerator, denominator, overdue, recent, beyond, amount = (
                    counted[counts] if counted else _NOTHING
                )
                share, of, value = _value(indicator.statistic, numerator, denominator, amount)
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


def _is_told(engine: Engine, indicator: Indicator, period: Period) -> bool:
    """Whether the tables tell of a period at all, so that nothing in it is a true zero."""
    if indicator.statistic not in ("count", "sum"):
        return False
    begin = tables_begin(engine, indicator)
    return begin is not None and begin <= period.last_day and period.first_day <= engine.as_at


def _value(
    statistic: Statistic, numerator: int, denominator: int, amount: Amount
) -> tuple[int | None, int | None, float | None]:
    """What a figure shows as its numerator, denominator and value."""
    if statistic == "percent":
        return numerator, denominator, 100 * numerator / denominator if denominator else None
    if statistic == "count":
        return denominator, None, float(denominator)
    if isinstance(amount, list):
        return None, denominator, float(median(amount)) if amount else None
    if statistic == "sum":
        return None, denominator, float(amount)
    return None, denominator, float(Fraction(amount) / denominator) if denominator else None


_COLUMNS = ("numerator", "denominator", "open_overdue", "too_recent", "beyond", "amount")
_NOTHING: tuple[int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0)


def _counted(
    engine: Engine, query: PanelQuery, by: Sequence[str]
) -> dict[tuple[str, tuple[str, ...]], list[Any]]:
    """The query's columns by period and groups, over every authority.

    Those of authorities add up: whatever is counted belongs to one of them, and values are listed.
    """
    found: dict[tuple[str, tuple[str, ...]], list[Any]] = {}
    for authority in engine.authorities:
        engine.look_at(authority)
        answer = engine.run(query.sql, ", ".join(each.id for each in query.indicators))
        place = {name: position for position, name in enumerate(answer.columns)}
        split = [place.get(name) if name in query.dimensions else None for name in by]
        columns = [
            place[f"{name}_{number}"]
            for number in range(len(query.indicators))
            for name in _COLUMNS
        ]
        empty: list[Any] = [
            [] if name == "amount" and indicator.statistic == "median" else 0
            for indicator in query.indicators
            for name in _COLUMNS
        ]
        for row in answer.rows:
            counted = [row[at] or nothing for at, nothing in zip(columns, empty, strict=True)]
            of_row = [NOT_SPLIT if at is None else str(row[at]) for at in split]
            for groups in _with_authority(of_row, by, authority):
                key = (str(row[0]), groups)
                known = found.get(key)
                found[key] = (
                    counted
                    if known is None
                    else [one + other for one, other in zip(known, counted, strict=True)]
                )
    return found


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
