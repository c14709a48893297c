"""Compiled queries, written for DuckDB, as the SQL of other databases: here and nowhere else.

A library knows how the databases write most things.  Where what it writes would mean something
else, the parsed query is put right first, so that every engine gives the same rows.
"""

from collections.abc import Callable
from typing import Literal

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, UnsupportedError

from lineofsight.errors import UnusableInput
from lineofsight.tables.sql_rules import DIALECT

Dialect = Literal["postgres", "spark"]
BYTES = "C"
_Change = Callable[[exp.Expr], exp.Expr]


def parsed(sql: str) -> exp.Query:
    """A compiled query, ready to be changed: names in small letters, every subquery with one.

    DuckDB takes names without regard to case, and so shall the others, whose names are quoted.
    """
    query = sqlglot.parse_one(sql, dialect=DIALECT)
    assert isinstance(query, exp.Query)
    for name in query.find_all(exp.Identifier):
        name.set("this", name.name.lower())
    unnamed = (each for each in query.find_all(exp.Subquery) if not each.alias)
    for number, subquery in enumerate(unnamed, start=1):
        if isinstance(subquery.parent, (exp.From, exp.Join)):
            subquery.set("alias", exp.TableAlias(this=exp.to_identifier(f"unnamed_{number}")))
    return query


def as_postgres(query: exp.Query, letters: str) -> str:
    """The query as PostgreSQL's SQL, changed in place.

    ``letters`` is a collation that knows the small and capital letters of every alphabet.

    Text is compared by its bytes, as DuckDB and Spark do, whatever the database's own order is.
    """

    def change(node: exp.Expr) -> exp.Expr:
        if isinstance(node, (exp.Lower, exp.Upper)):
            node.set("this", _collated(node.this, letters))
            return _collated(node, BYTES)
        return _for_postgres(node)

    return _written(query, "postgres", change)


def as_spark(query: exp.Query) -> str:
    """The query as the SQL of Apache Spark with its ANSI rules, changed in place."""
    return _written(query, "spark", _for_spark)


def _written(query: exp.Query, dialect: Dialect, change: _Change) -> str:
    changed = _from_within(query, lambda node: change(_for_both(node)))
    try:
        return changed.sql(dialect, identify=True, unsupported_level=ErrorLevel.RAISE)
    except UnsupportedError as error:
        raise UnusableInput(
            f"A definition uses what {dialect} cannot do ({str(error).splitlines()[0]}): "
            "measure it on DuckDB."
        ) from None


def _from_within(query: exp.Query, change: _Change) -> exp.Query:
    """The query with every part changed, the innermost first, and none a second time."""
    for node in reversed(list(query.walk(bfs=True))):
        parent, key, index = node.parent, node.arg_key, node.index
        changed = change(node)
        if changed is not node and parent is not None and key is not None:
            parent.set(key, changed, index)
    return query


def _for_both(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Table) and node.db == "snapshot":
        node.set("db", None)
        node.set("this", exp.to_identifier(as_loaded(node.name)))
    elif isinstance(node, exp.Interval) and isinstance(node.this, exp.Paren):
        node.set("this", exp.Literal.string(node.this.this.name))
    elif isinstance(node, exp.Div):
        # Between whole numbers too DuckDB divides into a fraction.
        node.set("this", _cast(node.this, "double"))
    elif isinstance(node, exp.Sum) and isinstance(node.this, exp.Predicate):
        node.set("this", exp.Case().when(node.this.copy(), exp.Literal.number(1)).else_("0"))
    return node


def as_loaded(table: str) -> str:
    """What a copy of a table of the snapshot is called, with every row whatever as-at is."""
    return f"snapshot_{table}"


def _for_postgres(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() == "DAY":
        return exp.paren(exp.Sub(this=node.this, expression=node.expression))
    if isinstance(node, exp.JSONExtractScalar):
        node.set("this", _cast(node.this, "json"))
        return _collated(node, BYTES)
    if isinstance(node, exp.Extract):
        return _cast(node, "bigint")
    if isinstance(node, exp.Like):
        return _no_escape(node, "")
    if isinstance(node, (exp.Max, exp.Min)) and isinstance(node.this, exp.Predicate):
        every = exp.LogicalOr if isinstance(node, exp.Max) else exp.LogicalAnd
        return every(this=node.this)
    if isinstance(node, exp.Literal) and node.is_string and isinstance(node.parent, _GIVES_TEXT):
        return _collated(node, BYTES)
    if isinstance(node, exp.Cast) and node.to.is_type(*exp.DataType.TEXT_TYPES):
        return _collated(node, BYTES)
    return node


# Where text stands that becomes a column's value, and so may be put in order later.
_GIVES_TEXT = (exp.Alias, exp.Case, exp.If, exp.Select)


def _for_spark(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() == "SECOND":
        for end in ("this", "expression"):
            node.set(end, exp.TimestampTrunc(this=node.args[end], unit=exp.var("SECOND")))
    elif isinstance(node, (exp.Add, exp.Sub)):
        # A day and months would be a day again; elsewhere it is a time.
        for end, other in (("this", "expression"), ("expression", "this")):
            if _is_interval(node.args[other]) and not _is_interval(node.args[end]):
                node.set(end, _cast(node.args[end], "timestamp"))
    elif isinstance(node, exp.Like):
        # Only what the text itself does not hold can escape nothing.
        return _no_escape(node, "\x01")
    return node


def _is_interval(node: exp.Expr) -> bool:
    if isinstance(node, (exp.Paren, exp.Neg)):
        return _is_interval(node.this)
    if isinstance(node, exp.Mul):
        return _is_interval(node.this) or _is_interval(node.expression)
    return isinstance(node, exp.Interval)


def _no_escape(node: exp.Like, escape: str) -> exp.Expr:
    """LIKE in which a backslash is a backslash, as in DuckDB."""
    if isinstance(node.parent, exp.Escape):
        return node
    return exp.Escape(this=node, expression=exp.Literal.string(escape))


def _cast(node: exp.Expr, kind: str) -> exp.Expr:
    return exp.Cast(this=node, to=exp.DataType.build(kind, dialect=DIALECT))


def _collated(node: exp.Expr, collation: str) -> exp.Expr:
    return exp.paren(exp.Collate(this=node, expression=exp.to_identifier(collation, quoted=True)))
