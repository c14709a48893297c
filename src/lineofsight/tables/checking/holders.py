"""Whose a child was on a day: the allocated case worker and their team.

As for indicators, of the allocations that are open on the day the one that started last holds.
"""

from datetime import date

import duckdb

from lineofsight.tables.definition import AUTHORITY


def tell_holders(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``holders``: for each child the days from which another, or nobody, held."""
    connection.execute(_HOLDERS)


def held_by(row: str, child: str, day: str | None, as_at: date) -> str:
    """The join of ``holders`` to a relation's rows, on the row's day or, without one, on as at."""
    judged = f"date '{as_at.isoformat()}'"
    same = f"holders.{AUTHORITY} = {row}.{AUTHORITY} and holders.child_id = {row}.{child}"
    if day is None:
        return (
            f"left join (from holders where from_day <= {judged} qualify row_number() over "
            f"(partition by {AUTHORITY}, child_id order by from_day desc) = 1) as holders on {same}"
        )
    on = f"coalesce(cast({row}.{day} as date), {judged})"
    return f"asof left join holders on {same} and holders.from_day <= {on}"


_HOLDERS = f"""\
create temp table holders as
with allocations as (
  select
    {AUTHORITY},
    invo_person_id as child_id,
    invo_professional_id as worker,
    invo_professional_team as team,
    invo_involvement_start_date as started_on,
    invo_involvement_end_date as ended_on,
    invo_involvements_id as allocation_id
  from ssd_involvements
  where upper(trim(invo_professional_role_id)) = 'ALLOCATED CASE WORKER'
    and invo_person_id is not null
    and invo_professional_id is not null
    and invo_involvement_start_date is not null
), turns as (
  select {AUTHORITY}, child_id, started_on as from_day from allocations
  union
  select {AUTHORITY}, child_id, ended_on from allocations where ended_on is not null
)
select turns.{AUTHORITY}, turns.child_id, turns.from_day, allocations.worker, allocations.team
from turns
left join allocations
  on allocations.{AUTHORITY} = turns.{AUTHORITY}
  and allocations.child_id = turns.child_id
  and allocations.started_on <= turns.from_day
  and coalesce(allocations.ended_on > turns.from_day, true)
qualify row_number() over (
  partition by turns.{AUTHORITY}, turns.child_id, turns.from_day
  order by allocations.started_on desc nulls last, allocations.allocation_id desc
) = 1"""
