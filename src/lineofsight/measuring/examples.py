"""Worked examples: each definition's few invented children, run through the mechanism itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import Example
from lineofsight.measuring.engine import engine_over_rows
from lineofsight.measuring.periods import period_holding, period_named
from lineofsight.measuring.records import records
from lineofsight.measuring.results import measure
from lineofsight.measuring.undecided import Undecided, mostly_undecided
from lineofsight.tables.definition import table_definitions


@dataclass(frozen=True)
class Disagreement:
    """Where a worked example and the mechanism part: what, as written, as computed."""

    what: str
    written: object
    computed: object


def disagreements(indicator: Indicator) -> tuple[Disagreement, ...]:
    """Where the indicator's worked example does not hold; empty when it does, or it has none."""
    example = indicator.example
    if example is None:
        return ()
    _check_names(indicator, example)
    try:
        period = period_named(example.period)
        with engine_over_rows(example.tables, example.as_at) as engine:
            figure = measure(engine, [indicator], [period])[0]
            rows = records(engine, indicator, period)
    except UnusableInput as error:
        raise UnusableInput(f"In the example of {indicator.id}: {error}") from error
    compared: list[tuple[str, object, object]] = [
        ("numerator", example.numerator, figure.numerator),
        ("denominator", example.denominator, figure.denominator),
        *([] if example.value is None else [("value", example.value, figure.value)]),
        ("too_recent", example.too_recent, figure.too_recent),
        ("records", example.records, {row.record: row.state for row in rows}),
    ]
    if example.open_overdue is not None:
        compared.append(("open_overdue", example.open_overdue, figure.open_overdue))
    return tuple(
        Disagreement(what, written, computed)
        for what, written, computed in compared
        if written != computed
    )


def undecided_in_example(indicator: Indicator, rows_of: Example) -> Undecided | None:
    """How often the condition is empty in an example's rows, where that is of over half of them."""
    if indicator.condition is None:
        return None
    with engine_over_rows(rows_of.tables, rows_of.as_at) as engine:
        return mostly_undecided(engine, indicator, period_named(rows_of.period))


def run_empty(indicators: Iterable[Indicator]) -> None:
    """Run indicators and variants on empty tables; a definition that cannot run is refused."""
    asked = list(indicators)
    day = date(2026, 3, 31)
    with engine_over_rows({}, day) as engine:
        try:
            measure(engine, asked, [period_holding(day)])
        except UnusableInput:
            # Those that share a panel run as one: run alone, the one that cannot is named.
            for indicator in asked:
                measure(engine, [indicator], [period_holding(day)])
            raise
        for indicator in asked:
            records(engine, indicator)


def _check_names(indicator: Indicator, example: Example) -> None:
    definitions = table_definitions()
    for table, rows in example.tables.items():
        if table not in definitions:
            raise UnusableInput(f"The example of {indicator.id} fills {table}, which is no table.")
        known = {column.name for column in definitions[table].columns}
        for row in rows:
            unknown = sorted(set(row) - known)
            if unknown:
                raise UnusableInput(
                    f"The example of {indicator.id} fills {table}.{unknown[0]}, "
                    "which is no column of it."
                )
