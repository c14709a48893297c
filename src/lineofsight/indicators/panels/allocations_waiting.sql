-- A child's case that reached a team and has no named worker at the period's end.
-- kind: stock
select
  periods.period as period,
  periods.judged_on as judged_on,
  allocation.case_allocation_id as record_id,
  allocation.person_id as child_id,
  allocation.team as team,
  periods.judged_on as reference_day,
  cast(allocation.received_at as date) as started_on
from periods
join case_allocations as allocation
  on cast(allocation.received_at as date) <= periods.judged_on
  and (
    allocation.allocated_at is null
    or cast(allocation.allocated_at as date) > periods.judged_on
  )
