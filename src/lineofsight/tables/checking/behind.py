"""The rows behind what a check found: which records, of which child and team, and of which month.

A load keeps the first :data:`~lineofsight.tables.checking.running.MOST_ROWS` rows of a check, so
that a list may be shorter than its count.
"""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from lineofsight.tables.checking.running import COUNTS, RESULTS
from lineofsight.tables.snapshots import Snapshot


@dataclass(frozen=True)
class Found:
    """A record that fails a check: its id, its child, who held the child on its day, its month."""

    record: str | None
    child: str | None
    team: str | None
    month: str | None

    def names(self) -> set[str]:
        """Whom it may name: its child, and each part of its id, which can be a person's."""
        return {self.child or "", *(self.record or "").split("/")}


@dataclass(frozen=True)
class Behind:
    """The rows behind a finding.

    ``counted`` failed; ``restricted`` of those that the load listed are of restricted children and
    are not in ``rows``.
    """

    rows: tuple[Found, ...]
    counted: int
    restricted: int

    @property
    def unlisted(self) -> int:
        """How many failed beyond what the load listed."""
        return self.counted - self.restricted - len(self.rows)


def rows_behind(
    snapshot: Snapshot,
    table: str,
    check: str,
    field: str,
    teams: Collection[str | None] | None,
    hidden: Collection[str],
) -> Behind:
    """The rows of a table that fail a check, of some teams or, with None, of all of them.

    Among ``teams`` None is that no team held the child.  Rows that name somebody ``hidden`` are
    left out and counted.  What was not found at all has no rows.
    """
    which = [table, check, field]
    where = "table_name = ? and check_id = ? and field = ?"
    of_teams = (
        "true" if teams is None else "(list_contains(?::varchar[], team) or (? and team is null))"
    )
    given = (
        [*which]
        if teams is None
        else [*which, [team for team in teams if team is not None], None in teams]
    )
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        [(counted,)] = connection.execute(
            f"select coalesce(sum(failing), 0)::bigint from {COUNTS} where {where} and {of_teams}",
            given,
        ).fetchall()
        found = [
            Found(*row)
            for row in connection.execute(
                f"select record_id, child_id, team, month from {RESULTS} "
                f"where {where} and {of_teams} order by month desc nulls last, record_id",
                given,
            ).fetchall()
        ]
    shown = tuple(each for each in found if not each.names() & set(hidden))
    return Behind(shown, counted, len(found) - len(shown))


def team_names(snapshot: Snapshot) -> dict[str, str]:
    """What the snapshot calls each team, by its id; empty where it holds no teams."""
    if "ssd_department" not in snapshot.tables:
        return {}
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        return dict(
            connection.execute(
                "select dept_team_id, any_value(dept_team_name) from ssd_department "
                "where dept_team_name is not null group by all"
            ).fetchall()
        )
