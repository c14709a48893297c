-- A complaint received at one stage; one whose stage is not recorded is at its first.
-- kind: event
select
  complaint_id as record_id,
  person_id as child_id,
  team,
  received_on as counted_on,
  received_on as reference_day,
  coalesce(stage, 1) as stage,
  made_by as made_by,
  about as about,
  received_on as received_on,
  due_on as due_on,
  answered_on as answered_on,
  outcome as outcome
from complaints
where feedback_kind = 'COMPLAINT' and received_on is not null
