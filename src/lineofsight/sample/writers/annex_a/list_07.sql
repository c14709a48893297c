-- Each child on a plan of this authority now or in the six months, by the latest plan.
with own as (
  select * from ssd_cp_plans where cppl_cp_plan_ola is distinct from 'Y'
),
latest as (
  select *
  from own
  where cppl_cp_plan_start_date <= as_at()
  qualify row_number() over (
    partition by cppl_person_id order by cppl_cp_plan_start_date desc, cppl_cp_plan_id
  ) = 1
),
previous as (
  select latest.cppl_person_id as child, count(*) as previous_plans
  from latest
  join own using (cppl_person_id)
  where own.cppl_cp_plan_start_date < latest.cppl_cp_plan_start_date
  group by latest.cppl_person_id
),
visits as (
  select
    cppv_cp_plan_id as plan,
    max(cppv_cp_visit_date) as visited_on,
    arg_max(coalesce(cppv_cp_visit_seen_alone, ''), (cppv_cp_visit_date, cppv_cp_visit_id))
      as seen_alone
  from ssd_cp_visits
  where cppv_cp_visit_date <= as_at()
  group by cppv_cp_plan_id
),
reviews as (
  select cppr_cp_plan_id as plan, max(cppr_cp_review_date) as reviewed_on
  from ssd_cp_reviews
  where cppr_cp_review_date <= as_at()
  group by cppr_cp_plan_id
),
protected_at_once as (
  select distinct lega_person_id as child
  from ssd_legal_status
  where lega_legal_status in ('L1', 'L2')
    and lega_legal_status_start_date <= as_at()
    and coalesce(lega_legal_status_end_date, as_at()) >= since(6)
)
select
  child, gender, ethnicity, born_on, age, disabled,
  cppl_cp_plan_start_date as plan_started_on,
  regexp_replace(cppl_cp_plan_initial_category, '^Multiple.*', 'Multiple') as first_category,
  regexp_replace(cppl_cp_plan_latest_category, '^Multiple.*', 'Multiple') as latest_category,
  visited_on,
  nullif(seen_alone, '') as seen_alone,
  reviewed_on,
  cppl_cp_plan_end_date as plan_ended_on,
  case when child in (select child from protected_at_once) then 'Y' else 'N' end
    as emergency_protection_6_months,
  coalesce(previous_plans, 0) as previous_plans,
  team, worker
from latest
join children on child = cppl_person_id
left join visits on visits.plan = cppl_cp_plan_id
left join reviews on reviews.plan = cppl_cp_plan_id
left join previous using (child)
left join allocations using (child)
where coalesce(cppl_cp_plan_end_date, as_at()) >= since(6)
order by plan_started_on, child
