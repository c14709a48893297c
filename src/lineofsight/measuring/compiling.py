"""Indicators that share a panel, compiled into one query.

The query runs in steps, each a common table expression with one job:

``panel``     the panel's own rows; ``deciding``, of these, the one that decides for a child
``timed``     with the working days that a clock, condition or value names
``cells``     a row for each period in which a panel row counts, or is open at its end
``split``     with the groups that a row can be split by, as they were on its reference day
the last      counts by period and group, for each indicator

SQL gives whole counts, sums, and the values of a median; division is done once, in
:mod:`lineofsight.measuring.results`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlglot import exp

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import Panel, relations
from lineofsight.measuring.grouping import NOT_SPLIT, group_steps
from lineofsight.measuring.timing import TimeSql

# Sums are of exact decimals, so that every engine gives the same whatever the order of its rows.
EXACT = "decimal(18, 4)"


@dataclass(frozen=True)
class Conditions:
    """What makes a row of ``cells`` count for one indicator, as SQL.

    ``population`` leaves out what is too recent, what has no value where values are counted, and
    what the calendar cannot tell (``beyond``).  ``listed`` also has what is still open of these,
    the too recent until it is overdue: nothing that waits is left off a list.
    """

    population: str
    listed: str
    met: str
    value: str
    too_recent: str
    beyond: str
    is_open: str
    open_overdue: str
    start: str
    due: str
    done: str
    done_in_time: str

    def done_by(self, day: str) -> str:
        """A rule: it was done by the end of a day."""
        return f"cast({self.done} as date) <= {day}"


@dataclass(frozen=True)
class PanelQuery:
    """A panel's compiled query: columns are ``period``, the dimensions, then counts.

    Those of the n-th indicator are ``denominator_n``, ``numerator_n``, ``open_overdue_n``,
    ``too_recent_n``, ``beyond_n`` and ``amount_n``: the values of a median as a list, the sum of
    those of a mean or sum, otherwise 0.
    """

    indicators: tuple[Indicator, ...]
    dimensions: tuple[str, ...]
    sql: str


def compile_panel(indicators: Sequence[Indicator], by: Sequence[str]) -> PanelQuery:
    """One query for indicators of one panel, split by those of ``by`` that the panel knows."""
    panel = indicators[0].panel
    dimensions = tuple(name for name in by if name in panel.dimensions)
    time_sql = TimeSql()
    conditions = [conditions_of(indicator, time_sql) for indicator in indicators]
    overdue = sorted({rule.open_overdue for rule in conditions} - {"false"})
    open_rows = " or ".join(f"({rule})" for rule in overdue) or None
    steps = steps_of(panel, cells_of(panel, open_rows=open_rows), dimensions, time_sql)
    counts = [
        sql
        for number, (indicator, rule) in enumerate(zip(indicators, conditions, strict=True))
        for sql in _counts(number, indicator, rule)
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


def _counts(number: int, indicator: Indicator, rule: Conditions) -> Iterator[str]:
    """The columns of one indicator."""
    counted = f"counted and {rule.population}"
    # What waits in an event panel has a row of its own, with the groups of the judged day.
    waits = "not counted and " if indicator.panel.kind == "event" else ""
    of_percent = indicator.statistic == "percent"
    rules = {
        "denominator": counted,
        "numerator": f"{counted} and {rule.met}" if of_percent else "false",
        "open_overdue": f"{waits}{rule.population} and {rule.open_overdue}",
        "too_recent": f"counted and {rule.too_recent}",
        "beyond": f"counted and {rule.beyond}",
    }
    for name, sql in rules.items():
        counting = "0" if sql.endswith("false") else f"count(*) filter (where {sql})"
        yield f"{counting} as {name}_{number}"
    amount = "0"
    if indicator.statistic == "median":
        amount = f"array_agg({rule.value}) filter (where {counted})"
    elif indicator.value is not None:
        amount = f"sum(cast({rule.value} as {EXACT})) filter (where {counted})"
    yield f"{amount} as amount_{number}"


def conditions_of(indicator: Indicator, time_sql: TimeSql) -> Conditions:
    """The indicator's rules over the rows of ``cells``."""

    def sql(expression: exp.Expr | None, absent: str) -> str:
        return time_sql.put_in(expression) if expression is not None else absent

    too_recent = sql(indicator.too_recent, "false")
    beyond = time_sql.beyond_calendar(indicator.expressions)
    value, clock = sql(indicator.value, "null"), indicator.clock
    eligible = sql(indicator.population, "true")
    if indicator.value is not None:
        eligible += f" and {value} is not null"
    if indicator.too_recent is not None:
        eligible += f" and not coalesce({too_recent}, false)"
    population = eligible
    if beyond != "false":
        population += f" and not coalesce({beyond}, false)"
    if clock is None:
        met = sql(indicator.condition, "true")
        began = "counted_on" if indicator.panel.kind == "event" else "started_on"
        start = began if began in indicator.panel.columns else "null"
        never = ("false", "false", start, "null", "null", "false")
        return Conditions(population, population, met, value, too_recent, beyond, *never)
    start, due, done = sql(clock.start, "null"), sql(clock.due, ""), sql(clock.done, "")
    in_time = f"{done} <= {due}"
    if not clock.by_the_hour:
        in_time = f"cast({done} as date) <= cast({due} as date)"
    met = sql(indicator.condition, f"({in_time})")
    begun = ""
    if indicator.panel.kind == "event":
        # What never began waits from the day it was due: otherwise it would never be overdue.
        begun = f"coalesce(cast({start} as date), cast({due} as date)) <= judged_on and "
    is_open = f"({begun}({done} is null or cast({done} as date) > judged_on))"
    overdue = f"{is_open} and cast({due} as date) < judged_on"
    listed = (
        population if population == eligible else f"({population}) or ({eligible} and {is_open})"
    )
    if indicator.too_recent is not None:
        listed += f" or ({too_recent} and {is_open} and cast({due} as date) >= judged_on)"
    return Conditions(
        population,
        listed,
        met,
        value,
        too_recent,
        beyond,
        is_open,
        overdue,
        start,
        due,
        done,
        in_time,
    )


def cells_of(
    panel: Panel, *, counted: bool = True, open_rows: str | None = None, once: bool = False
) -> str:
    """The SELECT over ``timed`` that says which rows stand in which period, and their cell day.

    A stock panel's rows already have their period.  An event panel's are ``counted`` in the
    period that holds their date; with ``open_rows``, a rule, also those that it holds for, and
    with ``once`` of these only those that are not counted there.  The cell day is that on which a
    row's groups are taken: its own, or the judged day while open.
    """
    day = (
        "cast(timed.reference_day as date)"
        if "reference_day" in panel.columns
        else "cast(null as date)"
    )
    if panel.kind == "stock":
        return f"select timed.*, true as counted, {day} as cell_day from timed"
    found = []
    in_period = (
        "cast(timed.counted_on as date) between periods.window_first_day and periods.judged_on"
    )
    if counted:
        found.append(
            "select periods.period, periods.judged_on, periods.known_to, timed.*, "
            f"true as counted, {day} as cell_day from timed join periods on {in_period}"
        )
    if open_rows is not None:
        found.append(
            "select periods.period, periods.judged_on, periods.known_to, timed.*, "
            "false as counted, periods.judged_on as cell_day "
            f"from timed join periods on ({open_rows})"
            + (f" and not coalesce({in_period}, false)" if once else "")
        )
    return "\nunion all\n".join(found)


def steps_of(
    panel: Panel, cells: str, groups: Sequence[str], time_sql: TimeSql
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
    steps.append(("timed", time_sql.step("deciding" if panel.by_child else "panel")))
    steps.append(("cells", cells))
    return [*steps, *group_steps(panel, groups)]


def as_text(steps: Iterable[tuple[str, str]]) -> str:
    """Steps as the text between WITH and the last SELECT."""
    return ",\n".join(f"{name} as (\n{sql}\n)" for name, sql in steps)


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


def _splits(dimensions: Sequence[str]) -> list[tuple[str, ...]]:
    """The total, each dimension alone, and their crosses, as columns of ``split``."""
    columns = [f"{name}_group" for name in dimensions]
    return [chosen for size in range(len(columns) + 1) for chosen in combinations(columns, size)]
