"""The rows behind a figure: which child or worker, when it was due and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import State
from lineofsight.indicators.needs import needs_of
from lineofsight.measuring.compiling import (
    IN_THE_PERIOD,
    WorkingDays,
    as_text,
    conditions_of,
    steps_of,
)
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.periods import Period, period_holding

_ORDER: tuple[State, ...] = ("overdue", "due", "missed", "met")
_EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Record:
    """One row behind a figure.

    ``subject`` is the child's id, or the worker's where workers are counted.  ``state`` is ``met``
    (done by its due date, or the condition holds), ``missed`` (done late, or the condition does
    not hold), ``due`` (not done, due on the judged day or later) or ``overdue`` (not done, due
    before it).  The judged day is as-at, or the period's last day where that is earlier.
    """

    subject: str | None
    record: str
    team: str | None
    worker: str | None
    start: date | None
    due: date | None
    done: date | None
    state: State


def records(
    engine: Engine,
    indicator: Indicator,
    period: Period | None = None,
    where: Mapping[str, str] | None = None,
    state: State | None = None,
) -> list[Record]:
    """The rows behind an indicator's figure, overdue first, then by due date and record id.

    A period's rows are those that its figure counts; asked for ``due`` or ``overdue``, those open
    at the period's end.  Without a period they are everything counted up to as-at and everything
    open then; for what is counted at a date or by child, the period that holds as-at.  ``where``
    keeps one group of a dimension.

    Raises :class:`UnusableInput` when the indicator cannot be computed from this snapshot or a
    dimension is not one of its panel's.
    """
    missing = engine.missing(needs_of(indicator))
    if missing:
        names = ", ".join(f"{need.table}.{need.column}" for need in missing)
        raise UnusableInput(f"{indicator.id} cannot be computed: the tables lack {names}.")
    chosen = dict(where or {})
    for dimension in chosen:
        if dimension not in indicator.panel.dimensions:
            known = ", ".join(indicator.panel.dimensions) or "nothing"
            raise UnusableInput(
                f"{indicator.id} cannot be split by {dimension!r}; it can by {known}."
            )
    engine.set_periods([period or _everything(engine, indicator)])
    sql = _compiled(indicator, period is not None, tuple(chosen), state)
    answer = engine.run(sql, {f"group_{name}": value for name, value in chosen.items()} or None)
    found = [_record(row) for row in answer.rows]
    if state is not None:
        found = [record for record in found if record.state == state]
    return sorted(found, key=_sorting)


def _everything(engine: Engine, indicator: Indicator) -> Period:
    if indicator.panel.kind == "stock":
        return period_holding(engine.as_at)
    return Period("ever", _EVER, engine.as_at)


def _compiled(
    indicator: Indicator, one_period: bool, groups: tuple[str, ...], state: State | None
) -> str:
    working_days, panel = WorkingDays(), indicator.panel
    rule = conditions_of(indicator, working_days)
    day = "reference_day" if "reference_day" in panel.columns else "null"
    asks_for_open = state in ("due", "overdue")
    if panel.kind == "event":
        is_open = (
            f"({rule.start} <= judged_on and ({rule.done} is null or {rule.done} > judged_on))"
        )
        wanted = IN_THE_PERIOD
        if indicator.clock and asks_for_open:
            wanted = is_open
        elif indicator.clock and not one_period:
            wanted = f"({IN_THE_PERIOD}) or {is_open}"
        cells = (
            f"select timed.*, periods.judged_on, coalesce({day}, periods.judged_on) as cell_day "
            f"from timed join periods on {wanted}"
        )
    else:
        cells = f"select timed.*, {day} as cell_day from timed"
    asked = ("team", *groups) if "team" in panel.dimensions else groups
    steps = steps_of(panel, cells, asked, working_days)
    if indicator.clock:
        done = f"case when {rule.done} <= judged_on then {rule.done} end"
        if panel.kind == "stock" and not asks_for_open:
            done = rule.done
        told = (
            f"case when {done} <= {rule.due} then 'met' when {done} is not null then 'missed' "
            f"when {rule.due} < judged_on then 'overdue' else 'due' end"
        )
    else:
        done, told = "null", f"case when {rule.met} then 'met' else 'missed' end"
    subject = "child_id" if "child_id" in panel.columns else "record_id"
    team = "team" if "team" in panel.dimensions else "null"
    worker = "worker" if "worker" in panel.columns or panel.allocated else "null"
    kept = "".join(f" and {name}_group = $group_{name}" for name in groups)
    return (
        f"with {as_text(steps)}\n"
        f"select {subject}, record_id, {team}, {worker}, "
        f"{rule.start}, {rule.due}, {done}, {told}\n"
        f"from split where {rule.population}{kept}"
    )


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


def _day(value: object) -> date | None:
    assert value is None or isinstance(value, date)
    return value


def _sorting(record: Record) -> tuple[int, date, str]:
    return _ORDER.index(record.state), record.due or date.max, record.record
