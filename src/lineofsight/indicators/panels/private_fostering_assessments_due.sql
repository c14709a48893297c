-- The assessment of a private fostering arrangement, counted on the day by which it was due; those
-- due after the arrangement ended are left out.
-- kind: event
select
  private_fostering_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  assessment_due_on as counted_on,
  assessment_due_on as reference_day,
  notified_on as notified_on,
  assessment_due_on as due_on,
  assessment_completed_on as completed_on
from private_fostering_arrangements
where assessment_due_on is not null and (ended_on is null or assessment_due_on <= ended_on)
