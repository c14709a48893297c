-- A young person with a pathway plan at the period's end, or for whom one was due by then, with the
-- day on which the last was completed.
-- kind: stock
-- looks back: completed_on
with plans as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    plan.pathway_plan_id as plan_id,
    plan.person_id as child_id,
    plan.worker_id as worker,
    plan.team as team,
    plan.due_on as due_on,
    case when plan.completed_on <= periods.judged_on then plan.completed_on end as completed_on,
    case
      when plan.ended_on is null or plan.ended_on > periods.judged_on then 1 else 0
    end as is_open,
    row_number() over (
      partition by periods.period, plan.person_id
      order by
        case when plan.completed_on <= periods.judged_on then 0 else 1 end,
        case when plan.completed_on <= periods.judged_on then plan.completed_on end desc,
        case when plan.completed_on <= periods.judged_on then null else plan.due_on end,
        plan.pathway_plan_id desc
    ) as place
  from periods
  join pathway_plans as plan
    on plan.completed_on <= periods.judged_on
    or plan.due_on <= periods.judged_on
  where plan.person_id is not null
)
select
  period,
  judged_on,
  child_id as record_id,
  child_id,
  max(case when place = 1 then team end) as team,
  max(case when place = 1 then worker end) as worker,
  judged_on as reference_day,
  max(completed_on) as completed_on,
  min(due_on) as first_due_on,
  cast(null as date) as completed_next_on
from plans
group by period, judged_on, child_id
having max(is_open) = 1
