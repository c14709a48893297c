"""Parameters whose value a law or guidance changed: which value holds for a row, by its day.

A definition's SQL is written once, with ``:name``.  Where a parameter has several standards it
becomes a choice between the same SQL with each value, so that a row is held to the standard of its
own day and no figure of the past changes when a new standard comes into force.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import IndicatorFile
from lineofsight.tables.sql_rules import with_parameters


@dataclass(frozen=True)
class Era:
    """The days until (and without) ``until`` on which parameters had other values."""

    column: str
    until: date
    values: Mapping[str, int]


def eras_of(
    file: IndicatorFile, parameters: Mapping[str, int], columns: Collection[str], where: str
) -> tuple[Era, ...]:
    """The eras before today's, the oldest first, of those parameters that nothing sets otherwise.

    ``parameters`` are those that hold now; ``columns`` what the definition may name.
    """
    column = file.count.standard_on
    if column is not None and column not in columns:
        raise UnusableInput(
            f"The standard of {where} is told by {column!r}, which its panel does not have; "
            f"it has {', '.join(sorted(columns))}."
        )
    dated: dict[str, list[tuple[date, int]]] = {}
    for standard in file.standards:
        dated.setdefault(standard.parameter, []).append((standard.since, standard.value))
    dated = {name: told for name, told in dated.items() if parameters[name] == told[-1][1]}
    ends = sorted({since for values in dated.values() for since, _ in values[1:]})
    if column is None:
        return ()
    return tuple(
        Era(column, end, {name: _value_before(end, values) for name, values in dated.items()})
        for end in ends
    )


def _value_before(day: date, values: list[tuple[date, int]]) -> int:
    begun = [value for since, value in values if since < day]
    return begun[-1] if begun else values[0][1]


def by_standard(
    expression: exp.Expr, parameters: Mapping[str, int], eras: Collection[Era], where: str
) -> exp.Expr:
    """The expression with its parameters put in, as they held on the day of each row."""
    now = with_parameters(expression, dict(parameters), where)
    named = {node.name for node in expression.find_all(exp.Placeholder)}
    if not any(named & set(era.values) for era in eras):
        return now
    choice = exp.Case()
    for era in eras:
        before = exp.cast(exp.column(era.column), "date") < exp.cast(
            exp.Literal.string(era.until.isoformat()), "date"
        )
        then = with_parameters(expression, {**parameters, **era.values}, where)
        choice = choice.when(before, then)
    return choice.else_(now)
