-- A pathway plan, or the review that takes its place, counted on the day by which it was due; those
-- that ended before they were due are left out.
-- kind: event
select
  pathway_plan_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  due_on as counted_on,
  due_on as reference_day,
  case when needs_assessed_on < due_on then needs_assessed_on else due_on end as started_on,
  due_on as due_on,
  completed_on as completed_on
from pathway_plans
where due_on is not null and (ended_on is null or ended_on >= due_on)
