"""The rows behind a figure: which child or worker, when it was due and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import State
from lineofsight.indicators.needs import needs_of
from lineofsight.measuring.compiling import (
    CLOSED,
    as_text,
    cells_of,
    conditions_of,
    reads_of,
    steps_of,
)
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.grouping import MISSING, named, why_not_split
from lineofsight.measuring.in_reach import never_in_reach, out_of_reach
from lineofsight.measuring.periods import Period, Window, period_holding
from lineofsight.measuring.query import Query
from lineofsight.measuring.timing import TimeSql
from lineofsight.tables.definition import AUTHORITY

_ORDER: tuple[State, ...] = ("overdue", "due", "missed", "met")
HIDDEN = "restricted"
_EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Record:
    """One row behind a figure.

    Without a clock ``start`` is the day on which the row counts, or the thing began.
    What is due by the hour has its times, and what is counted without a condition is ``met``.
    ``subject`` is the child's id, or the worker's where no child is concerned; a post has neither.
    ``state`` is ``met`` (done by its due date, or the condition holds), ``missed`` (done late, or
    the condition does not hold), ``due`` (not done, due on the judged day or later) or ``overdue``
    (not done, due before it).  The judged day is as-at, or the period's last day where that is
    earlier.
    """

    subject: str | None
    record: str
    team: str | None
    worker: str | None
    start: date | datetime | None
    due: date | datetime | None
    done: date | datetime | None
    state: State

    def hidden(self) -> "Record":
        """The row as those see it who may not know which child it is: its days and state alone."""
        return replace(self, subject=HIDDEN, record=HIDDEN, team=None, worker=None)


_FIELDS = tuple(field.name for field in fields(Record))


def records(
    engine: Engine,
    indicator: Indicator,
    period: Period | None = None,
    where: Mapping[str, str] | None = None,
    state: State | None = None,
    window: Window = "period",
) -> list[Record]:
    """The rows behind an indicator's figure, overdue first, then by due date and record id.

    A period's rows are those that its figure counts; asked for ``due`` or ``overdue``, those open
    at the period's end, too recent for the figure or not.  Without a period they are everything
    counted up to as-at and everything open then; for what is counted at a date or by child, the
    period that holds as-at.  ``where`` keeps one group of a dimension.  For what is counted at a
    date, the numerator are those due.

    Raises :class:`UnusableInput` when the indicator cannot be computed from this snapshot, when a
    dimension is not one of its panel's, or no row is of the group that is asked for.
    """
    asked = period or (period_holding(engine.as_at) if indicator.panel.kind == "stock" else None)
    if why := why_not_computable(engine, indicator, asked, window):
        raise UnusableInput(f"{indicator.id} cannot be computed: {why}.")
    chosen = dict(where or {})
    authorities = _authorities(engine, indicator, chosen.pop(AUTHORITY, None))
    for dimension in chosen:
        if dimension not in indicator.panel.dimensions:
            known = ", ".join((*indicator.panel.dimensions, AUTHORITY))
            raise UnusableInput(
                f"{indicator.id} cannot be split by {dimension!r}; it can by {known}."
            )
        if why := why_not_split(engine, indicator.panel, dimension):
            raise UnusableInput(f"{indicator.id} cannot be split by {dimension!r}: {why}.")
    if state in ("due", "overdue") and indicator.clock is None:
        raise UnusableInput(
            f"{indicator.id} has no due date, so nothing of it is {state}; ask for met or missed."
        )
    engine.set_periods([period or _everything(engine, indicator)], window)
    query = _compiled(indicator, period is not None, tuple(chosen), state)
    rows = _rows(engine, query, authorities)
    for place, (dimension, group) in enumerate(chosen.items(), start=len(_FIELDS)):
        rows = [row for row in rows if row[place] == group]
        if not rows:
            _check_group(engine, indicator, dimension, group)
    found = [_record(row[: len(_FIELDS)]) for row in rows]
    if state is not None:
        found = [record for record in found if record.state == state]
    return sorted(found, key=_sorting)


def open_records(engine: Engine, indicator: Indicator) -> Mapping[str, list[Record]]:
    """What is open at the end of as-at, due or overdue, of each authority, in the same order.

    Nothing where the indicator has no clock, or cannot be computed of the month that holds as-at.
    """
    month = period_holding(engine.as_at)
    if indicator.clock is None or why_not_computable(engine, indicator, month):
        return {}
    engine.set_periods([month])
    query = _compiled(indicator, True, (), "overdue")
    found = {}
    for _, authority, answer in engine.answers([query]):
        told = (_record(row) for row in answer.rows)
        found[authority] = sorted(
            (record for record in told if record.state in ("due", "overdue")), key=_sorting
        )
    return found


def why_not_computable(
    engine: Engine, indicator: Indicator, period: Period | None, window: Window = "period"
) -> str | None:
    """Why an indicator cannot be computed of a period, or of any; None where it can."""
    if missing := engine.missing(needs_of(indicator)):
        return f"the tables lack {named(missing)}"
    if period is None:
        return never_in_reach(engine, indicator)
    return out_of_reach(engine, indicator, period, window)


def _authorities(engine: Engine, indicator: Indicator, asked: str | None) -> Sequence[str]:
    """The authority that is asked for, or all."""
    if asked is None:
        return engine.authorities
    named = {name or MISSING: name for name in engine.authorities}
    if asked not in named:
        raise UnusableInput(
            f"No row of {indicator.id} is of {AUTHORITY} {asked!r}; "
            f"there are {', '.join(list(named)[:20])}."
        )
    return [named[asked]]


def _rows(engine: Engine, query: Query, authorities: Sequence[str]) -> list[tuple[object, ...]]:
    return [row for _, _, answer in engine.answers([query], authorities) for row in answer.rows]


def _check_group(engine: Engine, indicator: Indicator, dimension: str, group: str) -> None:
    """Refuse a group that no row was ever of: an empty list would say that nothing is wrong."""
    engine.set_periods([_everything(engine, indicator)])
    query = _compiled(indicator, False, (dimension,), None)
    rows = _rows(engine, query, engine.authorities)
    there = sorted({str(row[-1]) for row in rows})
    if group not in there:
        raise UnusableInput(
            f"No row of {indicator.id} is of {dimension} {group!r}; "
            f"there are {', '.join(there[:20]) or 'no rows'}."
        )


def _everything(engine: Engine, indicator: Indicator) -> Period:
    if indicator.panel.kind == "stock":
        return period_holding(engine.as_at)
    return Period("ever", _EVER, engine.as_at)


def _compiled(
    indicator: Indicator, one_period: bool, groups: tuple[str, ...], state: State | None
) -> Query:
    time_sql, panel = TimeSql(), indicator.panel
    rule = conditions_of(indicator, time_sql)
    asks_for_open = state in ("due", "overdue")
    with_open = asks_for_open or not one_period
    cells = cells_of(
        panel,
        counted=not asks_for_open,
        open_rows=rule.is_open if indicator.clock and with_open else None,
        once=not asks_for_open,
    )
    asked = ("team", *groups) if "team" in panel.dimensions else groups
    split_by = tuple(dict.fromkeys(asked))
    steps = steps_of(panel, cells, split_by, time_sql)
    if indicator.clock:
        # What is counted is shown as it is now known; what was open at a day, as it was then.
        day, done, is_done = "judged_on", rule.done, f"{rule.done} is not null"
        if panel.kind == "event":
            day = "case when counted then known_to else judged_on end"
        if panel.kind == "event" or asks_for_open:
            is_done = rule.done_by(day)
            done = f"case when {is_done} then {rule.done} end"
        # What is counted at a date looks back at the last of its kind: the due day is of the next.
        well_done = rule.met if panel.kind == "event" else rule.done_in_time
        over = f"{is_done} or {CLOSED}" if panel.by_child else is_done
        told = (
            f"case when {is_done} and {well_done} then 'met' when {over} then 'missed' "
            f"when cast({rule.due} as date) < {day} then 'overdue' else 'due' end"
        )
    else:
        done, told = "null", f"case when {rule.met} then 'met' else 'missed' end"
    subject = next((who for who in ("child_id", "worker") if who in panel.columns), "null")
    team = "team" if "team" in panel.dimensions else "null"
    worker = "worker" if "worker" in panel.columns or panel.allocated else "null"
    split = "".join(f", {name}_group" for name in groups)
    counted = f"counted and {rule.population}" if panel.by_child else rule.population
    sql = (
        f"with {as_text(steps)}\n"
        f"select {subject}, record_id, {team}, {worker}, "
        f"{rule.start}, {rule.due}, {done}, {told}{split}\n"
        f"from split where {rule.listed if with_open else counted}"
    )
    return Query(sql, indicator.id, reads_of(panel, split_by))


def _record(row: tuple[object, ...]) -> Record:
    subject, record, team, worker, start, due, done, state = row
    return Record(
        _text(subject),
        str(record),
        _text(team),
        _text(worker),
        _day(start),
        _day(due),
        _day(done),
        next(name for name in _ORDER if name == state),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date | datetime | None:
    assert value is None or isinstance(value, date)
    return value


def _sorting(record: Record) -> tuple[int, str, str]:
    due = (record.due or date.max).isoformat()
    return _ORDER.index(record.state), due, record.record
