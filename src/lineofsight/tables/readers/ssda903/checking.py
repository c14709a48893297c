"""The checks of the SSDA903 return, which definitions in ``tables/checks/ssda903`` say."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

import duckdb
from pydantic import Field

from lineofsight.tables.checks import Problem, Rule, Severity
from lineofsight.tables.readers.returns.filling import Module
from lineofsight.tables.readers.returns.layouts import Strict

_CHILDREN = "ssda903_children"


class Check(Strict):
    """One check: ``sql`` is true of a row ``t`` that fails.

    Of each example in ``fails``, the rows of one child, one row fails; of those in ``passes``
    none.  ``headings`` and what stands ``beside`` take the place of the module's own.
    """

    title: str
    severity: Severity
    field: str
    sentence: str
    sql: str
    headings: str | None = None
    beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    fails: tuple[str, ...]
    passes: tuple[str, ...]


class ModuleChecks(Strict):
    """The checks of one module's rows, which stand in ``rows`` where that is not the module.

    ``headings`` are those of the examples, and ``beside`` what other modules hold in them.
    """

    module: str
    rows: str | None = None
    headings: str
    beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    checks: dict[str, Check]


@cache
def module_checks() -> tuple[ModuleChecks, ...]:
    """Every check there is, by module."""
    folder = resources.files("lineofsight.tables") / "checks" / "ssda903"
    return tuple(
        ModuleChecks.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    )


def check(
    connection: duckdb.DuckDBPyConnection, modules: Mapping[str, Module]
) -> Mapping[str, list[Problem]]:
    """What the checks find in the modules that were read, by module."""
    connection.execute(_children_sql(with_header="Header" in modules))
    return {
        checks.module: list(_found(connection, checks, modules[checks.module]))
        for checks in module_checks()
        if checks.module in modules
    }


def _found(
    connection: duckdb.DuckDBPyConnection, checks: ModuleChecks, module: Module
) -> Iterator[Problem]:
    """All checks of a module in one pass; one of a column that no file has finds nothing."""
    asked = {name: check for name, check in checks.checks.items() if check.field in module.columns}
    failing = ", ".join(f"({check.sql}) as {name}" for name, check in asked.items())
    counts = ", ".join(f"count(*) filter (where {name})" for name in asked)
    if not asked:
        return
    found = connection.execute(
        f"select {counts} from (select {failing} from {checks.rows or checks.module} as own "
        f"left join {_CHILDREN} as child using (CHILD), lateral (select own.*, child.*) as t)"
    ).fetchone()
    for (name, check), rows in zip(asked.items(), found or (), strict=True):
        if rows:
            told = Rule(name, check.severity, check.sentence).told("", rows)
            # Put before what is told: the name of a file may hold braces, as a sentence does.
            yield replace(told, message=f"{module.label}: {told.message}")


def _children_sql(*, with_header: bool) -> str:
    """What rows of any module may be checked against: a row a child."""
    in_header = "row_number is not null" if with_header else "null"
    return (
        f"create or replace temp table {_CHILDREN} as "
        f"select CHILD, any_value({in_header}) as in_header, min(DOB_on) as born_on, "
        "min(SEX) as child_sex, min(began_on) as began_on, max(DUC_on) as unaccompanied_until "
        "from (select CHILD, row_number, DOB_on, SEX from Header) "
        "full join (select CHILD, min(began_on) as began_on from periods_of_care group by CHILD) "
        "using (CHILD) full join (select CHILD, DUC_on from UASC) using (CHILD) group by CHILD"
    )
