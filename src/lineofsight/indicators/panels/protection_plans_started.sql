-- A child protection plan that began, with the child's plans before it.
-- kind: event
-- looks back: last_started_on, last_ended_on
-- worker: allocated
with starts as (
  select
    child_id,
    started_on,
    max(coalesce(ended_on, date '9999-12-31')) as ended_on
  from protection_plans
  where child_id is not null and started_on is not null
  group by child_id, started_on
),
before as (
  select
    child_id,
    started_on,
    lag(started_on) over (partition by child_id order by started_on) as last_started_on,
    max(ended_on) over (
      partition by child_id order by started_on
      rows between unbounded preceding and 1 preceding
    ) as last_ended_on
  from starts
)
select
  plan.plan_id as record_id,
  plan.child_id as child_id,
  plan.started_on as counted_on,
  plan.started_on as reference_day,
  plan.category as category,
  before.last_started_on as last_started_on,
  before.last_ended_on as last_ended_on
from protection_plans as plan
left join before
  on before.child_id = plan.child_id
  and before.started_on = plan.started_on
