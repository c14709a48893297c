"""Indicators that share a panel, compiled into one query.

The query runs in steps, each a common table expression with one job:

``panel``     the panel's own rows; ``deciding``, of these, the one that decides for a child
``timed``     with every ``working_days_after(column, n)`` that a clock or condition names
``cells``     a row for each period in which a panel row counts, or is open at its end
``split``     with the groups that a row can be split by, as they were on its reference day
the last      counts by period and group, four whole numbers an indicator

SQL gives whole counts; division is done once, in :mod:`lineofsight.measuring.results`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sqlglot import exp

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import OF_THE_CHILD, Panel, relations
from lineofsight.tables.sql_rules import DIALECT, WORKING_DAYS_AFTER

MISSING = "unknown"
NOT_SPLIT = "all"

# Of an event panel's row: that it does not count in the period, so that it is not shown twice.
NOT_COUNTED = (
    "(timed.counted_on is null or timed.counted_on < periods.window_first_day "
    "or timed.counted_on > periods.judged_on)"
)

_AGE_BANDS = (("under 1", 1), ("1 to 4", 5), ("5 to 9", 10), ("10 to 15", 16), ("16 to 17", 18))
_OLDEST = "18 or over"


@dataclass
class WorkingDays:
    """The ``working_days_after`` calls of a query, each a column made by joins on the calendar."""

    columns: dict[tuple[str, str], str] = field(default_factory=dict)

    def put_in(self, expression: exp.Expr) -> str:
        """The expression as SQL, its calls replaced by the columns that hold their days."""

        def replace(node: exp.Expr) -> exp.Expr:
            if not (isinstance(node, exp.Anonymous) and node.name.lower() == WORKING_DAYS_AFTER):
                return node
            start, days = (argument.sql(DIALECT) for argument in node.expressions)
            known = len(self.columns) + 1
            return exp.column(self.columns.setdefault((start, days), f"working_day_{known}"))

        return f"({expression.transform(replace).sql(DIALECT)})"

    def step(self, source: str) -> str:
        """The SELECT that adds the columns to ``source``."""
        starts = {start: f"start_{n}" for n, start in enumerate(dict(self.columns))}
        columns = "".join(f", on_{name}.day as {name}" for name in self.columns.values())
        joins = [
            f"left join calendar as {alias} on {alias}.day = {source}.{start}"
            for (start, _), alias in starts.items()
        ] + [
            f"left join calendar as on_{name} on on_{name}.is_working_day "
            f"and on_{name}.working_day_no = {starts[start, days]}.working_day_no + {days}"
            for (start, days), name in self.columns.items()
        ]
        return f"select {source}.*{columns} from {source} {' '.join(joins)}"


@dataclass(frozen=True)
class Conditions:
    """What makes a row of ``cells`` count for one indicator, as SQL."""

    population: str
    met: str
    too_recent: str
    is_open: str
    open_overdue: str
    start: str
    due: str
    done: str


@dataclass(frozen=True)
class PanelQuery:
    """A panel's compiled query: columns are ``period``, the dimensions, then counts.

    The counts of the n-th indicator are ``denominator_n``, ``numerator_n``, ``open_overdue_n``
    and ``too_recent_n``.
    """

    indicators: tuple[Indicator, ...]
    dimensions: tuple[str, ...]
    sql: str


def compile_panel(indicators: Sequence[Indicator], by: Sequence[str]) -> PanelQuery:
    """One query for indicators of one panel, split by those of ``by`` that the panel knows."""
    panel = indicators[0].panel
    dimensions = tuple(name for name in by if name in panel.dimensions)
    working_days = WorkingDays()
    conditions = [conditions_of(indicator, working_days) for indicator in indicators]
    overdue = sorted({rule.open_overdue for rule in conditions} - {"false"})
    open_rows = " or ".join(f"({rule})" for rule in overdue) or None
    steps = steps_of(panel, cells_of(panel, open_rows=open_rows), dimensions, working_days)
    # An event counted in the period by its due day may be open too: that row stands beside it.
    is_open = "not counted" if panel.kind == "event" else "true"
    counts = [
        f"count(*) filter (where counted and {rule}) as {name}_{number}"
        for number, condition in enumerate(conditions)
        for name, rule in (
            ("denominator", condition.population),
            ("numerator", f"{condition.population} and {condition.met}"),
            ("too_recent", condition.too_recent),
        )
    ] + [
        f"count(*) filter (where {is_open} and {condition.population} "
        f"and {condition.open_overdue}) as open_overdue_{number}"
        for number, condition in enumerate(conditions)
    ]
    groups = [
        f"case when grouping({name}_group) = 1 then '{NOT_SPLIT}' else {name}_group end as {name}"
        for name in dimensions
    ]
    sets = ", ".join(f"({', '.join(('period', *split))})" for split in _splits(dimensions))
    return PanelQuery(
        tuple(indicators),
        dimensions,
        f"with {as_text(steps)}\nselect {', '.join(['period', *groups, *counts])}\n"
        f"from split\ngroup by grouping sets ({sets})",
    )


def conditions_of(indicator: Indicator, working_days: WorkingDays) -> Conditions:
    """The indicator's rules over the rows of ``cells``."""
    put_in = working_days.put_in
    population = put_in(indicator.population) if indicator.population else "true"
    too_recent = put_in(indicator.too_recent) if indicator.too_recent else "false"
    clock = indicator.clock
    if clock is None:
        assert indicator.condition is not None
        met = put_in(indicator.condition)
        began = "counted_on" if indicator.panel.kind == "event" else "started_on"
        start = began if began in indicator.panel.columns else "null"
        return Conditions(population, met, too_recent, "false", "false", start, "null", "null")
    due, done = put_in(clock.due), put_in(clock.done)
    start = put_in(clock.start) if clock.start else "null"
    met = put_in(indicator.condition) if indicator.condition else f"({done} <= {due})"
    begun = f"{start} <= judged_on and " if indicator.panel.kind == "event" else ""
    is_open = f"({begun}({done} is null or {done} > judged_on))"
    overdue = f"{is_open} and {due} < judged_on"
    return Conditions(population, met, too_recent, is_open, overdue, start, due, done)


def cells_of(panel: Panel, *, counted: bool = True, open_rows: str | None = None) -> str:
    """The SELECT over ``timed`` that says which rows stand in which period, and their cell day.

    A stock panel's rows already have their period.  An event panel's are ``counted`` in the
    period that holds their date; with ``open_rows``, a rule, also those that it holds for.  The
    cell day is that on which a row's groups are taken: its own, or the judged day while open.
    """
    day = "timed.reference_day" if "reference_day" in panel.columns else "cast(null as date)"
    if panel.kind == "stock":
        return f"select timed.*, true as counted, {day} as cell_day from timed"
    found = []
    if counted:
        found.append(
            "select periods.period, periods.judged_on, timed.*, true as counted, "
            f"{day} as cell_day from timed join periods "
            "on timed.counted_on between periods.window_first_day and periods.judged_on"
        )
    if open_rows is not None:
        found.append(
            "select periods.period, periods.judged_on, timed.*, false as counted, "
            f"periods.judged_on as cell_day from timed join periods on {open_rows}"
        )
    return "\nunion all\n".join(found)


def steps_of(
    panel: Panel, cells: str, groups: Sequence[str], working_days: WorkingDays
) -> list[tuple[str, str]]:
    """The common table expressions up to ``split``, in order, as (name, SQL).

    ``cells`` is the SELECT over ``timed`` (and ``periods``) that says which rows count where; it
    gives ``cell_day``, the day on which a row's groups are taken.  ``groups`` are the dimensions
    by which the last step can split.
    """
    shared = [(relation.name, relation.sql) for relation in relations().values()]
    steps = [*shared, ("panel", panel.sql)]
    if panel.by_child:
        steps.append(("deciding", _DECIDING))
    steps.append(("timed", working_days.step("deciding" if panel.by_child else "panel")))
    steps.append(("cells", cells))
    columns, joins = ["cells.*"], []
    if panel.allocated and {"team", "worker"} & set(groups):
        steps += [("reference_days", _REFERENCE_DAYS), ("holders", _HOLDERS)]
        columns += ["holders.worker as worker", "holders.team as team"]
        joins.append(
            "left join holders on holders.child_id = cells.child_id "
            "and holders.reference_day = cells.cell_day"
        )
    team = "holders.team" if panel.allocated else "cells.team"
    if "team" in groups:
        columns.append(f"{_group(team)} as team_group")
    if set(OF_THE_CHILD) & set(groups):
        columns += [
            f"{_group('children.sex')} as sex_group",
            f"{_group('children.ethnicity')} as ethnicity_group",
            f"{_age_band('children.born_on', 'cells.cell_day')} as age_band_group",
        ]
        joins.append("left join children on children.child_id = cells.child_id")
    steps.append(("split", f"select {', '.join(columns)} from cells {' '.join(joins)}"))
    return steps


def as_text(steps: Iterable[tuple[str, str]]) -> str:
    """Steps as the text between WITH and the last SELECT."""
    return ",\n".join(f"{name} as (\n{sql}\n)" for name, sql in steps)


_REFERENCE_DAYS = "select distinct child_id, cell_day as reference_day from cells"

# Of what was due for a child in a period: the first not held in time or, where all were, the last.
_DECIDING = """\
select *
from (
  select
    *,
    max(due_on) over (partition by period, child_id) as reference_day,
    row_number() over (
      partition by period, child_id
      order by
        in_time,
        case when not in_time then due_on end,
        case when not in_time then record_id end,
        case when in_time then due_on end desc,
        case when in_time then record_id end desc
    ) as place
  from (
    select *, coalesce(held_on <= due_on, false) as in_time
    from panel
    where child_id is not null
  ) as judged
) as ordered
where place = 1"""

# The child's worker on a day: of the allocations open then, the one that started last.
_HOLDERS = """\
select child_id, reference_day, worker, team
from (
  select
    reference_days.child_id as child_id,
    reference_days.reference_day as reference_day,
    allocations.worker as worker,
    allocations.team as team,
    row_number() over (
      partition by reference_days.child_id, reference_days.reference_day
      order by allocations.started_on desc, allocations.allocation_id desc
    ) as place
  from reference_days
  join allocations
    on allocations.child_id = reference_days.child_id
    and allocations.started_on <= reference_days.reference_day
    and (
      allocations.ended_on is null
      or allocations.ended_on > reference_days.reference_day
    )
) as ordered
where place = 1"""


def _group(column: str) -> str:
    """A group's name: what was recorded, kept apart from the word for a figure not split."""
    return (
        f"case when {column} = '{NOT_SPLIT}' then '{NOT_SPLIT} (as recorded)' "
        f"else coalesce(nullif({column}, ''), '{MISSING}') end"
    )


def _age_band(born: str, day: str) -> str:
    """A child is n years old from the day that is 12n months after birth."""
    younger = " ".join(
        f"when {day} < {born} + interval '{12 * years} months' then '{band}'"
        for band, years in _AGE_BANDS
    )
    return (
        f"case when {born} is null or {day} is null then '{MISSING}' "
        f"when {day} < {born} then 'unborn' {younger} else '{_OLDEST}' end"
    )


def _splits(dimensions: Sequence[str]) -> list[tuple[str, ...]]:
    """The total, each dimension alone, and their crosses, as columns of ``split``."""
    columns = [f"{name}_group" for name in dimensions]
    return [chosen for size in range(len(columns) + 1) for chosen in combinations(columns, size)]
