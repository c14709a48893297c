-- A child in care at the period's end, other than on short breaks, with their last personal
-- education plan and the next that waits.
-- kind: stock
-- worker: allocated
with plans as (
  select
    period,
    child_id,
    completed_on,
    in_education
  from (
    select
      in_care.period as period,
      in_care.child_id as child_id,
      plan.completed_on as completed_on,
      plan.in_education as in_education,
      row_number() over (
        partition by in_care.period, in_care.child_id
        order by plan.completed_on desc, plan.personal_education_plan_id desc
      ) as place
    from in_care
    join personal_education_plans as plan
      on plan.person_id = in_care.child_id
      and plan.completed_on between in_care.began_on and in_care.judged_on
  ) as ordered
  where place = 1
)
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  children.born_on as born_on,
  cast(
    case
      when children.born_on + interval '48 months' > in_care.judged_on then null
      when children.born_on + interval '48 months' > in_care.began_on
      then children.born_on + interval '48 months'
      when children.born_on is not null then in_care.began_on
    end as date
  ) as plans_from,
  plans.completed_on as completed_on,
  plans.in_education as in_education,
  waiting.due_on as waits_due_on,
  cast(null as date) as completed_next_on
from in_care
left join children on children.child_id = in_care.child_id
left join plans
  on plans.period = in_care.period and plans.child_id = in_care.child_id
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    min(plan.due_on) as due_on
  from in_care
  join personal_education_plans as plan
    on plan.person_id = in_care.child_id
    and plan.due_on >= in_care.began_on
    and (plan.completed_on is null or plan.completed_on > in_care.judged_on)
  left join plans
    on plans.period = in_care.period and plans.child_id = in_care.child_id
  where plans.completed_on is null or plan.due_on > plans.completed_on
  group by in_care.period, in_care.child_id
) as waiting
  on waiting.period = in_care.period and waiting.child_id = in_care.child_id
