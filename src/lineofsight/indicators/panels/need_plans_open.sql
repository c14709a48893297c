-- A child in need plan open at the period's end, with the last visit since it began on which the
-- child was seen.
-- kind: stock
with open_plans as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    plan.cinp_cin_plan_id as plan_id,
    plan.cinp_person_id as child_id,
    plan.cinp_cin_plan_team as team,
    plan.cinp_cin_plan_worker_id as worker,
    plan.cinp_cin_plan_start_date as started_on
  from periods
  join ssd_cin_plans as plan
    on plan.cinp_cin_plan_start_date <= periods.judged_on
    and (
      plan.cinp_cin_plan_end_date is null
      or plan.cinp_cin_plan_end_date > periods.judged_on
    )
)
select
  open_plans.period as period,
  open_plans.judged_on as judged_on,
  open_plans.plan_id as record_id,
  open_plans.child_id as child_id,
  open_plans.team as team,
  open_plans.worker as worker,
  open_plans.judged_on as reference_day,
  open_plans.started_on as started_on,
  coalesce(last_visits.visited_on, open_plans.started_on) as seen_or_started_on,
  cast(null as date) as visited_next_on
from open_plans
left join (
  select
    open_plans.period as period,
    open_plans.plan_id as plan_id,
    max(visit.cinv_cin_visit_date) as visited_on
  from open_plans
  join ssd_cin_visits as visit
    on visit.cinv_person_id = open_plans.child_id
    and visit.cinv_cin_visit_date between open_plans.started_on and open_plans.judged_on
  where visit.cinv_cin_visit_seen = 'Y'
  group by open_plans.period, open_plans.plan_id
) as last_visits
  on last_visits.period = open_plans.period
  and last_visits.plan_id = open_plans.plan_id
