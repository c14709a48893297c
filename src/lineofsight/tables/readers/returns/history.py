"""Several files of one return made into one history, module by module.

A module's rows come in a temporary table ``<module>_stated`` with a ``file``, counted from the
oldest; what is left of them stands in ``<module>``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from lineofsight.tables.checks import Problem, Rule

STATED_AGAIN = Rule(
    "stated_again",
    "note",
    "{rows} of older files ({names}) are stated again by a newer one, whose word counts.",
)
LEFT_OPEN = Rule(
    "left_open",
    "warning",
    "{rows} of older files ({names}) were open there, and a newer file that tells of the same "
    "{other} no longer has them: they were put right or taken out since, and are left out.",
)


@dataclass(frozen=True)
class Stated:
    """How a module's rows are stated again from year to year.

    The rows of the newest file that has the same ``by`` count.  A row whose ``open`` is empty was
    not over when its year ended, so that it does not outlive a newer statement of ``within``
    (a module, and the columns that both share).
    """

    module: str
    by: Sequence[str]
    open: str | None = None
    within: tuple[str, Sequence[str]] | None = None


def one_history(
    connection: duckdb.DuckDBPyConnection, stated: Stated, files: int
) -> Iterator[tuple[Rule, int]]:
    """Make ``<module>`` of a module's statements; how many rows gave way, and why."""
    name = stated.module
    if files < 2:
        connection.execute(f"create or replace temp view {name} as select * from {name}_stated")
        return
    by = ", ".join(stated.by)
    newest = f"file = max(file) over (partition by {by})"
    outlived = _outlived(stated)
    connection.execute(
        f"create or replace temp table {name}_judged as select *, {newest} as newest, "
        f"{outlived} as outlived from {name}_stated as own"
    )
    connection.execute(
        f"create or replace temp view {name} as select * exclude (newest, outlived) "
        f"from {name}_judged where newest and not outlived"
    )
    again, left = connection.execute(
        "select count(*) filter (where not newest), count(*) filter (where newest and outlived) "
        f"from {name}_judged"
    ).fetchone() or (0, 0)
    if again:
        yield STATED_AGAIN, again
    if left:
        yield LEFT_OPEN, left


def told(
    table: str, counted: Sequence[tuple[Rule, int]], module: str, within: str | None
) -> Iterator[Problem]:
    """The problems that :func:`one_history` counted."""
    for rule, rows in counted:
        yield rule.told(table, rows, names=module, other=within or module)


def _outlived(stated: Stated) -> str:
    if stated.open is None or stated.within is None:
        return "false"
    module, columns = stated.within
    same = " and ".join(f"newer.{column} = own.{column}" for column in columns)
    return (
        f"own.{stated.open} is null and exists "
        f"(select 1 from {module}_stated as newer where {same} and newer.file > own.file)"
    )
