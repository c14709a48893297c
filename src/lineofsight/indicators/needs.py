"""Which columns of which tables an indicator needs, derived from its SQL."""

from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import CALENDAR, PERIODS, Panel, relations
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.sql_rules import DIALECT


@dataclass(frozen=True, order=True)
class Need:
    """One column of one table."""

    table: str
    column: str


def needs_of(indicator: Indicator) -> tuple[Need, ...]:
    """Every table column without which the indicator cannot be computed.

    Columns that only split a figure (team, sex and so on) are not among them.
    """
    asked = columns_read(indicator)
    asked |= {"record_id", "counted_on" if indicator.panel.kind == "event" else "period"}
    if indicator.panel.by_child:
        asked = (asked - {"reference_day"}) | {"child_id", "due_on", "held_on"}
    return _needs(indicator.panel.name, indicator.panel.sql, tuple(sorted(asked)))


def needs_of_group(panel: Panel, dimension: str) -> tuple[Need, ...]:
    """The table columns without which nothing tells of which group a panel's rows are."""
    own = dimension in panel.columns and not (panel.allocated and dimension in ("team", "worker"))
    if own:
        return _needs(panel.name, panel.sql, (dimension,))
    if dimension == "locality":
        return (*needs_of_group(panel, "team"), *_needs_of_relation("localities", "locality"))
    if dimension in ("team", "worker"):
        told = _needs_of_relation("allocations", "child_id", "started_on", "ended_on", dimension)
    elif dimension == "disability":
        told = _needs_of_relation("disabilities", "child_id", "disability")
    elif dimension == "unaccompanied":
        told = _needs_of_relation("unaccompanied_children", "child_id", "started_on", "ended_on")
    else:
        told = _needs_of_relation("children", "child_id", _OF_A_PERSON[dimension])
    return (*_needs(panel.name, panel.sql, ("child_id",)), *told)


_OF_A_PERSON = {"sex": "sex", "ethnicity": "ethnicity", "age_band": "born_on"}


def _needs_of_relation(name: str, *columns: str) -> tuple[Need, ...]:
    return _needs(name, relations()[name].sql, columns)


def columns_read(indicator: Indicator) -> set[str]:
    """The columns of its panel that the indicator's conditions and clock read."""
    read = {column.name for part in indicator.expressions for column in part.find_all(exp.Column)}
    return read & set(indicator.panel.columns)


@cache
def _needs(panel: str, sql: str, columns: tuple[str, ...]) -> tuple[Need, ...]:
    panel_select = _without_idle_joins(sqlglot.parse_one(sql, dialect=DIALECT), columns)
    query = sqlglot.select(*columns).from_(panel_select.subquery("panel"))
    for relation in relations().values():
        query = query.with_(relation.name, as_=relation.sql, dialect=DIALECT)
    pruned = pushdown_projections(qualify(query, schema=_schema(), dialect=DIALECT))
    known = table_definitions()
    found = set()
    for scope in traverse_scope(pruned):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in known:
                found.add(Need(source.name, column.name))
    return tuple(sorted(found))


def _without_idle_joins(select: exp.Expr, columns: tuple[str, ...]) -> exp.Select:
    """A panel's SELECT with only these columns, and without left joins that none of them reads.

    Such a join brings no row and takes none away, so what it reads is not needed.
    """
    assert isinstance(select, exp.Select)
    kept = [projection for projection in select.selects if projection.alias_or_name in columns]
    select = select.copy()
    select.set("expressions", [projection.copy() for projection in kept])
    for join in reversed(select.args.get("joins") or []):
        others = [
            part
            for part in (*select.selects, select.args.get("where"), *select.args["joins"])
            if part is not None and part is not join
        ]
        read = {column.table for part in others for column in part.find_all(exp.Column)}
        if join.side == "LEFT" and join.alias_or_name not in read:
            join.pop()
    return select


def _schema() -> dict[str, object]:
    tables: dict[str, object] = {
        name: {column.name: "varchar" for column in table.columns}
        for name, table in table_definitions().items()
    }
    return {**tables, "periods": PERIODS, "calendar": CALENDAR}
