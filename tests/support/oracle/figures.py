"""Figures and lists: the indicators by name, counted month by month and group by group."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from itertools import product

from tests.support.oracle import (
    adoption,
    allegations,
    assessing,
    assessments,
    auditing,
    care_education,
    care_health,
    care_leavers,
    care_reviews,
    care_visits,
    caseload,
    children_in_care,
    coming_back,
    court_work,
    decisions,
    early_help,
    enquiries,
    escalating,
    exploitation,
    family_help,
    front_door,
    handing_over,
    holding,
    homeless,
    homes,
    how_many,
    initial_health,
    leaving_care,
    liberty,
    life_stories,
    listening,
    missing,
    missing_episodes,
    need,
    open_cases,
    pathway_plans,
    posts,
    private_fostering,
    proceedings,
    protecting,
    protection,
    recording,
    reviews,
    section_20,
    staff,
    time_taken,
    training,
    values,
    workload,
)
from tests.support.oracle.cases import Case, Count, period_of
from tests.support.oracle.council import Council, Tables
from tests.support.oracle.groups import group_value
from tests.support.oracle.naming import EVERY, Calculation, Statistic

_MODULES = (
    allegations,
    adoption,
    assessing,
    assessments,
    auditing,
    care_education,
    care_health,
    care_reviews,
    care_visits,
    care_leavers,
    caseload,
    court_work,
    children_in_care,
    coming_back,
    decisions,
    early_help,
    enquiries,
    escalating,
    family_help,
    front_door,
    handing_over,
    holding,
    how_many,
    listening,
    initial_health,
    life_stories,
    homes,
    initial_health,
    liberty,
    exploitation,
    homeless,
    leaving_care,
    life_stories,
    missing,
    missing_episodes,
    need,
    open_cases,
    posts,
    proceedings,
    pathway_plans,
    private_fostering,
    protecting,
    protection,
    recording,
    reviews,
    time_taken,
    staff,
    training,
    section_20,
    values,
    workload,
)

_COUNTED_BY: Mapping[str, Calculation] = {
    name: calculation
    for module in _MODULES
    for name, calculation in getattr(module, "COUNTED", {}).items()
}

INDICATORS: tuple[str, ...] = tuple(_COUNTED_BY)
"""Every indicator that is a percentage, `id` or `id:variant`."""

_MEASURED_BY: Mapping[str, tuple[Statistic, Calculation]] = {
    name: measured
    for module in _MODULES
    for name, measured in getattr(module, "MEASURED", {}).items()
}

VALUES: tuple[str, ...] = tuple(_MEASURED_BY)
"""Every indicator that is a median, mean, sum or count; those of `values` are of the tests."""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    name: groups for module in _MODULES for name, groups in getattr(module, "GROUPS", {}).items()
}


@dataclass(frozen=True)
class Cell:
    """A figure's counts; `open_overdue` is None where the indicator has no clock."""

    numerator: int
    denominator: int
    open_overdue: int | None
    too_recent: int


@dataclass(frozen=True)
class Record:
    """A row behind a figure. An empty `subject` is a row that names no child."""

    subject: str
    record: str
    team: str | None
    worker: str | None
    start: date | datetime | None
    due: date | datetime | None
    done: date | datetime | None
    state: str


_KEPT: dict[tuple[int, date], tuple[Tables, Council]] = {}
_AT_MOST = 60


def _council(tables: Tables, as_at: date) -> Council:
    """The council of the tables; the last few are kept, as many indicators ask for the same."""
    key = (id(tables), as_at)
    if key not in _KEPT:
        if len(_KEPT) >= _AT_MOST:
            del _KEPT[next(iter(_KEPT))]
        # The tables are kept beside it, so that no other can have their number.
        _KEPT[key] = (tables, Council(tables, as_at))
    return _KEPT[key][1]


def groups_of(indicator: str) -> tuple[str, ...]:
    """The groups by which an indicator can be split."""
    return _GROUPS.get(indicator.partition(":")[0], EVERY)


def measure(
    tables: Tables,
    indicator: str,
    months: Sequence[str],
    as_at: date,
    by: Sequence[str] = (),
    window: str = "period",
    kind: str = "month",
) -> dict[tuple[str, ...], Cell]:
    """The cells of an indicator, by (month, value of each group in the order of `by`).

    `kind` is what the periods are, where they are not months.

    A group that is not split is `all`, a missing value `unknown`.  Cells in which nothing is
    counted, overdue or too recent are left out.  `window` is `period`, `12m` or `ytd`.
    ValueError for a group that the indicator does not have.
    """
    if not set(by) <= set(groups_of(indicator)):
        raise ValueError(f"{indicator} cannot be split by {', '.join(by)}")
    council = _council(tables, as_at)
    cells: dict[tuple[str, ...], Cell] = {}
    for month in months:
        period = period_of(month, as_at, window, kind)
        if period is None:
            continue
        count = _as_far_as_the_calendar(_COUNTED_BY[indicator](council, period))
        overdue = [case for case in count.open or () if case.state(period.judged) == "overdue"]

        met_in = _tally(council, month, by, [case for case in count.counted if case.met])
        counted_in = _tally(council, month, by, count.counted)
        overdue_in = _tally(council, month, by, overdue)
        too_recent_in = _tally(council, month, by, count.too_recent)
        for key in {*counted_in, *overdue_in, *too_recent_in}:
            cells[key] = Cell(
                numerator=met_in[key],
                denominator=counted_in[key],
                open_overdue=None if count.open is None else overdue_in[key],
                too_recent=too_recent_in[key],
            )
    return cells


def values(
    tables: Tables,
    indicator: str,
    months: Sequence[str],
    as_at: date,
    by: Sequence[str] = (),
    window: str = "period",
    kind: str = "month",
) -> dict[tuple[str, ...], tuple[int, Fraction]]:
    """How many rows an indicator of values counts in a cell, and its figure; empty cells apart."""
    council = _council(tables, as_at)
    statistic, counted_by = _MEASURED_BY[indicator]
    found: dict[tuple[str, ...], list[Case]] = {}
    for month in months:
        period = period_of(month, as_at, window, kind)
        if period is None:
            continue
        for case in counted_by(council, period).counted:
            for key in _keys(council, case, month, by):
                found.setdefault(key, []).append(case)
    figures = {key: (len(own), _figure(statistic, own)) for key, own in found.items()}
    return {key: (rows, value) for key, (rows, value) in figures.items() if value is not None}


def _figure(statistic: Statistic, cases: list[Case]) -> Fraction | None:
    values = [case.value or Fraction(0) for case in cases]
    if statistic == "ratio":
        per = sum((case.per or Fraction(0) for case in cases), Fraction(0))
        return sum(values, Fraction(0)) / per if per else None
    if statistic == "count":
        return Fraction(len(values))
    if statistic == "sum":
        return sum(values, Fraction(0))
    if statistic == "mean":
        return sum(values, Fraction(0)) / len(values)
    in_order, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return in_order[middle]
    return (in_order[middle - 1] + in_order[middle]) / 2


def _as_far_as_the_calendar(count: Count) -> Count:
    """Without what was done and nobody can say when it was due, as no calendar goes so far."""

    def is_told(case: Case) -> bool:
        clock = case.clock
        return clock is None or None in (clock.done, clock.start) or clock.due is not None

    return replace(count, counted=[case for case in count.counted if is_told(case)])


def _tally(
    council: Council, month: str, by: Sequence[str], cases: Sequence[Case]
) -> Counter[tuple[str, ...]]:
    """How many of the cases each cell holds."""
    return Counter(key for case in cases for key in _keys(council, case, month, by))


def _keys(council: Council, case: Case, month: str, by: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells that a case is part of: the total, each group alone, and their cross."""
    for values in product(*(("all", group_value(council, case, group)) for group in by)):
        yield (month, *values)


def records(
    tables: Tables, indicator: str, month: str, as_at: date, state: str | None = None
) -> list[Record]:
    """The rows behind a month's figure, by record id; with a state, the rows in that state.

    For `due` and `overdue` these are the rows open on the judged day, whenever they began.
    """
    period = period_of(month, as_at, "period")
    if period is None:
        return []
    count = _as_far_as_the_calendar(_COUNTED_BY[indicator](_council(tables, as_at), period))
    if state in ("due", "overdue"):
        cases = count.open or ()
    else:
        cases = count.counted if count.listed is None else count.listed
    found = [_record(case, period.judged) for case in cases]
    return sorted(
        (record for record in found if state in (None, record.state)),
        key=lambda record: (record.record, record.subject),
    )


def _record(case: Case, judged: date) -> Record:
    clock = case.clock
    return Record(
        subject=case.subject,
        record=case.record,
        team=case.team or None,
        worker=case.worker or None,
        start=clock.start if clock else None,
        due=clock.due if clock else None,
        done=clock.done if clock else None,
        state=case.state(judged),
    )
