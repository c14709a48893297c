"""Whose children are whose on the day of a snapshot: held by a worker or a team, or chaired for.

Ids are each authority's own: of a snapshot of several, ask an authority's children by its name.
"""

from collections.abc import Collection, Iterable

import duckdb

from lineofsight.indicators.panel import relations, with_those_read
from lineofsight.tables.definition import AUTHORITY, table_definitions
from lineofsight.tables.snapshots import Snapshot

INVOLVEMENTS = "ssd_involvements"
CONTRACTS = "worker_contracts"
# The tables that say who held a review.  Others name a chair who is no reviewing officer: a manager
# who held a strategy discussion, a worker who held a core group.
CHAIRED = ("plan_reviews", "pre_proceedings_reviews")
MONTHS_OF_CHAIRING = 12
_CHAIRING_ROLES = "upper(invo_professional_role_id) similar to '.*(REVIEWING OFFICER|CHAIR).*'"


def children_held(snapshot: Snapshot, teams: Collection[str], worker: str) -> frozenset[str]:
    """The children whom any of ``teams``, or ``worker``, holds at the end of the snapshot's day.

    Who holds a child is the worker whose allocation began last, as for every indicator.  Nobody's
    where the snapshot has no involvements.
    """
    return frozenset(
        _found(
            snapshot,
            INVOLVEMENTS,
            f"with {_related('holders')} select child_id from holders where from_day <= $day "
            "and until_day > $day and (list_contains($teams, team) or worker = $worker)",
            day=snapshot.as_at,
            teams=list(teams),
            worker=worker or None,
        )
    )


def workers_in(snapshot: Snapshot, team: str) -> frozenset[str]:
    """The workers of a team at the end of the snapshot's day.

    Those who hold a child for the team, and those whose contract in force names it.
    """
    holding = _found(
        snapshot,
        INVOLVEMENTS,
        f"with {_related('holders')} select worker from holders where from_day <= $day "
        "and until_day > $day and team = $team",
        day=snapshot.as_at,
        team=team,
    )
    employed = _found(
        snapshot,
        CONTRACTS,
        f"select worker_id from {CONTRACTS} where team = $team and started_on <= $day "
        "and (ended_on is null or ended_on > $day)",
        day=snapshot.as_at,
        team=team,
    )
    return frozenset([*holding, *employed])


def children_chaired(snapshot: Snapshot, worker: str) -> frozenset[str]:
    """The children for whom a worker chairs reviews or conferences, as the tables say it.

    Either the worker is involved as a reviewing officer or chair on the snapshot's day, or held a
    review of the child in the 12 months to it.
    """
    involved = _found(
        snapshot,
        INVOLVEMENTS,
        f"select invo_person_id from {INVOLVEMENTS} where invo_professional_id = $worker "
        f"and {_CHAIRING_ROLES} and invo_involvement_start_date <= $day "
        "and (invo_involvement_end_date is null or invo_involvement_end_date > $day)",
        worker=worker,
        day=snapshot.as_at,
    )
    held = (
        child
        for table in CHAIRED
        for child in _found(
            snapshot,
            table,
            f"select person_id from {table} where chaired_by_id = $worker and held_on <= $day "
            f"and held_on > $day::date - interval '{MONTHS_OF_CHAIRING} months'",
            worker=worker,
            day=snapshot.as_at,
        )
    )
    return frozenset([*involved, *held])


def says_who_chairs(snapshot: Snapshot) -> bool:
    """Whether any row of the snapshot says who chairs a child's reviews or conferences."""
    asked = {table: f"select 1 from {table} where chaired_by_id is not null" for table in CHAIRED}
    asked[INVOLVEMENTS] = f"select 1 from {INVOLVEMENTS} where {_CHAIRING_ROLES}"
    return any(_found(snapshot, table, f"{sql} limit 1") for table, sql in asked.items())


def every_child(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Every child whom any table names, with the authority whose id it is."""
    named = [
        f"select {AUTHORITY}, {definition.person_column} as child from {name}"
        for name, definition in table_definitions().items()
        if name in snapshot.tables and definition.person_column
    ]
    if not named:
        return []
    sql = f"select * from ({' union '.join(named)}) where child is not null order by all"
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _found(snapshot: Snapshot, table: str, sql: str, **given: object) -> Iterable[str]:
    """The first column of what ``sql`` finds; nobody where the snapshot lacks the table."""
    if table not in snapshot.tables:
        return []
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        return [each for (each, *_) in connection.execute(sql, given).fetchall() if each]


def _related(name: str) -> str:
    """A relation and those that it reads, as the steps of a query."""
    return ", ".join(f"{each} as ({relations()[each].sql})" for each in with_those_read((name,)))
