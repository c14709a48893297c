-- A child protection plan that ended.
-- kind: event
-- worker: allocated
select
  plan_id as record_id,
  child_id,
  ended_on as counted_on,
  ended_on as reference_day,
  started_on,
  ended_on
from protection_plans
