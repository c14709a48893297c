"""What the SQL of definitions says of days, working days, hours and months, as SQL of the engine.

``working_days_after(column, n)`` and ``working_days_between(column, column)`` become joins on the
calendar.  A day outside the calendar has no working days: what they were asked for is empty, and
:attr:`TimeSql.beyond_calendar` tells such rows, so that nothing is guessed about them.

What is the same whatever day a row is judged on is a column too: a row that waits stands in many
periods, and is asked once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from lineofsight.tables.sql_rules import (
    DAYS_BETWEEN,
    DIALECT,
    HOURS_BETWEEN,
    MONTHS_BETWEEN,
    WORKING_DAYS_AFTER,
    WORKING_DAYS_BETWEEN,
)

_SECONDS_AN_HOUR = 3600


@dataclass
class TimeSql:
    """The calls of a query: each of working days is a column made by joins on the calendar.

    ``told`` are the expressions that no period decides, each with its column.
    """

    after: dict[tuple[str, str], str] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def put_in(self, expression: exp.Expr) -> str:
        """The expression as SQL over what :meth:`step` gives."""

        def replace(node: exp.Expr) -> exp.Expr:
            if not isinstance(node, exp.Anonymous):
                return node
            named = node.name.lower()
            first, second = (argument.sql(DIALECT) for argument in node.expressions)
            if named == WORKING_DAYS_AFTER:
                return exp.column(self._after(first, second))
            if named == WORKING_DAYS_BETWEEN:
                worked = f"({self._number(second)} - {self._number(first)})"
                return _parsed(f"case when {first} <= {second} then {worked} end")
            return _parsed(_BETWEEN[named](first, second))

        sql = f"({expression.transform(replace).sql(DIALECT)})"
        if names_a_day(expression) or isinstance(expression, exp.Column):
            return sql
        return self.told.setdefault(sql, f"told_{len(self.told)}")

    def beyond_calendar(self, expressions: Sequence[exp.Expr]) -> str:
        """A rule that holds for rows of which the calendar cannot tell what these ask for."""
        rules: dict[str, None] = {}
        for call in (each for part in expressions for each in part.find_all(exp.Anonymous)):
            first, second = (argument.sql(DIALECT) for argument in call.expressions)
            if call.name.lower() == WORKING_DAYS_AFTER:
                rules[f"{first} is not null and {self._after(first, second)} is null"] = None
            elif call.name.lower() == WORKING_DAYS_BETWEEN:
                for day in (first, second):
                    rules[f"{day} is not null and {self._number(day)} is null"] = None
        return f"({' or '.join(rules)})" if rules else "false"

    def step(self, source: str) -> str:
        """The SELECT that adds the columns to ``source``."""
        numbered = "".join(f", {at}.working_day_no as {at}_number" for at in self.starts.values())
        columns = "".join(f", on_{name}.day as {name}" for name in self.after.values())
        joins = [
            f"left join calendar as {at} on {at}.day = cast({source}.{start} as date)"
            for start, at in self.starts.items()
        ] + [
            f"left join calendar as on_{name} on on_{name}.is_working_day "
            f"and on_{name}.working_day_no = {self.starts[start]}.working_day_no + {days}"
            for (start, days), name in self.after.items()
        ]
        dated = f"select {source}.*{numbered}{columns} from {source} {' '.join(joins)}"
        if not self.told:
            return dated
        told = "".join(f", {sql} as {name}" for sql, name in self.told.items())
        return f"select dated.*{told} from ({dated}) as dated"

    def _after(self, start: str, days: str) -> str:
        self._number(start)
        return self.after.setdefault((start, days), f"working_day_{len(self.after) + 1}")

    def _number(self, start: str) -> str:
        return self.starts.setdefault(start, f"start_{len(self.starts)}") + "_number"


def names_a_day(*expressions: exp.Expr) -> bool:
    """Whether any of them is judged by a day that only a period gives."""
    named = {column.name for each in expressions for column in each.find_all(exp.Column)}
    return bool(named & {"judged_on", "known_to"})


def _days_between(first: str, last: str) -> str:
    return f"date_diff('day', cast({first} as date), cast({last} as date))"


def _hours_between(first: str, last: str) -> str:
    """Complete hours: seconds are counted, as the counting of hours differs between engines."""
    seconds = f"date_diff('second', cast({first} as timestamp), cast({last} as timestamp))"
    return f"cast(floor({seconds} / {_SECONDS_AN_HOUR}.0) as bigint)"


def _months_between(first: str, last: str) -> str:
    """Complete months: the n-th is complete on the same day of the month, or on its last day."""

    def part(name: str, day: str) -> str:
        return f"extract({name} from cast({day} as date))"

    months = (
        f"12 * ({part('year', last)} - {part('year', first)}) "
        f"+ {part('month', last)} - {part('month', first)}"
    )
    next_day = f"extract(day from cast({last} as date) + interval '1 day')"
    short = f"{part('day', last)} < {part('day', first)} and {next_day} <> 1"
    return f"({months} - case when {short} then 1 else 0 end)"


_BETWEEN = {
    DAYS_BETWEEN: _days_between,
    HOURS_BETWEEN: _hours_between,
    MONTHS_BETWEEN: _months_between,
}


def _parsed(sql: str) -> exp.Expr:
    import sqlglot

    return sqlglot.parse_one(sql, dialect=DIALECT)
