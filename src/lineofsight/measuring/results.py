"""Figures: one an indicator, period and group, with the four nothings told apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.compiling import NOT_SPLIT, PanelQuery, compile_panel
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.periods import Period, Window

FigureState = Literal["value", "no_denominator", "not_computable"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    ``groups`` follow the dimensions asked for: ``all`` where the figure is not split by one,
    ``unknown`` where what it is split by was not recorded.  ``value`` is a percentage, unrounded.
    ``open_overdue`` is empty for an indicator without a clock.  ``missing`` names the columns for
    want of which it is not computable.
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
        if missing:
            found[indicator.id] = list(_not_computable(engine, indicator, periods, by, missing))
        else:
            computable.append(indicator)
    computable.sort(key=lambda indicator: indicator.panel.name)
    for _, sharing in groupby(computable, key=lambda indicator: indicator.panel.name):
        query = compile_panel(tuple(sharing), by)
        for indicator, figures in _figures(engine, query, periods, by):
            found[indicator.id] = figures
    return [figure for indicator in asked for figure in found[indicator.id]]


def _figures(
    engine: Engine, query: PanelQuery, periods: Sequence[Period], by: Sequence[str]
) -> Iterator[tuple[Indicator, list[Figure]]]:
    answer = engine.run(query.sql, ", ".join(each.id for each in query.indicators))
    place = {name: position for position, name in enumerate(answer.columns)}
    split = [place.get(name) if name in query.dimensions else None for name in by]
    rows: dict[tuple[str, tuple[str, ...]], tuple[object, ...]] = {}
    for row in answer.rows:
        groups = tuple(NOT_SPLIT if at is None else str(row[at]) for at in split)
        rows[str(row[0]), groups] = row
    everything = (NOT_SPLIT,) * len(by)
    for number, indicator in enumerate(query.indicators):
        counts = [
            place[f"{name}_{number}"]
            for name in ("numerator", "denominator", "open_overdue", "too_recent")
        ]
        occurring = {groups for (_, groups), row in rows.items() if any(row[at] for at in counts)}
        known = sorted(occurring | {everything}, key=_all_first)
        figures = []
        for period in periods:
            for groups in known:
                counted = rows.get((period.name, groups))
                numerator, denominator, overdue, recent = (
                    (_whole(counted[at]) for at in counts) if counted else (0, 0, 0, 0)
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


def _not_computable(
    engine: Engine,
    indicator: Indicator,
    periods: Sequence[Period],
    by: Sequence[str],
    missing: tuple[Need, ...],
) -> Iterator[Figure]:
    for period in periods:
        yield Figure(
            indicator.id,
            period.name,
            (NOT_SPLIT,) * len(by),
            None,
            None,
            None,
            "not_computable",
            None,
            None,
            indicator.version,
            engine.snapshot_id,
            missing,
        )


def _all_first(groups: tuple[str, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((group != NOT_SPLIT, group) for group in groups)


def _whole(count: object) -> int:
    assert isinstance(count, int)
    return count
