"""Figures: one an indicator, period and group, with the four nothings told apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.compiling import MISSING, NOT_SPLIT, PanelQuery, compile_panel
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.in_reach import never_in_reach, out_of_reach
from lineofsight.measuring.periods import Period, Window
from lineofsight.tables.definition import AUTHORITY

FigureState = Literal["value", "no_denominator", "not_computable"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    ``groups`` follow the dimensions asked for: ``all`` where the figure is not split by one,
    ``unknown`` where what it is split by was not recorded.  ``value`` is a percentage, unrounded.
    ``open_overdue`` is empty for an indicator without a clock.  ``missing`` names the columns for
    want of which it is not computable, ``out_of_reach`` says why the sources do not tell enough.
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
    missing: tuple[Need, ...] = ()
    out_of_reach: str | None = None


def measure(
    engine: Engine,
    indicators: Iterable[Indicator],
    periods: Sequence[Period],
    by: Sequence[str] = (),
    window: Window = "period",
) -> list[Figure]:
    """Every indicator's figure for each period and group, the full grid.

    A group that occurs in any period has a figure in each, with no denominator where nothing was
    counted.  An indicator whose panel cannot be split by a dimension is not split by it.
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
        query = compile_panel(tuple(sharing), by)
        for indicator, figures in _figures(engine, query, periods, by, window):
            found[indicator.id] = figures
    return [figure for indicator in asked for figure in found[indicator.id]]


def _figures(
    engine: Engine,
    query: PanelQuery,
    periods: Sequence[Period],
    by: Sequence[str],
    window: Window,
) -> Iterator[tuple[Indicator, list[Figure]]]:
    rows = _counted(engine, query, by)
    everything = (NOT_SPLIT,) * len(by)
    for number, indicator in enumerate(query.indicators):
        counts = slice(number * len(_COUNTS), (number + 1) * len(_COUNTS))
        occurring = {groups for (_, groups), counted in rows.items() if any(counted[counts])}
        known = sorted(occurring | {everything}, key=_all_first)
        figures = []
        for period in periods:
            if out_of_reach(engine, indicator, period, window):
                figures.append(_not_computable(engine, indicator, period, len(by), (), window))
                continue
            for groups in known:
                counted = rows.get((period.name, groups))
                numerator, denominator, overdue, recent = (
                    counted[counts] if counted else (0,) * len(_COUNTS)
                )
                figures.append(
                    Figure(
                        indicator.id,
                        period.name,
                        groups,
                        numerator,
                        denominator,
                        100 * numerator / denominator if denominator else None,
                        "value" if denominator else "no_denominator",
                        overdue if indicator.clock else None,
                        recent,
                        indicator.version,
                        engine.snapshot_id,
                    )
                )
        yield indicator, figures


_COUNTS = ("numerator", "denominator", "open_overdue", "too_recent")


def _counted(
    engine: Engine, query: PanelQuery, by: Sequence[str]
) -> dict[tuple[str, tuple[str, ...]], list[int]]:
    """The query's counts by period and groups, four an indicator, over every authority.

    Counts of authorities add up: whatever is counted belongs to one of them.
    """
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for authority in engine.authorities:
        engine.look_at(authority)
        answer = engine.run(query.sql, ", ".join(each.id for each in query.indicators))
        place = {name: position for position, name in enumerate(answer.columns)}
        split = [place.get(name) if name in query.dimensions else None for name in by]
        counts = [
            place[f"{name}_{number}"] for number in range(len(query.indicators)) for name in _COUNTS
        ]
        for row in answer.rows:
            counted = [_whole(row[at]) for at in counts]
            of_row = [NOT_SPLIT if at is None else str(row[at]) for at in split]
            for groups in _with_authority(of_row, by, authority):
                known = found.setdefault((str(row[0]), groups), [0] * len(counts))
                for at, count in enumerate(counted):
                    known[at] += count
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
        missing,
        out_of_reach(engine, indicator, period, window),
    )


def _all_first(groups: tuple[str, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((group != NOT_SPLIT, group) for group in groups)


def _whole(count: object) -> int:
    assert isinstance(count, int)
    return count
