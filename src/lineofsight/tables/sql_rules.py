"""The restrained SQL that panels, indicators and checks of tables are written in.

One SELECT over declared tables and a short list of functions, so that the same text can run on
DuckDB, PostgreSQL and Spark, and so that a definition can read but never reach out or write.
"""

from collections.abc import Collection

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from lineofsight.errors import UnusableInput

DIALECT = "duckdb"
WORKING_DAYS_AFTER = "working_days_after"
WORKING_DAYS_BETWEEN = "working_days_between"
DAYS_BETWEEN = "days_between"
HOURS_BETWEEN = "hours_between"
MONTHS_BETWEEN = "months_between"
# How long it is from one column to another, as a whole number; months and hours are complete ones.
BETWEEN = (WORKING_DAYS_BETWEEN, DAYS_BETWEEN, HOURS_BETWEEN, MONTHS_BETWEEN)
LONGEST_EXPRESSION = 2000

_OVER_ROWS: tuple[type[exp.Func], ...] = (
    exp.Count,
    exp.Exists,
    exp.Lag,
    exp.Lead,
    exp.Max,
    exp.Min,
    exp.RowNumber,
    exp.Sum,
)
_IN_EXPRESSIONS: tuple[type[exp.Func], ...] = (
    exp.And,
    exp.Or,
    exp.Case,
    exp.Cast,
    exp.Coalesce,
    exp.If,
    exp.JSONExtractScalar,
    exp.Lower,
    exp.Nullif,
    exp.Trim,
    exp.Upper,
)
_FUNCTIONS = (*_IN_EXPRESSIONS, *_OVER_ROWS)
_NO_EXPRESSION = (
    exp.Query,
    exp.DDL,
    exp.DML,
    exp.Command,
    exp.Alias,
    exp.Star,
    exp.Window,
    exp.Parameter,
    exp.Values,
)


def parse_select(sql: str, where: str, tables: Collection[str]) -> exp.Select:
    """One SELECT over ``tables``; ``where`` names the file in the sentence when it is not.

    Raises :class:`UnusableInput` for a syntax error, more than one statement, another kind of
    statement, an undeclared table or a function off the list.
    """
    try:
        statements = sqlglot.parse(sql, dialect=DIALECT)
    except (ParseError, TokenError) as error:
        raise UnusableInput(f"The SQL of {where} is not readable: {_first_line(error)}.") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Select):
        raise UnusableInput(f"The SQL of {where} must be one SELECT and nothing else.")
    select = statements[0]
    own = {cte.alias for cte in select.find_all(exp.CTE)}
    for table in select.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier):
            raise UnusableInput(
                f"The SQL of {where} reads from {table.sql(DIALECT)}, which is a function; "
                "read from a declared table."
            )
        if table.db or table.catalog or (table.name not in tables and table.name not in own):
            raise UnusableInput(
                f"The SQL of {where} reads {table.sql(DIALECT)!r}, which is no declared table; "
                "`lineofsight tables describe` lists them."
            )
    _check_functions(select, where, _FUNCTIONS)
    return select


def parse_expression(sql: str, where: str, columns: Collection[str]) -> exp.Expr:
    """One expression over a panel's ``columns`` and the indicator's parameters (``:name``)."""
    if len(sql) > LONGEST_EXPRESSION:
        raise UnusableInput(
            f"The SQL in {where} that begins {sql[:40]!r} has over {LONGEST_EXPRESSION} characters."
        )
    try:
        statements = sqlglot.parse(sql, dialect=DIALECT)
    except (ParseError, TokenError, RecursionError) as error:
        raise UnusableInput(
            f"The SQL {sql!r} in {where} is not readable: {_first_line(error)}."
        ) from error
    found = statements[0] if len(statements) == 1 else None
    if found is None or found.find(*_NO_EXPRESSION):
        raise UnusableInput(f"The SQL {sql!r} in {where} must be an expression over the panel.")
    found = found.transform(_as_our_own)
    for column in found.find_all(exp.Column):
        if column.table or column.name not in columns:
            raise UnusableInput(
                f"The SQL {sql!r} in {where} names the column {column.sql(DIALECT)!r}, which its "
                f"panel does not have; it has {', '.join(sorted(columns))}."
            )
    _check_functions(found, where, _IN_EXPRESSIONS)
    return found


def with_parameters(expression: exp.Expr, parameters: dict[str, int], where: str) -> exp.Expr:
    """The expression with each ``:name`` put in as a whole number."""

    def put_in(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Placeholder):
            return node
        if node.name not in parameters:
            raise UnusableInput(
                f"The SQL in {where} asks for the parameter {node.name!r}, "
                "which [parameters] does not give."
            )
        return exp.Literal.number(parameters[node.name])

    return expression.transform(put_in)


def _check_functions(found: exp.Expr, where: str, listed: tuple[type[exp.Func], ...]) -> None:
    for function in found.find_all(exp.Func):
        named = function.name if isinstance(function, exp.Anonymous) else function.sql_name()
        if isinstance(function, exp.Anonymous) and named.lower() == WORKING_DAYS_AFTER:
            _check_working_days(function, where)
        elif listed is _IN_EXPRESSIONS and named.lower() in BETWEEN:
            _check_between(function, where)
        elif not isinstance(function, listed):
            raise UnusableInput(
                f"The SQL of {where} uses the function {named.lower()}, which is not on the list: "
                f"{', '.join(sorted({f.sql_name().lower() for f in listed}))} "
                f"and {', '.join((WORKING_DAYS_AFTER, *BETWEEN))}."
            )


def _check_working_days(function: exp.Anonymous, where: str) -> None:
    column, days = [*function.expressions, None, None][:2]
    plain = isinstance(column, exp.Column) and not column.this.args.get("quoted")
    whole = isinstance(days, exp.Literal) and days.is_int
    if (
        len(function.expressions) != 2
        or not plain
        or not (whole or isinstance(days, exp.Placeholder))
    ):
        raise UnusableInput(
            f"The SQL of {where} must write {WORKING_DAYS_AFTER}(column, whole number): "
            f"it has {function.sql(DIALECT)}."
        )


def _check_between(function: exp.Func, where: str) -> None:
    columns = [
        isinstance(each, exp.Column) and not each.this.args.get("quoted")
        for each in function.expressions
    ]
    if columns != [True, True]:
        raise UnusableInput(
            f"The SQL of {where} must write {function.name.lower()}(column, column): "
            f"it has {function.sql(DIALECT)}."
        )


def _as_our_own(node: exp.Expr) -> exp.Expr:
    """``months_between``, which the parser takes for another database's."""
    if not isinstance(node, exp.MonthsBetween):
        return node
    return exp.Anonymous(this=MONTHS_BETWEEN, expressions=[node.this, node.expression])


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(". ")
