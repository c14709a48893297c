-- A worker who holds at least one child at the period's end, with how many they hold.
-- kind: stock
with held as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    allocation.worker as worker,
    allocation.team as team,
    allocation.child_id as child_id,
    row_number() over (
      partition by periods.period, allocation.worker
      order by allocation.started_on desc, allocation.allocation_id desc
    ) as place
  from periods
  join allocations as allocation
    on allocation.started_on <= periods.judged_on
    and (allocation.ended_on is null or allocation.ended_on > periods.judged_on)
)
select
  period,
  judged_on,
  worker as record_id,
  worker,
  max(case when place = 1 then team end) as team,
  count(distinct child_id) as children
from held
group by period, judged_on, worker
