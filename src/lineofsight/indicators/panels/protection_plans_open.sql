-- A child protection plan open at the period's end.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  plan.plan_id as record_id,
  plan.child_id as child_id,
  periods.judged_on as reference_day,
  plan.started_on as started_on
from periods
join protection_plans as plan
  on plan.started_on <= periods.judged_on
  and (plan.ended_on is null or plan.ended_on > periods.judged_on)
