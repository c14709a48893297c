-- A complaint answered at one stage; one whose stage is not recorded is at its first.
-- kind: event
select
  complaint_id as record_id,
  person_id as child_id,
  team,
  answered_on as counted_on,
  answered_on as reference_day,
  coalesce(stage, 1) as stage,
  outcome as outcome,
  learning_recorded as learning_recorded
from complaints
where feedback_kind = 'COMPLAINT'
