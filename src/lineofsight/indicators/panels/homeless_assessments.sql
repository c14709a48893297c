-- The assessment of a young person of sixteen or seventeen who came as homeless, counted on the day
-- it was completed, with where they then lived.
-- kind: event
select
  homeless_presentation_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  assessment_completed_on as counted_on,
  assessment_completed_on as reference_day,
  outcome as outcome,
  joint_with_housing as joint_with_housing
from homeless_presentations
