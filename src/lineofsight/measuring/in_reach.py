"""Whether the sources of a snapshot tell enough for an indicator, and of which periods.

A source may begin on a day, hold only the latest of a child, or tell of some children alone.  What
is counted by period needs every row of the period; what is open on a day can be had from the latest
rows on the day of the extract alone; what looks back at what came before needs all of it; what
a table tells as things stand is known on the day of its extract alone; what counts no children,
such as workers by how many they hold, needs those of all children.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import columns_read, tables_of
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.periods import Period, Window, window_first_day
from lineofsight.tables.reach import Reach


def never_in_reach(engine: Engine, indicator: Indicator) -> str | None:
    """Why the sources cannot tell enough for any period; None where they can for some."""
    short = falls_short(engine.reaches, indicator)
    if short is None:
        return None
    table, reach = short
    if reach.only_of:
        return f"it needs {table} of all children, and the source tells of {reach.only_of} alone"
    if reach.one_row_a:
        return (
            f"it needs every row of {table}, and the source holds only the latest of a "
            f"{reach.one_row_a}"
        )
    return f"it needs what came before, and the source of {table} begins on {reach.covers_from}"


def falls_short(reaches: Mapping[str, Reach], indicator: Indicator) -> tuple[str, Reach] | None:
    """The first table that an indicator needs and whose reach is too short for any period.

    A reach with ``only_of`` is so because all children are needed; one with ``one_row_a`` because
    every row is; one that begins on a day, because what came before it is.
    """
    back = set(indicator.panel.looks_back) & {*columns_read(indicator), "counted_on"}
    for table, reach in _partial(reaches, indicator):
        if reach.only_of and "child_id" not in indicator.panel.columns:
            return table, Reach(reach.day, only_of=reach.only_of)
        stands = table in indicator.panel.as_things_stand
        if reach.one_row_a and _counts_rows(indicator) and not stands:
            return table, Reach(reach.day, one_row_a=reach.one_row_a)
        if reach.covers_from and back:
            return table, Reach(reach.day, covers_from=reach.covers_from)
    return None


def out_of_reach(
    engine: Engine, indicator: Indicator, period: Period, window: Window = "period"
) -> str | None:
    """Why the sources do not tell enough for a period; None where they do."""
    never = never_in_reach(engine, indicator)
    if never:
        return never
    judged_on = min(period.last_day, engine.as_at)
    for table in _as_things_stand(indicator):
        day = engine.extract_day(table)
        if not period.first_day <= day <= judged_on:
            return f"{table} tells how things stood on {day}, and not on another day"
    for table, reach in _partial(engine.reaches, indicator):
        if reach.one_row_a and judged_on < reach.day:
            return (
                f"the source of {table} holds the latest of a {reach.one_row_a} as on "
                f"{reach.day}, and not how it was on an earlier day"
            )
        first = window_first_day(period, window) if _counts_rows(indicator) else judged_on
        if reach.covers_from and first < reach.covers_from:
            return f"the source of {table} begins on {reach.covers_from}"
    return None


def computable_from(engine: Engine, indicator: Indicator) -> date | None:
    """The first day of which the sources tell enough, where there is such a day."""
    days = [
        reach.day if reach.one_row_a else reach.covers_from
        for _, reach in _partial(engine.reaches, indicator)
    ]
    days += [engine.extract_day(table) for table in _as_things_stand(indicator)]
    return max((day for day in days if day), default=None)


def tables_begin(engine: Engine, indicator: Indicator) -> date | None:
    """The day of the earliest row of any table that an indicator needs; None where none has one."""
    days = [day for table in tables_of(indicator) if (day := engine.begins(table)) is not None]
    return min(days, default=None)


def _partial(reaches: Mapping[str, Reach], indicator: Indicator) -> Iterator[tuple[str, Reach]]:
    """The tables that an indicator needs and that do not hold everything."""
    for table in tables_of(indicator):
        if table in reaches:
            yield table, reaches[table]


def _as_things_stand(indicator: Indicator) -> Iterator[str]:
    """The tables that an indicator needs and that its panel reads as things stand."""
    for table in tables_of(indicator):
        if table in indicator.panel.as_things_stand:
            yield table


def _counts_rows(indicator: Indicator) -> bool:
    """Whether every row of a period counts, and not only what is open at its end."""
    panel = indicator.panel
    return panel.kind == "event" or panel.by_child or "window_first_day" in panel.sql
