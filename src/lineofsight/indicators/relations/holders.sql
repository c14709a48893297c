-- Who holds a child from one day until another: of the allocations open then, the one that started
-- last.  No two rows of a child share a day.
with days as (
  select child_id, started_on as day from allocations where started_on is not null
  union
  select child_id, ended_on as day from allocations where ended_on is not null
),
held as (
  select
    days.child_id as child_id,
    days.day as day,
    allocations.worker as worker,
    allocations.team as team,
    row_number() over (
      partition by days.child_id, days.day
      order by allocations.started_on desc, allocations.allocation_id desc
    ) as place
  from days
  left join allocations
    on allocations.child_id = days.child_id
    and allocations.started_on <= days.day
    and (allocations.ended_on is null or allocations.ended_on > days.day)
)
select child_id, worker, team, from_day, until_day
from (
  select
    child_id,
    worker,
    team,
    day as from_day,
    coalesce(
      lead(day) over (partition by child_id order by day), cast('9999-12-31' as date)
    ) as until_day
  from held
  where place = 1
) as spells
where worker is not null
