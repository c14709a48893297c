"""Indicators that share a panel, compiled into one query.

The query runs in steps, each a common table expression with one job:

``panel``     the panel's own rows; of what was due for children then ``asked``, which of it stands
              in which period, and ``deciding``, which of these decides for the child
``timed``     with the working days that a clock, condition or value names, and what these say
              of the row whatever the day it is judged on
``cells``     a row for each period in which a panel row counts, or is open at its end
``split``     with the groups that a row can be split by, as they were on its reference day
the last      counts by period and group, for each indicator

SQL gives whole counts, sums, and the values of a median; division is done once, in
:mod:`lineofsight.measuring.results`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sqlglot import exp

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import Panel
from lineofsight.measuring.grouping import NOT_SPLIT, group_steps, relations_of_groups
from lineofsight.measuring.query import Query, read_by
from lineofsight.measuring.timing import TimeSql, names_a_day

# Sums are of exact decimals, so that every engine gives the same whatever the order of its rows.
EXACT = "decimal(18, 4)"


@dataclass(frozen=True)
class Conditions:
    """What makes a row of ``cells`` count for one indicator, as SQL.

    ``population`` leaves out what is too recent, what has no value where values are counted, and
    what the calendar cannot tell (``beyond``).  ``listed`` also has what is still open of these,
    the too recent until it is overdue: nothing that waits is left off a list.  ``never_in_time``
    holds for every row that is ever overdue, whatever the judged day.
    """

    population: str
    listed: str
    met: str
    value: str
    per: str
    too_recent: str
    beyond: str
    is_open: str
    open_overdue: str
    start: str
    due: str
    done: str
    done_in_time: str
    never_in_time: str

    def done_by(self, day: str) -> str:
        """A rule: it was done by the end of a day."""
        return f"cast({self.done} as date) <= {day}"


@dataclass(frozen=True)
class PanelQuery:
    """A panel's compiled query: columns are ``period``, the dimensions, then counts.

    What several indicators count alike is counted once.  ``counts`` are, for each indicator, the
    places among the counts of its numerator, denominator, open overdue, too recent and beyond the
    calendar, then of its amount (the values of a median as a list, the sum of those of a mean, sum
    or ratio, otherwise 0) and of what a ratio's sum is divided by.
    """

    indicators: tuple[Indicator, ...]
    dimensions: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    query: Query


@lru_cache(maxsize=1024)
def compile_panel(
    indicators: tuple[Indicator, ...], by: tuple[str, ...], crosses: bool = True
) -> PanelQuery:
    """One query for indicators of one panel, split by those of ``by`` that the panel knows.

    Without ``crosses`` it is split by each alone.
    """
    panel = indicators[0].panel
    dimensions = tuple(name for name in by if name in panel.dimensions)
    time_sql = TimeSql()
    conditions = [conditions_of(indicator, time_sql) for indicator in indicators]
    waiting = [rule for rule in conditions if rule.open_overdue != "false"]
    open_rows = _any_of(rule.open_overdue for rule in waiting)
    of_rows = _any_of(rule.never_in_time for rule in waiting)
    cells = cells_of(panel, open_rows=open_rows, of_rows=of_rows)
    steps = steps_of(panel, cells, dimensions, time_sql)
    counted: dict[str, int] = {}
    counts = tuple(
        tuple(counted.setdefault(sql, len(counted)) for sql in _counts(indicator, rule))
        for indicator, rule in zip(indicators, conditions, strict=True)
    )
    groups = [
        f"case when grouping({name}_group) = 1 then '{NOT_SPLIT}' else {name}_group end as {name}"
        for name in dimensions
    ]
    sets = ", ".join(f"({', '.join(('period', *split))})" for split in _splits(dimensions, crosses))
    columns = [f"{sql} as count_{place}" for sql, place in counted.items()]
    sql = (
        f"with {as_text(steps)}\nselect {', '.join(['period', *groups, *columns])}\n"
        f"from split\ngroup by grouping sets ({sets})"
    )
    of = ", ".join(indicator.id for indicator in indicators)
    return PanelQuery(indicators, dimensions, counts, Query(sql, of, reads_of(panel, dimensions)))


def _any_of(rules: Iterable[str]) -> str | None:
    """The rule that one of these holds; None of none."""
    return " or ".join(f"({rule})" for rule in sorted(set(rules))) or None


def _counts(indicator: Indicator, rule: Conditions) -> Iterator[str]:
    """What is counted for one indicator, in the order of :attr:`PanelQuery.counts`."""
    counted = f"counted and {rule.population}"
    # What waits in an event panel has a row of its own, with the groups of the judged day.
    waits = "not counted and " if indicator.panel.kind == "event" else ""
    of_percent = indicator.statistic == "percent"
    for sql in (
        f"{counted} and {rule.met}" if of_percent else "false",
        counted,
        f"{waits}{rule.population} and {rule.open_overdue}",
        f"counted and {rule.too_recent}",
        f"counted and {rule.beyond}",
    ):
        yield "0" if sql.endswith("false") else f"count(*) filter (where {sql})"
    if indicator.statistic == "median":
        yield f"array_agg({rule.value}) filter (where {counted})"
    else:
        yield _sum(indicator.value, rule.value, counted)
    yield _sum(indicator.per, rule.per, counted)


def _sum(of: exp.Expr | None, value: str, counted: str) -> str:
    return "0" if of is None else f"sum(cast({value} as {EXACT})) filter (where {counted})"


def conditions_of(indicator: Indicator, time_sql: TimeSql) -> Conditions:
    """The indicator's rules over the rows of ``cells``."""

    def sql(expression: exp.Expr | None, absent: str) -> str:
        return time_sql.put_in(expression) if expression is not None else absent

    too_recent = sql(indicator.too_recent, "false")
    beyond = time_sql.beyond_calendar(indicator.expressions)
    value, per, clock = sql(indicator.value, "null"), sql(indicator.per, "null"), indicator.clock
    eligible = sql(indicator.population, "true")
    if indicator.value is not None:
        eligible += f" and {value} is not null"
    if indicator.per is not None:
        eligible += f" and {per} is not null"
    if indicator.too_recent is not None:
        eligible += f" and not coalesce({too_recent}, false)"
    population = eligible
    if beyond != "false":
        population += f" and not coalesce({beyond}, false)"
    if clock is None:
        met = sql(indicator.condition, "true")
        began = "counted_on" if indicator.panel.kind == "event" else "started_on"
        start = began if began in indicator.panel.columns else "null"
        never = ("false", "false", start, "null", "null", "false", "false")
        return Conditions(population, population, met, value, per, too_recent, beyond, *never)
    start, due, done = sql(clock.start, "null"), sql(clock.due, ""), sql(clock.done, "")
    in_time = f"{done} <= {due}"
    if not clock.by_the_hour:
        in_time = f"cast({done} as date) <= cast({due} as date)"
    met = sql(indicator.condition, f"({in_time})")
    begun = ""
    if indicator.panel.kind == "event":
        # What never began waits from the day it was due: otherwise it would never be overdue.
        begun = f"coalesce(cast({start} as date), cast({due} as date)) <= judged_on and "
    # What it is of may be over: then nobody can do it any more.
    still = f" and not {CLOSED}" if indicator.panel.by_child else ""
    is_open = f"({begun}({done} is null or cast({done} as date) > judged_on){still})"
    overdue = f"{is_open} and cast({due} as date) < judged_on"
    late = f"({done} is null or cast({done} as date) > cast({due} as date))"
    if names_a_day(clock.due, clock.done):
        late = "true"
    if indicator.population is not None and not names_a_day(indicator.population):
        late += f" and {sql(indicator.population, '')}"
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
        per,
        too_recent,
        beyond,
        is_open,
        overdue,
        start,
        due,
        done,
        in_time,
        late,
    )


def cells_of(
    panel: Panel,
    *,
    counted: bool = True,
    open_rows: str | None = None,
    of_rows: str | None = None,
    once: bool = False,
) -> str:
    """The SELECT over ``timed`` that says which rows stand in which period, and their cell day.

    A stock panel's rows already have their period, and those by child say which are ``counted``.
    An event panel's are ``counted`` in the
    period that holds their date; with ``open_rows``, a rule, also those that it holds for, and
    with ``once`` of these only those that are not counted there.  ``of_rows`` holds for every row
    of which ``open_rows`` can, and is asked before rows are put beside periods.  The cell day is
    that on which a row's groups are taken: its own, or the judged day while open.
    """
    day = (
        "cast(timed.reference_day as date)"
        if "reference_day" in panel.columns
        else "cast(null as date)"
    )
    if panel.by_child:
        return f"select timed.*, {day} as cell_day from timed"
    if panel.kind == "stock":
        return f"select timed.*, true as counted, {day} as cell_day from timed"
    found = []
    if counted:
        # By the day itself: to look for what lies between two days takes far longer.
        found.append(
            "select period_days.period, period_days.judged_on, period_days.known_to, timed.*, "
            f"true as counted, {day} as cell_day "
            "from timed join period_days on period_days.day = cast(timed.counted_on as date)"
        )
    in_period = (
        "cast(timed.counted_on as date) between periods.window_first_day and periods.judged_on"
    )
    if open_rows is not None:
        waiting = f"(select * from timed where {of_rows}) as timed" if of_rows else "timed"
        found.append(
            "select periods.period, periods.judged_on, periods.known_to, timed.*, "
            "false as counted, periods.judged_on as cell_day "
            f"from {waiting} join periods on ({open_rows})"
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
    steps = [("panel", panel.sql)]
    if panel.by_child:
        steps += [("asked", _ASKED), ("deciding", _DECIDING)]
    steps.append(("timed", time_sql.step("deciding" if panel.by_child else "panel")))
    steps.append(("cells", cells))
    return [*steps, *group_steps(panel, groups)]


def reads_of(panel: Panel, groups: Sequence[str]) -> tuple[str, ...]:
    """What :func:`steps_of` read, for :class:`Query`."""
    return read_by(panel, relations_of_groups(panel, groups))


def as_text(steps: Iterable[tuple[str, str]]) -> str:
    """Steps as the text between WITH and the last SELECT."""
    return ",\n".join(f"{name} as (\n{sql}\n)" for name, sql in steps)


CLOSED = "coalesce(closed_on <= judged_on, false)"
# What was due in a period, and beside it what waits at its end: until it is held, or what it is of
# is over.  What is to come is known on the tables' own day alone.
_ASKED = """\
select periods.period, periods.judged_on, true as in_period, panel.*
from periods
join panel
  on panel.due_on between periods.window_first_day and periods.judged_on
where panel.closed_on is null or panel.due_on <= panel.closed_on
union all
select periods.period, periods.judged_on, false as in_period, panel.*
from periods
join panel
  on (
    panel.due_on < periods.window_first_day
    or (panel.due_on > periods.judged_on and periods.judged_on = periods.known_to)
  )
  and (panel.held_on is null or panel.held_on > periods.judged_on)
  and (panel.closed_on is null or panel.closed_on > periods.judged_on)
where panel.closed_on is null or panel.due_on <= panel.closed_on"""
# Of what was due for a child in a period: the first not held in time or, where all were, the last.
# What else waits is not counted, and has the groups of the judged day.
_DECIDING = f"""\
select
  *,
  in_period and place = 1 as counted,
  case when in_period and place = 1 then last_due_on else judged_on end as reference_day
from (
  select
    *,
    max(due_on) over (partition by period, child_id, in_period) as last_due_on,
    row_number() over (
      partition by period, child_id, in_period
      order by
        in_time,
        case when not in_time then due_on end,
        case when not in_time then record_id end,
        case when in_time then due_on end desc,
        case when in_time then record_id end desc
    ) as place
  from (
    select *, coalesce(held_on <= due_on, false) as in_time
    from asked
    where child_id is not null
  ) as judged
) as ordered
where (in_period and place = 1)
  or ((held_on is null or held_on > judged_on) and not {CLOSED})"""


def _splits(dimensions: Sequence[str], crosses: bool) -> list[tuple[str, ...]]:
    """The total, each dimension alone, and maybe their crosses, as columns of ``split``."""
    columns = [f"{name}_group" for name in dimensions]
    most = len(columns) if crosses else min(len(columns), 1)
    return [chosen for size in range(most + 1) for chosen in combinations(columns, size)]
