"""Which columns of which tables an indicator needs, derived from its SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope
from sqlglot.schema import MappingSchema

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import CALENDAR, PERIODS, Panel, relations
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.sql_rules import DIALECT


@dataclass(frozen=True, order=True)
class Need:
    """One column of one table."""

    table: str
    column: str


@cache
def needs_of(indicator: Indicator) -> tuple[Need, ...]:
    """Every table column without which the indicator cannot be computed.

    Columns that only split a figure (team, sex and so on) are not among them.
    """
    panel = indicator.panel
    dated = {"counted_on" if panel.kind == "event" else "period"}
    if panel.by_child:
        dated = {"child_id", "due_on", "held_on", "closed_on"}
    asked = (columns_read(indicator) & set(panel.given)) | {"record_id"} | dated
    return _needs(panel.name, panel.sql, tuple(sorted(asked)))


@cache
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


@cache
def tables_of(indicator: Indicator) -> tuple[str, ...]:
    """The tables of :func:`needs_of`, each once."""
    return tuple(dict.fromkeys(need.table for need in needs_of(indicator)))


@cache
def columns_read(indicator: Indicator) -> frozenset[str]:
    """The columns of its panel that the indicator's conditions and clock read."""
    read = {column.name for part in indicator.expressions for column in part.find_all(exp.Column)}
    return frozenset(read & set(indicator.panel.columns))


@cache
def _needs(name: str, sql: str, columns: tuple[str, ...]) -> tuple[Need, ...]:
    """What a panel's or relation's SQL reads for some of its columns, in tables alone."""
    select = _without_idle_joins(_qualified(name, sql), columns)
    return tuple(sorted(_in_tables(_read(select, columns))))


@cache
def _needs_within(relation: str, column: str) -> set[Need]:
    """What a relation that is read reads for one of its columns: all its joins stand."""
    select = _qualified(relation, relations()[relation].sql).copy()
    return _in_tables(_read(select, (column,)))


def _in_tables(read: Iterable[tuple[str, str]]) -> set[Need]:
    """What is read of tables, and what relations that are read read of them."""
    found: set[Need] = set()
    for table, column in read:
        if table in relations():
            found |= _needs_within(table, column)
        elif table in table_definitions():
            found.add(Need(table, column))
    return found


def _without_idle_joins(select: exp.Expr, columns: tuple[str, ...]) -> exp.Select:
    """A panel's SELECT with only these columns, and without left joins that none of them reads.

    Such a join brings no row and takes none away, so what it reads is not needed.
    """
    assert isinstance(select, exp.Select)
    select = select.copy()
    select.set("expressions", [each for each in select.selects if each.alias_or_name in columns])
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


@cache
def _qualified(name: str, sql: str) -> exp.Expr:
    """A SELECT of which every column says whose it is; relations stand in it as tables do."""
    return qualify(sqlglot.parse_one(sql, dialect=DIALECT), schema=_schema(), dialect=DIALECT)


def _read(select: exp.Expr, columns: tuple[str, ...]) -> set[tuple[str, str]]:
    """The columns of tables and relations that a qualified SELECT reads to give some of its own.

    The SELECT is used up.
    """
    assert isinstance(select, exp.Query)
    given = [exp.column(column, table="given", quoted=True) for column in columns]
    asked = exp.select(*given, copy=False).from_(select.subquery("given", copy=False), copy=False)
    found = set()
    for scope in traverse_scope(pushdown_projections(asked)):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                found.add((source.name, column.name))
    return found


@cache
def _schema() -> MappingSchema:
    """What tables and relations there are, read once: a council's hundred tables take long."""
    tables: dict[str, object] = {
        name: dict.fromkeys((column.name for column in table.columns), "varchar")
        for name, table in table_definitions().items()
    }
    shared = {
        name: dict.fromkeys(relation.columns, "varchar") for name, relation in relations().items()
    }
    return MappingSchema({**tables, **shared, "periods": PERIODS, "calendar": CALENDAR})
