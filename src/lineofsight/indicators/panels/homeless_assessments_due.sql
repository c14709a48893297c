-- The assessment of a young person of sixteen or seventeen who came as homeless, counted on the day
-- by which it was due.
-- kind: event
select
  homeless_presentation_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  assessment_due_on as counted_on,
  assessment_due_on as reference_day,
  presented_on as presented_on,
  assessment_due_on as due_on,
  assessment_completed_on as completed_on,
  joint_with_housing as joint_with_housing
from homeless_presentations
where assessment_due_on is not null
