-- A family help plan open at the period's end.
-- kind: stock
select
  periods.period as period,
  periods.judged_on as judged_on,
  plan.family_help_plan_id as record_id,
  plan.person_id as child_id,
  plan.team as team,
  plan.worker_id as worker,
  periods.judged_on as reference_day,
  plan.started_on as started_on
from periods
join family_help_plans as plan
  on plan.started_on <= periods.judged_on
  and (plan.ended_on is null or plan.ended_on > periods.judged_on)
