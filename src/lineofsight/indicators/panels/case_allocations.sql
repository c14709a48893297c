-- A child's case that reached a team; counted on the day it came.
-- kind: event
select
  case_allocation_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  cast(received_at as date) as counted_on,
  cast(received_at as date) as reference_day,
  received_at,
  allocated_at,
  cast(received_at as date) as received_on,
  cast(allocated_at as date) as allocated_on,
  from_team
from case_allocations
where received_at is not null
