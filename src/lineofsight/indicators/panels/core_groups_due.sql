-- A core group that was to be held; counted on the day by which it was due.  Cancelled ones, those
-- due after their plan ended and those of other authorities' plans are left out.
-- kind: event
select
  meeting.core_group_id as record_id,
  meeting.person_id as child_id,
  meeting.team as team,
  meeting.chaired_by_id as worker,
  meeting.due_on as counted_on,
  meeting.due_on as reference_day,
  coalesce(plan.cppl_cp_plan_start_date, meeting.due_on) as started_on,
  meeting.first_since_conference as first_since_conference,
  meeting.due_on as due_on,
  meeting.held_on as held_on
from core_groups as meeting
left join ssd_cp_plans as plan
  on plan.cppl_cp_plan_id = meeting.cp_plan_id
where meeting.due_on is not null
  and meeting.cancelled is distinct from 'Y'
  and plan.cppl_cp_plan_ola is distinct from 'Y'
  and (plan.cppl_cp_plan_end_date is null or meeting.due_on <= plan.cppl_cp_plan_end_date)
