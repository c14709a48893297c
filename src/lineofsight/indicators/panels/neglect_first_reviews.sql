-- A child protection plan for neglect whose first review was held; counted on that day, with the
-- first graded care profile of the child that was completed from a year before the plan began.
-- kind: event
-- looks back: counted_on, earlier_plan_on
-- worker: allocated
with neglect_plans as (
  select
    plan_id,
    child_id,
    started_on
  from protection_plans
  where lower(category) like '%neglect%'
),
first_reviews as (
  select
    cppr_cp_plan_id as plan_id,
    min(cppr_cp_review_date) as held_on
  from ssd_cp_reviews
  group by cppr_cp_plan_id
)
select
  neglect_plans.plan_id as record_id,
  neglect_plans.child_id as child_id,
  first_reviews.held_on as counted_on,
  first_reviews.held_on as reference_day,
  neglect_plans.started_on as started_on,
  profiles.completed_on as profile_completed_on,
  earlier.started_on as earlier_plan_on
from neglect_plans
join first_reviews on first_reviews.plan_id = neglect_plans.plan_id
left join (
  select
    neglect_plans.plan_id as plan_id,
    min(tool.completed_on) as completed_on
  from neglect_plans
  join practice_tools as tool
    on tool.person_id = neglect_plans.child_id
    and tool.completed_on >= neglect_plans.started_on - interval '12 months'
  where tool.tool = 'GRADED_CARE_PROFILE'
  group by neglect_plans.plan_id
) as profiles
  on profiles.plan_id = neglect_plans.plan_id
left join (
  select
    neglect_plans.plan_id as plan_id,
    max(other.started_on) as started_on
  from neglect_plans
  join protection_plans as other
    on other.child_id = neglect_plans.child_id
    and other.started_on < neglect_plans.started_on
  group by neglect_plans.plan_id
) as earlier
  on earlier.plan_id = neglect_plans.plan_id
