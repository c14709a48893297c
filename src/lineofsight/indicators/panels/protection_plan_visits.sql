-- A child protection plan open at the period's end, with the last visit that saw the child.
-- kind: stock
-- worker: allocated
with open_plans as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    plan.plan_id as plan_id,
    plan.child_id as child_id,
    plan.started_on as started_on
  from periods
  join protection_plans as plan
    on plan.started_on <= periods.judged_on
    and (plan.ended_on is null or plan.ended_on > periods.judged_on)
),
last_visits as (
  select
    open_plans.period as period,
    open_plans.plan_id as plan_id,
    max(visit.cppv_cp_visit_date) as visited_on
  from open_plans
  join ssd_cp_visits as visit
    on visit.cppv_cp_plan_id = open_plans.plan_id
    and visit.cppv_cp_visit_date <= open_plans.judged_on
  where visit.cppv_cp_visit_seen = 'Y'
  group by open_plans.period, open_plans.plan_id
)
select
  open_plans.period as period,
  open_plans.judged_on as judged_on,
  open_plans.plan_id as record_id,
  open_plans.child_id as child_id,
  open_plans.judged_on as reference_day,
  open_plans.started_on as plan_started_on,
  coalesce(last_visits.visited_on, open_plans.started_on) as seen_or_started_on,
  cast(null as date) as visited_next_on
from open_plans
left join last_visits
  on last_visits.period = open_plans.period
  and last_visits.plan_id = open_plans.plan_id
